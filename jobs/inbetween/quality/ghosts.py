"""
Ghosts: what shows both keys at once.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from .seen import Area, Seen

CLEARLY = 3 * 24.0**2
"""
The squared distance of two colours from which on a pixel clearly changes from one key to the other.
"""

INSIDE = (0.12, 0.88)
"""
Between these shares of the way from one key's colour to the other's a colour is neither of them.
"""

OFF_THE_LINE = 0.25
"""
How far a colour may lie beside that way, as a share of its length, and still be a mixture.
"""


class Ghosts:
    """
    Find the pixels of drawings that are mixtures of the two keys: there the figure shows double.
    """

    def __init__(self, first: Seen, last: Seen) -> None:
        start = first.colours.astype(np.float32)
        way = last.colours.astype(np.float32) - start
        length = np.einsum("hwc,hwc->hw", way, way)
        self.changing: Area = np.asarray(length > CLEARLY, np.bool_)
        self._start, self._way = start[self.changing], way[self.changing]
        self._length: NDArray[np.float32] = length[self.changing]

    def within(self, area: Area) -> int:
        """
        Return how many pixels of an area clearly change from key to key; one where none does.
        """
        return max(1, int((self.changing & area).sum()))

    def of(self, drawing: Seen) -> Area:
        """
        Return the drawing's ghost pixels.
        """
        off = drawing.colours[self.changing].astype(np.float32) - self._start
        share = np.einsum("nc,nc->n", off, self._way) / self._length
        beside = off - share[:, None] * self._way
        mixed = np.einsum("nc,nc->n", beside, beside) < OFF_THE_LINE**2 * self._length
        ghost = np.zeros(self.changing.shape, np.uint8)
        ghost[self.changing] = mixed & (share > INSIDE[0]) & (share < INSIDE[1])
        return np.asarray(cv2.morphologyEx(ghost, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)) > 0, np.bool_)
