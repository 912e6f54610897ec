"""
Classes: making them, their code, and who is in them.
"""

import secrets
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from editor import quota
from editor.access import Viewer
from editor.lessons import due, fields, limits
from editor.lessons.models import ClassGroup, Enrolment, Exercise
from editor.lessons.reaching import account
from editor.refusals import Refused

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
"""
Letters and figures of a code: none is taken for another, and without vowels they make no words.
"""
CODE_LENGTH = 6


def make(viewer: Viewer, name: str, time_zone: str) -> ClassGroup:
    """
    Make a class with a code to join by.
    """
    teacher = account(viewer)
    quota.check_room(
        ClassGroup.objects.filter(teacher=teacher, deleted_at=None).count(),
        limits.CLASSES_PER_TEACHER,
        _("You have %(most)d classes, the most that one person may have. Bin one first; nothing was made."),
    )
    group = ClassGroup(teacher=teacher, name=fields.class_name(name), time_zone=fields.time_zone(time_zone))
    return _with_new_code(group, group.save)


def edit(group: ClassGroup, said: Mapping[str, Any]) -> ClassGroup:
    """
    Rename a class, close or open it, or move it to another time zone: what is due stays due at the same time
    on the clocks of the class.
    """
    checks = {"name": fields.class_name, "time_zone": fields.time_zone, "closed": bool}
    values = {name: checks[name](value) for name, value in said.items()}
    with transaction.atomic():
        held = ClassGroup.objects.select_for_update().get(pk=group.pk)
        if values.get("time_zone", held.time_zone) != held.time_zone:
            _move(held, values["time_zone"])
        for name, value in values.items():
            setattr(held, name, value)
        held.save(update_fields=list(values))
    return held


def _move(group: ClassGroup, zone: str) -> None:
    for exercise in Exercise.objects.filter(group=group).exclude(due_at=None):
        assert exercise.due_at is not None
        exercise.due_at = due.moment(due.said(exercise.due_at, group.time_zone), zone)
        exercise.save(update_fields=["due_at"])


def new_code(group: ClassGroup) -> ClassGroup:
    """
    Give a class another code; nobody joins by the old one any more.
    """
    return _with_new_code(group, partial(group.save, update_fields=["code"]))


def read_code(text: str) -> str:
    """
    A code as people type it, as it is kept.
    """
    return "".join(c for c in text.upper() if c.isalnum())[:16]


def _with_new_code(group: ClassGroup, save: Callable[[], None]) -> ClassGroup:
    """
    Save a class under a code that no other has.
    """
    while True:
        group.code = "".join(secrets.choice(ALPHABET) for _each in range(CODE_LENGTH))
        try:
            with transaction.atomic():
                save()
        except IntegrityError:
            if not ClassGroup.objects.filter(code=group.code).exists():
                raise
        else:
            return group


def bin_class(group: ClassGroup) -> None:
    """
    Put a class into the bin: its learners no longer see it, and it can be taken out again.
    """
    ClassGroup.objects.filter(pk=group.pk).update(deleted_at=timezone.now())


def restore(group: ClassGroup) -> None:
    """
    Take a class out of the bin.
    """
    ClassGroup.objects.filter(pk=group.pk).update(deleted_at=None)


def learner_in(group: ClassGroup, learner: UUID) -> Enrolment:
    """
    A learner of a class, whether removed or not.
    """
    found = Enrolment.objects.select_related("user").filter(group=group, pk=learner).first()
    if found is None:
        raise Http404
    return found


def remove(enrolment: Enrolment) -> None:
    """
    Shut a class for one of its learners; what they handed in stays.
    """
    Enrolment.objects.filter(pk=enrolment.pk).update(removed_at=timezone.now())


def let_in_again(enrolment: Enrolment) -> None:
    """
    Open a class for a learner who was removed from it.
    """
    with transaction.atomic():
        ClassGroup.objects.select_for_update().get(pk=enrolment.group_id)
        check_seats(enrolment.group)
        Enrolment.objects.filter(pk=enrolment.pk).update(removed_at=None)


def check_seats(group: ClassGroup) -> None:
    """
    Refuse one learner more than a class may have.
    """
    if Enrolment.objects.filter(group=group, removed_at=None).count() >= limits.LEARNERS_PER_CLASS:
        raise Refused(
            "class_full",
            _("This class has %(most)d learners, the most it may have. Nothing was changed.")
            % {"most": limits.LEARNERS_PER_CLASS},
        )
