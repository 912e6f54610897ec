"""
The sample project's art, drawn by code: a girl in a fox cape who catches a star and jumps for joy.

    figures((1280, 720))["reach"]      # RGBA, nothing but her
    backdrops((1280, 720))             # one scenery per shot, by the name that `plan` uses
    plan()                             # shots and keyframes
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from . import character, scenery
from .canvas import DESIGN_SIZE, Size, View
from .geometry import Point
from .poses import Pose, mix, poses
from .shots import Key, Shot, plan, sheet
from .skeleton import PARENTS

__all__ = [
    "DESIGN_SIZE", "PARENTS", "Key", "Pose", "Shot", "backdrops", "figure", "figures", "joints", "mix",
    "plan", "poses",
]


def figure(pose: Pose, size: Size = DESIGN_SIZE) -> Image.Image:
    """
    Her alone at any pose, also one that `mix` made: RGBA of `size`.
    """
    return character.draw(pose, View.whole(size))


def figures(size: Size = DESIGN_SIZE) -> dict[str, Image.Image]:
    """
    The seven key poses by name as RGBA cut-outs of `size`.
    """
    return {name: figure(pose, size) for name, pose in poses().items()}


def backdrops(size: Size = DESIGN_SIZE) -> dict[str, Image.Image]:
    """
    The scenery of each shot by its backdrop's name: RGB of `size`.
    """
    view = View.whole(size)
    return {shot["backdrop"]: scenery.draw(view, shot["scenery_shift"]) for shot in sheet()["shots"]}


def joints(pose: Pose, size: Size = DESIGN_SIZE) -> dict[str, Point]:
    """
    Where the joints lie in a picture of `size`, in pixels; `PARENTS` says which hangs on which.
    """
    view = View.whole(size)
    places = view.pixels(np.array(list(pose.joints.values())))
    return {name: (float(x), float(y)) for name, (x, y) in zip(pose.joints, places, strict=True)}
