"""
Uploads over HTTP: one file per request, so that each has its own progress, refusal and retry.
"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from editor.access import Action, reach, viewer_of
from editor.poses import actions, intake, masks, suggestions
from editor.poses.models import Pose as Row
from editor.projects.models import Project
from editor.schemas import REFUSED, Given, Pose, Trouble

router = Router(tags=["poses"])


class Upload(Given):
    """
    The page chooses the pose's id: the same upload sent again is not added again.
    """

    id: UUID
    is_plate: bool = False


class Added(Schema):
    revision: int
    pose: Pose


class Mask(Schema):
    """
    The name of a mask, to be set as a pose's.
    """

    sha256: str


class Source(Given):
    """
    The marked pose that joints are carried over from.
    """

    source: UUID = Field(alias="from")


class Suggestion(Schema):
    """
    Joints as shares of the pose's picture, how sure each is from 0 to 1, and where they were taken from.
    """

    joints: list[tuple[float, float]]
    confidence: list[float]
    source: UUID = Field(serialization_alias="from")


@router.post(
    "/{uuid:project_id}/poses",
    response={200: Added, **REFUSED, 413: Trouble, 507: Trouble},
    summary="Add a picture to the library",
)
def add_pose(
    request: HttpRequest, project_id: UUID, file: File[UploadedFile], wish: Form[Upload]
) -> dict[str, Any]:
    viewer = viewer_of(request)
    project = reach(viewer, Action.EDIT, project_id)
    intake.check_size(file.size or 0)
    added = actions.add_pose(viewer, project, wish.id, file.name or "", file.read(), is_plate=wish.is_plate)
    return {"revision": added.revision, "pose": added.pose}


@router.post(
    "/{uuid:project_id}/poses/{uuid:pose_id}/mask",
    response={200: Mask, **REFUSED, 413: Trouble, 507: Trouble},
    summary="Upload a mask for a pose",
)
def add_mask(
    request: HttpRequest, project_id: UUID, pose_id: UUID, file: File[UploadedFile]
) -> dict[str, Any]:
    viewer = viewer_of(request)
    project = reach(viewer, Action.EDIT, project_id)
    pose = _pose(project, pose_id)
    intake.check_size(file.size or 0)
    return {"sha256": masks.add_mask(viewer, project, pose, file.read()).sha256}


@router.post(
    "/{uuid:project_id}/poses/{uuid:pose_id}/suggest",
    response={200: Suggestion, **REFUSED, 429: Trouble},
    by_alias=True,
    summary="Suggest joints for a pose",
)
def suggest_joints(request: HttpRequest, project_id: UUID, pose_id: UUID, wish: Source) -> dict[str, Any]:
    viewer = viewer_of(request)
    project = reach(viewer, Action.EDIT, project_id)
    found = suggestions.suggest_joints(viewer, project, _pose(project, pose_id), wish.source)
    return {"joints": found.joints, "confidence": found.confidence, "source": wish.source}


def _pose(project: Project, pose_id: UUID) -> Row:
    """
    A pose of the library, the bin left out.
    """
    found = project.poses.filter(pk=pose_id, deleted_at=None).select_related("picture", "character").first()
    if found is None:
        raise Http404
    return found
