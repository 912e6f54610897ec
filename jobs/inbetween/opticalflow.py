"""
Optical flow: where each point of a key is found in the other one.
"""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np

from .features import Grey, seeds
from .fields import Field, along, sample
from .matte import Pixels

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

SILHOUETTE = 0.4
"""
The share of the silhouette, next to the brightness, in what flow follows of a cut-out.
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


def flow_both_ways(first: Field, last: Field) -> Flows:
    """
    Return the flow between two premultiplied `(h, w, 4)` keys, seeded with features where that explains more.
    """
    a, b = _followed(first, last)
    plain = Flows(_dis(a, b), _dis(b, a))
    left = _left(first, last, plain)
    if left <= WELL_EXPLAINED * 2 * float(np.abs(first - last).mean()):
        return plain
    guess = seeds(a, b)
    if guess is None:
        return plain
    seeded = Flows(_dis(a, b, guess[0]), _dis(b, a, guess[1]))
    return seeded if _left(first, last, seeded) < left else plain


def flow_once(first: Field, last: Field) -> Field:
    """
    Return the `(h, w, 2)` flow from one premultiplied `(h, w, 4)` key to another.
    """
    return _dis(*_followed(first, last))


def _followed(first: Field, last: Field) -> tuple[Grey, Grey]:
    """
    Return what flow follows: brightness, and for cut-outs their silhouette too, so that a figure of any
    shade stands out from the nothing around it.
    """
    cut_out = min(first[..., 3].min(), last[..., 3].min()) < 254
    return _grey(first, SILHOUETTE * cut_out), _grey(last, SILHOUETTE * cut_out)


def _grey(key: Field, silhouette: float) -> Grey:
    brightness = np.asarray(cv2.cvtColor(key, cv2.COLOR_RGBA2GRAY), np.float32)
    return np.rint((1 - silhouette) * brightness + silhouette * key[..., 3]).astype(np.uint8)


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
