"""
The picture of a project's first steps: a pose, what lies between, a pose. Its ground is transparent.
"""

from __future__ import annotations

from PIL import Image, ImageDraw

from .. import character, scenery
from ..canvas import OVERSAMPLE, Size, View
from ..poses import Pose, mix, poses
from . import marks

CARD, STRIP, GAP = (348, 280), (168, 280), 28
PAPER = "#efe9df"
RIM = 4


def steps() -> Image.Image:
    """
    Two cards with her key poses, amber rimmed as keys are, and three in-betweens in the scenery.
    """
    first, last = poses()["crouch"], poses()["jump"]
    between = Image.new("RGB", (3 * STRIP[0] + 2 * 2, STRIP[1]), "#1b1b1b")
    for n, u in enumerate((0.25, 0.5, 0.75)):
        between.paste(_strip(mix(first, last, u)), (n * (STRIP[0] + 2), 0))
    pieces = [_card(first), _rounded(between, None), _card(last)]
    width = sum(piece.width for piece in pieces) + 2 * GAP
    picture, x = Image.new("RGBA", (width, CARD[1])), 0
    for piece in pieces:
        picture.paste(piece, (x, 0))
        x += piece.width + GAP
    return picture


def _card(pose: Pose) -> Image.Image:
    return _rounded(_over(Image.new("RGB", CARD, PAPER), pose), marks.KEY)


def _strip(pose: Pose) -> Image.Image:
    return _over(scenery.draw(_view(STRIP)), pose)


def _over(ground: Image.Image, pose: Pose) -> Image.Image:
    figure = character.draw(pose, _view(ground.size))
    ground.paste(figure, (0, 0), figure)
    return ground


def _view(size: Size) -> View:
    """The drawing's full height, and of its width the middle."""
    scale = size[1] / 720
    return View(size, scale, 640 - size[0] / scale / 2)


def _rounded(picture: Image.Image, rim: str | None) -> Image.Image:
    """The picture with round corners and, where asked for, a rim of a colour."""
    size = picture.size
    large = (size[0] * OVERSAMPLE, size[1] * OVERSAMPLE)
    out, radius = picture.convert("RGBA"), 16 * OVERSAMPLE
    box = (0, 0, large[0] - 1, large[1] - 1)
    mask = Image.new("L", large)
    ImageDraw.Draw(mask).rounded_rectangle(box, radius, fill=255)
    if rim:
        frame = Image.new("L", large)
        ImageDraw.Draw(frame).rounded_rectangle(box, radius, outline=255, width=RIM * OVERSAMPLE)
        out.paste(rim, (0, 0), frame.reduce(OVERSAMPLE))
    out.putalpha(mask.reduce(OVERSAMPLE))
    return out
