"""
The engine: draws the in-betweens of two pictures.

    pair = Pair(first, last)
    choice = choose(pair)
    drawings = [choice.drawer.draw(ease("both", k / 12)) for k in range(1, 12)]

Arrays in, arrays out. The same pair gives the same bytes. A cut-out's drawings are cut-outs; `lay` puts
them over a plate.
"""

from .auto import Choice, choose
from .easing import EASES, ease
from .method import METHODS, Drawer, Method, method
from .picture import Pair, Picture, cover, lay, place_on

ENGINE_VERSION = "1"
"""
Changes whenever the same pair would give other bytes.
"""

__all__ = [
    "EASES",
    "ENGINE_VERSION",
    "METHODS",
    "Choice",
    "Drawer",
    "Method",
    "Pair",
    "Picture",
    "choose",
    "cover",
    "ease",
    "lay",
    "method",
    "place_on",
]
