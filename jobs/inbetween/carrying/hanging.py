"""
Hanging: how the limbs of a marionette may hang from a body that is placed in another picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ..fields import Field
from ..skeleton import Limb
from .explaining import MISTAKEN, OUTSIDE, UNEXPLAINED, Target
from .marionette import Marionette, Numbers, Places, Pose, turning

BONE_POINTS = 60
"""
How many points of a bone are enough to judge an angle by.
"""

BENT = 0.1
"""
What each point of a bone costs that is bent by half a turn from how it was drawn.
"""

ANGLES, BENDS = np.radians(np.arange(-180, 180, 8)), np.radians(np.arange(-150, 151, 10))
"""
The angles at which the first bone of a limb, and each next one, is tried.
"""

MOST_WAYS, MOST_TOGETHER = 8, 16
"""
How many ways of one limb, and of all limbs together, are kept.
"""

MOST_UNFINISHED, MOST_TRIED = 150, 450
"""
How many ways of a limb are followed past its second bone, and looked at when it is whole.
"""

APART = 0.07
"""
The share of the figure's size by which a joint must lie elsewhere for a way to be another one.
"""

Together = tuple[float, Field, float, tuple[int, ...]]
"""
What a choice of ways costs in all, what it leaves to be explained, what its limbs cost, and its indices.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """
    One way in which a limb may hang: the bends of its bones, where its joints come to lie, what it explains
    of the figure, and what it costs itself.
    """

    bends: tuple[float, ...]
    joints: Places
    explained: Field
    cost: float


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """
    A body placed, with the ways of each limb, and which of them was chosen at what cost of the whole.

    `rivals` holds for each limb what the whole costs with each of its ways, the other limbs as chosen.
    """

    body: Pose
    ways: tuple[tuple[Way, ...], ...]
    chosen: tuple[int, ...]
    cost: float
    rivals: tuple[Numbers, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Hanging:
    """
    A marionette whose body has a pose in a target: what the body leaves to be explained, and what it costs.
    """

    marionette: Marionette
    target: Target
    body: Pose
    size: float
    explained: Field
    cost: float

    @classmethod
    def of(cls, marionette: Marionette, target: Target, body: Pose, size: float) -> Self:
        """
        Place a body; `size` is the figure's, in pixels.
        """
        points = np.flatnonzero(marionette.of_body)
        explained, cost = target.explained(marionette.carried(body, points), marionette.colours[points])
        root = marionette.joints[marionette.skeleton.root]
        hidden = (marionette.hidden - root) @ turning(body.turn).T + body.place
        return cls(marionette, target, body, size, np.minimum(explained, target.excused(hidden)), cost)

    def likeliest(self, most: int) -> list[Placed]:
        """
        Return the ways, at most so many and the likeliest first, in which all limbs hang together.
        """
        ways = tuple(self._ways(limb) for limb in self.marionette.skeleton.limbs)
        together: list[Together] = [(float(self.explained.sum()), self.explained, 0.0, ())]
        for limb in ways:
            together = _combined(together, limb)
        return [self._settled(ways, chosen) for *_, chosen in together[:most]]

    def _settled(self, ways: tuple[tuple[Way, ...], ...], chosen: tuple[int, ...]) -> Placed:
        """
        Return the choice after each limb has been chosen again, twice, with the others as they are.
        """
        choice = list(chosen)
        rivals: list[Numbers] = [np.zeros(0)] * len(ways)
        for _ in range(2):
            for index, limb in enumerate(ways):
                others = [ways[k][choice[k]] for k in range(len(ways)) if k != index]
                rest = np.minimum.reduce([self.explained, *(way.explained for way in others)])
                spent = self.cost + sum(way.cost for way in others)
                rivals[index] = np.array(
                    [spent + way.cost + float(np.minimum(rest, way.explained).sum()) for way in limb]
                )
                choice[index] = int(rivals[index].argmin())
        picked = [limb[k] for limb, k in zip(ways, choice, strict=True)]
        left = np.minimum.reduce([self.explained, *(way.explained for way in picked)])
        cost = self.cost + float(left.sum()) + sum(way.cost for way in picked)
        return Placed(self.body, ways, tuple(choice), cost, tuple(rivals))

    def _ways(self, limb: Limb) -> tuple[Way, ...]:
        """
        Return the likeliest ways of a limb that lie apart, and the one it was drawn in.
        """
        joints, kept = list(limb.joints), list[Way]()
        points = np.flatnonzero(np.isin(self.marionette.bones, joints))
        for bends in [*self._tried(limb), (0.0,) * len(joints)]:
            pose = self.body.bent(limb.joints, bends)
            places = self.marionette.posed(pose)[0][joints]
            if any(np.abs(places - other.joints).max() <= APART * self.size for other in kept):
                continue
            if len(kept) >= MOST_WAYS and any(bends):
                continue
            carried = self.marionette.carried(pose, points)
            explained, cost = self.target.explained(carried, self.marionette.colours[points])
            kept.append(Way(bends, places, explained, cost + bending(self.marionette, pose, limb)))
        return tuple(kept)

    def _tried(self, limb: Limb) -> list[tuple[float, ...]]:
        """
        Return bends of a limb's bones, the cheapest first: all of the first two bones, of a longer limb those
        that go on from the cheapest.
        """
        joints, turns = self.marionette.posed(self.body)
        costs, ends = np.zeros(1), joints[limb.root][None]
        headings, bends = np.full(1, turns[limb.root]), np.zeros((1, 0))
        for number, joint in enumerate(limb.joints):
            angles = ANGLES if number == 0 else BENDS
            heading = (headings[:, None] + angles).ravel()
            origins = np.repeat(ends, len(angles), axis=0)
            turned = turning(heading)
            price = BENT * self.marionette.sizes[joint] * np.abs(angles) / np.pi
            costs = (costs[:, None] + price).ravel() + self._cost(joint, turned, origins)
            bone = self.marionette.joints[joint] - self.marionette.joints[self.marionette.parents[joint]]
            ends = origins + turned @ bone
            added = np.tile(angles, len(headings))[:, None]
            bends = np.concatenate([np.repeat(bends, len(angles), axis=0), added], axis=1)
            most = MOST_TRIED if joint == limb.joints[-1] else MOST_UNFINISHED
            order = np.argsort(costs, kind="stable")[:most]
            costs, ends, headings, bends = costs[order], ends[order], heading[order], bends[order]
        return [tuple(float(bend) for bend in row) for row in bends]

    def _cost(self, joint: int, turned: NDArray[np.float64], origins: Places) -> Numbers:
        """
        Return what the points of one bone cost at some turns and origins, less what they explain that the
        body does not.
        """
        marionette = self.marionette
        points = np.flatnonzero(marionette.bones == joint)
        if not len(points):
            return np.zeros(len(origins))
        step = max(1, len(points) // BONE_POINTS)
        few = points[::step]
        from_start = marionette.points[few] - marionette.joints[marionette.parents[joint]]
        places = np.einsum("kij,nj->kni", turned, from_start) + origins[:, None]
        unlike, outside, index = self.target.faults(places, marionette.colours[few])
        saved = np.maximum(self.explained.ravel()[index] - np.minimum(unlike, UNEXPLAINED), 0) * (
            outside == 0
        )
        return np.asarray(step * (MISTAKEN * unlike + OUTSIDE * outside - saved).sum(axis=1))


def bending(marionette: Marionette, pose: Pose, limb: Limb) -> float:
    """
    Return what the bends of a limb cost.
    """
    joints = list(limb.joints)
    return float(BENT * (marionette.sizes[joints] * np.abs(pose.bends[joints])).sum() / np.pi)


def _combined(together: Sequence[Together], limb: Sequence[Way]) -> list[Together]:
    """
    Return the cheapest choices of ways that a limb's ways make with those so far.
    """
    tried: list[Together] = []
    for _, explained, spent, chosen in together:
        for index, way in enumerate(limb):
            left = np.minimum(explained, way.explained)
            tried.append((float(left.sum()) + spent + way.cost, left, spent + way.cost, (*chosen, index)))
    return sorted(tried, key=lambda found: found[0])[:MOST_TOGETHER]
