"""
Exercises and works as pages read them.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils import timezone

from editor.lessons import due, handing_in, overview, working
from editor.lessons.models import Exercise, Submission, Work
from editor.lessons.reaching import Seat
from editor.lessons.text import html_of
from editor.lessons.wording import worded
from editor.refusals import Refused
from editor.timeline.models import Batch, Judgement

Values = dict[str, Any]


def due_of(exercise: Exercise) -> Values | None:
    """
    When an exercise is due.
    """
    if exercise.due_at is None:
        return None
    zone = exercise.group.time_zone
    said = due.said(exercise.due_at, zone)
    return {
        "at": exercise.due_at,
        "date": said.date,
        "time": f"{said.time:%H:%M}" if said.time else None,
        "zone": zone,
    }


def exercise(found: Exercise, seat: Seat) -> Values:
    """
    An exercise; for a learner with their work, if they have begun.
    """
    own = working.work_on(found, seat.enrolment.pk) if seat.enrolment else None
    return {
        "id": found.pk,
        "role": seat.role,
        "group": {"id": seat.group.pk, "name": seat.group.name, "time_zone": seat.group.time_zone},
        "lesson": found.lesson_id,
        "built_in": found.built_in,
        "due": due_of(found),
        "overdue": found.is_over(),
        "given_at": found.given_at,
        "late": found.late,
        "work": work(own) if own else None,
        **asked(found),
    }


def asked(found: Exercise) -> Values:
    """
    What an exercise asks for.
    """
    words = worded(found)
    return {
        "title": words.title,
        "brief": words.brief,
        "brief_html": html_of(words.brief),
        "checks": found.checks,
        "rubric": words.rubric,
        "attempts": found.attempts,
    }


def work(found: Work) -> Values:
    """
    A work, for its learner.
    """
    progress, now = working.progress_of(found), timezone.now()
    earlier = progress.submissions
    newest = earlier[0] if earlier else None
    why_not = _why_not(progress, now)
    return {
        "id": found.pk,
        "exercise": found.exercise_id,
        "project": found.project_id,
        "state": progress.state,
        "checklist": [asdict(check) for check in progress.standing.checks],
        "watched": found.watched,
        "attempt": newest.attempt if newest else 0,
        "attempts_left": handing_in.attempts_left(found.exercise, earlier),
        "may_hand_in": not why_not,
        "why_not": why_not,
        "would_be_late": handing_in.is_late(found.exercise, earlier, now),
        "changed": newest is None or _is_changed(progress, newest),
        "submissions": [attempt(one, newest) for one in earlier],
    }


def _is_changed(progress: working.Progress, newest: Submission) -> bool:
    """
    Whether anything was edited, drawn or said since the newest attempt.
    """
    since, project = newest.handed_in_at, progress.work.project_id
    shown = {measure["take"] for measure in newest.measures}
    return (
        set(progress.standing.takes.values()) != shown
        or Batch.objects.filter(project=project, made_at__gt=since).exists()
        or Judgement.objects.filter(keyframe__shot__project=project, changed_at__gt=since).exists()
    )


def _why_not(progress: working.Progress, now: datetime) -> str:
    try:
        handing_in.check_may(progress.work.exercise, progress.submissions, now)
    except Refused as refused:
        return refused.sentence
    return next((check.sentence for check in progress.standing.open), "")


def attempt(submission: Submission, newest: Submission | None) -> Values:
    """
    What was handed in, and the verdict on it that its learner may read.
    """
    review = working.published(submission)
    return {
        "id": submission.pk,
        "attempt": submission.attempt,
        "handed_in_at": submission.handed_in_at,
        "late": submission.late,
        "project": submission.project_id,
        "verdict": review.verdict if review else "",
        "outdated": newest is not None and newest.attempt > submission.attempt,
    }


def line(found: overview.Line) -> Values:
    """
    How far a learner is, for their teacher.
    """
    newest, points = found.newest, found.points
    return {
        "learner": found.learner.pk,
        "alias": found.learner.alias,
        "state": found.state,
        "late": newest is not None and newest.late,
        "overdue": found.overdue(),
        "started_at": found.work.started_at if found.work else None,
        "open": [asdict(check) for check in found.open],
        "attempt": newest.attempt if newest else 0,
        "submission": newest.pk if newest else None,
        "handed_in_at": newest.handed_in_at if newest else None,
        "points": asdict(points) if points else None,
    }
