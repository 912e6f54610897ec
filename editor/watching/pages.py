"""
The page that plays a project, and the pictures that it plays.
"""

from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, re_path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_safe

from editor.access import Action, reach, viewer_of
from editor.watching.embed import urlpatterns as embed
from editor.watching.opening import opening
from editor.watching.pictures import NAME, send_still
from editor.watching.values import reel_values


@require_safe
@never_cache
@ensure_csrf_cookie
def watch(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """
    The player: what somebody sees who has a link, and whoever only wants to look.
    """
    viewer = viewer_of(request)
    if viewer.user is None and not viewer.keys:
        return redirect_to_login(request.get_full_path())
    project = reach(viewer, Action.VIEW, project_id)
    reel = reel_values(viewer, project)
    talked = "comment" in reel["may"] or project.comments.filter(deleted_at=None).exists()
    return render(request, "watching/watch.html", {**opening(reel, request), "talked": talked})


@require_GET
def picture(request: HttpRequest, project_id: UUID, name: str) -> HttpResponseBase:
    """
    The picture of a frame that this project shows now.
    """
    return send_still(request, reach(viewer_of(request), Action.VIEW, project_id), name)


_PROJECT = r"^projects/(?P<project_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"

urlpatterns: list[URLPattern] = [
    path("projects/<uuid:project_id>/watch", watch, name="watch"),
    re_path(rf"{_PROJECT}/reel/{NAME}$", picture, name="reel_picture"),
    *embed,
]
