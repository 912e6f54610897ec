"""
Working on an exercise: beginning, watching, and how far one is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from editor import quota
from editor.access import Viewer
from editor.lessons.checks import Standing, standing_of
from editor.lessons.models import Enrolment, Exercise, Review, Submission, Work
from editor.lessons.wording import worded
from editor.projects import actions as projects
from editor.projects.copying import copy_project
from editor.projects.models import Project
from editor.timeline import renders
from editor.timeline.turn import turn
from jobs.models import Segment

MOST_WATCHED = quota.KEYFRAMES_PER_PROJECT
"""
How many takes of a work are kept count of, as many as it can show at once; the oldest are forgotten.
"""
NOT_STARTED, STARTED, HANDED_IN, LATE = "not_started", "started", "handed_in", "late"


def start(viewer: Viewer, exercise: Exercise, enrolment: Enrolment) -> Work:
    """
    Begin an exercise, once however often it is asked for: with a copy of what the teacher gave to begin with,
    or with nothing.
    """
    works = Work.objects.select_related("project", "exercise__group", "enrolment")
    with turn(enrolment), transaction.atomic():
        get_object_or_404(Enrolment.objects.select_for_update(), pk=enrolment.pk)
        work = works.filter(exercise=exercise, enrolment=enrolment).first()
        if work is None:
            made = Work.objects.create(
                exercise=exercise, enrolment=enrolment, project=_begun(viewer, exercise, enrolment)
            )
            work = works.get(pk=made.pk)
    return work


def _begun(viewer: Viewer, exercise: Exercise, enrolment: Enrolment) -> Project:
    if exercise.starter is not None:
        return copy_project(
            exercise.starter, owner=enrolment.user, kind=Project.Kind.WORK, title=worded(exercise).title
        )
    return projects.create(viewer, worded(exercise).title, kind=Project.Kind.WORK)


def hold(work_id: UUID) -> Work:
    """
    A work, locked until the transaction ends: whatever is watched, handed in, reviewed or erased of it comes
    one after the other.
    """
    return get_object_or_404(Work.objects.select_for_update(), pk=work_id)


def note_watched(work: Work, takes: Iterable[str]) -> Work:
    """
    Count that takes were watched from their first drawing to their last. Only the work's own finished takes
    count, and each once however often it is named.
    """
    named = list(dict.fromkeys(takes))
    done = set(Segment.objects.filter(pk__in=named, state=Segment.State.DONE).values_list("pk", flat=True))
    own = set(standing_of(work).takes.values())  # for others, each has to be looked for
    seen = [one for one in named if one in done and (one in own or renders.shows(work.project, one))]
    if len(seen) < len(named):
        raise Http404
    with transaction.atomic():
        held = hold(work.pk)
        counted = {take: times for take, times in held.watched.items() if take not in seen}
        counted |= {take: held.watched.get(take, 0) + 1 for take in seen}
        work.watched = dict(list(counted.items())[-MOST_WATCHED:])
        work.save(update_fields=["watched"])
    return work


# -- How far one is -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Progress:
    """
    A work with what was handed in of it, the newest first, and whether it may be handed in now.
    """

    work: Work
    standing: Standing
    submissions: Sequence[Submission]

    @property
    def state(self) -> str:
        """
        The word for how far it is.
        """
        return state_of(self.submissions[0] if self.submissions else None)


def progress_of(work: Work) -> Progress:
    """
    How far a work is.
    """
    return Progress(work, standing_of(work), handed_in(work))


def handed_in(work: Work) -> list[Submission]:
    """
    All attempts at a work, the newest first, with their reviews.
    """
    return list(work.submissions.select_related("review").order_by("-attempt"))


def newest_attempts() -> QuerySet[Submission]:
    """
    Of each work the newest attempt with its review, without all that makes it long.
    """
    newer = Submission.objects.filter(work=OuterRef("work"), attempt__gt=OuterRef("attempt"))
    newest = Submission.objects.filter(~Exists(newer)).select_related("review")
    return newest.defer("measures", "judgement", "checks", "review__marks", "review__words")


def with_newest() -> "Prefetch[str]":
    """
    What a query of works fetches for `newest_of`.
    """
    return Prefetch("submissions", newest_attempts(), to_attr="newest")


def newest_of(work: Work | None) -> Submission | None:
    """
    The newest attempt at a work that was fetched `with_newest`.
    """
    return next(iter(getattr(work, "newest", [])), None)


def published(submission: Submission) -> Review | None:
    """
    The review of an attempt that its learner may read.
    """
    review: Review | None = getattr(submission, "review", None)
    return review if review is not None and review.published_at is not None else None


def state_of(newest: Submission | None) -> str:
    """
    The word for a work that was begun, by its newest attempt: what a review says of an older one is outdated.
    """
    if newest is None:
        return STARTED
    review = published(newest)
    if review is not None:
        return str(review.verdict)
    return LATE if newest.late else HANDED_IN


def is_overdue(exercise: Exercise, newest: Submission | None, now: datetime | None = None) -> bool:
    """
    Whether the time is over and nothing was handed in.
    """
    return newest is None and exercise.is_over(now)


def work_on(exercise: Exercise, enrolment_id: UUID) -> Work | None:
    """
    A learner's work on an exercise, if they have begun.
    """
    works = Work.objects.select_related("project", "exercise__group", "enrolment")
    return works.filter(exercise=exercise, enrolment=enrolment_id).first()
