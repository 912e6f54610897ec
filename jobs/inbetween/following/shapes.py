"""
Shapes: which part of a cut-out figure is which part of the same figure in another pose.

Points spread over both figures are matched so that distances within the figure stay as they are, whichever
way its limbs point, and so that colours and the place in the body fit: a transport plan between the two sets
of points (fused Gromov-Wasserstein; Vayer and others, "Optimal Transport for structured data with application
on graphs", 2019). Parts that swing too far for optical flow to follow them are found by it.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

from ..fields import Field, points, scatter, spread

Numbers = NDArray[np.float64]

POINTS = 150
"""
How many points stand for a figure.
"""

SIDE = 64
"""
The longest side, in points of a grid, of the figure on which distances within it are measured.
"""

SOLID = 90
"""
The alpha from which a point of that grid belongs to the figure; thin limbs are grey when reduced.
"""

ACROSS = 3.0
"""
How much longer a step is outside the figure: parts that are apart have a distance as well.
"""

STRUCTURE = 0.6
"""
The say of distances within the figure; the rest is that of looks and places.
"""

COLOUR, PLACE, DEPTH = 0.6, 1.0, 4.0
"""
The say of colours, of the place relative to the middle, and of how far inside or out a point lies.
"""

ROUNDS, STEPS = 25, 40
"""
How often the plan is improved, and the steps of each time.
"""

NEIGHBOURS = 12
"""
Matches that must agree on a turn and a shift before they move a point.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """
    Points of a figure: their `(n, 2)` places, `(n, n)` distances within it, and `(n, c)` colours.
    """

    places: Numbers
    distances: Numbers
    colours: Numbers
    size: float

    @classmethod
    def of(cls, key: Field) -> "Figure | None":
        """
        Return the figure in a premultiplied `(h, w, 4)` key, or None if there is none to speak of.
        """
        box = _box(key[..., 3] > 127)
        if box is None:
            return None
        cut = np.ascontiguousarray(key[box])
        height, width = cut.shape[:2]
        scale = min(1.0, SIDE / max(height, width))
        rows, columns = max(1, round(height * scale)), max(1, round(width * scale))
        small = np.asarray(cv2.resize(cut, (columns, rows), interpolation=cv2.INTER_AREA), np.float32)
        solid = small[..., 3] > SOLID
        if solid.sum() < 2 * NEIGHBOURS:
            return None
        inside = np.flatnonzero(solid)
        chosen, distances = _spread_out(_steps(solid), inside)
        places = points(rows, columns).reshape(-1, 2)[chosen].astype(np.float64)
        steps = np.array([width / columns, height / rows])
        corner = np.array([box[1].start, box[0].start])
        return cls(
            (places + 0.5) * steps - 0.5 + corner,
            distances,
            _colours(small).reshape(rows * columns, -1)[chosen],
            float(max(height, width)),
        )


def shape_guess(first: Field, last: Field) -> tuple[Field, Field] | None:
    """
    Return rough flow from the figure in one premultiplied `(h, w, 4)` cut-out to that in another and back, or
    None if one of them is empty.
    """
    one, other = Figure.of(first), Figure.of(last)
    if one is None or other is None:
        return None
    plan = _plan(one, other)
    height, width = first.shape[:2]
    return _flow(one, other, plan, height, width), _flow(other, one, plan.T, height, width)


def _box(solid: NDArray[np.bool_]) -> tuple[slice, slice] | None:
    rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
    if not len(rows):
        return None
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def _steps(solid: NDArray[np.bool_]) -> csr_array:
    """
    Return the lengths of the steps between neighbouring points of a grid, as a graph.
    """
    height, width = solid.shape
    number = np.arange(height * width).reshape(height, width)
    length = np.where(solid, 1.0, ACROSS)
    starts, stops, lengths = [], [], []
    for down, right in ((0, 1), (1, 0), (1, 1), (1, -1)):
        here = np.s_[: height - down, max(0, -right) : width - max(0, right)]
        there = np.s_[down:, max(0, right) : width + min(0, right)]
        starts.append(number[here].ravel())
        stops.append(number[there].ravel())
        lengths.append((np.hypot(down, right) * (length[here] + length[there]) / 2).ravel())
    shape = (height * width, height * width)
    edges = np.concatenate(lengths), (np.concatenate(starts), np.concatenate(stops))
    return csr_array(coo_array(edges, shape=shape))


def _spread_out(steps: csr_array, inside: NDArray[np.intp]) -> tuple[NDArray[np.intp], Numbers]:
    """
    Return points as far from each other as can be, so that the tips of limbs are among them, and how far.
    """
    middle = inside[len(inside) // 2]
    away = dijkstra(steps, directed=False, indices=middle)[inside]
    chosen, rows = [], []
    nearest = np.full(len(inside), np.inf)
    at = int(away.argmax())
    for _ in range(min(POINTS, len(inside))):
        row = dijkstra(steps, directed=False, indices=inside[at])[inside]
        chosen.append(at)
        rows.append(row)
        nearest = np.minimum(nearest, row)
        at = int(nearest.argmax())
    return inside[chosen], np.array(rows)[:, chosen]


def _colours(small: Field) -> Numbers:
    """
    Return for each point the mean colour of the figure close to it, and further around.
    """
    alpha = small[..., 3]
    straight = np.clip(small[..., :3] * (255 / np.maximum(alpha, 1))[..., None], 0, 255)
    lab = cv2.cvtColor(straight.astype(np.uint8), cv2.COLOR_RGB2Lab).astype(np.float32)
    means = []
    for sigma in (1.2, 3.5):
        weight = cv2.GaussianBlur(alpha, (0, 0), sigma)
        sums = cv2.GaussianBlur(lab * alpha[..., None], (0, 0), sigma)
        means.append(sums / (weight + 1e-3)[..., None])
    return np.concatenate(means, axis=2).astype(np.float64)


def _plan(one: Figure, other: Figure) -> Numbers:
    """
    Return the `(n, m)` plan: how much of each point of a figure goes to each point of the other one.
    """
    mass = np.full(len(one.places), 1 / len(one.places))
    other_mass = np.full(len(other.places), 1 / len(other.places))
    near, other_near = (each.distances / max(each.distances.mean(), 1e-9) for each in (one, other))
    unlike = _unlike(one, other, near.mean(axis=1), other_near.mean(axis=1))
    plan = _transport(unlike, mass, other_mass, 0.3, 60)
    squares = np.square(near) @ mass, np.square(other_near) @ other_mass
    for step in range(ROUNDS):
        # What the plan would do to distances within the figures (Peyré and others, "Gromov-Wasserstein
        # Averaging of Kernel and Distance Matrices", 2016, proposition 1).
        strain = squares[0][:, None] + squares[1] - 2 * near @ plan @ other_near.T
        cost = (1 - STRUCTURE) * unlike + 2 * STRUCTURE * strain
        plan = _transport(cost, mass, other_mass, max(0.02, 0.25 * 0.88**step), STEPS)
    return plan


def _unlike(one: Figure, other: Figure, depth: Numbers, other_depth: Numbers) -> Numbers:
    colour = np.linalg.norm(one.colours[:, None] - other.colours, axis=2) / 40
    size = max(one.size, other.size)
    places, other_places = ((each.places - np.median(each.places, axis=0)) / size for each in (one, other))
    place = np.square(places[:, None] - other_places).sum(axis=2) / 0.08
    # The body keeps its place; limbs may go anywhere.
    inner = 1 - 0.8 * (depth - depth.min()) / max(float(np.ptp(depth)), 1e-9)
    return np.asarray(
        COLOUR * np.square(np.minimum(colour, 2))
        + PLACE * np.minimum(place, 3) * inner[:, None]
        + DEPTH * np.square(depth[:, None] - other_depth)
    )


def _transport(cost: Numbers, mass: Numbers, other_mass: Numbers, softness: float, steps: int) -> Numbers:
    """
    Return the cheapest plan, softened (Cuturi, "Sinkhorn Distances", 2013).
    """
    kernel = np.exp(-(cost - cost.min()) / softness) + 1e-200
    scale = np.ones(len(mass))
    other_scale = np.ones(len(other_mass))
    for _ in range(steps):
        other_scale = other_mass / (kernel.T @ scale)
        scale = mass / (kernel @ other_scale)
    return np.asarray(scale[:, None] * kernel * other_scale)


def _flow(one: Figure, other: Figure, plan: Numbers, height: int, width: int) -> Field:
    """
    Return the flow of a figure by its plan, smoothed so that neighbours move as one stiff thing.
    """
    share = plan / plan.sum(axis=1, keepdims=True)
    wanted = share @ other.places
    scattered = np.sqrt(np.maximum(share @ np.square(other.places).sum(1) - np.square(wanted).sum(1), 0))
    sure = 1 / (1 + scattered / (0.03 * one.size))
    moves = _stiff(one.places, wanted, sure) - one.places
    here, weights = np.asarray(one.places, np.float32), np.asarray(sure, np.float32)
    return spread(*scatter(here, np.asarray(moves, np.float32), weights, height, width))


def _stiff(places: Numbers, wanted: Numbers, sure: Numbers) -> Numbers:
    """
    Return where the best turn and shift of its nearest neighbours puts each point.
    """
    apart = np.linalg.norm(places[:, None] - places, axis=2)
    nearest = np.argsort(apart, axis=1, kind="stable")[:, :NEIGHBOURS]
    away = np.take_along_axis(apart, nearest, axis=1)
    weight = np.exp(-np.square(away / (away[:, NEIGHBOURS // 2, None] + 1e-6))) * sure[nearest]
    weight /= weight.sum(axis=1, keepdims=True)
    here, there = places[nearest], wanted[nearest]
    middle = (weight[..., None] * here).sum(axis=1)
    middle_there = (weight[..., None] * there).sum(axis=1)
    x, y = np.moveaxis(here - middle[:, None], 2, 0)
    to_x, to_y = np.moveaxis(there - middle_there[:, None], 2, 0)
    straight = (weight * (x * to_x + y * to_y)).sum(axis=1)
    across = (weight * (x * to_y - y * to_x)).sum(axis=1)
    length = np.hypot(straight, across) + 1e-9
    cos, sin = straight / length, across / length
    left = places - middle
    turned = np.column_stack((cos * left[:, 0] - sin * left[:, 1], sin * left[:, 0] + cos * left[:, 1]))
    return np.asarray(middle_there + turned)
