"""
Placing: where the body of a marionette may be in another picture.
"""

from dataclasses import dataclass

import numpy as np

from ..fields import Field
from .explaining import OUTSIDE, Target
from .marionette import Marionette, Numbers, Places, Pose, turning

BODY_POINTS = 350
"""
How many points of the body are enough to judge a place by.
"""

UPRIGHT = 0.15
"""
What each point of a body turned upside down costs.
"""

MOST_BODIES = 3


def place_body(marionette: Marionette, target: Target, size: float) -> list[Pose]:
    """
    Return the poses, the likeliest first, in which the body fits best; limbs hang as they were drawn.

    All turns and all places around the middle of the figure are tried; `size` is the figure's, in pixels.
    """
    body = np.flatnonzero(marionette.of_body)
    few = body[:: max(1, len(body) // BODY_POINTS)]
    middle = (
        marionette.points[body].mean(axis=0) if len(body) else marionette.joints[marionette.skeleton.root]
    )
    search = _BodySearch(target, marionette.points[few] - middle, marionette.colours[few])
    centre = np.argwhere(target.inside).mean(axis=0)[::-1]
    steps = np.arange(-0.35, 0.351, 0.05) * size
    tried = [
        place
        for turn in np.radians(np.arange(-180, 180, 12))
        for place in search.best(turn, centre + _grid(steps), 3)
    ]
    tried.sort(key=lambda place: place[0])
    kept: list[tuple[float, float, Places]] = []
    for _, turn, place in tried[:25]:
        if all(
            abs(np.angle(np.exp(1j * (turn - other)))) > 0.3 or np.linalg.norm(place - there) > 0.12 * size
            for _, other, there in kept
        ):
            kept.append(search.refined(turn, place, 0.025 * size))
        if len(kept) == MOST_BODIES:
            break
    rest, root = marionette.rest(), marionette.joints[marionette.skeleton.root]
    return [
        Pose(turning(turn) @ (root - middle) + place, turn, rest.bends, rest.stretches)
        for _, turn, place in kept
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _BodySearch:
    target: Target
    points: Places
    colours: Field

    def best(self, turn: float, places: Places, most: int) -> list[tuple[float, float, Places]]:
        """
        Return the cheapest of some places for the body at a turn, with what they cost.
        """
        turned = self.points @ turning(turn).T
        unlike, outside, _ = self.target.faults(turned + places[:, None], self.colours)
        upright = UPRIGHT * abs(np.angle(np.exp(1j * turn))) / np.pi
        costs = (unlike + OUTSIDE * outside).sum(axis=1) / max(len(turned), 1) + upright
        return [(float(costs[k]), turn, places[k]) for k in np.argsort(costs, kind="stable")[:most]]

    def refined(self, turn: float, place: Places, step: float) -> tuple[float, float, Places]:
        """
        Return the cheapest place and turn near by, found with ever smaller steps.
        """
        angle = np.radians(6)
        cost, turn, place = self.best(turn, place[None], 1)[0]
        for _ in range(4):
            around = place + _grid(np.array([-step, 0, step]))
            near = [self.best(turn + by, around, 1)[0] for by in (-angle, 0.0, angle)]
            better = min(near, key=lambda found: found[0])
            if better[0] < cost:
                cost, turn, place = better
            else:
                step, angle = step / 2, angle / 2
        return cost, turn, place


def _grid(steps: Numbers) -> Places:
    return np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)
