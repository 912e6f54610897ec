"""
Hold: the first key stands until the last one.
"""

from dataclasses import dataclass

from .picture import Pair, Picture


@dataclass(frozen=True, slots=True)
class HoldDrawer:
    """
    Draw the first key at every place before the last one.
    """

    pair: Pair

    def draw(self, u: float) -> Picture:
        """
        Return the drawing at `u` from 0 to 1.
        """
        key = self.pair.key_at(u)
        return self.pair.first.copy() if key is None else key


class Hold:
    """
    Keep the first pose still, then cut to the last.
    """

    name = "hold"

    def prepare(self, pair: Pair) -> HoldDrawer:
        """
        Return the drawer of `pair`'s in-betweens.
        """
        return HoldDrawer(pair)
