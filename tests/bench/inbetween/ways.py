"""
Ways to draw the in-betweens of a case: the engine's methods, told what they may know.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from jobs.inbetween import Alarms, Course, Marks, Pair, choose, method
from jobs.inbetween.rig import Rig, RigDrawer
from tests.bench.inbetween.cases import Case, opaque
from tests.bench.inbetween.peers import PEERS


@dataclass(frozen=True)
class Made:
    """
    Drawings as RGB, how they came about where there was a choice, and what the rig's geometry says of them.
    """

    drawings: list[np.ndarray]
    how: str = ""
    alarms: Alarms | None = None


Way = Callable[[Case], Made]

HALFWAY = 0.5


def flow(case: Case) -> Made:
    """
    The engine's flow, keys alone.
    """
    return _drawn(case, "flow", _pair(case))


def auto(case: Case) -> Made:
    """
    What the engine chooses, keys alone.
    """
    return _drawn(case, "auto", _pair(case))


def rig(case: Case) -> Made:
    """
    The rig, told the joints of both keys; it finds the masks.
    """
    return _drawn(case, "rig", _pair(case, marked=True))


def rig_masked(case: Case) -> Made:
    """
    The rig, told joints and masks of both keys.
    """
    return _drawn(case, "rig", _pair(case, marked=True, masked=True))


def rig_broken_down(case: Case) -> Made:
    """
    The rig, told the joints of both keys and of one breakdown, without a picture of it.
    """
    halfway = case.joints[1 + case.places.index(HALFWAY)]
    return _drawn(case, "rig", _pair(case, marked=True, course=Course(breakdowns=((HALFWAY, halfway),))))


def rig_told(case: Case) -> Made:
    """
    The rig, told where the joints truly are in every drawing: what is left is not the path's fault.
    """
    told = tuple(zip(case.places, case.joints[1:-1], strict=True))
    return _drawn(case, "rig", _pair(case, marked=True, course=Course(breakdowns=told)))


def auto_marked(case: Case) -> Made:
    """
    What the engine chooses when it is told the joints of both keys.
    """
    return _drawn(case, "auto", _pair(case, marked=True))


def peer(name: str) -> Way:
    """
    One of the others.
    """
    return lambda case: Made(PEERS[name](*case.keys, case.places))


WAYS: dict[str, Way] = {
    **{name: peer(name) for name in PEERS},
    "flow": flow,
    "auto": auto,
    "rig": rig,
    "rig, masks": rig_masked,
    "rig, breakdown": rig_broken_down,
    "rig, every pose": rig_told,
    "auto, joints": auto_marked,
    "truth": lambda case: Made(case.truth),
}
OTHERS = ("crossfade", "DIS flow", "minterpolate")


def _pair(case: Case, *, marked: bool = False, masked: bool = False, course: Course | None = None) -> Pair:
    first, last = map(opaque, case.keys)
    if not marked:
        return Pair(first, last)
    masks = [255 * mask.astype(np.uint8) for mask in case.masks[:2]] if masked else [None, None]
    marks = [Marks(case.skeleton, case.joints[k], mask) for k, mask in zip((0, -1), masks, strict=True)]
    return Pair(first, last, None, *marks, course or Course())


def _drawn(case: Case, name: str, pair: Pair) -> Made:
    choice = choose(pair) if name == "auto" else None
    drawer = choice.drawer if choice else (Rig() if name == Rig.name else method(name)).prepare(pair)
    drawings = [np.ascontiguousarray(drawer.draw(place)[..., :3]) for place in case.places]
    alarms = drawer.alarms(case.places) if isinstance(drawer, RigDrawer) else None
    return Made(drawings, choice.method if choice else "", alarms)
