"""
Lifting: the figure is cut out of both keys, so that it moves alone and the scenery behind it stays.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ..changes import Change
from ..fields import enlarged, reduced, spread
from ..marks import Mask
from ..masks.finding import find_masks
from ..matte import Pixels

FILLING_SIDE = 256
"""
The longest side, in pixels, at which scenery that neither key shows is made up.
"""

EDGE = 3
"""
Pixels around a figure in which scenery may still hold some of its colour.
"""

ALIKE = 6.0
"""
Grey levels that the scenery of the two keys may differ by, on average, to be one and the same.
"""

MOST = 0.9
"""
The share of the picture from which a figure leaves too little scenery to be told from it.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Lifted:
    """
    A change whose keys are the figure alone, premultiplied, and the opaque scenery behind it in the same box.
    """

    change: Change
    first_plate: Pixels
    last_plate: Pixels

    def lay(self, figure: Pixels, u: float) -> Pixels:
        """
        Return the premultiplied figure over the scenery as it is at `u`.
        """
        plate = cv2.addWeighted(self.first_plate, 1 - u, self.last_plate, u, 0)
        beside = cv2.merge([255 - figure[..., 3]] * 4)
        return np.asarray(cv2.add(figure, cv2.multiply(plate, beside, scale=1 / 255)), np.uint8)


def lift(change: Change) -> Lifted | None:
    """
    Return the figure of an opaque pair lifted off its scenery, or None where the two cannot be told apart.
    """
    pair = change.pair
    found = find_masks(pair.first, pair.last, pair.first_marks, pair.last_marks, pair.plate)
    if any(each.how == "segmented" for each in found):
        return None
    masks = [np.ascontiguousarray(each.mask[change.box]) for each in found]
    if not all(mask.any() and (mask > 127).mean() < MOST for mask in masks):
        return None
    scenes = [_beside(mask) for mask in masks]
    both = scenes[0] & scenes[1]
    if not both.any() or cv2.absdiff(change.first, change.last)[both].mean() > ALIKE:
        return None
    plates = (
        _plate(change.first, change.last, scenes[0], scenes[1]),
        _plate(change.last, change.first, scenes[1], scenes[0]),
    )
    first, last = (
        _cut(key, mask, plate)
        for key, mask, plate in zip((change.first, change.last), masks, plates, strict=True)
    )
    return Lifted(replace(change, first=first, last=last), *plates)


def _beside(mask: Mask) -> NDArray[np.bool_]:
    """
    Return which pixels show scenery and nothing of the figure.
    """
    return np.asarray(cv2.dilate(mask, np.ones((EDGE, EDGE), np.uint8)) == 0, np.bool_)


def _plate(key: Pixels, other: Pixels, shows: NDArray[np.bool_], other_shows: NDArray[np.bool_]) -> Pixels:
    """
    Return the scenery of a key; behind its figure it is the other key's, or is made up from around it.
    """
    plate = np.where(shows[..., None], key, other)
    known = shows | other_shows
    if known.all():
        return np.asarray(plate, np.uint8)
    height, width = known.shape
    scale = min(1.0, FILLING_SIDE / max(height, width))
    small = max(1, round(height * scale)), max(1, round(width * scale))
    weight = known.astype(np.float32)
    sums = reduced(plate.astype(np.float32) * weight[..., None], *small)
    made_up = enlarged(spread(sums, reduced(weight, *small)), height, width)
    plate[~known] = np.clip(np.rint(made_up[~known]), 0, 255)
    plate[..., 3] = 255
    return np.asarray(plate, np.uint8)


def _cut(key: Pixels, mask: Mask, plate: Pixels) -> Pixels:
    """
    Return the figure alone, premultiplied; over its own plate it gives the key again.

    Where the mask says that less is covered than it takes to turn the plate into the key, that much is.
    """
    away = key[..., :3].astype(np.float32) - plate[..., :3]
    room = np.where(away > 0, 255 - plate[..., :3].astype(np.float32), plate[..., :3])
    needed = np.ceil((np.abs(away) * 255 / np.maximum(room, 1)).max(axis=2))
    cover = np.maximum(mask, np.minimum(needed, 255)).astype(np.uint8)
    figure = cv2.subtract(key, cv2.multiply(plate, cv2.merge([255 - cover] * 4), scale=1 / 255))
    figure[..., 3] = cover
    figure[..., :3] = np.minimum(figure[..., :3], cover[..., None])
    return np.asarray(figure, np.uint8)
