"""
Projects as lists show them to somebody: whose each is, and what they may do with it.
"""

from typing import Any
from uuid import UUID

from editor.access import Grant, Viewer, grant_of
from editor.projects.models import ProjectQuerySet
from editor.projects.snapshot import cards


def cards_for(viewer: Viewer, projects: ProjectQuerySet) -> list[dict[str, Any]]:
    """
    The cards of a viewer's projects, all of them at work or all in the bin.

    A viewer is the same to all projects of a team that others brought, so a longer list asks no more often.
    """
    found = list(projects.select_related("owner", "team"))
    # A list shows what is theirs; what a link adds to one of them, its page tells.
    asking = Viewer(viewer.user)
    known: dict[tuple[UUID | None, bool], Grant] = {}
    shown = []
    for project, card in zip(found, cards(found), strict=True):
        yours = viewer.user is not None and project.owner_id == viewer.user.pk
        alike = (project.team_id, yours)
        if alike not in known:
            known[alike] = grant_of(asking, project)
        team = {"id": project.team.pk, "name": project.team.name} if project.team else None
        owner = {"yours": yours, "owner": project.owner.shown_name, "team": team}
        shown.append({**card, **owner, **known[alike].level})
    return shown
