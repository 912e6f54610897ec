"""
Camera: the pan, zoom and turn that carries the scenery of one key to the other.
"""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from ..fields import Field
from ..matte import Pixels
from .features import Grey, matches

Affine = NDArray[np.float64]
"""
`(2, 3)` numbers that carry a place x, y, 1 to another one.
"""

FINDING_SIDE = 512
"""
The longest side, in pixels, at which the camera is sought; larger pictures are reduced to it.
"""

SMALLEST_SIDE = 32
"""
The shortest side, in pixels, of a picture whose camera can be told.
"""

ASTRAY = 2.5
"""
How many pixels a point may lie beside the camera's way and still count for it.
"""

FEWEST = 12
"""
Points that must agree; a similarity has four numbers, so by chance two points agree with any.
"""

SPREAD = 0.1
"""
The share of the picture that the points which agree must span: scenery lies around, a figure stands in one
place.
"""

STEADIER = 0.75
"""
The part of the difference between the keys that a camera may leave at most; one that explains less is none.
"""

STILL = 0.75
"""
A camera that moves no corner of the picture by this many pixels stands still.
"""

GREATEST_DIFFERENCE = 40.0
"""
Grey levels up to which a difference counts, so that a figure in strong colours does not outvote its scenery.
"""


@dataclass(frozen=True, slots=True)
class Camera:
    """
    How the scenery moves from the first key to the last, by its effect on pictures.

    The picture's `centre` goes straight by `shift` pixels, while everything is turned about it by `turn`
    radians, clockwise on the screen, and grows by the logarithm `zoom`.
    """

    centre: tuple[float, float]
    shift: tuple[float, float]
    turn: float
    zoom: float

    @classmethod
    def carrying(cls, similarity: Affine, width: int, height: int) -> Self:
        """
        Return the camera that carries the first key of a size to the last one by a similarity.
        """
        centre = np.array([(width - 1) / 2, (height - 1) / 2])
        shift = similarity[:, :2] @ centre + similarity[:, 2] - centre
        turn = np.arctan2(similarity[1, 0], similarity[0, 0])
        zoom = np.log(np.hypot(similarity[0, 0], similarity[1, 0]))
        return cls(
            (float(centre[0]), float(centre[1])),
            (float(shift[0]), float(shift[1])),
            float(turn),
            float(zoom),
        )

    @property
    def reach(self) -> float:
        """
        How many pixels the picture's corners move at most.
        """
        return _farthest(self.at(1), 2 * self.centre[0], 2 * self.centre[1])

    def at(self, u: float) -> Affine:
        """
        Return what carries the places of the first key to those of the drawing at `u`.
        """
        grown, angle = np.exp(u * self.zoom), u * self.turn
        turned = grown * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        centre, shift = np.array(self.centre), np.array(self.shift)
        return np.column_stack((turned, centre + u * shift - turned @ centre))

    def from_last(self, u: float) -> Affine:
        """
        Return what carries the places of the last key to those of the drawing at `u`.
        """
        return after(self.at(u), inverse(self.at(1)))


def inverse(affine: Affine) -> Affine:
    """
    Return what carries places back.
    """
    return np.asarray(cv2.invertAffineTransform(affine), np.float64)


def after(second: Affine, first: Affine) -> Affine:
    """
    Return what carries places by the `first` and then by the `second`.
    """
    return np.column_stack((second[:, :2] @ first[:, :2], second[:, :2] @ first[:, 2] + second[:, 2]))


def carry(affine: Affine, places: Field) -> Field:
    """
    Return the `(h, w, 2)` places to which others are carried.
    """
    return np.asarray(cv2.transform(places, affine.astype(np.float32)), np.float32)


def find_camera(first: Pixels, last: Pixels) -> Camera | None:
    """
    Return the camera between two opaque `(h, w, 4)` pictures, or None if it stands still or cannot be told.
    """
    height, width = first.shape[:2]
    if min(height, width) < SMALLEST_SIDE:
        return None
    scale = min(1.0, FINDING_SIDE / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    a, b = (
        np.asarray(cv2.resize(key, size, interpolation=cv2.INTER_AREA), np.uint8) for key in (first, last)
    )
    similarity = _similarity(_grey(a), _grey(b))
    if similarity is None:
        return None
    camera = Camera.carrying(similarity, *size)
    if camera.reach < STILL or not _steadies(a, b, similarity):
        return None
    grown = np.array([width / size[0], height / size[1]])
    shift = np.array(camera.shift) * grown
    return Camera(
        ((width - 1) / 2, (height - 1) / 2), (float(shift[0]), float(shift[1])), camera.turn, camera.zoom
    )


def _grey(key: Pixels) -> Grey:
    return np.asarray(cv2.cvtColor(key, cv2.COLOR_RGBA2GRAY), np.uint8)


def _similarity(first: Grey, last: Grey) -> Affine | None:
    """
    Return the similarity that most features follow, if they are many and lie all over the picture.
    """
    here, there = matches(first, last)
    if len(here) < FEWEST:
        return None
    # OpenCV seeds its draws of points with the same number at each call.
    found, counts = cv2.estimateAffinePartial2D(
        here, there, method=cv2.RANSAC, ransacReprojThreshold=ASTRAY, maxIters=4000, confidence=0.999
    )
    if found is None or not np.isfinite(found).all():
        return None
    followed = here[counts.ravel() > 0]
    if len(followed) < FEWEST:
        return None
    spanned = cv2.contourArea(cv2.convexHull(followed)) / (first.shape[0] * first.shape[1])
    grown = np.hypot(found[0, 0], found[1, 0])
    return np.asarray(found, np.float64) if spanned >= SPREAD and 1 / 4 < grown < 4 else None


def _farthest(similarity: Affine, width: float, height: float) -> float:
    corners = np.array([[0, 0, 1], [width, 0, 1], [0, height, 1], [width, height, 1]], np.float64)
    return float(np.linalg.norm(corners @ similarity.T - corners[:, :2], axis=1).max())


def _steadies(first: Pixels, last: Pixels, similarity: Affine) -> bool:
    """
    Return whether the keys are much more alike, where both show the scenery, once the camera is taken out.
    """
    size = first.shape[1], first.shape[0]
    steadied = cv2.warpAffine(first, similarity, size, borderMode=cv2.BORDER_REPLICATE)
    whole = np.full(first.shape[:2], 255, np.uint8)
    seen = cv2.warpAffine(whole, similarity, size, borderValue=0) == 255
    if seen.mean() < SPREAD:
        return False
    before, now = (
        np.minimum(np.abs(key.astype(np.float32) - last)[seen], GREATEST_DIFFERENCE).mean()
        for key in (first, np.asarray(steadied))
    )
    return bool(now < STEADIER * before)
