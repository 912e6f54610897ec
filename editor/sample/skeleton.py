"""
The seventeen joints, and the true in-between of two skeletons.

`left` and `right` are her own: she faces us, so her left hand is on the right of the picture.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from .geometry import Point, heading

PARENTS: Mapping[str, str | None] = {
    "root": None, "hip": "root", "torso": "hip", "neck": "torso",
    "right_shoulder": "torso", "right_elbow": "right_shoulder", "right_hand": "right_elbow",
    "left_shoulder": "torso", "left_elbow": "left_shoulder", "left_hand": "left_elbow",
    "right_hip": "root", "right_knee": "right_hip", "right_foot": "right_knee",
    "left_hip": "root", "left_knee": "left_hip", "left_foot": "left_knee",
}
"""Joint -> the joint it hangs on. A parent always comes before its children."""

SIDES = ("left", "right")

Joints = Mapping[str, Point]
"""Joint -> where it is, in design units."""

PLANTED = 10.0
"""A foot that moves less than this from key to key stands still: it must not slide in between."""


def blend(a: float, b: float, u: float) -> float:
    """
    The number at share `u` of the way from `a` to `b`.
    """
    return (1 - u) * a + u * b


def blend_points(a: Point, b: Point, u: float) -> Point:
    """
    The point at share `u` of the straight way from `a` to `b`.
    """
    return blend(a[0], b[0], u), blend(a[1], b[1], u)


def polar(start: Point, direction: float, length: float) -> Point:
    """
    The end of a bone that leaves `start` in `direction` radians (see `heading`).
    """
    return start[0] + length * math.cos(direction), start[1] + length * math.sin(direction)


def hang(start: Point, degrees: float, length: float, side: int) -> Point:
    """
    The end of a bone that hangs from `start`: 0 degrees straight down, 90 away from the body, 180 up.

    `side` is 1 for her left, -1 for her right.
    """
    t = math.radians(degrees)
    return start[0] + side * length * math.sin(t), start[1] + length * math.cos(t)


def between(a: Joints, b: Joints, u: float) -> dict[str, Point]:
    """
    The skeleton at share `u` of the way: bones turn about their joints, and planted feet stay planted.

    A bone's length changes by a constant factor per step, so that it looks neither stretched nor shrunk.
    """
    out: dict[str, Point] = {}
    turns: dict[str, float] = {}
    for name, parent in PARENTS.items():
        if parent is None:
            out[name], turns[name] = blend_points(a[name], b[name], u), 0.0
            continue
        start = heading(a[parent], a[name])
        turns[name] = _turn(heading(b[parent], b[name]) - start, turns[parent])
        length = math.dist(a[parent], a[name]) ** (1 - u) * math.dist(b[parent], b[name]) ** u
        out[name] = polar(out[parent], start + u * turns[name], length)
    for side in SIDES:
        hip, knee, foot = (f"{side}_{part}" for part in ("hip", "knee", "foot"))
        if math.dist(a[foot], b[foot]) < PLANTED:
            there = blend_points(a[foot], b[foot], u)
            out[knee], out[foot] = _plant(out[hip], out[knee], out[foot], there)
    return out


def _turn(angle: float, parent: float) -> float:
    """Of the ways round, the short one, unless it has the bone turn hard against the bone it hangs on."""
    nearest = math.remainder(angle, 2 * math.pi)
    ways = (nearest - 2 * math.pi, nearest, nearest + 2 * math.pi)
    return min(ways, key=lambda way: abs(way) + abs(way - parent))


def _plant(hip: Point, knee: Point, foot: Point, there: Point) -> tuple[Point, Point]:
    """Knee and foot of a leg bent until its foot is `there`; the knee keeps its side."""
    thigh, shin = math.dist(hip, knee), math.dist(knee, foot)
    far = min(max(math.dist(hip, there), abs(thigh - shin) + 1e-3), thigh + shin - 1e-3)
    along = heading(hip, there)
    bend = math.acos((thigh**2 + far**2 - shin**2) / (2 * thigh * far))
    knees = (polar(hip, along - bend, thigh), polar(hip, along + bend, thigh))
    return min(knees, key=lambda k: math.dist(k, knee)), polar(hip, along, far)
