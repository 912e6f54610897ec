"""
Pages that stand inside those of others know nothing of whoever looks at them.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from editor.watching.embed import PREFIX


class CookielessMiddleware:
    """
    Take the cookies from requests for an embedded page before anybody reads them, and let none be set.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.COOKIES = {}
        response = self.get_response(request)
        response.cookies.clear()
        return response
