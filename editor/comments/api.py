"""
Comments over HTTP.
"""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field, model_validator

from editor.access import Action, Viewer, reach, viewer_of
from editor.comments import actions
from editor.projects.models import Project
from editor.refusals import Refused
from editor.schemas import LOST, REFUSED, Given, Trouble
from editor.teams.actions import make_guest

COMMENTS = "comment"
"""
How many a person may write: see ACCOUNT_RATE_LIMITS.
"""

router = Router(tags=["comments"])

Frame = Annotated[int, Field(ge=0, le=actions.LAST_FRAME)]
Share = Annotated[float, Field(ge=0, le=1)]


class NewComment(Given):
    """
    A remark on frames of a shot, the end not among them, maybe with a pin in shares of the canvas; or an
    answer in a thread. A guest may say how to be called.
    """

    id: UUID
    text: str
    thread: UUID | None = None
    shot: UUID | None = None
    start: Frame | None = None
    end: Frame | None = None
    pin: tuple[Share, Share] | None = None
    name: str = ""

    @model_validator(mode="after")
    def _has_one_place(self) -> "NewComment":
        if self.thread is not None:
            if (self.shot, self.start, self.end, self.pin) != (None, None, None, None):
                raise ValueError("an answer has no place of its own")
        elif self.shot is None or self.start is None:
            raise ValueError("a comment needs a shot and a start")
        elif self.end is not None and self.end <= self.start:
            raise ValueError("end comes after start")
        return self


class Words(Given):
    text: str


class Resolved(Given):
    resolved: bool


class Comment(Schema):
    """
    What somebody said; `person` tells who it is, `by` how they are called. Where it was taken back, `text` is
    empty.
    """

    id: UUID
    thread: UUID | None
    shot: UUID | None
    start: int | None
    end: int | None
    pin: tuple[float, float] | None
    text: str
    person: UUID | None
    by: str
    is_guest: bool
    made_at: datetime
    edited_at: datetime | None
    resolved_at: datetime | None
    resolved_by: str
    deleted: bool


class Thread(Comment):
    answers: list[Comment]


@router.get("/{uuid:project_id}/comments", response={200: list[Thread], **LOST}, summary="What people say")
def list_comments(request: HttpRequest, project_id: UUID) -> list[dict[str, Any]]:
    return actions.threads(reach(viewer_of(request), Action.VIEW, project_id))


@router.post(
    "/{uuid:project_id}/comments",
    response={201: Comment, **REFUSED, 409: Trouble, 429: Trouble, 507: Trouble},
    summary="Say something about a frame or a range, or answer",
)
def comment(request: HttpRequest, project_id: UUID, wish: NewComment) -> Status[dict[str, Any]]:
    _viewer, project = _commenting(request, project_id)
    _not_too_fast(request)
    remark = _remark(project, wish)
    viewer = _signed(request, wish.name)
    return Status(201, actions.say(viewer, project, wish.id, remark))


@router.patch(
    "/{uuid:project_id}/comments/{uuid:comment_id}",
    response={200: Comment, **REFUSED, 429: Trouble},
    summary="Say what you said in other words",
)
def edit_comment(request: HttpRequest, project_id: UUID, comment_id: UUID, words: Words) -> dict[str, Any]:
    viewer, project = _commenting(request, project_id)
    _not_too_fast(request)
    return actions.edit(viewer, project, comment_id, words.text)


@router.delete(
    "/{uuid:project_id}/comments/{uuid:comment_id}",
    response={204: None, **LOST},
    summary="Take back what you said",
)
def delete_comment(request: HttpRequest, project_id: UUID, comment_id: UUID) -> Status[None]:
    viewer, project = _commenting(request, project_id)
    actions.delete(viewer, project, comment_id)
    return Status(204, None)


@router.post(
    "/{uuid:project_id}/comments/{uuid:comment_id}/resolve",
    response={200: Comment, **REFUSED, 429: Trouble},
    summary="Say that a thread is done with, or is not",
)
def resolve_comment(
    request: HttpRequest, project_id: UUID, comment_id: UUID, wish: Resolved
) -> dict[str, Any]:
    viewer, project = _commenting(request, project_id)
    _not_too_fast(request)
    return actions.resolve(viewer, project, comment_id, resolved=wish.resolved)


def _commenting(request: HttpRequest, project_id: UUID) -> tuple[Viewer, Project]:
    viewer = viewer_of(request)
    return viewer, reach(viewer, Action.COMMENT, project_id)


def _signed(request: HttpRequest, name: str) -> Viewer:
    """
    The viewer as somebody: who came by a link and is nobody becomes a guest of that name.
    """
    viewer, name = viewer_of(request), actions.signature(name)
    if viewer.user is None and not name:
        raise Refused("name_needed", _("Say who you are, then comment: a name is enough."))
    user = viewer.user or make_guest(request)
    actions.sign(user, name)
    return viewer_of(request)


def _remark(project: Project, wish: NewComment) -> actions.Remark:
    if wish.thread is not None:
        return actions.reply(project, wish.thread, wish.text)
    assert wish.shot is not None  # so says the schema
    assert wish.start is not None
    place = actions.Place(wish.shot, wish.start, wish.end or wish.start + 1, wish.pin)
    return actions.remark(project, place, wish.text)


def _not_too_fast(request: HttpRequest) -> None:
    if not ratelimit.consume(request, action=COMMENTS, key=_who(request)):
        raise Refused("too_fast", _("That is too fast. Wait a moment and try again."), status=429)


def _who(request: HttpRequest) -> str:
    """
    Whose comments are counted: a person's, or those of everybody who came by the same link without a name.
    """
    viewer = viewer_of(request)
    return str(viewer.user.pk if viewer.user else viewer.keys[0].link)
