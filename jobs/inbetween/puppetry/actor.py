"""
Actors: a figure as both keys show it, bent into one pose.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ..alarms import Alarms
from ..fields import enlarged
from ..marks import Joints, Mask
from ..matte import Pixels
from .arap import Complexes
from .clashes import clashes
from .dissolve import Dissolve
from .gains import Gain, gain_between, gain_table
from .layers import Look, Looks, Mix, Table, cover, draw, fringe
from .mesh import Corners, Places
from .puppet import Puppet
from .raster import Raster, Sheets, Window
from .refine import Halfway

FEWEST = 40
"""
The points of a limb below which the keys' clashes count for less.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Rest:
    """
    What is left between the keys when both are bent halfway: per key the move of each corner as a complex
    number, and how its surroundings were turned there.
    """

    moves: tuple[Complexes, Complexes]
    turns: tuple[Complexes, Complexes]


@dataclass(frozen=True, eq=False)
class Actor:
    """
    The puppets of both keys, what is left between them halfway, and by how much the last key is brighter.
    """

    puppets: tuple[Puppet, Puppet]
    rest: Rest | None = None
    gain: Gain = (1.0, 1.0, 1.0)

    def draw(self, canvas: Pixels, joints: Joints, u: float) -> None:
        """
        Draw the figure at `u`, with these joints, on a premultiplied canvas, in place.
        """
        sheets = self._sheets(*self._bent(joints, u))
        gains = self._gains(u)
        for index in self._order(u):
            seen = self._drawn(index, sheets, canvas.shape[:2])
            if seen is not None:
                share, colour = self._dissolves[index].at(u)
                draw(canvas, *seen, Mix(share, colour, gains))

    def covered(self, joints: Joints, u: float, size: tuple[int, int]) -> Mask:
        """
        Return the figure's mask at `u` in a picture of `(height, width)`, as fine as the raster.
        """
        sheets = self._sheets(*self._bent(joints, u))
        down, across = -(-size[0] // self._step), -(-size[1] // self._step)
        found = np.zeros((down, across), np.float32)
        for index in self._order(u):
            seen = self._drawn(index, sheets, size)
            if seen is not None:
                window, looks = seen
                top, left = window.top // self._step, window.left // self._step
                view = found[top : top + window.down, left : left + window.across]
                np.maximum(view, cover(looks, self._dissolves[index].at(u)[0], self._step), out=view)
        wide = enlarged(found, down * self._step, across * self._step)
        return np.rint(wide[: size[0], : size[1]] * 255).astype(np.uint8)

    def alarms(self, poses: Sequence[tuple[float, Joints]]) -> Alarms:
        """
        Return how badly the triangles inside the figure are bent in poses at `u`.
        """
        flips, areas = [], []
        for u, joints in poses:
            bent = zip(self.puppets, self._bent(joints, u), strict=True)
            ratios = np.concatenate([_grown(puppet, places) for puppet, places in bent])
            if len(ratios):
                flips.append(float((ratios <= 0).mean()))
                areas.append(float(np.percentile(np.abs(np.log(np.maximum(ratios, 1e-3))), 95)))
        return Alarms(float(np.mean(flips)), float(np.mean(areas))) if flips else Alarms(0, 0)

    def troubles(self, joints: Joints, u: float, size: tuple[int, int]) -> dict[str, float]:
        """
        Return for each limb, the body among them, the share of what is seen of it at `u`, in a picture of
        `(height, width)`, on which the keys do not agree, from 0 to 1.
        """
        sheets, gains, step = self._sheets(*self._bent(joints, u)), self._gains(u), self._step
        free = np.ones((-(-size[0] // step), -(-size[1] // step)), np.bool_)
        counts = {part.limb: np.zeros(2) for part in self.puppets[0].parts}
        for index in reversed(self._order(u)):
            seen = self._drawn(index, sheets, size)
            if seen is not None:
                window, looks = seen
                top, left = window.top // step, window.left // step
                view = free[top : top + window.down, left : left + window.across]
                either, unlike = clashes(looks, gains, view, step)
                counts[self.puppets[0].parts[index].limb] += either.sum(), unlike.sum()
                view &= cover(looks, self._dissolves[index].at(u)[0], step) <= 0.5
        return {limb: float(unlike / max(either, FEWEST)) for limb, (either, unlike) in counts.items()}

    def refined(self, joints: Joints, size: tuple[int, int]) -> Self:
        """
        Return the actor with what is left between its puppets in the pose halfway, in a picture of that size.
        """
        bents = [puppet.bender.at(joints) for puppet in self.puppets]
        moves = [np.zeros(len(bent.places), np.complex128) for bent in bents]
        means = []
        sheets = self._sheets(bents[0].places, bents[1].places)
        for index in range(len(self.puppets[0].parts)):
            whole = [puppet.corners(index) for puppet in self.puppets]
            seen = self._seen(index, sheets, size, whole)
            if seen is None or seen[1][0] is None or seen[1][1] is None:
                continue
            half = Halfway.of(seen[0], seen[1][0], seen[1][1])
            means.append(half.means())
            used = [np.unique(puppet.mesh.triangles[index]) for puppet in self.puppets]
            corners = bents[0].places[used[0]], bents[1].places[used[1]]
            rest = half.rest(corners, self.puppets[0].figure.size)
            if rest is not None:
                for move, own, way in zip(moves, used, rest, strict=True):
                    move[own] = way[:, 0] + 1j * way[:, 1]
        rest_of = Rest((moves[0], moves[1]), (bents[0].turns, bents[1].turns))
        return replace(self, rest=rest_of, gain=_gain(means))

    def _gains(self, u: float) -> tuple[Table, Table]:
        """
        Return what lights both keys as they are lit at `u`.
        """
        first, last = (gain_table([each**power for each in self.gain]) for power in (u, u - 1))
        return first, last

    @cached_property
    def _step(self) -> int:
        return max(puppet.step for puppet in self.puppets)

    @cached_property
    def _rasters(self) -> tuple[Raster, ...]:
        return tuple(puppet.raster(self._step) for puppet in self.puppets)

    def _sheets(self, first: Places, last: Places) -> tuple[Sheets, Sheets]:
        """
        Return the triangles of both keys with their corners at these places.
        """
        return self._rasters[0].bent(first), self._rasters[1].bent(last)

    @cached_property
    def _dissolves(self) -> tuple[Dissolve, ...]:
        first, last = (
            [np.count_nonzero(core) / puppet.figure.size**2 for core in puppet.cores]
            for puppet in self.puppets
        )
        return tuple(Dissolve.between(*areas) for areas in zip(first, last, strict=True))

    def _order(self, u: float) -> tuple[int, ...]:
        """
        Return the parts from the farthest to the nearest; where the keys disagree it changes halfway.
        """
        return self.puppets[u >= 0.5].order

    def _bent(self, joints: Joints, u: float) -> tuple[Places, Places]:
        """
        Return where the corners of both puppets are in a pose at `u`.
        """
        bents = [puppet.bender.at(joints) for puppet in self.puppets]
        if self.rest is None:
            return bents[0].places, bents[1].places
        places = []
        for bent, move, turns, share in zip(bents, self.rest.moves, self.rest.turns, (u, 1 - u), strict=True):
            moved = share * move * bent.turns / turns
            places.append(bent.places + np.stack((moved.real, moved.imag), axis=1))
        return places[0], places[1]

    @cached_property
    def _shown(self) -> tuple[tuple[Corners, ...], ...]:
        """
        The corners, for each key and part, around what is drawn: what is in neither key is in no mix of both.
        """
        distance = fringe(self._step)
        return tuple(
            tuple(puppet.corners(index, distance) for index in range(len(puppet.parts)))
            for puppet in self.puppets
        )

    def _drawn(
        self, index: int, sheets: tuple[Sheets, Sheets], size: tuple[int, int]
    ) -> tuple[Window, Looks] | None:
        """
        Return both looks of a part in a picture of that size, or None where it is out of sight.
        """
        return self._seen(index, sheets, size, [shown[index] for shown in self._shown])

    def _seen(
        self, index: int, sheets: tuple[Sheets, Sheets], size: tuple[int, int], corners: Sequence[Corners]
    ) -> tuple[Window, Looks] | None:
        """
        Return both looks of a part as far as these corners of both meshes go, or None where none is in sight.
        """
        textures = [puppet.textures[index] for puppet in self.puppets]
        around = np.concatenate([sheet.places[own] for sheet, own in zip(sheets, corners, strict=True)])
        window = Window.around(around, size, self._step) if len(around) else None
        if window is None:
            return None
        looks = [
            None if texture is None else Look(texture, texture.texels(sheet.source(index, window)))
            for texture, sheet in zip(textures, sheets, strict=True)
        ]
        return window, (looks[0], looks[1])


def _gain(means: Sequence[tuple[int, NDArray[np.float64], NDArray[np.float64]]]) -> Gain:
    """
    Return by how much the last key is brighter, from counts of pixels and their mean colours in both.
    """
    total = sum(count for count, _, _ in means)
    if not total:
        return (1.0, 1.0, 1.0)
    first = np.sum([count * colour for count, colour, _ in means], axis=0) / total
    last = np.sum([count * colour for count, _, colour in means], axis=0) / total
    return gain_between(first, last)


def _grown(puppet: Puppet, places: Places) -> NDArray[np.float64]:
    """
    Return the area of each triangle inside the figure next to what it is at rest, below 0 if turned over.
    """
    solid = puppet.figure.solid()
    height, width = solid.shape
    triangles = np.concatenate(puppet.mesh.triangles)
    rest = puppet.mesh.places[triangles]
    middle = np.rint(rest.mean(axis=1)).astype(int)
    column, row = np.clip(middle, 0, (width - 1, height - 1)).T
    inside = ((middle >= 0) & (middle < (width, height))).all(axis=1) & (solid[row, column] > 0)
    return np.asarray(_areas(places[triangles[inside]]) / _areas(rest[inside]))


def _areas(corners: Places) -> NDArray[np.float64]:
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    return np.asarray(first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0])
