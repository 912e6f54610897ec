"""
Uploads over HTTP: one file per request, so that each has its own progress, refusal and retry.
"""

from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field, StringConstraints

from editor.access import Action, reach, viewer_of
from editor.poses import actions, copies, intake, masks, starter, suggestions
from editor.poses.models import Pose as Row
from editor.projects.models import Project
from editor.schemas import REFUSED, Given, Pose, Trouble

router = Router(tags=["poses"])

Sha = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


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


class Copy(Given):
    """
    The page chooses the id of the new pose, and may name it.
    """

    id: UUID
    name: str | None = Field(None, max_length=120)


class Files(Given):
    """
    Files by the SHA-256 of their bytes.
    """

    files: list[Sha] = Field(max_length=500)


class Known(Schema):
    """
    By file, the poses of the library that came in as it, or had it as a picture.
    """

    poses: dict[str, list[UUID]]


class Starter(Given):
    id: UUID


class Started(Schema):
    """
    The sample's character and two poses of it, as the edit that made them.
    """

    revision: int
    applied: list[dict[str, Any]]


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
    pose = pose_of(project, pose_id)
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
    found = suggestions.suggest_joints(viewer, project, pose_of(project, pose_id), wish.source)
    return {"joints": found.joints, "confidence": found.confidence, "source": wish.source}


@router.post(
    "/{uuid:project_id}/poses/known",
    response={200: Known, **REFUSED},
    summary="Which files the library has already",
)
def known_files(request: HttpRequest, project_id: UUID, wish: Files) -> dict[str, Any]:
    return {"poses": copies.known(reach(viewer_of(request), Action.EDIT, project_id), wish.files)}


@router.post(
    "/{uuid:project_id}/poses/starter",
    response={200: Started, **REFUSED, 507: Trouble},
    summary="Add two poses of the sample",
)
def add_starter(request: HttpRequest, project_id: UUID, wish: Starter) -> dict[str, Any]:
    viewer = viewer_of(request)
    return starter.add_pair(viewer, reach(viewer, Action.EDIT, project_id), wish.id)


@router.post(
    "/{uuid:project_id}/poses/{uuid:pose_id}/copy",
    response={200: Added, **REFUSED, 507: Trouble},
    summary="Add a pose like another",
)
def copy_pose(request: HttpRequest, project_id: UUID, pose_id: UUID, wish: Copy) -> dict[str, Any]:
    viewer = viewer_of(request)
    project = reach(viewer, Action.EDIT, project_id)
    added = copies.copy_pose(viewer, project, pose_of(project, pose_id), wish.id, wish.name)
    return {"revision": added.revision, "pose": added.pose}


def pose_of(project: Project, pose_id: UUID) -> Row:
    """
    A pose of the library, the bin left out.
    """
    found = project.poses.filter(pk=pose_id, deleted_at=None).select_related("picture", "character").first()
    if found is None:
        raise Http404
    return found
