"""
Every address of the studio.

`/healthz` and `/readyz` are answered before any of these, by `kfweb.health`.
"""

import time

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import etag
from django.views.i18n import JavaScriptCatalog

from editor.pages import urlpatterns as pages
from kfweb.api import api

# The catalogue changes only with the code, and the code only with a new start.
started = int(time.time())
words = etag(lambda request: f'"{started}-{get_language()}"')(JavaScriptCatalog.as_view())

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.account.urls")),
    path("api/", api.urls),
    path("jsi18n/", cache_control(private=True, max_age=3600)(words), name="javascript-catalog"),
    *pages,
]

handler400 = "kfweb.trouble.bad_request"
handler403 = "kfweb.trouble.forbidden"
handler404 = "kfweb.trouble.lost"
handler500 = "kfweb.trouble.broken"
