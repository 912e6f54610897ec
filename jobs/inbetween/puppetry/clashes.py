"""
Clashes: where both keys, bent into one pose, do not agree on a part.

A limb that was cut or marked wrongly takes with it what belongs to another one; the other key then shows that
elsewhere, or in other colours.
"""

import numpy as np
from numpy.typing import NDArray

from .layers import Looks, Table

UNLIKE = 40
"""
Grey levels, mean over the channels, from which two colours are not the same thing.
"""


def clashes(
    looks: Looks, gains: tuple[Table, Table], seen: NDArray[np.bool_], step: int
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """
    Return at which of the points that are `seen`, `step` pixels apart, either key has the part, and at which
    of these they do not agree: one has nothing of it there, or it has another colour. A part that only one
    key has anything of says nothing.
    """
    first, last = looks
    if first is None or last is None:
        return np.zeros_like(seen), np.zeros_like(seen)
    inside = first.distances(), last.distances()
    either = seen & (np.maximum(*inside) > 0)
    alone = np.minimum(*inside) <= 0
    colours = [
        look.colours(gain)[..., :3].astype(np.int16) for look, gain in zip((first, last), gains, strict=True)
    ]
    other = np.abs(colours[0] - colours[1]).mean(axis=2) > UNLIKE
    # Along an edge colours are mixed with what is beside it.
    other &= np.minimum(*inside) > 0.5 * step
    return either, either & (alone | other)
