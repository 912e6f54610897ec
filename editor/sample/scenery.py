"""
Dusk, cut from paper: a sky in bands, a low sun, hills, pines, a lit house and the meadow she stands on.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from PIL import Image

from .canvas import View
from .geometry import Outline, Point, curve, oval, star
from .paper import GLOW, Paper

SKY = ("#2f3468", "#443f7b", "#604b8a", "#845b94", "#ad6f98", "#d58993", "#f0a98c", "#f8c592")
"""Bands from the zenith to the horizon."""
SUN, SUN_HALO = "#f6b584", "#ee9c80"
HILLS = ("#a56b93", "#7f568a", "#5b4a7c", "#3f4a70")
"""From far to near."""
MEADOW, MEADOW_LIGHT, MEADOW_DARK = "#4f7a74", "#64928a", "#3b5f61"
STARLIGHT, PETAL = "#fdeecb", "#f7b5a2"

SUN_AT: Point = (640.0, 356.0)
GROUND = 664.0
"""The line on which her soles stand, design units."""
CLEARING = 122.0
"""Nothing grows so near to where she stands: her boots would cut the blades, which stand before her."""

FAR_PINES = (
    (60, 512, 62), (104, 516, 84), (146, 520, 58), (1066, 520, 60), (1108, 522, 92), (1150, 522, 70),
    (1204, 520, 98), (1250, 520, 66), (1372, 524, 84), (1414, 524, 58),
)
NEAR_PINES = (
    (-4, 616, 200), (66, 616, 146), (1220, 620, 172), (1284, 618, 244), (1360, 620, 190), (1432, 622, 150),
)
"""Pines: x, foot, height."""
CLOUDS = ((170, 250, 1.0), (1090, 214, 1.15), (980, 330, 0.7), (300, 356, 0.62))
"""Clouds: x, y, size."""
PUFF = (
    (-120, 10), (-84, -8), (-56, -30), (-10, -34), (20, -18), (62, -24), (92, -4), (128, 10), (60, 20),
    (-60, 20),
)


def draw(view: View, shift: float = 0.0, stands: float = SUN_AT[0]) -> Image.Image:
    """
    The scenery as RGB; `shift` moves the camera right by that many design units of the foreground.

    `stands` is where in the picture she stands, in a clearing and in her own shadow. The shadow belongs
    to the scenery and not to the cut-outs: she never leaves her spot, so one resting shadow suits every
    pose (and says in the jump where the ground is), it stays perfectly still while she is in-betweened,
    and the cut-outs have nothing but her in their alpha.
    """
    paper = Paper(view, SKY[0], shift)
    _sky(paper)
    _hills(paper)
    _meadow(paper, stands)
    paper.stain(oval((stands, GROUND), 84, 10), "#1d2638", 0.3, 6)
    return paper.picture


def _sky(paper: Paper) -> None:
    for n, fill in enumerate(SKY[1:], 1):
        waves = ((10, 900 - 40 * n, 170 * n), (5, 410, 90 * n))
        paper.hill(paper.crest(68 * n - 20, waves, 0.05), fill, 0.05, 0.10)
    paper.cut([oval(SUN_AT, 196, 196, 120)], SUN_HALO, 0.08, 0.30, GLOW)
    paper.cut([oval(SUN_AT, 150, 150, 120)], SUN, 0.08, 0.25, GLOW)
    paper.cut(_stars(paper), STARLIGHT, 0.05)
    for x, y, size in CLOUDS:
        puff = curve([(x + a * size, y + b * size) for a, b in PUFF])
        paper.cut([puff], "#f3b3a0" if y > 300 else "#b97fa4", 0.1, 0.16)


def _stars(paper: Paper) -> list[Outline]:
    rng = np.random.default_rng(7)
    spots, radii = rng.uniform((20, 16), (paper.view.right + 100, 240), (64, 2)), rng.uniform(2.2, 6.0, 64)
    return [
        star((x, y), radius, 20 * radius, 0.42, 4)
        for (x, y), radius in zip(spots, radii, strict=True)
        if math.hypot(x - SUN_AT[0], 1.1 * (y - SUN_AT[1])) > 262
    ]


def _hills(paper: Paper) -> None:
    paper.hill(paper.crest(452, ((34, 620, 40), (12, 230, 0)), 0.2), HILLS[0], 0.2, 0.35)
    paper.hill(paper.crest(492, ((30, 760, 420), (10, 310, 60)), 0.3), HILLS[1], 0.3, 0.35)
    far = [shape for pine in FAR_PINES for shape in _pine(*pine)]
    paper.hill(paper.crest(536, ((20, 980, 730), (7, 260, 10)), 0.45), HILLS[2], 0.45, 0.35, far)
    _house(paper)
    near = [shape for pine in NEAR_PINES for shape in _pine(*pine)]
    paper.hill(paper.crest(584, ((12, 840, 100),), 0.7), HILLS[3], 0.7, 0.35, near)


def _pine(x: float, foot: float, height: float) -> Iterator[Outline]:
    """Three layers of branches, each a little over the next, and a trunk."""
    for tip, hem, wide in ((1.0, 0.62, 0.16), (0.80, 0.36, 0.23), (0.58, 0.09, 0.30)):
        yield np.array([
            (x, foot - tip * height), (x + wide * height, foot - hem * height),
            (x, foot - (hem + 0.035) * height), (x - wide * height, foot - hem * height),
        ])
    yield _box(x - 0.04 * height, foot - 0.15 * height, x + 0.04 * height, foot + 6)


def _house(paper: Paper) -> None:
    paper.cut([_box(236, 500, 292, 566), _box(278, 466, 288, 492)], "#6d4a74", 0.5, 0.3)
    paper.cut([np.array([(226.0, 504.0), (264.0, 462.0), (302.0, 504.0)])], "#4a3763", 0.5, 0.2)
    paper.cut([_box(246, 514, 260, 530), _box(268, 514, 282, 530)], "#ffd98a", 0.5, 0.5, GLOW)


def _meadow(paper: Paper, stands: float) -> None:
    paper.hill(paper.crest(622, ((9, 1500, 260),), 0.9), MEADOW_LIGHT, 0.9, 0.35)
    paper.hill(paper.crest(640, ((7, 1300, 900),), 1.0), MEADOW, 1.0, 0.18)
    blades = [
        np.array([(x + d - 2.5, y), (x + 1.8 * d, y + abs(d) - height), (x + d + 2.5, y)])
        for _, x, y, height in _sown(paper, stands, 15.0, (670, 722))
        for d in (-6, 0, 6)
    ]
    paper.cut(blades, MEADOW_DARK, 1.0)
    flowers = list(_sown(paper, stands, 34.0, (674, 714)))
    for odd, fill in enumerate((PETAL, STARLIGHT)):
        paper.cut([star((x, y), 6, 30 * n, 0.5) for n, x, y, _ in flowers if n % 2 == odd], fill, 1.0)


def _sown(
    paper: Paper, stands: float, strip: float, rows: tuple[float, float]
) -> Iterator[tuple[int, float, float, float]]:
    """
    One plant in each `strip` of the meadow: its number, place and height; none in the clearing.

    A plant depends on its strip alone, so that another camera sees the same meadow.
    """
    left, right = paper.view.left + paper.shift, paper.view.right + paper.shift
    for n in range(math.floor(left / strip) - 1, math.ceil(right / strip) + 1):
        chance = np.random.default_rng((int(strip), n + 10_000))
        x, y, height = strip * (n + chance.uniform()), chance.uniform(*rows), chance.uniform(10, 22)
        if abs(x - paper.shift - stands) > CLEARING:
            yield n, x, y, height


def _box(left: float, top: float, right: float, bottom: float) -> Outline:
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], float)
