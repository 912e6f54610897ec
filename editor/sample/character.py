"""
The girl in the fox cape, drawn at any pose: her pieces, laid from back to front.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from . import head, limbs, trunk
from .canvas import Canvas, View
from .poses import Pose
from .skeleton import SIDES

ROOM = ((96.0, 130.0), (96.0, 44.0))
"""How far she reaches beyond her joints: left and up (star, ears), right and down (star, boots)."""


def draw(pose: Pose, view: View) -> Image.Image:
    """
    The figure alone as RGBA; all around her is transparent.

    She carries no shadow: half-transparent pixels that touch her boots would be taken for a part of her by
    everything that cuts, measures or in-betweens a figure. The scenery has the shadow (see `scenery`).
    """
    joints = np.array(list(pose.joints.values()))
    low, high = joints.min(0) - ROOM[0], joints.max(0) + ROOM[1]
    window = view.window((low[0], low[1]), (high[0], high[1]))
    if window is None:
        return Image.new("RGBA", view.size)
    canvas = Canvas(view, window)
    body = trunk.place(pose)
    trunk.cape(canvas, pose, body)
    for side in SIDES:
        limbs.leg(canvas, pose, side)
    for side in SIDES:
        limbs.sleeve_edge(canvas, pose, side)
    trunk.tunic(canvas, pose, body)
    for side in SIDES:
        limbs.arm(canvas, pose, side)
    trunk.collar(canvas, body)
    head.head(canvas, pose)
    return canvas.finish()
