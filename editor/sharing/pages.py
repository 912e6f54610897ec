"""
Opening a link: a page that shows what it is and posts itself, and the preview card for other sites.

A token is shown once and exchanged for a key in a cookie. It stands in no log, no error page and no
`Referer`: see `kfweb.logs` and `kfweb.headers`.
"""

from urllib.parse import urlencode

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from editor.access import viewer_of
from editor.media import guard
from editor.projects.snapshot import cards
from editor.refusals import Refused
from editor.sharing.card import SIZE, card_picture
from editor.sharing.keys import give
from editor.sharing.models import ShareLink
from editor.sharing.opening import find, held, key_to, note_use, shown_by, unlock
from editor.sharing.tokens import hash_of
from editor.teams.actions import make_guest

PASSWORDS = "link_password"
"""
How many a visitor may try: see ACCOUNT_RATE_LIMITS.
"""
RETRY_AFTER, SOON = 300, 1  # seconds
PLACES = ("frame", "comment")
"""
What may be named behind an address: `/s/…?frame=12`.
"""


@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """
    Show what a link is, or exchange it for a key.
    """
    return _exchange(request, token) if request.method == "POST" else _show(request, token)


def _show(request: HttpRequest, token: str) -> HttpResponse:
    link = find(token)
    if link is None:
        return lost(request)
    if held(viewer_of(request), link) and not _needs_a_person(request, link):
        note_use(link)
        return redirect(_goal(request, link))
    if link.password:
        response = render(request, "sharing/password.html")
    else:
        card = request.build_absolute_uri(reverse("link_card", args=[token]))
        context = {"link": link, "project": cards([shown_by(link)])[0], "card": card, "size": SIZE}
        response = render(request, "sharing/open.html", context)
    # The form has to say which site it is from; `no-referrer` would forbid it even that.
    response["Referrer-Policy"] = "strict-origin"
    return response


def _exchange(request: HttpRequest, token: str) -> HttpResponse:
    password = request.POST.get("password")
    if password is not None and not ratelimit.consume(request, action=PASSWORDS, key=hash_of(token)):
        return _too_often(request)
    link = unlock(token, password)
    if link is None:
        return lost(request)
    keys = viewer_of(request).keys
    if _needs_a_person(request, link):
        make_guest(request)
    response = redirect(_goal(request, link))
    give(response, key_to(link), keys)
    note_use(link)
    return response


def _needs_a_person(request: HttpRequest, link: ShareLink) -> bool:
    """
    Whether edits would be nobody's.
    """
    return link.level == ShareLink.Level.EDIT and viewer_of(request).user is None


def _goal(request: HttpRequest, link: ShareLink) -> str:
    """
    Where the link leads: to the editor, or to the player, there also to a frame or a comment.
    """
    project = f"/projects/{shown_by(link).pk}"
    if link.level == ShareLink.Level.EDIT:
        return project
    place = {name: request.GET[name] for name in PLACES if name in request.GET}
    return f"{project}/watch?{urlencode(place)}" if place else f"{project}/watch"


def lost(request: HttpRequest) -> HttpResponse:
    """
    The one answer to every token that opens nothing, whatever the reason.
    """
    return render(request, "sharing/lost.html", status=404)


def _too_often(request: HttpRequest) -> HttpResponse:
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


@require_safe
def link_card(request: HttpRequest, token: str) -> HttpResponse:
    """
    The picture of a link's preview card; a link with a password shows nothing of its project.
    """
    link = find(token)
    try:
        picture = card_picture(shown_by(link)) if link and not link.password else None
    except Refused as refused:
        answer = HttpResponse(refused.sentence, status=refused.status, content_type="text/plain")
        answer["Retry-After"] = str(SOON)
        return answer
    if picture is None:
        return lost(request)
    response = HttpResponse(picture)
    guard(response, "image/jpeg")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # chats show it on pages of their own
    return response


urlpatterns: list[URLPattern] = [
    path("s/<str:token>", open_link, name="link"),
    path("s/<str:token>/card.jpg", link_card, name="link_card"),
]
