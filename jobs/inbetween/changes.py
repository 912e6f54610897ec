"""
The part of a pair that changes: all that a method has to draw.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from .matte import Pixels, premultiply, straighten
from .picture import Pair, Picture

Box = tuple[slice, slice]
"""
Rows and columns of a picture.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """
    Hold a pair's two keys, premultiplied, inside the box outside of which they look the same.
    """

    pair: Pair
    box: Box
    first: Pixels
    last: Pixels

    @classmethod
    def of(cls, pair: Pair, margin: int = 0) -> Self | None:
        """
        Return what changes in `pair` with `margin` pixels around it, or None if the keys look the same.
        """
        first, last = premultiply(pair.first), premultiply(pair.last)
        box = _changed_box(first, last, margin)
        if box is None:
            return None
        return cls(pair, box, np.ascontiguousarray(first[box]), np.ascontiguousarray(last[box]))

    def complete(self, drawn: Pixels) -> Picture:
        """
        Return a whole drawing from the premultiplied pixels of its box.
        """
        drawing = self.pair.first.copy()
        drawing[self.box] = straighten(drawn)
        return drawing


def _changed_box(first: Pixels, last: Pixels, margin: int) -> Box | None:
    differs = (first.view(np.uint32) != last.view(np.uint32))[..., 0]
    if not differs.any():
        return None
    rows = _span(differs.any(axis=1), margin)
    columns = _span(differs.any(axis=0), margin)
    return rows, columns


def _span(differs: NDArray[np.bool_], margin: int) -> slice:
    where = np.flatnonzero(differs)
    return slice(max(0, int(where[0]) - margin), min(len(differs), int(where[-1]) + 1 + margin))
