"""
Reviewing what learners hand in: a draft that is saved on every change, then a verdict that they read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editor.access import Viewer, person
from editor.lessons import fields, limits
from editor.lessons.handing_in import tell
from editor.lessons.models import Exercise, Review, Submission
from editor.lessons.working import hold, newest_attempts, state_of
from editor.refusals import Refused
from editor.timeline.checks import invalid

WAITING, LATE, ALL = "waiting", "late", "all"
UNREVIEWED = ("handed_in", "late")
"""
The states in which a teacher has something to do.
"""


@dataclass(frozen=True, slots=True)
class Points:
    """
    The levels that were given, together, and the most that could be.
    """

    got: int
    of: int


def queue(exercise: Exercise) -> dict[str, list[Submission]]:
    """
    What is to be reviewed, the oldest first, of each learner the newest attempt: what waits, what is late
    whether it waits or not, and all.
    """
    found = newest_attempts().filter(work__exercise=exercise, work__enrolment__removed_at=None)
    newest = list(found.select_related("work__enrolment").order_by("handed_in_at", "pk"))
    waiting = [one for one in newest if state_of(one) in UNREVIEWED]
    return {WAITING: waiting, LATE: [one for one in newest if one.late], ALL: newest}


def save(viewer: Viewer, submission: Submission, said: Mapping[str, Any]) -> Review:
    """
    Keep a review as it is written: all of it, in place of what was there.
    """
    values = {
        "scores": fields.scores(said["scores"], submission.work.exercise.rubric),
        "words": fields.words(said["words"]),
        "marks": _marks(said["marks"]),
        "identity": said["identity"],
    }
    with transaction.atomic():
        review = _draft(viewer, submission)
        for name, value in values.items():
            setattr(review, name, value)
        review.save()
    return review


def publish(viewer: Viewer, submission: Submission, verdict: str) -> Review:
    """
    Let the learner read a review, with its verdict.
    """
    with transaction.atomic():
        review = _draft(viewer, submission)
        review.verdict, review.published_at = verdict, timezone.now()
        review.save()
        tell(submission.work)
    return review


def reopen(submission: Submission) -> Review:
    """
    Take a published review back: it is a draft again, which its learner does not see.
    """
    with transaction.atomic():
        hold(submission.work_id)
        review = Review.objects.filter(submission=submission).first()
        if review is None or review.published_at is None:
            raise Refused("not_published", _("This review is a draft. There is nothing to take back."))
        review.published_at = None
        review.save()
        tell(submission.work)
    return review


def _draft(viewer: Viewer, submission: Submission) -> Review:
    """
    The review of an attempt, if it is still being written. Nothing is handed in until it is kept.
    """
    hold(submission.work_id)
    review = Review.objects.filter(submission=submission).first() or Review(submission=submission)
    if review.published_at is not None:
        raise Refused(
            "published",
            _("This review is published: the learner has read it. Nothing was changed; take it back first."),
        )
    review.reviewer = person(viewer)
    return review


def points(review: Review, rubric: Sequence[Mapping[str, Any]]) -> Points | None:
    """
    The score of a review; None where nothing was scored.
    """
    given = [score for score in review.scores if score is not None]
    return Points(sum(given), sum(len(row["levels"]) for row in rubric)) if given else None


def _marks(marks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    if len(marks) > limits.MARKS_PER_REVIEW:
        raise invalid(
            _("A review has %(most)d marks at most; got %(count)d.")
            % {"most": limits.MARKS_PER_REVIEW, "count": len(marks)}
        )
    return [{**mark, "text": fields.mark_words(mark["text"])} for mark in marks]
