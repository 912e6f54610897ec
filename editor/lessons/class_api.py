"""
Classes over HTTP.
"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Status
from ninja.security import SessionAuth
from ninja.utils import check_csrf

from editor.access import Viewer, person, viewer_of
from editor.lessons import (
    builtin,
    class_schemas,
    classes,
    giving,
    joining,
    showing_classes,
    showing_works,
    work_schemas,
)
from editor.lessons.erasing import erase
from editor.lessons.models import ClassGroup, Enrolment
from editor.lessons.reaching import Seat, id_of, own_lesson, seat_in, taught
from editor.refusals import Foreign
from editor.schemas import LOST, REFUSED, Trouble

router = Router(tags=["classes"])

OPEN = {403: Trouble, 422: Trouble, 429: Trouble, 507: Trouble}
"""
How doors that are open to everybody may answer: there, nobody is asked to sign in.
"""


class Anybody(SessionAuth):
    """
    Whoever asks from one of our own pages, signed in or not.
    """

    def __init__(self) -> None:
        super().__init__(csrf=False)

    def __call__(self, request: HttpRequest) -> Viewer:
        if check_csrf(request) is not None:
            raise Foreign
        return viewer_of(request)


@router.get(
    "", response={200: class_schemas.Classes, 401: Trouble}, summary="Classes that you teach, and learn in"
)
def list_classes(request: HttpRequest, *, binned: bool = False) -> dict[str, Any]:
    viewer = viewer_of(request)
    person(viewer)
    return showing_classes.listed(viewer, binned=binned)


@router.post(
    "", response={201: class_schemas.Class, **REFUSED, 403: Trouble, 507: Trouble}, summary="Make a class"
)
def make_class(request: HttpRequest, wish: class_schemas.NewClass) -> Status[dict[str, Any]]:
    return Status(201, _for_teacher(classes.make(viewer_of(request), wish.name, wish.time_zone)))


def _for_teacher(group: ClassGroup) -> dict[str, Any]:
    return showing_classes.group(Seat(group, None))


@router.post(
    "/join",
    auth=Anybody(),
    response={200: class_schemas.JoinedClass, **OPEN},
    by_alias=True,
    summary="Join a class by its code",
)
def join(request: HttpRequest, wish: class_schemas.Joining) -> dict[str, Any]:
    joined = joining.join(request, wish.code, wish.alias, other=wish.other)
    return _joined(joined.enrolment, joined.words)


@router.post(
    "/back",
    auth=Anybody(),
    response={200: class_schemas.JoinedClass, **OPEN},
    by_alias=True,
    summary="Come back to a class by alias and words",
)
def come_back(request: HttpRequest, wish: class_schemas.ComingBack) -> dict[str, Any]:
    found = joining.come_back(request, wish.code, wish.alias, wish.words, other=wish.other)
    return _joined(found, None)


def _joined(enrolment: Enrolment, words: list[str] | None) -> dict[str, Any]:
    group = {"id": enrolment.group_id, "name": enrolment.group.name}
    return {"group": group, "alias": enrolment.alias, "words": words}


@router.get("/{uuid:class_id}", response={200: class_schemas.Class, **LOST}, summary="A class")
def get_class(request: HttpRequest, class_id: UUID) -> dict[str, Any]:
    return showing_classes.group(seat_in(viewer_of(request), class_id))


@router.patch("/{uuid:class_id}", response={200: class_schemas.Class, **REFUSED}, summary="Change a class")
def edit_class(request: HttpRequest, class_id: UUID, wish: class_schemas.ClassEdit) -> dict[str, Any]:
    group = taught(viewer_of(request), class_id)
    return _for_teacher(classes.edit(group, wish.model_dump(exclude_unset=True)))


@router.post(
    "/{uuid:class_id}/code", response={200: class_schemas.Class, **LOST}, summary="Give a class a new code"
)
def new_code(request: HttpRequest, class_id: UUID) -> dict[str, Any]:
    return _for_teacher(classes.new_code(taught(viewer_of(request), class_id)))


@router.delete("/{uuid:class_id}", response={204: None, **LOST}, summary="Move a class to the bin")
def bin_class(request: HttpRequest, class_id: UUID) -> Status[None]:
    classes.bin_class(taught(viewer_of(request), class_id))
    return Status(204, None)


@router.post("/{uuid:class_id}/restore", response={204: None, **LOST}, summary="Take a class out of the bin")
def restore_class(request: HttpRequest, class_id: UUID) -> Status[None]:
    classes.restore(taught(viewer_of(request), class_id, binned=True))
    return Status(204, None)


@router.delete(
    "/{uuid:class_id}/learners/{uuid:learner_id}", response={204: None, **LOST}, summary="Remove a learner"
)
def remove_learner(request: HttpRequest, class_id: UUID, learner_id: UUID) -> Status[None]:
    classes.remove(classes.learner_in(taught(viewer_of(request), class_id), learner_id))
    return Status(204, None)


@router.post(
    "/{uuid:class_id}/learners/{uuid:learner_id}/restore",
    response={204: None, **REFUSED},
    summary="Let a removed learner in again",
)
def restore_learner(request: HttpRequest, class_id: UUID, learner_id: UUID) -> Status[None]:
    classes.let_in_again(classes.learner_in(taught(viewer_of(request), class_id), learner_id))
    return Status(204, None)


@router.post(
    "/{uuid:class_id}/learners/{uuid:learner_id}/erase",
    response={204: None, **LOST},
    summary="Erase a learner and all that they made in a class",
)
def erase_learner(request: HttpRequest, class_id: UUID, learner_id: UUID) -> Status[None]:
    erase(classes.learner_in(taught(viewer_of(request), class_id), learner_id))
    return Status(204, None)


@router.post(
    "/{uuid:class_id}/words",
    response={200: class_schemas.ReturnWords, **REFUSED},
    summary="New words to come back by",
)
def new_words(request: HttpRequest, class_id: UUID) -> dict[str, Any]:
    seat = seat_in(viewer_of(request), class_id)
    if seat.enrolment is None:
        raise Http404
    return {"words": joining.new_return_words(seat.enrolment)}


@router.post(
    "/{uuid:class_id}/exercises",
    response={201: work_schemas.Exercise, **REFUSED, 507: Trouble},
    by_alias=True,
    summary="Give a lesson to a class",
)
def give(request: HttpRequest, class_id: UUID, wish: work_schemas.NewExercise) -> Status[dict[str, Any]]:
    viewer = viewer_of(request)
    group = taught(viewer, class_id)
    built_in = wish.lesson in builtin.NAMES
    lesson = builtin.find(wish.lesson) if built_in else own_lesson(viewer, id_of(wish.lesson))
    due = wish.due.plain() if wish.due else None
    made = giving.give(group, lesson, due=due, attempts=wish.attempts, late=wish.late)
    return Status(201, showing_works.exercise(made, Seat(group, None)))
