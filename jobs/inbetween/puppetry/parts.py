"""
Parts: the pieces that a figure is taken apart into, and in what order they lie over each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..skeleton import BODY, Skeleton

_UNDER = ("leg", "tail")


@dataclass(frozen=True, slots=True)
class Part:
    """
    A piece of the figure that moves by itself: the body, or one bone of a limb.

    `limb` is the name of its limb, or `BODY`; `bones` are (joint, joint) pairs, possibly none for a body;
    `parent` is the index of the part it hangs on, -1 for the body, and `joint` the joint it hangs on; `under`
    says that it is drawn under the body.
    """

    limb: str
    bones: tuple[tuple[int, int], ...]
    parent: int
    joint: int
    under: bool = False


def parts_of(skeleton: Skeleton) -> tuple[Part, ...]:
    """
    Return the parts of a skeleton: the body first, and each bone of a limb after the one it hangs on.

    A limb is taken apart at its joints, as a forearm may lie on its own upper arm.
    """
    limb_of = {joint: limb for limb in skeleton.limbs for joint in limb.joints}
    trunk = tuple((start, end) for start, end in skeleton.bones if end not in limb_of)
    parts = [Part(BODY, trunk, -1, skeleton.root)]
    owner = dict.fromkeys((joint for bone in trunk for joint in bone), 0)
    for start, end in skeleton.bones:
        limb = limb_of.get(end)
        if limb is not None:
            under = any(word in limb.name.lower() for word in _UNDER)
            parts.append(Part(limb.name, ((start, end),), owner.get(start, 0), start, under))
            owner[end] = len(parts) - 1
    return tuple(parts)


def order_of(parts: Sequence[Part], behind: frozenset[str]) -> tuple[int, ...]:
    """
    Return the indices of the parts from the farthest to the nearest: limbs that are `behind`, legs, the body,
    arms.
    """

    def height(index: int) -> tuple[int, int]:
        part = parts[index]
        if part.parent < 0:
            return (2, 0)
        if part.limb in behind:
            return (0, index)
        return (1, index) if part.under else (3, index)

    return tuple(sorted(range(len(parts)), key=height))
