"""
Looks: the colours of a picture's pixels together with their places, and how unlike known ones they are.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ..fields import Field, points
from .bones import Where

PLACE = 20.0
"""
How much unlike in Lab a look counts for lying a whole picture away.
"""

STEP = 1.0
"""
The distance within which looks count as one.
"""

MOST_LOOKS = 1500
"""
How many known looks are enough to be compared with.
"""

NOWHERE = 50.0
"""
The distance to known looks where none are known.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """
    The looks (Lab, x, y) of the `(h, w)` pixels of a picture, and the `(n, 5)` different ones among them.

    Drawings have few colours, so that searching for those that differ spares most searches.
    """

    each: Field
    different: Field
    which: NDArray[np.intp]

    @classmethod
    def of(cls, lab: Field) -> Self:
        """
        Return the looks of a `(h, w, 3)` picture in Lab.
        """
        height, width = lab.shape[:2]
        places = points(height, width) * np.float32(PLACE / max(height, width))
        each = np.concatenate([lab, places], axis=2)
        # Each number fits into 9 bits: Lab reaches from -128 to 127, places to PLACE.
        steps = np.rint(each / STEP).astype(np.int64) + 128
        keys = np.zeros((height, width), np.int64)
        for number in range(5):
            keys = (keys << 9) | steps[..., number]
        _, firsts, which = np.unique(keys, return_index=True, return_inverse=True)
        return cls(each, each.reshape(-1, 5)[firsts], which.reshape(height, width))

    def distance(self, known: Where) -> Field:
        """
        Return how far each pixel's look is from the nearest two of the known pixels.
        """
        looks = self.each[known]
        if len(looks) < 2:
            return np.full(known.shape, NOWHERE, np.float32)
        tree = cKDTree(looks[:: -(-len(looks) // MOST_LOOKS)])
        distances, _ = tree.query(self.different, k=2, eps=0.1)
        return np.asarray(np.mean(distances, axis=1)[self.which], np.float32)
