"""
The picture of a page that is not there: she looks where a key should be, and there is none.
"""

from __future__ import annotations

from PIL import Image

from .. import scenery
from ..canvas import View
from ..poses import build
from . import marks

SIZE = (1440, 600)
SCALE = 0.82
VIEW = View(SIZE, 1.0, -80, 112)
SOLE = scenery.GROUND - VIEW.top
ASKING = {
    "root": [640, 436], "lean": 2, "head": 9,
    "arms": {"left": [66, 118], "right": [40, 18]},
    "legs": {
        "left": {"knee": [672, 540], "foot": [678, 638], "boot": 0},
        "right": {"knee": [608, 540], "foot": [602, 638], "boot": 0},
    },
    "cape": {"sway": 3},
}
"""A pose of its own, as poses.json has them: her head aslant, one hand asking."""


def lost() -> Image.Image:
    """
    Her on a quiet meadow beside an empty frame, where the outline of a key waits.
    """
    pose = build(ASKING)
    root = (470.0, SOLE - (scenery.GROUND - pose.joints["root"][1]) * SCALE)
    picture = scenery.draw(VIEW, 60, root[0] + VIEW.left).convert("RGBA")
    picture.alpha_composite(marks.standing(pose, SIZE, root, SCALE))
    canvas = marks.overlay(SIZE)
    marks.dashed(canvas, (800, 96), (1060, SOLE), 16, marks.DOT)
    canvas.edge(marks.diamond((930, 324), 20), marks.DOT, 4)
    picture.alpha_composite(canvas.finish())
    return picture.convert("RGB")
