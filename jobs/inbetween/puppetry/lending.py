"""
Lending: what one key knows about the figure in another one.

A key's figure, bent into the other key's pose, tells that one's parts apart, and shows what is hidden there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from ..fields import Field, enlarged, fetch, sample
from ..marks import Mask
from ..matte import Pixels
from .cutting import WORKING_SIDE, Hint
from .figure import Figure
from .gains import gain_table, lit_like
from .raster import Window

FEWEST = 20
"""
The fewest pixels that are worth lending.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Loan:
    """
    What a part looks like where its key hides it: the colours `where` this is 1.
    """

    where: Mask
    colours: Pixels


@dataclass(frozen=True, slots=True, eq=False)
class Lender:
    """
    One key's figure in another one's pose.

    `places`  per part, the `(down, across, 2)` pixels of `figure` that are seen at the points of `window`
    `hint`    where its parts are there
    """

    figure: Figure
    window: Window
    places: tuple[Field, ...]
    hint: Hint

    def lend(self, figure: Figure, cores: Sequence[Mask], order: Sequence[int]) -> tuple[Loan | None, ...]:
        """
        Return, per part, its looks where nearer parts of the other key's `figure`, at `cores`, cover it.
        """
        height, width = figure.mask.shape
        gain = lit_like(self.figure.colours, self.figure.solid(), figure.colours, figure.solid())
        table, trusted = gain_table(gain), self.figure.trusted()
        nearer = np.zeros_like(figure.mask)
        loans: list[Loan | None] = [None] * len(cores)
        for index in reversed(order):
            inside = self._at_pixels(self._well_inside(index))[:height, :width] > 0.5
            where = (inside & (nearer > 0) & (cores[index] == 0)).astype(np.uint8)
            if cv2.countNonZero(where) > FEWEST:
                places = self._at_pixels(self.places[index])[:height, :width]
                where &= fetch(trusted, places)
                colours = cv2.LUT(fetch(self.figure.colours, places), table)
                loans[index] = Loan(where, np.asarray(colours, np.uint8))
            nearer |= cores[index]
        return tuple(loans)

    def _well_inside(self, index: int) -> Field:
        """
        Return 1 at points inside a part, but not in specks of it.
        """
        inside = (self.hint.inside[index] > 0.5).astype(np.float32)
        return np.asarray(cv2.morphologyEx(inside, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), np.float32)

    def _at_pixels(self, field: Field) -> Field:
        return enlarged(field, self.window.height, self.window.width)


def working_window(figure: Figure) -> Window:
    """
    Return the window through which another key's figure is compared with this one.
    """
    height, width = figure.mask.shape
    step = max(1, round(max(height, width) / WORKING_SIDE))
    return Window(0, 0, -(-width // step), -(-height // step), step)


def inside_at(core: Mask, places: Field, reach: float) -> Field:
    """
    Return how far inside a part, at `core`, each of these places is, in pixels; below 0 outside, down to
    `-reach`.
    """
    height, width = core.shape
    scale = min(1.0, WORKING_SIDE / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = np.asarray(cv2.resize(core * np.uint8(255), size, interpolation=cv2.INTER_AREA)) > 127
    solid = cv2.copyMakeBorder(small.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    within, beyond = (cv2.distanceTransform(side, cv2.DIST_L2, 5) for side in (solid, 1 - solid))
    # From a part that is nowhere the distance is the largest number there is.
    away = np.clip((within - np.minimum(beyond, reach)) / scale, -reach, reach).astype(np.float32)
    away[[0, -1]] = away[:, [0, -1]] = -reach
    at = (places + np.float32(0.5)) * np.float32(scale) + np.float32(0.5)
    return sample(away, at)
