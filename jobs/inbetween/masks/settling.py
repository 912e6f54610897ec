"""
Settling: which pixels are figure, when each has a leaning of its own and likes to be as its neighbours are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import linalg

from ..fields import Field

Leaning = NDArray[np.float64]
"""
`(n,)` numbers, above 0 for figure, below 0 for scenery; the farther from 0 the surer.
"""

Share = NDArray[np.float64]
"""
`(n,)` numbers from 0, scenery, to 1, figure.
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


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """
    The pairs of neighbouring pixels of a `(h, w, 3)` Lab picture, and how strongly they pull each other.
    """

    count: int
    here: NDArray[np.intp]
    there: NDArray[np.intp]
    pull: NDArray[np.float64]

    @classmethod
    def of(cls, lab: Field) -> Self:
        height, width = lab.shape[:2]
        index = np.arange(height * width).reshape(height, width)
        straight = [(index[:, :-1], index[:, 1:]), (index[:-1], index[1:])]
        slanted = [(index[:-1, :-1], index[1:, 1:]), (index[:-1, 1:], index[1:, :-1])]
        here = np.concatenate([pair[0].ravel() for pair in straight + slanted])
        there = np.concatenate([pair[1].ravel() for pair in straight + slanted])
        near = np.concatenate([np.full(pair[0].size, 1.0) for pair in straight])
        colours = lab.reshape(-1, 3)
        unlike = ((colours[here] - colours[there]) ** 2).sum(axis=1)
        pull = np.exp(-unlike / (2 * ALIKE**2)) + FAINTLY
        pull[near.size :] *= np.sqrt(0.5)
        return cls(height * width, here, there, pull.astype(np.float64))

    def tension(self, shares: Share | None) -> sparse.csr_array:
        """
        Return the Laplacian of the pulls, those between different shares weakened.
        """
        pull = self.pull
        if shares is not None:
            pull = 0.5 * pull / (np.abs(shares[self.here] - shares[self.there]) + UNDECIDED)
        ends = np.concatenate([self.here, self.there]), np.concatenate([self.there, self.here])
        pulls = sparse.csr_array(sparse.coo_array((np.tile(pull, 2), ends), shape=(self.count, self.count)))
        return sparse.csr_array(sparse.diags_array(pulls.sum(axis=1)) - pulls)


def settle(
    neighbours: Sequence[Neighbours],
    leanings: Sequence[Leaning],
    tie: Leaning,
    before: Sequence[Share] | None,
) -> list[Share]:
    """
    Return the shares of the pixels of two pictures, each pixel tied to the one at its place in the other.

    They minimise what neighbours differ by, what they differ by from their leanings, and what tied pixels
    differ by. With the shares `before`, one round of reweighting after another lets squares of differences
    become plain differences, whose minimum has sharp edges (Levin and others, "Image and Depth from a
    Conventional Camera with a Coded Aperture", 2007, appendix; a minimum cut in the limit).
    """
    tied = sparse.csr_array(sparse.diags_array(tie))
    blocks, wanted = [], []
    for side, (near, leaning) in enumerate(zip(neighbours, leanings, strict=True)):
        held = np.abs(leaning) + 1e-4
        blocks.append(near.tension(before[side] if before else None) + tied + sparse.diags_array(held))
        wanted.append(held * (leaning > 0))
    system = sparse.csr_array(sparse.block_array([[blocks[0], -tied], [-tied, blocks[1]]]))
    start = np.concatenate(list(before)) if before else np.full(len(tie) * 2, 0.5)
    found, _ = linalg.cg(
        system,
        np.concatenate(wanted),
        x0=start,
        rtol=1e-3,
        maxiter=ROUNDS_OF_DESCENT,
        M=sparse.diags_array(1 / system.diagonal()),
    )
    return list(np.clip(found, 0, 1).reshape(2, -1))
