"""
Suggesting: the marks of one pose carried over to another picture of the same character, as a proposal.

The first picture is made a marionette that is posed after the second: the body is tried at every place and
turn, each limb at all angles of its bones, the best of them together, and the likeliest poses are nudged
until colours agree. What counts is how much of the figure the marionette explains.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..marks import Joints, Marks, Mask
from ..masks.finding import find_mask, find_masks
from ..picture import Picture, check_picture, size_of
from .explaining import UNEXPLAINED, Target
from .hanging import Hanging, Placed, bending
from .marionette import Likeness, Marionette, Numbers, Pose
from .nudging import nudge
from .placing import place_body

SIZE = 110
"""
The longer side of the first figure, in pixels, at which poses are sought.
"""

SMALLEST = 12
"""
Pixels that a figure has at least.
"""

MOST_REFINED = 3

CLOSE = 0.2
"""
How far apart (log) two figures' sizes may seem for both to have been drawn at one: limbs hide each other.
"""

OFF = 0.05
"""
The share of the figure's size by which a joint that lies elsewhere is a wrong one.
"""

TELLING = 0.04
"""
The share of all the figure's pixels, left unexplained, that makes a pose unlikely.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Suggestion:
    """
    Joints proposed for a picture, `(n, 2)` in its pixels, and how much to trust each, `(n,)` from 0 to 1.

    The confidence ranks joints: what else would explain the picture nearly as well, and how well the bones
    at a joint agree with it. It is no probability.
    """

    joints: Joints
    confidence: NDArray[np.float64]


def suggest(first: Picture, marks: Marks, last: Picture, last_mask: Mask | None = None) -> Suggestion:
    """
    Return where the joints marked in `first` may be in `last`, another picture of the same character.

    The pictures may differ in size. `last_mask` is the figure in `last`, if known. Where no figure is found
    in one of them the marks are returned as they are, scaled to `last`, with a confidence of 0. Raises
    `ValueError` for what is no picture, and for masks of another size than their picture.
    """
    check_picture("first picture", first)
    check_picture("last picture", last)
    for name, picture, mask in (("first", first, marks.mask), ("last", last, last_mask)):
        if mask is not None and mask.shape != picture.shape[:2]:
            sizes = f"{size_of(mask)} and {size_of(picture)}"
            raise ValueError(f"The {name} picture and its mask must have the same size; got {sizes}.")
    looks = _looks(first, last, *_masks(first, marks, last, last_mask))
    if looks is None:
        grown = last.shape[1] / first.shape[1], last.shape[0] / first.shape[0]
        return Suggestion((marks.joints + 0.5) * grown - 0.5, np.zeros(len(marks.joints)))
    marionette = Marionette.of(looks[0], marks.skeleton, marks.joints, marks.behind)
    target = Target.of(looks[1])
    found = _found(marionette, target)
    best, _ = marionette.posed(found[0].pose)
    return Suggestion(looks[1].joints(best), _confidence(marionette, target, found))


def _masks(first: Picture, marks: Marks, last: Picture, last_mask: Mask | None) -> tuple[Mask, Mask]:
    if marks.mask is not None and last_mask is not None:
        return marks.mask, last_mask
    if first.shape == last.shape and last_mask is None:
        one, other = find_masks(first, last, marks)
        return one.mask, other.mask
    if last_mask is None:
        last_mask = find_mask(last).mask
    if marks.mask is not None:
        return marks.mask, last_mask
    return find_mask(first, marks.joints, marks.skeleton).mask, last_mask


def _looks(
    first: Picture, last: Picture, first_mask: Mask, last_mask: Mask
) -> tuple[Likeness, Likeness] | None:
    """
    Return both figures at the size at which they are compared, the first one's colours shifted to the last
    one's light; None if one of them is empty.
    """
    areas = [int((mask > 127).sum()) for mask in (first_mask, last_mask)]
    if min(areas) < SMALLEST:
        return None
    rows, columns = np.nonzero(first_mask > 127)
    scale = SIZE / (max(np.ptp(rows), np.ptp(columns)) + 1)
    grown = float(np.sqrt(areas[1] / areas[0]))
    if first.shape == last.shape and abs(np.log(grown)) < CLOSE:
        grown = 1.0
    one, other = Likeness.of(first, first_mask, scale), Likeness.of(last, last_mask, scale / grown)
    if not one.inside.any() or not other.inside.any():
        return None
    light = other.lab[other.inside].mean(axis=0) - one.lab[one.inside].mean(axis=0)
    return replace(one, lab=one.lab + light), other


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """
    A pose after nudging, how it was placed before, and what it costs.
    """

    pose: Pose
    placed: Placed
    cost: float


def _found(marionette: Marionette, target: Target) -> list[_Found]:
    """
    Return the likeliest poses, the best first.
    """
    placed = [
        way
        for body in place_body(marionette, target, SIZE)
        for way in Hanging.of(marionette, target, body, SIZE).likeliest(MOST_REFINED)
    ]
    placed.sort(key=lambda way: way.cost)
    starts: list[Joints] = []
    found = []
    for way in placed:
        pose = way.body
        for limb, ways, chosen in zip(marionette.skeleton.limbs, way.ways, way.chosen, strict=True):
            pose = pose.bent(limb.joints, ways[chosen].bends)
        joints, _ = marionette.posed(pose)
        if len(starts) < MOST_REFINED and all(np.abs(joints - other).max() > 2 for other in starts):
            starts.append(joints)
            nudged = nudge(marionette, target, pose)
            found.append(_Found(nudged, way, _cost(marionette, target, nudged)))
    return sorted(found, key=lambda way: way.cost)


def _cost(marionette: Marionette, target: Target, pose: Pose) -> float:
    left, own = target.explained(marionette.carried(pose), marionette.colours)
    return (
        float(left.sum()) + own + sum(bending(marionette, pose, limb) for limb in marionette.skeleton.limbs)
    )


def _confidence(marionette: Marionette, target: Target, found: Sequence[_Found]) -> Numbers:
    """
    Return how much to trust each joint of the best pose found: little where nearly as good poses have it
    elsewhere, and where the pixels of its bones do not look like those they lie on.
    """
    telling = TELLING * UNEXPLAINED * float(target.inside.sum())
    best, _ = marionette.posed(found[0].pose)
    apart = _spread(
        [np.linalg.norm(marionette.posed(other.pose)[0] - best, axis=1) for other in found],
        np.array([other.cost for other in found]),
        telling,
    )
    for index, limb in enumerate(marionette.skeleton.limbs):
        joints, placed = list(limb.joints), found[0].placed
        ways = placed.ways[index]
        chosen = ways[placed.chosen[index]].joints
        elsewhere = [np.linalg.norm(way.joints - chosen, axis=1) for way in ways]
        share = telling * max(float(np.isin(marionette.bones, joints).mean()) * 4, 0.1)
        apart[joints] = np.maximum(apart[joints], _spread(elsewhere, placed.rivals[index], share))
    sure = OFF * SIZE / (OFF * SIZE + apart)
    return np.clip(sure * (1 - _disagreement(marionette, target, found[0].pose)), 0, 1)


def _spread(elsewhere: Sequence[Numbers], costs: Numbers, telling: float) -> Numbers:
    """
    Return how far joints are elsewhere on average, a pose counting the less the more it costs.
    """
    likely = np.exp(-np.clip((costs - costs.min()) / telling, 0, 50))
    return np.asarray((likely[:, None] * np.array(elsewhere)).sum(axis=0) / likely.sum())


def _disagreement(marionette: Marionette, target: Target, pose: Pose) -> Numbers:
    """
    Return, for each joint, how unlike the points of the bones at it are to what they lie on, from 0 to 1.
    """
    unlike, outside, _ = target.faults(marionette.carried(pose), marionette.colours)
    faults = np.maximum(unlike, outside)
    count = len(marionette.joints)
    sums, sizes = np.bincount(marionette.bones, faults, count), marionette.sizes.astype(np.float64)
    of_bone = (sums + 0.2) / (sizes + 1)
    at_joint = of_bone.copy()
    for start, end in marionette.skeleton.bones:
        at_joint[start] = max(at_joint[start], of_bone[end]) if sizes[end] else at_joint[start]
    return np.asarray(at_joint, np.float64)
