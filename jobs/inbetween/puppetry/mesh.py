"""
Mesh: a figure's parts as triangles, cut from each other and welded at the joints.

All parts lie on one regular grid, but each has corners of its own, so that an arm that lies on the body does
not drag it along; only around the joint where a part hangs on another one do they share them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ..marks import Joints, Mask
from .parts import Part

Places = NDArray[np.float64]
"""
`(n, 2)` places x, y in pixels, or `(n, 3, 2)` for the three corners of triangles.
"""

Corners = NDArray[np.int32]
"""
`(m, 3)` indices of corners: a triangle each.
"""

CELLS = 30
"""
How many cells of the grid a figure is high or wide.
"""

FINEST = 2
"""
The smallest cell, in pixels.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """
    Triangles over a figure at rest.

    `places` are its corners, `step` pixels apart, and `part` the part of each, the inner one where two share
    it; `triangles` are given for each part.
    """

    places: Places
    triangles: tuple[Corners, ...]
    part: NDArray[np.int32]
    step: int


def step_for(size: float) -> int:
    """
    Return how many pixels apart the corners are for a figure that is this high or wide in pixels.
    """
    return max(FINEST, round(size / CELLS))


def weave(
    regions: Sequence[Mask],
    parts: Sequence[Part],
    joints: Joints,
    *,
    welds: Sequence[float],
    step: int,
    margin: int,
) -> Mesh:
    """
    Return a mesh over `regions`, one per part, and `margin` pixels around them.

    Each part is welded to the one it hangs on within its radius of `welds`, in pixels, of the joint between.
    """
    edge = margin + step
    height, width = regions[0].shape
    down, across = (height + 2 * edge) // step + 2, (width + 2 * edge) // step + 2
    grid = np.stack(np.meshgrid(np.arange(across), np.arange(down)), axis=-1).reshape(-1, 2)
    places = grid * float(step) - edge
    own = np.full((len(parts), len(grid)), -1, np.int32)
    used: list[NDArray[np.intp]] = []
    part_of: list[NDArray[np.int32]] = []
    triangles = []
    for index, part in enumerate(parts):
        corners = _triangles(_cells(regions[index], step, margin, (down, across)), across)
        here = np.unique(corners)
        if part.parent >= 0:
            near = here[np.linalg.norm(places[here] - joints[part.joint], axis=1) < welds[index]]
            own[index, near] = own[part.parent, near]
        new = here[own[index, here] < 0]
        own[index, new] = sum(map(len, used)) + np.arange(len(new))
        used.append(new)
        part_of.append(np.full(len(new), index, np.int32))
        triangles.append(own[index][corners])
    return Mesh(places[np.concatenate(used)], tuple(triangles), np.concatenate(part_of), step)


def _cells(region: Mask, step: int, margin: int, size: tuple[int, int]) -> NDArray[np.bool_]:
    """
    Return which cells of the grid a part and its margin touch.
    """
    down, across = size[0] - 1, size[1] - 1
    height, width = region.shape
    canvas = np.zeros((down * step, across * step), np.uint8)
    edge = margin + step
    canvas[edge : edge + height, edge : edge + width] = region
    touched = canvas.reshape(down, step, across, step).max(axis=(1, 3))
    reach = 2 * -(-margin // step) + 1
    return np.asarray(cv2.dilate(touched, np.ones((reach, reach), np.uint8)) > 0)


def _triangles(cells: NDArray[np.bool_], across: int) -> Corners:
    """
    Return two triangles for each cell, their diagonals alternating like a chequerboard.
    """
    row, column = np.nonzero(cells)
    a = row * across + column
    b, c, d = a + 1, a + across, a + across + 1
    even = ((row + column) % 2 == 0)[:, None]
    first = np.where(even, np.stack((a, b, d), axis=1), np.stack((a, b, c), axis=1))
    second = np.where(even, np.stack((a, d, c), axis=1), np.stack((b, d, c), axis=1))
    return np.concatenate((first, second)).astype(np.int32)
