"""
What a film shows, frame by frame, frozen when it is asked for.

A reel is a list of scenes, one per shot: what lies behind, and runs of equal frames.  A run shows the
background alone, a pose, or a drawing of a take.  It names pictures and takes by their hashes, so it
stays the same whatever is edited while the film is written.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from editor.timeline import timing
from editor.timeline.document import Document, Row
from editor.timeline.sheet import Stretch
from jobs.frames import Canvas, load_drawing, over

# Another number when films are written in another way, so that old ones are not taken for new.
WRITER = 1

Scene = dict[str, Any]
Run = dict[str, Any]
Frame = NDArray[np.uint8]


def reel(document: Document, shots: Iterable[str], stretches: dict[str, Stretch]) -> list[Scene]:
    """
    The scenes of some shots in their order; shots without a frame are left out.
    """
    lanes = document.lanes()
    scenes = []
    for shot in shots:
        runs = list(_runs(document, lanes[shot], stretches))
        if runs:
            row = document.shots[shot]
            plate = document.poses[row["plate"]]["sha256"] if row["plate"] else None
            scenes.append({"plate": plate, "ground": row["ground"], "runs": runs})
    return scenes


def _runs(document: Document, lane: list[tuple[str, Row]], stretches: dict[str, Stretch]) -> Iterator[Run]:
    if lane and lane[0][1]["frame"]:
        yield {"show": "background", "frames": lane[0][1]["frame"]}
    for key, row in lane:
        pose = document.poses[row["pose"]]["sha256"]
        held = row["hold"]
        stretch = stretches.get(key)
        for drawing, frames in timing.runs(stretch.count, stretch.exposure) if stretch else ():
            if drawing == timing.KEY_A:
                held += frames
                continue
            if held:
                yield {"show": "pose", "picture": pose, "frames": held}
                held = 0
            assert stretch is not None
            yield {"show": "drawing", "take": stretch.key, "drawing": drawing, "frames": frames}
        if held:
            yield {"show": "pose", "picture": pose, "frames": held}


def length(scenes: Iterable[Scene]) -> int:
    """
    How many frames a reel has.
    """
    return sum(run["frames"] for scene in scenes for run in scene["runs"])


def key_of(scenes: list[Scene], size: tuple[int, int], rate: tuple[int, int]) -> str:
    """
    The hash of all that decides what is in the file.
    """
    canonical = json.dumps([WRITER, size, rate, scenes], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def frames(scenes: Iterable[Scene], size: tuple[int, int]) -> Iterator[Frame]:
    """
    The film's frames as BGR, each picture decoded once for all the frames that show it.
    """
    for scene in scenes:
        canvas = Canvas(*size, scene["plate"], scene["ground"])
        scenery = canvas.scenery()
        for run in scene["runs"]:
            frame = _frame(run, canvas, scenery)
            for _ in range(run["frames"]):
                yield frame


def _frame(run: Run, canvas: Canvas, scenery: NDArray[np.uint8]) -> Frame:
    if run["show"] == "drawing":
        return load_drawing(run["take"], run["drawing"])
    laid = over(canvas.pose(run["picture"]), scenery) if run["show"] == "pose" else scenery
    return np.asarray(cv2.cvtColor(laid, cv2.COLOR_RGBA2BGR), np.uint8)
