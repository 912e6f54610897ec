"""
How accounts are made and entered.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from editor.teams.actions import adopt
from editor.teams.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """
    Guests keep what they made when they sign up or sign in.
    """

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        # Signing in gives the session another owner, so the guest is noted before.
        if isinstance(request.user, User) and request.user.is_guest and request.user != user:
            request.guest = request.user  # type: ignore[attr-defined]
        answer: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return answer

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        guest: User | None = getattr(request, "guest", None)
        if guest is not None:
            adopt(guest, user)
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer
