"""
A reel as pages and programs read it.
"""

from typing import Any

from editor.access import Grant, Role, Viewer, grant_of
from editor.projects.models import Project
from editor.sharing.models import ShareLink
from editor.watching.showing import Showing, Span, showing

_LEARNERS = (Project.Kind.WORK, Project.Kind.HANDED_IN)


def reel_values(viewer: Viewer, project: Project) -> dict[str, Any]:
    """
    What a project shows now, and what this viewer may do with it.
    """
    grant = grant_of(viewer, project)
    return {
        **film_values(project, f"/projects/{project.pk}/reel/"),
        "shared_by": _shared_by(grant, project),
        "frozen_at": project.created_at if project.is_frozen else None,
        "may": grant.level["may"],
    }


def film_values(project: Project, base: str) -> dict[str, Any]:
    """
    What a project shows now; pictures are found below `base`.
    """
    shown = showing(project)
    return {
        "id": str(project.pk),
        "revision": project.revision,
        "title": project.title,
        "credit": project.credit,
        "size": [project.width, project.height],
        "rate": [project.rate_num, project.rate_den],
        "first_frame": project.first_frame,
        "length": shown.frames,
        "shots": [_shot(shown, number, base) for number in range(len(shown.parts))],
        "runs": [
            {
                "start": span.start,
                "frames": span.frames,
                "picture": base + span.picture,
                "kind": span.kind,
                "exact": span.exact,
            }
            for span in shown.spans
        ],
        "keys": [{"frame": tick.frame, "kind": tick.kind} for tick in shown.ticks],
        "poster": base + shown.poster.picture if shown.poster else None,
    }


def _shot(shown: Showing, number: int, base: str) -> dict[str, Any]:
    part = shown.parts[number]
    inside = (span for span in shown.spans if part.start <= span.start < part.start + part.frames)
    return {
        "id": part.shot,
        "name": part.name,
        "start": part.start,
        "length": part.frames,
        "poster": base + _poster(list(inside)).picture,
    }


def _poster(spans: list[Span]) -> Span:
    return next((span for span in spans if span.kind != "background"), spans[0])


def _shared_by(grant: Grant, project: Project) -> str:
    """
    Who shows it to a viewer: whoever made their link, else its owner; no learner, whose name may be hidden.
    """
    if grant.link is not None:
        link = ShareLink.objects.select_related("made_by").get(pk=grant.link)
        return link.made_by.shown_name if link.made_by else ""
    own = grant.role in (Role.OWNER, Role.LEARNER)
    return "" if own or project.kind in _LEARNERS else project.owner.shown_name
