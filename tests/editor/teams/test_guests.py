from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from editor.access import Viewer
from editor.models import Batch, Project, User
from editor.projects import sample
from editor.projects.actions import create, create_sample
from editor.teams.actions import GUEST_DAYS, adopt, forget_guests
from tests.editor.timeline.test_actions import edit, keys_of, moved
from tests.factories import AccountFactory, GuestFactory, story

pytestmark = pytest.mark.django_db


def test_a_guest_who_makes_an_account_keeps_everything(heard, django_capture_on_commit_callbacks):
    guest, account = GuestFactory(), AccountFactory()
    project, own = story(0, 5, owner=guest), story(owner=account)
    first, second = keys_of(project)
    edit(project, moved(second, 8))
    edit(project, {"do": "set", "on": "keyframe", "id": str(first.pk), "to": {"locked": True}})
    with django_capture_on_commit_callbacks(execute=True):
        adopt(guest, account)
    assert set(Project.objects.of(Viewer(account))) == {project, own}
    assert {batch.actor for batch in Batch.objects.all()} == {account}
    assert keys_of(project)[0].locker == account
    assert not User.objects.filter(pk=guest.pk).exists()
    assert heard.of("access")


@pytest.mark.parametrize(("before", "by_guest"), [(False, True), (True, False), (True, True)])
def test_who_was_shown_around_as_a_guest_is_not_shown_around_again(before, by_guest):
    guest, account = GuestFactory(toured=by_guest), AccountFactory(toured=before)
    adopt(guest, account)
    account.refresh_from_db()
    assert account.toured


def test_a_guest_who_was_not_shown_around_is_as_an_account():
    account = AccountFactory()
    adopt(GuestFactory(), account)
    account.refresh_from_db()
    assert not account.toured


def test_an_account_is_never_adopted():
    one, other = AccountFactory(), AccountFactory()
    project = story(owner=one)
    adopt(one, other)
    project.refresh_from_db()
    assert project.owner == one


def test_guests_who_never_did_anything_are_forgotten(monkeypatch):
    monkeypatch.setattr(sample, "SIZE", (160, 90))
    sample._note.cache_clear()
    idle, busy, maker, account = GuestFactory(), GuestFactory(), GuestFactory(), AccountFactory()
    for guest in (idle, busy):
        create_sample(Viewer(guest))
    project = Project.objects.get(owner=busy)
    edit(project, {"do": "set", "on": "project", "id": str(project.pk), "to": {"title": "Mine"}})
    create(Viewer(maker), "Mine")
    assert forget_guests() == 0
    with time_machine.travel(timezone.now() + timedelta(days=GUEST_DAYS + 1)):
        fresh = GuestFactory()
        assert forget_guests() == 1
    assert set(User.objects.all()) == {busy, maker, account, fresh}
    sample._note.cache_clear()


def test_guests_are_forgotten_some_at_a_time_the_oldest_first():
    first, second, third = GuestFactory(), GuestFactory(), GuestFactory()
    with time_machine.travel(timezone.now() + timedelta(days=GUEST_DAYS + 1)):
        assert forget_guests(most=2) == 2
    assert set(User.objects.all()) == {third}, (first, second)
