"""
How the segments of a project stand: what is drawn of each, what is shown meanwhile, and how long it takes.

A segment is fresh when the drawings exist that its present sheet asks for; that one comparison of
hashes is all there is to staleness.  In a frozen copy of a project only takes are shown that its keyframes
name, and whether one is fresh does not depend on the version of the engine that is there now.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from editor.projects.models import Project
from editor.timeline.document import Document
from editor.timeline.sheet import Stretch, stretches
from jobs import actions as jobs
from jobs import judging, quota, troubles
from jobs.models import Segment
from jobs.sheet import SegmentSheet

State = Segment.State
Summary = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """
    The rows of some stretches' present sheets and last takes by key, and drafts by what they stand for.
    """

    rows: Mapping[str, Segment]
    drafts: Mapping[str, Segment]

    def all(self) -> list[Segment]:
        """
        Every row.
        """
        return [*self.rows.values(), *self.drafts.values()]


def rows_of(found: Iterable[Stretch]) -> Known:
    """
    What is known of some stretches, in two queries; in one where everything is drawn.
    """
    asked = list(found)
    wanted = {one.take for one in asked} | {one.key for one in asked if not one.frozen}
    rows = Segment.objects.defer("measures").in_bulk(list(wanted - {""})) if wanted - {""} else {}
    open_ = [one.key for one in asked if one.key and not one.frozen]
    missing = [key for key in open_ if not _is_done(rows.get(key))]
    drafts = Segment.objects.defer("measures").exclude(draft_of="").filter(draft_of__in=missing)
    return Known(rows, {draft.draft_of: draft for draft in drafts} if missing else {})


def drawn(stretch: Stretch, known: Known) -> Segment | None:
    """
    The finished drawings that a stretch stands for: those of its present sheet. An approved one stays as it
    was approved, whatever a new version of the engine would draw.
    """
    row, take = _asked(stretch, known), known.rows.get(stretch.take)
    if _is_done(row):
        return row
    if stretch.sheet is None or not _is_done(take) or take is None or take.draft_of:
        return None
    if stretch.locked and take.drawings == len(stretch.sheet.times):
        return take
    return take if stretch.frozen and _is_of(take, stretch) else None


def takes_of(document: Document) -> dict[str, str]:
    """
    The finished drawings that each stretch shows, by its left keyframe; a frozen one stays as it is.
    """
    found = stretches(document)
    if document.frozen:
        return {key: stretch.take for key, stretch in found.items()}
    known = rows_of(found.values())
    return {key: row.key for key, stretch in found.items() if (row := _whole(stretch, known)) is not None}


def _whole(stretch: Stretch, known: Known) -> Segment | None:
    """
    What is shown of a stretch, of that which is finished.
    """
    shown = (drawn(stretch, known), known.drafts.get(stretch.key), known.rows.get(stretch.take))
    return next((row for row in shown if _is_done(row)), None)


def _asked(stretch: Stretch, known: Known) -> Segment | None:
    """
    The row of what is to be drawn now; for a frozen stretch nothing is drawn any more.
    """
    return None if stretch.frozen else known.rows.get(stretch.key)


def _is_of(take: Segment, stretch: Stretch) -> bool:
    """
    Whether a take, or what it is a draft of, is what a stretch asks for.
    """
    if not stretch.frozen:
        return stretch.key in (take.key, take.draft_of)
    return SegmentSheet.from_json(take.sheet).finished().key() == stretch.key


def is_fresh(stretch: Stretch, known: Known) -> bool:
    """
    Whether all that this stretch shows has been drawn.
    """
    return stretch.sheet is None or drawn(stretch, known) is not None


def has_drawings(stretch: Stretch, known: Known) -> bool:
    """
    Whether a stretch has finished drawings to look at, fresh or not; a draft is none.
    """
    take = known.rows.get(stretch.take)
    return drawn(stretch, known) is not None or (take is not None and _is_done(take) and not take.draft_of)


def summaries(project: Project, found: Mapping[str, Stretch | None]) -> dict[str, Summary | None]:
    """
    How each stretch stands, as pages read it, in a few queries however many there are.
    """
    known = rows_of(stretch for stretch in found.values() if stretch is not None)
    paces = quota.Paces()
    waiting = any(row.state == State.QUEUED for row in known.all())
    places = jobs.places(project.topic) if waiting else {}
    return {
        key: None if stretch is None else summary(stretch, known, places, paces)
        for key, stretch in found.items()
    }


def summary(stretch: Stretch, known: Known, places: Mapping[str, jobs.Place], paces: quota.Paces) -> Summary:
    """
    How one stretch stands.
    """
    state, shown = state_of(stretch, known), looked_at(stretch, known)
    row = drawn(stretch, known) or _asked(stretch, known)
    place, eta = _place(row, places, paces)
    drawings = len(stretch.sheet.times) if stretch.sheet else 0
    whole = shown if _is_done(shown) else None
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
        "error": _trouble(row) if row and state == "failed" else None,
        "shown": shown.key if shown else None,
        "shown_drawings": shown.drawings if shown else 0,
        "shown_done": shown.drawings_done if shown else 0,
        "quality": judging.shown(whole.quality) if whole else None,
        "ends": judging.ends(whole.quality) if whole else None,
        "draft": bool(shown and shown.draft_of),
        "drafting": _drafting(known.drafts.get(stretch.key), places, paces),
    }


def state_of(stretch: Stretch, known: Known) -> str:
    """
    The word for how a stretch stands: missing, queued, running, fresh, stale or failed.
    """
    if is_fresh(stretch, known):
        return "fresh"
    row, take = _asked(stretch, known), known.rows.get(stretch.take)
    if row is not None and row.state in (State.QUEUED, State.RUNNING, State.FAILED):
        return str(row.state)
    earlier = take is not None and take.drawings_done and not _is_of(take, stretch)
    return "stale" if earlier else "missing"


def looked_at(stretch: Stretch, known: Known) -> Segment | None:
    """
    The take whose drawings are looked at: the present one when it is whole, else its draft, else the present
    one as soon as it has any drawing, else the last.
    """
    if (whole := drawn(stretch, known)) is not None:
        return whole
    row, draft = _asked(stretch, known), known.drafts.get(stretch.key)
    take = known.rows.get(stretch.take)
    if state_of(stretch, known) == "stale":
        row = None
    return next((one for one in (draft, row, take) if one is not None and one.drawings_done), None)


def _drafting(
    draft: Segment | None, places: Mapping[str, jobs.Place], paces: quota.Paces
) -> dict[str, Any] | None:
    """
    How far a draft is that is waited for, or why there is none.
    """
    if draft is None or draft.state not in (State.QUEUED, State.RUNNING, State.FAILED):
        return None
    place, eta = _place(draft, places, paces)
    failed = draft.state == State.FAILED
    return {
        "key": draft.key,
        "state": str(draft.state),
        "done": draft.drawings_done,
        "total": draft.drawings,
        "place": place,
        "eta": eta,
        "error": _trouble(draft) if failed else None,
    }


def _trouble(row: Segment) -> dict[str, Any]:
    return troubles.told(row.error_code, row.error, row.drawings_done, row.drawings)


def _is_done(row: Segment | None) -> bool:
    return row is not None and row.state == State.DONE


def _place(
    row: Segment | None, places: Mapping[str, jobs.Place], paces: quota.Paces
) -> tuple[int | None, float | None]:
    if row is None or row.state not in (State.QUEUED, State.RUNNING):
        return None, None
    if row.state == State.RUNNING:
        return None, round(paces.estimate(row), 1)
    found = places.get(row.key)
    return (found.place, found.eta) if found else (None, None)
