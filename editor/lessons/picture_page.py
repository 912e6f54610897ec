"""
The pictures of lessons, for who may read these.
"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, re_path
from django.views.decorators.http import require_GET

from editor.access import viewer_of
from editor.lessons.reaching import readable_lesson
from editor.media import send
from editor.poses.pictures import poster_path


@require_GET
def picture(request: HttpRequest, lesson_id: UUID, sha: str) -> HttpResponseBase:
    """
    A picture of a lesson, as large as a page shows it.
    """
    lesson = readable_lesson(viewer_of(request), lesson_id)
    if not lesson.pictures.filter(picture=sha).exists():
        raise Http404
    return send(request, poster_path(sha), f"{sha}-lesson")


_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
urlpatterns: list[URLPattern] = [
    re_path(
        rf"^lessons/(?P<lesson_id>{_UUID})/pictures/(?P<sha>[0-9a-f]{{64}})\.webp$",
        picture,
        name="lesson_picture",
    ),
]
