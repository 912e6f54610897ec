"""
Cross-fade: the first key dissolves into the last one, and nothing moves.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from .changes import Change
from .hold import HoldDrawer
from .picture import Pair, Picture


@dataclass(frozen=True, slots=True)
class CrossfadeDrawer:
    """
    Mix the two keys of a change.
    """

    change: Change

    def draw(self, u: float) -> Picture:
        """
        Return the drawing at `u` from 0 to 1, mixed in premultiplied alpha.
        """
        key = self.change.pair.key_at(u)
        if key is not None:
            return key
        mixed = cv2.addWeighted(self.change.first, 1 - u, self.change.last, u, 0)
        return self.change.complete(np.asarray(mixed, np.uint8))


class Crossfade:
    """
    Dissolve one pose into the other.
    """

    name = "crossfade"

    def prepare(self, pair: Pair) -> CrossfadeDrawer | HoldDrawer:
        """
        Return the drawer of `pair`'s in-betweens; keys that look the same are held.
        """
        change = Change.of(pair)
        return HoldDrawer(pair) if change is None else CrossfadeDrawer(change)
