"""
Lessons as pages read them.
"""

from collections import Counter
from typing import Any

from editor.access import Viewer
from editor.lessons import builtin, lessons, limits
from editor.lessons.models import Exercise, Lesson, LessonPicture
from editor.lessons.reaching import lessons_of
from editor.lessons.text import html_of

Values = dict[str, Any]


def listed(viewer: Viewer, *, binned: bool = False) -> Values:
    """
    The lessons that somebody wrote, or those in their bin, and the built-in ones.
    """
    mine = lessons_of(viewer).filter(deleted_at__isnull=not binned)
    given = Counter(
        Exercise.objects.filter(lesson__in=mine, deleted_at=None).values_list("lesson", flat=True)
    )
    return {
        "lessons": [lesson_card(lesson, given[lesson.pk]) for lesson in mine],
        "built_in": [
            {"name": one.name, "title": one.title, "brief": one.brief} for one in builtin.all_of_them()
        ],
        "most": limits.LESSONS_PER_TEACHER,
    }


def lesson_card(lesson: Lesson, exercises: int) -> Values:
    """
    A lesson in a list.
    """
    return {
        "id": lesson.pk,
        "title": lesson.title,
        "brief": lesson.brief,
        "url": f"/lessons/{lesson.pk}",
        "exercises": exercises,
        "changed_at": lesson.changed_at,
    }


def lesson(viewer: Viewer, found: Lesson) -> Values:
    """
    A lesson with its text.
    """
    mine = viewer.user is not None and found.owner_id == viewer.user.pk
    starter = found.starter if mine else None
    return {
        "id": found.pk,
        "mine": mine,
        "title": found.title,
        "text": found.text,
        "html": html_of(found.text, lessons.addresses(found)),
        "brief": found.brief,
        "brief_html": html_of(found.brief),
        "checks": found.checks,
        "rubric": found.rubric,
        "starter": {"id": starter.pk, "title": starter.title} if starter else None,
        "pictures": [picture(one) for one in found.pictures.select_related("picture").order_by("pk")],
        "changed_at": found.changed_at,
    }


def picture(held: LessonPicture) -> Values:
    """
    A picture of a lesson.
    """
    return {
        "sha256": held.picture_id,
        "name": held.name,
        "width": held.picture.width,
        "height": held.picture.height,
        "url": lessons.address(held.lesson, held.picture_id),
    }
