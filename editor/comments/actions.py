"""
Saying something about frames, answering, resolving, and taking it back.

Comments are no edits: undo never touches them. Who may comment may also resolve; who may share the project
may remove what others said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _n

from editor import quota
from editor.access import Action, Viewer, can, grant_of, person
from editor.comments.models import Comment
from editor.projects.models import Project
from editor.refusals import Refused
from editor.teams.models import User
from editor.timeline.checks import prose, text
from jobs import progress

LONGEST = 2000
LAST_FRAME = 10_000_000
_said = prose(_n("The comment"), LONGEST)
signature = text(_n("The name"), 80, empty=True)
"""
A name as one signs with it; empty for who gives none.
"""

Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """
    Where in a project a comment is: frames of a shot from 0, the end not among them, and maybe a pin, in
    shares of the canvas.
    """

    shot: UUID
    start: int
    end: int
    pin: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """
    What is to be said and where: it may be, whoever says it.
    """

    text: str
    where: Mapping[str, Any]

    def is_said_in(self, one: Comment) -> bool:
        """
        Whether a comment says the same in the same place.
        """
        return one.text == self.text and all(getattr(one, name) == to for name, to in self.where.items())


def threads(project: Project) -> list[Told]:
    """
    All that was said and not taken back, in the order of the film, with what is about deleted shots at the
    end; each with its answers, the oldest first.
    """
    said = list(project.comments.all())
    answers: dict[UUID, list[Comment]] = {}
    for one in said:
        if one.thread_id is not None and one.deleted_at is None:
            answers.setdefault(one.thread_id, []).append(one)
    heads = [one for one in said if one.thread_id is None and (one.deleted_at is None or one.pk in answers)]
    shots = project.shots.filter(deleted_at=None).values_list("pk", flat=True)
    film: dict[UUID | None, int] = {shot: place for place, shot in enumerate(shots)}
    heads.sort(key=lambda one: (film.get(one.shot_id, len(film)), one.start, one.made_at))
    return [{**shown(one), "answers": [shown(other) for other in answers.get(one.pk, ())]} for one in heads]


def sign(user: User, name: str) -> None:
    """
    Have a guest be called by a signature; who has an account is called as their account says.
    """
    if user.is_guest and name and name != user.name:
        _call(user, name)


def remark(project: Project, place: Place, text: str) -> Remark:
    """
    What begins a thread.
    """
    if not project.shots.filter(pk=place.shot, deleted_at=None).exists():
        raise Refused("gone", _("The shot is gone: it was deleted since. Nothing was said."))
    x, y = place.pin or (None, None)
    where = {"shot_id": place.shot, "start": place.start, "end": place.end, "x": x, "y": y}
    return _remark(project, text, {"thread_id": None, **where})


def reply(project: Project, thread: UUID, text: str) -> Remark:
    """
    What answers in a thread.
    """
    if not project.comments.filter(pk=thread, thread=None).exists():
        raise Refused("gone", _("That comment is gone: it was deleted since. Nothing was said."))
    return _remark(project, text, {"thread_id": thread})


def _remark(project: Project, text: str, where: Mapping[str, Any]) -> Remark:
    if project.comments.count() >= quota.COMMENTS_PER_PROJECT:
        raise Refused(
            "too_many",
            _("This project has %(most)d comments, the most that it may have. Nothing was said.")
            % {"most": quota.COMMENTS_PER_PROJECT},
            status=507,
        )
    return Remark(_words(text), where)


def say(viewer: Viewer, project: Project, key: UUID, remark: Remark) -> Told:
    """
    Say it. Sent twice under one id it is there once; an id is never taken for something else.
    """
    author = person(viewer)
    try:
        with transaction.atomic():
            made = Comment.objects.create(
                id=key,
                project=project,
                text=remark.text,
                author=author,
                name=author.shown_name,
                is_guest=author.is_guest,
                link_id=grant_of(viewer, project).link,
                **remark.where,
            )
            _tell(made)
    except IntegrityError:
        made = _own(viewer, project, key)
        if not remark.is_said_in(made):
            raise Refused(
                "exists",
                _("Something else was said under this id. That stays, and nothing was added."),
                status=409,
            ) from None
    return shown(made)


def edit(viewer: Viewer, project: Project, key: UUID, text: str) -> Told:
    """
    Say it in other words; only who said it may.
    """
    with transaction.atomic():
        mine = _own(viewer, project, key)
        mine.text, mine.edited_at = _words(text), timezone.now()
        mine.save(update_fields=["text", "edited_at"])
        _tell(mine)
    return shown(mine)


def delete(viewer: Viewer, project: Project, key: UUID) -> None:
    """
    Take back what one said oneself, or remove what another said from a project that one may share. Answers
    stay.
    """
    with transaction.atomic():
        moderates = can(viewer, Action.MODERATE, project)
        found = _there(project, key) if moderates else _own(viewer, project, key)
        found.deleted_at, found.text = timezone.now(), ""
        found.save(update_fields=["deleted_at", "text"])
        _tell(found)


def resolve(viewer: Viewer, project: Project, key: UUID, *, resolved: bool) -> Told:
    """
    Say that a thread is done with, or is not.
    """
    who = person(viewer)
    with transaction.atomic():
        thread = _there(project, key)
        if thread.thread_id is not None:
            raise Refused("invalid", _("An answer is resolved with its thread. Nothing was changed."))
        thread.resolved_at = timezone.now() if resolved else None
        thread.resolved_by = who.shown_name if resolved else ""
        thread.save(update_fields=["resolved_at", "resolved_by"])
        _tell(thread)
    return shown(thread)


def shown(one: Comment) -> Told:
    """
    A comment as pages read it. Where it was taken back, only that is told.
    """
    return {
        "id": str(one.pk),
        "thread": str(one.thread_id) if one.thread_id else None,
        "shot": str(one.shot_id) if one.shot_id else None,
        "start": one.start,
        "end": one.end,
        "pin": None if one.x is None else [one.x, one.y],
        "text": one.text,
        "person": str(one.author_id) if one.author_id else None,
        "by": one.name,
        "is_guest": one.is_guest,
        "made_at": one.made_at.isoformat(),
        "edited_at": _iso(one.edited_at),
        "resolved_at": _iso(one.resolved_at),
        "resolved_by": one.resolved_by,
        "deleted": one.deleted_at is not None,
    }


def hand_over(guest: User, account: User) -> None:
    """
    Count what a guest said as said by the account that they made; it stays signed as it was. An account
    without a name is called as the guest was.
    """
    Comment.objects.filter(author=guest).update(author=account)
    if guest.name and not account.name:
        _call(account, guest.name)


def _call(user: User, name: str) -> None:
    user.name = name
    user.save(update_fields=["name"])


def _there(project: Project, key: UUID) -> Comment:
    found = project.comments.select_for_update().filter(pk=key, deleted_at=None).first()
    if found is None:
        raise Http404(_("There is no such comment."))
    return found


def _own(viewer: Viewer, project: Project, key: UUID) -> Comment:
    with transaction.atomic():
        found = _there(project, key)
    if viewer.user is None or found.author_id != viewer.user.pk:
        raise Http404(_("There is no such comment."))
    return found


def _words(text: str) -> str:
    said: str = _said(text)
    if not said:
        raise Refused("invalid", _("There is nothing in this comment. Write something first."))
    return said


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _tell(one: Comment) -> None:
    event = {"type": "comment", "comment": shown(one)}
    transaction.on_commit(partial(progress.publish, f"project.{one.project_id}", event))
