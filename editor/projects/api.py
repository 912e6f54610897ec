"""
Projects over HTTP.
"""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from editor.access import Action, reach, viewer_of
from editor.projects import actions
from editor.projects.models import Project
from editor.projects.snapshot import cards, project_values, snapshot
from editor.schemas import LOST, REFUSED, Film, Given, Judgement, Pose, Segment, Trouble, You

router = Router(tags=["projects"])


class NewProject(Given):
    title: str = ""
    width: int = 1280
    height: int = 720
    rate: tuple[int, int] = (24, 1)
    sample: bool = False


class Card(Schema):
    """
    A project as the list shows it.
    """

    id: UUID
    title: str
    url: str
    changed_at: datetime
    shot_count: int
    seconds: float
    poster_url: str | None
    states: dict[str, int]


class ProjectValues(Schema):
    id: UUID
    title: str
    width: int
    height: int
    rate: tuple[int, int]
    sample: bool
    first_frame: int


class Shot(Schema):
    id: UUID
    name: str
    order: str
    plate: UUID | None
    ground: str
    loop: bool


class Track(Schema):
    """
    A row of keyframes in a shot; the lowest is drawn first, behind the others.
    """

    id: UUID
    shot: UUID
    name: str
    order: str
    character: UUID | None
    hidden: bool
    locked: bool


class Marker(Schema):
    """
    A named place of a shot: a frame, or a range of so many frames as it is long.
    """

    id: UUID
    shot: UUID
    frame: int
    length: int
    name: str
    colour: Literal["key", "ok", "fail", "accent", "machine"]


class Limb(Schema):
    """
    A part that moves by itself, and the joints that its bones end in.
    """

    name: str
    joints: list[str]


class Skeleton(Schema):
    """
    Joints by name, and what each hangs on; one hangs on nothing.
    """

    names: list[str]
    parents: dict[str, str]
    limbs: dict[str, list[str]] | None = None


class Character(Schema):
    """
    Who poses show. The limbs follow from the skeleton.
    """

    id: UUID
    name: str
    skeleton: Skeleton
    limbs: list[Limb]
    colour: str | None
    card: UUID | None


class Breakdown(Schema):
    """
    A pose of the skeleton between two keys.
    """

    u: float
    joints: list[tuple[float, float]]


class Keyframe(Schema):
    """
    A pose at a frame, and what is asked of the way to the next one. Places are shares of the canvas.
    """

    id: UUID
    shot: UUID
    track: UUID
    pose: UUID
    frame: int
    hold: int
    method: str
    ease: str
    curve: list[float] | None
    exposure: int
    chart: list[float] | None
    arc: float
    stop: bool
    turns: dict[str, int]
    planted: list[str]
    pins: list[tuple[float, float, float, float]]
    breakdowns: list[Breakdown]
    hint: str
    note: str
    seed: int | None
    locked: bool
    locked_by: str
    locker: UUID | None


class Method(Schema):
    name: str
    label: str


class Engine(Schema):
    methods: list[Method]
    seconds_per_drawing: float


class Level(Schema):
    """
    What the one who asks is to a project, and may do with it now.
    """

    role: str
    may: list[str]


class Snapshot(Schema):
    """
    A project as it stands.  `segments` goes by the id of the left keyframe.
    """

    revision: int
    you: You
    level: Level
    project: ProjectValues
    characters: list[Character]
    shots: list[Shot]
    tracks: list[Track]
    poses: list[Pose]
    keyframes: list[Keyframe]
    markers: list[Marker]
    segments: dict[str, Segment]
    judgements: list[Judgement]
    exports: list[Film]
    engine: Engine


@router.get("", response={200: list[Card], 401: Trouble}, summary="Your projects, the newest first")
def list_projects(request: HttpRequest, *, binned: bool = False) -> list[dict[str, Any]]:
    mine = Project.objects.of(viewer_of(request)).stories().filter(deleted_at__isnull=not binned)
    return cards(list(mine))


@router.post(
    "",
    response={201: ProjectValues, 401: Trouble, 422: Trouble, 507: Trouble},
    summary="Make an empty project, or one with the sample",
)
def create_project(request: HttpRequest, wish: NewProject) -> Status[dict[str, Any]]:
    viewer = viewer_of(request)
    if wish.sample:
        project = actions.create_sample(viewer)
    else:
        project = actions.create(viewer, wish.title, wish.width, wish.height, wish.rate)
    return Status(201, project_values(project))


@router.get("/{uuid:project_id}", response={200: Snapshot, **LOST}, summary="Everything of a project")
def get_project(request: HttpRequest, project_id: UUID) -> dict[str, Any]:
    viewer = viewer_of(request)
    return snapshot(viewer, reach(viewer, Action.VIEW, project_id))


@router.delete("/{uuid:project_id}", response={204: None, **LOST}, summary="Move a project to the bin")
def bin_project(request: HttpRequest, project_id: UUID) -> Status[None]:
    actions.bin_project(reach(viewer_of(request), Action.BIN, project_id))
    return Status(204, None)


@router.post(
    "/{uuid:project_id}/restore", response={204: None, **REFUSED}, summary="Take a project out of the bin"
)
def restore_project(request: HttpRequest, project_id: UUID) -> Status[None]:
    actions.restore(reach(viewer_of(request), Action.RESTORE, project_id))
    return Status(204, None)
