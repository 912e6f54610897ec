"""
Cape, tunic and collar: what hangs on her spine.
"""

from __future__ import annotations

import math

import numpy as np

from . import palette as p
from .canvas import Canvas
from .geometry import Outline, Place, Point, curve, mirrored, oval
from .poses import SPINE, Pose


def place(pose: Pose) -> Place:
    """
    The trunk's own axes: from the chest down the spine, thinner as the spine grows longer.
    """
    stretch = math.dist(pose.joints["root"], pose.joints["torso"]) / SPINE
    return Place(pose.joints["torso"], pose.lean("root", "torso"), stretch**-0.4, stretch)


def cape(canvas: Canvas, pose: Pose, body: Place) -> None:
    """
    The cape behind her; narrow at the top, because an orange edge near a shoulder crumbles as the arm turns.
    """
    def hem(x: float, y: float, free: float) -> Point:
        """A point of the cape that follows the air; `free` 0..1 is how loosely it hangs."""
        lift = pose.cape_lift * free
        return x * (1 + 0.42 * lift) + pose.cape_sway * free, y - 46 * lift * min(1.0, abs(x) / 60)

    outline = curve(body.put([
        (-26, -12), (0, -24), (26, -12), (29, 50), hem(52, 98, 0.55), hem(79, 154, 1), hem(74, 172, 1),
        hem(36, 176, 0.9), hem(0, 174, 0.9), hem(-36, 176, 0.9), hem(-74, 172, 1), hem(-79, 154, 1),
        hem(-52, 98, 0.55), (-29, 50),
    ]))
    canvas.fill(outline, p.FOX_DARK)
    _stripe(canvas, outline, p.CREAM_DARK, body.put([
        hem(-96, 156, 1), hem(-40, 158, 0.9), hem(40, 158, 0.9), hem(96, 156, 1), hem(98, 198, 1),
        hem(-98, 198, 1),
    ]))
    canvas.edge(outline, p.FOX_LINE)


def tunic(canvas: Canvas, pose: Pose, body: Place) -> None:
    """
    The cream tunic with its belt and hem; the skirt widens with the air and with her knees.
    """
    lift, sway = 0.45 * pose.cape_lift, 0.4 * pose.cape_sway
    knees = abs(pose.joints["left_knee"][0] - pose.joints["right_knee"][0]) / 2
    wide = 1 + 0.4 * lift + 0.011 * max(0.0, knees - 38)

    def hem(x: float, y: float) -> Point:
        return x * wide + sway, y - 16 * lift * abs(x) / 60

    outline = curve(body.put(mirrored([
        (0, -16), (34, -8), (46, 8), (39, 44), (37, 84), (47, 134), hem(59, 183), hem(53, 192), hem(28, 197),
        (0, 198),
    ])))
    canvas.fill(outline, p.CREAM)
    _stripe(canvas, outline, p.TEAL, body.put([
        hem(-80, 171), hem(-30, 179), hem(0, 181), hem(30, 179), hem(80, 171), hem(84, 214), hem(-84, 214),
    ]))
    _stripe(canvas, outline, p.BOOT, body.put([
        (-70, 80), (0, 85), (70, 80), (70, 93), (0, 98), (-70, 93),
    ]))
    canvas.edge(outline, p.CREAM_LINE)


def collar(canvas: Canvas, body: Place) -> None:
    """
    The hood's collar with its clasp; kept clear of the shoulders, like the cape.
    """
    outline = curve(body.put(mirrored([(0, -30), (18, -27), (25, -10), (24, 10), (14, 26), (0, 31)])))
    canvas.fill(outline, p.FOX, p.FOX_LINE)
    canvas.fill(oval(body.at(0, 15), 7.5, 7.5), p.GOLD, p.GOLD_LINE, 2.2)


def _stripe(canvas: Canvas, cloth: Outline, fill: str, points: list[Point]) -> None:
    canvas.inlay(np.array(points), cloth, fill)
