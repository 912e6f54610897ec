"""
Scenery: what is behind a figure, at each place between two keys.

Where both keys agree, bytes stay as they are. If the camera moved, the scenery moves with it; if things
drifted, they are followed; what is left fades.
"""

from dataclasses import dataclass
from typing import Protocol, Self

import cv2
import numpy as np

from ..fields import Field, along, enlarged, fetch, sample, softened
from ..following.camera import Camera, find_camera, inverse
from ..matte import Pixels
from .plates import Shown

UNSEEN = np.float32(1e-6)
"""
What a plate counts for where it does not reach; where none does, the edges of both go on.
"""

STILL = 1.5
"""
Grey levels, mean, up to which two plates count as alike.
"""

SMALLEST = 32
"""
The shortest side, in pixels, of plates that are followed.
"""

FLOWED = 0.9
"""
The scenery drifted when that lowers the difference of the plates to this share.
"""

FARTHEST = 0.06
"""
How far scenery may drift, as a share of the picture's height.
"""


class Scenery(Protocol):
    """
    What is behind the figure.
    """

    def at(self, u: float) -> Pixels:
        """
        Return it at `u` as a new premultiplied picture.
        """


@dataclass(frozen=True, slots=True, eq=False)
class Faded:
    """
    Two pictures of which one fades into the other where they differ.
    """

    first: Pixels
    last: Pixels
    box: tuple[slice, slice] | None

    @classmethod
    def of(cls, first: Pixels, last: Pixels) -> Self:
        """
        Find the box outside of which both are the same.
        """
        differs = (first.view(np.uint32) != last.view(np.uint32))[..., 0]
        if not differs.any():
            return cls(first, last, None)
        rows, columns = (np.flatnonzero(differs.any(axis=axis)) for axis in (1, 0))
        return cls(first, last, (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)))

    def at(self, u: float) -> Pixels:
        """
        Return the picture at `u`.
        """
        canvas = self.first.copy()
        if self.box is not None:
            canvas[self.box] = cv2.addWeighted(self.first[self.box], 1 - u, self.last[self.box], u, 0)
        return canvas


@dataclass(frozen=True, slots=True, eq=False)
class Panned:
    """
    Two plates that a camera moves over.
    """

    first: Pixels
    last: Pixels
    camera: Camera

    def at(self, u: float) -> Pixels:
        """
        Return what the camera sees at `u`: both plates mixed, or the one that reaches there.
        """
        height, width = self.first.shape[:2]
        whole = np.ones((height, width), np.float32)
        ways = self.camera.at(u), self.camera.from_last(u)
        seen = [
            cv2.warpAffine(plate, way, (width, height), borderMode=cv2.BORDER_REPLICATE)
            for plate, way in zip((self.first, self.last), ways, strict=True)
        ]
        reach = [
            np.asarray(cv2.warpAffine(whole, way, (width, height)), np.float32) * share + UNSEEN
            for way, share in zip(ways, (1 - u, u), strict=True)
        ]
        share = np.asarray(reach[1] / (reach[0] + reach[1]), np.float32)
        return np.asarray(cv2.blendLinear(seen[0], seen[1], 1 - share, share), np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Drifting:
    """
    Two plates whose things move a little, along `(h, w, 2)` flows in pixels there and back.
    """

    first: Pixels
    last: Pixels
    there: Field
    back: Field

    def at(self, u: float) -> Pixels:
        """
        Return both plates moved along their flow, then mixed.
        """
        first = fetch(self.first, along(self.there, -u))
        last = fetch(self.last, along(self.back, u - 1))
        return np.asarray(cv2.addWeighted(first, 1 - u, last, u, 0), np.uint8)


def scenery_of(first: Shown, last: Shown, plate: Pixels | None) -> Scenery:
    """
    Return the scenery of two opaque keys; `plate` is what is known of it, if anything is.
    """
    if plate is not None:
        known = first.over(plate), last.over(plate)
        if known[0] is not None and known[1] is not None:
            return Faded.of(known[0], known[1])
    camera = find_camera(first.key, last.key)
    if camera is not None:
        there, back = camera.at(1), inverse(camera.at(1))
        return Panned(first.filled(last.carried(back)), last.filled(first.carried(there)), camera)
    plates = first.filled(last), last.filled(first)
    flows = _drift(*plates)
    return Faded.of(*plates) if flows is None else Drifting(*plates, *flows)


def _drift(first: Pixels, last: Pixels) -> tuple[Field, Field] | None:
    """
    Return the flow between two plates and back, in pixels, or None where it explains too little.
    """
    if float(np.mean(cv2.mean(cv2.absdiff(first, last))[:3])) < STILL:
        return None
    height, width = first.shape[:2]
    half = (height + 1) // 2, (width + 1) // 2
    if min(half) < SMALLEST:
        return None
    here, there = _grey(first, *half), _grey(last, *half)
    there *= float(here.mean()) / max(float(there.mean()), 1)
    forward, backward = _flow(here, there), _flow(there, here)
    forward, backward = _kept(here, there, forward, backward), _kept(there, here, backward, forward)
    left = float(np.abs(here - sample(there, along(forward, 1))).mean())
    if left > FLOWED * float(np.abs(here - there).mean()):
        return None
    return enlarged(forward * 2, height, width), enlarged(backward * 2, height, width)


def _grey(plate: Pixels, height: int, width: int) -> Field:
    small = cv2.resize(plate, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGBA2GRAY), np.float32)


def _flow(here: Field, there: Field) -> Field:
    search = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    first, last = (np.clip(grey, 0, 255).astype(np.uint8) for grey in (here, there))
    return np.asarray(search.calc(first, last, np.zeros((*here.shape, 2), np.float32)), np.float32)


def _kept(here: Field, there: Field, flow: Field, back: Field) -> Field:
    """
    Return the flow where it leads back to itself and fits better than nothing, fading to nothing elsewhere.
    """
    height = here.shape[0]
    ahead = along(flow, 1)
    astray = np.linalg.norm(flow + sample(back, ahead), axis=2)
    plain = softened(np.abs(here - there), 3)
    followed = softened(np.abs(here - sample(there, ahead)), 3)
    good = (astray < 1.5) & (followed < 0.7 * plain) & (np.linalg.norm(flow, axis=2) < FARTHEST * height)
    trust = np.asarray(good * np.minimum(plain, 8), np.float32)
    sigma = max(4.0, 0.015 * height)
    weight = softened(trust, sigma) + np.float32(0.03)
    return np.asarray(softened(flow * trust[..., None], sigma) / weight[..., None], np.float32)
