"""
Who may do what with a project: the only place that decides.

Every door asks here, and whatever a viewer may not see does not exist for them: the answer is 404,
the same as for an id that was never given out.

A viewer is something to a project by owning it, as a member of its team, by a link that their browser has
opened, or as the teacher to whom it was handed in; where several hold, they may do all that any allows.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from editor.refusals import Refused
from editor.teams.models import Membership, User

if TYPE_CHECKING:
    from editor.projects.models import Project
    from editor.sharing.models import ShareLink


@dataclass(frozen=True, slots=True)
class Key:
    """
    A link that a browser has opened: it fits as long as the link is of that generation.
    """

    link: UUID
    generation: int


@dataclass(frozen=True, slots=True)
class Viewer:
    """
    The one who looks: a person or nobody, and the links that their browser has opened.
    """

    user: User | None = None
    keys: tuple[Key, ...] = ()


class Role(Enum):
    """
    What a viewer is to a project.
    """

    STRANGER = "stranger"
    VIEWER = "viewer"
    COMMENTER = "commenter"
    TEACHER = "teacher"
    EDITOR = "editor"
    LEARNER = "learner"
    OWNER = "owner"


class Action(Enum):
    """
    What somebody may want to do with a project.
    """

    VIEW = "view"
    COMMENT = "comment"
    EDIT = "edit"
    RENDER = "render"
    EXPORT = "export"
    COPY = "copy"
    JUDGE = "judge"
    MODERATE = "moderate"  # remove what others have said
    SHARE = "share"  # make and revoke links, move into a team
    BIN = "bin"
    RESTORE = "restore"


_WATCH = frozenset({Action.VIEW})
_TAKEN_HOME = frozenset({Action.EXPORT, Action.COPY})  # what a link may keep back
_TAKE = _WATCH | _TAKEN_HOME
_WORK = _TAKE | {Action.COMMENT, Action.EDIT, Action.RENDER, Action.JUDGE}
_OWN = _WORK | {Action.MODERATE, Action.SHARE, Action.BIN}
_NONE: frozenset[Action] = frozenset()

# What a role may do with a project at work, with a frozen one, and with one in the bin.
_MAY: dict[Role, tuple[frozenset[Action], frozenset[Action], frozenset[Action]]] = {
    Role.STRANGER: (_NONE, _NONE, _NONE),
    Role.VIEWER: (_TAKE, _TAKE, _NONE),
    Role.COMMENTER: (_TAKE | {Action.COMMENT}, _TAKE | {Action.COMMENT}, _NONE),
    Role.TEACHER: (_NONE, _WATCH | {Action.EXPORT}, _NONE),
    Role.EDITOR: (_WORK, _TAKE | {Action.COMMENT}, _NONE),
    Role.LEARNER: (_WORK - {Action.COPY, Action.COMMENT}, _WATCH | {Action.EXPORT}, _NONE),
    Role.OWNER: (_OWN, _TAKE | {Action.COMMENT, Action.MODERATE}, frozenset({Action.RESTORE})),
}
_RANK = list(_MAY)

_MEMBERS = {
    Membership.Role.OWNER.value: Role.OWNER,
    Membership.Role.EDITOR.value: Role.EDITOR,
    Membership.Role.COMMENTER.value: Role.COMMENTER,
    Membership.Role.VIEWER.value: Role.VIEWER,
}
_LEVELS = {"view": Role.VIEWER, "comment": Role.COMMENTER, "edit": Role.EDITOR}


@dataclass(frozen=True, slots=True)
class Grant:
    """
    What a viewer is to a project as it lies now, and all that they may do with it. Where they are that by a
    link, which; and when the first of their links is over.
    """

    role: Role
    may: frozenset[Action]
    link: UUID | None = None
    until: datetime | None = None

    @property
    def level(self) -> dict[str, Any]:
        """
        The same as their pages read it.
        """
        return {"role": self.role.value, "may": [action.value for action in Action if action in self.may]}


def grant_of(viewer: Viewer, project: "Project") -> Grant:
    """
    All that a viewer has of a project; `role` is the most of it.
    """
    user = viewer.user if viewer.user is not None and viewer.user.is_active else None
    roles = [_as_owner(user, project), _as_member(user, project), _as_teacher(user, project)]
    links = _links_to(viewer, project)
    may = _NONE.union(*(_may(role, project) for role in roles))
    for link in links:
        theirs = _may(_LEVELS[link.level], project)
        may |= theirs if link.download else theirs - _TAKEN_HOME
    held = [(role, None) for role in roles] + [(_LEVELS[link.level], link.pk) for link in links]
    role, by = max(held, key=lambda one: _RANK.index(one[0]))
    ends = [link.expires_at for link in links if link.expires_at is not None]
    return Grant(role, may, by, min(ends, default=None))


def _may(role: Role, project: "Project") -> frozenset[Action]:
    at_work, frozen, binned = _MAY[role]
    if project.deleted_at is not None:
        return binned
    return frozen if project.is_frozen else at_work


def _as_owner(user: User | None, project: "Project") -> Role:
    if user is None or project.owner_id != user.pk:
        return Role.STRANGER
    learners = (project.Kind.WORK, project.Kind.HANDED_IN)
    return Role.LEARNER if project.kind in learners else Role.OWNER


def _as_member(user: User | None, project: "Project") -> Role:
    if user is None or project.team_id is None:
        return Role.STRANGER
    found = user.memberships.filter(team=project.team_id).values_list("role", flat=True).first()
    return _MEMBERS[found] if found else Role.STRANGER


def _as_teacher(user: User | None, project: "Project") -> Role:
    from editor.lessons.models import Submission

    if user is None or project.kind != project.Kind.HANDED_IN:
        return Role.STRANGER
    handed_in = Submission.objects.filter(project=project.pk, work__exercise__group__teacher=user)
    return Role.TEACHER if handed_in.exists() else Role.STRANGER


def _links_to(viewer: Viewer, project: "Project") -> list["ShareLink"]:
    from editor.sharing.models import ShareLink

    if not viewer.keys:
        return []
    return list(ShareLink.objects.open().held_by(viewer).showing(project.pk))


def can(viewer: Viewer, action: Action, thing: "Project") -> bool:
    """
    Whether this viewer may do that with this project, as it lies now.
    """
    return action in grant_of(viewer, thing).may


def reach(viewer: Viewer, action: Action, project_id: UUID | str) -> "Project":
    """
    The project, for somebody who may do that with it; for everybody else there is none: `Http404`.
    """
    from editor.projects.models import Project  # the model takes a viewer, so it cannot come first

    project = Project.objects.filter(pk=project_id).first()
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
