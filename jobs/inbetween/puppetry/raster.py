"""
Raster: which point of a key is seen at each pixel of a bent mesh.

Bends are smooth, so the mesh is drawn on a coarse grid and the places between are interpolated. Drawn means
that every triangle leaves its number at many points inside it: a few matrix products, where a call per
triangle would take most of a drawing's time.
"""

from collections.abc import Sequence
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

FARTHEST = 1e6
"""
Where points are left that would be farther out than this, in points.
"""

NOTHING = tuple(np.full((1, 2), value, np.float32) for value in (0, 0, NOWHERE))
"""
The way back from where no triangle is.
"""

BESIDE = np.ones((3, 3), np.uint8)


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
    Draw the triangles of all parts, again and again, as their corners move. `rest` are the `(n, 2)` places
    that these come from, `spacing` pixels apart; they are drawn on points `step` pixels apart.
    """

    def __init__(self, rest: Places, triangles: Sequence[Corners], spacing: int, step: int) -> None:
        self.triangles = np.concatenate(triangles)
        self.ends = np.cumsum([0, *map(len, triangles)]).tolist()
        self.rest = rest[self.triangles]
        self.turned = _areas(self.rest) < 0
        self.step = step
        side = int(np.clip(np.ceil(DENSE * spacing / step), 1, MOST))
        self.spots = _spread_inside(side)

    def bent(self, places: Places) -> "Sheets":
        """
        Return the triangles with their corners at `(n, 2)` places.
        """
        corners = places[self.triangles]
        columns, rows = (self._points(corners[..., axis]) for axis in (0, 1))
        # What is turned over shows its wrong side, as shreds; its neighbours go on in its place.
        columns[:, (_areas(corners) < 0) != self.turned] = -FARTHEST
        return Sheets(places, self.ends, self._ways(corners), columns, rows)

    def _points(self, corners: NDArray[np.float64]) -> NDArray[np.int32]:
        """
        Return the columns, or rows, of points that the spots of triangles fall on.
        """
        spots = self.spots @ corners.T
        spots += 0.5
        spots /= self.step
        np.floor(spots, out=spots)
        return np.clip(spots, -FARTHEST, FARTHEST, out=spots).astype(np.int32)

    def _ways(self, corners: Places) -> tuple[Field, Field, Field]:
        """
        Return for each triangle what leads from a pixel back to its rest, as x and y: how far with each pixel
        to the right, with each one down, and from where.
        """
        first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
        rest_first, rest_second = self.rest[:, 1] - self.rest[:, 0], self.rest[:, 2] - self.rest[:, 0]
        area = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]
        flat = np.abs(area) < FLAT
        area = np.where(flat, 1, area)[:, None]
        by_x = (rest_first * second[:, 1:] - rest_second * first[:, 1:]) / area
        by_y = (rest_second * first[:, :1] - rest_first * second[:, :1]) / area
        start = self.rest[:, 0] - by_x * corners[:, 0, :1] - by_y * corners[:, 0, 1:]
        by_x[flat] = by_y[flat] = 0
        start[flat] = NOWHERE
        return by_x.astype(np.float32), by_y.astype(np.float32), start.astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Sheets:
    """
    The bent triangles of all parts, those of part `k` from `ends[k]` to `ends[k + 1]`.

    `places`         `(n, 2)` of the mesh's corners
    `ways`           of each triangle from a pixel back to its rest
    `columns, rows`  of the points that each triangle's spots fall on, counted from the picture's corner
    """

    places: Places
    ends: Sequence[int]
    ways: tuple[Field, Field, Field]
    columns: NDArray[np.int32]
    rows: NDArray[np.int32]

    def source(self, index: int, window: Window) -> Field:
        """
        Return the `(down, across, 2)` places at rest of what is seen of a part at the window's points; what
        no triangle covers is far outside.
        """
        own = slice(self.ends[index], self.ends[index + 1])
        numbers = self._numbers(own, window)
        by_x, by_y, start = (
            np.concatenate((nothing, way[own])).take(numbers, axis=0)
            for nothing, way in zip(NOTHING, self.ways, strict=True)
        )
        columns = np.arange(window.across, dtype=np.float32)[:, None] * window.step
        rows = np.arange(window.down, dtype=np.float32)[:, None, None] * window.step
        columns += window.left + 0.5 * (window.step - 1)
        rows += window.top + 0.5 * (window.step - 1)
        by_x *= columns
        by_y *= rows
        by_x += by_y
        by_x += start
        return by_x

    def _numbers(self, own: slice, window: Window) -> NDArray[np.uint16]:
        """
        Return at each point one more than the number of its triangle, 0 at points far from all of them.
        """
        # One point more on each side takes what falls outside of the window.
        across, down = window.across + 2, window.down + 2
        columns = self.columns[:, own] - (window.left // window.step - 1)
        rows = self.rows[:, own] - (window.top // window.step - 1)
        for each, count in ((columns, across), (rows, down)):
            np.minimum(np.maximum(each, 0, out=each), count - 1, out=each)
        drawn = np.zeros((down, across), np.uint16)
        rows *= across
        rows += columns
        drawn.ravel()[rows] = np.arange(1, own.stop - own.start + 1, dtype=np.uint16)
        drawn[[0, -1]] = 0
        drawn[:, [0, -1]] = 0
        # Holes, and a rim that interpolation needs, continue a triangle beside them.
        for _ in range(2):
            around = np.asarray(cv2.dilate(drawn, BESIDE), np.uint16)
            np.copyto(drawn, around, where=drawn == 0)
        return drawn[1:-1, 1:-1]


def _areas(corners: Places) -> NDArray[np.float64]:
    """
    Return twice the area of each `(n, 3, 2)` triangle, below 0 for those that go the other way round.
    """
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    return np.asarray(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0])


def _spread_inside(side: int) -> NDArray[np.float64]:
    """
    Return `(side**2, 3)` shares of a triangle's corners: the middles of the small triangles it divides into.
    """
    inside = [(row + 1 / 3, column + 1 / 3) for row in range(side) for column in range(side - row)]
    inside += [(row + 2 / 3, column + 2 / 3) for row in range(side) for column in range(side - row - 1)]
    shares = np.array(inside) / side
    return np.column_stack((1 - shares.sum(axis=1), shares))
