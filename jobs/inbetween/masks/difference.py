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

from ..fields import Field
from ..matte import Pixels
from .bones import Bones, Where
from .looks import Looks
from .settling import Leaning, Neighbours, settle

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

STIRRED, FAR_STIRRED = 0.005, 0.03
"""
The shares of the border, and of what lies far from all bones, up to which a change there is no camera's.
"""

ADRIFT = 0.05
"""
The share of the border that must differ for a camera to have moved, and half of it along opposite sides.
"""

CRUMB = 0.0003
"""
The share of a picture below which a spot counts for nothing.
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

ROUNDS = 5
LEARNING_ROUND = 2
SURE = 10.0
STRENGTH = 0.3
"""
What a leaning weighs against the pull of the four neighbours of one colour.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """
    One of the two pictures, small: `(h, w, 3)` in Lab, the looks of its pixels, the distances to bones, and
    where the figure surely is and is not.
    """

    picture: Pixels
    lab: Field
    looks: Looks
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
        looks, size = Looks.of(lab), lab.shape[:2]
        away = bones.away((size[0], size[1])) if bones else None
        if known is not None:
            return cls(picture, lab, looks, None, known > 127, known <= 127)
        none = np.zeros(size, np.bool_)
        if away is None or bones is None:
            return cls(picture, lab, looks, None, none, none)
        return cls(picture, lab, looks, away, away * bones.height < 0.01 * bones.height + 1, away > BEYOND)

    def distance(self, known: Where) -> Field:
        """
        Return how far the look of each pixel is from those of the known ones.
        """
        return self.looks.distance(known)


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


def stands_still(first: Side, last: Side) -> bool:
    """
    Return whether two pictures are the same along the border and far from all bones, as if no camera moved.
    """
    changed = _without_crumbs(_differing(first.lab, last.lab) > 0.5)
    far = np.logical_and(first.scenery, last.scenery)
    moved = far.any() and first.away is not None and changed[far].mean() > FAR_STIRRED
    return not moved and float(changed[_ring(changed.shape)].mean()) <= STIRRED


def moves_all_round(first: Side, last: Side) -> bool:
    """
    Return whether two pictures differ along opposite sides of the border, off all bones, as if the camera
    moved; a figure that the border cuts differs along one side or a corner.
    """
    changed = _without_crumbs(_differing(first.lab, last.lab) > 0.5)
    off = beside(first, last)
    thickness = _thickness(changed.shape)
    sides = [
        float(changed[side][off[side]].sum() / changed[side].size)
        for side in (
            np.s_[:thickness],
            np.s_[-thickness:],
            np.s_[:, :thickness],
            np.s_[:, -thickness:],
        )
    ]
    across = max(min(sides[0], sides[1]), min(sides[2], sides[3]))
    return float(np.mean(sides)) > ADRIFT and across > ADRIFT / 2


def beside(first: Side, last: Side) -> Where:
    """
    Return where two pictures show no figure that is known of: what lies off all bones.
    """
    where = ~(first.figure | last.figure)
    for side in (first, last):
        if side.away is not None:
            where &= side.away > BEYOND / 2
    return where


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
    thickness = _thickness(shape)
    ring = np.ones(shape, np.bool_)
    ring[thickness:-thickness, thickness:-thickness] = False
    return ring


def _thickness(shape: tuple[int, ...]) -> int:
    return max(1, max(shape) // 40)


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


def _shares(sides: Sequence[Side], differs: Field, seen: Field, scenery: Where) -> Field:
    """
    Return how much of each pixel is figure, from 0 to 1, in both pictures, `(2, h, w)`.
    """
    neighbours = Neighbours.of(np.stack([side.lab for side in sides]))
    to_scenery = [side.distance(scenery) for side in sides]
    likely = [_first_guess(side, away, differs, seen) for side, away in zip(sides, to_scenery, strict=True)]
    colours = [_alike(*known) for known in zip(sides, to_scenery, likely, strict=True)]
    shares: Field | None = None
    for number in range(ROUNDS):
        if number == LEARNING_ROUND and shares is not None:
            colours = [
                _alike(side, side.distance(share < 0.05), share > 0.95)
                for side, share in zip(sides, shares, strict=True)
            ]
        leanings = np.empty((2, *differs.shape), np.float32)
        for index, side in enumerate(sides):
            leaning = 1.5 * colours[index] + _by_place(side, differs, seen)
            # Where the pictures differ and the other one shows scenery, this one shows the figure.
            leaning += 3 * differs * (0.5 if shares is None else 1 - shares[1 - index])
            leaning *= STRENGTH
            leaning[side.figure], leaning[side.scenery] = SURE, -SURE
            leanings[index] = leaning
        shares = settle(neighbours, leanings, 1 - differs, shares)
    assert shares is not None
    return shares


def _first_guess(side: Side, to_scenery: Field, differs: Field, seen: Field) -> Where:
    """
    Return what is likely figure: it changes, or change is all around it, and it looks like no scenery.
    """
    likely = ((differs >= 0.5) | (seen > 0.9)) & (to_scenery > UNLIKE)
    return likely if side.away is None else side.figure | (likely & (side.away < 2 * LIMB))


def _by_place(side: Side, differs: Field, seen: Field) -> Leaning:
    """
    Return a leaning by place: near bones, or without them where something changes all around.
    """
    if side.away is not None:
        return np.asarray(0.5 * np.clip(1 - side.away / LIMB, -2, 1), np.float32)
    return np.where(differs < 0.5, np.clip((seen - 0.75) / 0.2, -1, 1), 0).astype(np.float32)


def _alike(side: Side, to_scenery: Field, figure: Where) -> Leaning:
    """
    Return a leaning by looks: whether the nearest are those of the known figure or those of known scenery.
    """
    if figure.sum() <= 5:
        return np.asarray(np.clip(to_scenery / 8 - 1, -1, 1.5), np.float32)
    return np.asarray(np.clip(np.log((to_scenery + 3) / (side.distance(figure) + 3)), -3, 3), np.float32)


def _cut(side: Side, share: Field, other: Field, differs: Field, scenery: Where) -> Where:
    """
    Return the figure after GrabCut, which knows more about its colours, has reconsidered what rests.
    """
    seeds = np.where(share > 0.5, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    plain = differs > 0.9
    seeds[plain & (other < 0.3) & (share > 0.7)] = cv2.GC_FGD
    seeds[(plain & (other > 0.7) & (share < 0.3)) | scenery | side.scenery] = cv2.GC_BGD
    seeds[side.figure & (share > 0.5)] = cv2.GC_FGD
    return grab_cut(side.picture, seeds, 2)


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
