"""
Everything a page needs to show a project, read at one moment.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from editor.access import Viewer, grant_of
from editor.exports.actions import latest, shown
from editor.lessons import aliases, blind
from editor.projects.models import Project
from editor.teams.models import User
from editor.timeline import judgements, rows, sheet, standing
from editor.timeline.document import Document, length
from editor.timeline.models import Keyframe
from jobs.quota import seconds_per_drawing

Snapshot = dict[str, Any]
TRIES = 3


def snapshot(viewer: Viewer, project: Project) -> Snapshot:
    """
    A project as it stands; the same number of queries for one keyframe and for a thousand.

    Rows and revision must be of one moment, or an edit between them would be seen twice or never.  They
    are read without a lock, so that many who look never wait for each other, and again if an edit came
    between; only a project that never rests is held for a moment.
    """
    for _try in range(TRIES):
        project = Project.objects.get(pk=project.pk)
        found = _read(viewer, project)
        if Project.objects.filter(pk=project.pk, revision=project.revision).exists():
            return found
    with transaction.atomic():
        return _read(viewer, Project.objects.select_for_update().get(pk=project.pk))


def _read(viewer: Viewer, project: Project) -> Snapshot:
    document = rows.load(project)
    return {
        "revision": project.revision,
        "you": you(viewer.user),
        "level": grant_of(viewer, project).level,
        "project": project_values(project),
        "characters": [{"id": key, **_shown(row)} for key, row in document.live("character").items()],
        "shots": [{"id": key, **_shown(document.shots[key])} for key in document.shot_order()],
        "tracks": [{"id": key, **_shown(document.tracks[key])} for key in document.track_order()],
        "poses": [{"id": key, **_shown(row)} for key, row in document.live("pose").items()],
        "keyframes": aliases.renamed(
            project,
            [{"id": key, **_shown(row)} for lane in document.lanes().values() for key, row in lane],
            "locked_by",
        ),
        "markers": [{"id": key, **_shown(row)} for key, row in document.live("marker").items()],
        "segments": blind.segments(viewer, project, standing.summaries(project, sheet.stretches(document))),
        "judgements": judgements.of_project(project),
        "exports": [shown(film) for film in latest(project)],
        "engine": {
            "methods": [{"name": name, "label": str(label)} for name, label in Keyframe.Method.choices],
            "seconds_per_drawing": round(seconds_per_drawing("auto", project.width, project.height), 4),
        },
    }


def you(user: User | None) -> dict[str, Any]:
    """
    The one who looks, as the page greets them.
    """
    if user is None:
        return {"id": None, "name": "", "is_guest": False, "toured": False}
    return {
        "id": str(user.pk),
        "name": user.shown_name,
        "is_guest": user.is_guest,
        "toured": user.toured,
    }


def project_values(project: Project) -> dict[str, Any]:
    """
    A project's own properties.
    """
    return {"id": str(project.pk), **rows.project_row(project), "sample": project.sample}


def cards(projects: Sequence[Project]) -> list[dict[str, Any]]:
    """
    Projects as the dashboard shows them: how long, how far, and the first pose of each.
    """
    documents = rows.load_many(projects)
    found = {key: list(sheet.stretches(document).values()) for key, document in documents.items()}
    known = standing.rows_of(stretch for several in found.values() for stretch in several)
    cards = []
    for project in projects:
        key = str(project.pk)
        document = documents[key]
        frames = sum(length(keys) for keys in document.shot_keys().values())
        states = [standing.state_of(stretch, known) for stretch in found[key]]
        cards.append(
            {
                "id": key,
                "title": project.title,
                "url": f"/projects/{key}",
                "changed_at": project.changed_at,
                "binned_at": project.deleted_at,
                "shot_count": len(document.live("shot")),
                "seconds": frames * project.rate_den / project.rate_num,
                **_poster(key, document),
                "states": {name: sum(_broad(state) == name for state in states) for name in _STATES},
            }
        )
    return cards


_STATES = ("fresh", "running", "stale", "failed", "missing")


def _broad(state: str) -> str:
    return "running" if state == "queued" else state


def _poster(project: str, document: Document) -> dict[str, str | None]:
    """
    The addresses of the first pose that is placed, and of the plate behind it.
    """
    first = next((lane[0][1] for lane in document.lanes().values() if lane), None)
    if first is None:
        return {"poster_url": None, "plate_url": None}

    def address(pose: str | None) -> str | None:
        return f"/projects/{project}/pictures/{document.poses[pose]['sha256']}/poster.webp" if pose else None

    return {
        "poster_url": address(first["pose"]),
        "plate_url": address(document.shots[first["shot"]]["plate"]),
    }


def _shown(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in ("deleted", "take")}
