"""
A jointed doll, drawn for the engine's tests: what it looks like in any pose is known.
"""

from collections.abc import Mapping
from itertools import pairwise

import cv2
import numpy as np

from jobs.inbetween import Picture
from jobs.inbetween.marks import Joints, Marks
from jobs.inbetween.skeleton import HUMANOID, Skeleton

SIZE = (240, 200)
"""
Height and width of its pictures.
"""

BODY, ARM, LEG, HEAD = (240, 228, 200), (214, 92, 52), (60, 120, 130), (250, 205, 170)
FINE = 4

STANDING: Mapping[str, tuple[float, float]] = {
    "root": (100, 130),
    "hip": (100, 112),
    "torso": (100, 82),
    "neck": (100, 46),
    "right_shoulder": (82, 84),
    "right_elbow": (64, 108),
    "right_hand": (52, 136),
    "left_shoulder": (118, 84),
    "left_elbow": (136, 108),
    "left_hand": (148, 136),
    "right_hip": (88, 138),
    "right_knee": (84, 176),
    "right_foot": (82, 216),
    "left_hip": (112, 138),
    "left_knee": (116, 176),
    "left_foot": (118, 216),
}


def pose(**moved: tuple[float, float]) -> Joints:
    """
    Return the joints of a standing doll, but for those that were moved.
    """
    places = {**STANDING, **moved}
    return np.array([places[name] for name in HUMANOID.names], np.float64)


RAISED = pose(left_elbow=(146, 76), left_hand=(160, 48))
"""
The doll with its left arm up.
"""


def drawn(joints: Joints, *, gain: float = 1.0, behind: str = "") -> Picture:
    """
    Return the doll as an RGBA cut-out with soft edges; its arm on the side `behind` is behind its body.
    """
    at = dict(zip(HUMANOID.names, joints, strict=True))
    height, width = SIZE
    canvas = np.zeros((height * FINE, width * FINE, 4), np.uint8)
    arms = {
        side: [at[f"{side}_{name}"] for name in ("shoulder", "elbow", "hand")] for side in ("right", "left")
    }
    if behind:
        _limb(canvas, arms.pop(behind), 8, ARM)
    for side in ("right", "left"):
        _limb(canvas, [at[f"{side}_{name}"] for name in ("hip", "knee", "foot")], 9, LEG)
    _limb(canvas, [at["torso"], at["root"]], 22, BODY)
    for arm in arms.values():
        _limb(canvas, arm, 8, ARM)
    cv2.circle(canvas, _fine(at["neck"]), 20 * FINE, (*HEAD, 255), -1)
    cv2.circle(canvas, _fine(at["neck"] + (8, -2)), 3 * FINE, (60, 40, 50, 255), -1)
    cover = canvas[..., 3:].astype(np.float32) / 255
    mixed = cv2.resize(canvas * cover, (width, height), interpolation=cv2.INTER_AREA)
    alpha = mixed[..., 3:]
    straight = np.where(alpha > 0, mixed * 255 / np.maximum(alpha, 1e-6), 0)
    return np.dstack((np.clip(straight[..., :3] * gain, 0, 255), alpha)).round().astype(np.uint8)


def _limb(canvas, places, radius, colour):
    for start, end in pairwise(places):
        cv2.line(canvas, _fine(start), _fine(end), (*colour, 255), 2 * radius * FINE)


def _fine(place):
    return tuple(round((value + 0.5) * FINE - 0.5) for value in place)


def marked(joints: Joints, **more) -> Marks:
    """
    Return the doll's marks.
    """
    return Marks(HUMANOID, joints, **more)


SPIDER = Skeleton.of(
    {
        "root": None,
        **{
            name: hangs
            for leg in range(8)
            for name, hangs in ((f"a{leg}", "root"), (f"b{leg}", f"a{leg}"), (f"c{leg}", f"b{leg}"))
        },
    }
)
"""
Eight limbs around one joint.
"""

WORM = Skeleton.of({"a": None, "b": "a", "c": "b", "d": "c"})
"""
One body and no limb.
"""

SPLIT = Skeleton.of({"root": None, "a": "root", "b": "a", "c": "root", "d": "c"})
"""
Two limbs and no bone that is the body's.
"""
