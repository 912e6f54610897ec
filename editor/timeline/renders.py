"""
Asking for in-betweens, and taking note when they are there.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from editor.access import Viewer, person
from editor.poses.computing import in_turn
from editor.projects.models import Project
from editor.refusals import Refused
from editor.timeline import rows, sheet, standing
from editor.timeline.document import Document
from editor.timeline.models import Judgement, Keyframe
from jobs import actions as jobs
from jobs.frames import CUT_OUT, OPAQUE, File
from jobs.models import Line, Render, Segment
from jobs.quota import Paces
from jobs.sheet import SegmentSheet

FORGOTTEN = ("shot", "track", "note", "locked", "locked_by", "locker", "take", "deleted")
"""
What of a keyframe says nothing about how its segment is drawn.
"""

MOST_LOOKED_AT = 200
"""
How many finished segments' drawings are looked at for one wish, while somebody waits: some seconds.
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """
    What somebody wants to have drawn: one shot, or right of some keyframes, or, with neither, everything.

    `draft` asks for small and quick takes. `redo` has finished drawings looked at, and draws those that are
    missing or cannot be read.
    """

    shot: UUID | None = None
    keyframes: Sequence[UUID] | None = None
    draft: bool = False
    redo: bool = False


@dataclass(frozen=True, slots=True)
class Requested:
    """
    What was asked for: the render, and how its segments stand now; no render when all is drawn. What is
    approved was left as it is, and so was what was looked at and is whole.
    """

    render: Render | None
    segments: dict[str, standing.Summary | None]
    locked: list[str]
    kept: list[str]


@dataclass(frozen=True, slots=True)
class Estimate:
    """
    How much there is to do for a wish, and how many seconds it takes one worker; `guessed` where nothing was
    ever drawn here that could tell. What is finished counts as whole: nobody has looked at it yet.
    """

    segments: int
    drawings: int
    seconds: float
    guessed: bool
    locked: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """
    What a wish comes to: the sheets to draw by their left keyframe, and what is left as it is.
    """

    document: Document
    found: dict[str, sheet.Stretch]
    known: standing.Known
    wanted: dict[str, SegmentSheet]
    locked: list[str]


def request_render(viewer: Viewer, project: Project, wish: Wish | None = None) -> Requested:
    """
    Have everything drawn that is not fresh, as far as the wish goes.
    """
    owner = person(viewer)
    wish = wish or Wish()
    plan = _plan(project, wish)
    done = {key: name for key in plan.wanted if _is_done(plan, name := plan.found[key].key)}
    broken = _broken(viewer, project, set(done.values())) if done else set()
    kept = [key for key, name in done.items() if name not in broken]
    settings = _settings(plan.document)
    lines = [jobs.Asked(key, wanted, settings[key]) for key, wanted in plan.wanted.items() if key not in kept]
    if not lines:
        return Requested(None, standing.summaries(project, plan.found), plan.locked, kept)
    render = jobs.request_render(topic=project.topic, owner=str(owner.pk), lines=lines)
    asked = {line.ref: plan.found[line.ref] for line in lines}
    return Requested(render, standing.summaries(project, asked), plan.locked, kept)


def estimate(project: Project, wish: Wish) -> Estimate:
    """
    How long a wish would take; nothing is asked for by it.
    """
    plan, paces = _plan(project, wish), Paces()
    drawings, seconds = 0, 0.0
    open_ = {key: asked for key, asked in plan.wanted.items() if not _is_done(plan, plan.found[key].key)}
    for key, asked in open_.items():
        row = (plan.known.drafts if asked.final else plan.known.rows).get(plan.found[key].key)
        there = row.drawings_done if row else 0
        left = max(0, len(asked.times) - there)
        drawings += left
        pace = paces.pace(_method(asked, row), draft=asked.final is not None)
        seconds += pace * asked.width * asked.height * left
    return Estimate(len(open_), drawings, round(seconds, 1), paces.guessed, len(plan.locked))


def _plan(project: Project, wish: Wish) -> _Plan:
    document, found = _asked(project, wish)
    known = standing.rows_of(found.values())
    wanted: dict[str, SegmentSheet] = {}
    locked: list[str] = []
    for key, stretch in found.items():
        if stretch.sheet is None or (standing.is_fresh(stretch, known) and not wish.redo):
            continue
        if stretch.locked and standing.has_drawings(stretch, known):
            locked.append(key)
            continue
        draft = known.drafts.get(stretch.key)
        if not wish.draft:
            wanted[key] = stretch.sheet
        elif draft is None or draft.state != Segment.State.DONE:
            wanted[key] = stretch.sheet.draft()
    return _Plan(document, found, known, wanted, locked)


def _broken(viewer: Viewer, project: Project, names: Collection[str]) -> set[str]:
    """
    Look at finished segments' drawings, and return the keys of those that are not whole.
    """
    if len(names) > MOST_LOOKED_AT:
        raise Refused(
            "too_many",
            _("Up to %(most)d segments are looked at at a time. Choose fewer. Nothing was changed.")
            % {"most": MOST_LOOKED_AT},
        )
    with in_turn(viewer):
        return jobs.mend(project.topic, names)


def _is_done(plan: _Plan, key: str) -> bool:
    row = plan.known.rows.get(key)
    return row is not None and row.state == Segment.State.DONE


def _method(asked: SegmentSheet, row: Segment | None) -> str:
    """
    The method that will most likely draw a sheet; nothing, where only looking at the pair tells.
    """
    if row is not None and row.method:
        return row.method
    if asked.method != "auto":
        return asked.method
    return "rig" if asked.motion is not None else ""


def _settings(document: Document) -> dict[str, dict[str, Any]]:
    """
    What each keyframe and the next one say as the segment between them is asked for.
    """
    return {
        key: {
            **{name: value for name, value in row.items() if name not in FORGOTTEN},
            "to": {"pose": following["pose"], "frame": following["frame"]},
        }
        for lane in document.lanes().values()
        for (key, row), (_following, following) in pairwise(lane)
    }


def cancel_render(project: Project, render_id: UUID) -> None:
    """
    Stop a render of this project; what is drawn is kept.
    """
    if not Render.objects.filter(pk=render_id, topic=project.topic).exists():
        raise Http404
    jobs.cancel_render(render_id)


def cancel_mine(viewer: Viewer, project: Project) -> dict[str, list[str]]:
    """
    Stop all that one person asked for in a project, and say what to ask for again to take that back: the left
    keyframes of the segments, and those of the drafts.
    """
    stopped = jobs.cancel_all(project.topic, str(person(viewer).pk))
    return {
        "keyframes": [key for key, is_draft in stopped if not is_draft],
        "drafts": [key for key, is_draft in stopped if is_draft],
    }


def cancel_all(project: Project) -> None:
    """
    Stop everything that is being rendered for a project; what is drawn is kept.
    """
    for render in Render.objects.filter(topic=project.topic, state=Render.State.RUNNING):
        jobs.cancel_render(render.pk)


def cancel_segment(project: Project, key: str) -> None:
    """
    Stop one segment for this project; others who wait for it still get it.
    """
    if not asked_for(project, key):
        raise Http404
    jobs.cancel_segment(project.topic, key)


def asked_for(project: Project, key: str) -> bool:
    """
    Whether this project ever asked for a segment.
    """
    return Line.objects.filter(render__topic=project.topic, segment=key).exists()


def shows(project: Project, key: str) -> bool:
    """
    Whether a segment's drawings are this project's to look at: asked for, kept as a take, judged, or the very
    ones that its keyframes ask for now because somebody else had them drawn; of a frozen one, its takes.
    """
    return asked_for(project, key) or _shows_unasked(project, key)


def _shows_unasked(project: Project, key: str) -> bool:
    if Keyframe.objects.filter(shot__project=project, take=key).exists():
        return True
    if Judgement.objects.filter(keyframe__shot__project=project, take=key).exists():
        return True
    return not project.is_frozen and key in _asked_for_now(project.pk, project.revision)


@lru_cache(maxsize=64)
def _asked_for_now(project: UUID, revision: int) -> frozenset[str]:
    """
    The keys of what a project's keyframes ask for, once for each revision: pictures come by the hundred.
    """
    found = sheet.stretches(rows.load(Project.objects.get(pk=project)))
    return frozenset(stretch.key for stretch in found.values())


def file_of(project: Project, key: str, level: str) -> File | None:
    """
    Which file holds a level of the drawings of a segment that a project shows; None where there is none.
    """
    asked = Line.objects.filter(render__topic=project.topic, segment=key)
    cut_out = asked.values_list("segment__cut_out", flat=True).first()
    if cut_out is None and _shows_unasked(project, key):
        cut_out = Segment.objects.filter(pk=key).values_list("cut_out", flat=True).first()
    return None if cut_out is None else (CUT_OUT if cut_out else OPAQUE).get(level)


def quality(project: Project, key: str) -> dict[str, Any]:
    """
    All that was measured of a segment that this project shows.
    """
    row = Segment.objects.filter(pk=key, state=Segment.State.DONE).first() if shows(project, key) else None
    if row is None or row.quality is None:
        raise Http404
    return {**row.quality, **(row.measures or {})}


def keep_take(*, topic: str, ref: str, key: str, state: str, **_signal: Any) -> None:
    """
    Remember a finished segment as its keyframe's take, so that it can be shown when it has gone stale.
    """
    if state == Segment.State.DONE:
        Keyframe.objects.filter(pk=ref).update(take=key)


def _asked(project: Project, wish: Wish) -> tuple[Document, dict[str, sheet.Stretch]]:
    document = rows.load(project)
    if wish.shot is not None and str(wish.shot) not in document.live("shot"):
        raise Http404
    if wish.keyframes is not None:
        live = document.live("keyframe")
        strange = [key for key in wish.keyframes if str(key) not in live]
        if strange:
            raise Refused(
                "gone", _("One of these keyframes is gone: it was deleted since. Nothing was queued.")
            )
    found = sheet.stretches(document, None if wish.shot is None else [str(wish.shot)])
    if wish.keyframes is None:
        return document, found
    chosen = {str(key) for key in wish.keyframes}
    return document, {key: stretch for key, stretch in found.items() if key in chosen}
