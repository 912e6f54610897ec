"""
The sample's girl, as keys for the engine and as the true drawings between them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from editor.sample import PARENTS, Pose, backdrops, figure, joints, mix, poses
from editor.sample.canvas import View
from jobs.inbetween import Course, Joints, Marks, Pair, Picture, Skeleton

SIZE = (1280, 720)
SKELETON = Skeleton.of(PARENTS)


@cache
def plate(size: tuple[int, int] = SIZE) -> Picture:
    """
    The first scenery, opaque.
    """
    colours = np.asarray(next(iter(backdrops(size).values())).convert("RGB"))
    return np.dstack([colours, np.full(colours.shape[:2], 255, np.uint8)])


def cut_out(pose: Pose, size: tuple[int, int] = SIZE) -> Picture:
    """
    Her alone.
    """
    return np.asarray(figure(pose, size)).copy()


def marks(pose: Pose, size: tuple[int, int] = SIZE) -> Marks:
    """
    Her joints.
    """
    places = joints(pose, size)
    return Marks(SKELETON, np.array([places[name] for name in SKELETON.names]))


def pair(first: str, last: str, size: tuple[int, int] = SIZE) -> Pair:
    """
    Two of her key poses over the scenery, with her joints; feet that stand still are planted.
    """
    a, b = poses()[first], poses()[last]
    keys = [cut_out(pose, size) for pose in (a, b)]
    return Pair(*keys, plate(size), marks(a, size), marks(b, size), Course(planted=_planted(a, b)))


def between(first: str, last: str, u: float, at: Joints) -> Picture:
    """
    Her true drawing at `u`, with the joints in pixels that the engine puts there.
    """
    corner, unit = View.whole(SIZE).pixels(np.array([[0.0, 0.0], [1.0, 0.0]]))
    places = (at - corner) / (unit[0] - corner[0])
    own = {name: (float(x), float(y)) for name, (x, y) in zip(SKELETON.names, places, strict=True)}
    return cut_out(replace(mix(poses()[first], poses()[last], u), joints=own))


def _planted(a: Pose, b: Pose) -> frozenset[str]:
    feet = ("left_foot", "right_foot")
    return frozenset(foot for foot in feet if np.hypot(*np.subtract(a.joints[foot], b.joints[foot])) < 10)
