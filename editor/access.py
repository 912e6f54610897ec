"""
Who may do what: the only place that decides.

Every door asks here, and whatever a viewer may not see does not exist for them: the answer is 404,
the same as for an id that was never given out.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from editor.refusals import Refused
from editor.teams.models import User

if TYPE_CHECKING:
    from editor.projects.models import Project


@dataclass(frozen=True, slots=True)
class Viewer:
    """
    The one who looks: a person, or nobody.
    """

    user: User | None = None


class Role(Enum):
    """
    What a viewer is to a project.
    """

    STRANGER = "stranger"
    OWNER = "owner"


class Action(Enum):
    """
    What somebody may want to do with a project.
    """

    VIEW = "view"
    EDIT = "edit"
    RENDER = "render"
    EXPORT = "export"
    JUDGE = "judge"
    BIN = "bin"
    RESTORE = "restore"


_LIVE = frozenset({Action.VIEW, Action.EDIT, Action.RENDER, Action.EXPORT, Action.JUDGE, Action.BIN})
_BINNED = frozenset({Action.RESTORE})

# What a role may do with a project at work, and with one in the bin.
_MAY: dict[Role, tuple[frozenset[Action], frozenset[Action]]] = {
    Role.STRANGER: (frozenset(), frozenset()),
    Role.OWNER: (_LIVE, _BINNED),
}


def role_in(viewer: Viewer, project: "Project") -> Role:
    """
    What this viewer is to the project.
    """
    if viewer.user is not None and viewer.user.is_active and project.owner_id == viewer.user.pk:
        return Role.OWNER
    return Role.STRANGER


def can(viewer: Viewer, action: Action, thing: "Project") -> bool:
    """
    Whether this viewer may do that with this project, as it lies now.
    """
    at_work, binned = _MAY[role_in(viewer, thing)]
    return action in (at_work if thing.deleted_at is None else binned)


def reach(viewer: Viewer, action: Action, project_id: UUID | str) -> "Project":
    """
    The project, for somebody who may do that with it; for everybody else there is none: `Http404`.
    """
    from editor.projects.models import Project  # the model takes a viewer, so it cannot come first

    project = Project.objects.of(viewer).filter(pk=project_id).first()
    if project is None or not can(viewer, action, project):
        raise Http404(_("There is nothing at this address that you can see."))
    return project


def viewer_of(request: HttpRequest) -> Viewer:
    """
    Who asks, as the viewer middleware found out.
    """
    viewer: Viewer = getattr(request, "viewer", Viewer())
    return viewer


def person(viewer: Viewer) -> User:
    """
    The person behind a viewer; nobody is refused with 401.
    """
    if viewer.user is None:
        raise Refused(
            "signed_out", _("You are signed out. Nothing was changed; sign in and try again."), status=401
        )
    return viewer.user
