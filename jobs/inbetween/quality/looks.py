"""
Looks: whether a drawing is made of what the keys show, whatever way it has turned.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from .seen import Area, Colours

RINGS = (3, 7, 13)
"""
Sizes, in pixels of the small pictures, of the surroundings that make a look.
"""

STRANGEST = 60.0
"""
The distance of two looks from which on it does not matter how strange they are to each other.
"""

SAMPLES = 1000
"""
How many of a picture's points are looked at.
"""

Looks = NDArray[np.float32]
"""
`(n, 12)`: for each point the mean colour and the contrast of its surroundings in three sizes.
"""


def looks(colours: Colours, area: Area, most: int = SAMPLES) -> Looks:
    """
    Return the looks of up to `most` points of an area, the same ones every time.
    """
    places = np.flatnonzero(area)
    if len(places) > most:
        places = np.random.default_rng(0).choice(places, most, replace=False)
    lab = np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2Lab), np.float32)
    light = np.ascontiguousarray(lab[..., 0])
    found = []
    for ring in RINGS:
        mean = np.asarray(cv2.stackBlur(lab, (ring, ring)), np.float32).reshape(-1, 3)[places]
        squared = np.asarray(cv2.stackBlur(light * light, (ring, ring)), np.float32).ravel()[places]
        spread = np.sqrt(np.maximum(squared - mean[:, 0] ** 2, 0))
        found += [mean, spread[:, None]]
    return np.concatenate(found, axis=1)


class KeyLooks:
    """
    Hold the looks of the two keys, to compare those of drawings with them.
    """

    def __init__(self, first: Looks, last: Looks) -> None:
        self._both = np.concatenate([first, last])
        self._first = len(first)

    def compare(self, drawing: Looks) -> tuple[float, float]:
        """
        Return how strange a drawing's looks are to the keys, and how much of a key is missing in the drawing.

        Both are mean distances to the nearest look of the other side, 0 for the same; of the two keys the one
        that is missed less counts, as a drawing need not show both. (Completeness and coherence of Simakov
        and others, "Summarizing Visual Data Using Bidirectional Similarity", 2008.)
        """
        if not len(drawing) or not len(self._both):
            return 0.0, 0.0
        apart = _squared_distances(drawing, self._both)
        strange = _capped(apart.min(axis=1))
        missing = _capped(apart.min(axis=0))
        parts = [part for part in (missing[: self._first], missing[self._first :]) if len(part)]
        return float(strange.mean()), float(min(part.mean() for part in parts))


def _capped(squared: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(np.sqrt(np.clip(squared, 0, STRANGEST**2)), np.float32)


def _squared_distances(some: Looks, others: Looks) -> NDArray[np.float32]:
    centre = others.mean(axis=0)
    a, b = some - centre, others - centre
    products = np.asarray(a @ (-2 * b.T), np.float32)
    products += np.einsum("nc,nc->n", a, a)[:, None]
    products += np.einsum("nc,nc->n", b, b)
    return products
