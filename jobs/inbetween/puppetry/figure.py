"""
Figures: the part of a key that its figure fills.
"""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np

from ..marks import Joints, Marks, Mask
from ..masks.finding import FoundMask
from ..matte import Pixels
from ..picture import Picture
from .textures import cropped, reach_for

FEWEST = 4
"""
The fewest pixels that make a figure.
"""

SOLID, FULL = 127, 250
"""
The cover, of 255, above which a pixel belongs to the figure, and above which nothing shines through it.
"""


FAINTLY = 2
"""
How many times as large as what is solid of it a figure's faint surroundings count.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """
    A figure and some room around it.

    `colours`  `(h, w, 4)` RGBA, straight; beyond the picture's edge it goes on
    `mask`     `(h, w)` its cover
    `joints`   `(n, 2)` in pixels of `colours`
    `size`     the larger of the figure's height and width, in pixels
    `clean`    whether edges are free of background: those of cut-outs
    """

    colours: Pixels
    mask: Mask
    joints: Joints
    size: float
    clean: bool

    @classmethod
    def of(cls, picture: Picture, found: FoundMask, marks: Marks) -> Self | None:
        """
        Take the figure out of its key, or return None where the mask shows none.
        """
        solid = (found.mask > SOLID).astype(np.uint8)
        if cv2.countNonZero(solid) < FEWEST:
            return None
        left, top, width, height = cv2.boundingRect((found.mask > 0).astype(np.uint8))
        # A figure that is faint all over and solid in a spot is as large as what is faint of it, or its mesh,
        # as fine as the spot asks for, would have more triangles than any picture needs.
        size = max(float(max(cv2.boundingRect(solid)[2:])), max(width, height) / FAINTLY)
        pad = reach_for(size) + 2
        view = slice(top - pad, top + height + pad), slice(left - pad, left + width + pad)
        return cls(
            cropped(picture, view, cv2.BORDER_REPLICATE),
            cropped(found.mask, view, cv2.BORDER_REPLICATE),
            marks.joints - (left - pad, top - pad),
            size,
            found.how == "alpha",
        )

    def solid(self) -> Mask:
        """
        Return 1 where the figure is.
        """
        return (self.mask > SOLID).astype(np.uint8)

    def trusted(self) -> Mask:
        """
        Return 1 where a pixel's colour is the figure's alone.
        """
        if self.clean:
            return self.solid()
        full = (self.mask > FULL).astype(np.uint8)
        inner = np.asarray(cv2.erode(full, np.ones((3, 3), np.uint8)), np.uint8)
        return inner if inner.any() else self.solid()
