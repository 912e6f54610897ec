"""
What was handed in, and reviews, as pages read them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from editor.access import Viewer
from editor.lessons import blind, reviewing, working
from editor.lessons.checks import told
from editor.lessons.models import Review, Submission
from editor.lessons.reaching import Seat
from editor.lessons.showing_works import asked, attempt, due_of
from editor.timeline import judgements

Values = dict[str, Any]


def queued(submission: Submission) -> Values:
    """
    What was handed in, in the teacher's queue.
    """
    kept: Review | None = getattr(submission, "review", None)
    return {
        "id": submission.pk,
        "alias": submission.work.enrolment.alias,
        "attempt": submission.attempt,
        "handed_in_at": submission.handed_in_at,
        "late": submission.late,
        "state": working.state_of(submission),
        "project": submission.project_id,
        "reviewed": "" if kept is None else "draft" if kept.published_at is None else "published",
    }


def submission(viewer: Viewer, found: Submission, seat: Seat) -> Values:
    """
    What was handed in, with everything that a review needs: for the teacher with drafts of reviews, for the
    learner as far as these are published.
    """
    exercise_ = found.work.exercise
    exercise_.group = seat.group
    attempts = working.handed_in(found.work)
    newest = attempts[0]
    reviews = {one.pk: _review_for(seat, one, exercise_.rubric) for one in attempts}
    learner = found.work.enrolment
    return {
        **attempt(found, newest),
        "role": seat.role,
        "exercise": {"id": exercise_.pk, **asked(exercise_)},
        "learner": {"id": learner.pk, "alias": learner.alias},
        "due": due_of(exercise_),
        "state": working.state_of(next(one for one in attempts if one.pk == found.pk)),
        "checklist": told(found.checks),
        "judgement": found.judgement or None,
        "judgements": judgements.of_project(found.project),
        "measures": blind.hide(viewer, found.project, found.measures, "take"),
        "review": reviews[found.pk],
        "attempts": [{**attempt(one, newest), "review": reviews[one.pk]} for one in attempts],
    }


def _review_for(seat: Seat, submission: Submission, rubric: Sequence[Any]) -> Values | None:
    kept: Review | None = getattr(submission, "review", None)
    if kept is None or (seat.enrolment is not None and kept.published_at is None):
        return None
    return review(kept, rubric)


def review(found: Review, rubric: Sequence[Any]) -> Values:
    """
    A review.
    """
    points = reviewing.points(found, rubric)
    names: Iterable[str] = ("scores", "words", "marks", "identity", "verdict", "published_at", "changed_at")
    return {**{name: getattr(found, name) for name in names}, "points": asdict(points) if points else None}
