"""
Gains: how differently two keys are lit.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ..marks import Mask
from ..matte import Pixels

DIMMEST, BRIGHTEST = 0.6, 1.6
"""
What a gain may be: what differs more is another colour, not another light.
"""

DARK = 4.0
"""
Grey levels added before means are compared, so that what is nearly black says nothing.
"""

Gain = tuple[float, float, float]
"""
By how much each channel is brighter.
"""


def gain_between(before: NDArray[np.float64], after: NDArray[np.float64]) -> Gain:
    """
    Return the gain that takes one mean colour to another.
    """
    red, green, blue = np.clip((after[:3] + DARK) / (before[:3] + DARK), DIMMEST, BRIGHTEST).tolist()
    return red, green, blue


def lit_like(picture: Pixels, mask: Mask, other: Pixels, other_mask: Mask) -> Gain:
    """
    Return the gain that lights what a mask covers like what another one covers in another picture.
    """
    return gain_between(np.array(cv2.mean(picture, mask)), np.array(cv2.mean(other, other_mask)))


def gain_table(gain: Sequence[float]) -> NDArray[np.uint8]:
    """
    Return the `(1, 256, 4)` table by which `cv2.LUT` multiplies an RGBA picture's colours by a gain.
    """
    table = np.arange(256, dtype=np.float32)[:, None] * np.array((*gain, 1), np.float32)
    return np.rint(np.clip(table, 0, 255)).astype(np.uint8)[None]
