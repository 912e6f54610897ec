"""
Methods: the ways in which a segment is filled.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from .crossfade import Crossfade
from .flow import Flow
from .hold import Hold
from .picture import Pair, Picture
from .rig import Rig


class Drawer(Protocol):
    """
    Draw the in-betweens of one prepared pair.
    """

    def draw(self, u: float) -> Picture:
        """
        Return a new picture at `u` from 0 to 1, and the keys byte for byte at 0 and at 1.

        Where the keys are cut-outs so is the drawing: whoever asked lays it over the plate.
        """


class Method(Protocol):
    """
    Prepare a pair once, so that each of its in-betweens is quick to draw.
    """

    name: str

    def prepare(self, pair: Pair) -> Drawer:
        """
        Return the drawer of `pair`'s in-betweens. Raises `ValueError` for a pair that the method cannot draw,
        as the rig cannot without marks.
        """


METHODS: Mapping[str, Method] = MappingProxyType(
    {known.name: known for known in (Rig(), Flow(), Crossfade(), Hold())}
)
"""
Every method by its name.
"""


def method(name: str) -> Method:
    """
    Return the method called `name`.
    """
    if name not in METHODS:
        raise ValueError(f"A method is one of {', '.join(METHODS)}; got {name!r}.")
    return METHODS[name]
