"""
Every address of the studio.

`/healthz` and `/readyz` are answered before any of these, by `kfweb.health`.
"""

import time

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import etag
from django.views.i18n import JavaScriptCatalog, set_language

from editor.lessons.pages import urlpatterns as lessons
from editor.lessons.picture_page import urlpatterns as lesson_pictures
from editor.lessons.teaching import urlpatterns as teaching
from editor.pages import urlpatterns as pages
from editor.teams.pages import urlpatterns as teams
from editor.watching.pages import urlpatterns as watching
from kfweb.api import api
from kfweb.naming import name
from kfweb.page_words import PageWords

# The catalogue changes only with the code, and the code only with a new start.
started = int(time.time())
# It holds nothing secret, so compressing it tells nothing.
_known = etag(lambda request, **_page: f'"{started}-{get_language()}"')
words = gzip_page(_known(JavaScriptCatalog.as_view()))
page_words = gzip_page(_known(PageWords.as_view()))


def robots(request: HttpRequest) -> HttpResponse:
    """
    Nothing here is for search engines: what people make is theirs. A link may be looked at for its preview
    card; its page says itself that it is not to be found by searching.
    """
    return HttpResponse("User-agent: *\nAllow: /s/\nDisallow: /\n", content_type="text/plain")


def favicon(request: HttpRequest) -> HttpResponse:
    """
    For browsers that look where nobody points them. Commands run before static files are gathered, so late.
    """
    return redirect(staticfiles_storage.url("img/favicon.svg"))


urlpatterns: list[URLPattern | URLResolver] = [
    path("favicon.ico", favicon),
    path("robots.txt", robots),
    path("accounts/name/", name, name="account_name"),
    path("accounts/", include("allauth.account.urls")),
    path("api/", api.urls),
    path("language", set_language, name="set_language"),
    path("jsi18n/", cache_control(private=True, max_age=3600)(words), name="javascript-catalog"),
    path(
        "jsi18n/watch",
        cache_control(private=True, max_age=3600)(page_words),
        {"modules": ("watch/*.js", "comments/*.js", "core/net.js")},
        name="watch-words",
    ),
    *pages,
    *teams,
    *watching,
    *lesson_pictures,
    *teaching,
    *lessons,
]

handler400 = "kfweb.trouble.bad_request"
handler403 = "kfweb.trouble.forbidden"
handler404 = "kfweb.trouble.lost"
handler500 = "kfweb.trouble.broken"
