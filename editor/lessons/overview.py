"""
What a teacher sees of a class at work: who has begun, who handed in, and at which step somebody is stuck.

Of works that are not handed in a teacher sees no more than that.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, prefetch_related_objects
from django.utils import timezone

from editor.lessons.checks import Check, standing_of_all
from editor.lessons.models import ClassGroup, Enrolment, Exercise, Submission, Work
from editor.lessons.reviewing import Points, points
from editor.lessons.working import (
    NOT_STARTED,
    is_overdue,
    newest_attempts,
    newest_of,
    published,
    state_of,
    with_newest,
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


def of_class(group: ClassGroup) -> tuple[list[Enrolment], dict[Exercise, list[Line]]]:
    """
    The learners of a class, and its exercises with a line for each of them, in a few queries; where somebody
    is stuck is not looked for.
    """
    learners = _learners_of(group)
    return learners, _lines(learners, list(group.exercises.filter(deleted_at=None)))


def of_exercise(exercise: Exercise) -> list[Line]:
    """
    A line for every learner; where somebody is stuck is not looked for.
    """
    return _lines(_learners_of(exercise.group), [exercise])[exercise]


def stuck_in(exercise: Exercise) -> list[Line]:
    """
    A line for every learner, with the steps that are still to do of works that were begun and not handed in.
    """
    lines = of_exercise(exercise)
    begun = [line.work for line in lines if line.work is not None and line.newest is None]
    prefetch_related_objects(begun, "project")
    for work in begun:
        work.exercise = exercise
    stuck = standing_of_all(begun) if begun else {}
    for line in lines:
        if line.work is not None and line.work.pk in stuck:
            line.open.extend(stuck[line.work.pk].open)
    return lines


def waiting(groups: Iterable[ClassGroup]) -> dict[UUID, int]:
    """
    How much of some classes waits for a review.
    """
    newest = newest_attempts().filter(
        work__exercise__group__in=groups,
        work__exercise__deleted_at=None,
        work__enrolment__removed_at=None,
        review__published_at=None,
    )
    return dict(newest.values_list("work__exercise__group").annotate(Count("pk")).order_by())


def counts(lines: list[Line]) -> dict[str, int]:
    """
    How many learners are how far.
    """
    return dict(Counter(line.state for line in lines))


def _learners_of(group: ClassGroup) -> list[Enrolment]:
    return list(group.enrolments.filter(removed_at=None))


def _lines(learners: list[Enrolment], exercises: list[Exercise]) -> dict[Exercise, list[Line]]:
    works = Work.objects.filter(exercise__in=exercises, enrolment__in=learners)
    found = {(one.exercise_id, one.enrolment_id): one for one in works.prefetch_related(with_newest())}
    return {
        exercise: [
            Line(learner, exercise, work := found.get((exercise.pk, learner.pk)), newest_of(work))
            for learner in learners
        ]
        for exercise in exercises
    }
