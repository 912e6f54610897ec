"""
As rigid as possible: how a mesh follows its bones.

Soft handles on the bones pull; between them every corner's surroundings turn as a whole and stretch as little
as they can (Sorkine and Alexa, "As-Rigid-As-Possible Surface Modeling", 2007; with handles as in Igarashi and
others, "As-Rigid-As-Possible Shape Manipulation", 2005). In the plane a turn is a complex number, and a fit
of turns a sum of products.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import splu

from ..marks import Joints, Mask
from .handles import POINT, Handles, bones_of
from .mesh import Mesh, Places
from .parts import Part

Complexes = NDArray[np.complex128]
"""
Places or edges x + iy, or turns: complex numbers of length one.
"""

ROUNDS = 3
"""
Rounds of fitting turns and places; more change nothing that is seen.
"""

PULL = 30.0
"""
What a handle weighs next to an edge inside the figure.
"""

OUTSIDE = 0.05
"""
What an edge outside the figure weighs next to one inside it.
"""

HOLD = 1e-4
"""
What a corner's first guess weighs: only what no handle reaches stays there.
"""

MOST_STRETCH = 20.0
"""
How many times longer or shorter a bone may make what follows it.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Bent:
    """
    A mesh in a pose: `(n, 2)` places of its corners, and `(n,)` turns of their surroundings.
    """

    places: Places
    turns: Complexes


class Bender:
    """
    Bend one mesh, again and again, after the joints of its figure.
    """

    def __init__(
        self, mesh: Mesh, mask: Mask, joints: Joints, parts: Sequence[Part], thickness: Sequence[float]
    ) -> None:
        self.mesh = mesh
        self.joints = joints
        self.bones = bones_of(parts)
        self.rest = _complex(mesh.places)
        self.follows = _nearest_bones(mesh, joints, self.bones)
        self.handles = Handles.on(mesh, joints, parts, thickness)
        triangles = np.concatenate(mesh.triangles)
        sides = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
        self.edges = np.unique(np.sort(sides, axis=1), axis=0)
        self._prepare(mask)

    def _prepare(self, mask: Mask) -> None:
        """
        Factor the one matrix that every pose is solved with.
        """
        count = len(self.rest)
        handles = self.handles
        weights = OUTSIDE + _covered(mask, self.mesh, self.edges)
        along = _matrix(self.edges, np.tile([-1.0, 1.0], (len(self.edges), 1)), count)
        held = _matrix(handles.corners, handles.shares, count)
        self.pushed = (along.T @ sparse.diags(weights)).tocsr()
        self.pulled = (held.T @ sparse.diags(PULL * handles.weight)).tocsr()
        self.around = abs(self.pushed).tocsr()
        system = (self.pushed @ along + self.pulled @ held + HOLD * sparse.eye(count)).tocsc()
        options = {"SymmetricMode": True}
        self.solve = splu(system, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options=options).solve

    def at(self, joints: Joints) -> Bent:
        """
        Return the mesh as it follows `(n, 2)` joints.
        """
        frames = Frames.between(self.joints, joints, self.bones)
        places = frames.moved(self.rest, self.follows)
        pull = _times(self.pulled, frames.moved(_complex(self.handles.places), self.handles.bone))
        pull += HOLD * places
        begin, end = self.edges[:, 0], self.edges[:, 1]
        edge = self.rest[end] - self.rest[begin]
        ways = [frames.stretched(edge, self.follows[corner]) for corner in (begin, end)]
        edge = 0.5 * (ways[0] + ways[1])
        turns = np.ones(len(places), np.complex128)
        for _ in range(ROUNDS):
            fit = _times(self.around, (places[end] - places[begin]) * edge.conj())
            turns = fit / (np.abs(fit) + 1e-12)
            wanted = 0.5 * (turns[begin] + turns[end]) * edge
            places = _complex(self.solve(_pairs(_times(self.pushed, wanted) + pull)))
        # No surroundings may be without a turn, or nothing could be turned back.
        return Bent(_pairs(places).copy(), np.where(np.abs(turns) > 0.5, turns, 1))


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """
    How bones move from one pose to another: they turn, stretch along themselves, and go elsewhere.

    A stretch by `1 + g` along the direction `d` takes z to `z + g/2 (z + d² conj(z))`.
    """

    turn: Complexes
    growth: NDArray[np.float64]
    direction: Complexes
    move: Complexes

    @classmethod
    def between(cls, joints: Joints, others: Joints, bones: NDArray[np.intp]) -> Self:
        """
        Measure how bones, see `handles.bones_of`, come from one pose to the other.
        """
        start, end = bones[:, 0], bones[:, 1]
        rest, goal = _complex(joints), _complex(others)
        before, after = rest[end] - rest[start], goal[end] - goal[start]
        directed = (np.abs(before) > POINT) & (np.abs(after) > POINT)
        before, after = np.where(directed, before, 1), np.where(directed, after, 1)
        direction = before / np.abs(before)
        growth = np.clip(np.abs(after) / np.abs(before), 1 / MOST_STRETCH, MOST_STRETCH) - 1
        turn = after / np.abs(after) / direction
        frames = cls(turn, growth, direction, np.zeros_like(turn))
        return replace(frames, move=goal[start] - frames.moved(rest[start], np.arange(len(bones))))

    def stretched(self, points: Complexes, bone: NDArray[np.intp]) -> Complexes:
        """
        Return points, or edges, as the bones they follow stretch before they turn.
        """
        half = 0.5 * self.growth[bone]
        return np.asarray(points + half * (points + np.square(self.direction[bone]) * points.conj()))

    def moved(self, points: Complexes, bone: NDArray[np.intp]) -> Complexes:
        """
        Return where points come to lie when each follows its bone.
        """
        return np.asarray(self.turn[bone] * self.stretched(points, bone) + self.move[bone])


def _complex(places: Places) -> Complexes:
    return np.ascontiguousarray(places, np.float64).view(np.complex128)[:, 0]


def _pairs(points: Complexes) -> Places:
    return np.ascontiguousarray(points).view(np.float64).reshape(-1, 2)


def _matrix(columns: NDArray[np.int32], values: NDArray[np.float64], count: int) -> sparse.csr_matrix:
    """
    Return the matrix that has in each row these values in these columns.
    """
    rows = np.repeat(np.arange(len(columns)), columns.shape[1])
    return sparse.csr_matrix((values.ravel(), (rows, columns.ravel())), shape=(len(columns), count))


def _times(matrix: sparse.csr_matrix, points: Complexes) -> Complexes:
    """
    Return a real matrix times complex numbers; SciPy would make the matrix complex first.
    """
    return _complex(matrix @ _pairs(points))


def _covered(mask: Mask, mesh: Mesh, edges: NDArray[np.int32]) -> NDArray[np.float64]:
    """
    Return from 0 to 1 how far the surroundings of each edge are figure.
    """
    soft = cv2.blur(mask, (mesh.step, mesh.step))
    height, width = mask.shape
    middle = np.rint(mesh.places[edges].mean(axis=1)).astype(int)
    column, row = np.clip(middle, 0, (width - 1, height - 1)).T
    return np.asarray(soft[row, column] / 255.0)


def _nearest_bones(mesh: Mesh, joints: Joints, bones: NDArray[np.intp]) -> NDArray[np.intp]:
    """
    Return for each corner the bone of its own part that is nearest.
    """
    far = np.full((len(mesh.places), len(bones)), np.inf)
    for number, (start, end, index) in enumerate(bones):
        own = mesh.part == index
        bone, way = joints[end] - joints[start], mesh.places[own] - joints[start]
        share = np.clip(way @ bone / max(float(bone @ bone), POINT**2), 0, 1)
        far[own, number] = np.linalg.norm(way - share[:, None] * bone, axis=1)
    return np.asarray(far.argmin(axis=1))
