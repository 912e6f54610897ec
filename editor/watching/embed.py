"""
The player in a page of somebody else's.

It opens by a link's own token, if the link shows and no more, and asks for no password. Nothing of the
visitor is read and nothing is left with them: no session, no cookie. Its pictures have addresses that are
signed for the link and its generation; each is asked for in the database again, so a link that is revoked is
shut at once.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from uuid import UUID

from csp.decorators import csp_replace
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_GET, require_safe

from editor.sharing.models import ShareLink
from editor.sharing.opening import find, note_use, shown_by
from editor.watching.opening import opening
from editor.watching.pictures import NAME, send_still
from editor.watching.values import film_values

PREFIX = "/e/"
SALT = "kfweb.embed"
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def anywhere(view: View[P]) -> View[P]:
    """
    Let pages of others show what a view answers, also where it answers that there is nothing.
    """

    @wraps(view)
    def open_view(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            response = render(request, "watching/gone.html", status=404)
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return cast("View[P]", csp_replace({"frame-ancestors": ["*"]})(xframe_options_exempt(open_view)))


@require_safe
@anywhere
def embed(request: HttpRequest, token: str) -> HttpResponseBase:
    """
    The player of what a link shows.
    """
    link = _fit(find(token))
    note_use(link)
    base = f"{PREFIX}media/{ticket_to(link)}/"
    reel = film_values(shown_by(link), base)
    context = opening(reel, request) | {"back": f"/s/{token}", "source": f"{base}reel.json", "words": words()}
    return render(request, "watching/embed.html", context)


@require_GET
@anywhere
def reel(request: HttpRequest, ticket: str) -> HttpResponseBase:
    """
    What a link shows by now, for a player that is open.
    """
    base = f"{PREFIX}media/{ticket}/"
    return JsonResponse(film_values(shown_by(_ticketed(ticket)), base))


@require_GET
@anywhere
def picture(request: HttpRequest, ticket: str, name: str) -> HttpResponseBase:
    """
    The picture of a frame that a link shows.
    """
    return send_still(request, shown_by(_ticketed(ticket)), name)


def ticket_to(link: ShareLink) -> str:
    """
    What stands in the addresses of a link's pictures: good for it as long as nobody shuts or renews it.
    """
    return signing.dumps([str(link.pk), link.generation], salt=SALT)


def _ticketed(ticket: str) -> ShareLink:
    try:
        key, generation = signing.loads(ticket, salt=SALT)
    except signing.BadSignature:
        raise Http404 from None
    links = ShareLink.objects.open().select_related("project", "frozen")
    return _fit(links.filter(pk=UUID(key), generation=generation).first())


def _fit(link: ShareLink | None) -> ShareLink:
    """
    The link, if it may be shown to whoever comes along.
    """
    if link is None or link.level != ShareLink.Level.VIEW or link.password:
        raise Http404
    return link


def words() -> dict[str, Any]:
    """
    What the player's script says, in the visitor's language.
    """
    return {
        "Play": _("Play"),
        "Pause": _("Pause"),
        "Frame {number} of {last}": _("Frame {number} of {last}"),
        "Full screen": _("Full screen"),
        "Leave full screen": _("Leave full screen"),
    }


urlpatterns: list[URLPattern] = [
    path("e/<str:token>", embed, name="embed"),
    path("e/media/<str:ticket>/reel.json", reel, name="embed_reel"),
    re_path(rf"^e/media/(?P<ticket>[\w:=-]+)/{NAME}$", picture, name="embed_picture"),
]
