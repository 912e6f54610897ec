"""
Handles: points of a mesh that follow bones.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ..marks import Joints
from .mesh import Corners, Mesh, Places
from .parts import Part

ALONG = 5
"""
Handles along a bone.
"""

ACROSS = 0.45
"""
How far to each side of its bone a limb is held, as a share of its half-thickness.
"""

FROM = 0.12
"""
Where the handles of a limb begin along a bone: joints bend more roundly when nothing holds them there.
"""

POINT = 1e-3
"""
A bone shorter than this, in pixels, has no direction: it only moves.
"""


def bones_of(parts: Sequence[Part]) -> NDArray[np.intp]:
    """
    Return the `(k, 3)` bones of all parts: two joints and the part's index. A part without bones has its
    joint for one.
    """
    return np.array(
        [
            (start, end, index)
            for index, part in enumerate(parts)
            for start, end in part.bones or ((part.joint, part.joint),)
        ]
    )


@dataclass(frozen=True, slots=True, eq=False)
class Handles:
    """
    `corners`  `(k, 3)` of the triangle that each handle lies in, with `(k, 3)` `shares` of it
    `places`   `(k, 2)` where it is at rest
    `bone`     the number of the bone it follows
    `weight`   how hard it pulls
    """

    corners: Corners
    shares: NDArray[np.float64]
    places: Places
    bone: NDArray[np.intp]
    weight: NDArray[np.float64]

    @classmethod
    def on(cls, mesh: Mesh, joints: Joints, parts: Sequence[Part], thickness: Sequence[float]) -> Self:
        """
        Place handles on the bones of all parts; what lies beside its part's mesh is left out.
        """
        bones = bones_of(parts)
        corners, shares, places, numbers, weights = [], [], [], [], []
        for number, (start, end, index) in enumerate(bones.tolist()):
            half = thickness[index] if parts[index].parent >= 0 else 0.0
            for place, weight in _spots(joints[start], joints[end], half):
                held = _holding(mesh.places, mesh.triangles[index], place)
                if held is not None:
                    corners.append(held[0])
                    shares.append(held[1])
                    places.append(place)
                    numbers.append(number)
                    weights.append(weight)
        return cls(
            np.array(corners, np.int32).reshape(-1, 3),
            np.array(shares, np.float64).reshape(-1, 3),
            np.array(places, np.float64).reshape(-1, 2),
            np.array(numbers, np.intp),
            np.array(weights, np.float64),
        )


def _spots(start: Places, end: Places, half: float) -> Iterator[tuple[Places, float]]:
    """
    Yield where a bone holds its part, and with what weight; a limb is `half` as thick, a body 0.
    """
    bone = end - start
    length = float(np.linalg.norm(bone))
    if length <= POINT:
        yield start, 1.0
        return
    across = ACROSS * half * np.array([-bone[1], bone[0]]) / length
    for share in np.linspace(FROM if half else 0, 1, ALONG):
        yield start + share * bone, 1.0
        if half and FROM < share < 1:
            yield start + share * bone + across, 0.5
            yield start + share * bone - across, 0.5


def _holding(places: Places, triangles: Corners, spot: Places) -> tuple[Corners, NDArray[np.float64]] | None:
    """
    Return the triangle that a spot lies in and the shares its corners have in it, or None.
    """
    if not len(triangles):
        return None
    a, b, c = (places[triangles[:, corner]] for corner in range(3))
    ab, ac, way = b - a, c - a, spot - a
    whole = ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0]
    second = (way[:, 0] * ac[:, 1] - way[:, 1] * ac[:, 0]) / whole
    third = (ab[:, 0] * way[:, 1] - ab[:, 1] * way[:, 0]) / whole
    shares = np.stack((1 - second - third, second, third), axis=1)
    best = int(shares.min(axis=1).argmax())
    return (triangles[best], shares[best]) if shares[best].min() >= -1e-6 else None
