"""
What an animator draws over a picture: ghosts, a path with its dots, key diamonds, an empty frame.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from PIL import Image

from .. import character
from ..canvas import Canvas, Size, View
from ..geometry import Outline, Point, oval
from ..poses import Pose

KEY, LINE, DOT = "#f0b43c", "#2a2148", "#fffaf0"


def standing(pose: Pose, size: Size, at: Point, scale: float) -> Image.Image:
    """
    A picture of `size` with the figure's root at the pixel `at`, `scale` pixels to the design unit.
    """
    x, y = pose.joints["root"]
    return character.draw(pose, View(size, scale, x - at[0] / scale, y - at[1] / scale))


def ghost(picture: Image.Image, share: float) -> Image.Image:
    """
    The picture as onion skin: so much of it, 0..1, covers what is below.
    """
    out = picture.copy()
    out.putalpha(picture.getchannel("A").point([round(share * v) for v in range(256)]))
    return out


def overlay(size: Size) -> Canvas:
    """
    An empty canvas over a whole picture, in its pixels.
    """
    return Canvas(View(size, 1.0), (0, 0, *size))


def path(canvas: Canvas, points: Iterable[Point], dots: Iterable[Point]) -> None:
    """
    A motion path with a dot for each in-between: close dots are slow, wide ones fast.
    """
    canvas.stroke(np.array(list(points)), LINE, 3.5)
    for dot in dots:
        canvas.fill(oval(dot, 6.5, 6.5), DOT, LINE, 3)


def key(canvas: Canvas, at: Point, radius: float) -> None:
    """
    A key: the filled amber diamond of the timeline.
    """
    canvas.fill(diamond(at, radius), KEY, LINE, 3)


def diamond(at: Point, radius: float) -> Outline:
    """
    The diamond's outline.
    """
    x, y = at
    return np.array([(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)])


def dashed(canvas: Canvas, low: Point, high: Point, dash: float, line: str) -> None:
    """
    A dashed box between two corners; each side begins and ends with a dash.
    """
    (left, top), (right, bottom) = low, high
    box = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    for a, b in pairwise(box):
        start, way = np.array(a), np.subtract(b, a)
        count = 2 * round(float(np.abs(way).sum()) / dash / 2) + 1
        for n in range(0, count, 2):
            canvas.stroke(np.array([start + n / count * way, start + (n + 1) / count * way]), line, 4)
