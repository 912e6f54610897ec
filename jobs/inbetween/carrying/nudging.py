"""
Nudging: a posed marionette moved, whole and bone by bone, until its colours lie on those of a picture.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from ..fields import Field
from .explaining import Target
from .marionette import Marionette, Numbers, Places, Pose, turning

SOFTNESSES = (2.5, 1.2, 0.0)
"""
How much both looks are softened, in pixels, from round to round: far moves first, then exact ones.
"""

STEPS = 8
MOST_POINTS = 2000
DOUBTED = 20.0
"""
The distance in Lab from which a point begins to be doubted: something may lie over it there.
"""

STRENGTH = 0.02
LIMB_BEND, END_BEND, SPINE_BEND, GIRDLE_BEND = (float(np.radians(angle)) for angle in (40, 25, 12, 5))
"""
By how many radians bones usually bend: those of a limb from where they were placed, and from how they were
drawn those at the body's ends (heads, tails), those within it, and those that carry limbs.
"""

LIMB_STRETCH, BODY_STRETCH, GROWTH = 0.08, 0.05, 0.05
"""
By how much bones of limbs and of the body, and the whole, usually grow longer or shorter (log).
"""


def nudge(marionette: Marionette, target: Target, pose: Pose) -> Pose:
    """
    Return the pose in which the marionette's colours agree best with the target's near a pose.

    This is the direct alignment of Lucas and Kanade, of a tree of rigid parts (Bregger-Malik twists in the
    plane), with points doubted the more the less they agree (Geman and McClure).
    """
    chosen = np.arange(len(marionette.points))[:: max(1, len(marionette.points) // MOST_POINTS)]
    system = _System.of(marionette, pose, chosen)
    for softness in SOFTNESSES:
        scene = _Scene.of(target, softness)
        for _ in range(STEPS):
            step = system.step(pose, scene)
            pose = system.moved(pose, step)
            if np.abs(step[:2]).max() < 0.02 and np.abs(step[2:]).max() < 0.002:
                break
    return pose


@dataclass(frozen=True, slots=True, eq=False)
class _Scene:
    """
    A softened target: colour, how it changes across and down, and the same of the distance to the figure.
    """

    layers: Field

    @classmethod
    def of(cls, target: Target, softness: float) -> "_Scene":
        lab = cv2.GaussianBlur(target.lab, (0, 0), softness) if softness else target.lab
        layers = [np.asarray(lab, np.float32), target.distance[..., None]]
        for across, down in ((1, 0), (0, 1)):
            layers += [
                np.asarray(cv2.Sobel(layer, cv2.CV_32F, across, down, scale=1 / 8), np.float32).reshape(
                    *target.inside.shape, -1
                )
                for layer in layers[:2]
            ]
        return cls(np.concatenate(layers, axis=2))

    def at(self, places: Places) -> tuple[Field, Field, Field]:
        """
        Return colour and distance, `(n, 4)`, at places, and how they change across and down.
        """
        asked = places.astype(np.float32).reshape(-1, 1, 2)
        read = [
            cv2.remap(  # type: ignore[call-overload]
                np.ascontiguousarray(self.layers[..., k : k + 4]),
                asked,
                None,
                cv2.INTER_LINEAR,
                borderMode=cv2.BORDER_REPLICATE,
            ).reshape(-1, 4)
            for k in (0, 4, 8)
        ]
        return read[0], read[1], read[2]


@dataclass(frozen=True, slots=True, eq=False)
class _System:
    """
    The equations for the numbers of a pose: place, turn, the bends and then the stretches of the `free`
    bones, those of some length, and growth. `beyond`, `(joints, joints)`, says whether the second hangs on
    the bone that ends in the first.
    """

    marionette: Marionette
    chosen: NDArray[np.intp]
    free: NDArray[np.intp]
    beyond: NDArray[np.bool_]
    start: Pose
    firmness: Numbers

    @classmethod
    def of(cls, marionette: Marionette, pose: Pose, chosen: NDArray[np.intp]) -> "_System":
        skeleton, count = marionette.skeleton, len(marionette.joints)
        lengths = np.linalg.norm(marionette.joints - marionette.joints[marionette.parents], axis=1)
        free = np.array([end for _, end in skeleton.bones if lengths[end] > 1.5], np.intp)
        beyond = np.eye(count, dtype=np.bool_)
        for start, end in skeleton.bones:
            beyond[:, end] |= beyond[:, start]
        bends = np.full(count, SPINE_BEND)
        bends[[joint for joint in range(count) if joint not in skeleton.parents]] = END_BEND
        bends[[limb.root for limb in skeleton.limbs]] = GIRDLE_BEND
        limbs = [joint for limb in skeleton.limbs for joint in limb.joints]
        bends[limbs] = LIMB_BEND
        stretches = np.full(count, BODY_STRETCH)
        stretches[limbs] = LIMB_STRETCH
        weight = STRENGTH * len(chosen)
        share = weight / max(len(free), 1)
        firmness = np.concatenate(
            [
                np.zeros(3),
                share / bends[free] ** 2,
                share / stretches[free] ** 2,
                [2.5 * weight / GROWTH**2],
            ]
        )
        rest = pose.bends.copy()
        rest[[joint for joint in range(count) if joint not in limbs]] = 0
        return cls(marionette, chosen, free, beyond, replace(pose, bends=rest), firmness)

    def step(self, pose: Pose, scene: _Scene) -> Numbers:
        """
        Return the Gauss-Newton step from a pose.
        """
        places = self.marionette.carried(pose, self.chosen)
        found, across, down = scene.at(places)
        colours = self.marionette.colours[self.chosen]
        moves = self._moves(pose, places)
        change = across[..., None] * moves[:, None, :, 0] + down[..., None] * moves[:, None, :, 1]
        error = np.concatenate([found[:, :3] - colours, np.minimum(found[:, 3:], 4)], axis=1)
        doubt = DOUBTED**2 / (DOUBTED**2 + (error[:, :3] ** 2).sum(axis=1))
        weights = np.empty(error.shape)
        weights[:, :3] = (doubt**2 * (found[:, 3] < 0.5) / DOUBTED**2)[:, None]
        weights[:, 3] = (found[:, 3] > 0) / 8
        weighted = (change * weights[..., None]).reshape(-1, moves.shape[1])
        flat = change.reshape(-1, moves.shape[1])
        square = weighted.T @ flat + np.diag(self.firmness)
        square += np.diag(1e-3 * np.diag(square) + 1e-6)
        slope = weighted.T @ error.ravel() + self.firmness * self._away(pose)
        step = -np.linalg.solve(square, slope)
        return np.concatenate([np.clip(step[:2], -4, 4), np.clip(step[2:], -0.2, 0.2)])

    def moved(self, pose: Pose, step: Numbers) -> Pose:
        count = len(self.free)
        bends, stretches = pose.bends.copy(), pose.stretches.copy()
        bends[self.free] += step[3 : 3 + count]
        stretches[self.free] = np.clip(stretches[self.free] + step[3 + count : -1], -0.35, 0.35)
        grows = float(np.clip(pose.grows + step[-1], -0.15, 0.15))
        return Pose(pose.place + step[:2], pose.turn + float(step[2]), bends, stretches, grows)

    def _away(self, pose: Pose) -> Numbers:
        """
        Return how far a pose's numbers are from what they are drawn to.
        """
        bends = (pose.bends - self.start.bends)[self.free]
        return np.concatenate([np.zeros(3), bends, pose.stretches[self.free], [pose.grows]])

    def _moves(self, pose: Pose, places: Places) -> Numbers:
        """
        Return where each point goes, `(points, numbers, 2)`, per unit of each of the pose's numbers.
        """
        marionette, free, count = self.marionette, self.free, len(self.free)
        joints, turns = marionette.posed(pose)
        bones = marionette.bones[self.chosen]
        moves = np.zeros((len(places), 4 + 2 * count, 2))
        moves[:, 0, 0] = moves[:, 1, 1] = 1
        from_root = places - joints[marionette.skeleton.root]
        moves[:, 2] = _quarter(from_root)
        moves[:, -1] = from_root
        starts = joints[marionette.parents[free]]
        hangs = self.beyond[free][:, bones].T[..., None]
        moves[:, 3 : 3 + count] = _quarter(places[:, None] - starts) * hangs
        along = np.einsum("nij,nj->ni", turning(turns[free]), marionette.directions[free])
        reach = ((places[:, None] - starts) * along).sum(axis=2)
        length = np.linalg.norm(joints[free] - starts, axis=1)
        carried = np.where(bones[:, None] == free, reach, length) * hangs[..., 0]
        moves[:, 3 + count : -1] = carried[..., None] * along
        return moves


def _quarter(vectors: Numbers) -> Numbers:
    """
    Return vectors turned by a quarter, clockwise on the screen.
    """
    return np.stack([-vectors[..., 1], vectors[..., 0]], axis=-1)
