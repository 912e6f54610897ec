"""
Cookies of our own, beside the session's.
"""

from django.conf import settings
from django.http import HttpResponse


def put(response: HttpResponse, name: str, text: str, seconds: int) -> None:
    """
    Have a browser keep a signed text for so long, out of reach of scripts and of what other sites post.
    """
    response.set_cookie(
        name,
        text,
        max_age=seconds,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
