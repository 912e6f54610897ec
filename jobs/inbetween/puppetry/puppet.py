"""
Puppets: the figure of one key taken apart, with a mesh that bends and textures to draw it with.
"""

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import cv2
import numpy as np

from ..marks import Mask
from .arap import Bender
from .cutting import FARTHEST_DRAWN, Cut, Hint, cut, depth
from .figure import Figure
from .lending import Lender, Loan, inside_at, working_window
from .mesh import Corners, Mesh, step_for, weave
from .parts import Part, order_of
from .raster import Raster
from .textures import Paint, Texture, reach_for

KEPT = 4
"""
How many puppets are kept: a pose is used by the segments on both sides of it.
"""

SHARED, WELDED = 1.0, 0.7
"""
How far from the joint at which a limb hangs on the body both own the pixels, and how far their meshes are
welded, in half-thicknesses: little, so that limbs turn and the body stays.
"""

BENT = 1.5
"""
The same, both, within a limb, which bends as one.
"""

LONGEST_BEND = 1 / 3
"""
How much of the shorter bone a bend may take up.
"""

UNDER = 0.008
"""
How far a part runs on under a nearer one, as a share of the figure's size: no hairline along the cut.
"""

RASTERED = 4.5
"""
Steps of the raster to a cell of the mesh.
"""


@dataclass(frozen=True, eq=False)
class Puppet:
    """
    A figure in parts: where each is, also under nearer ones, and the mesh that bends them.

    `cores` are the pixels that show a part, `regions` those that it covers; `loans` its looks from elsewhere;
    `order` its parts from the farthest to the nearest.
    """

    figure: Figure
    parts: tuple[Part, ...]
    behind: frozenset[str]
    order: tuple[int, ...]
    cut: Cut
    cores: tuple[Mask, ...]
    regions: tuple[Mask, ...]
    loans: tuple[Loan | None, ...]
    bender: Bender

    @classmethod
    def alone(cls, figure: Figure, parts: tuple[Part, ...], behind: frozenset[str]) -> "Puppet":
        """
        Return a puppet made from nothing but its own key; the last few are kept.
        """
        name = _name_of(figure, parts, behind)
        with _KEEPING:
            kept = _KEPT.pop(name, None)
        puppet = kept or cls._assemble(figure, parts, behind, None)
        with _KEEPING:
            _KEPT[name] = puppet
            while len(_KEPT) > KEPT:
                del _KEPT[next(iter(_KEPT))]
        return puppet

    def matched(self, other: "Puppet") -> Self:
        """
        Return the puppet made anew with what another key's puppet tells about it.
        """
        return self._assemble(self.figure, self.parts, self.behind, other._lender(self.figure))

    @classmethod
    def _assemble(
        cls, figure: Figure, parts: tuple[Part, ...], behind: frozenset[str], lender: Lender | None
    ) -> Self:
        order = order_of(parts, behind)
        made = cut(figure.mask, figure.joints, parts, behind, lender.hint if lender else None)
        shared, welds = _joint_radii(figure, parts, made.thickness)
        cores = [(made.labels == index).astype(np.uint8) for index in range(len(parts))]
        _share_joints(cores, figure, parts, shared)
        loans = lender.lend(figure, cores, order) if lender else (None,) * len(parts)
        regions = _regions(cores, loans, order, figure)
        regions[0] |= _span(figure, parts[0])
        mesh = weave(
            regions,
            parts,
            figure.joints,
            welds=welds,
            step=step_for(figure.size),
            margin=reach_for(figure.size),
        )
        bender = Bender(mesh, figure.mask, figure.joints, parts, made.thickness)
        return cls(figure, parts, behind, order, made, tuple(cores), tuple(regions), loans, bender)

    @property
    def mesh(self) -> Mesh:
        """
        The triangles at rest, in pixels of the figure.
        """
        return self.bender.mesh

    @property
    def step(self) -> int:
        """
        How many pixels apart the points of the raster are.
        """
        return max(1, round(self.mesh.step / RASTERED))

    def raster(self, step: int) -> Raster:
        """
        Return what draws the triangles on points `step` pixels apart.
        """
        return Raster(self.mesh.places, self.mesh.triangles, self.mesh.step, step)

    @cached_property
    def textures(self) -> tuple[Texture | None, ...]:
        """
        The look of each part, or None for those that are nowhere.
        """
        trusted = self.figure.trusted()
        paints = [self._paint(index, trusted) for index in range(len(self.parts))]
        return tuple(paint.texture(self.figure.size) for paint in paints)

    def corners(self, index: int, distance: float | None = None) -> Corners:
        """
        Return the corners of a part's triangles, or of those that come within a `distance` of the part, in
        pixels at rest; none for a part that is nowhere.
        """
        texture, triangles = self.textures[index], self.mesh.triangles[index]
        if texture is None:
            return np.zeros(0, np.int32)
        if distance is not None:
            places = self.mesh.places[triangles].min(axis=1)
            triangles = triangles[texture.near(places, self.mesh.step, distance)]
        return np.unique(triangles)

    def _paint(self, index: int, trusted: Mask) -> Paint:
        core, loan = self.cores[index], self.loans[index]
        colours, source = self.figure.colours, core & trusted
        if loan is not None:
            colours = np.where(loan.where[..., None] > 0, loan.colours, colours)
            source |= loan.where
        cover = np.where(core > 0, self.figure.mask, np.uint8(255))
        return Paint(colours, source if source.any() else core, self.regions[index], cover)

    def _lender(self, figure: Figure) -> Lender:
        """
        Return what this puppet knows about another key's figure.
        """
        window = working_window(figure)
        sheets = self.raster(window.step).bent(self.bender.at(figure.joints).places)
        places = tuple(sheets.source(index, window) for index in range(len(self.parts)))
        ratio = figure.size / self.figure.size
        reach = reach_for(self.figure.size)
        inside = tuple(
            inside_at(core, place, reach) * np.float32(ratio)
            for core, place in zip(self.cores, places, strict=True)
        )
        hint = Hint(inside, tuple(half * ratio for half in self.cut.thickness))
        return Lender(self.figure, window, places, hint)


_KEPT: dict[bytes, Puppet] = {}
_KEEPING = threading.Lock()


def _name_of(figure: Figure, parts: tuple[Part, ...], behind: frozenset[str]) -> bytes:
    """
    Return a name that differs where anything does that a puppet is made of.
    """
    digest = hashlib.blake2b(digest_size=16)
    for array in (figure.colours, figure.mask, figure.joints):
        digest.update(repr(array.shape).encode())
        digest.update(np.ascontiguousarray(array).data)
    digest.update(repr((figure.size, figure.clean, parts, sorted(behind))).encode())
    return digest.digest()


def _joint_radii(
    figure: Figure, parts: Sequence[Part], thickness: Sequence[float]
) -> tuple[list[float], list[float]]:
    """
    Return how far, in pixels, from the joint that each part hangs on both own the pixels, and are welded.
    """
    deep = depth(figure.solid())
    height, width = deep.shape
    shared, welds = [], []
    for part, half in zip(parts, thickness, strict=True):
        column, row = np.clip(np.rint(figure.joints[part.joint]).astype(int), 0, (width - 1, height - 1))
        radius = float(np.clip(deep[row, column], 0.6 * half, 1.6 * half))
        bend = 0.0
        if part.parent > 0:
            lengths = [_length(figure, bones[-1]) for bones in (part.bones, parts[part.parent].bones)]
            bend = min(BENT * radius, LONGEST_BEND * min(lengths))
        shared.append(max(SHARED * radius, bend))
        welds.append(max(WELDED * radius, bend))
    return shared, welds


def _length(figure: Figure, bone: tuple[int, int]) -> float:
    return float(np.linalg.norm(figure.joints[bone[1]] - figure.joints[bone[0]]))


def _share_joints(cores: list[Mask], figure: Figure, parts: Sequence[Part], radii: Sequence[float]) -> None:
    """
    Have two parts both own, in place, the pixels within a radius around the joint between them.
    """
    for index, part in enumerate(parts):
        if part.parent < 0:
            continue
        disc = np.zeros_like(figure.mask)
        centre = np.clip(np.rint(figure.joints[part.joint]), -FARTHEST_DRAWN, FARTHEST_DRAWN)
        cv2.circle(disc, centre.astype(int).tolist(), min(round(radii[index]), FARTHEST_DRAWN), 1, -1)
        disc &= cores[index] | cores[part.parent]
        cores[index] |= disc
        cores[part.parent] |= disc


def _regions(
    cores: Sequence[Mask], loans: Sequence[Loan | None], order: Sequence[int], figure: Figure
) -> list[Mask]:
    """
    Return what each part covers: what it shows, what was lent, and a little under nearer parts.
    """
    radius = max(1, round(UNDER * figure.size))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    regions = [core.copy() for core in cores]
    nearer = np.zeros_like(figure.mask)
    for index in reversed(order):
        loan = loans[index]
        if loan is not None:
            regions[index] |= loan.where
        regions[index] |= np.asarray(cv2.dilate(regions[index], disc), np.uint8) & nearer
        nearer |= cores[index]
    return regions


def _span(figure: Figure, body: Part) -> Mask:
    """
    Return 1 in the figure where a body must be, also under limbs that lie over it: all that its joints span.
    """
    span = np.zeros_like(figure.mask)
    joints = sorted({joint for bone in body.bones for joint in bone})
    if len(joints) > 2:
        places = np.clip(figure.joints[joints], -FARTHEST_DRAWN, FARTHEST_DRAWN).astype(np.float32)
        cv2.fillConvexPoly(span, np.rint(cv2.convexHull(places)).astype(np.int32), 1)
    return span & figure.solid()
