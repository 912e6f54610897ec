"""
Keys drawn for the engine's tests, and how they look when laid over something.
"""

import cv2
import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from jobs.inbetween import Pair, Picture, lay

ORANGE = (224, 96, 48)


def disc(x: float, y: float = 60, radius: float = 28, size: tuple[int, int] = (200, 120)) -> Picture:
    """
    Return a dotted orange disc with a soft edge on nothing.
    """
    width, height = size
    rows, columns = np.mgrid[0:height, 0:width]
    away = np.hypot(columns - x, rows - y)
    picture = np.zeros((height, width, 4), np.uint8)
    picture[..., :3] = ORANGE
    for dx, dy in ((-10, -8), (9, -4), (-2, 11), (12, 12)):
        picture[np.hypot(columns - x - dx, rows - y - dy) < 4, :3] = (60, 30, 90)
    picture[..., 3] = np.clip((radius - away + 0.5) * 255, 0, 255)
    picture[picture[..., 3] == 0] = 0
    return picture


def flat(colour: tuple[int, int, int], size: tuple[int, int] = (200, 120)) -> Picture:
    """
    Return an opaque picture of one colour.
    """
    return np.full((size[1], size[0], 4), (*colour, 255), np.uint8)


def scenery(size: tuple[int, int] = (200, 120)) -> Picture:
    """
    Return an opaque picture full of soft blots, the same every time.
    """
    noise = np.random.default_rng(7).integers(0, 256, (size[1], size[0], 4), dtype=np.uint8)
    blots = np.asarray(cv2.GaussianBlur(noise, (0, 0), 3), np.uint8)
    blots = np.asarray(cv2.normalize(blots, None, 0, 255, cv2.NORM_MINMAX), np.uint8)
    blots[..., 3] = 255
    return blots


def town(size: tuple[int, int]) -> Picture:
    """
    Return an opaque picture of many rectangles on soft blots, the same every time.
    """
    picture = scenery(size)
    random = np.random.default_rng(3)
    for _ in range(size[0] * size[1] // 8000):
        left, top = (int(random.integers(0, side)) for side in size)
        width, height = (int(side) for side in random.integers(10, 60, 2))
        picture[top : top + height, left : left + width, :3] = random.integers(0, 256, 3)
    return picture


def over(colour: tuple[int, int, int], figure: Picture) -> np.ndarray:
    """
    Return the colours, as signed numbers, of a figure laid over one colour.
    """
    return lay(figure, flat(colour, (figure.shape[1], figure.shape[0])))[..., :3].astype(int)


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """
    Draw any two RGBA pictures of one size, from one pixel on.
    """
    shape = draw(st.tuples(st.integers(1, 40), st.integers(1, 40), st.just(4)))
    keys = arrays.arrays(np.uint8, shape, elements=st.integers(0, 255), fill=st.sampled_from([0, 90, 255]))
    return Pair(draw(keys), draw(keys))


places = st.floats(0, 1)
unhurried = settings(deadline=None, max_examples=40)
