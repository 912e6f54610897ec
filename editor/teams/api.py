"""
Who am I, and have I been shown around.
"""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from editor.access import person, viewer_of
from editor.projects.snapshot import you
from editor.schemas import Trouble, You
from editor.teams.actions import show_around

router = Router(tags=["people"])


@router.get("/me", response={200: You, 401: Trouble}, summary="The one who asks")
def me(request: HttpRequest) -> dict[str, Any]:
    return you(person(viewer_of(request)))


@router.post(
    "/me/toured",
    response={204: None, 401: Trouble},
    summary="I have been shown around, or do not want to be: never offer me the tour again",
)
def toured(request: HttpRequest) -> Status[None]:
    show_around(person(viewer_of(request)))
    return Status(204, None)
