"""
Teams over HTTP.
"""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Schema, Status

from editor.access import Action, reach, viewer_of
from editor.schemas import LOST, Given, Trouble
from editor.teams import invitations, memberships, moving
from editor.teams.limits import check_invitations
from editor.teams.models import Invitation, Membership, Team

router = Router(tags=["teams"])
projects_router = Router(tags=["teams"])

Role = Literal["owner", "editor", "commenter", "viewer"]
SHUT: dict[int, Any] = {**LOST, 403: Trouble}


class Name(Given):
    name: str


class NewRole(Given):
    role: Role


class Heir(Given):
    member: UUID


class Invited(Given):
    """
    Without an address it is a link for whoever has it.
    """

    role: Role
    email: str = ""


class Place(Given):
    """
    Without a team the project is its owner's alone.
    """

    team: UUID | None


class TeamCard(Schema):
    id: UUID
    name: str
    role: Role
    members: int
    projects: int


class Member(Schema):
    """
    `email` is empty for whoever may not read it.
    """

    id: UUID
    name: str
    email: str
    role: Role
    you: bool


class InvitationCard(Schema):
    """
    An open invitation; its address is told once, to who made it.
    """

    id: UUID
    role: Role
    email: str
    hint: str
    expires_at: datetime
    url: str | None = None


class TeamValues(Schema):
    """
    A team as its members see it; invitations are for its owners.
    """

    id: UUID
    name: str
    role: Role
    members: list[Member]
    invitations: list[InvitationCard]


@router.get("", response={200: list[TeamCard], 401: Trouble}, summary="Your teams")
def list_teams(request: HttpRequest) -> list[dict[str, Any]]:
    return memberships.teams_of(viewer_of(request))


@router.post(
    "",
    response={201: TeamCard, 401: Trouble, 403: Trouble, 422: Trouble, 507: Trouble},
    summary="Make a team",
)
def make_team(request: HttpRequest, wish: Name) -> Status[dict[str, Any]]:
    team = memberships.make_team(viewer_of(request), wish.name)
    return Status(201, {"id": team.pk, "name": team.name, "role": "owner", "members": 1, "projects": 0})


@router.get("/{uuid:team_id}", response={200: TeamValues, **LOST}, summary="A team and who is in it")
def get_team(request: HttpRequest, team_id: UUID) -> dict[str, Any]:
    return values(memberships.membership_in(viewer_of(request), team_id))


@router.patch("/{uuid:team_id}", response={204: None, **SHUT, 422: Trouble}, summary="Rename a team")
def rename_team(request: HttpRequest, team_id: UUID, wish: Name) -> Status[None]:
    memberships.rename(viewer_of(request), team_id, wish.name)
    return Status(204, None)


@router.delete(
    "/{uuid:team_id}",
    response={204: None, **SHUT},
    summary="Dissolve a team; its projects go to their owners",
)
def dissolve_team(request: HttpRequest, team_id: UUID) -> Status[None]:
    memberships.dissolve(viewer_of(request), team_id)
    return Status(204, None)


@router.patch(
    "/{uuid:team_id}/members/{uuid:member_id}",
    response={204: None, **SHUT, 409: Trouble},
    summary="Make a member something else",
)
def set_role(request: HttpRequest, team_id: UUID, member_id: UUID, wish: NewRole) -> Status[None]:
    memberships.set_role(viewer_of(request), team_id, member_id, wish.role)
    return Status(204, None)


@router.delete(
    "/{uuid:team_id}/members/{uuid:member_id}",
    response={204: None, **SHUT, 409: Trouble},
    summary="Take a member out of a team, or leave it",
)
def remove_member(request: HttpRequest, team_id: UUID, member_id: UUID) -> Status[None]:
    memberships.remove(viewer_of(request), team_id, member_id)
    return Status(204, None)


@router.post(
    "/{uuid:team_id}/owner",
    response={204: None, **SHUT, 422: Trouble},
    summary="Hand a team over to a member",
)
def hand_over(request: HttpRequest, team_id: UUID, heir: Heir) -> Status[None]:
    memberships.hand_over(viewer_of(request), team_id, heir.member)
    return Status(204, None)


@router.post(
    "/{uuid:team_id}/invitations",
    response={
        201: InvitationCard,
        **SHUT,
        409: Trouble,
        422: Trouble,
        429: Trouble,
        502: Trouble,
        507: Trouble,
    },
    summary="Invite somebody by mail, or by a link",
)
def invite(request: HttpRequest, team_id: UUID, wish: Invited) -> Status[dict[str, Any]]:
    viewer = viewer_of(request)
    check_invitations(request, memberships.owned(viewer, team_id))
    made = invitations.invite(viewer, team_id, wish.role, wish.email)
    address = request.build_absolute_uri(reverse("invitation", args=[made.token]))
    if made.invitation.email:
        invitations.mail(made.invitation, address)
    # What was mailed stands in the letter alone.
    shown = None if made.invitation.email else address
    return Status(201, {**card(made.invitation), "url": shown})


@router.delete(
    "/{uuid:team_id}/invitations/{uuid:invitation_id}",
    response={204: None, **SHUT},
    summary="Revoke an invitation",
)
def revoke(request: HttpRequest, team_id: UUID, invitation_id: UUID) -> Status[None]:
    invitations.revoke(viewer_of(request), team_id, invitation_id)
    return Status(204, None)


@projects_router.put(
    "/{uuid:project_id}/team",
    response={204: None, **SHUT},
    summary="Move a project into a team, or out of it",
)
def move_project(request: HttpRequest, project_id: UUID, place: Place) -> Status[None]:
    viewer = viewer_of(request)
    moving.move_project(viewer, reach(viewer, Action.SHARE, project_id), place.team)
    return Status(204, None)


def values(mine: Membership) -> dict[str, Any]:
    """
    A team as one of its members sees it.
    """
    team: Team = mine.team
    owns = mine.role == Membership.Role.OWNER
    waiting = invitations.open_ones().filter(team=team) if owns else []
    return {
        "id": team.pk,
        "name": team.name,
        "role": mine.role,
        "members": memberships.members_of(mine),
        "invitations": [card(one) for one in waiting],
    }


def card(invitation: Invitation) -> dict[str, Any]:
    """
    An invitation as it is listed.
    """
    return {
        "id": invitation.pk,
        "role": invitation.role,
        "email": invitation.email,
        "hint": invitation.hint,
        "expires_at": invitation.expires_at,
    }
