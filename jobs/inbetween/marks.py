"""
Marks: what a person says about the figure in a picture, and about how it moves to the next one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from .skeleton import Skeleton

Joints = NDArray[np.float64]
"""
`(n, 2)` places x, y in pixels of a picture, one for each joint of a skeleton; they may lie outside of it.
"""

Mask = NDArray[np.uint8]
"""
`(h, w)` bytes: 255 where the figure is, 0 where it is not, between along a soft edge.
"""

FARTHEST = 100_000.0
"""
How far from a picture's corner a joint may lie, in pixels.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """
    Where the joints of a figure are in a picture, and what else was said about it there.

    `mask` is the figure, of the picture's size; None lets the engine find it. `behind` names the limbs that
    pass behind the body in this picture. Raises `ValueError` when these do not fit the skeleton.
    """

    skeleton: Skeleton
    joints: Joints
    mask: Mask | None = None
    behind: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "joints", check_joints(self.skeleton, self.joints))
        limbs = []
        for name in sorted(self.behind):
            limb = self.skeleton.limb_called(name)
            if limb is None:
                known = ", ".join(limb.name for limb in self.skeleton.limbs) or "none"
                raise ValueError(f"There is no limb {name!r} that could be behind; there are: {known}.")
            limbs.append(limb.name)
        object.__setattr__(self, "behind", frozenset(limbs))
        if self.mask is not None and (self.mask.ndim != 2 or self.mask.dtype != np.uint8):
            raise ValueError(
                f"A mask is an array (height, width) of bytes; got {self.mask.dtype} {self.mask.shape}."
            )

    @classmethod
    def from_json(cls, kept: Mapping[str, Any], mask: Mask | None = None) -> Self:
        """
        Read `{"skeleton": …, "joints": [[x, y], …], "behind": [limb, …]}`, with its mask already loaded.
        """
        skeleton = Skeleton.from_json(kept.get("skeleton") or {})
        behind = kept.get("behind") or []
        if not isinstance(behind, list | tuple) or not all(isinstance(name, str) for name in behind):
            raise ValueError(f'"behind" is a list of limbs; got {behind!r}.')
        return cls(skeleton, joints_from(kept.get("joints")), mask, frozenset(behind))


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """
    How the figure runs from the first key to the last.

    `breakdowns`  poses that the motion passes through, each with its place `u` in (0, 1), in order
    `before`      the pose of the key before the first one and its place, below 0, if motion flows through
    `after`       the pose of the key after the last one and its place, above 1
    `stops`       whether the motion comes to rest at the first and at the last key
    `turns`       by the joint a bone ends in: 1 if it turns clockwise on the screen, -1 if the other way;
                  unnamed bones turn the short way
    `planted`     joints, most often feet, that do not slide from key to key
    `arc`         how far paths bend to their left, as a share of their length, from -1 to 1; 0 is straight
    """

    breakdowns: tuple[tuple[float, Joints], ...] = ()
    before: tuple[float, Joints] | None = None
    after: tuple[float, Joints] | None = None
    stops: tuple[bool, bool] = (False, False)
    turns: Mapping[str, int] = field(default_factory=dict)
    planted: frozenset[str] = frozenset()
    arc: float = 0.0

    def __post_init__(self) -> None:
        places = [u for u, _ in self.breakdowns]
        if not all(0 < u < 1 for u in places) or any(b <= a for a, b in pairwise(places)):
            raise ValueError(
                f"Breakdowns lie between the keys, at 0 to 1, each after the other; got {places}."
            )
        if self.before is not None and not self.before[0] < 0:
            raise ValueError(f"The key before lies before 0; got {self.before[0]}.")
        if self.after is not None and not self.after[0] > 1:
            raise ValueError(f"The key after lies after 1; got {self.after[0]}.")
        if any(turn not in (1, -1) for turn in self.turns.values()):
            raise ValueError(f"A bone turns 1, clockwise, or -1, the other way; got {dict(self.turns)}.")
        if not -1 <= self.arc <= 1:
            raise ValueError(f"An arc bends by -1 to 1; got {self.arc}.")

    def check(self, skeleton: Skeleton) -> None:
        """
        Raise a `ValueError` when poses or names are not those of `skeleton`.
        """
        for _, joints in (*self.breakdowns, *(pose for pose in (self.before, self.after) if pose)):
            check_joints(skeleton, joints)
        for name in (*self.turns, *self.planted):
            if name not in skeleton.names:
                raise ValueError(f"There is no joint {name!r}; there are: {', '.join(skeleton.names)}.")


def check_joints(skeleton: Skeleton, joints: Joints) -> Joints:
    """
    Return the joints as `(n, 2)` floats, or raise a `ValueError` that says why they cannot be.
    """
    found = np.array(joints, np.float64)
    if found.shape != (len(skeleton.names), 2):
        raise ValueError(f"There are {len(skeleton.names)} joints with x and y each; got {found.shape}.")
    if not _near(found):
        lost = next(name for name, place in zip(skeleton.names, found, strict=True) if not _near(place))
        raise ValueError(f"Joints lie within {FARTHEST:.0f} pixels of the picture; {lost!r} does not.")
    return found


def _near(places: Joints) -> bool:
    return bool(np.isfinite(places).all() and np.abs(places).max() <= FARTHEST)


def joints_from(kept: Any) -> Joints:
    """
    Return joints read from JSON's lists.
    """
    try:
        found = np.array(kept, np.float64)
    except (TypeError, ValueError):
        found = np.zeros(0)
    if found.ndim != 2 or found.shape[1] != 2:
        raise ValueError(f"Joints are a list of places [x, y]; got {str(kept)[:80]}.")
    return found
