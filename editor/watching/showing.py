"""
What a project shows now, frame by frame: the film as far as it is drawn, and something for all that is not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from uuid import UUID

from editor.exports import reel
from editor.projects.models import Project
from editor.timeline import rows, sheet, standing, timing
from editor.timeline.document import Document, Lane, Row
from editor.timeline.document import length as document_length
from editor.watching.standins import stood_in
from editor.watching.stills import Size, Still, name_of, still

Posed = Literal["key", "breakdown"]
Kind = Literal["key", "breakdown", "in-between", "hold", "background", "missing"]
Stretches = Mapping[str, sheet.Stretch]


@dataclass(frozen=True, slots=True)
class Part:
    """
    A shot, and where in the film it lies.
    """

    shot: str
    name: str
    start: int
    frames: int


@dataclass(frozen=True, slots=True)
class Span:
    """
    Frames that show one picture in one way. Those that are not `exact` show something else than a film would:
    an earlier take, a draft or, where they are missing, the key before.
    """

    start: int
    frames: int
    picture: str
    kind: Kind
    exact: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """
    A frame that somebody posed.
    """

    frame: int
    kind: Posed


@dataclass(frozen=True, slots=True)
class Showing:
    """
    All of it: shots, spans and ticks in the order of their frames.
    """

    parts: tuple[Part, ...]
    spans: tuple[Span, ...]
    ticks: tuple[Tick, ...]

    @property
    def frames(self) -> int:
        """
        How many frames there are.
        """
        return sum(part.frames for part in self.parts)

    def at(self, frame: int) -> Span | None:
        """
        What is shown on a frame.
        """
        return next((span for span in self.spans if 0 <= frame - span.start < span.frames), None)

    @property
    def poster(self) -> Span | None:
        """
        What stands for the whole: the first frame that shows more than a background.
        """
        return next((span for span in self.spans if span.kind != "background"), self.at(0))


def showing(project: Project) -> Showing:
    """
    What a project shows now.
    """
    document, stretches = _read(project.pk, project.revision)
    known = standing.rows_of(stretches.values())
    drawn = {key: row.key for key, one in stretches.items() if (row := standing.drawn(one, known))}
    lacking = {key: one for key, one in stretches.items() if key not in drawn}
    keys = document.shot_keys()
    shots = [shot for shot in document.shot_order() if document_length(keys[shot])]
    # A stretch that lacks its drawings is named by its keyframe, which is the name of no take.
    scenes = reel.reel(document, shots, stretches, {key: key for key in lacking} | drawn)
    parts, spans, ticks, start = [], [], [], 0
    for shot, scene in zip(shots, scenes, strict=True):
        frames = reel.length([scene])
        posed = dict(_posed(document, shot, stretches))
        shown = _stills(project, stood_in(scene, lacking, known))
        parts.append(Part(shot, document.shots[shot]["name"], start, frames))
        ticks += [Tick(start + frame, posed[frame]) for frame in sorted(posed) if frame < frames]
        spans += _spans(shown, posed, start)
        start += frames
    return Showing(tuple(parts), tuple(spans), tuple(ticks))


def still_of(project: Project, name: str) -> Still | None:
    """
    The still of that name, if it is one of this project's as it stands now.
    """
    seen = _seen(project.pk, project.revision)
    if name not in seen:
        showing(project)
    return seen.get(name)


def size_of(project: Project) -> Size:
    """
    The size of a project's frames.
    """
    return project.width, project.height


@lru_cache(maxsize=32)
def _read(project: UUID, revision: int) -> tuple[Document, Stretches]:
    """
    A project and its stretches, read once for each revision: many look, and frames come by the hundred.
    """
    document = rows.load(Project.objects.get(pk=project))
    return document, sheet.stretches(document)


@lru_cache(maxsize=64)
def _seen(project: UUID, revision: int) -> dict[str, Still]:
    """
    The stills that this process has told of a project in a revision, by their names.
    """
    return {}


def _stills(project: Project, scene: reel.Scene) -> Iterator[tuple[str, list[reel.Run], int]]:
    """
    The name of each picture of a scene, what it shows, and for how many frames.
    """
    seen, size = _seen(project.pk, project.revision), size_of(project)
    for runs, frames in reel.together(reel.lines_of(scene)):
        one = still(scene, runs)
        name = name_of(one, size)
        seen[name] = one
        yield name, runs, frames


def _spans(
    shown: Iterator[tuple[str, list[reel.Run], int]], posed: Mapping[int, Posed], start: int
) -> list[Span]:
    spans: list[Span] = []
    at = 0
    for name, runs, frames in shown:
        exact = all(run.get("exact", True) for run in runs)
        for frame in range(at, at + frames):
            kind = _kind(runs, posed.get(frame))
            last = spans[-1] if spans else None
            if last and (last.picture, last.kind, last.exact) == (name, kind, exact):
                spans[-1] = Span(last.start, last.frames + 1, name, kind, exact)
            else:
                spans.append(Span(start + frame, 1, name, kind, exact))
        at += frames
    return spans


def _kind(runs: list[reel.Run], posed: Posed | None) -> Kind:
    """
    What a frame is: drawn by the machine as soon as anything on it is.
    """
    shows = {run["show"] for run in runs}
    if any(run["show"] != "drawing" and not run.get("exact", True) for run in runs):
        return "missing"
    if "drawing" in shows:
        return "breakdown" if posed == "breakdown" else "in-between"
    if "pose" in shows:
        return "key" if posed == "key" else "hold"
    return "background"


def _posed(document: Document, shot: str, stretches: Stretches) -> Iterator[tuple[int, Posed]]:
    """
    The frames of a shot that somebody posed, on tracks that are seen; keys last, for they count more.
    """
    lanes = document.lanes()
    seen = [lanes[track] for track in document.track_order(shot) if not document.tracks[track]["hidden"]]
    for lane in seen:
        yield from ((frame, "breakdown") for frame in _breakdowns(lane, stretches))
    for lane in seen:
        yield from ((row["frame"], "key") for _, row in lane)


def _breakdowns(lane: Lane, stretches: Stretches) -> Iterator[int]:
    for key, row in lane:
        stretch = stretches.get(key)
        if stretch is None or stretch.sheet is None or stretch.sheet.motion is None:
            continue
        for one in row["breakdowns"]:
            yield _frame_of(one["u"], row, stretch, stretch.sheet.times)


def _frame_of(place: float, row: Row, stretch: sheet.Stretch, times: tuple[float, ...]) -> int:
    """
    The first frame of the drawing that stands nearest to a place between two keys.
    """
    nearest = min(range(len(times)), key=lambda index: abs(times[index] - place))
    inbetween = next(
        number
        for number in range(1, stretch.count + 1)
        if timing.drawing_at(number, stretch.exposure) == nearest
    )
    return int(row["frame"] + row["hold"] + inbetween - 1)
