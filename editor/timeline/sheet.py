"""
From keyframes to sheets: which segments a project has, and what each is drawn from.

The lowest track of a shot is drawn over the background. What is above it are cut-outs, which know of nothing
below them: whatever changes there leaves them as they are.
"""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from editor.timeline import timing
from editor.timeline.document import Document, Row
from editor.timeline.motion import Marked
from jobs.shares import Places
from jobs.sheet import Motion, SegmentSheet

PINNED, BENT = ("auto", "flow"), ("auto", "flow", "rig")
"""
The methods that look at pins, as far as there are no marks to look at, and at arcs. What a method does not
look at is not in its sheets: it makes nothing stale.
"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    The in-betweens from one keyframe to the next, and the sheet that fills them.

    There is no sheet when nothing is to be drawn, because there are fewer in-betweens than one exposure
    is long.  Every in-between then shows the left keyframe's pose.  A frozen one shows its take, and nothing
    that is drawn later.
    """

    left: str
    shot: str
    count: int
    exposure: int
    method: str
    take: str
    locked: bool
    sheet: SegmentSheet | None
    key: str
    frozen: bool = False


class Recipe(NamedTuple):
    """
    All that the sheet of a stretch is made of.
    """

    width: int
    height: int
    first: str
    last: str
    plate: str | None
    ground: str | None
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
    lowest: dict[str, str] = {}
    for track, lane in document.lanes().items():
        shot = document.tracks[track]["shot"]
        if shots is not None and shot not in shots:
            continue
        over_background = lowest.setdefault(shot, track) == track
        for number, ((key, left), (_, right)) in enumerate(pairwise(lane)):
            motion = marked.motion(lane, number, loop=document.shots[shot]["loop"])
            recipe = _recipe(document, left, right, motion, over_background=over_background)
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
                    left["locked"],
                    *sheets[recipe],
                    frozen=document.frozen,
                )
    return found


def _recipe(
    document: Document, left: Row, right: Row, motion: Motion | None, *, over_background: bool
) -> Recipe:
    shot = document.shots[left["shot"]]
    plate = shot["plate"] if over_background else None
    # A rig needs joints on both keys; without them the segment is left to what suits it.
    method = "auto" if left["method"] == "rig" and motion is None else left["method"]
    pinned = method in PINNED and motion is None
    return Recipe(
        width=document.project["width"],
        height=document.project["height"],
        first=document.poses[left["pose"]]["sha256"],
        last=document.poses[right["pose"]]["sha256"],
        plate=document.poses[plate]["sha256"] if plate else None,
        ground=shot["ground"] if over_background else None,
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
