"""
Edits and renders over HTTP.
"""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field, StringConstraints

from editor.access import Action, reach, viewer_of
from editor.schemas import LOST, REFUSED, Given, Quality, Segment, Trouble
from editor.timeline import actions, renders, ways

router = Router(tags=["timeline"])

Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Operation(Given):
    """
    One step of an edit.  `was` is a guard: a property that holds something else is left alone.
    """

    do: Literal["set", "create", "delete", "restore"]
    on: Literal["project", "character", "shot", "pose", "keyframe"]
    id: UUID
    to: dict[str, Any] | None = None
    was: dict[str, Any] | None = None


class Edit(Given):
    """
    A batch of operations, applied whole or not at all, once however often it is sent.
    """

    id: UUID
    label: str = Field("", max_length=500)
    operations: list[Operation]


class Skipped(Schema):
    """
    What an operation left alone, and why.
    """

    index: int
    property: str | None
    sentence: str


class Answer(Schema):
    """
    What an edit came to: the operations as they now hold, and those that take them back.
    """

    revision: int
    applied: list[dict[str, Any]]
    inverse: list[dict[str, Any]]
    skipped: list[Skipped]
    segments: dict[str, Segment | None]


class Refusal(Trouble):
    """
    The operation that cannot be, and what to send instead.
    """

    index: int | None = None
    fix: dict[str, Any] | None = None


class Wish(Given):
    """
    What to render: one shot, or right of some keyframes, or, with neither, everything.
    """

    shot: UUID | None = None
    keyframes: list[UUID] | None = None


class Stand(Schema):
    """
    Where a segment's figure is at one drawing: its joints as shares of the canvas.
    """

    u: float
    joints: list[tuple[float, float]]


class Way(Schema):
    """
    The figure at each drawing of a segment; nothing where both keys are not marked.
    """

    frames: list[Stand]


class Part(Schema):
    """
    Measures of all drawings together and of each, and what the part counts for in the whole.
    """

    measures: dict[str, float | None]
    drawings: dict[str, list[float | None]]
    weight: float | None = None


class Measured(Quality):
    """
    All that was measured of a segment's drawings: of the whole picture, the figure and the scenery, and the
    share of the figure's mesh that is turned over and the change of its area, by drawing.
    """

    alarms: list[tuple[float, float]] = []
    parts: dict[str, Part | None] = {}


class RenderValues(Schema):
    id: UUID
    state: str


class Requested(Schema):
    """
    The render, or none when all was drawn already, and how its segments stand.
    """

    render: RenderValues | None
    segments: dict[str, Segment | None]


@router.post(
    "/{uuid:project_id}/ops",
    response={200: Answer, **LOST, 413: Refusal, 422: Refusal},
    summary="Edit a project",
)
def edit(request: HttpRequest, project_id: UUID, batch: Edit) -> actions.Applied:
    viewer = viewer_of(request)
    project = reach(viewer, Action.EDIT, project_id)
    operations = [_plain(operation) for operation in batch.operations]
    return actions.apply_batch(viewer, project, batch.id, batch.label, operations)


@router.post(
    "/{uuid:project_id}/renders",
    response={200: Requested, **REFUSED, 429: Trouble},
    summary="Render what is not fresh",
)
def request_render(request: HttpRequest, project_id: UUID, wish: Wish) -> dict[str, Any]:
    viewer = viewer_of(request)
    project = reach(viewer, Action.RENDER, project_id)
    found = renders.request_render(viewer, project, shot=wish.shot, keyframes=wish.keyframes)
    render = found.render
    return {
        "render": {"id": render.pk, "state": render.state} if render else None,
        "segments": found.segments,
    }


@router.post(
    "/{uuid:project_id}/renders/{uuid:render_id}/cancel",
    response={204: None, **REFUSED},
    summary="Stop a render",
)
def cancel_render(request: HttpRequest, project_id: UUID, render_id: UUID) -> Status[None]:
    renders.cancel_render(reach(viewer_of(request), Action.RENDER, project_id), render_id)
    return Status(204, None)


@router.post(
    "/{uuid:project_id}/segments/{key}/cancel", response={204: None, **REFUSED}, summary="Stop one segment"
)
def cancel_segment(request: HttpRequest, project_id: UUID, key: Path[Key]) -> Status[None]:
    renders.cancel_segment(reach(viewer_of(request), Action.RENDER, project_id), key)
    return Status(204, None)


@router.get(
    "/{uuid:project_id}/segments/{uuid:keyframe_id}/path",
    response={200: Way, **LOST},
    summary="The figure's way right of a keyframe",
)
def get_path(request: HttpRequest, project_id: UUID, keyframe_id: UUID) -> dict[str, Any]:
    return {"frames": ways.way(reach(viewer_of(request), Action.VIEW, project_id), keyframe_id)}


@router.get(
    "/{uuid:project_id}/segments/{key}/quality",
    response={200: Measured, **REFUSED},
    summary="All that was measured of a segment",
)
def get_quality(request: HttpRequest, project_id: UUID, key: Path[Key]) -> dict[str, Any]:
    return renders.quality(reach(viewer_of(request), Action.VIEW, project_id), key)


def _plain(operation: Operation) -> dict[str, Any]:
    """
    An operation as the verbs take it: ids as text, and only the parts that were sent.
    """
    parts = operation.model_dump(exclude_unset=True)
    return {**parts, "id": str(operation.id)}
