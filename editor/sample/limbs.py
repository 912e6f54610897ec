"""
Legs in boots, and arms in sleeves of the tunic's colour.
"""

from __future__ import annotations

import math

import numpy as np

from . import palette as p
from .canvas import Canvas
from .geometry import Outline, Place, Point, bone, curve, heading, limb, oval, star
from .poses import Pose
from .skeleton import blend_points

SLEEVE = (19.0, 15.5, 14.5)
"""Half widths at shoulder, elbow and wrist."""
TIGHTS = (18.0, 15.0, 12.0)
"""Half widths at hip, knee and ankle."""
STAR = 39.0
"""From the star's middle to a tip."""


def leg(canvas: Canvas, pose: Pose, side: str) -> None:
    """
    One leg: tights, boot and the boot's cream cuff, which turns with the shin.
    """
    hip, knee, foot = (pose.joints[f"{side}_{part}"] for part in ("hip", "knee", "foot"))
    canvas.fill(limb(hip, knee, foot, TIGHTS), p.TEAL, p.TEAL_LINE)
    ankle = Place(foot, pose.boots[0 if side == "left" else 1], _outwards(side))
    shaft = bone(blend_points(knee, foot, 0.6), foot, 17.5, 16.5)
    shoe = curve(ankle.put([
        (-17, -6), (-18, 16), (-15, 27), (6, 29), (28, 28), (36, 19), (29, 7), (15, -5), (0, -10),
    ]))
    # Both lines before both fills: shaft and shoe join without a line between them.
    for piece in (shaft, shoe):
        canvas.edge(piece, p.BOOT_LINE, 4.6)
    for piece in (shaft, shoe):
        canvas.fill(piece, p.BOOT)
    canvas.inlay(np.array(ankle.put([(-30, 21), (50, 21), (50, 40), (-30, 40)])), shoe, p.BOOT_LINE)
    cuff = Place(blend_points(knee, foot, 0.42), math.degrees(heading(knee, foot)) - 90)
    canvas.fill(
        curve(cuff.put([(-17, -9), (17, -9), (20, 0), (18, 9), (0, 10), (-18, 9), (-20, 0)])),
        p.CREAM, p.CREAM_LINE,
    )


def sleeve_edge(canvas: Canvas, pose: Pose, side: str) -> None:
    """
    The sleeve's line, laid before the tunic: sleeve and tunic then join without one, at any turn of the arm.
    """
    canvas.edge(_sleeve(pose, side), p.CREAM_LINE, 5.0)


def arm(canvas: Canvas, pose: Pose, side: str) -> None:
    """
    One hand, in her left the star behind it, and the sleeve with its teal wristband.
    """
    elbow, hand = pose.joints[f"{side}_elbow"], pose.joints[f"{side}_hand"]
    palm = Place(hand, math.degrees(heading(elbow, hand)) + 90, _outwards(side))
    if side == "left":
        _star(canvas, palm, pose.star)
    canvas.fill(bone(palm.at(-6, -12), palm.at(-16, -21), 5.5, 4.5), p.SKIN, p.SKIN_LINE)
    fist = curve(palm.put([(-10, 0), (-13, -14), (-10, -28), (0, -33), (10, -28), (13, -14), (10, 0)]))
    canvas.fill(fist, p.SKIN, p.SKIN_LINE)
    canvas.fill(oval(palm.at(-4, -15), 8, 8), p.SKIN)
    sleeve = _sleeve(pose, side)
    canvas.fill(sleeve, p.CREAM)
    canvas.inlay(_across(elbow, hand, 0.84, 1.3), sleeve, p.TEAL)
    canvas.inlay(_across(elbow, hand, 0.832, 0.848), sleeve, p.TEAL_LINE)


def _star(canvas: Canvas, palm: Place, share: float) -> None:
    """The star unfolds in the second half of its way, along the forearm, so that it rides on the arm."""
    late = max(0.0, 2 * share - 1)
    grown = late * late * (3 - 2 * late)
    if grown < 0.02:
        return
    centre = palm.at(0, -50)
    canvas.fill(star(centre, STAR * grown, palm.degrees), p.GOLD, p.GOLD_LINE)
    canvas.fill(star(centre, 0.54 * STAR * grown, palm.degrees), p.GOLD_LIGHT)


def _sleeve(pose: Pose, side: str) -> Outline:
    shoulder, elbow, hand = (pose.joints[f"{side}_{part}"] for part in ("shoulder", "elbow", "hand"))
    return limb(shoulder, elbow, hand, SLEEVE)


def _across(a: Point, b: Point, first: float, last: float) -> Outline:
    """A band across the bone from `a` to `b`, from share `first` to share `last` of it."""
    start, way = np.array(a), np.subtract(b, a)
    wide = 40 * np.array([way[1], -way[0]]) / np.linalg.norm(way)
    near, far = start + first * way, start + last * way
    return np.array([near + wide, far + wide, far - wide, near - wide])


def _outwards(side: str) -> int:
    return 1 if side == "left" else -1
