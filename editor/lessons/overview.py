"""
What a teacher sees of a class at work: who has begun, who handed in, and at which step somebody is stuck.

Of works that are not handed in a teacher sees no more than that.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from editor.lessons.checks import Check, standing_of_all
from editor.lessons.models import ClassGroup, Enrolment, Exercise, Submission, Work
from editor.lessons.reviewing import UNREVIEWED, Points, points
from editor.lessons.working import (
    NOT_STARTED,
    is_overdue,
    newest_of,
    newest_submissions,
    published,
    state_of,
)


@dataclass(frozen=True, slots=True)
class Line:
    """
    One learner and one exercise.
    """

    learner: Enrolment
    exercise: Exercise
    work: Work | None = None
    newest: Submission | None = None
    open: list[Check] = field(default_factory=list)

    @property
    def state(self) -> str:
        """
        The word for how far it is.
        """
        return NOT_STARTED if self.work is None else state_of(self.newest)

    @property
    def points(self) -> Points | None:
        """
        The score of the newest attempt, if a review with one is published.
        """
        review = published(self.newest) if self.newest else None
        return points(review, self.exercise.rubric) if review else None

    def overdue(self, now: datetime | None = None) -> bool:
        """
        Whether the time is over and nothing was handed in.
        """
        return is_overdue(self.exercise, self.newest, now or timezone.now())


def of_class(group: ClassGroup) -> dict[Exercise, list[Line]]:
    """
    Every exercise of a class with a line for every learner, in a few queries; where somebody is stuck is not
    looked for.
    """
    exercises = list(group.exercises.filter(deleted_at=None))
    learners = list(group.enrolments.filter(removed_at=None))
    works = Work.objects.filter(exercise__in=exercises, enrolment__in=learners)
    found = {
        (work.exercise_id, work.enrolment_id): work for work in works.prefetch_related(newest_submissions())
    }
    return {
        exercise: [_line(exercise, learner, found.get((exercise.pk, learner.pk))) for learner in learners]
        for exercise in exercises
    }


def of_exercise(exercise: Exercise) -> list[Line]:
    """
    A line for every learner, with the steps that are still to do of works that were begun and not handed in.
    """
    learners = exercise.group.enrolments.filter(removed_at=None)
    works = (
        Work.objects.filter(exercise=exercise)
        .select_related("project")
        .prefetch_related(newest_submissions())
    )
    found = {work.enrolment_id: work for work in works}
    lines = [_line(exercise, learner, found.get(learner.pk)) for learner in learners]
    begun = [line.work for line in lines if line.work is not None and line.newest is None]
    for work in begun:
        work.exercise = exercise
    stuck = standing_of_all(begun) if begun else {}
    for line in lines:
        if line.work is not None and line.work.pk in stuck:
            line.open.extend(stuck[line.work.pk].open)
    return lines


def waiting(group: ClassGroup) -> int:
    """
    How many of a class wait for a review.
    """
    works = Work.objects.filter(
        exercise__group=group,
        exercise__deleted_at=None,
        enrolment__removed_at=None,
        submissions__isnull=False,
    )
    begun = works.distinct().prefetch_related(newest_submissions())
    return sum(state_of(newest_of(work)) in UNREVIEWED for work in begun)


def counts(lines: list[Line]) -> dict[str, int]:
    """
    How many learners are how far.
    """
    return dict(Counter(line.state for line in lines))


def _line(exercise: Exercise, learner: Enrolment, work: Work | None) -> Line:
    return Line(learner, exercise, work, newest_of(work))
