"""
Refinement: what is still apart when both keys are bent into the pose halfway.

Joints are set by hand and drawings differ, so outlines miss each other by a few pixels. The rest is measured
once, by optical flow between the two halfway looks of every part, and taken by both keys in equal shares
(the halfway domain of Liao and others, "Automating Image Morphing using Structural Similarity on a Halfway
Domain", 2014).
"""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from ..fields import Field, along, enlarged, fetch, sample, softened
from ..matte import Pixels
from .gains import BRIGHTEST, DIMMEST
from .layers import Look
from .mesh import Places
from .raster import Window

FINER = 4
"""
Pixels that are compared, to a step of the raster: figures are some 500 of them high.
"""

SMALLEST = 24
"""
The shortest side, in compared pixels, of a part that is worth measuring.
"""

FEWEST = 50
"""
The fewest pixels that tell how a part is lit.
"""

FARTHEST = 0.07
"""
What is farther apart than this share of the figure's size is not the same thing.
"""

SOFT = 0.012
"""
How smooth the measured rest is, as a share of the figure's size.
"""

BETTER = 0.97
"""
The rest is taken where it lowers the difference to this share.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Halfway:
    """
    Both looks of one part in the pose halfway, with `finer` pixels to a step of the `window`.
    """

    window: Window
    finer: int
    colours: tuple[Pixels, Pixels]
    covers: tuple[Field, Field]

    @classmethod
    def of(cls, window: Window, first: Look, last: Look) -> Self:
        """
        Look at a part through a window.
        """
        finer = min(FINER, window.step)
        seen = _seen(first, window, finer), _seen(last, window, finer)
        return cls(window, finer, (seen[0][0], seen[1][0]), (seen[0][1], seen[1][1]))

    def both(self) -> NDArray[np.bool_]:
        """
        Return where both keys show the part.
        """
        return np.asarray((self.covers[0] > 0.9) & (self.covers[1] > 0.9))

    def means(self) -> tuple[int, NDArray[np.float64], NDArray[np.float64]]:
        """
        Return how many pixels both keys show, and the mean colour of these in each.
        """
        both = self.both().astype(np.uint8)
        first, last = (np.array(cv2.mean(colours, both)) for colours in self.colours)
        count = cv2.countNonZero(both)
        return count if count > FEWEST else 0, first, last

    def rest(self, corners: tuple[Places, Places], size: float) -> tuple[Places, Places] | None:
        """
        Return what moves the corners of both keys' meshes, at these places, to where the other key has the
        same thing, in pixels; None where nothing is gained. `size` is the figure's.
        """
        if min(self.covers[0].shape) < SMALLEST:
            return None
        scale = self.window.step / self.finer
        first, last = self._greys()
        search = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
        search.setFinestScale(1)
        start = np.zeros((*first.shape, 2), np.float32)
        there = np.asarray(search.calc(first, last, start.copy()), np.float32)
        back = np.asarray(search.calc(last, first, start), np.float32)
        kept = _trusted(there, back, self.covers[0], size / scale)
        solid = (self.covers[0] > 0.9) | (self.covers[1] > 0.9)
        if not solid.any():
            return None
        if _apart(first, last, kept)[solid].mean() > BETTER * _apart(first, last)[solid].mean():
            return None
        moves = kept, _trusted(back, there, self.covers[1], size / scale)
        return self._at(moves[0], corners[0]) * scale, self._at(moves[1], corners[1]) * scale

    def _greys(self) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """
        Return the brightness of both looks, alike in mean and contrast, on a ground that they stand out from.
        """
        first, last = (
            np.asarray(cv2.cvtColor(seen, cv2.COLOR_RGBA2GRAY), np.float32) for seen in self.colours
        )
        both = self.both()
        if np.count_nonzero(both) > FEWEST:
            contrast = np.clip((first[both].std() + 1) / (last[both].std() + 1), DIMMEST, BRIGHTEST)
            last = (last - last[both].mean()) * contrast + first[both].mean()
        inside = self.covers[0] > 0.5
        ground = 0 if inside.any() and first[inside].mean() > 110 else 255
        laid = [
            np.clip(grey * cover + ground * (1 - cover), 0, 255).astype(np.uint8)
            for grey, cover in zip((first, last), self.covers, strict=True)
        ]
        return laid[0], laid[1]

    def _at(self, flow: Field, places: Places) -> Places:
        """
        Return the flow at `(n, 2)` places of the picture.
        """
        at = (places - (self.window.left, self.window.top) + 0.5) * (self.finer / self.window.step) - 0.5
        return np.asarray(sample(flow, at.astype(np.float32)[:, None])[:, 0], np.float64)


def _seen(look: Look, window: Window, finer: int) -> tuple[Pixels, Field]:
    """
    Return a look's colours and cover with `finer` pixels to a step.
    """
    texture = look.texture
    texels = enlarged(look.texels, window.down * finer, window.across * finer)
    # Reduced pixels see the mean of their texels.
    blur = round(texture.fine * window.step / finer)
    softer = np.asarray(cv2.blur(texture.colours, (blur, blur)), np.uint8) if blur > 1 else texture.colours
    edge = texture.distances_at(texels)
    cover = np.clip(edge * np.float32(finer / window.step) + np.float32(0.5), 0, 1)
    return fetch(softer, texels), cover


def _trusted(there: Field, back: Field, cover: Field, size: float) -> Field:
    """
    Return the flow where it leads back to itself and not too far, smoothly fading to nothing elsewhere.
    """
    length = np.linalg.norm(there, axis=2)
    astray = np.linalg.norm(there + sample(back, along(there, 1)), axis=2)
    trust = ((astray < 1.5 + 0.15 * length) & (length < FARTHEST * size) & (cover > 0.05)).astype(np.float32)
    sigma = max(3.0, SOFT * size)
    return np.asarray(
        softened(there * trust[..., None], sigma) / (softened(trust, sigma) + 0.04)[..., None], np.float32
    )


def _apart(first: NDArray[np.uint8], last: NDArray[np.uint8], flow: Field | None = None) -> Field:
    """
    Return how much brightness differs, at each point, when the flow is followed.
    """
    there = last.astype(np.float32)
    if flow is not None:
        there = sample(there, along(flow, 1))
    return np.asarray(np.abs(first.astype(np.float32) - there), np.float32)
