"""
The picture beside the sign-in form: her jump across the meadow, as an animator sees it.
"""

from __future__ import annotations

from PIL import Image

from .. import scenery
from ..canvas import View
from ..geometry import Point
from ..poses import Pose, mix, poses
from . import marks

SIZE = (960, 900)
SCALE = 0.84
"""Pixels per design unit of the figure; the scenery is a little nearer."""
SOLE = 812.0
"""Where she stands, pixels."""


def login() -> Image.Image:
    """
    Crouch and landing as onion skin, the jump between them, and the path that her hips take.
    """
    view = View(SIZE, 1.09, 640 - SIZE[0] / 2 / 1.09, -82)
    picture = scenery.draw(view, 30).convert("RGBA")
    for u, share in ((0.25, 0.16), (0.75, 0.16), (0.0, 0.55), (1.0, 0.55)):
        picture.alpha_composite(marks.ghost(marks.standing(_pose(u), SIZE, _hips(u), SCALE), share))
    canvas = marks.overlay(SIZE)
    marks.path(canvas, [_hips(n / 60) for n in range(61)], [_hips(n / 16) for n in range(1, 16)])
    for u in (0.0, 1.0):
        marks.key(canvas, _hips(u), 17)
    picture.alpha_composite(canvas.finish())
    picture.alpha_composite(marks.standing(_pose(0.5), SIZE, _hips(0.5), SCALE))
    return picture.convert("RGB")


def _pose(u: float) -> Pose:
    """Her pose at share `u` of the leap."""
    keys = poses()
    return mix(keys["crouch"], keys["jump"], 2 * u) if u < 0.5 else mix(keys["jump"], keys["land"], 2 * u - 1)


def _hips(u: float) -> Point:
    """Her root along the leap's arc, in pixels."""
    ground = SOLE - (scenery.GROUND - poses()["crouch"].joints["root"][1]) * SCALE
    return 175 + 610 * u, ground - 300 * 4 * u * (1 - u)
