"""
Classes as pages read them.
"""

from typing import Any

from django.db.models import Prefetch

from editor.access import Viewer
from editor.lessons import limits, overview, reviewing, working
from editor.lessons.models import ClassGroup, Enrolment, Exercise, Work
from editor.lessons.reaching import Seat, classes_attended, classes_taught
from editor.lessons.showing_works import due_of, over

Values = dict[str, Any]


def listed(viewer: Viewer, *, binned: bool = False) -> Values:
    """
    The classes that somebody teaches, or those in their bin, and those that they learn in.
    """
    mine = classes_taught(viewer).filter(deleted_at__isnull=not binned)
    own = Enrolment.objects.filter(user=viewer.user)
    attended_ = classes_attended(viewer).prefetch_related(Prefetch("enrolments", own, to_attr="seats"))
    return {
        "teaching": [class_card(found) for found in mine],
        "learning": [] if binned else [attended(found, found.seats[0]) for found in attended_],
        "most": limits.CLASSES_PER_TEACHER,
    }


def class_card(found: ClassGroup) -> Values:
    """
    A class in its teacher's list.
    """
    return {
        **{name: getattr(found, name) for name in ("id", "name", "code", "closed", "time_zone")},
        "learners": found.enrolments.filter(removed_at=None).count(),
        "exercises": found.exercises.filter(deleted_at=None).count(),
        "waiting": overview.waiting(found),
    }


def attended(found: ClassGroup, learner: Enrolment) -> Values:
    """
    A class in the list of who learns in it.
    """
    cards = _exercises_of(found, learner)
    open_ = sum(card["state"] in (working.NOT_STARTED, working.STARTED, "changes") for card in cards)
    own = {"alias": learner.alias, "exercises": len(cards), "open": open_}
    return {"id": found.pk, "name": found.name, **own}


def group(seat: Seat) -> Values:
    """
    A class, as its teacher or as one of its learners reads it.
    """
    found, learner = seat.group, seat.enrolment
    both = {"role": seat.role, "id": found.pk, "name": found.name, "time_zone": found.time_zone}
    if learner is not None:
        own = {"alias": learner.alias, "account": not learner.user.is_guest, "code": None, "closed": None}
        return {**both, **own, "learners": [], "exercises": _exercises_of(found, learner)}
    lines = overview.of_class(found)
    return {
        **both,
        "alias": None,
        "account": None,
        "code": found.code,
        "closed": found.closed,
        "learners": [_learner(one) for one in found.enrolments.select_related("user")],
        "exercises": [
            _exercise_card(exercise, counts=(counts := overview.counts(several)), waiting=_waiting(counts))
            for exercise, several in lines.items()
        ],
    }


def _waiting(counts: dict[str, int]) -> int:
    return sum(counts.get(state, 0) for state in reviewing.UNREVIEWED)


def _learner(enrolment: Enrolment) -> Values:
    return {
        "id": enrolment.pk,
        "alias": enrolment.alias,
        "account": not enrolment.user.is_guest,
        "joined_at": enrolment.joined_at,
        "removed_at": enrolment.removed_at,
    }


def _exercises_of(found: ClassGroup, learner: Enrolment) -> list[Values]:
    works = Work.objects.filter(enrolment=learner).prefetch_related(working.newest_submissions())
    mine = {work.exercise_id: work for work in works}
    return [
        _own_card(exercise, mine.get(exercise.pk)) for exercise in found.exercises.filter(deleted_at=None)
    ]


def _own_card(exercise: Exercise, work: Work | None) -> Values:
    newest = working.newest_of(work)
    state = working.state_of(newest) if work else working.NOT_STARTED
    return _exercise_card(exercise, state=state, overdue=working.is_overdue(exercise, newest))


def _exercise_card(exercise: Exercise, **more: Any) -> Values:
    return {
        "id": exercise.pk,
        "title": exercise.title,
        "due": due_of(exercise),
        "overdue": over(exercise),
        "given_at": exercise.given_at,
        "state": None,
        "counts": None,
        "waiting": None,
        **more,
    }
