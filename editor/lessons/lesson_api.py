"""
Lessons over HTTP.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Path, Router, Status
from ninja.files import UploadedFile

from editor.access import viewer_of
from editor.lessons import builtin, lesson_schemas, lessons, limits, schemas, showing_lessons
from editor.lessons.checks import CHECKS
from editor.lessons.reaching import account, id_of, own_lesson, readable_lesson
from editor.lessons.text import html_of
from editor.poses import intake
from editor.poses.api import Sha
from editor.schemas import LOST, REFUSED, Trouble

router = Router(tags=["lessons"])


@router.get(
    "",
    response={200: lesson_schemas.Lessons, 401: Trouble, 403: Trouble},
    summary="Your lessons, and the built-in ones",
)
def list_lessons(request: HttpRequest, *, binned: bool = False) -> dict[str, Any]:
    viewer = viewer_of(request)
    account(viewer)
    return showing_lessons.listed(viewer, binned=binned)


@router.post(
    "",
    response={201: lesson_schemas.Lesson, **REFUSED, 403: Trouble, 507: Trouble},
    summary="Write a lesson, or take one over",
)
def write_lesson(request: HttpRequest, wish: lesson_schemas.NewLesson) -> Status[dict[str, Any]]:
    viewer = viewer_of(request)
    if wish.source is None:
        made = lessons.write(viewer, wish.title)
    elif wish.source in builtin.NAMES:
        made = lessons.take(viewer, wish.source)
    else:
        made = lessons.copy(viewer, own_lesson(viewer, id_of(wish.source)))
    return Status(201, showing_lessons.lesson(viewer, made))


@router.get("/checks", response={200: list[schemas.CheckName], 401: Trouble}, summary="What can be checked")
def list_checks(request: HttpRequest) -> list[dict[str, str]]:
    return [{"name": name, "label": str(label)} for name, label in CHECKS.items()]


@router.post("/preview", response={200: lesson_schemas.Html, **REFUSED}, summary="How a text will look")
def preview(request: HttpRequest, wish: lesson_schemas.Preview) -> dict[str, str]:
    lesson = own_lesson(viewer_of(request), wish.lesson) if wish.lesson else None
    return {"html": html_of(wish.text[: limits.LONGEST_TEXT], lessons.addresses(lesson) if lesson else {})}


@router.get("/{uuid:lesson_id}", response={200: lesson_schemas.Lesson, **LOST}, summary="A lesson")
def get_lesson(request: HttpRequest, lesson_id: UUID) -> dict[str, Any]:
    viewer = viewer_of(request)
    return showing_lessons.lesson(viewer, readable_lesson(viewer, lesson_id))


@router.patch(
    "/{uuid:lesson_id}", response={200: lesson_schemas.Lesson, **REFUSED}, summary="Change a lesson"
)
def edit_lesson(request: HttpRequest, lesson_id: UUID, wish: lesson_schemas.LessonEdit) -> dict[str, Any]:
    viewer = viewer_of(request)
    lesson = own_lesson(viewer, lesson_id)
    return showing_lessons.lesson(viewer, lessons.edit(viewer, lesson, wish.model_dump(exclude_unset=True)))


@router.delete("/{uuid:lesson_id}", response={204: None, **LOST}, summary="Move a lesson to the bin")
def bin_lesson(request: HttpRequest, lesson_id: UUID) -> Status[None]:
    lessons.bin_lesson(own_lesson(viewer_of(request), lesson_id))
    return Status(204, None)


@router.post(
    "/{uuid:lesson_id}/restore", response={204: None, **LOST}, summary="Take a lesson out of the bin"
)
def restore_lesson(request: HttpRequest, lesson_id: UUID) -> Status[None]:
    lessons.restore(own_lesson(viewer_of(request), lesson_id, binned=True))
    return Status(204, None)


@router.post(
    "/{uuid:lesson_id}/pictures",
    response={200: lesson_schemas.PictureValues, **REFUSED, 413: Trouble, 507: Trouble},
    summary="Add a picture to a lesson",
)
def add_picture(request: HttpRequest, lesson_id: UUID, file: File[UploadedFile]) -> dict[str, Any]:
    lesson = own_lesson(viewer_of(request), lesson_id)
    intake.check_size(file.size or 0)
    return showing_lessons.picture(lessons.add_picture(lesson, file.name or "", file.read()))


@router.delete(
    "/{uuid:lesson_id}/pictures/{sha256}",
    response={204: None, **LOST},
    summary="Take a picture out of a lesson",
)
def remove_picture(request: HttpRequest, lesson_id: UUID, sha256: Path[Sha]) -> Status[None]:
    lessons.remove_picture(own_lesson(viewer_of(request), lesson_id), sha256)
    return Status(204, None)
