"""
Preview: a pair made small, to try a method on it and to look at what it draws.
"""

from collections.abc import Sequence

import cv2
import numpy as np

from .matte import premultiply, straighten
from .picture import Pair, Picture, lay
from .quality.gauge import Quality, measure

SIDE = 320
"""
The longest side, in pixels, of a preview.
"""

GREY = 128
"""
The shade of the plate that a cut-out without a plate is looked at over.
"""


class Preview:
    """
    Hold a pair reduced to preview size, with its pins, and without marks.
    """

    def __init__(self, pair: Pair) -> None:
        height, width = pair.first.shape[:2]
        scale = min(1.0, SIDE / max(height, width))
        self._size = max(1, round(width * scale)), max(1, round(height * scale))
        plate = None if pair.plate is None else self.reduced(pair.plate)
        steps = np.array([self._size[0] / width, self._size[1] / height])
        self.pair = Pair(
            self.reduced(pair.first),
            self.reduced(pair.last),
            plate,
            pins=(pair.pins + 0.5) * steps - 0.5,
        )

    def reduced(self, picture: Picture) -> Picture:
        """
        Return a picture of the whole pair's size at preview size.
        """
        if (picture.shape[1], picture.shape[0]) == self._size:
            return picture
        small = cv2.resize(premultiply(picture), self._size, interpolation=cv2.INTER_AREA)
        return straighten(np.asarray(small, np.uint8))

    def measured(self, drawings: Sequence[Picture], places: Sequence[float]) -> Quality:
        """
        Return how good drawings at preview size are, as they are seen.
        """
        first, last, *seen = (self._seen(picture) for picture in (self.pair.first, self.pair.last, *drawings))
        return measure(first, last, seen, places)

    def _seen(self, picture: Picture) -> Picture:
        if picture[..., 3].min() == 255:
            return picture
        plate = self.pair.plate
        if plate is None:
            plate = np.full_like(picture, GREY)
            plate[..., 3] = 255
        return lay(picture, plate)
