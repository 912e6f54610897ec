"""
Asking for in-betweens, and taking note when they are there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from editor.access import Viewer, person
from editor.projects.models import Project
from editor.refusals import Refused
from editor.timeline import rows, sheet
from editor.timeline.models import Keyframe
from jobs import actions as jobs
from jobs.models import Line, Render, Segment


@dataclass(frozen=True, slots=True)
class Requested:
    """
    What was asked for: the render, and how its segments stand now; no render when all is drawn.
    """

    render: Render | None
    segments: dict[str, sheet.Summary | None]


def request_render(
    viewer: Viewer, project: Project, *, shot: UUID | None = None, keyframes: Sequence[UUID] | None = None
) -> Requested:
    """
    Have everything drawn that is not fresh: in the project, in one shot, or right of some keyframes.
    """
    owner = person(viewer)
    found = _asked(project, shot, keyframes)
    known = sheet.rows_of(found.values())
    wanted = {key: stretch for key, stretch in found.items() if not sheet.is_fresh(stretch, known)}
    if not wanted:
        return Requested(None, sheet.summaries(project, found))
    lines = [(key, stretch.sheet) for key, stretch in wanted.items() if stretch.sheet is not None]
    render = jobs.request_render(topic=project.topic, owner=str(owner.pk), lines=lines)
    return Requested(render, sheet.summaries(project, wanted))


def cancel_render(project: Project, render_id: UUID) -> None:
    """
    Stop a render of this project; what is drawn is kept.
    """
    if not Render.objects.filter(pk=render_id, topic=project.topic).exists():
        raise Http404
    jobs.cancel_render(render_id)


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
    Whether a segment's drawings are this project's to look at: asked for, kept as a take, or the very
    ones that its keyframes ask for now because somebody else had them drawn.
    """
    if asked_for(project, key) or Keyframe.objects.filter(shot__project=project, take=key).exists():
        return True
    return any(stretch.key == key for stretch in sheet.stretches(rows.load(project)).values())


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


def _asked(project: Project, shot: UUID | None, keyframes: Sequence[UUID] | None) -> dict[str, sheet.Stretch]:
    document = rows.load(project)
    if shot is not None and str(shot) not in document.live("shot"):
        raise Http404
    if keyframes is not None:
        live = document.live("keyframe")
        strange = [key for key in keyframes if str(key) not in live]
        if strange:
            raise Refused(
                "gone", _("One of these keyframes is gone: it was deleted since. Nothing was queued.")
            )
    found = sheet.stretches(document, None if shot is None else [str(shot)])
    if keyframes is None:
        return found
    chosen = {str(key) for key in keyframes}
    return {key: stretch for key, stretch in found.items() if key in chosen}
