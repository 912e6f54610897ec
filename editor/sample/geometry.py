"""
Outlines in design units: curves, limbs, stars, and where on the body they lie.

One design unit is one pixel of a 1280 x 720 picture, x to the right, y downwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Outline = NDArray[np.float64]
"""(n, 2): a polygon, closed unless a function says that it draws a line."""

_CATMULL_ROM = np.array([[0, 2, 0, 0], [-1, 0, 1, 0], [2, -5, 4, -1], [-1, 3, -3, 1]]) / 2


def curve(points: Sequence[Point], steps: int = 12) -> Outline:
    """
    Closed smooth outline that passes through `points`, `steps` corners from one to the next.
    """
    knots = np.asarray(points, float)
    spans = np.stack([np.roll(knots, shift, 0) for shift in (1, 0, -1, -2)])
    powers = np.vander(np.arange(steps) / steps, 4, increasing=True)
    outline: Outline = np.einsum("sp,pk,knd->nsd", powers, _CATMULL_ROM, spans).reshape(-1, 2)
    return outline


def mirrored(right_half: Sequence[Point]) -> list[Point]:
    """
    A symmetrical outline from its right half, given from the top middle to the bottom middle.
    """
    return [*right_half, *((-x, y) for x, y in reversed(right_half) if x)]


def oval(centre: Point, across: float, down: float, steps: int = 48) -> Outline:
    """
    Ellipse with the half axes `across` and `down`.
    """
    turn = np.linspace(0, 2 * math.pi, steps, endpoint=False)
    return np.asarray(centre) + np.stack([across * np.cos(turn), down * np.sin(turn)], 1)


def arc(centre: Point, radius: float, start: float, stop: float, steps: int = 14) -> Outline:
    """
    Line along a circle between two headings in radians.
    """
    turn = np.linspace(start, stop, steps)
    return np.asarray(centre) + radius * np.stack([np.cos(turn), np.sin(turn)], 1)


def heading(a: Point, b: Point) -> float:
    """
    Direction from `a` to `b` in radians: 0 to the right, growing clockwise.
    """
    return math.atan2(b[1] - a[1], b[0] - a[0])


def bone(a: Point, b: Point, thick_a: float, thick_b: float) -> Outline:
    """
    Straight limb with round ends of the half widths `thick_a` and `thick_b`.
    """
    along = heading(a, b)
    open_by = math.acos(max(-1.0, min(1.0, (thick_a - thick_b) / math.dist(a, b))))
    return np.concatenate([
        arc(a, thick_a, along + open_by, along + 2 * math.pi - open_by),
        arc(b, thick_b, along - open_by, along + open_by),
    ])


def limb(a: Point, b: Point, c: Point, thick: tuple[float, float, float]) -> Outline:
    """
    Limb of two bones with a soft bend at `b`, round ends, and half widths `thick` at its three joints.
    """
    first, bend, last = (np.asarray(p, float) for p in (a, b, c))
    into, away = bend + 0.42 * (first - bend), bend + 0.42 * (last - bend)
    t = np.linspace(0, 1, 14)[:, None]
    corner = (1 - t) ** 2 * into + 2 * t * (1 - t) * bend + t**2 * away
    line = np.concatenate([first + t[:-1] * (into - first), corner, away + t[1:] * (last - away)])
    way = np.gradient(line, axis=0)
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    half = np.interp(length, [0.0, length[len(length) // 2], length[-1]], thick)[:, None]
    side = half * np.stack([way[:, 1], -way[:, 0]], 1)
    start, stop = heading(b, a), heading(b, c)
    quarter = math.pi / 2
    return np.concatenate([
        line + side, arc(c, thick[2], stop - quarter, stop + quarter)[1:-1],
        (line - side)[::-1], arc(a, thick[0], start - quarter, start + quarter)[1:-1],
    ])


def star(centre: Point, radius: float, degrees: float = 0.0, inner: float = 0.52, tips: int = 5) -> Outline:
    """
    Plump star with blunt tips; at 0 `degrees` one tip points straight up, more turns it clockwise.
    """
    corners: list[Point] = []
    for n in range(2 * tips):
        turn = math.radians(degrees - 90 + 180 * n / tips)
        # A tip is two corners close together, so that the curve through them is round and not a needle.
        spread, reach = ((0.0,), inner * radius) if n % 2 else ((-0.16, 0.16), 0.96 * radius)
        corners += [(reach * math.cos(turn + s), reach * math.sin(turn + s)) for s in spread]
    return np.asarray(centre) + curve(corners, 6)


@dataclass(frozen=True, slots=True)
class Place:
    """
    Where a piece of the body lies: its own (0, 0), its clockwise turn, its stretch across and down.
    """

    origin: Point
    degrees: float = 0.0
    across: float = 1.0
    down: float = 1.0

    def put(self, points: Iterable[Point]) -> list[Point]:
        """
        Points of the piece in the picture.
        """
        return [self.at(x, y) for x, y in points]

    def at(self, x: float, y: float) -> Point:
        """
        One point of the piece in the picture.
        """
        cos, sin = math.cos(math.radians(self.degrees)), math.sin(math.radians(self.degrees))
        x, y = x * self.across, y * self.down
        return self.origin[0] + cos * x - sin * y, self.origin[1] + sin * x + cos * y
