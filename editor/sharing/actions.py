"""
Making links, changing what they say, giving them a new address, and revoking them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple, TypedDict, Unpack
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from editor import quota
from editor.access import Action, Viewer, can
from editor.projects.copying import freeze
from editor.projects.models import Project
from editor.refusals import Refused
from editor.sharing.models import ShareLink
from editor.sharing.telling import tell
from editor.sharing.tokens import hash_of, hint_of, new_token
from editor.teams.models import User

SHORTEST_PASSWORD, LONGEST_PASSWORD = 6, 128
Level = ShareLink.Level


class Told(NamedTuple):
    """
    A link and its token, which nobody can be told a second time.
    """

    link: ShareLink
    token: str


class Says(TypedDict, total=False):
    """
    What can be said of a link: an empty password, or no end, takes away what there was.
    """

    name: str
    level: str
    password: str
    download: bool
    expires_at: datetime | None


def links_of(project: Project) -> QuerySet[ShareLink]:
    """
    The links of a project that are not revoked, the newest first; each with the number of comments that were
    left on its frozen copy.
    """
    left = Count("frozen__comments", filter=Q(frozen__comments__deleted_at=None))
    links = project.links.filter(revoked_at=None).select_related("made_by")
    return links.annotate(comments=left).order_by("-made_at")


def make(viewer: Viewer, project: Project, *, frozen: bool = False, **says: Unpack[Says]) -> Told:
    """
    Make a link to a project as it goes on, or to how it is now.
    """
    link, token = ShareLink(made_by=viewer.user), new_token()
    if frozen and says.get("level") == Level.EDIT:
        raise _never_edited()
    _say(link, says)
    _address(link, token)
    with _held(viewer, project) as held:
        quota.check_room(
            links_of(held).count(),
            quota.LINKS_PER_PROJECT,
            _("This project has %(most)d links, the most that it may have. Revoke one that is not needed."),
        )
        if frozen:
            link.frozen = freeze(held, Project.Kind.FROZEN, held.owner, held.team)
        link.project = held
        link.save(force_insert=True)
    return Told(_listed(link), token)


def change(viewer: Viewer, project: Project, link_id: UUID, **says: Unpack[Says]) -> ShareLink:
    """
    Say something else of a link. Who opened it before has to give a new password as everybody else.
    """
    with _held(viewer, project):
        link = _locked(project, link_id)
        if link.frozen_id and says.get("level") == Level.EDIT:
            raise _never_edited()
        _say(link, says)
        if says.get("password"):
            link.generation += 1
        link.save()
        tell(project)
    return _listed(link)


def renew(viewer: Viewer, project: Project, link_id: UUID) -> Told:
    """
    Give a link a new address: whoever knows or has opened the old one is a stranger again.
    """
    token = new_token()
    with _held(viewer, project):
        link = _locked(project, link_id)
        _address(link, token)
        link.generation += 1
        link.save()
        tell(project)
    return Told(_listed(link), token)


def revoke(viewer: Viewer, project: Project, link_id: UUID) -> None:
    """
    Shut a link for good, also in pages that are open by it.
    """
    with _held(viewer, project):
        link = _locked(project, link_id)
        link.revoked_at = timezone.now()
        link.generation += 1
        link.save()
        tell(project)


def hand_over(guest: User, account: User) -> None:
    """
    Let an account stand where a guest made links.
    """
    ShareLink.objects.filter(made_by=guest).update(made_by=account)


@contextmanager
def _held(viewer: Viewer, project: Project) -> Iterator[Project]:
    """
    The project, which nobody edits or moves meanwhile, for somebody who may share it still.
    """
    with transaction.atomic():
        held = Project.objects.select_for_update().filter(pk=project.pk).first()
        if held is None or not can(viewer, Action.SHARE, held):
            raise Http404(_("There is nothing at this address that you can see."))
        yield held


def _listed(link: ShareLink) -> ShareLink:
    """
    A link as it is in the list.
    """
    return links_of(link.project).get(pk=link.pk)


def _locked(project: Project, link_id: UUID) -> ShareLink:
    link = ShareLink.objects.select_for_update().filter(project=project, pk=link_id, revoked_at=None).first()
    if link is None:
        raise Http404(_("There is no such link."))
    return link


def _address(link: ShareLink, token: str) -> None:
    link.token_hash, link.hint = hash_of(token), hint_of(token)


def _say(link: ShareLink, says: Says) -> None:
    if "name" in says:
        link.name = says["name"].strip()
    if "level" in says:
        link.level = says["level"]
    if "download" in says:
        link.download = says["download"]
    if "expires_at" in says:
        link.expires_at = _ahead(says["expires_at"])
    if "password" in says:
        link.password = _kept(says["password"])


def _ahead(end: datetime | None) -> datetime | None:
    if end is not None and end <= timezone.now():
        raise Refused("over", _("That day is over already. Nothing was changed; choose a later one."))
    return end


def _kept(password: str) -> str:
    """
    What is kept of a password; nothing where there is none.
    """
    if password and not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Refused(
            "password_length",
            _("A link's password has %(least)d to %(most)d characters. Nothing was changed; choose another.")
            % {"least": SHORTEST_PASSWORD, "most": LONGEST_PASSWORD},
        )
    return make_password(password) if password else ""


def _never_edited() -> Refused:
    return Refused(
        "frozen_is_not_edited",
        _("How a project was is never edited. Nothing was changed; let the link comment, or show it live."),
    )
