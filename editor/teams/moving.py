"""
Moving projects into teams, and out of them.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from editor.access import Action, Viewer, can
from editor.projects.models import Project
from editor.refusals import Refused
from editor.sharing.models import ShareLink
from editor.sharing.telling import tell
from editor.teams.memberships import Role, account, lock, membership_in


def move_project(viewer: Viewer, project: Project, team_id: UUID | None) -> None:
    """
    Move a project into a team in which the viewer edits, or out of its team, back to its owner alone. What
    its frozen links show goes with it.
    """
    user = account(viewer)
    with transaction.atomic():
        if team_id is not None:
            lock(team_id)
        moved = _held(project)
        project = next((one for one in moved if one.pk == project.pk), project)
        if not can(viewer, Action.SHARE, project):
            raise Http404(_("There is nothing at this address that you can see."))
        if project.owner_id != user.pk:
            raise Refused(
                "owners_only",
                _("Only %(name)s, whose project this is, can move it. Nothing was changed.")
                % {"name": project.owner.shown_name},
                status=403,
            )
        _check_adds(viewer, team_id)
        Project.objects.filter(pk__in=[one.pk for one in moved]).update(team=team_id)
        tell(project)


def _held(project: Project) -> list[Project]:
    """
    A project and the copies that its frozen links show, locked in the order in which teams lock theirs.
    """
    shown = ShareLink.objects.filter(project=project).exclude(frozen=None)
    together = Project.objects.filter(Q(pk=project.pk) | Q(pk__in=shown.values("frozen")))
    return list(together.select_for_update().order_by("pk"))


def _check_adds(viewer: Viewer, team_id: UUID | None) -> None:
    if team_id is not None and membership_in(viewer, team_id).role not in (Role.OWNER, Role.EDITOR):
        raise Refused(
            "editors_only",
            _("You may look at this team's projects, not add to them. Ask an owner to make you an editor."),
            status=403,
        )
