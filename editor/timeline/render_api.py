"""
Renders, takes and judgements over HTTP.
"""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field, StringConstraints

from editor.access import Action, reach, viewer_of
from editor.lessons import blind
from editor.schemas import LOST, REFUSED, Given, Judgement, Quality, Segment, Trouble
from editor.timeline import history, judgements, renders

router = Router(tags=["renders"])

Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Wish(Given):
    """
    What to render: one shot, or right of some keyframes, or, with neither, everything. `draft` asks for small
    and quick takes. `redo` has finished drawings looked at, and draws those that are missing or broken.
    """

    shot: UUID | None = None
    keyframes: list[UUID] | None = None
    draft: bool = False
    redo: bool = False

    def plain(self) -> renders.Wish:
        """
        The wish as the verbs take it.
        """
        return renders.Wish(self.shot, self.keyframes, self.draft, self.redo)


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
    The render, or none when all was drawn already, and how its segments stand. Left as they are were those
    that are `locked`, and those that were looked at and are `kept`, because all their drawings are there.
    """

    render: RenderValues | None
    segments: dict[str, Segment | None]
    locked: list[UUID]
    kept: list[UUID]


class Estimate(Schema):
    """
    How much there is to do, and how many seconds it takes one worker; `guessed` before anything was drawn.
    """

    segments: int
    drawings: int
    seconds: float
    guessed: bool
    locked: int


class Cancelled(Schema):
    """
    What was stopped: the left keyframes of segments, and of drafts.
    """

    keyframes: list[UUID]
    drafts: list[UUID]


class LineValues(Schema):
    """
    One segment of a render; `settings` is what its keyframe said then, and `to` in it the next keyframe.
    """

    keyframe: str
    key: str
    state: str
    drawings: int
    seconds: float | None
    method: str
    reason: str
    draft: bool
    score: float | None
    error: str
    settings: dict[str, Any] | None


class PastRender(Schema):
    """
    A render as it was asked for, and what came of it.
    """

    id: UUID
    state: str
    made_at: datetime
    finished_at: datetime | None
    by: str
    draft: bool
    engine: str | None
    lines: list[LineValues]


class History(Schema):
    renders: list[PastRender]
    more: bool


class Take(Schema):
    """
    One result of a segment. It `fits` where the present poses could have it.
    """

    key: str
    drawings: int
    times: list[float]
    method: str
    reason: str
    made_at: datetime | None
    by: str
    settings: dict[str, Any] | None
    quality: Quality | None
    ends: tuple[bool, bool] | None
    engine: str | None
    seconds: float | None
    draft: bool
    fits: bool


class Takes(Schema):
    takes: list[Take]


class Opinion(Given):
    """
    What somebody thinks of a take: all of it, for it stands in place of what was said before.
    """

    take: Key
    identity: Literal["yes", "partly", "no"] | None = None
    reasons: list[Annotated[str, StringConstraints(pattern=r"^[a-z_-]{1,24}$")]] = Field([], max_length=12)
    frames: list[Annotated[int, Field(ge=0)]] = Field([], max_length=2000)
    text: str = Field("", max_length=1000)
    verdict: Literal["accepted", "rejected"] | None = None


@router.post(
    "/{uuid:project_id}/renders",
    response={200: Requested, **REFUSED, 429: Trouble},
    summary="Render what is not fresh",
)
def request_render(request: HttpRequest, project_id: UUID, wish: Wish) -> dict[str, Any]:
    viewer = viewer_of(request)
    project = reach(viewer, Action.RENDER, project_id)
    found = renders.request_render(viewer, project, wish.plain())
    render = found.render
    return {
        "render": {"id": render.pk, "state": render.state} if render else None,
        "segments": blind.segments(viewer, project, found.segments),
        "locked": found.locked,
        "kept": found.kept,
    }


@router.get(
    "/{uuid:project_id}/renders", response={200: History, **REFUSED}, summary="What was rendered before"
)
def get_history(request: HttpRequest, project_id: UUID, before: UUID | None = None) -> dict[str, Any]:
    viewer = viewer_of(request)
    project = reach(viewer, Action.VIEW, project_id)
    found = history.history(project, before)
    for render in found["renders"]:
        render["lines"] = blind.hide(viewer, project, render["lines"], "key")
    return found


@router.post(
    "/{uuid:project_id}/renders/estimate",
    response={200: Estimate, **REFUSED},
    summary="How long a render would take",
)
def estimate(request: HttpRequest, project_id: UUID, wish: Wish) -> renders.Estimate:
    return renders.estimate(reach(viewer_of(request), Action.VIEW, project_id), wish.plain())


@router.post(
    "/{uuid:project_id}/renders/cancel",
    response={200: Cancelled, **REFUSED},
    summary="Stop all that you asked for",
)
def cancel_mine(request: HttpRequest, project_id: UUID) -> dict[str, Any]:
    viewer = viewer_of(request)
    return renders.cancel_mine(viewer, reach(viewer, Action.RENDER, project_id))


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
    "/{uuid:project_id}/segments/{uuid:keyframe_id}/takes",
    response={200: Takes, **LOST},
    summary="The takes right of a keyframe",
)
def get_takes(request: HttpRequest, project_id: UUID, keyframe_id: UUID) -> dict[str, Any]:
    viewer = viewer_of(request)
    project = reach(viewer, Action.VIEW, project_id)
    return {"takes": blind.hide(viewer, project, history.takes(project, keyframe_id), "key")}


@router.put(
    "/{uuid:project_id}/segments/{uuid:keyframe_id}/judgement",
    response={200: Judgement, **REFUSED},
    summary="Judge a take",
)
def judge(request: HttpRequest, project_id: UUID, keyframe_id: UUID, opinion: Opinion) -> dict[str, Any]:
    viewer = viewer_of(request)
    project = reach(viewer, Action.JUDGE, project_id)
    values = opinion.model_dump(exclude={"take"})
    return judgements.judge(viewer, project, keyframe_id, opinion.take, values)


@router.get(
    "/{uuid:project_id}/segments/{key}/quality",
    response={200: Measured, **REFUSED},
    summary="All that was measured of a segment",
)
def get_quality(request: HttpRequest, project_id: UUID, key: Path[Key]) -> dict[str, Any]:
    viewer = viewer_of(request)
    project = reach(viewer, Action.VIEW, project_id)
    measured = renders.quality(project, key)
    blind.check(viewer, project, key)
    return measured
