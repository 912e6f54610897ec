"""
Motion: what moves where between two keys, measured on the drawing halfway.

Each point of the middle drawing gets the path of what passes through it, so a drawing at any place reads
both keys along one and the same path. (The halfway domain of Liao and others, "Automating Image Morphing
using Structural Similarity on a Halfway Domain", 2014; here it is found from optical flow.)
"""

from dataclasses import dataclass

import cv2
import numpy as np

from ..fields import Field, along, enlarged, left_of, points, reduced, sample, scatter, softened, spread
from ..matte import Pixels
from ..picture import NO_PINS, Pins
from .opticalflow import Flows, flow_both_ways, flow_once, working_size
from .pins import heeded, pin_seeds, pulled
from .turning import bend_of

CHANGED = 16
"""
Grey levels, of 255, from which a point counts as changed.
"""

CLASH_FROM, CLASH_TO = 10, 40
"""
Grey levels between which two ends of a path go from looking alike to clashing.
"""

EDGE_FROM, EDGE_TO = 60, 120
"""
Levels of alpha, of 255, between which two ends of a path go from both being figure to only one being it.
"""

DISSOLVE, PASSING = 0.35, 0.15
"""
The share of the segment in which two clashing things give way to each other, short as both are seen in it;
and shorter where it is figure that comes or goes.
"""

DEEPEST = 0.1
"""
The distance from the silhouette, as a share of the grid's longer side, beyond which it counts no more.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """
    The motion between two premultiplied `(h, w, 4)` pictures, on a coarser `(gh, gw)` grid over them.

    `path`          `(gh, gw, 2)` grid steps from the first key to the last, of what is here halfway
    `bend`          `(gh, gw)` how far the path leaves that straight line halfway, to its left, by its length
    `clash`         `(gh, gw)` from 0 to 1: how plainly the path ends on two different things
    `moment`        `(gh, gw)` from 0 to 1: when the last of two clashing things takes the place of the first
    `span`          `(gh, gw)` the share of the segment that this takes
    `reach`         95% of what changes moves at most this many pixels of the pictures
    `left`          the mean difference, in grey levels, of the two ends of a path
    `unexplained`   the part of the change that is left when the paths are followed: 0 nothing, 1 all of it
    """

    path: Field
    bend: Field
    clash: Field
    moment: Field
    span: Field
    reach: float
    left: float
    unexplained: float


def measure(first: Pixels, last: Pixels, pins: Pins = NO_PINS, arc: float = 0) -> Motion:
    """
    Return the motion between two premultiplied `(h, w, 4)` pictures that differ.

    `pins` lie on the pictures; `arc` bends every path to its left by that share of its length.
    """
    height, width = working_size(first)
    keys = Keys(_grid(first, height, width), _grid(last, height, width))
    guesses = [pin_seeds(_on_grid(pins, first, height, width), height, width)] if len(pins) else []
    flows = flow_both_ways(keys.first, keys.last, guesses)
    # Flow is measured in overlapping patches, so a grid half as fine holds all it knows.
    half = (height + 1) // 2, (width + 1) // 2
    coarse = Keys(reduced(keys.first, *half), reduced(keys.last, *half))
    halved = Flows(_rescaled(flows.forward, *half), _rescaled(flows.backward, *half))
    pins = _on_grid(pins, first, *half)
    halved, near = _pinned(halved, pins)
    ways = _refined(_halfway(coarse, halved, near, arc), keys, coarse)
    if len(pins):
        ways = Ways(*pulled(ways.path, ways.bend, pins, arc))
    clash, moment, span = _meeting(ways, coarse, halved)
    left = _unlike(coarse, ways)
    return Motion(
        path=ways.path,
        bend=ways.bend,
        clash=clash,
        moment=moment,
        span=span,
        reach=_reach(keys, flows) * first.shape[0] / height,
        left=left,
        unexplained=left / max(_unlike(coarse, _still(*half)), 1e-6),
    )


def _on_grid(pins: Pins, picture: Pixels, height: int, width: int) -> Pins:
    """
    Return pins on a picture as places on a grid over it.
    """
    steps = np.array([width / picture.shape[1], height / picture.shape[0]])
    return np.asarray((pins + 0.5) * steps - 0.5)


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """
    The paths of what is at each point halfway, and their bends.
    """

    path: Field
    bend: Field

    def first(self) -> Field:
        """
        Return the `(h, w, 2)` places in the first key at which the paths begin.
        """
        return np.asarray(points(*self.bend.shape) - (self.path / 2 + self._aside()), np.float32)

    def last(self) -> Field:
        """
        Return the `(h, w, 2)` places in the last key at which the paths end.
        """
        return np.asarray(points(*self.bend.shape) + (self.path / 2 - self._aside()), np.float32)

    def _aside(self) -> Field:
        return self.bend[..., None] * left_of(self.path)


def _still(height: int, width: int) -> Ways:
    return Ways(np.zeros((height, width, 2), np.float32), np.zeros((height, width), np.float32))


@dataclass(frozen=True, slots=True, eq=False)
class Keys:
    """
    Both keys, premultiplied, as `(h, w, 4)` fields from 0 to 255.
    """

    first: Field
    last: Field

    def met(self, ways: Ways) -> tuple[Field, Field]:
        """
        Return both keys as they look when each goes half its way to meet the other.
        """
        return sample(self.first, ways.first()), sample(self.last, ways.last())


def _grid(picture: Pixels, height: int, width: int) -> Field:
    return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), np.float32)


def _rescaled(displacements: Field, height: int, width: int) -> Field:
    """
    Return displacements on another grid, measured in the steps of that grid.
    """
    resize = reduced if height < displacements.shape[0] else enlarged
    steps = np.array([width / displacements.shape[1], height / displacements.shape[0]], np.float32)
    return np.asarray(resize(displacements, height, width) * steps, np.float32)


def _pinned(flows: Flows, pins: Pins) -> tuple[Flows, tuple[Field, Field]]:
    """
    Return the flows as the pins want them, and from 0 to 1 how near pins are in either key.
    """
    if not len(pins):
        nowhere = np.zeros(flows.forward.shape[:2], np.float32)
        return flows, (nowhere, nowhere)
    here, there = np.asarray(pins[:, 0], np.float32), np.asarray(pins[:, 1], np.float32)
    forward, near_first = heeded(flows.forward, here, there - here)
    backward, near_last = heeded(flows.backward, there, here - there)
    return Flows(forward, backward), (near_first, near_last)


def _halfway(keys: Keys, flows: Flows, near: tuple[Field, Field], arc: float) -> Ways:
    """
    Return the ways of what is at each point halfway: both flows carried there, those near pins, the trusted
    ones and the figure first.
    """
    height, width = flows.forward.shape[:2]
    trust_first = np.maximum(_trust(keys.first, keys.last, flows), near[0])
    trust_last = np.maximum(_trust(keys.last, keys.first, flows.turned()), near[1])
    weight_first = _presence(keys.first) * trust_first * nearness(flows.forward)
    weight_last = _presence(keys.last) * trust_last * nearness(flows.backward)
    # Backwards, a thing goes the other way and turns the other way, so it passes the same places.
    bend_first = arc + (1 - near[0]) * bend_of(flows.forward, weight_first)
    bend_last = arc - (1 - near[1]) * bend_of(flows.backward, weight_last)
    places = (
        along(flows.forward, 0.5) + bend_first[..., None] * left_of(flows.forward),
        along(flows.backward, 0.5) - bend_last[..., None] * left_of(flows.backward),
    )
    values = np.dstack((flows.forward, bend_first)), np.dstack((-flows.backward, bend_last))
    sums, weights = scatter(
        np.concatenate(places).reshape(-1, 2),
        np.concatenate(values).reshape(-1, 3),
        np.concatenate((weight_first, weight_last)).ravel(),
        height,
        width,
    )
    found = softened(spread(sums, weights), 1)
    return Ways(np.ascontiguousarray(found[..., :2]), np.ascontiguousarray(found[..., 2]))


def nearness(ways: Field) -> Field:
    """
    Return the weight of `(h, w, 2)` ways where several meet: what moves is most often in front of what stays.
    """
    return np.asarray(np.square(1 + np.linalg.norm(ways, axis=2)), np.float32)


def _presence(key: Field) -> Field:
    """
    Return a weight from almost 0 to 1: transparent points follow the figure, never hold it back.
    """
    return np.asarray(key[..., 3] / 255 + 1e-3, np.float32)


def _agreement(flows: Flows) -> Field:
    """
    Return from 0 to 1 how well each point comes back to itself when the flow forward is followed back.

    This is a soft form of the test of Sundaram and others, "Dense Point Trajectories by GPU-accelerated
    Large Displacement Optical Flow", 2010, equation 5.
    """
    back = sample(flows.backward, along(flows.forward, 1))
    astray = np.square(flows.forward + back).sum(axis=2)
    length = np.square(flows.forward).sum(axis=2) + np.square(back).sum(axis=2)
    return np.asarray(np.exp(-astray / (0.01 * length + 0.5)), np.float32)


def _trust(here: Field, there: Field, flows: Flows) -> Field:
    """
    Return from 0 to 1 how far the flow forward leads back and to the same colour.
    """
    unlike = np.abs(sample(there, along(flows.forward, 1)) - here).max(axis=2)
    return np.asarray(_agreement(flows) * np.exp(-unlike / 32), np.float32)


def _refined(ways: Ways, keys: Keys, coarse: Keys) -> Ways:
    """
    Return the ways corrected by what is still apart where the keys meet, if that brings them closer.
    """
    height, width = keys.first.shape[:2]
    fine = Ways(_rescaled(ways.path, height, width), enlarged(ways.bend, height, width))
    met_first, met_last = keys.met(fine)
    apart = flow_once(met_first, met_last) - flow_once(met_last, met_first)
    correction = _rescaled(apart, *ways.bend.shape) / 2
    better = Ways(softened(np.add(ways.path, correction, dtype=np.float32), 0.8), ways.bend)
    return better if _unlike(coarse, better) < _unlike(coarse, ways) else ways


def _unlike(keys: Keys, ways: Ways) -> float:
    """
    Return the mean difference, in grey levels, of the keys met halfway.
    """
    first, last = keys.met(ways)
    return float(np.abs(first - last).mean())


def _meeting(ways: Ways, keys: Keys, flows: Flows) -> tuple[Field, Field, Field]:
    """
    Return where two ends of a path clash, when the last one takes over there, and over how long.
    """
    first, last = keys.met(ways)
    unlike = np.clip((np.abs(first - last).max(axis=2) - CLASH_FROM) / (CLASH_TO - CLASH_FROM), 0, 1)
    # Where the paths agree, it is one thing that changes its colour, and a colour may take its time.
    agreement = np.minimum(
        sample(_agreement(flows), ways.first()), sample(_agreement(flows.turned()), ways.last())
    )
    # But a figure never fades into nothing or out of it.
    edge = np.clip((np.abs(first - last)[..., 3] - EDGE_FROM) / (EDGE_TO - EDGE_FROM), 0, 1)
    clash = softened(np.asarray(np.maximum(unlike * (1 - agreement), edge), np.float32), 0.7)
    inside, inside_last = (
        sample(_depth(key), places) for key, places in ((keys.first, ways.first()), (keys.last, ways.last()))
    )
    # The silhouette passes from one shape to the other as its distance field does.
    apart = inside - inside_last
    opposite = (inside > 0) != (inside_last > 0)
    moment = np.where(opposite, inside / np.where(apart == 0, 1, apart), 0.5)
    span = np.asarray(DISSOLVE + softened(edge, 1) * (PASSING - DISSOLVE), np.float32)
    return clash, np.asarray(np.clip(moment, span / 2, 1 - span / 2), np.float32), span


def _depth(key: Field) -> Field:
    """
    Return how deep inside the figure each point lies, below 0 outside, up to a limit; 0 without a silhouette.
    """
    solid = np.asarray(key[..., 3] > 127, np.uint8)
    if solid.all() or not solid.any():
        return np.zeros(solid.shape, np.float32)
    # A figure that is cut off by the picture's side goes on there.
    solid = np.asarray(cv2.copyMakeBorder(solid, 1, 1, 1, 1, cv2.BORDER_REPLICATE), np.uint8)
    inside, outside = (cv2.distanceTransform(each, cv2.DIST_L2, 5) for each in (solid, 1 - solid))
    limit = DEEPEST * max(solid.shape)
    return np.asarray(np.clip((inside - outside)[1:-1, 1:-1], -limit, limit), np.float32)


def _reach(keys: Keys, flows: Flows) -> float:
    """
    Return the length, in points of the keys, that 95% of the changed points of the figure stay below.
    """
    changed = np.abs(keys.first - keys.last).max(axis=2) > CHANGED
    lengths = np.concatenate(
        [
            np.linalg.norm(flow[changed & (key[..., 3] > 127)], axis=1)
            for flow, key in ((flows.forward, keys.first), (flows.backward, keys.last))
        ]
    )
    return float(np.percentile(lengths, 95)) if lengths.size else 0.0
