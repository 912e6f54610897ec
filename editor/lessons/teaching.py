"""
The pages of those who teach: writing lessons, keeping classes, reviewing, and grades to take along.
"""

import re
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from editor.access import Viewer, viewer_of
from editor.lessons import builtin, grades, limits, showing_classes, showing_lessons, showing_works
from editor.lessons.checks import CHECKS
from editor.lessons.reaching import Seat, given_by, id_of, own_lesson, taught
from editor.lessons.wording import worded
from editor.projects.models import Project

UNFIT = re.compile(r'[\\/:*?"<>|]')  # what names of files may not have somewhere
MOST = {
    "text": limits.LONGEST_TEXT,
    "brief": limits.LONGEST_BRIEF,
    "title": limits.LONGEST_TITLE,
    "name": limits.LONGEST_NAME,
    "hint": limits.LONGEST_HINT,
    "level": limits.LONGEST_LEVEL,
    "rows": limits.ROWS,
    "levels": limits.MOST_LEVELS,
    "least": limits.LEAST_LEVELS,
}


@require_safe
@never_cache
@login_required
@ensure_csrf_cookie
def lessons_page(request: HttpRequest) -> HttpResponse:
    """
    The lessons that I wrote, and those that come with the studio.
    """
    viewer = viewer_of(request)
    context = {
        "viewer": viewer.user,
        "binned": showing_lessons.listed(viewer, binned=True)["lessons"],
        **showing_lessons.listed(viewer),
    }
    return render(request, "lessons/lessons.html", context)


@require_safe
@never_cache
@login_required
@ensure_csrf_cookie
def lesson_edit(request: HttpRequest, lesson_id: UUID) -> HttpResponse:
    """
    Write a lesson of one's own.
    """
    viewer = viewer_of(request)
    found = showing_lessons.lesson(viewer, own_lesson(viewer, lesson_id))
    own = Project.objects.stories().filter(owner=viewer.user, deleted_at=None)
    context = {
        "viewer": viewer.user,
        "lesson": found,
        "html": found["html"],
        "brief_html": found["brief_html"],
        "checks": [
            {"name": name, "label": label, "wanted": name in found["checks"]}
            for name, label in CHECKS.items()
        ],
        "projects": own.only("pk", "title"),
        "most": MOST,
    }
    return render(request, "lessons/lesson_edit.html", context)


@require_safe
@never_cache
@login_required
@ensure_csrf_cookie
def classes_page(request: HttpRequest) -> HttpResponse:
    """
    The classes that I teach, and those that I learn in.
    """
    viewer = viewer_of(request)
    context = {
        "viewer": viewer.user,
        "giving": _wished(viewer, request.GET.get("give", "")),
        "binned": showing_classes.listed(viewer, binned=True)["teaching"],
        **showing_classes.listed(viewer),
    }
    return render(request, "lessons/classes.html", context)


def _wished(viewer: Viewer, wish: str) -> dict[str, str] | None:
    """
    The lesson that a class is looked for.
    """
    try:
        found = builtin.find(wish) if wish in builtin.NAMES else own_lesson(viewer, id_of(wish))
    except Http404:
        return None
    return {"id": wish, "title": found.title}


@require_safe
@never_cache
@login_required
@ensure_csrf_cookie
def review(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """
    What learners handed in, one after the other.
    """
    viewer = viewer_of(request)
    exercise = given_by(viewer, exercise_id)
    learners = exercise.group.enrolments.filter(removed_at=None).count()
    context = {
        "viewer": viewer.user,
        "exercise": showing_works.exercise(exercise, Seat(exercise.group, None)),
        "learners": learners,
    }
    return render(request, "lessons/review.html", context)


@require_safe
@never_cache
@login_required
def exercise_grades(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """
    The grades of one exercise, for a spreadsheet.
    """
    exercise = given_by(viewer_of(request), exercise_id)
    return _csv(grades.of_exercise(exercise), exercise.group.name, worded(exercise).title)


@require_safe
@never_cache
@login_required
def class_grades(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """
    The grades of a whole class, for a spreadsheet.
    """
    group = taught(viewer_of(request), class_id)
    return _csv(grades.of_class(group), group.name)


def _csv(table: grades.Table, *of_what: str) -> HttpResponse:
    name = UNFIT.sub("-", ", ".join((_("Grades"), *of_what)))
    response = HttpResponse(table.csv(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.csv")
    return response


urlpatterns: list[URLPattern] = [
    path("lessons", lessons_page, name="lessons"),
    path("lessons/<uuid:lesson_id>/edit", lesson_edit, name="lesson_edit"),
    path("classes", classes_page, name="classes"),
    path("classes/<uuid:class_id>/grades.csv", class_grades, name="class_grades"),
    path("exercises/<uuid:exercise_id>/review", review, name="review"),
    path("exercises/<uuid:exercise_id>/grades.csv", exercise_grades, name="exercise_grades"),
]
