"""
Skeletons: joints that hang on each other, the bones between them, and the limbs that bones make.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Self, TypeGuard

MOST_JOINTS = 64
BODY = "body"
"""
The name of the part that all bones belong to which are no limb's.
"""

_HEADS = ("head", "neck", "face")
_ARMS = ("elbow", "hand", "wrist", "arm", "palm")
_LEGS = ("knee", "foot", "ankle", "toe", "leg", "paw", "hoof")


@dataclass(frozen=True, slots=True)
class Limb:
    """
    A chain of bones that is cut from the body and moves by itself.

    `joints` are the indices of the joints that its bones end in, from the body outwards; `root` is the index
    of the joint that the first of them hangs on.
    """

    name: str
    root: int
    joints: tuple[int, ...]


@dataclass(frozen=True)
class Skeleton:
    """
    Hold the names of the joints and, for each, the index of the joint it hangs on: -1 for the root.

    Exactly one joint is a root. `own_limbs` names limbs by the joints their bones end in; without it
    they follow from the tree, see `limbs`. Raises `ValueError` when this is no tree.
    """

    names: tuple[str, ...]
    parents: tuple[int, ...]
    own_limbs: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __post_init__(self) -> None:
        count = len(self.names)
        if not 2 <= count <= MOST_JOINTS:
            raise ValueError(f"A skeleton has 2 to {MOST_JOINTS} joints; got {count}.")
        if len(set(self.names)) != count or not all(self.names):
            raise ValueError(f"Each joint has a name of its own; got {list(self.names)}.")
        if len(self.parents) != count or not all(-1 <= parent < count for parent in self.parents):
            raise ValueError(f"Each joint hangs on another one, or is the root; got {list(self.parents)}.")
        if self.parents.count(-1) != 1:
            raise ValueError(f"A skeleton has one root; got {self.parents.count(-1)}.")
        if len(self.order) != count:
            lost = [self.names[joint] for joint in range(count) if joint not in self.order]
            raise ValueError(f"All joints hang on the root; these hang on themselves: {', '.join(lost)}.")
        _ = self.limbs

    @classmethod
    def of(cls, parents: Mapping[str, str | None], limbs: Mapping[str, Sequence[str]] | None = None) -> Self:
        """
        Return the skeleton of joints by name, each with the name of the joint it hangs on, None for the root.
        """
        names = tuple(parents)
        unknown = {parent for parent in parents.values() if parent is not None} - set(names)
        if unknown:
            raise ValueError(f"A joint hangs on another of the skeleton; there is no {sorted(unknown)[0]!r}.")
        index = {name: place for place, name in enumerate(names)}
        own = tuple((name, tuple(joints)) for name, joints in (limbs or {}).items())
        return cls(names, tuple(-1 if parent is None else index[parent] for parent in parents.values()), own)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """
        Read `{"names": [...], "parents": {child: parent}}`; a joint without a parent is the root.

        `"limbs": {name: [joints its bones end in]}` may say which bones make a limb.
        """
        if not isinstance(kept, Mapping):
            raise ValueError(f"A skeleton is an object with names and parents; got {kept!r}.")
        names, parents, limbs = kept.get("names"), kept.get("parents"), kept.get("limbs") or {}
        if not _are_words(names):
            raise ValueError(f'A skeleton\'s "names" are a list of words; got {names!r}.')
        if not isinstance(parents, Mapping) or not _are_words([name or "" for name in parents.values()]):
            raise ValueError(f'A skeleton\'s "parents" say for each joint what it hangs on; got {parents!r}.')
        if not isinstance(limbs, Mapping) or not all(map(_are_words, limbs.values())):
            raise ValueError(f'A skeleton\'s "limbs" say of which joints each is made; got {limbs!r}.')
        strange = set(parents) - set(names)
        if strange:
            raise ValueError(f'"parents" names a joint that is not there: {sorted(map(str, strange))[0]!r}.')
        if len(set(names)) != len(names):
            raise ValueError(f"Each joint has a name of its own; got {list(names)}.")
        return cls.of({name: parents.get(name) for name in names}, limbs)

    def to_json(self) -> dict[str, Any]:
        """
        Return what `from_json` reads.
        """
        parents = {
            name: self.names[parent]
            for name, parent in zip(self.names, self.parents, strict=True)
            if parent >= 0
        }
        kept: dict[str, Any] = {"names": list(self.names), "parents": parents}
        if self.own_limbs:
            kept["limbs"] = {name: list(joints) for name, joints in self.own_limbs}
        return kept

    @cached_property
    def order(self) -> tuple[int, ...]:
        """
        The joints from the root outwards: each comes after the one it hangs on.
        """
        found = [joint for joint, parent in enumerate(self.parents) if parent < 0]
        for joint in found:
            found += [child for child, parent in enumerate(self.parents) if parent == joint]
        return tuple(found)

    @property
    def root(self) -> int:
        """
        The index of the joint that all others hang on.
        """
        return self.order[0]

    @cached_property
    def bones(self) -> tuple[tuple[int, int], ...]:
        """
        The bones as (joint, the joint that hangs on it), from the root outwards. A bone is known by its end.
        """
        return tuple((self.parents[joint], joint) for joint in self.order[1:])

    @cached_property
    def limbs(self) -> tuple[Limb, ...]:
        """
        The limbs: those that were named, else those that follow from the tree.

        From each end the bones are followed inwards to where the tree branches. A chain of three bones or
        more is a limb but for its first bone, which lies in the body (shoulder girdle, hip); one of two bones
        is a limb; shorter ones, heads and necks belong to the body. So does everything in a tree that never
        branches.
        """
        if self.own_limbs:
            named = tuple(self._named(name, joints) for name, joints in self.own_limbs)
            claimed = [joint for limb in named for joint in limb.joints]
            for joint in claimed:
                if claimed.count(joint) > 1:
                    raise ValueError(f"A bone belongs to one limb; two claim {self.names[joint]!r}.")
            return named
        limbs: list[Limb] = []
        for chain in self._chains():
            if len(chain) < 2 or any(word in self.names[j].lower() for j in chain for word in _HEADS):
                continue
            bones = chain[1:] if len(chain) > 2 else chain
            name = self._limb_name(bones)
            if any(limb.name == name for limb in limbs):
                name = self.names[bones[-1]]
            limbs.append(Limb(name, self.parents[bones[0]], bones))
        return tuple(limbs)

    def limb_called(self, name: str) -> Limb | None:
        """
        Return the limb of that name, or the one that has a joint of that name, or None.
        """
        called = [limb for limb in self.limbs if limb.name == name]
        owning = [limb for limb in self.limbs if name in (self.names[joint] for joint in limb.joints)]
        return next(iter((*called, *owning)), None)

    def _chains(self) -> list[tuple[int, ...]]:
        children = [self.parents.count(joint) for joint in range(len(self.names))]
        chains = []
        for end in self.order:
            if children[end]:
                continue
            chain = [end]
            while children[self.parents[chain[0]]] == 1 and self.parents[chain[0]] != self.root:
                chain.insert(0, self.parents[chain[0]])
            if self.parents[chain[0]] == self.root and children[self.root] == 1:
                continue  # the tree never branches on the way: this is the body itself
            chains.append(tuple(chain))
        return chains

    def _limb_name(self, bones: Sequence[int]) -> str:
        """
        "left_arm2" for a chain of "left_elbow2" and "left_hand2"; otherwise the name of its last joint.
        """
        names = [self.names[joint] for joint in bones]
        for words, limb in ((_ARMS, "arm"), (_LEGS, "leg")):
            for name in names:
                found = re.fullmatch(rf"(.*?)(?:{'|'.join(words)})(\d*)", name, re.IGNORECASE)
                if found:
                    return f"{found[1]}{limb}{found[2]}"
        return names[-1]

    def _named(self, name: str, joints: Sequence[str]) -> Limb:
        unknown = [joint for joint in joints if joint not in self.names]
        if unknown or not joints or name == BODY:
            raise ValueError(f"The limb {name!r} is a chain of joints of the skeleton; got {list(joints)}.")
        indices = tuple(self.names.index(joint) for joint in joints)
        for inner, outer in pairwise(indices):
            if self.parents[outer] != inner:
                raise ValueError(f"The limb {name!r} is a chain from the body outwards; got {list(joints)}.")
        if self.parents[indices[0]] < 0:
            raise ValueError(f"The limb {name!r} hangs on the body; it cannot begin with the root.")
        return Limb(name, self.parents[indices[0]], indices)


def _are_words(found: Any) -> TypeGuard[Sequence[str]]:
    return isinstance(found, list | tuple) and all(isinstance(word, str) for word in found)


HUMANOID = Skeleton.of(
    {
        "root": None,
        "hip": "root",
        "torso": "hip",
        "neck": "torso",
        "right_shoulder": "torso",
        "right_elbow": "right_shoulder",
        "right_hand": "right_elbow",
        "left_shoulder": "torso",
        "left_elbow": "left_shoulder",
        "left_hand": "left_elbow",
        "right_hip": "root",
        "right_knee": "right_hip",
        "right_foot": "right_knee",
        "left_hip": "root",
        "left_knee": "left_hip",
        "left_foot": "left_knee",
    }
)
"""
The skeleton to begin with; `left` and `right` are the character's own.
"""
