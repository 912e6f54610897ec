"""
Raster: which point of a key is seen at each pixel of a bent mesh.

Bends are smooth, so the mesh is drawn on a coarse grid and the places between are interpolated. Drawn means
that every triangle leaves its number at many points inside it: a few matrix products, where a call per
triangle would take most of a drawing's time.
"""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from ..fields import Field
from .mesh import Corners, Places

NOWHERE = np.float32(-1e5)
"""
The coordinate of what no triangle covers.
"""

DENSE = 1.15
"""
Points side by side in a cell for each step of the raster that it is wide: enough for a stretch by half.
"""

MOST = 24
"""
The most points side by side in a cell: what is stretched farther gets its holes filled.
"""

FLAT = 1e-3
"""
The area, in square pixels, below which a triangle is not seen.
"""


@dataclass(frozen=True, slots=True)
class Window:
    """
    A rectangle of the picture seen through a grid: `left` and `top` are multiples of its `step`, and there
    are `across` by `down` points, each in the middle of a square of `step` by `step` pixels.
    """

    left: int
    top: int
    across: int
    down: int
    step: int

    @property
    def width(self) -> int:
        """
        Pixels from left to right.
        """
        return self.across * self.step

    @property
    def height(self) -> int:
        """
        Pixels from top to bottom.
        """
        return self.down * self.step

    @classmethod
    def around(cls, places: Places, size: tuple[int, int], step: int) -> Self | None:
        """
        Return the window around `(n, 2)` places of a picture of `(height, width)`, with a point more on each
        side, or None where they are all outside.
        """
        height, width = size
        low = np.floor(places.min(axis=0) / step).astype(int) - 1
        high = np.floor(places.max(axis=0) / step).astype(int) + 2
        left, top = np.maximum(low, 0).tolist()
        right, bottom = np.minimum(high, (-(-width // step), -(-height // step))).tolist()
        if right <= left or bottom <= top:
            return None
        return cls(left * step, top * step, right - left, bottom - top, step)

    def within(self, view: tuple[slice, slice]) -> Self:
        """
        Return the window on some rows and columns of points.
        """
        rows, columns = view
        left, top = self.left + columns.start * self.step, self.top + rows.start * self.step
        return type(self)(left, top, columns.stop - columns.start, rows.stop - rows.start, self.step)


class Raster:
    """
    Draw triangles, again and again, as their corners move. `rest` are the `(n, 2)` places that these come
    from, `spacing` pixels apart; it is drawn on points `step` pixels apart.
    """

    def __init__(self, rest: Places, triangles: Corners, spacing: int, step: int) -> None:
        self.triangles = triangles
        self.rest = rest[triangles]
        side = int(np.clip(np.ceil(DENSE * spacing / step), 1, MOST))
        self.spots = _spread_inside(side)

    def source(self, places: Places, window: Window) -> Field:
        """
        Return the `(down, across, 2)` places at rest of what is seen at the window's points, with the corners
        at `(n, 2)` places; what no triangle covers is far outside.
        """
        corners = places[self.triangles]
        ways = self._ways(corners)[self._numbers(corners, window)]
        columns = np.arange(window.across, dtype=np.float32) * window.step
        rows = np.arange(window.down, dtype=np.float32)[:, None] * window.step
        columns += window.left + 0.5 * (window.step - 1)
        rows += window.top + 0.5 * (window.step - 1)
        seen = np.empty((window.down, window.across, 2), np.float32)
        for axis in (0, 1):
            by_x, by_y, start = (ways[..., 3 * axis + k] for k in range(3))
            seen[..., axis] = by_x * columns + by_y * rows + start
        return seen

    def _numbers(self, corners: Places, window: Window) -> NDArray[np.uint16]:
        """
        Return at each point one more than the number of its triangle, 0 at points far from all of them.
        """
        spots = (self.spots @ corners.transpose(1, 0, 2).reshape(3, -1)).reshape(len(self.spots), -1, 2)
        spots -= (window.left, window.top)
        spots *= 1 / window.step
        # One point more on each side takes what falls outside of the window.
        spots += 1 + 0.5 / window.step
        across, down = window.across + 2, window.down + 2
        np.clip(spots, 0, (across - 0.5, down - 0.5), out=spots)
        at = spots.astype(np.int32)
        drawn = np.zeros((down, across), np.uint16)
        drawn.ravel()[at[..., 1] * across + at[..., 0]] = np.arange(1, len(self.rest) + 1, dtype=np.uint16)
        drawn[[0, -1]] = 0
        drawn[:, [0, -1]] = 0
        # Holes, and a rim that interpolation needs, continue a triangle beside them.
        for _ in range(2):
            around = cv2.dilate(drawn, np.ones((3, 3), np.uint8))
            drawn = np.where(drawn > 0, drawn, np.asarray(around, np.uint16))
        return drawn[1:-1, 1:-1]

    def _ways(self, corners: Places) -> Field:
        """
        Return for each triangle, from 1 on, the six numbers that lead from a pixel back to its rest.
        """
        first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
        rest_first, rest_second = self.rest[:, 1] - self.rest[:, 0], self.rest[:, 2] - self.rest[:, 0]
        area = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]
        flat = np.abs(area) < FLAT
        area = np.where(flat, 1, area)[:, None]
        by_x = (rest_first * second[:, 1:] - rest_second * first[:, 1:]) / area
        by_y = (rest_second * first[:, :1] - rest_first * second[:, :1]) / area
        start = self.rest[:, 0] - by_x * corners[:, 0, :1] - by_y * corners[:, 0, 1:]
        nowhere = np.array((0, 0, NOWHERE, 0, 0, NOWHERE), np.float32)
        ways = np.stack((by_x, by_y, start), axis=2).reshape(-1, 6)
        ways[flat] = nowhere
        return np.concatenate((nowhere[None], ways.astype(np.float32)))


def _spread_inside(side: int) -> NDArray[np.float64]:
    """
    Return `(side**2, 3)` shares of a triangle's corners: the middles of the small triangles it divides into.
    """
    inside = [(row + 1 / 3, column + 1 / 3) for row in range(side) for column in range(side - row)]
    inside += [(row + 2 / 3, column + 2 / 3) for row in range(side) for column in range(side - row - 1)]
    shares = np.array(inside) / side
    return np.column_stack((1 - shares.sum(axis=1), shares))
