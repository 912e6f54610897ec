"""
How one key must be scaled, shifted and turned to lie on the other as one drawing does on the next.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from jobs.inbetween import Marks, Pair, Picture
from jobs.pairing import Figure, bone_scale, figure, small, staged
from jobs.sheet import SegmentSheet

ENOUGH = 0.6
"""
The correlation from which on two pictures are taken for one scenery seen anew.
"""

AS_LARGE = 0.04
"""
By how much bones of one figure differ from pose to pose: no reason to scale a picture.
"""

STEPS = 80
SMOOTH = 5
MOST_SCALE = 4.0


@dataclass(frozen=True, slots=True)
class Match:
    """
    What is done to the last key about the canvas' middle: scaled, turned clockwise in degrees, then shifted
    by shares of the canvas' width and height. `how` says by what it was found: scenery, joints, figures, or
    nothing.
    """

    scale: float = 1.0
    turn: float = 0.0
    x: float = 0.0
    y: float = 0.0
    how: str = "nothing"


def match(sheet: SegmentSheet) -> Match:
    """
    Find what lays a sheet's last key on its first one. Raises `PictureMissing`.

    Whole pictures are laid scenery on scenery. Of a figure only the size is changed, by its bones where it
    has joints, and where it stands: its pose is meant to differ, so it is never turned.
    """
    pair = staged(small(sheet))
    if pair.first[..., 3].min() == 255 and pair.last[..., 3].min() == 255:
        found = _by_scenery(pair)
        if found is not None:
            return found
    figures = figure(pair.first, pair), figure(pair.last, pair)
    if figures[0] is None or figures[1] is None:
        return Match()
    marks = pair.first_marks, pair.last_marks
    if marks[0] is not None and marks[1] is not None:
        return _standing((figures[0], figures[1]), _by_bones((marks[0], marks[1])), "joints", pair.first)
    scale = float(np.sqrt(figures[0].share / figures[1].share))
    return _standing((figures[0], figures[1]), scale, "figures", pair.first)


def _by_bones(marks: tuple[Marks, Marks]) -> float:
    scale = bone_scale(*marks) or 1.0
    return 1.0 if abs(scale - 1) < AS_LARGE else 1 / scale


def _standing(figures: tuple[Figure, Figure], scale: float, how: str, key: Picture) -> Match:
    """
    Scale the last figure about the canvas' middle and put it where the first one stands, on one ground.
    """
    height, width = key.shape[:2]
    aspect = width / height
    scale = min(max(scale, 1 / MOST_SCALE), MOST_SCALE)
    feet = [(one.left + one.width / 2, one.top + one.height) for one in figures]
    across = feet[0][0] - (aspect / 2 + (feet[1][0] - aspect / 2) * scale)
    down = feet[0][1] - (0.5 + (feet[1][1] - 0.5) * scale)
    return Match(scale, 0.0, across / aspect, down, how)


def _by_scenery(pair: Pair) -> Match | None:
    """
    Lay one scenery on the other by their correlation (Evangelidis and Psarakis, 2008), or None where they are
    not the same.
    """
    first, last = (
        cv2.cvtColor(key, cv2.COLOR_RGBA2GRAY).astype(np.float32) for key in (pair.first, pair.last)
    )
    way = np.eye(2, 3, dtype=np.float32)
    everywhere = np.full(first.shape, 255, np.uint8)
    until = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, STEPS, 1e-5)
    try:
        alike, found = cv2.findTransformECC(first, last, way, cv2.MOTION_AFFINE, until, everywhere, SMOOTH)
    except cv2.error:  # it did not converge
        return None
    if alike < ENOUGH:
        return None
    # `found` leads from the first key to the last; what is done to the last one leads back.
    back = np.asarray(cv2.invertAffineTransform(found), np.float64)
    a, b = (back[0, 0] + back[1, 1]) / 2, (back[1, 0] - back[0, 1]) / 2
    scale, turn = float(np.hypot(a, b)), float(np.degrees(np.arctan2(b, a)))
    if not 1 / MOST_SCALE < scale < MOST_SCALE:
        return None
    height, width = first.shape
    middle = np.array([(width - 1) / 2, (height - 1) / 2])
    shift = back @ np.array([*middle, 1.0]) - middle
    return Match(scale, turn, float(shift[0]) / width, float(shift[1]) / height, "scenery")
