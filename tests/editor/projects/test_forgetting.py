"""
Frozen copies that nothing shows any more.
"""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone

from editor.exports.actions import film_path
from editor.models import Export, Lesson, Project
from editor.projects.copying import freeze
from editor.projects.forgetting import COPY_DAYS, forget_copies
from kfweb.studio.sweeper import tidy
from tests.editor.sharing.links import made, revoke, sees, visitor
from tests.factories import story

pytestmark = pytest.mark.django_db

FROZEN, HANDED_IN = Project.Kind.FROZEN, Project.Kind.HANDED_IN


@pytest.fixture
def project():
    return story(0, 6)


def later(days=COPY_DAYS + 1):
    return time_machine.travel(timezone.now() + timedelta(days=days))


def copies():
    return set(Project.objects.exclude(kind=Project.Kind.STORY))


def test_a_copy_goes_a_month_after_its_link(project):
    link, _path = made(project, frozen=True)
    with later():
        revoke(project, link)
        assert forget_copies() == 0
    with later(2 * COPY_DAYS + 2):
        assert forget_copies() == 1
        assert copies() == set()
    assert Project.objects.get() == project


def test_a_copy_goes_with_its_original(project):
    made(project, frozen=True)
    project.delete()
    with later():
        tidy()
    assert copies() == set()


def test_what_is_shown_or_may_be_again_stays(project):
    _link, path = made(project, frozen=True)
    over, _path = made(project, frozen=True, until={"date": "2099-01-01", "zone": "UTC"})
    type(over).objects.filter(pk=over.pk).update(expires_at=timezone.now())
    binned, _path = made(story(0), frozen=True)
    Project.objects.filter(pk=binned.project_id).update(deleted_at=timezone.now())
    before = copies()
    with later():
        assert forget_copies() == 0
    assert copies() == before
    assert sees(visitor(path), _link.frozen)


def test_what_lessons_begin_with_and_what_was_handed_in_stay(project):
    lesson = Lesson.objects.create(owner=project.owner, starter=freeze(project, FROZEN, project.owner))
    freeze(project, HANDED_IN, project.owner)
    replaced = freeze(project, FROZEN, project.owner)
    with later():
        assert forget_copies() == 1
    assert not Project.objects.filter(pk=replaced.pk).exists()
    assert lesson.starter in copies()
    assert {copy.kind for copy in copies()} == {FROZEN, HANDED_IN}


def test_a_copy_that_was_just_made_may_still_be_needed(project):
    freeze(project, FROZEN, project.owner)
    assert forget_copies() == 0


def test_its_films_go_with_it_but_for_those_that_somebody_else_has(
    project, media, django_capture_on_commit_callbacks
):
    copy = freeze(project, FROZEN, project.owner)
    more = {"reel": {}, "frames": 1, "width": 1, "height": 1, "rate_num": 24, "rate_den": 1}
    for key, films in {"a" * 64: (copy,), "b" * 64: (copy, project)}.items():
        (media / film_path(key)).parent.mkdir(parents=True, exist_ok=True)
        (media / film_path(key)).write_bytes(b"film")
        for each in films:
            Export.objects.create(project=each, key=key, requested_by=project.owner, **more)
    with later(), django_capture_on_commit_callbacks(execute=True):
        assert forget_copies() == 1
    assert not default_storage.exists(film_path("a" * 64))
    assert default_storage.exists(film_path("b" * 64))


def test_they_go_some_at_a_time(project):
    for _number in range(3):
        freeze(project, FROZEN, project.owner)
    with later():
        assert [forget_copies(most=2), forget_copies(most=2), forget_copies(most=2)] == [2, 1, 0]
