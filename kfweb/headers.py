"""
Headers that every answer carries and Django has no setting for.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_SECRET = ("/s/", "/e/", "/invitations/")
"""
Where an address holds a token: it is not kept, not found by searching, and not told to the next page.
"""
_UNTOLD = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}


class HeadersMiddleware:
    """
    Switch off what no page of ours asks a browser for, and keep addresses that are secrets to who has them;
    what went wrong there is no exception.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        policy = settings.PERMISSIONS_POLICY
        self.permissions = ", ".join(f"{name}=({' '.join(allowed)})" for name, allowed in policy.items())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # It speaks to documents; on every script and picture it would only be weight.
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Permissions-Policy", self.permissions)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith(_SECRET):
            for name, value in _UNTOLD.items():
                response.headers.setdefault(name, value)
        return response
