"""
Stage: the ground that both keys show together once the camera's motion is taken out.
"""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np

from ..fields import Field, enlarged, points
from ..matte import Pixels
from ..picture import Pins
from .camera import Affine, Camera, after, carry, inverse

LARGEST = 4.0
"""
How many times as large as a picture its stage may be; keys that show less in common show no common ground.
"""

SEAM = 6.0
"""
The width, in points of the grid, over which one key gives way to the other at the edge of what it shows.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """
    The ground as the camera sees it halfway, large enough for all that the two keys show of it.

    `height` and `width` are a picture's, `size` the stage's, `grid` those of the motion measured on it.
    `first` and `last` carry the places of either key to it.
    """

    camera: Camera
    height: int
    width: int
    size: tuple[int, int]
    first: Affine
    last: Affine
    grid: tuple[int, int]

    @classmethod
    def of(cls, camera: Camera, height: int, width: int) -> Self | None:
        """
        Return the stage of two keys of a size, or None if they have too little in common.
        """
        first, last = camera.at(0.5), camera.from_last(0.5)
        corners = np.array([[[0, 0], [width - 1, 0], [0, height - 1], [width - 1, height - 1]]], np.float32)
        reached = np.concatenate((carry(first, corners), carry(last, corners)), axis=1)[0]
        start, stop = np.floor(reached.min(axis=0)), np.ceil(reached.max(axis=0)) + 1
        size = int(stop[1] - start[1]), int(stop[0] - start[0])
        if size[0] * size[1] > LARGEST * height * width:
            return None
        moved = np.column_stack((np.eye(2), -start.astype(np.float64)))
        return cls(camera, height, width, size, after(moved, first), after(moved, last), size)

    def steadied(self, first: Pixels, last: Pixels) -> tuple[Pixels, Pixels]:
        """
        Return both keys on the stage; each shows what the other one does where it shows nothing itself.
        """
        a, b = self._placed(first, self.first), self._placed(last, self.last)
        first_shows, last_shows = self._covered(self.first), self._covered(self.last)
        only_last = last_shows & ~first_shows
        a[only_last] = b[only_last]
        b[~last_shows] = a[~last_shows]
        return a, b

    def _placed(self, key: Pixels, to_stage: Affine) -> Pixels:
        height, width = self.size
        placed = cv2.warpAffine(key, to_stage, (width, height), borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(placed, np.uint8)

    def _covered(self, to_stage: Affine) -> np.ndarray:
        height, width = self.size
        whole = np.full((self.height, self.width), 255, np.uint8)
        return np.asarray(cv2.warpAffine(whole, to_stage, (width, height), borderValue=0)) > 127

    def pinned(self, pins: Pins) -> Pins:
        """
        Return pins on the keys as places on the stage.
        """
        if not len(pins):
            return pins
        places = [
            pins[:, at] @ affine[:, :2].T + affine[:, 2] for at, affine in ((0, self.first), (1, self.last))
        ]
        return np.stack(places, axis=1)

    def view(self, u: float) -> "View":
        """
        Return how the drawing at `u` looks at the stage.
        """
        to_first = inverse(self.camera.at(u))
        rows = max(1, round(self.height * self.grid[0] / self.size[0]))
        columns = max(1, round(self.width * self.grid[1] / self.size[1]))
        here = _centres(rows, columns, self.height, self.width)
        on_stage = carry(after(self.first, to_first), here)
        steps = np.array([self.grid[1] / self.size[1], self.grid[0] / self.size[0]], np.float32)
        places = np.asarray((on_stage + np.float32(0.5)) * steps - np.float32(0.5), np.float32)
        return View(self, u, here, places, to_first, inverse(self.camera.from_last(u)))


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """
    How the drawing at `u` looks at a stage: `(h, w, 2)` `here` in the drawing, `places` on the stage's grid.
    """

    stage: Stage
    u: float
    here: Field
    places: Field
    to_first: Affine
    to_last: Affine

    def in_first(self, back: Field) -> Field:
        """
        Return for each pixel its place in the first key, given the way there in steps of the grid.
        """
        return self._in_key(self.to_first, self._way(self.stage.first, back))

    def in_last(self, on: Field) -> Field:
        """
        Return for each pixel its place in the last key, given the way there in steps of the grid.
        """
        return self._in_key(self.to_last, self._way(self.stage.last, on))

    def seen(self, share: Field, back: Field, on: Field) -> Field:
        """
        Return the share of the last key, from 0 to 1, where what only one of the keys shows is all of that
        key.
        """
        first = (1 - share) * self._shows(self.to_first, self._way(self.stage.first, back), self.u)
        last = share * self._shows(self.to_last, self._way(self.stage.last, on), 1 - self.u)
        total = first + last
        return np.asarray(np.where(total > 1e-6, last / np.maximum(total, 1e-6), share), np.float32)

    def _way(self, to_stage: Affine, way: Field) -> Field:
        """
        Return a way in steps of the grid as pixels of a key.
        """
        stage = self.stage
        steps = np.array([stage.size[1] / stage.grid[1], stage.size[0] / stage.grid[0]])
        turned = np.column_stack((inverse(to_stage)[:, :2] * steps, np.zeros(2)))
        return carry(turned, way)

    def _in_key(self, to_key: Affine, way: Field) -> Field:
        height, width = self.stage.height, self.stage.width
        places = carry(to_key, points(height, width))
        return np.asarray(cv2.add(places, enlarged(way, height, width)), np.float32)

    def _shows(self, to_key: Affine, way: Field, distance: float) -> Field:
        """
        Return from 0 to 1 how far inside a key each point lies; near that key's own frame the seam is thin.
        """
        height, width = self.stage.height, self.stage.width
        places = carry(to_key, self.here) + way
        beyond = np.minimum(places, np.array([width - 1, height - 1], np.float32) - places).min(axis=2)
        seam = SEAM * height / self.here.shape[0] * distance
        return np.asarray(np.clip(beyond / max(seam, 1e-3), 0, 1), np.float32)


def _centres(rows: int, columns: int, height: int, width: int) -> Field:
    """
    Return the `(rows, columns, 2)` places in a picture at the centres of a coarser grid's cells.
    """
    steps = np.array([width / columns, height / rows], np.float32)
    return np.asarray((points(rows, columns) + np.float32(0.5)) * steps - np.float32(0.5), np.float32)
