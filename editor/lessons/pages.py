"""
The pages of those who learn: joining a class, coming back to it, and reading a lesson.
"""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from editor.access import viewer_of
from editor.lessons import builtin, lessons, showing_classes, showing_lessons, showing_works
from editor.lessons.checks import CHECKS
from editor.lessons.models import Exercise
from editor.lessons.reaching import given, readable_lesson, seat_in
from editor.lessons.text import html_of


@require_safe
@never_cache
@ensure_csrf_cookie
def join(request: HttpRequest, code: str = "") -> HttpResponse:
    """
    Join a class by its code.
    """
    return render(request, "lessons/join.html", {"code": code, "viewer": viewer_of(request).user})


@require_safe
@never_cache
@ensure_csrf_cookie
def back(request: HttpRequest) -> HttpResponse:
    """
    Come back to a class in another browser.
    """
    return render(request, "lessons/back.html")


@require_safe
@never_cache
@login_required
@ensure_csrf_cookie
def class_page(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """
    A class: for its teacher with everybody in it, for a learner with what there is to do.
    """
    viewer = viewer_of(request)
    seat = seat_in(viewer, class_id)
    context = {"viewer": viewer.user, "group": showing_classes.group(seat)}
    return render(request, f"lessons/class_{seat.role}.html", context)


@require_safe
@never_cache
@ensure_csrf_cookie
def built_in_lesson(request: HttpRequest, name: str) -> HttpResponse:
    """
    A lesson that comes with the studio, for everybody.
    """
    found = builtin.find(name)
    context = {
        "viewer": viewer_of(request).user,
        "lesson": {"title": found.title, "brief_html": html_of(found.brief), "rubric": found.rubric},
        "html": html_of(found.text, found.addresses),
        "built_in": found.name,
    }
    return render(request, "lessons/lesson.html", context)


@require_safe
@never_cache
@login_required
@ensure_csrf_cookie
def lesson(request: HttpRequest, lesson_id: UUID) -> HttpResponse:
    """
    A teacher's lesson, for who may read it.
    """
    viewer = viewer_of(request)
    found = showing_lessons.lesson(viewer, readable_lesson(viewer, lesson_id))
    context = {"viewer": viewer.user, "lesson": found, "html": found["html"]}
    return render(request, "lessons/lesson.html", context)


@require_safe
@never_cache
@login_required
@ensure_csrf_cookie
def exercise(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """
    An exercise for a learner, beside its lesson; its teacher goes on to the review.
    """
    viewer = viewer_of(request)
    found, seat = given(viewer, exercise_id)
    if seat.enrolment is None:
        return redirect("review", exercise_id=found.pk)
    values = showing_works.exercise(found, seat)
    context = {
        "viewer": viewer.user,
        "exercise": values,
        "alias": seat.enrolment.alias,
        "html": _lesson_of(found),
        "work": values["work"],
        "labels": {name: str(label) for name, label in CHECKS.items()},
    }
    return render(request, "lessons/exercise.html", context)


def _lesson_of(exercise: Exercise) -> str:
    if exercise.lesson is not None:
        return html_of(exercise.lesson.text, lessons.addresses(exercise.lesson))
    found = builtin.find(exercise.built_in)
    return html_of(found.text, found.addresses)


urlpatterns: list[URLPattern] = [
    path("join", join, name="join"),
    path("join/<str:code>", join, name="join_by_code"),
    path("back", back, name="back"),
    path("classes/<uuid:class_id>", class_page, name="class"),
    path("exercises/<uuid:exercise_id>", exercise, name="exercise"),
    path("lessons/<uuid:lesson_id>", lesson, name="lesson"),
    path("lessons/<slug:name>", built_in_lesson, name="built_in_lesson"),
]
