"""
Wholeness: whether a figure holds together, or comes apart into pieces and shreds.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ..marks import Mask

FIGURE_SIDE = 320
"""
The longest side, in pixels, at which the keys' figures are looked at: debris is small beside a picture, not
beside its figure.
"""

SEEN = 24
"""
The coverage from which on something is seen to be there. Debris is often faint.
"""

LEAST_PIECE = 4
"""
Pixels that make a piece.
"""

SMALL = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, slots=True)
class Body:
    """
    Hold how a figure hangs together.

    `pieces`  the parts of its area that are not connected, as shares of it, the largest first
    `shreds`  what is thinner than three pixels, and gaps and holes as narrow, as a share of it
    """

    pieces: tuple[float, ...]
    shreds: float

    @classmethod
    def of(cls, covered: NDArray[np.uint8]) -> "Body | None":
        """
        Look at `(h, w)` zeros and ones; None where there are only zeros.
        """
        area = int(np.count_nonzero(covered))
        if not area:
            return None
        roomy = cv2.copyMakeBorder(covered, 2, 2, 2, 2, cv2.BORDER_CONSTANT, value=0)
        closed = np.asarray(cv2.morphologyEx(roomy, cv2.MORPH_CLOSE, SMALL), np.uint8)
        opened = cv2.morphologyEx(roomy, cv2.MORPH_OPEN, SMALL)
        thin = int(np.count_nonzero(closed)) - int(np.count_nonzero(opened))
        _, labels = cv2.connectedComponents(closed, connectivity=8)
        sizes = np.bincount(np.asarray(labels)[roomy > 0])[1:]
        pieces = np.sort(sizes[sizes >= LEAST_PIECE])[::-1] / area
        return cls(tuple(float(share) for share in pieces), thin / area)

    @property
    def scattered(self) -> float:
        """
        The share of the area that is not in the largest piece.
        """
        return sum(self.pieces[1:])


class Wholeness:
    """
    Tell how far a figure has come apart, next to how it is in the two keys.
    """

    def __init__(self, first: Mask, last: Mask) -> None:
        side = max(max(_box(mask)[2:]) for mask in (first, last))
        self._scale = min(1.0, FIGURE_SIDE / max(1, side))
        self._keys = [body for mask in (first, last) if (body := self._body(mask)) is not None]

    def torn(self, mask: Mask) -> float:
        """
        Return the share of the figure's area that is in shreds, or in pieces apart from the rest, beyond what
        the key has that has more: 0 for none, 1 at most. A figure may have as many pieces as a key.
        """
        body = self._body(mask)
        if body is None or not self._keys:
            return 0.0
        more = sum(body.pieces[max(len(key.pieces) for key in self._keys) :])
        apart = body.scattered - max(key.scattered for key in self._keys)
        shreds = body.shreds - max(key.shreds for key in self._keys)
        return min(1.0, max(0.0, min(more, apart)) + max(0.0, shreds))

    def _body(self, mask: Mask) -> Body | None:
        left, top, width, height = _box(mask)
        if not width:
            return None
        own = np.ascontiguousarray(mask[top : top + height, left : left + width])
        if self._scale < 1:
            size = max(1, round(width * self._scale)), max(1, round(height * self._scale))
            own = np.asarray(cv2.resize(own, size, interpolation=cv2.INTER_AREA), np.uint8)
        return Body.of(np.asarray(own > SEEN, np.uint8))


def _box(mask: Mask) -> tuple[int, int, int, int]:
    left, top, width, height = cv2.boundingRect(np.asarray(mask > SEEN, np.uint8))
    return left, top, width, height
