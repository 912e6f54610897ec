"""
Teams: making them, who is in them as what, and which projects are theirs.

A team always has an owner. A project in a team keeps the person who brought it as its owner, for as long as
they are in the team; when they go it stays, and one of the team's owners has it from then on.
"""

from collections.abc import Iterable
from typing import Any, TypedDict
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404
from django.utils.translation import gettext as _

from editor import quota
from editor.access import Viewer, person
from editor.projects.models import Project
from editor.refusals import Refused
from editor.sharing.telling import tell
from editor.teams.models import Membership, Team, User

Role = Membership.Role
LONGEST_NAME = 80


class Told(TypedDict):
    """
    A membership as the one who asks sees it.
    """

    id: UUID
    name: str
    email: str
    role: str
    you: bool


def account(viewer: Viewer) -> User:
    """
    The one who asks, who has an account; a guest is refused.
    """
    user = person(viewer)
    if user.is_guest:
        raise Refused(
            "account_needed",
            _("Teams are for people with an account. Make one first: all that you have made stays yours."),
            status=403,
        )
    return user


def membership_in(viewer: Viewer, team_id: UUID) -> Membership:
    """
    What the viewer is to a team; for whoever is nothing to it there is none: `Http404`.
    """
    found = None
    if viewer.user is not None:
        found = viewer.user.memberships.filter(team=team_id).select_related("team", "user").first()
    if found is None:
        raise Http404(_("There is no such team."))
    return found


def owned(viewer: Viewer, team_id: UUID) -> Team:
    """
    The team, for one of its owners; its other members are refused.
    """
    mine = membership_in(viewer, team_id)
    if mine.role != Role.OWNER:
        raise Refused(
            "owners_only", _("Only an owner of the team may do that. Nothing was changed."), status=403
        )
    return mine.team


def teams_of(viewer: Viewer) -> list[dict[str, Any]]:
    """
    The teams that the viewer is in, as lists show them.
    """
    found = (
        person(viewer)
        .memberships.select_related("team")
        .annotate(
            members=Count("team__memberships", distinct=True),
            shared=Count("team__projects", filter=Q(team__projects__deleted_at=None), distinct=True),
        )
    )
    return [
        {
            "id": one.team_id,
            "name": one.team.name,
            "role": one.role,
            "members": one.members,
            "projects": one.shared,
        }
        for one in found.order_by("team__name", "team")
    ]


def make_team(viewer: Viewer, name: str) -> Team:
    """
    Make a team whose only member is the one who makes it, as its owner.
    """
    user = account(viewer)
    if user.memberships.count() >= quota.TEAMS_PER_PERSON:
        raise Refused(
            "too_many",
            _("You are in %(most)d teams, the most that one person may be in. Nothing was made.")
            % {"most": quota.TEAMS_PER_PERSON},
            status=507,
        )
    with transaction.atomic():
        team = Team.objects.create(name=_named(name))
        Membership.objects.create(team=team, user=user, role=Role.OWNER)
    return team


def rename(team: Team, name: str) -> None:
    """
    Call a team something else.
    """
    team.name = _named(name)
    team.save(update_fields=["name"])


def dissolve(team: Team) -> None:
    """
    Dissolve a team: its projects go back to those who own them, and only they see them.
    """
    with transaction.atomic():
        projects = list(team.projects.all())
        team.delete()
        _tell_all(projects)


def members_of(mine: Membership) -> list[Told]:
    """
    Everybody in a team, in the order they came; addresses are for its owners.
    """
    knows = mine.role == Role.OWNER
    return [
        {
            "id": one.pk,
            "name": one.user.shown_name,
            "email": (one.user.email or "") if knows or one.pk == mine.pk else "",
            "role": one.role,
            "you": one.pk == mine.pk,
        }
        for one in mine.team.memberships.select_related("user")
    ]


def set_role(team: Team, member_id: UUID, role: str) -> None:
    """
    Make a member something else; the last owner stays one.
    """
    with transaction.atomic():
        member = _locked(team, member_id)
        if member.role == Role.OWNER and role != Role.OWNER:
            _keep_an_owner(team, member)
        member.role = role
        member.save(update_fields=["role"])
        _tell_all(team.projects.all())


def hand_over(viewer: Viewer, team: Team, member_id: UUID) -> None:
    """
    Make a member the owner in one's own place, and be an editor from then on.
    """
    with transaction.atomic():
        mine = team.memberships.select_for_update().get(user=person(viewer))
        other = _locked(team, member_id)
        if other.pk == mine.pk:
            raise Refused("invalid", _("You own this team already. Choose somebody else to hand it to."))
        other.role, mine.role = Role.OWNER, Role.EDITOR
        other.save(update_fields=["role"])
        mine.save(update_fields=["role"])
        _tell_all(team.projects.all())


def remove(team: Team, member_id: UUID) -> None:
    """
    Take somebody out of a team, or leave it oneself. What they brought stays with the team.
    """
    with transaction.atomic():
        member = _locked(team, member_id)
        if member.role == Role.OWNER:
            _keep_an_owner(team, member)
        projects = list(team.projects.select_for_update())
        member.delete()
        heir = team.memberships.filter(role=Role.OWNER).first()
        if heir is not None:
            team.projects.filter(owner=member.user_id).update(owner=heir.user_id)
        _tell_all(projects)


def move_project(viewer: Viewer, project: Project, team_id: UUID | None) -> None:
    """
    Move a project into a team in which the viewer edits, or out of its team, back to its owner alone.
    """
    user = account(viewer)
    if project.owner_id != user.pk:
        raise Refused(
            "owners_only",
            _("Only %(name)s, whose project this is, can move it. Nothing was changed.")
            % {"name": project.owner.shown_name},
            status=403,
        )
    if team_id is not None and membership_in(viewer, team_id).role not in (Role.OWNER, Role.EDITOR):
        raise Refused(
            "editors_only",
            _("You may look at this team's projects, not add to them. Ask an owner to make you an editor."),
            status=403,
        )
    with transaction.atomic():
        Project.objects.filter(pk=project.pk).update(team=team_id)
        tell(project)


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused("invalid", _("A team's name has 1 to %(most)d characters.") % {"most": LONGEST_NAME})
    return name


def _locked(team: Team, member_id: UUID) -> Membership:
    """
    A member, whose team nobody else changes meanwhile: two owners who leave at once would leave none.
    """
    Team.objects.select_for_update().get(pk=team.pk)
    member = team.memberships.filter(pk=member_id).first()
    if member is None:
        raise Http404(_("There is no such member."))
    return member


def _keep_an_owner(team: Team, member: Membership) -> None:
    if not team.memberships.filter(role=Role.OWNER).exclude(pk=member.pk).exists():
        raise Refused(
            "last_owner",
            _("A team needs an owner. Hand it over to somebody, or dissolve it; nothing was changed."),
            status=409,
        )


def _tell_all(projects: Iterable[Project]) -> None:
    for project in projects:
        tell(project)
