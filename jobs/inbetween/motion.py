"""
Motion: what moves where between two keys, measured on the drawing halfway.

Each point of the middle drawing gets the path of what passes through it, so a drawing at any place reads
both keys along one and the same path. (The halfway domain of Liao and others, "Automating Image Morphing
using Structural Similarity on a Halfway Domain", 2014; here it is found from optical flow.)
"""

from dataclasses import dataclass

import cv2
import numpy as np

from .fields import Field, along, enlarged, reduced, sample, scatter, softened, spread
from .matte import Pixels
from .opticalflow import Flows, flow_both_ways, flow_once, working_size

CHANGED = 16
"""
Grey levels, of 255, from which a point counts as changed.
"""

CLASH_FROM, CLASH_TO = 10, 40
"""
Grey levels between which two ends of a path go from looking alike to clashing.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Motion:
    """
    The motion between two premultiplied `(h, w, 4)` pictures, on a coarser `(gh, gw)` grid over them.

    `path`          `(gh, gw, 2)` grid steps from the first key to the last, of what is here halfway
    `lead`          `(gh, gw)` from -1 to 1: above 0 where only the first key shows this, below 0 the last
    `clash`         `(gh, gw)` from 0 to 1: how plainly the path ends on two different things
    `reach`         95% of what changes moves at most this many pixels of the pictures
    `unexplained`   the part of the change that is left when the paths are followed: 0 nothing, 1 all of it
    """

    path: Field
    lead: Field
    clash: Field
    reach: float
    unexplained: float


def measure(first: Pixels, last: Pixels) -> Motion:
    """
    Return the motion between two premultiplied `(h, w, 4)` pictures that differ.
    """
    height, width = working_size(first)
    keys = Keys(_grid(first, height, width), _grid(last, height, width))
    flows = flow_both_ways(keys.first, keys.last)
    # Flow is measured in overlapping patches, so a grid half as fine holds all it knows.
    half = (height + 1) // 2, (width + 1) // 2
    coarse = Keys(reduced(keys.first, *half), reduced(keys.last, *half))
    halved = Flows(_rescaled(flows.forward, *half), _rescaled(flows.backward, *half))
    path = _refined(_halfway(coarse, halved), keys, coarse)
    return Motion(
        path=path,
        lead=_lead(path, coarse, halved),
        clash=_clash(path, coarse, halved),
        reach=_reach(keys, flows) * first.shape[0] / height,
        unexplained=_unlike(coarse, path) / max(_unlike(coarse, np.zeros_like(path)), 1e-6),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Keys:
    """
    Both keys, premultiplied, as `(h, w, 4)` fields from 0 to 255.
    """

    first: Field
    last: Field

    def met(self, path: Field) -> tuple[Field, Field]:
        """
        Return both keys as they look when each goes half the path to meet the other.
        """
        return sample(self.first, along(path, -0.5)), sample(self.last, along(path, 0.5))


def _grid(picture: Pixels, height: int, width: int) -> Field:
    return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), np.float32)


def _rescaled(displacements: Field, height: int, width: int) -> Field:
    """
    Return displacements on another grid, measured in the steps of that grid.
    """
    resize = reduced if height < displacements.shape[0] else enlarged
    steps = np.array([width / displacements.shape[1], height / displacements.shape[0]], np.float32)
    return np.asarray(resize(displacements, height, width) * steps, np.float32)


def _halfway(keys: Keys, flows: Flows) -> Field:
    """
    Return the path at each point halfway: both flows carried there, the trusted ones and the figure first.
    """
    height, width = flows.forward.shape[:2]
    weight_first = _presence(keys.first) * _trust(keys.first, keys.last, flows)
    weight_last = _presence(keys.last) * _trust(keys.last, keys.first, flows.turned())
    places = np.concatenate((along(flows.forward, 0.5), along(flows.backward, 0.5))).reshape(-1, 2)
    paths = np.concatenate((flows.forward, -flows.backward)).reshape(-1, 2)
    weights = np.concatenate((weight_first, weight_last)).ravel()
    return softened(spread(*scatter(places, paths, weights, height, width)), 1)


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


def _refined(path: Field, keys: Keys, coarse: Keys) -> Field:
    """
    Return the path corrected by what is still apart where the keys meet, if that brings them closer.
    """
    height, width = keys.first.shape[:2]
    met_first, met_last = keys.met(_rescaled(path, height, width))
    apart = flow_once(met_first, met_last) - flow_once(met_last, met_first)
    better = softened(np.add(path, _rescaled(apart, *path.shape[:2]) / 2, dtype=np.float32), 0.8)
    return better if _unlike(coarse, better) < _unlike(coarse, path) else path


def _unlike(keys: Keys, path: Field) -> float:
    """
    Return the mean difference, in grey levels, of the keys met halfway.
    """
    first, last = keys.met(path)
    return float(np.abs(first - last).mean())


def _lead(path: Field, keys: Keys, flows: Flows) -> Field:
    trust_first = sample(_trust(keys.first, keys.last, flows), along(path, -0.5))
    trust_last = sample(_trust(keys.last, keys.first, flows.turned()), along(path, 0.5))
    return softened(trust_first - trust_last, 1.5)


def _clash(path: Field, keys: Keys, flows: Flows) -> Field:
    first, last = keys.met(path)
    unlike = np.clip((np.abs(first - last).max(axis=2) - CLASH_FROM) / (CLASH_TO - CLASH_FROM), 0, 1)
    # Where the paths agree, it is one thing that changes its colour, and a colour may take its time.
    agreement = np.minimum(
        sample(_agreement(flows), along(path, -0.5)), sample(_agreement(flows.turned()), along(path, 0.5))
    )
    return softened(np.asarray(unlike * (1 - agreement), np.float32), 1.5)


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
