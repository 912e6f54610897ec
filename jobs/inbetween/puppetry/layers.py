"""
Layers: one part of the figure as both keys show it, met in one pose and mixed.

Its silhouette is mixed as distances to the edge, so it moves where an opacity would show both. Its colours
are those of one key, but for a short dissolve, as all that differs is seen twice in it; where a key has
nothing of the part, it gives way.
"""

from dataclasses import dataclass
from typing import Self, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from ..fields import Field, enlarged
from ..matte import Pixels
from .raster import Window
from .textures import Texture

Kind = TypeVar("Kind")

BEYOND = 1.0
"""
In steps of the raster, how far outside of its edge a key still tells the colour.
"""

FAINTEST = 0.02
"""
What a key counts for where it has nothing of the part.
"""

UNSEEN = 1 / 512
"""
A share of a colour that changes no byte.
"""

Table = NDArray[np.uint8]
"""
`(1, 256, 4)` bytes that `cv2.LUT` reads: what becomes of each value of each channel.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """
    A part's texture, and the `(down, across, 2)` texels that are seen at the points of a window.
    """

    texture: Texture
    texels: Field

    def within(self, view: tuple[slice, slice]) -> Self:
        """
        Return what is seen at some of the points.
        """
        return type(self)(self.texture, self.texels[view])

    def at_pixels(self, window: Window, size: tuple[int, int]) -> Self:
        """
        Return what is seen at each pixel of the window, up to a `(height, width)` of it.
        """
        wide = enlarged(self.texels, window.height, window.width)
        return type(self)(self.texture, wide[: size[0], : size[1]])

    def distances(self) -> Field:
        """
        Return the distances to the part's edge, in pixels, above 0 inside.
        """
        return self.texture.distances_at(self.texels)

    def colours(self, gain: Table) -> Pixels:
        """
        Return the part's colours, lit by a gain.
        """
        return np.asarray(cv2.LUT(self.texture.colours_at(self.texels), gain), np.uint8)


Looks = tuple[Look | None, Look | None]
"""
What the first and the last key show of a part, None where they have nothing of it.
"""

Distances = tuple[Field | None, Field | None]
"""
The distances to the part's edge in both looks.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Mix:
    """
    How much of the last key is seen, from 0 to 1: `share` of its silhouette, `colour` of its colours. The
    `gains` light the colours of both keys alike.
    """

    share: float
    colour: float
    gains: tuple[Table, Table]


def fringe(step: int) -> float:
    """
    Return how far from a part's edge, in pixels, the part may still cover some of what is around a point,
    with points `step` pixels apart.
    """
    return 0.75 * step + 0.5


def cover(looks: Looks, share: float, step: int) -> Field:
    """
    Return from 0 to 1 how much the part covers of the square of `step` pixels around each point.
    """
    return np.asarray(np.clip(_mixed(_distances(looks), share) / step + 0.5, 0, 1), np.float32)


def draw(canvas: Pixels, window: Window, looks: Looks, mix: Mix) -> None:
    """
    Draw a part, in place, on a premultiplied RGBA `canvas` that is seen through a window.
    """
    coarse = _distances(looks)
    view = _covered(_mixed(coarse, mix.share), window.step)
    if view is None:
        return
    inner = window.within(view)
    rows = slice(inner.top, min(inner.top + inner.height, canvas.shape[0]))
    columns = slice(inner.left, min(inner.left + inner.width, canvas.shape[1]))
    size = rows.stop - rows.start, columns.stop - columns.start
    first, last = (None if look is None else look.within(view).at_pixels(inner, size) for look in looks)
    alpha = np.clip(_mixed(_distances((first, last)), mix.share) + np.float32(0.5), 0, 1)
    share = _share_of_last(coarse, mix, window.step)
    if not isinstance(share, float):
        share = enlarged(share[view], inner.height, inner.width)[: size[0], : size[1]]
    colours = _colours((first, last), mix, share)
    below = np.ascontiguousarray(canvas[rows, columns])
    canvas[rows, columns] = cv2.blendLinear(colours, below, alpha, 1 - alpha)


def _distances(looks: Looks) -> Distances:
    first, last = (None if look is None else look.distances() for look in looks)
    return first, last


def _mixed(distances: Distances, share: float) -> Field:
    """
    Return how far from the part's edge, in pixels, what is seen lies, above 0 inside.
    """
    first, last = distances
    if first is None or last is None:
        return _either(first, last)
    return np.asarray(cv2.addWeighted(first, 1 - share, last, share, 0), np.float32)


def _either(first: Kind | None, last: Kind | None) -> Kind:
    found = last if first is None else first
    assert found is not None, "A part that neither key shows is not drawn."
    return found


def _covered(edge: Field, step: int) -> tuple[slice, slice] | None:
    """
    Return the rows and columns of points around which the part covers anything, and one more on each side.
    """
    seen = edge > -fringe(step)
    spans = []
    for axis in (1, 0):
        where = np.flatnonzero(seen.any(axis=axis))
        if not len(where):
            return None
        spans.append(slice(max(0, int(where[0]) - 1), min(seen.shape[1 - axis], int(where[-1]) + 2)))
    return spans[0], spans[1]


def _share_of_last(distances: Distances, mix: Mix, step: int) -> Field | float:
    """
    Return how much of the last key's colours is seen, at each point or, where it is all or nothing, at all.
    """
    first, last = distances
    if first is None or last is None:
        return 1.0 if first is None else 0.0
    if mix.colour in (0, 1):
        return float(mix.colour)
    known = [np.clip(distance / (BEYOND * step) + 1, FAINTEST, 1) for distance in (first, last)]
    one, other = (1 - mix.colour) * known[0], mix.colour * known[1]
    return np.asarray(other / (one + other), np.float32)


def _colours(looks: Looks, mix: Mix, share: Field | float) -> Pixels:
    """
    Return the part's colours at every pixel, opaque, `share` of them the last key's.
    """
    first, last = looks
    if first is None or np.min(share) >= 1 - UNSEEN:
        return _either(last, None).colours(mix.gains[1])
    if last is None or np.max(share) <= UNSEEN:
        return first.colours(mix.gains[0])
    seen = first.colours(mix.gains[0]), last.colours(mix.gains[1])
    share = np.ascontiguousarray(share)
    return np.asarray(cv2.blendLinear(*seen, 1 - share, share), np.uint8)
