"""
Sending the picture of a frame.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from editor.media import send
from editor.projects.models import Project
from editor.refusals import Refused
from editor.watching.showing import size_of, still_of
from editor.watching.stills import path_of
from jobs.frames import PictureMissing

NAME = r"(?P<name>[0-9a-f]{64}\.(?:webp|jpg))"
SOON = 1  # seconds


def send_still(request: HttpRequest, project: Project, name: str) -> HttpResponseBase:
    """
    Answer with the picture of a frame that a project shows now; the caller has asked whether the viewer may
    see the project.
    """
    one = still_of(project, name)
    if one is None:
        raise Http404(_("There is no such picture, or it is not drawn yet."))
    try:
        return send(request, path_of(project.pk, one, name, size_of(project)), name)
    except PictureMissing:
        raise Http404(_("There is no such picture, or it is not drawn yet.")) from None
    except Refused as refused:
        answer = HttpResponse(refused.sentence, status=refused.status, content_type="text/plain")
        answer["Retry-After"] = str(SOON)
        return answer
