"""
Edits, and how a segment will look, over HTTP.
"""

from dataclasses import replace
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from editor.access import Action, reach, viewer_of
from editor.lessons import blind
from editor.schemas import LOST, REFUSED, Given, Segment, Trouble
from editor.timeline import actions, matching, preflight, previews, ways

router = Router(tags=["timeline"])


class Operation(Given):
    """
    One step of an edit.  `was` is a guard: a property that holds something else is left alone.
    """

    do: Literal["set", "create", "delete", "restore"]
    on: Literal["project", "character", "shot", "track", "pose", "keyframe", "marker"]
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


class Look(Given):
    """
    Which drawings of a segment to preview: at which places between its keys (without any, at its own), how
    large at most, and with which operations that are not made yet.
    """

    times: list[Annotated[float, Field(ge=0, le=1)]] = Field([], max_length=previews.MOST_DRAWINGS)
    width: int = Field(480, ge=16, le=480)
    operations: list[Operation] = Field([], max_length=previews.MOST_OPERATIONS)


class Check(Schema):
    """
    One thing that was looked at in a pair of keys, how it stands, and what helps.
    """

    code: str
    level: Literal["good", "look", "trouble"]
    numbers: dict[str, float | bool | str]
    sentence: str
    advice: str
    act: str | None
    poses: list[UUID]


class Preflight(Schema):
    """
    All that was looked at; `level` is the worst of it.
    """

    level: Literal["good", "look", "trouble"]
    checks: list[Check]


class Match(Schema):
    """
    What would lay a pose on another: it is scaled and turned about the canvas' middle, clockwise in degrees,
    then shifted by shares of the canvas.
    """

    scale: float
    turn: float
    x: float
    y: float
    how: Literal["scenery", "joints", "figures", "nothing"]


@router.post(
    "/{uuid:project_id}/ops",
    response={200: Answer, **LOST, 413: Refusal, 422: Refusal, 429: Trouble},
    summary="Edit a project",
)
def edit(request: HttpRequest, project_id: UUID, batch: Edit) -> actions.Applied:
    viewer = viewer_of(request)
    project = reach(viewer, Action.EDIT, project_id)
    actions.check_pace(viewer)
    operations = [plain(operation) for operation in batch.operations]
    applied = actions.apply_batch(viewer, project, batch.id, batch.label, operations)
    return replace(applied, segments=blind.segments(viewer, project, applied.segments))


@router.get(
    "/{uuid:project_id}/segments/{uuid:keyframe_id}/path",
    response={200: Way, **LOST},
    summary="The figure's way right of a keyframe",
)
def get_path(request: HttpRequest, project_id: UUID, keyframe_id: UUID) -> dict[str, Any]:
    return {"frames": ways.way(reach(viewer_of(request), Action.VIEW, project_id), keyframe_id)}


@router.post(
    "/{uuid:project_id}/segments/{uuid:keyframe_id}/preview",
    response={200: None, 204: None, **LOST, 422: Trouble, 429: Trouble},
    summary="Preview the drawings right of a keyframe, in one picture",
)
def preview(request: HttpRequest, project_id: UUID, keyframe_id: UUID, look: Look) -> HttpResponse:
    viewer = viewer_of(request)
    project = reach(viewer, Action.VIEW, project_id)
    edits = [plain(operation) for operation in look.operations]
    try:
        found = previews.preview(viewer, project, keyframe_id, look.times, longest=look.width, edits=edits)
    except previews.NothingToShow as why:
        # A page that drags comes upon this all the time; an error would fill its console.
        return HttpResponse(status=204, headers={"Kf-Why": str(why)})
    width, height = found.cell
    headers = {
        "Cache-Control": "no-store",
        "Kf-Cell": f"{width}x{height}",
        "Kf-Columns": str(found.columns),
        "Kf-Method": found.method,
    }
    return HttpResponse(found.packed, content_type=found.content_type, headers=headers)


@router.get(
    "/{uuid:project_id}/segments/{uuid:keyframe_id}/preflight",
    response={200: Preflight, **REFUSED, 429: Trouble},
    summary="What is to be said about a pair of keys before it is rendered",
)
def get_preflight(request: HttpRequest, project_id: UUID, keyframe_id: UUID) -> dict[str, Any]:
    viewer = viewer_of(request)
    return preflight.preflight(viewer, reach(viewer, Action.VIEW, project_id), keyframe_id)


@router.get(
    "/{uuid:project_id}/segments/{uuid:keyframe_id}/match",
    response={200: Match, **REFUSED, 429: Trouble},
    summary="What would lay the next key's pose on this one's",
)
def get_match(request: HttpRequest, project_id: UUID, keyframe_id: UUID) -> Any:
    viewer = viewer_of(request)
    return matching.match(viewer, reach(viewer, Action.VIEW, project_id), keyframe_id)


def plain(operation: Operation) -> dict[str, Any]:
    """
    An operation as the verbs take it: ids as text, and only the parts that were sent.
    """
    parts = operation.model_dump(exclude_unset=True)
    return {**parts, "id": str(operation.id)}
