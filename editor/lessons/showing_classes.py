"""
Classes as pages read them.
"""

from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet, prefetch_related_objects

from editor.access import Viewer
from editor.lessons import limits, overview, reviewing, working
from editor.lessons.models import Enrolment, Exercise, Work
from editor.lessons.reaching import Seat, classes_attended, classes_taught
from editor.lessons.showing_works import due_of
from editor.lessons.wording import worded

Values = dict[str, Any]


def listed(viewer: Viewer, *, binned: bool = False) -> Values:
    """
    The classes that somebody teaches, or those in their bin, and those that they learn in.
    """
    return {
        "teaching": _taught(viewer, binned=binned),
        "learning": [] if binned else _attended(viewer),
        "most": limits.CLASSES_PER_TEACHER,
    }


def _taught(viewer: Viewer, *, binned: bool) -> list[Values]:
    mine = list(classes_taught(viewer).filter(deleted_at__isnull=not binned))
    counts = {
        "learners": _by_class(Enrolment.objects.filter(group__in=mine, removed_at=None)),
        "exercises": _by_class(Exercise.objects.filter(group__in=mine, deleted_at=None)),
        "waiting": overview.waiting(mine),
    }
    return [
        {
            **{name: getattr(one, name) for name in ("id", "name", "code", "closed", "time_zone")},
            **{name: found.get(one.pk, 0) for name, found in counts.items()},
        }
        for one in mine
    ]


def _by_class(found: QuerySet[Any]) -> dict[UUID, int]:
    return dict(found.values_list("group").annotate(Count("pk")).order_by())


def _attended(viewer: Viewer) -> list[Values]:
    seats = Enrolment.objects.filter(user=viewer.user, group__in=classes_attended(viewer))
    mine = list(seats.select_related("group").order_by("group__name", "group"))
    return [
        {
            "id": seat.group_id,
            "name": seat.group.name,
            "alias": seat.alias,
            "exercises": len(cards),
            "open": sum(card["state"] in (working.NOT_STARTED, working.STARTED, "changes") for card in cards),
        }
        for seat, cards in zip(mine, _own_cards(mine), strict=True)
    ]


def group(seat: Seat) -> Values:
    """
    A class, as its teacher or as one of its learners reads it.
    """
    found, learner = seat.group, seat.enrolment
    both = {"role": seat.role, "id": found.pk, "name": found.name, "time_zone": found.time_zone}
    if learner is not None:
        own = {"alias": learner.alias, "account": not learner.user.is_guest, "code": None, "closed": None}
        return {**both, **own, "learners": [], "exercises": _own_cards([learner])[0]}
    _learners, lines = overview.of_class(found)
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


def _own_cards(seats: list[Enrolment]) -> list[list[Values]]:
    """
    For each seat the exercises of its class, with how far its learner is.
    """
    given = Prefetch("group__exercises", Exercise.objects.filter(deleted_at=None))
    begun = Prefetch("works", Work.objects.prefetch_related(working.with_newest()))
    prefetch_related_objects(seats, given, begun)
    works = {(one.enrolment_id, one.exercise_id): one for seat in seats for one in seat.works.all()}
    return [
        [_own_card(exercise, works.get((seat.pk, exercise.pk))) for exercise in seat.group.exercises.all()]
        for seat in seats
    ]


def _own_card(exercise: Exercise, work: Work | None) -> Values:
    newest = working.newest_of(work)
    state = working.state_of(newest) if work else working.NOT_STARTED
    return _exercise_card(exercise, state=state, overdue=working.is_overdue(exercise, newest))


def _exercise_card(exercise: Exercise, **more: Any) -> Values:
    return {
        "id": exercise.pk,
        "title": worded(exercise).title,
        "due": due_of(exercise),
        "overdue": exercise.is_over(),
        "attempts": exercise.attempts,
        "late": exercise.late,
        "given_at": exercise.given_at,
        "state": None,
        "counts": None,
        "waiting": None,
        **more,
    }
