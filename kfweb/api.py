"""
One API: every router of the editor, one way to sign in, one shape of error.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.security import SessionAuth
from ninja.utils import check_csrf

from editor.access import viewer_of
from editor.api import routers
from editor.refusals import Foreign, Refused
from jobs.actions import TooMuchWaiting
from kfweb import trouble
from kfweb.api_docs import Pages


class Session(SessionAuth):
    """
    Whoever the session's cookie names, guests too, and who has opened a link; every unsafe request carries
    the CSRF token.
    """

    def __init__(self) -> None:
        super().__init__(csrf=False)

    def __call__(self, request: HttpRequest) -> Any:
        viewer = viewer_of(request)
        if viewer.user is None and not viewer.keys:
            return None
        if check_csrf(request) is not None:
            raise Foreign
        return viewer


api = NinjaAPI(
    title="kfweb",
    version="1",
    description="Everything that the pages do: projects, poses, keyframes, renders and films.",
    auth=Session(),
    docs=Pages(),
    urls_namespace="api",
)
for prefix, router in routers:
    api.add_router(prefix, router)


def refuse(request: HttpRequest, status: int, code: str, sentence: str, **more: Any) -> HttpResponse:
    """
    The one shape of every error: a code for programs, a sentence for people.
    """
    return api.create_response(request, {"code": code, "sentence": sentence, **more}, status=status)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    response = api.create_response(request, error.body(), status=error.status)
    if "retry_after" in error.more:
        response["Retry-After"] = str(error.more["retry_after"])
    return response


@api.exception_handler(TooMuchWaiting)
def _too_much(request: HttpRequest, error: TooMuchWaiting) -> HttpResponse:
    response = refuse(request, 429, "too_much_waiting", error.sentence)
    response["Retry-After"] = str(error.retry_after)
    return response


@api.exception_handler(Foreign)
def _foreign(request: HttpRequest, error: Foreign) -> HttpResponse:
    return trouble.answer(request, trouble.FOREIGN)


@api.exception_handler(Http404)
def _lost(request: HttpRequest, error: Http404) -> HttpResponse:
    # Whatever the reason, the answer is the same: what one may not see does not exist.
    return trouble.answer(request, trouble.LOST)


@api.exception_handler(AuthenticationError)
def _nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return refuse(
        request, 401, "signed_out", _("You are signed out. Nothing was changed; sign in and try again.")
    )


@api.exception_handler(Throttled)
def _too_fast(request: HttpRequest, error: Throttled) -> HttpResponse:
    response = refuse(request, 429, "too_fast", _("That is too fast. Wait a moment and try again."))
    response["Retry-After"] = str(error.wait or 1)
    return response


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = [
        {"field": ".".join(str(step) for step in fault["loc"][1:]), "problem": fault["msg"]}
        for fault in error.errors
    ]
    sentence = _(
        "The request does not fit the API. Nothing was changed; the fields are listed in the answer."
    )
    return refuse(request, 422, "invalid", sentence, fields=fields)


@api.exception_handler(HttpError)
def _plain(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == 400:  # the one that ninja raises itself
        return refuse(
            request, 400, "bad_request", _("The request's body cannot be read. Nothing was changed.")
        )
    return refuse(request, error.status_code, f"http_{error.status_code}", str(error))
