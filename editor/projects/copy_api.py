"""
Copies over HTTP.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from editor.access import Action, reach, viewer_of
from editor.projects import copying, unsaved
from editor.schemas import REFUSED, Given, Trouble
from editor.timeline.api import Edit, plain

router = Router(tags=["projects"])


class Copy(Given):
    """
    Edits that were not saved any more, to be made in the copy.
    """

    unsaved: list[Edit] = Field([], max_length=500)


class Copied(Schema):
    """
    A copy, whose work it began with, and how many of the unsaved edits are in it.
    """

    id: UUID
    title: str
    credit: str
    url: str
    saved: int


@router.post(
    "/{uuid:project_id}/copy",
    response={201: Copied, **REFUSED, 403: Trouble, 507: Trouble},
    summary="Keep a copy",
)
def copy_project(request: HttpRequest, project_id: UUID, wish: Copy) -> Status[dict[str, Any]]:
    viewer = viewer_of(request)
    project = reach(viewer, Action.COPY, project_id)
    edits = [unsaved.Edit(one.label, [plain(step) for step in one.operations]) for one in wish.unsaved]
    copy, saved = copying.remix(viewer, project, edits)
    url = f"/projects/{copy.pk}"
    return Status(
        201, {"id": copy.pk, "title": copy.title, "credit": copy.credit, "url": url, "saved": saved}
    )
