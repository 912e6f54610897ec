"""
A project's bin over HTTP. What lies there is put back by an edit.
"""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from editor.access import Action, reach, viewer_of
from editor.bin import contents
from editor.schemas import LOST

router = Router(tags=["bin"])


class Named(Schema):
    """
    A row: its kind and id.
    """

    on: str
    id: UUID


class Entry(Schema):
    """
    What one act of deleting put into the bin. `needs` must come back before `rows`; `count` are the keyframes
    that come back with it; `by` is empty where it is not known.
    """

    on: str
    rows: list[Named]
    needs: list[Named]
    name: str
    pictures: list[str]
    count: int
    deleted_at: datetime
    by: str


class Bin(Schema):
    entries: list[Entry]


@router.get(
    "/{uuid:project_id}/bin", response={200: Bin, **LOST}, summary="What was deleted, the newest first"
)
def get_bin(request: HttpRequest, project_id: UUID) -> dict[str, list[contents.Entry]]:
    return {"entries": contents.contents(reach(viewer_of(request), Action.VIEW, project_id))}
