"""
Features: points recognised in both pictures, as a first guess for flow.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from ..fields import Field, scatter, spread

Grey = NDArray[np.uint8]

MOST = 800
"""
How many of a picture's strongest features are matched.
"""

DISTINCT = 0.8
"""
A match counts when its distance is below this share of the next best one's (Lowe, "Distinctive Image
Features from Scale-Invariant Keypoints", 2004, section 7.1).
"""

NEIGHBOURS = 5
FEWEST = 4


def seeds(first: Grey, last: Grey) -> tuple[Field, Field] | None:
    """
    Return rough flow from the first `(h, w)` picture to the last and back, or None with too few matches.
    """
    here, there = matches(first, last)
    agreed = _agreeing(here, there, first.shape[0])
    here, there = here[agreed], there[agreed]
    if len(here) < FEWEST:
        return None
    height, width = first.shape
    weights = np.ones(len(here), np.float32)
    forward = spread(*scatter(here, there - here, weights, height, width))
    backward = spread(*scatter(there, here - there, weights, height, width))
    return forward, backward


def matches(first: Grey, last: Grey) -> tuple[Field, Field]:
    """
    Return the `(n, 2)` places of the features that are each other's nearest in both pictures.
    """
    (places_a, looks_a), (places_b, looks_b) = _features(first), _features(last)
    if min(len(places_a), len(places_b)) < FEWEST:
        return places_a[:0], places_b[:0]
    # Looks have length one, so the distance follows from their product.
    distance = np.sqrt(np.maximum(2 - 2 * (looks_a @ looks_b.T), 0))
    nearest = distance.argmin(axis=1)
    best, second = np.partition(distance, 1, axis=1)[:, :2].T
    mutual = distance.argmin(axis=0)[nearest] == np.arange(len(nearest))
    good = mutual & (best < DISTINCT * second)
    return places_a[good], places_b[nearest[good]]


def _features(picture: Grey) -> tuple[Field, Field]:
    """
    Return the `(n, 2)` places and `(n, 128)` looks, of length one, of a picture's SIFT features.
    """
    points, looks = cv2.SIFT.create(MOST, contrastThreshold=0.02).detectAndCompute(picture, None)
    if not points:
        return np.zeros((0, 2), np.float32), np.zeros((0, 128), np.float32)
    places = np.array([point.pt for point in points], np.float32)
    return places, np.asarray(looks / np.linalg.norm(looks, axis=1, keepdims=True), np.float32)


def _agreeing(here: Field, there: Field, height: int) -> NDArray[np.bool_]:
    """
    Return which matches move as at least two of their nearest neighbours do.
    """
    if len(here) <= NEIGHBOURS:
        return np.zeros(len(here), np.bool_)
    apart = np.linalg.norm(here[:, None] - here, axis=2)
    neighbours = np.argsort(apart, axis=1, kind="stable")[:, 1 : NEIGHBOURS + 1]
    moves = there - here
    unlike = np.linalg.norm(moves[:, None] - moves[neighbours], axis=2)
    return np.asarray((unlike < 6 + 0.04 * height).sum(axis=1) >= 2, np.bool_)
