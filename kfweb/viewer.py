"""
From a request or a socket to the one who looks.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, cast

from channels.db import database_sync_to_async
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request

from editor.access import Viewer
from editor.sharing.keys import keys_in
from editor.teams.models import User


def viewer_of(user: AbstractBaseUser | AnonymousUser, cookies: Mapping[str, str]) -> Viewer:
    """
    The viewer that a signed-in person is, or nobody, with the links that the browser has opened.
    """
    return Viewer(cast("User", user) if user.is_authenticated else None, keys_in(cookies))


class ViewerMiddleware:
    """
    Give every request its viewer.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = viewer_of(request.user, request.COOKIES)  # type: ignore[attr-defined]
        return self.get_response(request)


class ViewerScope:
    """
    Give every socket its viewer, and the language of the page that opened it.
    """

    def __init__(self, inner: Callable[..., Awaitable[None]]) -> None:
        self.inner = inner

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        viewer = await database_sync_to_async(viewer_of)(scope["user"], scope.get("cookies") or {})
        await self.inner(scope | {"viewer": viewer, "language": language_of(scope)}, receive, send)


def language_of(scope: Mapping[str, Any]) -> str:
    """
    The language that a page of the same browser would be in.
    """
    request = HttpRequest()
    request.COOKIES = dict(scope.get("cookies") or {})
    accepted = dict(scope.get("headers") or ()).get(b"accept-language", b"")
    request.META["HTTP_ACCEPT_LANGUAGE"] = accepted.decode("latin-1")
    return get_language_from_request(request)
