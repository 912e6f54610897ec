"""
Reels over HTTP.
"""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from editor.access import Action, reach, viewer_of
from editor.schemas import LOST
from editor.watching.values import reel_values

router = Router(tags=["films"])


class ReelShot(Schema):
    """
    A shot that has frames, and where in the film it lies.
    """

    id: UUID
    name: str
    start: int
    length: int
    poster: str


class ReelRun(Schema):
    """
    Frames that show one picture in one way. Where they are not `exact` they show something else than a film
    would: an earlier take or, where they are `missing`, the key before.
    """

    start: int
    frames: int
    picture: str
    kind: Literal["key", "breakdown", "in-between", "hold", "background", "missing"]
    exact: bool


class ReelKey(Schema):
    """
    A frame that somebody posed.
    """

    frame: int
    kind: Literal["key", "breakdown"]


class Reel(Schema):
    """
    What a project shows, frame by frame, counted through all of its shots from 0. `first_frame` is what
    people read there. A picture's address never shows anything else. `may` is what the one who asks may do.
    """

    id: UUID
    revision: int
    title: str
    credit: str
    shared_by: str
    frozen_at: datetime | None
    size: tuple[int, int]
    rate: tuple[int, int]
    first_frame: int
    length: int
    shots: list[ReelShot]
    runs: list[ReelRun]
    keys: list[ReelKey]
    poster: str | None
    may: list[str]


@router.get(
    "/{uuid:project_id}/reel", response={200: Reel, **LOST}, summary="What a project shows, frame by frame"
)
def get_reel(request: HttpRequest, project_id: UUID) -> dict[str, Any]:
    viewer = viewer_of(request)
    return reel_values(viewer, reach(viewer, Action.VIEW, project_id))
