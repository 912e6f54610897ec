"""
Path: where the joints are at each place between two keys.

Bones turn about their joints, so limbs move on arcs and keep their length; the poses of both keys, of
breakdowns between them and of the keys beyond are joined by a monotone cubic (Fritsch and Carlson, "Monotone
Piecewise Cubic Interpolation", 1980), so that the motion flows through a key and never swings past a pose.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicHermiteSpline, PchipInterpolator

from .marks import Course, Joints, Marks
from .skeleton import Skeleton

Floats = NDArray[np.float64]

STILL = 0.02
"""
A limb's end that moves less than this share of the figure's size from pose to pose stands still: it must not
slide in between.
"""

FREELY = 0.05
"""
What going its own way counts for, next to a weight of 1 for each joint that stands still.
"""

POINT = 0.004
"""
A bone shorter than this share of the figure's size has no direction of its own.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Pose:
    """
    A skeleton's joints, and the direction (radians) and length (pixels) of the bone that ends in each.
    """

    joints: Joints
    turned: Floats
    lengths: Floats

    @classmethod
    def of(cls, skeleton: Skeleton, joints: Joints) -> Self:
        """
        Measure the bones of a pose; the root, in which no bone ends, has length 0.
        """
        bones = np.zeros_like(joints)
        for start, end in skeleton.bones:
            bones[end] = joints[end] - joints[start]
        return cls(joints, np.arctan2(bones[:, 1], bones[:, 0]), np.hypot(bones[:, 0], bones[:, 1]))


class Path:
    """
    The way of a skeleton from one key's joints to the other's.
    """

    def __init__(self, first: Marks, last: Marks, course: Course) -> None:
        course.check(first.skeleton)
        self.skeleton = first.skeleton
        self.course = course
        named = [(0.0, first.joints), *course.breakdowns, (1.0, last.joints)]
        self.size = max(1.0, *(float(np.ptp(joints, axis=0).max()) for _, joints in named))
        if course.before:
            named.insert(0, course.before)
        if course.after:
            named.append(course.after)
        self.places = np.array([place for place, _ in named])
        self.poses = [Pose.of(self.skeleton, joints) for _, joints in named]

    def at(self, u: float) -> Joints:
        """
        Return the `(n, 2)` joints at `u` from 0 to 1; at a key or a breakdown they are its own.
        """
        if not 0 <= u <= 1:
            raise ValueError(f"A drawing lies between its keys, at 0 to 1; got {u}.")
        after = int(np.searchsorted(self.places, u))
        if self.places[after] == u:
            return self.poses[after].joints.copy()
        joints = self._swung(u)
        share = (u - self.places[after - 1]) / (self.places[after] - self.places[after - 1])
        return self._planted(joints, self.poses[after - 1].joints, self.poses[after].joints, float(share))

    def _swung(self, u: float) -> Joints:
        """
        Return the joints as their bones turn, hung on the root.
        """
        channels = self._channels(u)
        count = len(self.skeleton.names)
        turned, lengths, root = channels[:count], channels[count : 2 * count], channels[2 * count :]
        joints = np.zeros((count, 2))
        joints[self.skeleton.root] = root + self._bend(u)
        for start, end in self.skeleton.bones:
            reach = np.exp(lengths[end]) - self._point
            joints[end] = joints[start] + reach * np.array([np.cos(turned[end]), np.sin(turned[end])])
        return joints

    def _bend(self, u: float) -> Floats:
        """
        Return how far the path is off its straight way at `u`: to its left, as seen by who goes it.

        Where motion flows through a key the path is straight there, or it would turn a corner.
        """
        leaving, arriving = 2 if self.course.before else 1, 2 if self.course.after else 1
        share = u**leaving * (1 - u) ** arriving
        peak = leaving / (leaving + arriving)
        most = peak**leaving * (1 - peak) ** arriving
        ends = [pose.joints[self.skeleton.root] for pose in (self._first, self._last)]
        across, down = ends[1] - ends[0]
        return np.array([down, -across]) * (self.course.arc * share / most)

    @property
    def _first(self) -> Pose:
        return self.poses[1 if self.course.before else 0]

    @property
    def _last(self) -> Pose:
        return self.poses[-2 if self.course.after else -1]

    @property
    def _point(self) -> float:
        return POINT * self.size

    @cached_property
    def _channels(self) -> CubicHermiteSpline:
        """
        All that changes along the way, as one curve: directions, logarithms of lengths, the root's place.
        """
        turned = self._unwound()
        # Added before and taken off after, so that a bone of no length has a logarithm too.
        lengths = np.log(np.array([pose.lengths for pose in self.poses]) + self._point)
        roots = np.array([pose.joints[self.skeleton.root] for pose in self.poses])
        values = np.concatenate((turned, lengths, roots), axis=1)
        slopes = np.asarray(PchipInterpolator(self.places, values).derivative()(self.places))
        for pose, stops in zip((self._first, self._last), self.course.stops, strict=True):
            if stops:
                slopes[self.poses.index(pose)] = 0
        return CubicHermiteSpline(self.places, values, slopes)

    def _unwound(self) -> Floats:
        """
        Return the directions of all poses, each turned on from the one before instead of beginning anew.
        """
        found = [self.poses[0].turned]
        steps = [self._turns(a, b) for a, b in pairwise(self.poses)]
        for name, way in self.course.turns.items():
            self._go_round(steps, self.skeleton.names.index(name), way)
        for step in steps:
            found.append(found[-1] + step)
        return np.array(found)

    def _turns(self, a: Pose, b: Pose) -> Floats:
        """
        Return how far each bone turns from one pose to the next, in radians: the short way, unless it would
        have the bone turn hard against the bone it hangs on.
        """
        turns = np.zeros(len(self.skeleton.names))
        short = np.remainder(b.turned - a.turned + np.pi, 2 * np.pi) - np.pi
        for start, end in self.skeleton.bones:
            if min(a.lengths[end], b.lengths[end]) < self._point:
                turns[end] = turns[start]
                continue
            ways = short[end] + np.array([-2 * np.pi, 0, 2 * np.pi])
            turns[end] = ways[np.argmin(np.abs(ways) + np.abs(ways - turns[start]))]
        return turns

    def _go_round(self, steps: list[Floats], end: int, way: int) -> None:
        """
        Have a bone turn the asked way between the keys, in the step in which it turns most.
        """
        begin = 1 if self.course.before else 0
        inside = steps[begin : len(steps) - (1 if self.course.after else 0)]
        whole = sum(float(step[end]) for step in inside)
        if np.sign(whole) == way or abs(whole) < np.radians(1):
            return
        largest = max(inside, key=lambda step: abs(float(step[end])))
        largest[end] += 2 * np.pi * way

    # --- standing still -----------------------------------------------------------------------------------

    def _planted(self, joints: Joints, here: Joints, there: Joints, share: float) -> Joints:
        """
        Return the joints, moved so that what stands still from pose to pose does not slide in between.
        """
        straight = (1 - share) * here + share * there
        moves = np.linalg.norm(there - here, axis=1) / self.size
        weights = np.exp(-np.square(moves / STILL))
        named = [self.skeleton.names.index(name) for name in self.course.planted]
        weights[named] += 1
        joints = joints + weights @ (straight - joints) / (weights.sum() + FREELY)
        ends = {limb.joints[-1] for limb in self.skeleton.limbs if moves[limb.joints[-1]] <= STILL}
        for end in sorted(ends | set(named)):
            self._bent(joints, end, straight[end])
        return joints

    def _bent(self, joints: Joints, end: int, target: Floats) -> None:
        """
        Bend the last two bones before `end`, in place, so that it comes as near to `target` as they reach.
        """
        middle = self.skeleton.parents[end]
        start = self.skeleton.parents[middle] if middle >= 0 else -1
        if start < 0 or middle == self.skeleton.root:
            return
        upper, lower = (
            float(np.linalg.norm(joints[outer] - joints[inner]))
            for inner, outer in ((start, middle), (middle, end))
        )
        way = target - joints[start]
        far = float(np.linalg.norm(way))
        if min(upper, lower, far) < 1e-6:
            return
        reach = min(max(far, abs(upper - lower) * (1 + 1e-6)), (upper + lower) * (1 - 1e-9))
        along = way / far
        # The law of cosines gives the angle between the way and the upper bone.
        cosine = float(np.clip((upper**2 + reach**2 - lower**2) / (2 * upper * reach), -1, 1))
        across = np.array([-along[1], along[0]]) * np.sqrt(1 - cosine**2)
        knees = [joints[start] + upper * (cosine * along + side * across) for side in (1, -1)]
        nearest = min(knees, key=lambda knee: float(np.linalg.norm(knee - joints[middle])))
        self._carry(joints, middle, nearest - joints[middle])
        self._carry(joints, end, joints[start] + along * reach - joints[end])

    def _carry(self, joints: Joints, moved: int, by: Floats) -> None:
        """
        Move a joint, in place, and all that hangs on it.
        """
        carried = {moved}
        for start, end in self.skeleton.bones:
            if start in carried:
                carried.add(end)
        joints[sorted(carried)] += by
