"""
Textures: what a part of the figure looks like, beyond its own edge as well.

A texture's colours go on outside of the part, so that no background seeps in where it is sampled; where the
part ends is kept apart from them, as a distance to its edge.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ..fields import Field, fetch
from ..marks import Mask
from ..matte import Pixels
from .mesh import Places

FINE = 2
"""
How many texels a pixel of the key is wide: texels between pixels are interpolated once, with a sharp filter,
so that a cheap one does for every drawing.
"""

LARGE = 1200
"""
The size of a figure, in pixels, from which its texels are its pixels: the loss is no longer seen.
"""

STEPS, ZERO = 128, 1 << 15
"""
Steps of a distance per pixel, and what stands for 0: OpenCV reads numbers without a sign in half the time.
"""

REACH = 0.045
"""
How far from an edge distances are told, as a share of the figure's size.
"""

SHORTEST_REACH, LONGEST_REACH = 6, 240
"""
In pixels; more would not fit into 16 bits.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Texture:
    """
    A part's look in one key.

    `colours`  `(h, w, 4)` opaque RGBA
    `edge`     `(h, w)` distances to the part's edge, above `ZERO` inside, `STEPS` to a pixel of the key;
               along a soft edge they are the cover less one half
    `origin`   where its first texel is in the figure, x and y in pixels
    `fine`     texels per pixel
    `reach`    the distance, in pixels, at which `edge` stops counting
    """

    colours: Pixels
    edge: NDArray[np.uint16]
    origin: tuple[int, int]
    fine: int
    reach: float

    def texels(self, places: Field) -> Field:
        """
        Return where `(h, w, 2)` places of the figure, in pixels, are in the texture.
        """
        return (places - np.array(self.origin, np.float32)) * np.float32(self.fine)

    def colours_at(self, texels: Field) -> Pixels:
        """
        Return the `(h, w, 4)` colours at `(h, w, 2)` texels.
        """
        return fetch(self.colours, texels)

    def distances_at(self, texels: Field) -> Field:
        """
        Return the `(h, w)` distances to the edge, in pixels of the key, at `(h, w, 2)` texels.
        """
        beyond = ZERO - self.reach * STEPS
        found = cv2.remap(  # type: ignore[call-overload]  # as in `fields.sample`
            self.edge,
            texels,
            None,
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=beyond,
        )
        distances = np.multiply(found, np.float32(1 / STEPS))
        distances -= np.float32(ZERO / STEPS)
        return np.asarray(distances, np.float32)

    def near(self, places: Places, side: int, distance: float) -> NDArray[np.bool_]:
        """
        Return which squares of the figure, `side` pixels wide from `(n, 2)` places on, come within a
        `distance` of the part, in pixels.
        """
        close = self.edge[:: self.fine, :: self.fine] >= ZERO - distance * STEPS
        counts = cv2.integral(close.astype(np.uint8))
        low = np.floor(places - self.origin).astype(int)
        limits = close.shape[1], close.shape[0]
        left, top = np.clip(low, 0, limits).T
        right, bottom = np.clip(low + side + 2, 0, limits).T
        inside = counts[bottom, right] - counts[top, right] - counts[bottom, left] + counts[top, left]
        return np.asarray(inside > 0)


def reach_for(size: float) -> int:
    """
    Return how many pixels from its edges the distances of a figure of that size are told.
    """
    return int(np.clip(round(REACH * size), SHORTEST_REACH, LONGEST_REACH))


def fine_for(size: float) -> int:
    """
    Return how many texels a pixel of a figure of that size is wide.
    """
    return FINE if size <= LARGE else 1


@dataclass(frozen=True, slots=True, eq=False)
class Paint:
    """
    What a texture is made from, all `(h, w)` or `(h, w, 4)` and of the size of the figure.

    `source` is 1 where `colours` can be trusted, `region` where the part is; `cover`, 0 to 255, says how far
    its pixels are covered.
    """

    colours: Pixels
    source: Mask
    region: Mask
    cover: Mask

    def texture(self, size: float) -> Texture | None:
        """
        Return the texture of a part of a figure of that `size` in pixels, or None for one that is nowhere.
        """
        left, top, width, height = cv2.boundingRect(self.region)
        if not width or not cv2.countNonZero(self.source):
            return None
        reach, fine = reach_for(size), fine_for(size)
        pad = reach + 2
        view = slice(top - pad, top + height + pad), slice(left - pad, left + width + pad)
        inside, cover = cropped(self.region, view), cropped(self.cover, view)
        edge = _distances(inside, reach)
        soft = (inside > 0) & (cover > 0) & (cover < 255)
        edge[soft] = cover[soft] * np.float32(1 / 255) - 0.5
        colours = _extended(cropped(self.colours, view), cropped(self.source, view))
        fixed = (np.rint(edge * STEPS) + ZERO).astype(np.uint16)
        if fine > 1:
            colours = np.asarray(_finer(colours, fine, cv2.INTER_CUBIC), np.uint8)
            fixed = np.asarray(_finer(fixed, fine, cv2.INTER_LINEAR), np.uint16)
        return Texture(colours, fixed, (left - pad, top - pad), fine, reach)


def cropped(
    picture: NDArray[np.uint8], view: tuple[slice, slice], border: int = cv2.BORDER_CONSTANT
) -> NDArray[np.uint8]:
    """
    Return the rows and columns of a view that may go beyond the picture; there it is 0, or as `border` says.
    """
    rows, columns = view
    height, width = picture.shape[:2]
    inner = picture[max(0, rows.start) : rows.stop, max(0, columns.start) : columns.stop]
    above, left = max(0, -rows.start), max(0, -columns.start)
    below, right = max(0, rows.stop - height), max(0, columns.stop - width)
    framed = cv2.copyMakeBorder(inner, above, below, left, right, border, value=(0, 0, 0, 0))
    return np.asarray(framed, np.uint8)


def _distances(inside: Mask, reach: int) -> Field:
    """
    Return the distance of each pixel to the edge of a region, above 0 inside.
    """
    within = cv2.distanceTransform(inside, cv2.DIST_L2, 5)
    beyond = cv2.distanceTransform(1 - inside, cv2.DIST_L2, 5)
    signed = np.where(inside > 0, within - 0.5, 0.5 - beyond)
    return np.asarray(np.clip(signed, -reach, reach), np.float32)


def _extended(colours: Pixels, source: Mask) -> Pixels:
    """
    Return the colours of `source` opaque, and elsewhere that of the nearest such pixel.
    """
    known = source > 0
    if not known.any():
        return colours
    _, nearest = cv2.distanceTransformWithLabels(
        (~known).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    packed = np.ascontiguousarray(colours).view(np.uint32)[..., 0]
    table = np.zeros(int(nearest.max()) + 1, np.uint32)
    table[nearest[known]] = packed[known]
    spread: Pixels = table[nearest].view(np.uint8).reshape(colours.shape)
    spread[..., 3] = 255
    return spread


def _finer(picture: NDArray[np.uint8] | NDArray[np.uint16], fine: int, sampling: int) -> cv2.typing.MatLike:
    """
    Return the picture enlarged so that every `fine`-th texel is one of its pixels.
    """
    height, width = picture.shape[:2]
    back = np.array([[1 / fine, 0, 0], [0, 1 / fine, 0]])
    size = ((width - 1) * fine + 1, (height - 1) * fine + 1)
    flags = sampling | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(picture, back, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
