"""
What people and programs read when something went wrong.

Pages get a page, the API gets JSON.
"""

import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import get_template
from django.utils.translation import gettext_lazy as _

RETRY_AFTER = 5  # seconds


class Trouble(NamedTuple):
    """
    What happened, in the words for a program and for a person.
    """

    status: int
    code: str
    template: str
    sentence: Any


BAD_REQUEST = Trouble(
    400,
    "bad_request",
    "400.html",
    _("Nothing was changed. Go back, reload the page and try again."),
)
FOREIGN = Trouble(
    403,
    "csrf",
    "403_csrf.html",
    _(
        "Nothing was changed. Reload the page and try again; if that does not help, allow cookies"
        " for this site."
    ),
)
FORBIDDEN = Trouble(403, "forbidden", "403.html", _("You may not do that. Nothing was changed."))
LOST = Trouble(
    404,
    "not_found",
    "404.html",
    _("There is nothing at this address that you can see. It may have been deleted, or it is not yours."),
)
BROKEN = Trouble(
    500,
    "trouble",
    "500.html",
    _("What was saved is safe. Try again; if it happens again, tell whoever runs this studio."),
)
AWAY = Trouble(
    503,
    "away",
    "503.html",
    _("The database did not answer. What was saved is safe; try again in a few seconds."),
)


def answer(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """
    The trouble as a page, or as JSON for the API.
    """
    if request.path.startswith("/api/"):
        body = {"code": trouble.code, "sentence": str(trouble.sentence)}
        response: HttpResponse = JsonResponse(body, status=trouble.status)
    else:
        # When we are broken, what a context processor asks may be the very thing that broke.
        asked = request if trouble.status < BROKEN.status else None
        response = HttpResponse(get_template(trouble.template).render({}, asked), status=trouble.status)
    if trouble.status == AWAY.status:
        response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def is_away(error: BaseException | None) -> bool:
    """
    Whether this error says that the database is not there, or too busy to answer.
    """
    return isinstance(error, OperationalError | InterfaceError)


class TroubleMiddleware:
    """
    Say "try again" instead of "broken" while the database is away.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return answer(request, AWAY) if is_away(exception) else None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, BAD_REQUEST)


def foreign(request: HttpRequest, reason: str = "") -> HttpResponse:
    return answer(request, FOREIGN)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, FORBIDDEN)


def lost(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, LOST)


def broken(request: HttpRequest) -> HttpResponse:
    # Middleware that asks the database fails outside of every view; Django calls us while it handles that.
    return answer(request, AWAY if is_away(sys.exc_info()[1]) else BROKEN)
