"""
From keyframes to sheets: which segments a project has, what each is drawn from, and how each stands.

A segment is fresh when the drawings exist that its present sheet asks for; that one comparison of
hashes is all there is to staleness.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from editor.projects.models import Project
from editor.timeline import timing
from editor.timeline.document import Document, Row
from editor.timeline.motion import Marked
from jobs import actions as jobs
from jobs import judging, quota
from jobs.models import Segment
from jobs.shares import Places
from jobs.sheet import Motion, SegmentSheet

PINNED, BENT = ("auto", "flow"), ("auto", "flow", "rig")
"""
The methods that look at pins, as far as there are no marks to look at, and at arcs. What a method does not
look at is not in its sheets: it makes nothing stale.
"""

Summary = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    The in-betweens from one keyframe to the next, and the sheet that fills them.

    There is no sheet when nothing is to be drawn, because there are fewer in-betweens than one exposure
    is long.  Every in-between then shows the left keyframe's pose.
    """

    left: str
    shot: str
    count: int
    exposure: int
    method: str
    take: str
    sheet: SegmentSheet | None
    key: str


class Recipe(NamedTuple):
    """
    All that the sheet of a stretch is made of.
    """

    width: int
    height: int
    first: str
    last: str
    plate: str | None
    ground: str
    method: str
    inbetweens: int
    exposure: int
    ease: str
    curve: tuple[float, ...] | None
    chart: tuple[float, ...] | None
    motion: Motion | None
    pins: Places
    arc: float

    def sheet(self) -> SegmentSheet | None:
        """
        The sheet, if there is anything to draw.
        """
        times = timing.places(self.inbetweens, self.exposure, self.ease, self.curve, self.chart)
        if not times:
            return None
        return SegmentSheet(*self[:7], times=times, motion=self.motion, pins=self.pins, arc=self.arc)


Sheets = dict[Recipe, tuple[SegmentSheet | None, str]]
"""
Sheets that were made already, with their keys.  An edit looks at a project before and after: what it did
not touch is hashed once.
"""


def stretches(
    document: Document, shots: Collection[str] | None = None, *, sheets: Sheets | None = None
) -> dict[str, Stretch]:
    """
    All stretches with in-betweens, by their left keyframe, of all live shots or of those named.
    """
    sheets = {} if sheets is None else sheets
    found = {}
    marked = Marked(document)
    for shot, lane in document.lanes().items():
        if shots is not None and shot not in shots:
            continue
        for number, ((key, left), (_, right)) in enumerate(pairwise(lane)):
            motion = marked.motion(lane, number, loop=document.shots[shot]["loop"])
            recipe = _recipe(document, left, right, motion)
            if recipe.inbetweens:
                if recipe not in sheets:
                    sheet = recipe.sheet()
                    sheets[recipe] = sheet, sheet.key() if sheet else ""
                found[key] = Stretch(
                    key,
                    shot,
                    recipe.inbetweens,
                    recipe.exposure,
                    left["method"],
                    left["take"],
                    *sheets[recipe],
                )
    return found


def _recipe(document: Document, left: Row, right: Row, motion: Motion | None) -> Recipe:
    shot = document.shots[left["shot"]]
    # A rig needs joints on both keys; without them the segment is left to what suits it.
    method = "auto" if left["method"] == "rig" and motion is None else left["method"]
    pinned = method in PINNED and motion is None
    return Recipe(
        width=document.project["width"],
        height=document.project["height"],
        first=document.poses[left["pose"]]["sha256"],
        last=document.poses[right["pose"]]["sha256"],
        plate=document.poses[shot["plate"]]["sha256"] if shot["plate"] else None,
        ground=shot["ground"],
        method=method,
        inbetweens=timing.gap(left["frame"], left["hold"], right["frame"]),
        exposure=left["exposure"],
        ease=left["ease"],
        curve=tuple(left["curve"]) if left["curve"] else None,
        chart=tuple(left["chart"]) if left["chart"] and left["ease"] == "chart" else None,
        motion=motion,
        pins=tuple(tuple(pin) for pin in left["pins"]) if pinned else (),
        arc=left["arc"] if method in BENT else 0.0,
    )


@dataclass(frozen=True, slots=True)
class Change:
    """
    What an edit made of the stretch right of a keyframe; None where there is none.
    """

    old: Stretch | None
    new: Stretch | None


def changed(before: Document, after: Document, sheets: Sheets | None = None) -> dict[str, Change]:
    """
    The stretches that an edit made, changed or ended, by their left keyframe.
    """
    sheets = {} if sheets is None else sheets
    old, new = stretches(before, sheets=sheets), stretches(after, sheets=sheets)
    changes = {key: Change(old.get(key), new.get(key)) for key in {**old, **new}}
    return {key: change for key, change in changes.items() if change.old != change.new}


def rows_of(found: Iterable[Stretch]) -> dict[str, Segment]:
    """
    The rows of present sheets and of last takes, by key, in one query.
    """
    wanted = {name for stretch in found for name in (stretch.key, stretch.take) if name}
    return Segment.objects.defer("measures").in_bulk(list(wanted)) if wanted else {}


def is_fresh(stretch: Stretch, rows: Mapping[str, Segment]) -> bool:
    """
    Whether all that this stretch shows has been drawn.
    """
    if stretch.sheet is None:
        return True
    row = rows.get(stretch.key)
    return row is not None and row.state == Segment.State.DONE


def summaries(project: Project, found: Mapping[str, Stretch | None]) -> dict[str, Summary | None]:
    """
    How each stretch stands, as pages read it, in two queries.
    """
    present = [stretch for stretch in found.values() if stretch is not None]
    rows = rows_of(present)
    paces = quota.Paces()
    waiting = any(row.state == Segment.State.QUEUED for row in rows.values())
    places = jobs.places(project.topic) if waiting else {}
    return {
        key: None if stretch is None else summary(stretch, rows, places, paces)
        for key, stretch in found.items()
    }


def summary(
    stretch: Stretch, rows: Mapping[str, Segment], places: Mapping[str, jobs.Place], paces: quota.Paces
) -> Summary:
    """
    How one stretch stands.
    """
    row = rows.get(stretch.key)
    take = rows.get(stretch.take)
    state = state_of(stretch, rows)
    shown = _shown(state, row, take)
    place, eta = _place(row, places, paces)
    drawings = len(stretch.sheet.times) if stretch.sheet else 0
    return {
        "key": stretch.key or None,
        "count": stretch.count,
        "drawings": drawings,
        "exposure": stretch.exposure,
        "state": state,
        "done": min(row.drawings_done, drawings) if row else 0,
        "total": drawings,
        "place": place,
        "eta": eta,
        "method": (row.method if row else "") or stretch.method,
        "reason": row.reason if row else "",
        "error": {"code": row.error_code, "sentence": row.error} if row and state == "failed" else None,
        "shown": shown.key if shown else None,
        "shown_drawings": shown.drawings if shown else 0,
        "shown_done": shown.drawings_done if shown else 0,
        "quality": judging.shown(shown.quality) if shown and shown.state == Segment.State.DONE else None,
    }


def state_of(stretch: Stretch, rows: Mapping[str, Segment]) -> str:
    """
    The word for how a stretch stands: missing, queued, running, fresh, stale or failed.
    """
    if is_fresh(stretch, rows):
        return "fresh"
    row, take = rows.get(stretch.key), rows.get(stretch.take)
    if row is not None and row.state in (Segment.State.QUEUED, Segment.State.RUNNING, Segment.State.FAILED):
        return str(row.state)
    return "stale" if take is not None and take.drawings_done and take is not row else "missing"


def _shown(state: str, row: Segment | None, take: Segment | None) -> Segment | None:
    """
    The take whose drawings are looked at: the present one as soon as it has any, else the last.
    """
    earlier = take if take is not None and take.drawings_done else None
    if state == "stale":
        return earlier
    return row if row is not None and row.drawings_done else earlier


def _place(
    row: Segment | None, places: Mapping[str, jobs.Place], paces: quota.Paces
) -> tuple[int | None, float | None]:
    if row is None or row.state not in (Segment.State.QUEUED, Segment.State.RUNNING):
        return None, None
    if row.state == Segment.State.RUNNING:
        return None, round(paces.estimate(row), 1)
    found = places.get(row.key)
    return (found.place, found.eta) if found else (None, None)
