"""
A pose's pictures over HTTP: replacing one, cutting it, going back to an older one.

Nothing here changes a pose: each answers what an edit sets.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Path, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from editor.access import Action, reach, viewer_of
from editor.poses import intake, versions
from editor.poses.api import Sha, pose_of
from editor.poses.framing import Framing
from editor.poses.models import Pose
from editor.schemas import LOST, REFUSED, Given, Trouble

router = Router(tags=["poses"])


class Cut(Given):
    """
    What is seen of the picture that a pose came in as: a rectangle in shares of its width and height, which
    may reach beyond it, laid over it after it was turned about its middle, in degrees clockwise.
    """

    x: float = Field(0.0, ge=-8, le=8)
    y: float = Field(0.0, ge=-8, le=8)
    width: float = Field(1.0, gt=0, le=16)
    height: float = Field(1.0, gt=0, le=16)
    turn: float = Field(0.0, ge=-360, le=360)


class Frame(Schema):
    x: float
    y: float
    width: float
    height: float
    turn: float


class Version(Schema):
    """
    A picture that a pose has or had. `framing` is how it was cut from `original`; a picture as it came in has
    none.
    """

    sha256: str
    width: int
    height: int
    has_alpha: bool
    original: str
    framing: Frame | None
    made_at: str
    by: str
    present: bool


class Setting(Schema):
    """
    A version of a pose, what an edit of the pose sets to be shown by it, and what to look at then.
    """

    version: Version
    to: dict[str, Any]
    note: str


@router.get(
    "/{uuid:project_id}/poses/{uuid:pose_id}/versions",
    response={200: list[Version], **LOST},
    summary="The pictures that a pose has and had, the newest first",
)
def list_versions(request: HttpRequest, project_id: UUID, pose_id: UUID) -> list[dict[str, Any]]:
    return versions.listed(pose_of(reach(viewer_of(request), Action.VIEW, project_id), pose_id))


@router.post(
    "/{uuid:project_id}/poses/{uuid:pose_id}/versions",
    response={200: Setting, **REFUSED, 413: Trouble, 507: Trouble},
    summary="Upload another picture for a pose",
)
def add_version(
    request: HttpRequest, project_id: UUID, pose_id: UUID, file: File[UploadedFile]
) -> dict[str, Any]:
    viewer = viewer_of(request)
    project = reach(viewer, Action.EDIT, project_id)
    pose = pose_of(project, pose_id)
    intake.check_size(file.size or 0)
    return _set(versions.replace(viewer, project, pose, file.read()), pose)


@router.post(
    "/{uuid:project_id}/poses/{uuid:pose_id}/framing",
    response={200: Setting, **REFUSED, 507: Trouble},
    summary="Cut a pose's picture anew from its original",
)
def frame_pose(request: HttpRequest, project_id: UUID, pose_id: UUID, wish: Cut) -> dict[str, Any]:
    viewer = viewer_of(request)
    project = reach(viewer, Action.EDIT, project_id)
    pose = pose_of(project, pose_id)
    return _set(versions.frame(viewer, project, pose, Framing.of(wish.model_dump())), pose)


@router.post(
    "/{uuid:project_id}/poses/{uuid:pose_id}/versions/{sha256}",
    response={200: Setting, **REFUSED, 507: Trouble},
    summary="What shows a pose by one of its versions",
)
def choose_version(
    request: HttpRequest, project_id: UUID, pose_id: UUID, sha256: Path[Sha]
) -> dict[str, Any]:
    viewer = viewer_of(request)
    project = reach(viewer, Action.EDIT, project_id)
    pose = pose_of(project, pose_id)
    return _set(versions.choose(viewer, project, pose, sha256), pose)


def _set(found: versions.Setting, pose: Pose) -> dict[str, Any]:
    return {"version": versions.shown(found.version, pose), "to": found.to, "note": found.note}
