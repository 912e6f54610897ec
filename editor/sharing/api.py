"""
A project's links over HTTP, for those who may share it.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal, cast
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import Field

from editor.access import Action, reach, viewer_of
from editor.projects.models import Project
from editor.schemas import REFUSED, Given, Trouble
from editor.sharing import actions
from editor.sharing.embedding import embed_html
from editor.sharing.models import ShareLink
from editor.zones import end_of, zone_of

router = Router(tags=["links"])

Level = Literal["view", "comment", "edit"]
Name = Annotated[str, Field(max_length=80)]


class Until(Given):
    """
    The last day of something, as it is called in a time zone by its name, like Asia/Seoul.
    """

    date: date
    zone: str


class NewLink(Given):
    level: Level = "view"
    frozen: bool = False
    name: Name = ""
    until: Until | None = None
    password: str = ""
    download: bool = True


class ChangedLink(Given):
    """
    What is left out stays; no end and an empty password take away what there was.
    """

    level: Level = "view"
    name: Name = ""
    until: Until | None = None
    password: str = ""
    download: bool = True


class Link(Schema):
    """
    A link as its project's owner sees it: of its address no more than the first letters of the token. `shows`
    is the project at its end; where that is a frozen copy, so many `comments` were left there.
    """

    id: UUID
    name: str
    level: Level
    frozen: bool
    hint: str
    password: bool
    download: bool
    expires_at: datetime | None
    expired: bool
    made_at: datetime
    made_by: str
    used_at: datetime | None
    uses: int
    shows: UUID
    comments: int


class Sharing(Schema):
    """
    Who else may see a project: the people of its team, and whoever has one of its links.
    """

    team: str | None
    links: list[Link]


class ToldLink(Link):
    """
    A link with its address, which is told this once; links to watch without a password can be embedded.
    """

    url: str
    embed: str | None


@router.get(
    "/{uuid:project_id}/links", response={200: Sharing, **REFUSED}, summary="Who else may see a project"
)
def list_links(request: HttpRequest, project_id: UUID) -> dict[str, Any]:
    project = _shared(request, project_id)
    return {
        "team": project.team.name if project.team else None,
        "links": [_shown(link) for link in actions.links_of(project)],
    }


@router.post(
    "/{uuid:project_id}/links",
    response={201: ToldLink, 507: Trouble, **REFUSED},
    summary="Make a link: its address is told this once",
)
def make_link(request: HttpRequest, project_id: UUID, wish: NewLink) -> Status[dict[str, Any]]:
    project = _shared(request, project_id)
    told = actions.make(viewer_of(request), project, frozen=wish.frozen, **_says(wish, {"frozen"}))
    return Status(201, _told(request, told))


@router.patch(
    "/{uuid:project_id}/links/{uuid:link_id}",
    response={200: Link, **REFUSED},
    summary="Say something else of a link",
)
def change_link(request: HttpRequest, project_id: UUID, link_id: UUID, wish: ChangedLink) -> dict[str, Any]:
    project = _shared(request, project_id)
    return _shown(actions.change(viewer_of(request), project, link_id, **_says(wish)))


@router.post(
    "/{uuid:project_id}/links/{uuid:link_id}/renew",
    response={200: ToldLink, **REFUSED},
    summary="Give a link a new address; the old one opens nothing any more",
)
def renew_link(request: HttpRequest, project_id: UUID, link_id: UUID) -> dict[str, Any]:
    return _told(request, actions.renew(viewer_of(request), _shared(request, project_id), link_id))


@router.delete(
    "/{uuid:project_id}/links/{uuid:link_id}", response={204: None, **REFUSED}, summary="Revoke a link"
)
def revoke_link(request: HttpRequest, project_id: UUID, link_id: UUID) -> Status[None]:
    actions.revoke(viewer_of(request), _shared(request, project_id), link_id)
    return Status(204, None)


def _shared(request: HttpRequest, project_id: UUID) -> Project:
    return reach(viewer_of(request), Action.SHARE, project_id)


def _says(wish: NewLink | ChangedLink, but: set[str] | None = None) -> actions.Says:
    says: dict[str, Any] = wish.model_dump(exclude_unset=True, exclude={"until", *(but or ())})
    if "until" in wish.model_fields_set:
        until = wish.until
        says["expires_at"] = end_of(until.date, zone_of(until.zone)) if until else None
    return cast("actions.Says", says)


def _shown(link: ShareLink) -> dict[str, Any]:
    return {
        "id": link.pk,
        "name": link.name,
        "level": link.level,
        "frozen": link.frozen_id is not None,
        "hint": link.hint,
        "password": bool(link.password),
        "download": link.download,
        "expires_at": link.expires_at,
        "expired": link.expires_at is not None and link.expires_at <= timezone.now(),
        "made_at": link.made_at,
        "made_by": link.made_by.shown_name if link.made_by else "",
        "used_at": link.used_at,
        "uses": link.uses,
        "shows": link.frozen_id or link.project_id,
        "comments": link.comments,  # type: ignore[attr-defined]
    }


def _told(request: HttpRequest, told: actions.Told) -> dict[str, Any]:
    link, token = told
    return {
        **_shown(link),
        "url": request.build_absolute_uri(reverse("link", args=[token])),
        "embed": embed_html(request, link, token),
    }
