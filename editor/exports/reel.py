"""
What a film shows, frame by frame, frozen when it is asked for.

A reel is a list of scenes, one per shot: what lies behind, and runs of equal frames; where several tracks are
seen, layers of runs, the lowest first. A run shows the background alone, a pose, or a drawing of a take. It
names pictures and takes by their hashes, so it stays the same whatever is edited while the film is written.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from editor.timeline import timing
from editor.timeline.document import Document, Lane
from editor.timeline.document import length as document_length
from editor.timeline.sheet import Stretch
from jobs.frames import Canvas, filling, load_cut_out, load_drawing, over
from jobs.inbetween import Picture

# Another number when films are written in another way, so that old ones are not taken for new.
WRITER = 1

Scene = dict[str, Any]
Layer = dict[str, Any]
Run = dict[str, Any]
Frame = NDArray[np.uint8]


def reel(
    document: Document, shots: Iterable[str], stretches: Mapping[str, Stretch], takes: Mapping[str, str]
) -> list[Scene]:
    """
    The scenes of some shots in their order; shots without a frame are left out.

    `takes` names the drawings that stand for a stretch, by its left keyframe, where they are not those of its
    present sheet.
    """
    lanes, keys = document.lanes(), document.shot_keys()
    scenes = []
    for shot in shots:
        if frames := document_length(keys[shot]):
            row = document.shots[shot]
            plate = document.poses[row["plate"]]["sha256"] if row["plate"] else None
            layers = [
                {
                    "cut_out": bool(place),
                    "runs": _filled(_runs(document, lanes[track], stretches, takes), frames),
                }
                for place, track in enumerate(document.track_order(shot))
                if lanes[track] and not document.tracks[track]["hidden"]
            ]
            scenes.append({"plate": plate, "ground": row["ground"], **_stacked(layers, frames)})
    return scenes


def _stacked(layers: list[Layer], frames: int) -> Scene:
    """
    Layers as a scene keeps them: drawings that stand before the background already are all that is seen.
    """
    if not layers:
        return {"runs": [_background(frames)]}
    if len(layers) == 1 and not layers[0]["cut_out"]:
        return {"runs": layers[0]["runs"]}
    return {"layers": layers}


def _filled(runs: Iterable[Run], frames: int) -> list[Run]:
    found = list(runs)
    missing = frames - sum(run["frames"] for run in found)
    return [*found, _background(missing)] if missing else found


def _background(frames: int) -> Run:
    return {"show": "background", "frames": frames}


def _runs(
    document: Document, lane: Lane, stretches: Mapping[str, Stretch], takes: Mapping[str, str]
) -> Iterator[Run]:
    if lane and lane[0][1]["frame"]:
        yield _background(lane[0][1]["frame"])
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
            take = takes.get(key, stretch.key)
            yield {"show": "drawing", "take": take, "drawing": drawing, "frames": frames}
        if held:
            yield {"show": "pose", "picture": pose, "frames": held}


def cut(scenes: Iterable[Scene], start: int, end: int) -> list[Scene]:
    """
    What a reel shows from one frame up to another; scenes that lie outside are left out.
    """
    found, before = [], 0
    for scene in scenes:
        frames = length([scene])
        first, last = max(0, start - before), min(frames, end - before)
        before += frames
        if first >= last:
            continue
        if "runs" in scene:
            found.append({**scene, "runs": _cut(scene["runs"], first, last)})
        else:
            layers = [{**layer, "runs": _cut(layer["runs"], first, last)} for layer in scene["layers"]]
            found.append({**scene, "layers": layers})
    return found


def _cut(runs: Iterable[Run], start: int, end: int) -> list[Run]:
    found, at = [], 0
    for run in runs:
        frames = min(end, at + run["frames"]) - max(start, at)
        at += run["frames"]
        if frames > 0:
            found.append({**run, "frames": frames})
    return found


def takes_in(scenes: Iterable[Scene]) -> set[str]:
    """
    The takes of which a reel shows a drawing.
    """
    runs = (run for scene in scenes for line in lines_of(scene) for run in line)
    return {run["take"] for run in runs if run["show"] == "drawing"}


def length(scenes: Iterable[Scene]) -> int:
    """
    How many frames a reel has.
    """
    return sum(run["frames"] for scene in scenes for run in lines_of(scene)[0])


def lines_of(scene: Scene) -> list[list[Run]]:
    """
    The runs of each of a scene's layers, the lowest first.
    """
    return [scene["runs"]] if "runs" in scene else [layer["runs"] for layer in scene["layers"]]


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
        pictures = (
            _alone(scene["runs"], canvas, scenery) if "runs" in scene else _laid(scene, canvas, scenery)
        )
        for picture, count in pictures:
            for _ in range(count):
                yield picture


def _alone(runs: Iterable[Run], canvas: Canvas, scenery: Picture | None) -> Iterator[tuple[Frame, int]]:
    """
    What is seen of a scene whose drawings stand before the background already, and for how many frames.
    """
    for run in runs:
        if run["show"] == "drawing":
            yield load_drawing(run["take"], run["drawing"]), run["frames"]
        else:
            figure = _figure(run, canvas)
            yield _bgr(scenery if figure is None else over(figure, scenery)), run["frames"]


def _laid(scene: Scene, canvas: Canvas, scenery: Picture | None) -> Iterator[tuple[Frame, int]]:
    """
    What is seen of a scene with several layers: each laid over what is below it, anew wherever one changes.
    """
    lines = lines_of(scene)
    shown: list[tuple[Run | None, Picture | None]] = [(None, None)] * len(lines)
    for runs, count in together(lines):
        picture = scenery
        for place, run in enumerate(runs):
            if shown[place][0] is not run:
                shown[place] = run, _figure(run, canvas)
            figure = shown[place][1]
            picture = picture if figure is None else over(figure, picture)
        yield _bgr(picture), count


def together(lines: list[list[Run]]) -> Iterator[tuple[list[Run], int]]:
    """
    The runs that several lines show at once, and for how many frames: cut where any of them changes.
    """
    waiting = [list(reversed(line)) for line in lines]
    left = [line[-1]["frames"] for line in waiting]
    while all(waiting):
        count = min(left)
        yield [line[-1] for line in waiting], count
        for place, line in enumerate(waiting):
            left[place] -= count
            if not left[place]:
                line.pop()
                left[place] = line[-1]["frames"] if line else 0


def _figure(run: Run, canvas: Canvas) -> Picture | None:
    """
    What a run shows before the background, with alpha.
    """
    if run["show"] == "drawing":
        return filling(canvas, load_cut_out(run["take"], run["drawing"]))
    return canvas.pose(run["picture"]) if run["show"] == "pose" else None


def _bgr(picture: Picture | None) -> Frame:
    assert picture is not None
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGBA2BGR), np.uint8)
