"""
Teams: making them, who is in them, and as what.

A team always has an owner. A project in a team keeps the person who brought it as its owner, for as long as
they are in the team; when they go it stays, and one of the team's owners has it from then on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
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
from editor.sharing.telling import tell_all
from editor.teams import accounts
from editor.teams.models import Membership, Team, User
from editor.teams.shutting import shut_invitations, shut_links, shut_ways_back, stronger

Role = Membership.Role
LONGEST_NAME = 80
_STORIES = Q(team__projects__kind=Project.Kind.STORY, team__projects__deleted_at=None)


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
    The one who asks, who may be in teams; a guest is refused.
    """
    return accounts.account(
        viewer,
        _("Teams are for people with an account. Make one first: all that you have made stays yours."),
    )


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


def owned(viewer: Viewer, team_id: UUID, *, but: UUID | None = None) -> Team:
    """
    The team, for one of its owners; its other members are refused, but for who is that member.
    """
    mine = membership_in(viewer, team_id)
    if mine.role != Role.OWNER and mine.pk != but:
        raise Refused(
            "owners_only", _("Only an owner of the team may do that. Nothing was changed."), status=403
        )
    return mine.team


@contextmanager
def held(viewer: Viewer, team_id: UUID, *, but: UUID | None = None) -> Iterator[Team]:
    """
    The team, for those whom `owned` lets, which nobody else changes meanwhile: all that is done to a team
    begins here.
    """
    owned(viewer, team_id, but=but)  # who may not do it holds nobody up
    with transaction.atomic():
        lock(team_id)
        yield owned(viewer, team_id, but=but)


def lock(team_id: UUID) -> None:
    """
    Have nobody else change a team until the transaction ends: what is read of it from here on holds. A team
    is locked before its projects.
    """
    # Not its key: rows that name it are written meanwhile.
    Team.objects.select_for_update(no_key=True).filter(pk=team_id).first()


def teams_of(viewer: Viewer) -> list[dict[str, Any]]:
    """
    The teams that the viewer is in, as lists show them.
    """
    found = (
        person(viewer)
        .memberships.select_related("team")
        .annotate(
            members=Count("team__memberships", distinct=True),
            shared=Count("team__projects", filter=_STORIES, distinct=True),
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
    check_teams(user, _("You are in %(most)d teams, the most that one person may be in. Nothing was made."))
    with transaction.atomic():
        team = Team.objects.create(name=_named(name))
        Membership.objects.create(team=team, user=user, role=Role.OWNER)
    return team


def check_teams(user: User, sentence: str) -> None:
    """
    Refuse somebody who is in as many teams as one may be in.
    """
    quota.check_room(user.memberships.count(), quota.TEAMS_PER_PERSON, sentence)


def rename(viewer: Viewer, team_id: UUID, name: str) -> None:
    """
    Call a team something else.
    """
    with held(viewer, team_id) as team:
        team.name = _named(name)
        team.save(update_fields=["name"])


def dissolve(viewer: Viewer, team_id: UUID) -> None:
    """
    Dissolve a team: its projects go back to those who own them, and only they see them.
    """
    with held(viewer, team_id) as team:
        projects = _projects(team)
        team.delete()
        tell_all(projects)


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


def set_role(viewer: Viewer, team_id: UUID, member_id: UUID, role: str) -> None:
    """
    Make a member something else; the last owner stays one. Of who becomes less, all that they made for others
    is shut, and no open invitation makes them more again.
    """
    with held(viewer, team_id) as team:
        member, projects = _found(team, member_id), _projects(team)
        lowered = member.role in stronger(role)
        if lowered:
            _keep_an_owner(team, member)
        member.role = role
        member.save(update_fields=["role"])
        if lowered:
            shut_invitations(member)
            shut_ways_back(member, stronger(role))
            shut_links(member)
        tell_all(projects)


def hand_over(viewer: Viewer, team_id: UUID, member_id: UUID) -> None:
    """
    Make a member the owner in one's own place, and be an editor from then on.
    """
    with held(viewer, team_id) as team:
        mine, other = team.memberships.get(user=person(viewer)), _found(team, member_id)
        if other.pk == mine.pk:
            raise Refused("invalid", _("You own this team already. Choose somebody else to hand it to."))
        other.role, mine.role = Role.OWNER, Role.EDITOR
        other.save(update_fields=["role"])
        mine.save(update_fields=["role"])
        shut_invitations(mine)
        tell_all(team.projects.all())


def remove(viewer: Viewer, team_id: UUID, member_id: UUID) -> None:
    """
    Take somebody out of a team, or leave it oneself. What they brought stays with the team, what they made
    for others is shut, and who is taken out finds no open invitation to come back by.
    """
    with held(viewer, team_id, but=member_id) as team:
        member, projects = _found(team, member_id), _projects(team)
        _keep_an_owner(team, member)
        member.delete()
        heir = team.memberships.filter(role=Role.OWNER).first()
        if heir is not None:
            team.projects.filter(owner=member.user_id).update(owner=heir.user_id)
        shut_invitations(member)
        shut_links(member)
        if member.user_id != person(viewer).pk:
            shut_ways_back(member, Role.values)
        tell_all(projects)


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused("invalid", _("A team's name has 1 to %(most)d characters.") % {"most": LONGEST_NAME})
    return name


def _found(team: Team, member_id: UUID) -> Membership:
    found = team.memberships.select_related("user").filter(pk=member_id).first()
    if found is None:
        raise Http404(_("There is no such member."))
    return found


def _projects(team: Team) -> list[Project]:
    """
    All that is a team's, locked, so that nobody moves it or makes another link to it.
    """
    return list(team.projects.select_for_update().order_by("pk"))


def _keep_an_owner(team: Team, member: Membership) -> None:
    others = team.memberships.filter(role=Role.OWNER).exclude(pk=member.pk)
    if member.role == Role.OWNER and not others.exists():
        raise Refused(
            "last_owner",
            _("A team needs an owner. Hand it over to somebody, or dissolve it; nothing was changed."),
            status=409,
        )
