"""
The sweep, every few seconds, and what it does once a day.
"""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from editor.models import User
from editor.teams.actions import GUEST_DAYS
from kfweb.studio import sweeper
from tests.factories import GuestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def later(monkeypatch):
    """
    A month after a guest came and did nothing; the connection stays, for it holds this test's rows.
    """
    monkeypatch.setattr(sweeper, "close_old_connections", lambda: None)
    GuestFactory()
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now())
    with time_machine.travel(timezone.now() + timedelta(days=GUEST_DAYS + 1)):
        yield


def test_idle_guests_and_old_sessions_go_once_a_day():
    swept = sweeper.Sweeper(every=5)
    swept.once()
    assert not User.objects.exists()
    assert not Session.objects.exists()

    with time_machine.travel(timezone.now() - timedelta(days=GUEST_DAYS + 1)):
        GuestFactory()
    swept.once()
    assert User.objects.exists()
    swept.tidied -= sweeper.DAY
    swept.once()
    assert not User.objects.exists()


def test_many_guests_go_in_several_rounds(monkeypatch):
    monkeypatch.setattr(sweeper, "forget_guests", lambda: sweeper.GUESTS_AT_ONCE)
    swept = sweeper.Sweeper(every=5)
    swept.once()
    assert swept.tidied == float("-inf")


def test_the_command_that_sweeps_once_tidies_as_well(capsys):
    call_command("sweep")
    assert not User.objects.exists()
    assert "wait again" in capsys.readouterr().out
