"""
The difference matte: what is the same in two pictures at the same place is scenery, what differs is figure.

Alone it does not say in which of the two the figure is where they differ, nor sees a part of the figure that
rests. Both follow from colours: scenery looks as the scenery nearby does, a figure as the figure does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ..fields import Field
from ..matte import Pixels
from .bones import Bones, Where
from .settling import Leaning, Neighbours, Share, settle

FAINT, PLAIN = 4.0, 10.0
"""
Distances in Lab between which two pictures go from being the same to differing, in pictures without noise.
"""

NOISE, NOISIEST = 4.0, 10.0
"""
How many times the median difference, most of it noise, is none, and how far in Lab noise reaches at most.
"""

DRIFT = 1
"""
How many pixels of the small picture scenery may drift without differing.
"""

OTHER_SCENE = 0.3
"""
The share of the border that must differ for two pictures to show two places.
"""

CRUMB = 0.0003
"""
The share of a picture below which a spot counts for nothing.
"""

PLACE = 20.0
"""
How much unlike in Lab a look counts for lying a whole picture away.
"""

UNLIKE = 15.0
"""
The distance of a look to all of scenery's from which it is none.
"""

EDGE = 8.0
"""
The step in Lab that scenery known from the border is not followed across.
"""

OPEN, HALF_OPEN = 0.35, 0.7
"""
The shares of directions in which a change is seen from a place: below the first it lies outside of the
figure, below the second it does if the border's scenery reaches it.
"""

BEYOND = 0.35
"""
How far from all bones no figure is, in heights: heads and hair reach beyond the last joint.
"""

CLEAR = 0.08
"""
How far from all bones scenery may be learned, in heights: half a stout limb.
"""

LIMB = 0.08
"""
The distance from a bone, in heights, at which the bone says nothing any more; from farther away it speaks for
scenery.
"""

MOST_LOOKS = 1500
ROUNDS = 5
LEARNING_ROUNDS = (0, 2)
SURE = 10.0
STRENGTH = 0.3
"""
What a leaning weighs against the pull of the four neighbours of one colour.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """
    One of the two pictures, small: `(h, w, 3)` in Lab, the `(n, 5)` looks (Lab and place) of its pixels, the
    distances to bones, and where the figure surely is and is not.
    """

    picture: Pixels
    lab: Field
    looks: NDArray[np.float64]
    away: Field | None
    figure: Where
    scenery: Where

    @classmethod
    def of(cls, picture: Pixels, bones: Bones | None, known: NDArray[np.uint8] | None = None) -> Self:
        """
        Return a side; `known`, if given, is its mask already.
        """
        colours = np.ascontiguousarray(picture[..., :3]).astype(np.float32) / 255
        lab = np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2Lab), np.float32)
        height, width = lab.shape[:2]
        rows, columns = np.mgrid[:height, :width]
        places = np.stack([columns.ravel(), rows.ravel()], axis=1) * (PLACE / max(height, width))
        looks = np.concatenate([lab.reshape(-1, 3), places], axis=1)
        away = bones.away((height, width)) if bones else None
        if known is not None:
            return cls(picture, lab, looks, None, known > 127, known <= 127)
        none = np.zeros((height, width), np.bool_)
        if away is None or bones is None:
            return cls(picture, lab, looks, None, none, none)
        return cls(picture, lab, looks, away, away * bones.height < 0.01 * bones.height + 1, away > BEYOND)


def matte(first: Side, last: Side) -> tuple[Where, Where] | None:
    """
    Return where the figure is in two pictures of one scene, or None when they show no scene in common or are
    the same.
    """
    sides = first, last
    differs = _differing(first.lab, last.lab)
    changed = _without_crumbs(differs > 0.5)
    ring = _ring(differs.shape)
    if not changed.any() or changed[ring].mean() > OTHER_SCENE:
        return None
    seen = _seen_from(changed)
    scenery = _scenery(sides, differs, seen, ring)
    shares = _shares(sides, differs, seen, scenery)
    figures = [
        _cut(side, share, shares[1 - index], differs, scenery)
        for index, (side, share) in enumerate(zip(sides, shares, strict=True))
    ]
    # What is the same in both is the same thing, so it is figure in both or in none.
    resting = (differs < 0.5) & (figures[0] != figures[1])
    together = shares[0] + shares[1] > 1
    return (
        _tidy(np.where(resting, together, figures[0]), first, changed),
        _tidy(np.where(resting, together, figures[1]), last, changed),
    )


def _differing(first: Field, last: Field) -> Field:
    """
    Return how surely two Lab pictures differ at each place, from 0 to 1, but for drift and noise.
    """
    distance = np.maximum(_beyond(first, last), _beyond(last, first))
    noise = min(NOISE * float(np.median(distance)), NOISIEST)
    rise = np.clip((distance - FAINT - noise) / (PLAIN - FAINT), 0, 1)
    return np.asarray(rise * rise * (3 - 2 * rise), np.float32)


def _beyond(here: Field, there: Field) -> Field:
    """
    Return how far one picture's colours lie beyond the range that the other one's take around each place.
    """
    around = np.ones((2 * DRIFT + 1, 2 * DRIFT + 1), np.uint8)
    above, below = here - cv2.dilate(there, around), cv2.erode(there, around) - here
    return np.asarray(np.linalg.norm(np.maximum(np.maximum(above, below), 0), axis=2), np.float32)


def _without_crumbs(spots: Where) -> Where:
    _, areas, sizes, _ = cv2.connectedComponentsWithStats(spots.astype(np.uint8))
    large = sizes[:, cv2.CC_STAT_AREA] > CRUMB * spots.size
    large[0] = False
    return np.asarray(large[areas], np.bool_)


def _ring(shape: tuple[int, ...]) -> Where:
    thickness = max(1, max(shape) // 40)
    ring = np.ones(shape, np.bool_)
    ring[thickness:-thickness, thickness:-thickness] = False
    return ring


def _seen_from(changed: Where, rays: int = 24) -> Field:
    """
    Return the share of directions in which something changed is seen from each place: 1 well inside of it.
    """
    height, width = changed.shape
    side = int(np.ceil(np.hypot(height, width))) + 2
    seen = np.zeros((height, width), np.float32)
    for turn in np.arange(rays // 2) * 360 / rays:
        turned = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1)
        turned[:, 2] += (side - width) / 2, (side - height) / 2
        rows = cv2.warpAffine(changed.astype(np.uint8), turned, (side, side), flags=cv2.INTER_NEAREST)
        ahead, behind = (
            np.maximum.accumulate(rows, axis=1),
            np.maximum.accumulate(rows[:, ::-1], axis=1)[:, ::-1],
        )
        both = ahead.astype(np.float32) + behind
        seen += cv2.warpAffine(both, turned, (width, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    return np.asarray(seen / rays, np.float32)


def _scenery(sides: Sequence[Side], differs: Field, seen: Field, ring: Where) -> Where:
    """
    Return what surely is scenery in both pictures, to learn its looks from.
    """
    same = differs < 0.5
    outside = (seen < OPEN) | ((seen < HALF_OPEN) & _reached(sides, same, ring))
    boned = [side.away for side in sides if side.away is not None]
    if boned:
        away = np.minimum.reduce(boned)
        outside = (outside & (away > CLEAR)) | (away > BEYOND)
    known = same & outside & ~sides[0].figure & ~sides[1].figure
    return known if known.sum() >= 30 else ring & same


def _reached(sides: Sequence[Side], same: Where, ring: Where) -> Where:
    """
    Return what is the same in both pictures and hangs together with the border without crossing an edge.
    """
    steps = [
        np.linalg.norm(cv2.morphologyEx(side.lab, cv2.MORPH_GRADIENT, np.ones((3, 3))), axis=2)
        for side in sides
    ]
    smooth = same & (np.maximum(*steps) < EDGE)
    count, areas, _, _ = cv2.connectedComponentsWithStats(smooth.astype(np.uint8), connectivity=4)
    reached = np.zeros(count, np.bool_)
    reached[areas[ring]] = True
    reached[0] = False
    return np.asarray(reached[areas], np.bool_)


def _shares(sides: Sequence[Side], differs: Field, seen: Field, scenery: Where) -> list[Field]:
    """
    Return how much of each pixel is figure, from 0 to 1, in both pictures.
    """
    shape, change = differs.shape, differs.ravel().astype(np.float64)
    neighbours = [Neighbours.of(side.lab) for side in sides]
    likely = [_first_guess(side, differs, seen, scenery) for side in sides]
    colours: list[Leaning] = []
    shares: list[Share] | None = None
    for number in range(ROUNDS):
        if number in LEARNING_ROUNDS:
            learned = (
                [(scenery.ravel(), figure.ravel()) for figure in likely]
                if shares is None
                else [(share < 0.05, share > 0.95) for share in shares]
            )
            colours = [1.5 * _alike(side, *seeds) for side, seeds in zip(sides, learned, strict=True)]
        leanings = []
        for index, side in enumerate(sides):
            leaning = colours[index] + _by_place(side, differs, seen).ravel()
            # Where the pictures differ and the other one shows scenery, this one shows the figure.
            leaning += 3 * change * (0.5 if shares is None else 1 - shares[1 - index])
            leaning *= STRENGTH
            leaning[side.figure.ravel()], leaning[side.scenery.ravel()] = SURE, -SURE
            leanings.append(leaning)
        shares = settle(neighbours, leanings, 1 - change, shares)
    assert shares is not None
    return [share.reshape(shape).astype(np.float32) for share in shares]


def _first_guess(side: Side, differs: Field, seen: Field, scenery: Where) -> Where:
    """
    Return what is likely figure: it changes, or change is all around it, and it looks like no scenery.
    """
    unlike = _distance(side.looks, side.looks[scenery.ravel()]).reshape(differs.shape) > UNLIKE
    likely = ((differs >= 0.5) | (seen > 0.9)) & unlike
    return likely if side.away is None else side.figure | (likely & (side.away < 2 * LIMB))


def _by_place(side: Side, differs: Field, seen: Field) -> Field:
    """
    Return a leaning by place: near bones, or without them where something changes all around.
    """
    if side.away is not None:
        return np.asarray(0.5 * np.clip(1 - side.away / LIMB, -2, 1), np.float32)
    return np.where(differs < 0.5, np.clip((seen - 0.75) / 0.2, -1, 1), 0).astype(np.float32)


def _alike(side: Side, scenery: Where, figure: Where) -> Leaning:
    """
    Return a leaning by looks: whether the nearest are those of the known figure or those of known scenery.
    """
    to_scenery = _distance(side.looks, side.looks[scenery])
    if figure.sum() <= 5:
        return np.clip(to_scenery / 8 - 1, -1, 1.5)
    to_figure = _distance(side.looks, side.looks[figure])
    return np.clip(np.log((to_scenery + 3) / (to_figure + 3)), -3, 3)


def _distance(looks: NDArray[np.float64], known: NDArray[np.float64]) -> Leaning:
    """
    Return how far each look is from the nearest two known ones.
    """
    if len(known) < 2:
        return np.full(len(looks), 50.0)
    tree = cKDTree(known[:: -(-len(known) // MOST_LOOKS)])
    distances, _ = tree.query(looks, k=2, eps=0.1)
    return np.asarray(np.mean(distances, axis=1), np.float64)


def _cut(side: Side, share: Field, other: Field, differs: Field, scenery: Where) -> Where:
    """
    Return the figure after GrabCut, which knows more about its colours, has reconsidered what rests.
    """
    seeds = np.where(share > 0.5, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    plain = differs > 0.9
    seeds[plain & (other < 0.3) & (share > 0.7)] = cv2.GC_FGD
    seeds[(plain & (other > 0.7) & (share < 0.3)) | scenery | side.scenery] = cv2.GC_BGD
    seeds[side.figure & (share > 0.5)] = cv2.GC_FGD
    return grab_cut(side.picture, seeds, 3)


def grab_cut(picture: Pixels, seeds: NDArray[np.uint8], rounds: int) -> Where:
    """
    Return the figure that GrabCut finds from seeds (Rother and others, "GrabCut", 2004).
    """
    figure, scenery = np.isin(seeds, (cv2.GC_FGD, cv2.GC_PR_FGD)), np.isin(seeds, (cv2.GC_BGD, cv2.GC_PR_BGD))
    if not figure.any() or not scenery.any():
        return np.asarray(figure, np.bool_)
    # OpenCV draws the first clusters of colours from a generator that all share.
    cv2.setRNGSeed(0)
    colours = np.ascontiguousarray(picture[..., :3])
    found, _, _ = cv2.grabCut(
        colours,
        seeds.copy(),
        (0, 0, 1, 1),
        np.zeros((1, 65)),
        np.zeros((1, 65)),
        rounds,
        cv2.GC_INIT_WITH_MASK,
    )
    return np.isin(found, (cv2.GC_FGD, cv2.GC_PR_FGD))


def _tidy(figure: Where, side: Side, changed: Where) -> Where:
    """
    Return the figure without spots in which nothing changes and no bone lies, and without holes that change.
    """
    if side.scenery.all():
        return np.zeros(figure.shape, np.bool_)
    _, spots = cv2.connectedComponents(figure.astype(np.uint8))
    reasons = np.bincount(spots[changed | side.figure], minlength=spots.max() + 1)
    areas = np.bincount(spots.ravel(), minlength=spots.max() + 1)
    kept = (reasons > 0.02 * areas) & (areas > CRUMB * figure.size / 3)
    kept[0] = False
    figure = np.asarray(kept[spots], np.bool_)
    _, gaps = cv2.connectedComponents((~figure).astype(np.uint8), connectivity=4)
    areas = np.bincount(gaps.ravel(), minlength=gaps.max() + 1)
    closed = np.bincount(gaps[changed], minlength=gaps.max() + 1) > 0.5 * areas
    closed[np.concatenate([gaps[0], gaps[-1], gaps[:, 0], gaps[:, -1]])] = False
    closed[0] = False
    return np.asarray(figure | closed[gaps], np.bool_)
