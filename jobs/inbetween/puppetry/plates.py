"""
Plates: the scenery of both keys without the figure.

What the figure hides in one key is taken from the other one where that shows it, and painted where none does.
"""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from ..following.camera import Affine
from ..marks import Mask
from ..matte import Pixels
from .gains import Gain, gain_table, lit_like

Where = NDArray[np.bool_]
MARGIN = 0.012
"""
How far around its mask a figure may still be seen, as a share of its size.
"""

EDGE = 2
"""
How many pixels around its mask an edge may be mixed with what is behind it.
"""

FAINT = 8
"""
The least cover that counts as figure, of 255.
"""

FILLED_SIDE = 256
"""
The longest side, in pixels, at which holes are painted over.
"""

MATCHES = 8.0
"""
Grey levels, median, up to which a given plate is the scenery of a key.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """
    The scenery that a key shows around its figure: opaque RGBA, the hole that the figure leaves in it, and a
    larger one in which something of the figure may still be seen.
    """

    key: Pixels
    hole: Where
    doubtful: Where

    @classmethod
    def around(cls, key: Pixels, mask: Mask, size: float) -> Self:
        """
        Return what a key shows around a figure of that `size` in pixels.
        """
        solid = (mask > FAINT).astype(np.uint8)
        radius = max(EDGE + 1, round(MARGIN * size))
        holes = [cv2.dilate(solid, _disc(reach)) > 0 for reach in (EDGE, radius)]
        return cls(key, np.asarray(holes[0]), np.asarray(holes[1]))

    def over(self, plate: Pixels) -> Pixels | None:
        """
        Return the key with its hole filled from a given plate, or None where that is another scenery.
        """
        if self.doubtful.all():
            return plate.copy()
        apart = cv2.absdiff(self.key, plate)[..., :3].max(axis=2)
        if float(np.median(apart[~self.doubtful])) > MATCHES:
            return None
        return np.where(self.doubtful[..., None], plate, self.key)

    def carried(self, affine: Affine) -> Self:
        """
        Return the scenery as another place of the camera shows it; what only comes into view there is a hole.
        """
        size = self.hole.shape[::-1]
        key = cv2.warpAffine(self.key, affine, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        holes = [
            cv2.warpAffine(hole.astype(np.uint8), affine, size, flags=cv2.INTER_NEAREST, borderValue=1) > 0
            for hole in (self.hole, self.doubtful)
        ]
        return type(self)(np.asarray(key, np.uint8), holes[0], holes[1])

    def filled(self, other: Self) -> Pixels:
        """
        Return the key with its hole filled from what another key shows there.
        """
        plate = self.key.copy()
        seen = self.doubtful & ~other.doubtful
        lit = np.asarray(cv2.LUT(other.key, gain_table(_gain(other, self))), np.uint8)
        plate[seen] = lit[seen]
        rest = self.hole & ~seen
        return _painted(plate, rest) if rest.any() else plate


def without(picture: Pixels, mask: Mask) -> Pixels:
    """
    Return a premultiplied picture without what is under a mask, and a pixel around it.
    """
    kept = cv2.dilate((mask > 0).astype(np.uint8), np.ones((3, 3), np.uint8)) == 0
    return np.asarray(cv2.bitwise_and(picture, picture, mask=kept.astype(np.uint8)), np.uint8)


def _gain(here: Shown, there: Shown) -> Gain:
    """
    Return by how much each channel is brighter there than here.
    """
    both = (~(here.doubtful | there.doubtful)).astype(np.uint8)
    return lit_like(here.key, both, there.key, both) if cv2.countNonZero(both) else (1.0, 1.0, 1.0)


def _disc(radius: int) -> Mask:
    size = 2 * radius + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), np.uint8)


def _painted(plate: Pixels, hole: Where) -> Pixels:
    """
    Return the plate painted over inside a hole, from its edge inwards (Telea, "An Image Inpainting Technique
    Based on the Fast Marching Method", 2004).
    """
    height, width = hole.shape
    scale = min(1.0, FILLED_SIDE / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = np.ascontiguousarray(cv2.resize(plate, size, interpolation=cv2.INTER_AREA)[..., :3])
    share = cv2.resize(hole.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    away = cv2.dilate((share > 0).astype(np.uint8), np.ones((3, 3), np.uint8))
    if away.all():
        return plate
    painted = cv2.inpaint(small, away, 4, cv2.INPAINT_TELEA)
    large = np.asarray(cv2.resize(painted, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
    soft = cv2.GaussianBlur(hole.astype(np.float32), (0, 0), 1.5)
    soft = np.maximum(soft, hole)
    filled = plate.copy()
    filled[..., :3] = cv2.blendLinear(large, np.ascontiguousarray(plate[..., :3]), soft, 1 - soft)
    return filled
