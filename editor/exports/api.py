"""
Films over HTTP.
"""

from typing import Annotated, Any, Self
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Schema
from pydantic import Field, model_validator

from editor.access import Action, reach, viewer_of
from editor.exports import actions
from editor.schemas import LOST, REFUSED, Film, Given, Trouble

router = Router(tags=["films"])

Frame = Annotated[int, Field(ge=0, le=200_000)]


class Wish(Given):
    """
    A film of one shot, of a part of one from a frame (stored, from 0) up to another, or of the whole project.
    """

    shot: UUID | None = None
    span: tuple[Frame, Frame] | None = None

    @model_validator(mode="after")
    def _has_a_shot(self) -> Self:
        if self.span is not None and (self.shot is None or self.span[0] >= self.span[1]):
            raise ValueError("a span is a part of a shot, and its first frame comes before its end")
        return self


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
    film = actions.request_export(viewer, project, shot=wish.shot, span=wish.span)
    return {"export": actions.shown(film)}


@router.get(
    "/{uuid:project_id}/exports/{uuid:export_id}", response={200: Film, **LOST}, summary="How far a film is"
)
def get_export(request: HttpRequest, project_id: UUID, export_id: UUID) -> dict[str, Any]:
    project = reach(viewer_of(request), Action.EXPORT, project_id)
    film = project.exports.filter(pk=export_id).first()
    if film is None:
        raise Http404
    return actions.shown(film)
