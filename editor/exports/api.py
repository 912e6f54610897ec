"""
Films over HTTP.
"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from editor.access import Action, reach, viewer_of
from editor.exports import actions
from editor.schemas import LOST, REFUSED, Film, Given, Trouble

router = Router(tags=["films"])


class Wish(Given):
    """
    A film of one shot, or of the whole project.
    """

    shot: UUID | None = None


class Asked(Schema):
    export: Film


class NotFresh(Trouble):
    """
    How many segments are not drawn as they stand, and right of which keyframes.
    """

    count: int | None = None
    keyframes: list[str] | None = None
    offer: str | None = None


@router.post(
    "/{uuid:project_id}/exports", response={200: Asked, **REFUSED, 409: NotFresh}, summary="Ask for a film"
)
def request_export(request: HttpRequest, project_id: UUID, wish: Wish) -> dict[str, Any]:
    viewer = viewer_of(request)
    project = reach(viewer, Action.EXPORT, project_id)
    return {"export": actions.shown(actions.request_export(viewer, project, shot=wish.shot))}


@router.get(
    "/{uuid:project_id}/exports/{uuid:export_id}", response={200: Film, **LOST}, summary="How far a film is"
)
def get_export(request: HttpRequest, project_id: UUID, export_id: UUID) -> dict[str, Any]:
    project = reach(viewer_of(request), Action.VIEW, project_id)
    film = project.exports.filter(pk=export_id).first()
    if film is None:
        raise Http404
    return actions.shown(film)
