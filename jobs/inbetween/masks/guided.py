"""
A mask found on a small picture, brought to the full size with an edge that follows the picture.
"""

import cv2
import numpy as np

from ..fields import Field, enlarged
from ..marks import Mask
from ..matte import Pixels
from ..picture import Picture

RADIUS = 4
"""
How far around a point of the small picture its edge is learned, in pixels.
"""

EVEN = 8.0**2
"""
The variance, in grey levels squared, below which a neighbourhood holds no edge to follow.
"""


def follow(picture: Picture, small: Pixels, share: Field) -> Mask:
    """
    Return `share`, `(h, w)` from 0 to 1 on the `small` picture, as a mask of the full `picture`'s size.

    In each neighbourhood the share is taken for a linear function of the colour, which is then read off the
    full picture (He and Sun, "Fast Guided Filter", 2015). Away from the edge the share stays as it is.
    """
    height, width = picture.shape[:2]
    slope, offset = _linear(small[..., :3].astype(np.float32), share.astype(np.float32))
    followed = enlarged(offset, height, width)
    for channel in range(3):
        colour = picture[..., channel].astype(np.float32)
        followed += enlarged(np.ascontiguousarray(slope[..., channel]), height, width) * colour
    # The guided edge is softer than a drawn one, so its middle half is stretched.
    followed = np.clip((followed - 0.5) * 2 + 0.5, 0, 1)
    even = enlarged(share.astype(np.float32), height, width)
    disc = np.ones((2 * RADIUS - 1, 2 * RADIUS - 1))
    sure = (cv2.dilate(share, disc) < 0.5) | (cv2.erode(share, disc) > 0.5)
    near = enlarged((~sure).astype(np.float32), height, width)
    return np.asarray(np.rint(255 * (near * followed + (1 - near) * even)), np.uint8)


def _linear(colours: Field, share: Field) -> tuple[Field, Field]:
    """
    Return the `(h, w, 3)` slope and the `(h, w)` offset of the share over the colours, around each point.
    """
    mean_colour, mean_share = _mean(colours), _mean(share)
    covariance = _mean(colours * share[..., None]) - mean_colour * mean_share[..., None]
    products = _mean((colours[..., :, None] * colours[..., None, :]).reshape(*share.shape, 9))
    spread = products.reshape(*share.shape, 3, 3) - mean_colour[..., :, None] * mean_colour[..., None, :]
    spread += EVEN * np.eye(3, dtype=np.float32)
    slope = np.linalg.solve(spread, covariance[..., None])[..., 0].astype(np.float32)
    offset = mean_share - (slope * mean_colour).sum(axis=2)
    return _mean(slope), _mean(offset)


def _mean(field: Field) -> Field:
    side = 2 * RADIUS + 1
    if field.ndim == 2 or field.shape[2] <= 4:
        return np.asarray(cv2.blur(field, (side, side)), np.float32)
    return np.stack([_mean(np.ascontiguousarray(field[..., k])) for k in range(field.shape[2])], axis=-1)
