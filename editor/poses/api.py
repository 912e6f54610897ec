"""
Uploads over HTTP: one file per request, so that each has its own progress, refusal and retry.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from editor.access import Action, reach, viewer_of
from editor.poses import actions, intake
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
