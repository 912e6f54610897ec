"""
Seen: pictures made small for looking at them, as somebody sees them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from ..marks import Mask
from ..matte import premultiply
from ..picture import Picture

LOOKING_SIDE = 320
"""
The longest side, in pixels, at which drawings are judged; larger ones are reduced to it.
"""

SMALLEST_SIDE = 32
"""
The shortest side that anything is judged on; smaller pictures are continued to it.
"""

GROUND = 128
"""
The grey that nothing is seen as.
"""

Colours = NDArray[np.uint8]
"""
`(h, w, 3)` bytes of RGB.
"""

Area = NDArray[np.bool_]
"""
`(h, w)`: which pixels are meant.
"""

FAINT, MOST_GAIN = 4.0, 4.0
"""
What is added to colours before they are divided, so that black is a colour too; and the largest change of
light that is taken out.
"""

NO_BETTER = 0.97
"""
Light is only taken out where that lowers the difference at least to this share.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """
    Hold a small picture in its own light, where the figure is in it, and the table that gives it the light of
    the first key, so that a change of light is not taken for anything else.
    """

    raw: Colours
    figure: Area | None = None
    light: NDArray[np.uint8] | None = None

    @property
    def colours(self) -> Colours:
        """
        The picture in the first key's light.
        """
        return self.raw if self.light is None else np.asarray(cv2.LUT(self.raw, self.light), np.uint8)

    @property
    def grey(self) -> NDArray[np.uint8]:
        """
        Its brightness, in the first key's light.
        """
        return np.asarray(cv2.cvtColor(self.colours, cv2.COLOR_RGB2GRAY), np.uint8)

    @classmethod
    def of(cls, picture: Picture, figure: Mask | None = None, beside: Self | None = None) -> Self:
        """
        Return the picture as it is seen, in the light of `beside`, the first key.
        """
        raw = _reduced(picture)
        area = None if figure is None else np.asarray(_sized(figure) > 127, np.bool_)
        return cls(raw, area, None if beside is None else _light(raw, beside.raw))


def _reduced(picture: Picture) -> Colours:
    opaque = int(cv2.minMaxLoc(np.ascontiguousarray(picture[..., 3]))[0]) == 255
    small = _sized(picture if opaque else premultiply(picture))
    colours = np.ascontiguousarray(small[..., :3])
    if not opaque:
        through = np.multiply(255 - small[..., 3:], GROUND / 255, dtype=np.float32)
        colours = np.asarray(
            cv2.add(colours, np.repeat(np.rint(through).astype(np.uint8), 3, axis=2)), np.uint8
        )
    return colours


def _sized(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = picture.shape[:2]
    scale = min(1.0, LOOKING_SIDE / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = (
        picture
        if scale == 1
        else np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    )
    below, right = max(0, SMALLEST_SIDE - size[1]), max(0, SMALLEST_SIDE - size[0])
    return np.asarray(cv2.copyMakeBorder(small, 0, below, 0, right, cv2.BORDER_REPLICATE), np.uint8)


def _light(raw: Colours, first: Colours) -> NDArray[np.uint8] | None:
    """
    Return the table that puts a picture into the light of the first key: the median ratio of each channel is
    taken out. None where that makes the two no more alike.
    """
    a, b = (each[::2, ::2].reshape(-1, 3).astype(np.float32) + FAINT for each in (first, raw))
    gain = np.clip(np.median(b / a, axis=0), 1 / MOST_GAIN, MOST_GAIN)
    if np.abs(b / gain - a).mean() > NO_BETTER * np.abs(b - a).mean():
        return None
    table = np.clip((np.arange(256)[:, None] + FAINT) / gain - FAINT, 0, 255)
    return np.asarray(np.rint(table).astype(np.uint8)[:, None], np.uint8)


def changed(seen: Sequence[Seen], levels: int = 16, around: int = 5) -> Area:
    """
    Return where anything changes in the course of a segment, with a little around it.
    """
    same = np.full(seen[0].grey.shape, 255, np.uint8)
    within = np.zeros(3), np.full(3, float(levels))
    for key in (seen[0].colours, seen[-1].colours):
        for each in seen:
            same &= np.asarray(cv2.inRange(cv2.absdiff(each.colours, key), *within), np.uint8)
    return np.asarray(cv2.dilate(~same, np.ones((around, around), np.uint8)) > 0, np.bool_)
