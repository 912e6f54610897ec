"""
Fields: a value at each point of a grid, such as a displacement in pixels.
"""

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from .matte import Pixels

Field = NDArray[np.float32]
"""
`(h, w)` numbers or `(h, w, n)` vectors, such as places or displacements x, y in pixels.
"""

FAINT = np.float32(0.05)
"""
What the surroundings of a point count for when it is filled, next to a weight of 1 of its own.
"""


@lru_cache(maxsize=4)
def points(height: int, width: int) -> Field:
    """
    Return the `(h, w, 2)` places x, y of a grid's points; shared, and so read-only.
    """
    grid = np.empty((height, width, 2), np.float32)
    grid[..., 0] = np.arange(width)
    grid[..., 1] = np.arange(height)[:, None]
    grid.flags.writeable = False
    return grid


def along(field: Field, share: float) -> Field:
    """
    Return the places reached by going `share` of an `(h, w, 2)` field of displacements from each point.
    """
    return np.asarray(cv2.scaleAdd(field, share, points(*field.shape[:2])), np.float32)


def left_of(field: Field) -> Field:
    """
    Return an `(…, 2)` field of displacements turned a quarter to their left, as seen on the screen.
    """
    return np.stack((field[..., 1], -field[..., 0]), axis=-1)


def sample(field: Field, places: Field) -> Field:
    """
    Return a field read bilinearly at `(h, w, 2)` places; beyond its edge, the edge goes on.
    """
    return np.asarray(_read(field, places), np.float32)


def fetch(picture: Pixels, places: Field) -> Pixels:
    """
    Return the `(h, w, 4)` pixels of a picture at `(h, w, 2)` places; beyond its edge, the edge goes on.
    """
    return np.asarray(_read(picture, places), np.uint8)


def _read(source: Field | Pixels, places: Field) -> cv2.typing.MatLike:
    # OpenCV's types ask for a second map. An empty one would please them, but OpenCV 5.0 then reads places
    # from memory that is not there, and NaN comes back.
    return cv2.remap(source, places, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)  # type: ignore[call-overload,no-any-return]


def enlarged(field: Field, height: int, width: int) -> Field:
    """
    Return the field on a finer grid, its values as they were.
    """
    return np.asarray(cv2.resize(field, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def reduced(field: Field, height: int, width: int) -> Field:
    """
    Return the field on a coarser grid, its values averaged.
    """
    return np.asarray(cv2.resize(field, (width, height), interpolation=cv2.INTER_AREA), np.float32)


def softened(field: Field, sigma: float) -> Field:
    """
    Return the field blurred with a Gaussian of `sigma` grid points.
    """
    return np.asarray(cv2.GaussianBlur(field, (0, 0), sigma), np.float32)


def scatter(places: Field, values: Field, weights: Field, height: int, width: int) -> tuple[Field, Field]:
    """
    Return the `(h, w, c)` sums of `(n, c)` weighted values at the points nearest to their `(n, 2)` places,
    and the `(h, w)` sums of the weights; places outside the grid are left out.
    """
    columns, rows = np.rint(places).astype(np.intp).T
    inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
    index = (rows * width + columns)[inside]
    weight = weights[inside].astype(np.float64)
    count = values.shape[1]
    sums = [np.bincount(index, weight * values[inside, axis], height * width) for axis in range(count)]
    total = np.bincount(index, weight, height * width)
    return (
        np.stack(sums, axis=1).reshape(height, width, count).astype(np.float32),
        total.reshape(height, width).astype(np.float32),
    )


def spread(sums: Field, weights: Field) -> Field:
    """
    Return the weighted mean at every point, and where nothing was weighed the mean of its surroundings.

    This pulls and pushes values over halved grids (Gortler and others, "The Lumigraph", 1996).
    """
    height, width = weights.shape
    if min(height, width) <= 2:
        mean = sums.sum(axis=(0, 1)) / max(float(weights.sum()), 1e-12)
        return np.broadcast_to(mean, sums.shape).astype(np.float32)
    half = (height + 1) // 2, (width + 1) // 2
    around = enlarged(spread(4 * reduced(sums, *half), 4 * reduced(weights, *half)), height, width)
    return np.asarray((sums + FAINT * around) / (weights + FAINT)[..., None], np.float32)
