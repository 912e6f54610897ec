"""
Places as people and sheets have them, shares of a width and a height, and as the engine has them, pixels.

A share counts from the edge of a picture, a pixel's place from the middle of the first pixel.
"""

from collections.abc import Sequence

import numpy as np

from jobs.inbetween import Box, Joints, fitted

DIGITS = 5
"""
The digits that are kept of a share: on the largest canvas that is less than a twentieth of a pixel.
"""

Size = tuple[int, int]
Places = tuple[tuple[float, ...], ...]


def on_canvas(canvas: Size, picture: Size, places: Sequence[Sequence[float]]) -> Places:
    """
    Return shares of a picture as shares of the canvas that it is placed on.
    """
    box = fitted(canvas, picture)
    return tuple(
        (
            rounded((box.left + x * box.width) / canvas[0]),
            rounded((box.top + y * box.height) / canvas[1]),
        )
        for x, y in places
    )


def pixels(places: Sequence[Sequence[float]], size: Size) -> Joints:
    """
    Return shares of a width and a height as the engine's `(n, 2)` pixels.
    """
    return np.array(places, np.float64).reshape(-1, 2) * size - 0.5


def shares(joints: Joints, size: Size | Box) -> Places:
    """
    Return the engine's pixels as shares of a width and a height, or of a picture's box on a canvas.
    """
    corner, sides = ((size.left, size.top), size[2:]) if isinstance(size, Box) else ((0, 0), size)
    found = (joints + 0.5 - corner) / sides
    return tuple((rounded(x), rounded(y)) for x, y in found.tolist())


def rounded(share: float) -> float:
    """
    Return a share as it is kept, so that equal marks make equal sheets.
    """
    return round(float(share), DIGITS) + 0.0  # there is no -0.0: it would be another sheet
