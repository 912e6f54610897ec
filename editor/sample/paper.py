"""
Cut sheets of paper, one on the other; each throws a soft shade, or a glow, on those behind it.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .canvas import OVERSAMPLE, View, Window, corners
from .geometry import Outline

SHADE, GLOW = "#1d1838", "#ffe9c4"
SOFT = 9.0
"""How far a sheet's shade reaches, design units (the blur's radius)."""


class Paper:
    """
    A picture of stacked sheets; `shift` moves the camera right, and near sheets move most.
    """

    def __init__(self, view: View, ground: str, shift: float) -> None:
        self.view, self.shift = view, shift
        self.picture = Image.new("RGB", view.size, ground)

    def cut(
        self, outlines: Iterable[Outline], fill: str, depth: float, shade: float = 0.0, tint: str = SHADE
    ) -> None:
        """
        Lay shapes as one sheet; `depth` is 0 for the sky and 1 for the foreground, `shade` 0..1 its strength.
        """
        shapes = [self._seen(outline, depth) for outline in outlines]
        margin = 3 * SOFT if shade else 0.0
        every = np.concatenate(shapes)
        low, high = every.min(0) - margin, every.max(0) + margin
        window = self.view.window((low[0], low[1]), (high[0], high[1]))
        if window:
            self._press(shapes, window, fill, shade, tint)

    def hill(
        self, crest: Outline, fill: str, depth: float, shade: float = 0.0, trees: Iterable[Outline] = ()
    ) -> None:
        """
        Lay a sheet that fills the picture from the line `crest` downwards, with `trees` cut from it as well.
        """
        line, *standing = (self._seen(outline, depth) for outline in (crest, *trees))
        base = float(line[:, 1].max()) + 12 / self.view.scale
        body = np.concatenate([line, [[line[-1, 0], base], [line[0, 0], base]]])
        top = min(float(shape[:, 1].min()) for shape in (body, *standing)) - 3 * SOFT
        window = self.view.window((self.view.left, top), (self.view.right, base - 4 / self.view.scale))
        if window:
            self._press([body, *standing], window, fill, shade, SHADE)
        # Only the strip around the crest needs the soft edge: below it the sheet is plain.
        below = window[3] if window else 0
        if base < self.view.bottom:
            self.picture.paste(fill, (0, below, *self.view.size))

    def crest(self, height: float, waves: Iterable[tuple[float, float, float]], depth: float) -> Outline:
        """
        A hill line across the picture at `height`: waves of (amplitude, length, start), design units.
        """
        x = np.arange(self.view.left - 40, self.view.right + 60, 8.0) + self.shift * depth
        y = height + sum(a * np.sin(2 * np.pi * (x + start) / length) for a, length, start in waves)
        return np.stack([x, y], 1)

    def stain(self, outline: Outline, fill: str, strength: float, soft: float) -> None:
        """
        Lay a soft spot that stays at its place in the picture, wherever the camera is.
        """
        low, high = outline.min(0) - 3 * soft, outline.max(0) + 3 * soft
        window = self.view.window((low[0], low[1]), (high[0], high[1]))
        if window:
            mask = self._mask([outline], window).filter(ImageFilter.GaussianBlur(soft * self.view.scale))
            self._lay(fill, window, mask, strength)

    def _seen(self, outline: Outline, depth: float) -> Outline:
        return outline - [self.shift * depth, 0.0]

    def _press(self, shapes: list[Outline], window: Window, fill: str, shade: float, tint: str) -> None:
        mask = self._mask(shapes, window)
        if shade:
            self._lay(tint, window, mask.filter(ImageFilter.GaussianBlur(SOFT * self.view.scale)), shade)
        self._lay(fill, window, mask, 1.0)

    def _lay(self, fill: str, window: Window, mask: Image.Image, strength: float) -> None:
        if strength < 1:
            mask = ImageChops.multiply(mask, Image.new("L", mask.size, round(255 * strength)))
        self.picture.paste(fill, window, mask)

    def _mask(self, shapes: list[Outline], window: Window) -> Image.Image:
        """How much of each pixel of the window the shapes cover."""
        left, top, right, bottom = window
        large = Image.new("L", ((right - left) * OVERSAMPLE, (bottom - top) * OVERSAMPLE))
        pen = ImageDraw.Draw(large)
        for shape in shapes:
            pen.polygon(corners((self.view.pixels(shape) - (left, top)) * OVERSAMPLE), fill=255)
        return large.reduce(OVERSAMPLE)
