"""
The engine: draws the in-betweens of two pictures.

    pair = Pair(first, last)
    choice = choose(pair)
    drawings = [choice.drawer.draw(ease("both", k / 12)) for k in range(1, 12)]

Arrays in, arrays out. The same pair gives the same bytes. A cut-out's drawings are cut-outs; `lay` puts
them over a plate.
"""

from .alarms import Alarms
from .auto import Choice, choose
from .easing import EASES, charted, ease
from .marks import Course, Joints, Marks, Mask
from .method import METHODS, Drawer, Method, method
from .path import Path
from .picture import Box, Pair, Picture, Pins, cover, fitted, lay, place_marks, place_on
from .skeleton import HUMANOID, Limb, Skeleton

ENGINE_VERSION = "3"
"""
Changes whenever the same pair would give other bytes, so also with the quality by which `auto` chooses.
"""

__all__ = [
    "EASES",
    "ENGINE_VERSION",
    "HUMANOID",
    "METHODS",
    "Alarms",
    "Box",
    "Choice",
    "Course",
    "Drawer",
    "Joints",
    "Limb",
    "Marks",
    "Mask",
    "Method",
    "Pair",
    "Path",
    "Picture",
    "Pins",
    "Skeleton",
    "charted",
    "choose",
    "cover",
    "ease",
    "fitted",
    "lay",
    "method",
    "place_marks",
    "place_on",
]
