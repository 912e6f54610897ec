"""
How two keys go together, looked at before anything is drawn between them: a small copy, some hundredths of a
second.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from jobs import frames, previews
from jobs.inbetween import Joints, Marks, Mask, Pair, Picture, Skeleton
from jobs.sheet import SegmentSheet

LONGEST_SIDE = 240
DIFFERS = 28
"""
Levels by which a pixel differs from the scenery where it is the figure's.
"""

LEAST_FIGURE = 0.002
"""
The share of the canvas below which there is no figure to speak of.
"""

COLOURS = (12, 8, 8)
LONG = 0.1
"""
The share of the longest bone below which a bone is too short to be compared.
"""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """
    What of a key is the figure: how much of the canvas, and its box, in shares of the canvas' height.
    """

    mask: Mask
    share: float
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """
    Numbers about a pair of keys; None where they cannot be told.

    `palette` is how far the colours are apart, 0 to 1; `scale` how large the last figure is for the first;
    `place` how far their middles are apart and `travel` how far the farthest joint goes, for the figure's
    height; `turn` how far the limb that turns most does, in degrees, and `turning` its name; `overlap` the
    common share of both figures; `difference` the mean difference of all pixels, 0 to 255.
    """

    difference: float
    palette: float | None
    scale: float | None
    place: float | None
    travel: float | None
    turn: float | None
    turning: str
    overlap: float | None
    cut_out: tuple[bool, bool]


def small(sheet: SegmentSheet) -> SegmentSheet:
    """
    Return a sheet of the same two keys on a canvas that is quick to look at, whatever lies between them.
    """
    return replace(sheet.sized(LONGEST_SIDE), times=(0,))


def staged(sheet: SegmentSheet) -> Pair:
    """
    Return both keys of a small sheet on their canvas.
    """
    return frames.staged(sheet, previews.loaded(sheet.width, sheet.height))[0]


def pairing(sheet: SegmentSheet) -> Pairing:
    """
    Look at a sheet's two keys. Raises `PictureMissing`.
    """
    pair = staged(small(sheet))
    figures = figure(pair.first, pair), figure(pair.last, pair)
    marks = (pair.first_marks, pair.last_marks)
    size = _size(figures, marks)
    turn, turning = _turned(marks)
    return Pairing(
        difference=float(cv2.absdiff(_seen(pair.first), _seen(pair.last)).mean()),
        palette=_palette(pair, figures),
        scale=_scale(figures, marks),
        place=_place(figures, size),
        travel=_travel(marks, size),
        turn=turn,
        turning=turning,
        overlap=_overlap(figures),
        cut_out=(pair.first[..., 3].min() < 255, pair.last[..., 3].min() < 255),
    )


# -- the figure -------------------------------------------------------------------------------------------


def figure(key: Picture, pair: Pair) -> Figure | None:
    """
    Return where a key's figure is: its alpha, else what differs from the scenery, else nobody knows.
    """
    if key[..., 3].min() < 255:
        mask = key[..., 3]
    elif pair.plate is not None:
        apart = cv2.absdiff(key[..., :3], pair.plate[..., :3]).max(axis=2)
        mask = np.where(apart > DIFFERS, 255, 0).astype(np.uint8)
        mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), np.uint8)
    else:
        return None
    solid = np.ascontiguousarray(mask > 127).astype(np.uint8)
    share = float(solid.mean())
    if not LEAST_FIGURE < share < 1 - LEAST_FIGURE:
        return None
    left, top, width, height = (side / mask.shape[0] for side in cv2.boundingRect(solid))
    return Figure(solid, share, left, top, width, height)


def bone_scale(first: Marks, last: Marks) -> float | None:
    """
    Return how large the last figure is for the first by its bones: a pose changes the box, not the bones.
    """
    before, after = (_bones(marks.skeleton, marks.joints) for marks in (first, last))
    long = (before > LONG * before.max(initial=0)) & (after > 0)
    return float(np.median(after[long] / before[long])) if long.any() else None


def _bones(skeleton: Skeleton, joints: Joints) -> Floats:
    return np.array([np.linalg.norm(joints[end] - joints[start]) for start, end in skeleton.bones])


def _scale(
    figures: tuple[Figure | None, Figure | None], marks: tuple[Marks | None, Marks | None]
) -> float | None:
    if marks[0] is not None and marks[1] is not None:
        return bone_scale(marks[0], marks[1])
    first, last = figures
    return None if first is None or last is None else float(np.sqrt(last.share / first.share))


def _size(figures: tuple[Figure | None, Figure | None], marks: tuple[Marks | None, Marks | None]) -> float:
    """
    The figure's height in shares of the canvas'; the canvas' own where nobody knows.
    """
    known = [max(one.height, one.width) for one in figures if one is not None]
    return max(known, default=1.0)


def _place(figures: tuple[Figure | None, Figure | None], size: float) -> float | None:
    first, last = figures
    if first is None or last is None:
        return None
    across = last.left + last.width / 2 - first.left - first.width / 2
    down = last.top + last.height / 2 - first.top - first.height / 2
    return float(np.hypot(across, down)) / size


def _overlap(figures: tuple[Figure | None, Figure | None]) -> float | None:
    first, last = figures
    if first is None or last is None:
        return None
    return float((first.mask & last.mask).sum() / max(1, (first.mask | last.mask).sum()))


# -- how far ----------------------------------------------------------------------------------------------


def _travel(marks: tuple[Marks | None, Marks | None], size: float) -> float | None:
    """
    How far the joint that goes farthest does, seen from the root: where the body goes is no trouble.
    """
    first, last = marks
    if first is None or last is None:
        return None
    root = first.skeleton.root
    ways = (last.joints - last.joints[root]) - (first.joints - first.joints[root])
    height = float(np.ptp(first.joints[:, 1])) or 1.0
    return float(np.linalg.norm(ways, axis=1).max()) / max(height, float(np.ptp(last.joints[:, 1])))


def _turned(marks: tuple[Marks | None, Marks | None]) -> tuple[float | None, str]:
    """
    How far the limb that turns most does, and which it is.
    """
    first, last = marks
    if first is None or last is None:
        return None, ""
    found = (0.0, "")
    ends = {limb.joints[-1] for limb in first.skeleton.limbs}
    for limb in first.skeleton.limbs:
        start = first.skeleton.parents[limb.joints[0]]
        if start < 0:
            continue
        end = limb.joints[-1]
        angles = [np.arctan2(*(one.joints[end] - one.joints[start])[::-1]) for one in (first, last)]
        way = abs(np.degrees(np.remainder(angles[1] - angles[0] + np.pi, 2 * np.pi) - np.pi))
        found = max(found, (float(way), limb.name))
    return found if ends else (None, "")


# -- colours ----------------------------------------------------------------------------------------------


def _palette(pair: Pair, figures: tuple[Figure | None, Figure | None]) -> float | None:
    """
    How far the colours of the two figures are apart, of the whole pictures where no figures are known.
    """
    kept = [None if one is None else one.mask for one in figures]
    if kept[0] is None or kept[1] is None:
        kept = [None, None]
    before, after = (_histogram(key, mask) for key, mask in zip((pair.first, pair.last), kept, strict=True))
    return float(cv2.compareHist(before, after, cv2.HISTCMP_BHATTACHARYYA))


def _histogram(key: Picture, mask: Mask | None) -> NDArray[np.float32]:
    lab = cv2.cvtColor(cv2.GaussianBlur(_seen(key), (0, 0), 1.5), cv2.COLOR_RGB2LAB)
    found = cv2.calcHist([lab], [0, 1, 2], mask, list(COLOURS), [0, 256, 64, 192, 64, 192])
    soft = _softened(found)
    return soft / max(float(soft.sum()), 1e-9)


def _softened(histogram: cv2.typing.MatLike) -> NDArray[np.float32]:
    """
    A histogram in which neighbouring colours count for each other: one step of light is no other palette.
    """
    soft = np.asarray(histogram, np.float32)
    for axis in range(3):
        moved = np.moveaxis(soft, axis, 0)
        padded = np.pad(moved, ((1, 1), (0, 0), (0, 0)))
        soft = np.moveaxis(0.25 * padded[:-2] + 0.5 * moved + 0.25 * padded[2:], 0, axis)
    return np.ascontiguousarray(soft)


def _seen(key: Picture) -> NDArray[np.uint8]:
    """
    A key over grey, as RGB.
    """
    cover = key[..., 3:].astype(np.float32) / 255
    return np.ascontiguousarray((key[..., :3] * cover + 128 * (1 - cover)).round().astype(np.uint8))
