"""
How many may be invited, so that a team is no way to send mail to the world.
"""

from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext as _

from editor.refusals import Refused
from editor.teams.models import Team

INVITATIONS = "invitation"
"""
How many a team may send: see ACCOUNT_RATE_LIMITS.
"""


def check_invitations(request: HttpRequest, team: Team) -> None:
    """
    Refuse a team that has invited a lot of people lately.
    """
    if not ratelimit.consume(request, action=INVITATIONS, key=str(team.pk)):
        raise Refused(
            "too_fast", _("This team has invited many people just now. Go on in an hour."), status=429
        )
