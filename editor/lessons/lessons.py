"""
Writing lessons.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from editor import quota
from editor.access import Action, Viewer, reach
from editor.lessons import builtin, fields, limits
from editor.lessons.models import Lesson, LessonPicture
from editor.lessons.reaching import account
from editor.poses import intake, pictures
from editor.poses.models import Picture
from editor.projects.models import Project
from editor.refusals import Refused
from editor.teams.models import User

CHECKED: Mapping[str, Callable[[Any], Any]] = {
    "title": fields.title,
    "text": fields.lesson_text,
    "brief": fields.brief,
    "checks": fields.wanted_checks,
    "rubric": fields.rubric,
}


def write(viewer: Viewer, title: str = "") -> Lesson:
    """
    Begin an empty lesson.
    """
    owner = account(viewer)
    _check_room(owner)
    return Lesson.objects.create(owner=owner, title=fields.title(title or _("Untitled lesson")))


def take(viewer: Viewer, name: str) -> Lesson:
    """
    A lesson of one's own that begins as a built-in one, in the language of the page.
    """
    owner = account(viewer)
    _check_room(owner)
    found = builtin.find(name)
    kept = {file: pictures.keep(intake.take_in(path.read_bytes())) for file, path in found.pictures.items()}
    text = found.text
    for file, picture in kept.items():
        text = text.replace(f"({file})", f"({picture.sha256}.webp)")
    values = {"title": found.title, "text": text, "brief": found.brief, "checks": found.checks}
    checked = {key: CHECKED[key](value) for key, value in {**values, "rubric": found.rubric}.items()}
    with transaction.atomic():
        lesson = Lesson.objects.create(owner=owner, **checked)
        _hold(lesson, {picture: file for file, picture in kept.items()})
    return lesson


def copy(viewer: Viewer, lesson: Lesson) -> Lesson:
    """
    Another lesson like one's own.
    """
    owner = account(viewer)
    _check_room(owner)
    held = {one.picture: one.name for one in lesson.pictures.select_related("picture")}
    with transaction.atomic():
        made = Lesson.objects.create(
            owner=owner,
            title=(_("Copy of %(title)s") % {"title": lesson.title})[: limits.LONGEST_TITLE],
            starter=lesson.starter,
            **{name: getattr(lesson, name) for name in ("text", "brief", "checks", "rubric")},
        )
        _hold(made, held)
    return made


def edit(viewer: Viewer, lesson: Lesson, said: Mapping[str, Any]) -> Lesson:
    """
    Change what is named, and nothing else.
    """
    values = {name: CHECKED[name](value) for name, value in said.items() if name in CHECKED}
    if "starter" in said:
        values["starter"] = _frozen(viewer, said["starter"])
    with transaction.atomic():
        held = Lesson.objects.select_for_update().get(pk=lesson.pk)
        for name, value in values.items():
            setattr(held, name, value)
        held.save(update_fields=[*values, "changed_at"])
    return held


def _frozen(viewer: Viewer, project_id: UUID | None) -> Project | None:
    """
    A project of the teacher's own as it is now; what they do to it later, no learner begins with.
    """
    if project_id is None:
        return None
    from editor.projects.copying import freeze  # it reads timelines, which read judgements and these lessons

    owner = account(viewer)
    project = reach(viewer, Action.COPY, project_id)
    if project.is_frozen and project.starts.filter(owner=owner).exists():
        return project
    if project.owner_id != owner.pk or project.kind != Project.Kind.STORY:
        raise Refused(
            "not_yours",
            _("Learners begin with a project of yours, and this one is not. Copy it, and choose the copy."),
        )
    return freeze(project, Project.Kind.FROZEN, owner)


def bin_lesson(lesson: Lesson) -> None:
    """
    Put a lesson into the bin; exercises that were given with it stay as they are.
    """
    Lesson.objects.filter(pk=lesson.pk).update(deleted_at=timezone.now())


def restore(lesson: Lesson) -> None:
    """
    Take a lesson out of the bin.
    """
    Lesson.objects.filter(pk=lesson.pk).update(deleted_at=None)


# -- Pictures -----------------------------------------------------------------------------------------


def add_picture(lesson: Lesson, file_name: str, upload: bytes) -> LessonPicture:
    """
    Take a picture into a lesson; the same one is there once.
    """
    quota.check_room(
        lesson.pictures.count(),
        limits.PICTURES_PER_LESSON,
        _("This lesson has %(most)d pictures, the most it may have. Remove one, and upload this one again."),
    )
    picture = pictures.keep(intake.take_in(upload))
    _check_bytes(lesson.owner_id, picture)
    name = "".join(c for c in file_name.rpartition("/")[2] if c.isprintable())[: limits.LONGEST_TITLE]
    found, _made = LessonPicture.objects.get_or_create(
        lesson=lesson, picture=picture, defaults={"name": name}
    )
    return found


def remove_picture(lesson: Lesson, sha: str) -> None:
    """
    Take a picture out of a lesson; where its text still names it, only the words are shown.
    """
    LessonPicture.objects.filter(lesson=lesson, picture=sha).delete()


def addresses(lesson: Lesson) -> dict[str, str]:
    """
    Where the pictures of a lesson are served, by their names in its text.
    """
    hashes = lesson.pictures.values_list("picture", flat=True)
    return {f"{sha}.webp": address(lesson, sha) for sha in hashes}


def address(lesson: Lesson, sha: str) -> str:
    """
    Where a picture of a lesson is served.
    """
    return f"/lessons/{lesson.pk}/pictures/{sha}.webp"


def _hold(lesson: Lesson, held: Mapping[Picture, str]) -> None:
    LessonPicture.objects.bulk_create(
        LessonPicture(lesson=lesson, picture=picture, name=name[: limits.LONGEST_TITLE])
        for picture, name in held.items()
    )


def _check_room(owner: User) -> None:
    quota.check_room(
        Lesson.objects.filter(owner=owner, deleted_at=None).count(),
        limits.LESSONS_PER_TEACHER,
        _("You have %(most)d lessons, the most that one person may have. Bin one first; nothing was made."),
    )


def _check_bytes(owner_id: UUID, picture: Picture) -> None:
    mine = Picture.objects.filter(
        pk__in=LessonPicture.objects.filter(lesson__owner=owner_id).values("picture")
    )
    used = mine.exclude(pk=picture.pk).aggregate(used=Sum("byte_size"))["used"] or 0
    quota.check_bytes(
        used + picture.byte_size,
        _(
            "The pictures of your lessons fill the %(most)d MB that one person may keep here. "
            "This one was not added."
        ),
    )
