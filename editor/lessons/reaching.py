"""
Who may reach a lesson, a class and what lies in it: the only place that decides.  (`editor.access` decides of
projects, also of those that learners work in and hand in.)

A teacher reaches lessons and classes of their own, a learner the classes they are in and what was given to
these.  For everybody else there is nothing: `Http404`.
"""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from editor.access import Viewer
from editor.lessons.models import ClassGroup, Enrolment, Exercise, Lesson, Submission, Work
from editor.teams import accounts
from editor.teams.models import User

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Seat:
    """
    Where somebody sits in a class: as its teacher, or as a learner under an alias.
    """

    group: ClassGroup
    enrolment: Enrolment | None

    @property
    def role(self) -> str:
        """
        The word for it.
        """
        return "learner" if self.enrolment else "teacher"


def account(viewer: Viewer) -> User:
    """
    The person behind a viewer, who has an account; guests are refused.
    """
    return accounts.account(
        viewer, _("Lessons and classes belong to a teacher with an account. Make one, and try again.")
    )


def lessons_of(viewer: Viewer) -> QuerySet[Lesson]:
    """
    Lessons that somebody wrote, the bin included.
    """
    return Lesson.objects.filter(owner=viewer.user) if viewer.user else Lesson.objects.none()


def own_lesson(viewer: Viewer, lesson_id: UUID, *, binned: bool = False) -> Lesson:
    """
    A lesson, for who wrote it.
    """
    found = lessons_of(viewer).filter(pk=lesson_id, deleted_at__isnull=not binned).first()
    return _found(found)


def readable_lesson(viewer: Viewer, lesson_id: UUID) -> Lesson:
    """
    A lesson, for who wrote it and for learners of the classes that it was given to.
    """
    if (mine := lessons_of(viewer).filter(pk=lesson_id, deleted_at=None).first()) is not None:
        return mine
    given = exercises_in(classes_attended(viewer)).filter(lesson=lesson_id)
    return _found(Lesson.objects.filter(pk__in=given.values("lesson")).first())


def classes_taught(viewer: Viewer) -> QuerySet[ClassGroup]:
    """
    Classes of a teacher, the bin included.
    """
    return ClassGroup.objects.filter(teacher=viewer.user) if viewer.user else ClassGroup.objects.none()


def classes_attended(viewer: Viewer) -> QuerySet[ClassGroup]:
    """
    Classes in which somebody learns.
    """
    if viewer.user is None:
        return ClassGroup.objects.none()
    mine = Enrolment.objects.filter(user=viewer.user, removed_at=None)
    return ClassGroup.objects.filter(pk__in=mine.values("group"), deleted_at=None)


def exercises_in(groups: QuerySet[ClassGroup]) -> QuerySet[Exercise]:
    """
    The exercises of some classes that were not withdrawn.
    """
    return Exercise.objects.filter(group__in=groups.values("pk"), deleted_at=None)


def taught(viewer: Viewer, group_id: UUID, *, binned: bool = False) -> ClassGroup:
    """
    A class, for its teacher.
    """
    return _found(classes_taught(viewer).filter(pk=group_id, deleted_at__isnull=not binned).first())


def seat_in(viewer: Viewer, group_id: UUID) -> Seat:
    """
    A class, and what somebody is in it.
    """
    if (group := classes_taught(viewer).filter(pk=group_id, deleted_at=None).first()) is not None:
        return Seat(group, None)
    group = _found(classes_attended(viewer).filter(pk=group_id).first())
    return Seat(group, Enrolment.objects.get(group=group, user=viewer.user))


def given(viewer: Viewer, exercise_id: UUID) -> tuple[Exercise, Seat]:
    """
    An exercise, and what somebody is in the class that it was given to.
    """
    found = _found(Exercise.objects.filter(pk=exercise_id, deleted_at=None).first())
    seat = seat_in(viewer, found.group_id)
    found.group = seat.group
    return found, seat


def given_by(viewer: Viewer, exercise_id: UUID) -> Exercise:
    """
    An exercise, for the teacher who gave it.
    """
    exercise, seat = given(viewer, exercise_id)
    if seat.enrolment is not None:
        raise Http404
    return exercise


def own_work(viewer: Viewer, work_id: UUID) -> Work:
    """
    A work, for the learner whose it is; no teacher reaches one.
    """
    works = Work.objects.select_related("exercise__group", "exercise__lesson", "enrolment", "project")
    groups = classes_attended(viewer).values("pk")
    return _found(
        works.filter(
            pk=work_id,
            enrolment__user=viewer.user,
            exercise__group__in=groups,
            exercise__deleted_at=None,
        ).first()
        if viewer.user
        else None
    )


def submission(viewer: Viewer, submission_id: UUID) -> tuple[Submission, Seat]:
    """
    What was handed in, for the learner and for the teacher of the class.
    """
    found = _found(
        Submission.objects.filter(pk=submission_id, work__exercise__deleted_at=None)
        .select_related("work__exercise__group", "work__enrolment", "project")
        .first()
    )
    seat = seat_in(viewer, found.work.exercise.group_id)
    if seat.enrolment is not None and seat.enrolment.pk != found.work.enrolment_id:
        raise Http404
    return found, seat


def reviewable(viewer: Viewer, submission_id: UUID) -> Submission:
    """
    What was handed in, for the teacher who reviews it.
    """
    found, seat = submission(viewer, submission_id)
    if seat.enrolment is not None:
        raise Http404
    return found


def id_of(text: str) -> UUID:
    """
    A text as the id of something.
    """
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _found(row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row
