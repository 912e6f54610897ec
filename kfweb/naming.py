"""
What one is called, to be changed at any time: by a guest as well, who came to work with others.
"""

from allauth.account.utils import get_next_redirect_url
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from editor.access import person, viewer_of
from kfweb.signup import WithName


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def name(request: HttpRequest) -> HttpResponse:
    """
    Say another name, and be back where one was.
    """
    user = person(viewer_of(request))
    form = WithName(request.POST or None, initial={"name": user.name})
    back = get_next_redirect_url(request)
    if form.is_valid():
        form.signup(request, user)
        return redirect(back or "projects")
    return render(request, "account/name.html", {"form": form, "next": back})
