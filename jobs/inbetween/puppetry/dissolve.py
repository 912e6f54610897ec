"""
Dissolves: when one key's look of a part gives way to the other's.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

LENGTH = 0.35
"""
The share of a segment in which looks that clash give way to each other: short, as both are seen in it.
"""

SHIFT = 0.32
"""
How much earlier or later that happens where one of the keys shows hardly anything of the part. With half of
`LENGTH` it stays below one half, so a dissolve never reaches into a key.
"""

LESS, MUCH_LESS = 0.4, 1.0
"""
Logarithms of the ratio of what both keys show of a part, from which and up to which a dissolve is shifted.
"""


def smooth(x: float) -> float:
    """
    Return 0 below 0, 1 above 1, and a smooth step (3x² - 2x³) between.
    """
    x = float(np.clip(x, 0, 1))
    return x * x * (3 - 2 * x)


@dataclass(frozen=True, slots=True)
class Dissolve:
    """
    A dissolve around `centre`; `held`, from 0 to 1, says how far the silhouette waits for it too.
    """

    centre: float = 0.5
    held: float = 0.0

    @classmethod
    def between(cls, first: float, last: float) -> Self:
        """
        Return the dissolve of a part of which the keys show these areas: what shows more is kept longer.
        """
        more = float(np.log((last + 1e-5) / (first + 1e-5)))
        held = smooth((abs(more) - LESS) / (MUCH_LESS - LESS))
        return cls(0.5 - float(np.sign(more)) * SHIFT * held, held)

    def at(self, u: float) -> tuple[float, float]:
        """
        Return at `u` how much of the last key's silhouette is seen, and of its looks where they clash.
        """
        step = smooth((u - self.centre) / LENGTH + 0.5)
        return u + self.held * (step - u), step
