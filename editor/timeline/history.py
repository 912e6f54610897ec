"""
What was rendered before: renders with all they were asked with, and the takes of a segment.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import Http404

from editor.projects.models import Project
from editor.teams.models import User
from editor.timeline import rows, sheet
from editor.timeline.models import Keyframe
from jobs import judging
from jobs.models import Line, Render, Segment

PAGE = 50
LINES = 500
"""
How many renders one answer has, and how many lines of theirs before it ends early.
"""


def history(project: Project, before: UUID | None = None) -> dict[str, Any]:
    """
    A project's renders, the newest first; `before` names the last one that is known already.
    """
    found = Render.objects.filter(topic=project.topic).order_by("-made_at", "-pk")
    if before is not None:
        known = found.filter(pk=before).first()
        if known is None:
            raise Http404
        found = found.filter(made_at__lt=known.made_at)
    renders = list(found.annotate(size=Count("lines"))[: PAGE + 1])
    shown: list[Render] = []
    count = 0
    for render in renders[:PAGE]:
        if shown and count + render.size > LINES:
            break
        shown.append(render)
        count += render.size
    lines = _lines_of(shown)
    names = _names({render.owner for render in shown})
    return {
        "renders": [_render(render, lines[render.pk], names) for render in shown],
        "more": len(shown) < len(renders),
    }


def _lines_of(renders: Iterable[Render]) -> dict[UUID, list[Line]]:
    found: dict[UUID, list[Line]] = {render.pk: [] for render in renders}
    lines = Line.objects.filter(render__in=list(found)).select_related("segment")
    for line in lines.defer("segment__sheet", "segment__measures").order_by("index"):
        found[line.render_id].append(line)
    return found


def _render(render: Render, lines: list[Line], names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": render.pk,
        "state": render.state,
        "made_at": render.made_at,
        "finished_at": render.finished_at,
        "by": names.get(render.owner, ""),
        "draft": bool(lines) and all(line.segment.draft_of for line in lines),
        "engine": next((line.segment.engine for line in lines if line.segment.engine), None),
        "lines": [_line(line) for line in lines],
    }


def _line(line: Line) -> dict[str, Any]:
    segment = line.segment
    done = segment.state == Segment.State.DONE
    return {
        "keyframe": line.ref,
        "key": segment.key,
        "state": segment.state,
        "drawings": segment.drawings,
        "seconds": round(segment.seconds, 2) if done and segment.seconds else None,
        "method": segment.method,
        "reason": segment.reason,
        "draft": bool(segment.draft_of),
        "score": segment.quality["score"] if done and segment.quality else None,
        "error": segment.error,
        "settings": line.settings,
    }


def takes(project: Project, keyframe: UUID) -> list[dict[str, Any]]:
    """
    The finished takes right of a keyframe, the newest first: what was asked for there, what is shown, and
    what is asked for now, if somebody else had that drawn.
    """
    row = Keyframe.objects.filter(pk=keyframe, shot__project=project, deleted_at=None).first()
    if row is None:
        raise Http404
    stretch = sheet.stretches(rows.load(project), [str(row.shot_id)]).get(str(keyframe))
    asked: dict[str, Line] = {}
    lines = Line.objects.filter(render__topic=project.topic, ref=str(keyframe)).select_related("render")
    for line in lines.order_by("-render__made_at", "index"):
        had = asked.setdefault(line.segment_id, line)
        if had.settings is None:
            asked[line.segment_id] = line  # of an older request it may be known how it was asked for
    keys = {*asked, row.take, stretch.key if stretch and not stretch.frozen else ""} - {""}
    found = Segment.objects.filter(pk__in=keys, state=Segment.State.DONE).defer("measures")
    names = _names({line.render.owner for line in asked.values()})
    present = stretch.sheet.to_json() if stretch and stretch.sheet else None
    return [
        _take(segment, asked.get(segment.key), names, present)
        for segment in found.order_by("-finished_at", "key")
    ]


def _take(
    segment: Segment, line: Line | None, names: dict[str, str], present: dict[str, Any] | None
) -> dict[str, Any]:
    return {
        "key": segment.key,
        "drawings": segment.drawings,
        "times": segment.sheet["times"],
        "method": segment.method,
        "reason": segment.reason,
        "made_at": segment.finished_at,
        "by": names.get(line.render.owner, "") if line else "",
        "settings": line.settings if line else None,
        "quality": judging.shown(segment.quality),
        "ends": judging.ends(segment.quality),
        "engine": segment.engine or None,
        "seconds": round(segment.seconds, 2) or None,
        "draft": bool(segment.draft_of),
        "fits": present is not None and _pair(segment.sheet) == _pair(present),
    }


def _pair(kept: dict[str, Any]) -> list[Any]:
    """
    What of a sheet no setting of a keyframe changes: the poses, what is behind them, the size.
    """
    size = kept.get("final") or [kept["width"], kept["height"]]
    return [kept["first"], kept["last"], kept["plate"], kept["ground"], *size]


def _names(owners: set[str]) -> dict[str, str]:
    """
    What people are called, by how renders know them.
    """
    people = User.objects.filter(pk__in=[owner for owner in owners if _is_id(owner)])
    return {str(user.pk): user.shown_name for user in people}


def _is_id(owner: str) -> bool:
    try:
        UUID(owner)
    except ValueError:
        return False
    return True
