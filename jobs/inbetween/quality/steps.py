"""
Steps: how one drawing becomes the next, by moving or by dissolving.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ..fields import Field, along, sample
from .seen import Area, Seen

FAIR = 2.0
"""
How much faster than on average a thing may move before it jumps.
"""


OVERLAP, PANNED = 0.4, 0.6
"""
A camera move leaves at least this share of the picture in sight, and all but this share of the change is its.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """
    Hold what differs between a drawing and the next, `(h, w)` mean grey levels: before the first is moved to
    where its parts are found in the next, and after.
    """

    before: NDArray[np.float32]
    after: NDArray[np.float32]

    def within(self, area: Area) -> tuple[float, float]:
        """
        Return the two sums over an area.
        """
        return float(self.before[area].sum()), float(self.after[area].sum())


def step(drawing: Seen, following: Seen) -> Step:
    """
    Return how a drawing differs from the one that follows it, before and after motion compensation.
    """
    before = _apart(drawing.colours.astype(np.float32), following.colours)
    if not before.any():
        return Step(before, before)
    panned = panned_by(drawing, following)
    moved = sample(drawing.colours.astype(np.float32), along(found(following, drawing, panned), 1))
    after = _apart(moved, following.colours)
    if any(panned):
        entered = ~_inside(drawing.grey.shape, panned)  # what the camera only just sees is no change
        before[entered] = after[entered] = 0
    return Step(before, after)


def found(here: Seen, there: Seen, panned: tuple[int, int]) -> Field:
    """
    Return how far, `(h, w, 2)` pixels, each part of one drawing is from where it is found in another one,
    which is first looked for `panned` pixels across and down.
    """
    search = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    search.setVariationalRefinementIterations(0)  # it takes half the time and tells good from bad no better
    guess = np.full((*here.grey.shape, 2), panned, np.float32)
    return np.asarray(search.calc(here.grey, there.grey, guess), np.float32)


def panned_by(drawing: Seen, following: Seen) -> tuple[int, int]:
    """
    Return how far to look, across and down, for where the picture was before a camera move of whole pixels;
    none where that is no better than to stay.
    """
    now, was = (each.grey.astype(np.float32) for each in (following, drawing))
    window = np.asarray(cv2.createHanningWindow(now.shape[::-1], cv2.CV_32F), np.float32)
    # Copies, as it writes into pictures whose sizes suit it.
    (across, down), _ = cv2.phaseCorrelate(now.copy(), was.copy(), window)
    shift = round(across), round(down)
    inside = _inside(now.shape, shift)
    if not any(shift) or inside.mean() < OVERLAP:
        return 0, 0
    there = np.roll(was, (-shift[1], -shift[0]), (0, 1))
    better = np.abs(there - now)[inside].mean() < PANNED * np.abs(was - now)[inside].mean()
    return shift if better else (0, 0)


def _inside(shape: tuple[int, ...], shift: tuple[int, int]) -> Area:
    """
    Return the pixels whose place is still within the picture after a shift across and down.
    """
    rows, columns = (
        (np.arange(size) + move >= 0) & (np.arange(size) + move < size)
        for size, move in zip(shape[:2], shift[::-1], strict=True)
    )
    return rows[:, None] & columns


def _apart(colours: NDArray[np.float32], others: NDArray[np.uint8]) -> NDArray[np.float32]:
    return np.asarray(np.abs(colours - others).mean(axis=2), np.float32)


def overshoots(changes: Sequence[float], places: Sequence[float]) -> list[float]:
    """
    Return for each step the share of all change, 0 to 1, by which it is larger than its time explains.

    `changes` are the steps' sizes, one more than `places`, the drawings' places in order. A step may take
    `FAIR` times its part of the time, as things speed up and slow down.
    """
    whole = sum(changes)
    if whole <= 0:
        return [0.0] * len(changes)
    spans = [max(0.0, then - now) for now, then in pairwise([0.0, *places, 1.0])]
    return [max(0.0, size / whole - FAIR * span) for size, span in zip(changes, spans, strict=True)]
