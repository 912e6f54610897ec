"""
Giving a lesson to a class as an exercise.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editor import quota
from editor.lessons import fields, limits
from editor.lessons.builtin import BuiltIn
from editor.lessons.due import Due, moment
from editor.lessons.models import ClassGroup, Exercise, Lesson


def give(
    group: ClassGroup, lesson: Lesson | BuiltIn, *, due: Due | None = None, attempts: int = 0, late: str = ""
) -> Exercise:
    """
    Give a lesson to a class. What it asks for is kept as it is now, also what learners begin with. One that
    comes with the studio stays that, so that each learner reads it in their own language.
    """
    quota.check_room(
        group.exercises.filter(deleted_at=None).count(),
        limits.EXERCISES_PER_CLASS,
        _("This class has %(most)d exercises, the most it may have. Withdraw one first; nothing was given."),
    )
    return Exercise.objects.create(
        group=group,
        **_source(lesson),
        due_at=moment(due, group.time_zone) if due else None,
        attempts=fields.attempts(attempts),
        late=late or Exercise.Late.MARKED,
        **{name: getattr(lesson, name) for name in ("title", "brief", "checks", "rubric")},
    )


def _source(lesson: Lesson | BuiltIn) -> dict[str, Any]:
    if isinstance(lesson, BuiltIn):
        return {"built_in": lesson.name}
    return {"lesson": lesson, "starter": lesson.starter}


def edit(exercise: Exercise, said: Mapping[str, Any]) -> Exercise:
    """
    Change when an exercise is due, how often it may be handed in, and what happens to what is late. What was
    handed in stays as late as it was.
    """
    values = dict(said)
    if "due" in values:
        due = values.pop("due")
        values["due_at"] = moment(due, exercise.group.time_zone) if due else None
    if "attempts" in values:
        values["attempts"] = fields.attempts(values["attempts"])
    with transaction.atomic():
        held = Exercise.objects.select_for_update().get(pk=exercise.pk)
        for name, value in values.items():
            setattr(held, name, value)
        held.save(update_fields=list(values))
    held.group = exercise.group
    return held


def withdraw(exercise: Exercise) -> None:
    """
    Take an exercise back: nobody sees it any more, and nothing that was made for it is removed.
    """
    Exercise.objects.filter(pk=exercise.pk).update(deleted_at=timezone.now())
