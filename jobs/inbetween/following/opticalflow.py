"""
Optical flow: where each point of a key is found in the other one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np

from ..fields import Field, along, sample, softened
from ..matte import Pixels
from .features import Grey, seeds
from .shapes import shape_guess

WORKING_SIDE = 512
"""
The longest side, in pixels, at which flow is measured; larger pictures are reduced to it.
"""

SMALLEST_SIDE = 32
"""
The shortest side, in pixels, that flow is measured on; smaller pictures are continued to it.
"""

WELL_EXPLAINED = 0.1
"""
The part of a change that plain flow may leave unexplained before features are sought to seed it.
"""

GREATEST_DIFFERENCE = np.float32(64)
"""
Grey levels up to which a difference counts where flows compete: beyond it, two things are simply not alike.
"""

REGION = 0.02
"""
The radius, as a share of the longer side, of the region around a point for which flows compete.
"""

SURROUNDINGS = 0.15
"""
The radius, likewise, of the surroundings that have a say as well: in a flat colour any flow looks right.
"""

Guess = tuple[Field, Field]
"""
Rough flow from the first key to the last and back.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """
    `(h, w, 2)` displacements, in grid steps, from the first key to the last and back.
    """

    forward: Field
    backward: Field

    def turned(self) -> Self:
        """
        Return the flows of the pair the other way round.
        """
        return type(self)(self.backward, self.forward)


def working_size(picture: Pixels) -> tuple[int, int]:
    """
    Return the height and width at which flow of such a picture is measured.
    """
    height, width = picture.shape[:2]
    scale = min(1.0, WORKING_SIDE / max(height, width))
    return max(1, round(height * scale)), max(1, round(width * scale))


def flow_both_ways(first: Field, last: Field, guesses: Sequence[Guess] = ()) -> Flows:
    """
    Return the flow between two premultiplied `(h, w, 4)` keys.

    Plain flow competes, region by region, with flow that starts from each of the `guesses`, and from features
    and shapes where plain flow leaves much unexplained.
    """
    a, b = _followed(first, last)
    rivals = [Flows(_dis(a, b), _dis(b, a))]
    if _left(first, last, rivals[0]) > WELL_EXPLAINED * 2 * float(np.abs(first - last).mean()):
        found = seeds(a, b), shape_guess(first, last) if _is_cut_out(first, last) else None
        guesses = (*guesses, *(guess for guess in found if guess is not None))
    rivals += [Flows(_dis(a, b, forward), _dis(b, a, backward)) for forward, backward in guesses]
    return Flows(_picked(first, last, rivals), _picked(last, first, [rival.turned() for rival in rivals]))


def _picked(here: Field, there: Field, rivals: Sequence[Flows]) -> Field:
    """
    Return the flow forward of whichever rival leads, around each point, to what looks most alike.
    """
    picked, least = rivals[0].forward, None
    for rival in rivals if len(rivals) > 1 else ():
        unlike = np.abs(sample(there, along(rival.forward, 1)) - here).max(axis=2)
        unlike = np.minimum(unlike, GREATEST_DIFFERENCE)
        side = max(here.shape[:2])
        cost = softened(unlike, REGION * side) + softened(unlike, SURROUNDINGS * side)
        if least is not None:
            picked = np.where((cost < least)[..., None], rival.forward, picked)
        least = cost if least is None else np.minimum(least, cost)
    return np.ascontiguousarray(picked, np.float32)


def flow_once(first: Field, last: Field) -> Field:
    """
    Return the `(h, w, 2)` flow from one premultiplied `(h, w, 4)` key to another.
    """
    return _dis(*_followed(first, last))


def _is_cut_out(first: Field, last: Field) -> bool:
    return min(float(first[..., 3].min()), float(last[..., 3].min())) < 254


def _followed(first: Field, last: Field) -> tuple[Grey, Grey]:
    """
    Return what flow follows: brightness, over black or white, from which a cut-out stands out more.
    """
    keys = first, last
    shades = [np.asarray(cv2.cvtColor(key, cv2.COLOR_RGBA2GRAY), np.float32) for key in keys]
    figure = np.concatenate([shade[key[..., 3] > 200] for shade, key in zip(shades, keys, strict=True)])
    white = np.float32(len(figure) > 0 and np.median(figure) < 128)
    a, b = (
        np.rint(np.clip(shade + white * (255 - key[..., 3]), 0, 255)).astype(np.uint8)
        for shade, key in zip(shades, keys, strict=True)
    )
    return a, b


def _dis(first: Grey, last: Grey, guess: Field | None = None) -> Field:
    """
    Return flow by dense inverse search (Kroeger and others, "Fast Optical Flow using Dense Inverse
    Search", 2016).
    """
    search = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    search.setFinestScale(1)
    height, width = first.shape
    below, right = max(0, SMALLEST_SIDE - height), max(0, SMALLEST_SIDE - width)
    a, b = (cv2.copyMakeBorder(grey, 0, below, 0, right, cv2.BORDER_REPLICATE) for grey in (first, last))
    start = np.zeros((height, width, 2), np.float32) if guess is None else guess
    found = search.calc(a, b, cv2.copyMakeBorder(start, 0, below, 0, right, cv2.BORDER_REPLICATE))
    return np.ascontiguousarray(found[:height, :width], np.float32)


def _left(first: Field, last: Field, flows: Flows) -> float:
    """
    Return the difference, in grey levels, that is left after each key is fetched along the flow to the other.
    """
    there, back = sample(last, along(flows.forward, 1)), sample(first, along(flows.backward, 1))
    return float(np.abs(there - first).mean() + np.abs(back - last).mean())
