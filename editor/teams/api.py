"""
Who am I.
"""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from editor.access import person, viewer_of
from editor.projects.snapshot import you
from editor.schemas import Trouble, You

router = Router(tags=["people"])


@router.get("/me", response={200: You, 401: Trouble}, summary="The one who asks")
def me(request: HttpRequest) -> dict[str, Any]:
    return you(person(viewer_of(request)))
