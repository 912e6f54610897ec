"""
Pins: point pairs that a person sets, which flow obeys where it would go another way.
"""

import numpy as np

from ..fields import Field, left_of, points, sample, scatter, spread
from ..picture import Pins

REACH = 0.06
"""
How far a pin pulls at least, as a share of the picture's diagonal.
"""

SLOPE = 0.8
"""
How far a pin pulls next to how much it corrects: where its pull falls off faster, the drawing would fold.
"""


LEEWAY = 0.15
"""
How far flow may go another way than a pin, as a share of its distance from it: parts turn and bend.
"""


def pin_seeds(pins: Pins, height: int, width: int) -> tuple[Field, Field]:
    """
    Return rough flow, on a grid that `(n, 2, 2)` pins lie on, from the first key to the last and back.
    """
    here, there = np.asarray(pins[:, 0], np.float32), np.asarray(pins[:, 1], np.float32)
    weights = np.ones(len(pins), np.float32)
    inside = np.array([width - 1, height - 1], np.float32)
    forward = spread(*scatter(np.clip(here, 0, inside), there - here, weights, height, width))
    backward = spread(*scatter(np.clip(there, 0, inside), here - there, weights, height, width))
    return forward, backward


def heeded(flow: Field, here: Field, moves: Field) -> tuple[Field, Field]:
    """
    Return the flow as it is where it goes the way of the pins near it, and elsewhere that way itself; and
    from 0 to 1 how near pins are.

    `(n, 2)` pins `here` move by `moves`, in steps of the flow's grid.
    """
    wrong = np.linalg.norm(moves - sample(flow, here[None])[0], axis=1)
    height, width = flow.shape[:2]
    wanted, near = _around(height, width, here, moves, wrong)
    away = np.linalg.norm(points(height, width)[..., None, :] - here, axis=3).min(axis=2)
    astray = np.linalg.norm(flow - wanted, axis=2) / (1 + LEEWAY * away)
    doubt = near * (1 - np.exp(-np.square(astray)))
    return np.asarray(flow + doubt[..., None] * (wanted - flow), np.float32), near


def pulled(path: Field, bend: Field, pins: Pins, arc: float) -> tuple[Field, Field]:
    """
    Return the path and its bend, on the drawing halfway, corrected so that each pin is met.

    At a pin the path bends by `arc` alone.
    """
    moves = np.asarray(pins[:, 1] - pins[:, 0], np.float32)
    places = np.asarray(pins[:, 0], np.float32) + moves / 2 + np.float32(arc) * left_of(moves)
    wrong = moves - sample(path, places[None])[0]
    wrong_bend = np.float32(arc) - sample(bend, places[None])[0]
    wrongs = np.column_stack((wrong, wrong_bend))
    height, width = bend.shape
    correction, near = _around(height, width, places, wrongs, np.linalg.norm(wrong, axis=1))
    correction = correction * near[..., None]
    return path + correction[..., :2], bend + correction[..., 2]


def _around(height: int, width: int, places: Field, values: Field, lengths: Field) -> tuple[Field, Field]:
    """
    Return the mean of `(n, c)` values at every point, those nearer counting more, and how near they are.

    This is the mean of Shepard, "A two-dimensional interpolation function for irregularly-spaced data", 1968.
    Nearness is 1 around a place, so that a thing keeps its shape, and fades the later the greater the length.
    """
    reach = np.maximum(REACH * np.hypot(height, width), SLOPE * lengths)
    grid = points(height, width)
    near, total = np.zeros((height, width), np.float32), np.zeros((height, width), np.float32)
    sums = np.zeros((height, width, values.shape[1]), np.float32)
    for place, value, far in zip(places, values, reach, strict=True):
        away = np.square(grid - np.asarray(place, np.float32)).sum(axis=2)
        weight = np.power(away + np.float32(0.01), np.float32(-1.5))
        total += weight
        sums += weight[..., None] * value
        near = np.maximum(near, np.exp(-np.square(away / np.float32(2 * far * far))))
    return np.asarray(sums / total[..., None], np.float32), near
