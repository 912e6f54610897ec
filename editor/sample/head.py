"""
Her head in the fox hood. The face is the same in every pose: a changed expression would dissolve in between.
"""

from __future__ import annotations

import numpy as np

from . import palette as p
from .canvas import Canvas
from .geometry import Place, curve, mirrored, oval
from .poses import Pose

SIZE = 1.13
"""Design units per unit of the outlines below."""


def head(canvas: Canvas, pose: Pose) -> None:
    """
    Ears, hood, hair and face, turned with the neck.
    """
    place = Place(pose.joints["neck"], pose.lean("torso", "neck"), SIZE, SIZE)
    for side in (-1, 1):
        _ear(canvas, place, side)
    hood = curve(place.put(mirrored([(0, -64), (34, -57), (58, -32), (66, 4), (60, 36), (42, 58), (0, 64)])))
    canvas.fill(hood, p.FOX, p.FOX_LINE)
    _face(canvas, place)


def _ear(canvas: Canvas, place: Place, side: int) -> None:
    ear = curve(place.put([
        (side * x, y) for x, y in ((62, -26), (63, -68), (57, -96), (36, -74), (14, -58), (30, -30))
    ]))
    canvas.fill(ear, p.FOX)
    tip = place.put([(side * 90, -74), (side * 30, -80), (side * 30, -130), (side * 90, -130)])
    canvas.inlay(np.array(tip), ear, p.BOOT)
    canvas.edge(ear, p.FOX_LINE)


def _face(canvas: Canvas, place: Place) -> None:
    opening = curve(place.put(mirrored([(0, -40), (28, -34), (47, -8), (48, 18), (36, 42), (0, 53)])))
    canvas.fill(opening, p.HAIR, p.FOX_LINE)
    face = curve(place.put(mirrored([(0, -30), (30, -22), (42, 4), (41, 22), (28, 42), (0, 51)])))
    canvas.fill(face, p.SKIN)
    fringe = curve(place.put([
        (-46, 2), (-46, -14), (-28, -36), (0, -42), (28, -36), (46, -14), (46, 4), (36, -6), (20, -13),
        (8, -4), (-10, -15), (-24, -5), (-37, -4),
    ]))
    canvas.inlay(fringe, opening, p.HAIR)
    for side in (-1, 1):
        canvas.inlay(oval(place.at(side * 28, 26), 9 * SIZE, 6 * SIZE), face, p.BLUSH, 0.65)
        canvas.fill(oval(place.at(side * 17, 13), 5.4 * SIZE, 7.2 * SIZE), p.INK)
        canvas.fill(oval(place.at(side * 17 + 2, 10), 1.9 * SIZE, 2.2 * SIZE), p.CREAM)
    canvas.fill(oval(place.at(0, 23), 2.6 * SIZE, 2.0 * SIZE), p.SKIN_LINE)
    smile = place.put([(x, 36.5 - 5.5 * (x / 11) ** 2) for x in np.linspace(-11, 11, 15)])
    canvas.stroke(np.array(smile), p.INK, 2.8)
