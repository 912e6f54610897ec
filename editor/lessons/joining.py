"""
Joining a class by its code, and coming back to it in another browser.

A learner needs no account: an alias, and three words that are told once.  Guessing is slow: wrong codes are
counted for each address, wrong words for each address and each alias.  Right ones are not, so that a whole
school can join from behind one address.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from allauth.core import ratelimit
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from editor import quota
from editor.access import viewer_of
from editor.decoy import decoy
from editor.lessons import fields, limits
from editor.lessons.classes import check_seats, read_code
from editor.lessons.folding import folded
from editor.lessons.models import ClassGroup, Enrolment
from editor.lessons.words import new_words, read_words
from editor.projects.models import Project
from editor.refusals import Refused
from editor.teams.actions import make_guest, sign_in
from editor.teams.models import User

CODES, RETURNS = "class_code", "come_back"
"""
What is counted: see ACCOUNT_RATE_LIMITS.
"""


@dataclass(frozen=True, slots=True)
class Joined:
    """
    A learner in a class, and the words that they come back by, where these are new.
    """

    enrolment: Enrolment
    words: list[str] | None = None


def join(request: HttpRequest, code: str, alias: str, *, other: bool = False) -> Joined:
    """
    Become a learner of a class; who is one already is answered as the first time.

    `other` makes somebody new of a browser in which somebody else has been at work.
    """
    with _counted(request, CODES):
        group = _open_class(code, ClassGroup.objects.all())
    alias = fields.alias(alias)
    user = None if other else viewer_of(request).user
    if user is not None and (known := _seat_of(user, group, alias)) is not None:
        return Joined(known)
    words = new_words() if user is None or user.is_guest else None
    kept = make_password(" ".join(words)) if words else ""  # slow, so outside of the transaction
    with transaction.atomic():
        group = _open_class(code, ClassGroup.objects.select_for_update())  # it may have been closed meanwhile
        if user is not None and (known := _seat_of(user, group, alias)) is not None:
            return Joined(known)
        check_seats(group)
        _check_alias(group, alias)
        _check_classes(user)
        learner = user or make_guest(request)
        made = Enrolment.objects.create(group=group, user=learner, alias=alias, return_hash=kept)
    return Joined(made, words)


def come_back(request: HttpRequest, code: str, alias: str, words: str, *, other: bool = False) -> Enrolment:
    """
    Sign this browser in as the learner who has these words. Every wrong is one answer, and takes as long.
    """
    key = f"{read_code(code)} {folded(alias)}"
    with _counted(request, RETURNS, key):
        found = _returning(code, alias)
        fits = check_password(read_words(words), found.return_hash if found else decoy())
        if found is None or not fits:
            raise Refused(
                "wrong",
                _("No learner fits this code, alias and words. Look at all three, or ask your teacher."),
            )
    user = viewer_of(request).user
    if user != found.user:
        if not other:
            _check_left_behind(user)
        sign_in(request, found.user)
    return found


def new_return_words(enrolment: Enrolment) -> list[str]:
    """
    Other words to come back by, for a learner who asks; the old ones are of no use any more.
    """
    if not enrolment.user.is_guest:
        raise Refused(
            "has_account", _("You come back by signing in with your account. You need no words for that.")
        )
    words = new_words()
    Enrolment.objects.filter(pk=enrolment.pk).update(return_hash=make_password(" ".join(words)))
    return words


def _open_class(code: str, classes: QuerySet[ClassGroup]) -> ClassGroup:
    found = classes.filter(code=read_code(code), closed=False, deleted_at=None).first()
    if found is None:
        raise _no_class()
    return found


def _no_class() -> Refused:
    return Refused(
        "no_class",
        _("No class takes learners by this code. Look at the code again, or ask your teacher for a new one."),
    )


def _seat_of(user: User, group: ClassGroup, alias: str) -> Enrolment | None:
    """
    What somebody is in a class already; another alias may mean that somebody else sits at the same browser.
    """
    if group.teacher_id == user.pk:
        raise Refused("you_teach", _("This is a class of yours. Learners join it by this code."))
    known = Enrolment.objects.filter(group=group, user=user).first()
    if known is None:
        return None
    if known.removed_at is not None:
        raise _no_class()
    if known.folded != folded(alias):
        raise Refused(
            "you_are_in",
            _("In this browser %(alias)s is in this class. Go on as %(alias)s, or join as somebody else.")
            % {"alias": known.alias},
            alias=known.alias,
        )
    return known


def _check_alias(group: ClassGroup, alias: str) -> None:
    wanted = folded(alias)
    if not wanted:
        raise Refused("alias", _("An alias needs a letter or a figure that can be seen."))
    if Enrolment.objects.filter(group=group, folded=wanted).exists():
        raise Refused("alias_taken", _("Somebody in this class has that alias already. Choose another."))


def _check_classes(user: User | None) -> None:
    if user is not None:
        quota.check_room(
            Enrolment.objects.filter(user=user, removed_at=None).count(),
            limits.CLASSES_PER_LEARNER,
            _("You are in %(most)d classes, the most that one learner may be in. Nothing was changed."),
        )


def _returning(code: str, alias: str) -> Enrolment | None:
    """
    The guest who may come back under an alias; who has an account signs in with that.
    """
    learners = Enrolment.objects.filter(
        group__code=read_code(code),
        group__deleted_at=None,
        folded=folded(alias),
        removed_at=None,
        user__is_guest=True,
        user__is_active=True,
    )
    return learners.exclude(return_hash="").select_related("user", "group").first()


def _check_left_behind(user: User | None) -> None:
    """
    A guest's own projects are reached from this browser alone: signing in as somebody else would lose them.
    """
    if user is None or not user.is_guest:
        return
    if Project.objects.filter(owner=user, sample=False, deleted_at=None).stories().exists():
        raise Refused(
            "guest_has_work",
            _(
                "You made projects in this browser without an account, and would not find them again. Make "
                "an account first to keep them, or go on without them."
            ),
        )


@contextmanager
def _counted(request: HttpRequest, action: str, key: str | None = None) -> Iterator[None]:
    """
    Count what is refused inside, and refuse at once where too much was.
    """
    if not ratelimit.consume(request, action=action, key=key, dry_run=True):
        raise Refused(
            "too_fast",
            _("That was wrong too often. Wait a quarter of an hour and try again, or ask your teacher."),
            status=429,
        )
    try:
        yield
    except Refused:
        ratelimit.consume(request, action=action, key=key)
        raise
