"""
The outermost of a figure, regained at full size from what differs there in a picture that shows scenery.
"""

import cv2
import numpy as np

from ..marks import Mask
from ..picture import Picture

REACH = 3
"""
How many pixels of the edge a mask found on a small picture may have lost.
"""

FAINT, PLAIN = 14, 40
"""
Grey levels up to which a pixel counts as the same in both pictures, noise aside, and from which it may be all
figure.
"""

NOISE = 4.0
"""
How many times the median difference, most of it noise, is none.
"""

ENOUGH = 0.8
"""
The share of the difference beside it from which an edge pixel is all figure.
"""


def regained(mask: Mask, picture: Picture, other: Picture, others: Mask) -> Mask:
    """
    Return the `mask` of a picture with the edge pixels that differ from the `other` one of the same scene.

    Only where the mask of `others` says that the other picture shows scenery does a difference tell.
    """
    differs = np.asarray(cv2.absdiff(picture[..., :3], other[..., :3]).max(axis=2), np.uint8)
    faint = FAINT + NOISE * float(np.median(differs))
    inside = np.where(mask > 250, differs, np.uint8(0))
    beside = np.maximum(ENOUGH * cv2.dilate(inside, _square(REACH)).astype(np.float32), PLAIN)
    cover = np.where(differs > faint, np.minimum(differs / beside, 1) * 255, 0).astype(np.uint8)
    edge = (cv2.dilate(mask, _square(REACH)) > 127) & (cv2.erode(mask, _square(REACH)) < 128)
    bare = cv2.dilate(others, _square(REACH)) < 16
    return np.where(edge & bare, np.maximum(mask, cover), mask)


def _square(reach: int) -> Mask:
    return np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
