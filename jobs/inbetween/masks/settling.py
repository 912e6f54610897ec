"""
Settling: which pixels are figure, when each has a leaning of its own and likes to be as its neighbours are.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from ..fields import Field

Leaning = Field
"""
`(h, w)` numbers, above 0 for figure, below 0 for scenery; the farther from 0 the surer.
"""

Share = Field
"""
`(h, w)` numbers from 0, scenery, to 1, figure.
"""

ALIKE = 4.0
"""
The distance in Lab at which two neighbours stop pulling each other along.
"""

FAINTLY = 0.02
"""
How strongly neighbours of any two colours pull each other.
"""

UNDECIDED = 0.05
"""
The difference of shares below which neighbours count as equal.
"""

ROUNDS_OF_DESCENT = 25
CLOSE = 1e-3

ALL, BUT_LAST, BUT_FIRST = slice(None), slice(None, -1), slice(1, None)
PAIRS = (
    ((..., ALL, BUT_LAST), (..., ALL, BUT_FIRST), 1.0),
    ((..., BUT_LAST, ALL), (..., BUT_FIRST, ALL), 1.0),
    ((..., BUT_LAST, BUT_LAST), (..., BUT_FIRST, BUT_FIRST), np.sqrt(0.5)),
    ((..., BUT_LAST, BUT_FIRST), (..., BUT_FIRST, BUT_LAST), np.sqrt(0.5)),
)
"""
The pixels of a grid that have a neighbour in each of four directions, that neighbour, and what it counts for.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """
    How strongly neighbouring pixels of two `(h, w)` pictures pull each other, for each of the four `PAIRS`.
    """

    pulls: tuple[Field, ...]

    @classmethod
    def of(cls, labs: Field) -> Self:
        """
        Return the pulls within two pictures of colours in Lab, `(2, h, w, 3)`.
        """
        channels = [np.ascontiguousarray(labs[..., channel]) for channel in range(3)]
        pulls = []
        for here, there, near in PAIRS:
            unlike = sum((channel[here] - channel[there]) ** 2 for channel in channels)
            pulls.append(np.asarray(near * (np.exp(unlike / (-2 * ALIKE**2)) + FAINTLY), np.float32))
        return cls(tuple(pulls))

    def weakened(self, shares: Field) -> Self:
        """
        Return the pulls, those between different shares weakened.
        """
        return type(self)(
            tuple(
                np.asarray(0.5 * pull / (np.abs(shares[here] - shares[there]) + UNDECIDED), np.float32)
                for (here, there, _), pull in zip(PAIRS, self.pulls, strict=True)
            )
        )

    def sums(self, shape: tuple[int, ...]) -> Field:
        """
        Return what pulls at each pixel altogether.
        """
        total = np.zeros(shape, np.float32)
        for (here, there, _), pull in zip(PAIRS, self.pulls, strict=True):
            total[here] += pull
            total[there] += pull
        return total

    def pulled(self, shares: Field) -> Field:
        """
        Return what each pixel's neighbours do not pull at it: the pulls times the shares beside it.
        """
        total = np.zeros_like(shares)
        for (here, there, _), pull in zip(PAIRS, self.pulls, strict=True):
            total[here] += pull * shares[there]
            total[there] += pull * shares[here]
        return total


def settle(neighbours: Neighbours, leanings: Field, tie: Field, before: Field | None) -> Field:
    """
    Return the shares of the pixels of two pictures, each pixel tied to the one at its place in the other.

    `leanings` and the shares are `(2, h, w)`. They minimise what neighbours differ by, what they differ by
    from their leanings, and what tied pixels differ by. With the shares `before`, one round of reweighting
    after another lets squares of differences become plain differences, whose minimum has sharp edges (Levin
    and others, "Image and Depth from a Conventional Camera with a Coded Aperture", 2007, appendix; a minimum
    cut in the limit).
    """
    if before is not None:
        neighbours = neighbours.weakened(before)
    held = np.abs(leanings) + np.float32(1e-4)
    wanted = np.where(leanings > 0, held, 0)
    diagonal = neighbours.sums(leanings.shape) + held + tie
    found = np.full_like(leanings, 0.5) if before is None else before.copy()
    # Conjugate gradients with the diagonal as a preconditioner.
    rest = wanted - _weighed(found, neighbours, diagonal, tie)
    ahead = rest / diagonal
    way, slope = ahead.copy(), _product(rest, ahead)
    enough = CLOSE**2 * _product(wanted, wanted)
    for _ in range(ROUNDS_OF_DESCENT):
        if _product(rest, rest) <= enough:
            break
        change = _weighed(way, neighbours, diagonal, tie)
        step = np.float32(slope / _product(way, change))
        found += step * way
        rest -= step * change
        ahead = rest / diagonal
        steeper = _product(rest, ahead)
        way = ahead + np.float32(steeper / slope) * way
        slope = steeper
    return np.clip(found, 0, 1)


def _weighed(shares: Field, neighbours: Neighbours, diagonal: Field, tie: Field) -> Field:
    return np.asarray(diagonal * shares - tie * shares[::-1] - neighbours.pulled(shares), np.float32)


def _product(one: Field, other: Field) -> float:
    return float(np.vdot(one, other))
