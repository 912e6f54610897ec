"""
What is shut behind somebody who goes from a team, or becomes less in it: what they made for others, and the
ways by which they would be back.
"""

from collections.abc import Sequence

from django.db.models import F, Q
from django.utils import timezone

from editor.sharing.models import ShareLink
from editor.teams.models import Invitation, Membership


def stronger(role: str) -> Sequence[str]:
    """
    The roles that are more than this one.
    """
    roles = Membership.Role.values  # the strongest first
    return roles[: roles.index(role)]


def shut_invitations(member: Membership) -> None:
    """
    Revoke the open invitations that somebody made.
    """
    _revoke(member, Q(made_by=member.user_id))


def shut_ways_back(member: Membership, roles: Sequence[str]) -> None:
    """
    Revoke the open invitations that would make somebody one of these again: links, which they may know, and
    what was mailed to them.
    """
    _revoke(member, Q(email="") | Q(email__iexact=member.user.email), role__in=roles)


def shut_links(member: Membership) -> None:
    """
    Revoke the links that somebody made to a team's projects; to what is theirs they may make others.
    """
    links = ShareLink.objects.filter(
        made_by=member.user_id, project__team=member.team_id, revoked_at=None
    ).exclude(project__owner=member.user_id)
    links.update(revoked_at=timezone.now(), generation=F("generation") + 1)


def _revoke(member: Membership, which: Q, **also: object) -> None:
    theirs = Invitation.objects.filter(which, team=member.team_id, revoked_at=None, **also)
    theirs.update(revoked_at=timezone.now())
