"""
Whom to ask for a project.
"""

from django.db.models import Q

from editor.access import Action, Viewer, can
from editor.projects.models import Project
from editor.teams.models import Membership, User


def sharers(viewer: Viewer, project: Project) -> list[str]:
    """
    The names of those who share a project, for somebody who works on it and may not: its owner and the owners
    of its team, as far as they have a name. In a lesson nobody is named.
    """
    if project.kind != Project.Kind.STORY or can(viewer, Action.SHARE, project):
        return []
    sharing = Q(pk=project.owner_id)
    if project.team_id is not None:
        sharing |= Q(memberships__team=project.team_id, memberships__role=Membership.Role.OWNER)
    named = User.objects.filter(sharing).exclude(name="")
    return list(named.order_by("name").values_list("name", flat=True).distinct())
