"""
Turning: how far each part of a drawing turns on its way, which bends the paths of its points.

A point of a thing that turns goes along an arc. Its path is kept as the straight line and how far the arc
leaves that line halfway, as a share of its length: a turn by `a` bends it by tan(a / 4) / 2, so that the
thing keeps its size.
"""

import cv2
import numpy as np

from ..fields import Field, along, points, softened

SURROUNDINGS = 0.03
"""
The radius, as a share of the grid's longer side, of the surroundings whose turn a point takes part in.
"""

MOST = 2.1
"""
The greatest turn, in radians, that bends a path: 120 degrees, as larger ones are most often mismatches.
"""


LOOSE = 0.1
"""
The part of the surroundings' spread that may not fit a rigid turn: where two things move apart, none turns.
"""


def bend_of(flow: Field, weights: Field) -> Field:
    """
    Return the `(h, w)` bend of each point's path, above 0 to its left, for an `(h, w, 2)` flow.

    The turn is that of the best rigid fit to the surroundings (Umeyama, "Least-squares estimation of
    transformation parameters between two point patterns", 1991), with weights from 0 to 1.
    """
    sigma = max(1.0, SURROUNDINGS * max(weights.shape))
    here = np.asarray(points(*weights.shape), np.float64)
    there = np.asarray(along(flow, 1), np.float64)
    weight = np.asarray(weights, np.float64) + 1e-6
    total = _around(weight, sigma)

    def mean(values: np.ndarray) -> np.ndarray:
        return np.asarray(_around(weight * values, sigma) / total)

    x, y, to_x, to_y = here[..., 0], here[..., 1], there[..., 0], there[..., 1]
    mean_x, mean_y, mean_to_x, mean_to_y = mean(x), mean(y), mean(to_x), mean(to_y)
    straight = mean(x * to_x) - mean_x * mean_to_x + mean(y * to_y) - mean_y * mean_to_y
    across = mean(x * to_y) - mean_x * mean_to_y - mean(y * to_x) + mean_y * mean_to_x
    turn = np.clip(np.arctan2(across, straight), -MOST, MOST)
    spread = mean(x * x) - mean_x**2 + mean(y * y) - mean_y**2
    spread_there = mean(to_x * to_x) - mean_to_x**2 + mean(to_y * to_y) - mean_to_y**2
    unfit = spread + spread_there - 2 * np.hypot(straight, across)
    rigid = np.exp(-np.maximum(unfit, 0) / (LOOSE * np.maximum(spread, 1e-6)))
    return softened(np.asarray(rigid * np.tan(turn / 4) / 2, np.float32), 1)


def _around(values: np.ndarray, sigma: float) -> np.ndarray:
    return np.asarray(cv2.GaussianBlur(values, (0, 0), sigma))
