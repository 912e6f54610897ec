"""
Explaining: how well a posed marionette accounts for a figure in another picture.
"""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from ..fields import Field
from ..masks.bones import Where
from .marionette import Likeness, Numbers, Places

UNLIKE = 40.0
"""
The distance in Lab from which two colours are as unlike as can be.
"""

UNEXPLAINED = 0.8
"""
What a pixel of the figure costs that nothing of the marionette lies on; one of a quite other colour costs 1.
"""

OUTSIDE = 1.5
"""
What a point of the marionette costs that lies far outside of the figure.
"""

MISTAKEN = 0.35
"""
What a point costs that lies on a quite other colour: less than a pixel, for it may be hidden there.
"""

FAR = 8.0
"""
The distance outside of the figure, in pixels, from which farther is no worse.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """
    The figure that a marionette is posed after: its look, and the distance of each pixel to it.
    """

    lab: Field
    inside: Where
    distance: Field

    @classmethod
    def of(cls, look: Likeness) -> Self:
        distance = cv2.distanceTransform((~look.inside).astype(np.uint8), cv2.DIST_L2, 5)
        return cls(look.lab, look.inside, np.asarray(distance, np.float32))

    def faults(self, places: Places, colours: Field) -> tuple[Numbers, Numbers, NDArray[np.intp]]:
        """
        Return how unlike points of `colours` are to the figure at `places` and how far they lie outside of
        it, both 0 to 1, and the index of the pixel they lie on, -1 if there is none.
        """
        height, width = self.inside.shape
        columns, rows = (np.rint(places[..., axis]).astype(np.intp) for axis in (0, 1))
        beyond = (columns < 0) | (columns >= width) | (rows < 0) | (rows >= height)
        index = np.clip(rows, 0, height - 1) * width + np.clip(columns, 0, width - 1)
        unlike = np.linalg.norm(self.lab.reshape(-1, 3)[index] - colours, axis=-1) / UNLIKE
        outside = np.where(beyond, 1.0, np.minimum(self.distance.ravel()[index] / FAR, 1))
        return np.minimum(unlike, 1), outside, np.where(beyond, -1, index)

    def explained(self, places: Places, colours: Field) -> tuple[Field, float]:
        """
        Return what each pixel of the figure costs when some points lie there, and what the points cost.
        """
        unlike, outside, index = self.faults(places, colours)
        costs = np.full(self.inside.size, UNEXPLAINED, np.float32)
        # The last one written stays, and the points that fit best come last.
        order = np.argsort(-unlike, kind="stable")
        order = order[index[order] >= 0]
        costs[index[order]] = np.minimum(unlike[order], UNEXPLAINED)
        grid = costs.reshape(self.inside.shape)
        # Turned points leave holes one pixel wide.
        grid = np.where(grid < UNEXPLAINED, grid, cv2.erode(grid, np.ones((3, 3))))
        grid[~self.inside] = 0
        return grid.astype(np.float32), float(OUTSIDE * outside.sum() + MISTAKEN * unlike.sum())

    def excused(self, places: Places) -> Field:
        """
        Return costs that are halved where places lie of which nothing is known but that something is there.
        """
        _, _, index = self.faults(places, np.zeros((len(places), 3), np.float32))
        costs = np.full(self.inside.size, UNEXPLAINED, np.float32)
        costs[index[index >= 0]] = UNEXPLAINED / 2
        grid = costs.reshape(self.inside.shape)
        grid[~self.inside] = 0
        return grid
