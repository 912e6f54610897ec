"""
Flat, antialiased painting: what a picture shows, and shapes painted large and then made small.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from .geometry import Outline, Point

DESIGN_SIZE = (1280, 720)
"""Width and height of the drawing that all coordinates refer to, in design units."""

OVERSAMPLE = 4
"""Each pixel is the mean of this many squared: sixteen steps of grey along an edge."""

Size = tuple[int, int]
Window = tuple[int, int, int, int]
"""Left, top, right, bottom in whole pixels, half open."""


@dataclass(frozen=True, slots=True)
class View:
    """
    Which part of the design plane a picture of `size` pixels shows.
    """

    size: Size
    scale: float
    """Pixels per design unit."""
    left: float = 0.0
    top: float = 0.0

    @classmethod
    def whole(cls, size: Size) -> View:
        """
        The whole drawing, centred; a picture that is not 16:9 shows more at the sides, or above and below.
        """
        width, height = size
        scale = min(width / DESIGN_SIZE[0], height / DESIGN_SIZE[1])
        return cls(
            size, scale, (DESIGN_SIZE[0] - width / scale) / 2, (DESIGN_SIZE[1] - height / scale) / 2
        )

    @property
    def right(self) -> float:
        """The right edge in design units."""
        return self.left + self.size[0] / self.scale

    @property
    def bottom(self) -> float:
        """The lower edge in design units."""
        return self.top + self.size[1] / self.scale

    def pixels(self, outline: Outline) -> Outline:
        """
        Design units to pixels of the picture.
        """
        return (np.asarray(outline, float) - (self.left, self.top)) * self.scale

    def window(self, low: Point, high: Point) -> Window | None:
        """
        The pixels between two corners in design units, or nothing where they lie outside the picture.
        """
        (left, top), (right, bottom) = self.pixels(np.array([low, high]))
        x0, y0 = max(0, int(np.floor(left))), max(0, int(np.floor(top)))
        x1, y1 = min(self.size[0], int(np.ceil(right))), min(self.size[1], int(np.ceil(bottom)))
        return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def corners(outline: Outline) -> list[Point]:
    """
    An outline as Pillow's pen wants it.
    """
    return [(float(x), float(y)) for x, y in outline]


class Canvas:
    """
    A transparent picture on which opaque shapes are laid; only `window` of it costs time and memory.
    """

    def __init__(self, view: View, window: Window) -> None:
        self.view, self.window = view, window
        left, top, right, bottom = window
        self._large = Image.new("RGBA", ((right - left) * OVERSAMPLE, (bottom - top) * OVERSAMPLE))
        self._pen = ImageDraw.Draw(self._large)

    def fill(self, outline: Outline, fill: str, line: str | None = None, width: float = 2.6) -> None:
        """
        Lay one shape; `line` draws its edge, `width` design units thick, half of it outside.
        """
        self._pen.polygon(corners(self._at(outline)), fill=fill)
        if line:
            self.edge(outline, line, width)

    def edge(self, outline: Outline, line: str, width: float = 2.6) -> None:
        """
        Draw a closed line along a shape's edge.
        """
        self.stroke(np.concatenate([outline, outline[:2]]), line, width)

    def stroke(self, path: Outline, line: str, width: float) -> None:
        """
        Draw an open line with round ends and round corners.
        """
        points = self._at(path)
        thick = max(1, round(width * self.view.scale * OVERSAMPLE))
        self._pen.line(corners(points), fill=line, width=thick)
        # Pillow leaves a notch at the outside of a corner. A dot closes it; in a smooth curve no notch
        # is as wide as one of the small pixels, and a dot on every point would cost most of the time.
        for x, y in np.concatenate([points[[0, -1]], points[1:-1][_sharp(points)]]):
            self._pen.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=line)

    def inlay(self, outline: Outline, inside: Outline, fill: str, opacity: float = 1.0) -> None:
        """
        Paint `outline` only where it lies in the shape `inside`, which has been laid before.
        """
        shapes = [self._at(outline), self._at(inside)]
        low = np.maximum(np.max([s.min(0) for s in shapes], 0).astype(int) - 1, 0)
        high = np.minimum(np.min([s.max(0) for s in shapes], 0).astype(int) + 2, self._large.size)
        if (high <= low).any():
            return
        masks = [Image.new("L", (int(high[0] - low[0]), int(high[1] - low[1]))) for _ in shapes]
        for mask, shape, strength in zip(masks, shapes, (round(255 * opacity), 255), strict=True):
            ImageDraw.Draw(mask).polygon(corners(shape - low), fill=strength)
        self._large.paste(fill, (int(low[0]), int(low[1])), ImageChops.darker(*masks))

    def finish(self) -> Image.Image:
        """
        The RGBA picture at its final size.
        """
        out = Image.new("RGBA", self.view.size)
        out.paste(self._large.reduce(OVERSAMPLE), self.window[:2])
        return out

    def _at(self, outline: Outline) -> Outline:
        return (self.view.pixels(outline) - self.window[:2]) * OVERSAMPLE


def _sharp(points: Outline) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which inner points of a line turn by more than about 17 degrees."""
    way = np.diff(points, axis=0)
    before, after = way[:-1], way[1:]
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    turns: np.ndarray[tuple[int], np.dtype[np.bool_]] = np.abs(
        np.arctan2(cross, (before * after).sum(1))
    ) > 0.3
    return turns
