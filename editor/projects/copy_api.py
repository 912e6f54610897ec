"""
Copies over HTTP.
"""

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from editor.access import Action, reach, viewer_of
from editor.projects import copying, unsaved
from editor.refusals import Refused
from editor.schemas import REFUSED, Given, Trouble
from editor.timeline.api import Edit, plain

router = Router(tags=["projects"])
COPIES = "copy"
"""
How many a person may make: see ACCOUNT_RATE_LIMITS.
"""


class Copy(Given):
    """
    The new project's id, and edits that were not saved any more, to be made in it. Sent again under the same
    id it is one copy.
    """

    id: UUID
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
    response={201: Copied, **REFUSED, 403: Trouble, 413: Trouble, 429: Trouble, 507: Trouble},
    summary="Keep a copy",
)
def copy_project(request: HttpRequest, project_id: UUID, wish: Copy) -> Status[dict[str, Any]]:
    viewer = viewer_of(request)
    project = reach(viewer, Action.COPY, project_id)
    check_pace(request)
    edits = [
        unsaved.Edit(one.id, one.label, [plain(step) for step in one.operations]) for one in wish.unsaved
    ]
    copy, saved = copying.remix(viewer, project, wish.id, edits)
    url = f"/projects/{copy.pk}"
    return Status(
        201, {"id": copy.pk, "title": copy.title, "credit": copy.credit, "url": url, "saved": saved}
    )


def check_pace(request: HttpRequest) -> None:
    """
    Refuse more copies of one person than hands make.
    """
    user = viewer_of(request).user
    if user is not None and not ratelimit.consume(request, action=COPIES, key=str(user.pk)):
        raise Refused(
            "too_fast",
            _("You have made many copies just now. Nothing was copied; try again in a minute."),
            status=429,
        )
