"""
How fast the rig draws, against FFmpeg's motion interpolation, in processor time of this one process.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import cv2
import numpy as np

from jobs.inbetween import Pair, lay
from jobs.inbetween.quality.gauge import measure
from jobs.inbetween.rig import Rig
from tests.bench.inbetween import girl
from tests.bench.inbetween.peers import interpolated, minterpolate
from tests.bench.inbetween.table import Goal, Row

PLACES = [k / 10 for k in range(1, 10)]
ROUNDS = 3


def speed() -> Row:
    """
    Drawings a second of 1280 x 720 with the figure at three quarters of the height: opaque pictures, as
    minterpolate gets them, with joints but no masks, and the cut-outs of a shot with a background.
    """
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        return _measured()
    finally:
        cv2.setNumThreads(threads)


def _measured() -> Row:
    cut_outs = girl.pair("stand", "reach")
    opaque = _laid(cut_outs)
    made = {name: _draw(pair) for name, pair in (("opaque", opaque), ("cut-outs", cut_outs))}
    theirs = _best(lambda: minterpolate(opaque.first[..., :3], opaque.last[..., :3], PLACES), rounds=2)
    seen = [opaque.first, *made["opaque"][2], opaque.last]
    judging = _best(lambda: measure(seen[0], seen[-1], seen[1:-1], PLACES))
    rates = {name: len(PLACES) / drawing for name, (_, drawing, _) in made.items()}
    prepare = {name: preparing for name, (preparing, _, _) in made.items()}
    return Row(
        "speed, one core, 1280 x 720, figure at 3/4 height",
        {
            "times minterpolate": rates["opaque"] * theirs / len(PLACES),
            "prepare s": prepare["opaque"],
            "drawings/s": rates["opaque"],
        },
        {"times minterpolate": Goal(least=25), "prepare s": Goal(most=1.5)},
        "rig",
        {
            "rig, cut-outs": {
                "times minterpolate": rates["cut-outs"] * theirs / len(PLACES),
                "prepare s": prepare["cut-outs"],
                "drawings/s": rates["cut-outs"],
            },
            "minterpolate": {"times minterpolate": 1.0, "drawings/s": len(PLACES) / theirs},
        },
        (
            f"measuring the quality of {len(PLACES)} drawings takes {judging:.2f} s;",
            "minterpolate is given one pair, as the rig is; "
            f"in a long film it makes {_in_a_film(opaque):.1f} frames a second",
        ),
    )


def _laid(pair: Pair) -> Pair:
    keys = [lay(key, pair.plate) for key in (pair.first, pair.last)]
    return replace(pair, first=keys[0], last=keys[1], plate=None)


def _draw(pair: Pair) -> tuple[float, float, Sequence[np.ndarray]]:
    """
    Return the seconds that preparing takes, those of all drawings, and the drawings.
    """
    preparing = _best(lambda: Rig().prepare(pair))
    drawer = Rig().prepare(pair)
    drawings: list[np.ndarray] = []

    def draw() -> None:
        drawings[:] = [drawer.draw(place) for place in PLACES]

    return preparing, _best(draw), drawings


def _in_a_film(pair: Pair) -> float:
    """
    Return how many frames a second minterpolate makes of many keys, once it is under way.
    """
    keys = [np.ascontiguousarray(key[..., :3]) for key in (pair.first, pair.last)]
    began = time.process_time()
    count = sum(1 for _ in interpolated(keys * 3, len(PLACES) + 1))
    return count / (time.process_time() - began)


def _best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """
    Return the processor seconds of the quickest of some rounds: others use this machine too.
    """
    found = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return min(found)
