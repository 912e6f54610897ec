"""
Cutting: which pixel of a figure belongs to which of its parts.

Every pixel goes to the part whose bones are nearest, measured inside the figure and in units of the part's
own thickness.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from ..fields import Field, reduced
from ..marks import Joints, Mask
from .parts import Part, order_of

Labels = NDArray[np.int16]
"""
`(h, w)` indices of parts, -1 where the figure is not.
"""

Stretches = tuple[tuple[Joints, Joints], ...]
"""
Pairs of places x, y: the two ends of a line each.
"""

WORKING_SIDE = 200
"""
The longest side, in pixels, at which a figure is cut.
"""

COVERED = 76
"""
The least cover, of 255, of a pixel of that size that is figure: thin lines are kept.
"""

BARE = 0.12
"""
The share of a limb's bone that may still be what it hangs on.
"""

SHY = 0.6
"""
The share of a body's bone that surely is the body, if a limb begins at its end.
"""

LIMB_MIDDLE, BODY_MIDDLE = 40, 60
"""
The percentile of the half-widths along a part's bones that is taken for its half-thickness: limbs lie over
bodies and look thicker than they are.
"""

BEHIND = 4.0
"""
How much farther, in half-thicknesses, a limb is from pixels within a body that it passes behind.
"""

DRAWN, PUSHED = 1.5, 2.5
"""
How strongly the other key's part draws a pixel inside of it, and pushes off the parts under it.
"""

SLIVER = 0.011
"""
Half the width of what is a sliver, as a share of the figure's size.
"""

UNREACHED = 1e6
FARTHEST_DRAWN = 30_000


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """
    A figure cut into parts: a label for every pixel, and each part's half-thickness in pixels.
    """

    labels: Labels
    thickness: tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Hint:
    """
    What the other key says of a figure's parts, moved to this key's pose.

    `inside` are, per part, `(h, w)` distances in pixels to its edge, below 0 outside of it; `thickness` is
    each part's half-thickness there, in pixels of this key.
    """

    inside: tuple[Field, ...]
    thickness: tuple[float, ...]


def cut(
    mask: Mask, joints: Joints, parts: Sequence[Part], behind: frozenset[str], hint: Hint | None = None
) -> Cut:
    """
    Cut the figure that a mask covers into parts.
    """
    work = _Work.of(mask, joints, parts)
    halves = [work.half_thickness(index, limb=part.parent >= 0) for index, part in enumerate(parts)]
    if hint:
        halves = [min(here, there * work.scale) for here, there in zip(halves, hint.thickness, strict=True)]
    halves = [max(half, 1.0) for half in halves]
    far = np.array([work.distances(index, half) for index, half in enumerate(halves)])
    for index, part in enumerate(parts):
        if part.limb in behind:
            far[index] += np.where(far[0] < 1, BEHIND, 0)
    if hint:
        _lean_on(far, hint, work, order_of(parts, behind))
    labels = np.full(work.mask.shape, -1, np.int16)
    labels[work.rows, work.columns] = np.argmin(far, axis=0)
    _give_islands_away(labels, work)
    _give_slivers_away(labels, work.mask, halves)
    return Cut(_enlarged(labels, mask, len(parts)), tuple(half / work.scale for half in halves))


def depth(region: Mask) -> Field:
    """
    Return how far each pixel of a region is from its edge; the picture's edge is one.
    """
    framed = cv2.copyMakeBorder(region, 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    return np.asarray(cv2.distanceTransform(framed, cv2.DIST_L2, 3)[1:-1, 1:-1], np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class _Work:
    """
    A reduced figure: its mask, the ends of each part's bones and of the stretches of them that surely belong
    to it, how deep inside the figure each pixel is, and the graph of its pixels, which `index` numbers.
    """

    scale: float
    mask: Mask
    bones: tuple[Stretches, ...]
    sure: tuple[Stretches, ...]
    deep: Field
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    index: NDArray[np.int32]
    graph: sparse.csr_matrix

    @classmethod
    def of(cls, mask: Mask, joints: Joints, parts: Sequence[Part]) -> Self:
        height, width = mask.shape
        scale = min(1.0, WORKING_SIDE / max(height, width))
        size = max(1, round(width * scale)), max(1, round(height * scale))
        small = np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA))
        places = (joints + 0.5) * scale - 0.5
        bones = tuple(_whole(part, places) for part in parts)
        begins = {part.joint for part in parts if part.parent >= 0}
        sure = tuple(_sure(part, places, begins) for part in parts)
        # Bones hold together what a mask has torn.
        figure = (small > COVERED).astype(np.uint8)
        for stretches in bones:
            figure |= _lines(figure.shape, stretches, 1)
        rows, columns = np.nonzero(figure)
        index = np.full(figure.shape, -1, np.int32)
        index[rows, columns] = np.arange(len(rows))
        graph = _graph(index, len(rows))
        return cls(scale, figure, bones, sure, depth(figure), rows, columns, index, graph)

    def half_thickness(self, number: int, *, limb: bool) -> float:
        """
        Return how thick a part is to each side of its bones, in reduced pixels.
        """
        height, width = self.mask.shape
        shares = np.linspace(0.1, 0.9, 9)[:, None]
        on = np.concatenate([start + shares * (end - start) for start, end in self.bones[number]])
        column, row = np.clip(np.rint(on).astype(int), 0, (width - 1, height - 1)).T
        return float(np.percentile(self.deep[row, column], LIMB_MIDDLE if limb else BODY_MIDDLE))

    def distances(self, number: int, half: float) -> NDArray[np.float64]:
        """
        Return how far each pixel of the figure is from a part's bones, going through the figure.
        """
        seeds = _lines(self.mask.shape, self.sure[number], 1) > 0
        sources = self.index[seeds]
        if not len(sources):
            return np.full(len(self.rows), UNREACHED)
        found = csgraph.dijkstra(self.graph, directed=False, indices=sources, min_only=True)
        return np.asarray(np.minimum(found, UNREACHED) / (half + 1), np.float64)


def _whole(part: Part, joints: Joints) -> Stretches:
    return tuple((joints[start], joints[end]) for start, end in part.bones or ((part.joint, part.joint),))


def _sure(part: Part, joints: Joints, begins: Collection[int]) -> Stretches:
    """
    Return the ends of what surely belongs to a part; limbs begin at the joints `begins`.
    """
    if part.parent >= 0:
        return tuple((start + BARE * (end - start), end) for start, end in _whole(part, joints))
    stops = [SHY if end in begins else 1.0 for _, end in part.bones] or [1.0]
    bones = zip(_whole(part, joints), stops, strict=True)
    return tuple((start, start + stop * (end - start)) for (start, end), stop in bones)


def _lines(shape: tuple[int, ...], stretches: Stretches, width: int) -> Mask:
    canvas = np.zeros(shape, np.uint8)
    for stretch in stretches:
        start, end = np.clip(np.rint(stretch), -FARTHEST_DRAWN, FARTHEST_DRAWN).astype(int).tolist()
        cv2.line(canvas, start, end, 1, width)
    return canvas


def _graph(index: NDArray[np.int32], count: int) -> sparse.csr_matrix:
    """
    Return the graph that joins each pixel of the figure with its eight neighbours.
    """
    starts, ends, ways = [], [], []
    height, width = index.shape
    for down, right in ((0, 1), (1, 0), (1, 1), (1, -1)):
        here = index[: height - down, max(0, -right) : width - max(0, right)]
        there = index[down:, max(0, right) : width - max(0, -right)]
        both = (here >= 0) & (there >= 0)
        starts.append(here[both])
        ends.append(there[both])
        ways.append(np.full(np.count_nonzero(both), np.hypot(down, right)))
    joined = np.concatenate(ways), (np.concatenate(starts), np.concatenate(ends))
    return sparse.coo_matrix(joined, shape=(count, count)).tocsr()


def _lean_on(far: NDArray[np.float64], hint: Hint, work: _Work, order: Sequence[int]) -> None:
    """
    Draw labels, in place, towards where the other key has them: what it shows inside a part is nearer to that
    part, and farther from those that lie under it.
    """
    inside = [reduced(field, *work.mask.shape)[work.rows, work.columns] for field in hint.inside]
    halves = [max(half, 3.0) for half in hint.thickness]
    for place, index in enumerate(order):
        far[index] -= DRAWN * np.clip(inside[index] / halves[index], -1.5, 0.8)
        for above in order[place + 1 :]:
            far[index] += PUSHED * np.clip((inside[above] - 0.5) / (0.35 * halves[above]), 0, 1)


def _give_islands_away(labels: Labels, work: _Work) -> None:
    """
    Hand pieces, in place, that no bone of their part touches to what surrounds them.
    """
    for index, stretches in enumerate(work.bones):
        own = (labels == index).astype(np.uint8)
        count, pieces, facts, _ = cv2.connectedComponentsWithStats(own, connectivity=8)
        if count <= 2:
            continue
        touched = np.unique(pieces[(_lines(own.shape, stretches, 2) & own) > 0])
        areas = facts[:, cv2.CC_STAT_AREA]
        for piece in range(1, count):
            if piece not in touched and areas[piece] < 0.25 * areas[1:].max():
                labels[pieces == piece] = -1
    _fill(labels)


def _give_slivers_away(labels: Labels, mask: Mask, halves: Sequence[float]) -> None:
    """
    Hand slivers of one part along another one, in place, to that; what is drawn thin is kept.
    """
    radius = max(1, round(SLIVER * max(mask.shape)))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    stout = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, disc)) > 0
    lost = np.zeros(mask.shape, np.bool_)
    for index, half in enumerate(halves):
        if half < 2.5 * radius:
            continue
        own = (labels == index).astype(np.uint8)
        kept = cv2.dilate(cv2.morphologyEx(own, cv2.MORPH_OPEN, disc), np.ones((3, 3), np.uint8))
        lost |= (own > 0) & (np.asarray(kept) == 0) & stout
    labels[lost] = -1
    _fill(labels)


def _fill(labels: Labels) -> None:
    """
    Give every pixel, in place, the label of the nearest one that has one.
    """
    known = labels >= 0
    if known.all() or not known.any():
        return
    _, nearest = cv2.distanceTransformWithLabels(
        (~known).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    table = np.zeros(int(nearest.max()) + 1, np.int16)
    table[nearest[known]] = labels[known]
    labels[:] = table[nearest]


def _enlarged(labels: Labels, mask: Mask, count: int) -> Labels:
    """
    Return the labels at the mask's size, with smooth borders.
    """
    height, width = mask.shape
    best = np.full(mask.shape, -1, np.float32)
    found = np.zeros(mask.shape, np.int16)
    for index in range(count):
        share = cv2.GaussianBlur((labels == index).astype(np.float32), (0, 0), 0.8)
        share = cv2.resize(share, (width, height), interpolation=cv2.INTER_LINEAR)
        better = np.asarray(share) > best
        np.copyto(best, share, where=better)
        found[better] = index
    found[mask == 0] = -1
    return found
