"""
Inviting people into a team: by mail, good once, or by a link for whoever has it.

An invitation's token is in its address alone. Whoever opens it carries on with a short-lived signed cookie,
so that it does not travel through the pages on which they sign in or make an account.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.forms import ValidationError
from django.http import Http404
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from editor import quota
from editor.access import Viewer
from editor.refusals import Refused
from editor.sharing.telling import tell_all
from editor.sharing.tokens import hash_of, hint_of, new_token
from editor.teams.memberships import Role, account, check_teams, held, lock
from editor.teams.models import Invitation, Membership, Team, User
from editor.teams.shutting import stronger

DAYS = 7
COOKIE, SALT = "kf_invitation", "kfweb.invitation"
SECONDS = 60 * 60
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """
    An invitation and its token, which nobody can be told a second time.
    """

    invitation: Invitation
    token: str


def open_ones() -> QuerySet[Invitation]:
    """
    Invitations that somebody can still follow: one that was mailed is good once.
    """
    unused = Q(email="") | Q(used_at=None)
    return Invitation.objects.filter(unused, revoked_at=None, expires_at__gt=timezone.now()).select_related(
        "team", "made_by"
    )


def invite(viewer: Viewer, team_id: UUID, role: str, email: str = "") -> Made:
    """
    Make an invitation; the caller mails it, or shows its address, once this is committed.
    """
    user, email, token = account(viewer), email.strip(), new_token()
    with held(viewer, team_id) as team:
        if email:
            _check_address(team, email)
        if role == Role.OWNER and not email:
            raise Refused(
                "invalid", _("Whoever has a link could own the team by it. Invite an owner by mail.")
            )
        _check_members(team)
        quota.check_room(
            open_ones().filter(team=team).count(),
            quota.MEMBERS_PER_TEAM,
            _("This team has %(most)d open invitations. Revoke those that are not needed."),
        )
        invitation = Invitation.objects.create(
            team=team,
            role=role,
            email=email,
            token_hash=hash_of(token),
            hint=hint_of(token),
            made_by=user,
            expires_at=timezone.now() + timedelta(days=DAYS),
        )
    return Made(invitation, token)


def mail(invitation: Invitation, address: str) -> None:
    """
    Send an invitation, in the language of whoever sends it; `Refused` when no mail leaves this studio.
    """
    try:
        _message(invitation, address).send()
    except Exception as error:
        invitation.delete()  # whatever it was: nobody has the address
        if not isinstance(error, OSError):
            logger.exception("An invitation could not be mailed.")
        raise Refused(
            "no_mail",
            _("The mail could not be sent, so nobody was invited. Try again later, or invite by a link."),
            status=502,
        ) from None


def _message(invitation: Invitation, address: str) -> EmailMessage:
    context = {"invitation": invitation, "address": address, "days": DAYS}
    subject = _("%(name)s invites you to %(team)s") % {
        "name": invitation.made_by.shown_name,
        "team": invitation.team.name,
    }
    return EmailMessage(
        subject=" ".join(subject.split()),  # a name that has two lines is no header
        body=render_to_string("teams/invitation.txt", context),
        to=[invitation.email],
    )


def revoke(viewer: Viewer, team_id: UUID, invitation_id: UUID) -> None:
    """
    Shut an invitation.
    """
    with held(viewer, team_id) as team:
        shut = team.invitations.filter(pk=invitation_id, revoked_at=None).update(revoked_at=timezone.now())
    if not shut:
        raise Http404(_("There is no such invitation."))


def find(token: str) -> Invitation | None:
    """
    What a token invites to; an unknown, used, expired or revoked one invites to nothing.
    """
    return open_ones().filter(token_hash=hash_of(token)).first()


def carry(invitation: Invitation) -> str:
    """
    What a cookie says of an invitation that was opened.
    """
    return signing.dumps(str(invitation.pk), salt=SALT)


def carried(cookie: str | None) -> Invitation | None:
    """
    The invitation that a cookie speaks of, if it can still be followed.
    """
    try:
        key = signing.loads(cookie or "", salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return None
    return open_ones().filter(pk=key).first()


def accept(viewer: Viewer, invitation: Invitation) -> Membership:
    """
    Come into the team. Who is in it already keeps what they are, or becomes what the invitation says if that
    is more.
    """
    user = account(viewer)
    with transaction.atomic():
        lock(invitation.team_id)
        found = open_ones().filter(pk=invitation.pk).first()
        if found is None:
            raise Http404(_("There is no such invitation."))
        joined = _joined(found, user)
        found.used_at = timezone.now()
        found.save(update_fields=["used_at"])
        tell_all(found.team.projects.all())
    return joined


def _joined(invitation: Invitation, user: User) -> Membership:
    team, role = invitation.team, invitation.role
    mine = team.memberships.filter(user=user).first()
    if mine is None:
        _check_members(team)
        check_teams(
            user,
            _("You are in %(most)d teams, the most that one person may be in. Leave one, then come in here."),
        )
        return Membership.objects.create(team=team, user=user, role=role)
    if role in stronger(mine.role):
        mine.role = role
        mine.save(update_fields=["role"])
    return mine


def _check_members(team: Team) -> None:
    quota.check_room(
        team.memberships.count(),
        quota.MEMBERS_PER_TEAM,
        _("This team has %(most)d members, the most that it may have."),
    )


def _check_address(team: Team, email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(
            "invalid", _("“%(email)s” is no e-mail address. Nobody was invited.") % {"email": email[:80]}
        ) from None
    if team.memberships.filter(user__email__iexact=email).exists():
        raise Refused("exists", _("%(email)s is in this team already.") % {"email": email}, status=409)
