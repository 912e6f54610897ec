"""
Exercises over HTTP, and the works of those who learn.
"""

from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Status

from editor.access import viewer_of
from editor.lessons import (
    giving,
    giving_judgements,
    grades,
    handing_in,
    overview,
    review_schemas,
    reviewing,
    schemas,
    showing_reviews,
    showing_works,
    work_schemas,
    working,
)
from editor.lessons.reaching import Seat, given, given_by, own_work, seat_in
from editor.schemas import LOST, REFUSED, Trouble

router = Router(tags=["exercises"])
works = Router(tags=["exercises"])


class Open(Trouble):
    """
    Why something was not handed in, with the steps that are still to do.
    """

    open: list[schemas.Step] | None = None


@router.get(
    "/{uuid:exercise_id}", response={200: work_schemas.Exercise, **LOST}, by_alias=True, summary="An exercise"
)
def get_exercise(request: HttpRequest, exercise_id: UUID) -> dict[str, Any]:
    return showing_works.exercise(*given(viewer_of(request), exercise_id))


@router.patch(
    "/{uuid:exercise_id}",
    response={200: work_schemas.Exercise, **REFUSED},
    by_alias=True,
    summary="Change an exercise",
)
def edit_exercise(request: HttpRequest, exercise_id: UUID, wish: work_schemas.ExerciseEdit) -> dict[str, Any]:
    exercise = given_by(viewer_of(request), exercise_id)
    said = wish.model_dump(exclude_unset=True, exclude={"due"})
    if "due" in wish.model_fields_set:
        said["due"] = wish.due.plain() if wish.due else None
    return showing_works.exercise(giving.edit(exercise, said), Seat(exercise.group, None))


@router.delete("/{uuid:exercise_id}", response={204: None, **LOST}, summary="Withdraw an exercise")
def withdraw(request: HttpRequest, exercise_id: UUID) -> Status[None]:
    giving.withdraw(given_by(viewer_of(request), exercise_id))
    return Status(204, None)


@router.get(
    "/{uuid:exercise_id}/learners",
    response={200: list[work_schemas.Line], **LOST},
    summary="How far everybody is",
)
def list_learners(request: HttpRequest, exercise_id: UUID) -> list[dict[str, Any]]:
    return [showing_works.line(line) for line in overview.stuck_in(given_by(viewer_of(request), exercise_id))]


@router.get(
    "/{uuid:exercise_id}/queue", response={200: work_schemas.Queue, **LOST}, summary="What is to be reviewed"
)
def get_queue(
    request: HttpRequest, exercise_id: UUID, *, filter: Literal["waiting", "late", "all"] = "waiting"
) -> dict[str, Any]:
    found = reviewing.queue(given_by(viewer_of(request), exercise_id))
    return {
        "counts": {name: len(several) for name, several in found.items()},
        "submissions": [showing_reviews.queued(one) for one in found[filter]],
    }


@router.get("/{uuid:exercise_id}/grades", response={200: work_schemas.Grades, **LOST}, summary="Grades")
def get_grades(request: HttpRequest, exercise_id: UUID) -> grades.Table:
    return grades.of_exercise(given_by(viewer_of(request), exercise_id))


@router.post(
    "/{uuid:exercise_id}/start", response={200: work_schemas.Work, **REFUSED, 507: Trouble}, summary="Begin"
)
def start(request: HttpRequest, exercise_id: UUID) -> dict[str, Any]:
    viewer = viewer_of(request)
    exercise, seat = given(viewer, exercise_id)
    if seat.enrolment is None:
        raise Http404
    return showing_works.work(working.start(viewer, exercise, seat.enrolment))


@works.get("/{uuid:work_id}", response={200: work_schemas.Work, **LOST}, summary="Your work on an exercise")
def get_work(request: HttpRequest, work_id: UUID) -> dict[str, Any]:
    return showing_works.work(own_work(viewer_of(request), work_id))


@works.post(
    "/{uuid:work_id}/watched",
    response={200: work_schemas.Work, **REFUSED},
    summary="Takes were watched through",
)
def note_watched(request: HttpRequest, work_id: UUID, wish: work_schemas.Watched) -> dict[str, Any]:
    return showing_works.work(working.note_watched(own_work(viewer_of(request), work_id), wish.takes))


@works.post(
    "/{uuid:work_id}/judgement",
    response={200: work_schemas.Work, **REFUSED},
    summary="Give your judgement",
)
def give_judgement(request: HttpRequest, work_id: UUID, wish: work_schemas.GivenNow) -> dict[str, Any]:
    viewer = viewer_of(request)
    work = own_work(viewer, work_id)
    giving_judgements.give(viewer, work, wish.model_dump())
    return showing_works.work(work)


@works.post(
    "/{uuid:work_id}/hand-in", response={200: review_schemas.Submission, **LOST, 422: Open}, summary="Hand in"
)
def hand_in(request: HttpRequest, work_id: UUID, wish: work_schemas.HandIn) -> dict[str, Any]:
    viewer = viewer_of(request)
    work = own_work(viewer, work_id)
    made = handing_in.hand_in(work, wish.id)
    made.work = work
    return showing_reviews.submission(viewer, made, seat_in(viewer, work.exercise.group_id))
