"""
The HTML pages, and the pictures and films on them.
"""

from typing import Any, cast
from uuid import UUID

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_safe

from editor.access import Action, can, reach, viewer_of
from editor.exports.actions import film_path
from editor.exports.models import Export
from editor.media import send, send_made
from editor.poses.computing import in_turn
from editor.poses.finding import found_by
from editor.poses.labels import file_name
from editor.poses.pictures import poster_path, thumb_path
from editor.projects.actions import create_sample
from editor.projects.belonging import cards_for
from editor.projects.models import Project
from editor.projects.opening import opening_pictures
from editor.projects.snapshot import project_values, snapshot
from editor.refusals import Refused
from editor.sharing.pages import urlpatterns as links
from editor.sharing.whose import sharers
from editor.teams.actions import make_guest
from editor.timeline.renders import file_of
from jobs.frames import PictureMissing, frame_path, mask_path, picture_path

PICTURES = {"full.png": picture_path, "poster.webp": poster_path, "thumb.webp": thumb_path}


@require_safe
@never_cache
def front(request: HttpRequest) -> HttpResponse:
    """
    Let somebody new begin at once, as a guest in a sample project of their own.
    """
    if viewer_of(request).user is not None:
        return redirect("projects")
    if request.method == "HEAD" or not _opened_by_a_person(request):
        return HttpResponse()
    make_guest(request)
    project = create_sample(viewer_of(request))
    return redirect("editor", project_id=project.pk)


def _opened_by_a_person(request: HttpRequest) -> bool:
    """
    Whether somebody goes to this address, rather than a page that embeds it or a browser that reads ahead.
    """
    fetched = request.headers.get("Sec-Fetch-Dest", "document") != "document"
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    return not fetched and not ahead


@require_safe
@never_cache
@login_required
@ensure_csrf_cookie
def dashboard(request: HttpRequest) -> HttpResponse:
    """
    Everything that is mine or my teams', and what I may take out of the bin.
    """
    viewer = viewer_of(request)
    mine = Project.objects.of(viewer).stories()
    binned = cards_for(viewer, mine.exclude(deleted_at=None))
    context = {
        "viewer": viewer.user,
        "projects": cards_for(viewer, mine.filter(deleted_at=None)),
        "binned": [one for one in binned if Action.RESTORE.value in one["may"]],
    }
    return render(request, "editor/dashboard.html", context)


@require_safe
@never_cache
@ensure_csrf_cookie
def editor(request: HttpRequest, project_id: UUID, *, framed: bool = False) -> HttpResponse:
    """
    The editor, with everything it shows first; who may only look is brought to the player.
    """
    viewer = viewer_of(request)
    try:
        project = reach(viewer, Action.VIEW, project_id)
    except Http404:
        if viewer.user is None:
            return redirect_to_login(request.get_full_path())
        raise
    if viewer.user is None or not can(viewer, Action.EDIT, project):
        return redirect("watch", project_id=project.pk)
    found = snapshot(viewer, project)
    context = {
        "viewer": viewer.user,
        "project": project_values(project),
        "snapshot": found,
        "pictures": opening_pictures(found),
        "thumbs": opening_pictures(found, "thumb.webp"),
        "framed": framed,
        "commented": project.comments.filter(deleted_at=None).exists(),
        "sharers": sharers(viewer, project),
    }
    return render(request, "editor/editor.html", context)


def desk(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """
    The editor inside of another page of ours: a lesson.
    """
    return editor(request, project_id, framed=True)


@require_GET
def picture(request: HttpRequest, project_id: UUID, sha: str, name: str) -> HttpResponseBase:
    """
    A picture that a pose of this project's library has or had, whole or small.
    """
    project = reach(viewer_of(request), Action.VIEW, project_id)
    shown = Q(picture=sha) | Q(versions__picture=sha)
    if name not in PICTURES or not project.poses.filter(shown).exists():
        raise Http404
    return send(request, PICTURES[name](sha), f"{sha}-{name}")


@require_GET
def mask(request: HttpRequest, project_id: UUID, pose_id: UUID) -> HttpResponseBase:
    """
    The mask that a pose of this project's library is drawn with: the given one, else what the engine finds.

    The engine compares an opaque picture with the other key and the plate of the first segment that is drawn
    by the pose's marks. Where there is none, the mask is found in the picture alone.
    """
    viewer = viewer_of(request)
    project = reach(viewer, Action.VIEW, project_id)
    pose = project.poses.filter(pk=pose_id).select_related("picture", "character").first()
    if pose is None:
        raise Http404
    if pose.mask:
        response = send(request, mask_path(pose.mask), pose.mask)
        if request.GET.get("v") != pose.mask:
            # Without the mask's name in it, the address names another one as soon as the marks change.
            response["Cache-Control"] = "private, no-cache"
        return response
    finding = found_by(project, pose)

    def found() -> bytes:
        with in_turn(viewer):
            return finding.png()

    try:
        return send_made(request, finding.name, found)
    except Refused as refused:
        return HttpResponse(refused.sentence, status=refused.status, content_type="text/plain; charset=utf-8")
    except PictureMissing:
        raise Http404(_("There is no such picture.")) from None


@require_GET
def frame(request: HttpRequest, project_id: UUID, key: str, number: int, name: str) -> HttpResponseBase:
    """
    A drawing of a segment that this project shows, in one of its levels: full, view or thumb.
    """
    project = reach(viewer_of(request), Action.VIEW, project_id)
    file = file_of(project, key, name)
    if file is None:
        raise Http404
    return send(request, frame_path(key, number, file), f"{key}-{number}-{name}")


@require_GET
def film(request: HttpRequest, project_id: UUID, export_id: UUID) -> HttpResponseBase:
    """
    A finished film, to save.
    """
    project = reach(viewer_of(request), Action.EXPORT, project_id)
    found = project.exports.filter(pk=export_id, state=Export.State.READY).select_related("shot").first()
    if found is None:
        raise Http404
    title = f"{project.title} - {found.shot.name}" if found.shot else project.title
    return send(request, film_path(found.key), found.key, download=file_name(title, "mp4", _("film")))


_PROJECT = r"^projects/(?P<project_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"

urlpatterns: list[URLPattern] = [
    path("", front, name="front"),
    path("projects", dashboard, name="projects"),
    path("projects/<uuid:project_id>", editor, name="editor"),
    path(
        "projects/<uuid:project_id>/desk",
        csp_replace({"frame-ancestors": [SELF]})(cast("Any", xframe_options_sameorigin(desk))),
        name="desk",
    ),
    re_path(_PROJECT + r"/pictures/(?P<sha>[0-9a-f]{64})/(?P<name>[a-z.]+)$", picture, name="picture"),
    path("projects/<uuid:project_id>/poses/<uuid:pose_id>/mask.png", mask, name="mask"),
    re_path(
        _PROJECT + r"/frames/(?P<key>[0-9a-f]{64})/(?P<number>[0-9]{1,5})/(?P<name>[a-z.]+)$",
        frame,
        name="frame",
    ),
    path("projects/<uuid:project_id>/exports/<uuid:export_id>/film.mp4", film, name="film"),
    *links,
]
