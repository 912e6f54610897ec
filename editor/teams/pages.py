"""
The pages of teams, and the door that an invitation opens.
"""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_safe

from editor import cookies
from editor.access import viewer_of
from editor.projects.belonging import cards_for
from editor.projects.models import Project
from editor.refusals import Refused
from editor.teams import invitations, memberships
from editor.teams.models import Membership
from editor.teams.team_api import values


@require_safe
@never_cache
@login_required
@ensure_csrf_cookie
def teams(request: HttpRequest) -> HttpResponse:
    """
    The teams that I am in.
    """
    viewer = viewer_of(request)
    return render(request, "teams/teams.html", {"viewer": viewer.user, "teams": memberships.teams_of(viewer)})


@require_safe
@never_cache
@login_required
@ensure_csrf_cookie
def team(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """
    A team: its projects, who is in it, and, for its owners, who is invited.
    """
    viewer = viewer_of(request)
    mine = memberships.membership_in(viewer, team_id)
    theirs = Project.objects.of(viewer).stories().filter(team=team_id, deleted_at=None)
    own = Project.objects.stories().filter(owner=viewer.user, team=None, deleted_at=None)
    projects = cards_for(viewer, theirs)
    context = {
        "viewer": viewer.user,
        "me": mine.pk,
        "team": values(mine),
        "owns": mine.role == Membership.Role.OWNER,
        "adds": mine.role in (Membership.Role.OWNER, Membership.Role.EDITOR),
        "roles": Membership.Role.choices,
        "projects": projects,
        "brought": [one["title"] for one in projects if one["yours"]],
        "own": own.only("pk", "title"),
        "days": invitations.DAYS,
    }
    return render(request, "teams/team.html", context)


@require_safe
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """
    Take note of an invitation and go on to where it is answered: its token stands in no other address.
    """
    found = invitations.find(token)
    if found is None:
        return _lost(request)
    response = redirect("invited")
    cookies.put(response, invitations.COOKIE, invitations.carry(found), invitations.SECONDS)
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@ensure_csrf_cookie
def invited(request: HttpRequest) -> HttpResponse:
    """
    Say who invites to what, and let somebody with an account come in.
    """
    viewer = viewer_of(request)
    found = invitations.carried(request.COOKIES.get(invitations.COOKIE))
    if found is None:
        return _lost(request)
    account = viewer.user if viewer.user and not viewer.user.is_guest else None
    context = {"invitation": found, "account": account}
    if request.method != "POST" or account is None:
        return render(request, "teams/invited.html", context)
    try:
        member = invitations.accept(viewer, found)
    except Refused as refused:
        shown = {**context, "problem": refused.sentence}
        return render(request, "teams/invited.html", shown, status=refused.status)
    response = redirect("team", team_id=member.team_id)
    response.delete_cookie(invitations.COOKIE)
    return response


def _lost(request: HttpRequest) -> HttpResponse:
    """
    The one answer to every invitation that leads nowhere, whatever the reason.
    """
    return render(request, "teams/lost.html", status=404)


urlpatterns: list[URLPattern] = [
    path("teams", teams, name="teams"),
    path("teams/<uuid:team_id>", team, name="team"),
    path("invitations", invited, name="invited"),
    path("invitations/<str:token>", invitation, name="invitation"),
]
