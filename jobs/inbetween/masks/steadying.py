"""
Steadying: the camera's move between two small pictures whose features are too few to tell it.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from ..fields import Field
from ..following.camera import Affine, after, inverse

COARSER, COARSEST_SIDE = 4, 48
"""
How many times smaller pictures are in which the move is sought first, and the longest side, in pixels, that
they must have.
"""

STEADIER = 0.6
"""
The part of the difference between two pictures that moving one of them may leave at most, to count as the
camera's.
"""

STRONG = 40.0
"""
Grey levels up to which a difference counts, so that a figure does not outvote its scenery.
"""

LEAST = 0.1
"""
The share of a picture that must be scenery for its move to be told.
"""


def steadying(here: Field, there: Field, scenery: NDArray[np.uint8]) -> Affine | None:
    """
    Return what carries the places of one grey picture to those of the other, or None for nothing.

    Only what counts as `scenery`, 255 and not 0, in the one is looked at. It maximises the correlation of its
    pixels, from coarse to fine (Evangelidis and Psarakis, "Parametric Image Alignment using Enhanced
    Correlation Coefficient Maximization", 2008), and counts if it explains most of the difference.
    """
    if (scenery > 0).mean() < LEAST:
        return None
    still = np.eye(2, 3)
    starts = [still]
    if max(here.shape) / COARSER >= COARSEST_SIDE:
        coarse = _closer(here, there, scenery, still, COARSER)
        # What repeats, as bricks do, is gone from the coarser pictures, so they may mislead.
        starts += [] if coarse is None else [coarse]
    found = [move for start in starts if (move := _closer(here, there, scenery, start, 1)) is not None]
    left = [_left(here, there, scenery, move) for move in found]
    if not found or not min(left) < STEADIER * _left(here, there, scenery, still):
        return None
    return found[int(np.argmin(left))]


def _closer(
    here: Field, there: Field, scenery: NDArray[np.uint8], start: Affine, shrink: int
) -> Affine | None:
    height, width = here.shape
    size = max(1, round(width / shrink)), max(1, round(height / shrink))
    one, other, within = (
        cv2.resize(each, size, interpolation=cv2.INTER_AREA) for each in (here, there, scenery)
    )
    grown = np.array([size[0] / width, size[1] / height])
    smaller = np.column_stack((np.diag(grown), 0.5 * grown - 0.5))
    first = after(smaller, after(start, inverse(smaller))).astype(np.float32)
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 40, 1e-4)
    try:
        _, found = cv2.findTransformECC(
            one, other, first, cv2.MOTION_AFFINE, stop, np.where(within == 255, 255, 0).astype(np.uint8), 5
        )
    except cv2.error:  # it does not converge, as on one colour
        return None
    if not np.isfinite(found).all():
        return None
    return after(inverse(smaller), after(np.asarray(found, np.float64), smaller))


def _left(here: Field, there: Field, scenery: NDArray[np.uint8], affine: Affine) -> float:
    """
    Return how much of the difference in scenery is left where both pictures show it.
    """
    size = here.shape[1], here.shape[0]
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    steadied = cv2.warpAffine(there, affine, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return float(np.minimum(cv2.absdiff(here, np.asarray(steadied)), STRONG)[scenery > 0].mean())
