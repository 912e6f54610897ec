"""
Deadlines: on the server's clock, said on the clocks of the class.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.lessons.due import Due, moment, said
from tests.editor.lessons.school import School
from tests.factories import new_id

BERLIN, SEOUL = "Europe/Berlin", "Asia/Seoul"


@pytest.mark.parametrize(
    ("due", "zone", "at"),
    [
        (Due(date(2026, 11, 27)), SEOUL, "2026-11-27T15:00"),
        (Due(date(2026, 11, 27), time(18)), SEOUL, "2026-11-27T09:00"),
        (Due(date(2026, 11, 27)), BERLIN, "2026-11-27T23:00"),
        # The days on which Berlin's clocks are put forward and back.
        (Due(date(2026, 3, 29)), BERLIN, "2026-03-29T22:00"),
        (Due(date(2026, 10, 25)), BERLIN, "2026-10-25T23:00"),
        # 02:30 is left out: it is over when the clocks have passed it. 02:30 comes twice: the second counts.
        (Due(date(2026, 3, 29), time(2, 30)), BERLIN, "2026-03-29T01:30"),
        (Due(date(2026, 10, 25), time(2, 30)), BERLIN, "2026-10-25T01:30"),
        # Havana puts its clocks back from one to midnight: the next day's first hour comes twice.
        (Due(date(2026, 10, 31)), "America/Havana", "2026-11-01T04:00"),
        # Beirut puts them forward at midnight: that day begins at one.
        (Due(date(2026, 3, 28)), "Asia/Beirut", "2026-03-28T22:00"),
    ],
)
def test_when_that_is(due, zone, at):
    found = moment(due, zone)
    assert found == datetime.fromisoformat(at).replace(tzinfo=UTC)


ZONES = sorted(available_timezones() - {"Factory", "localtime"})
days = st.dates(date(2001, 1, 1), date(2199, 12, 30))
times = st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59))


@settings(max_examples=300, deadline=None)
@given(days, times, st.sampled_from(ZONES))
def test_what_is_said_of_a_moment_is_that_moment(day, at, zone):
    found = moment(Due(day, at), zone)
    assert moment(said(found, zone), zone) == found


@settings(max_examples=200, deadline=None)
@given(days, st.sampled_from(ZONES))
def test_a_day_ends_when_no_clock_shows_it_any_more(day, zone):
    end = moment(Due(day), zone)
    last = end - timedelta(microseconds=1)
    assert last.astimezone(ZoneInfo(zone)).date() <= day < end.astimezone(ZoneInfo(zone)).date()


# -- Handing in ---------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = {"date": "2026-11-27", "time": None}
END = datetime(2026, 11, 27, 23, tzinfo=UTC)  # in Berlin


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_until_the_end_of_the_day_nothing_is_late(clock, school, draw):
    exercise = school.exercise(due=DAY)
    mina = school.ready(draw, exercise)
    assert mina.got("get", f"exercises/{exercise}")["due"] == {
        "at": "2026-11-27T23:00:00Z",
        "date": "2026-11-27",
        "time": None,
        "zone": BERLIN,
    }
    clock.move_to(END)
    assert not mina.got("get", f"works/{mina.work['id']}")["would_be_late"]
    assert not mina.hand_in()["late"]
    assert mina.state() == "handed_in"


def test_a_second_later_it_is_marked_late(clock, school, draw):
    exercise = school.exercise(due=DAY)
    mina = school.ready(draw, exercise)
    school.learner("Jun")
    clock.move_to(END + timedelta(seconds=1))
    assert mina.got("get", f"works/{mina.work['id']}")["would_be_late"]
    lines = school.teacher.got("get", f"exercises/{exercise}/learners")
    assert [(line["alias"], line["overdue"]) for line in lines] == [("Jun", True), ("Mina", True)]
    assert mina.hand_in()["late"]
    assert mina.state() == "late"
    lines = school.teacher.got("get", f"exercises/{exercise}/learners")
    assert [(line["state"], line["late"], line["overdue"]) for line in lines] == [
        ("not_started", False, True),
        ("late", True, False),
    ]


def test_or_it_is_not_taken(clock, school, draw):
    exercise = school.exercise(due={"date": "2026-11-27", "time": "18:00"}, late="closed")
    mina = school.ready(draw, exercise)
    clock.move_to(datetime(2026, 11, 27, 17, 0, 1, tzinfo=UTC))
    assert mina.refused("post", f"works/{mina.work['id']}/hand-in", {"id": new_id()}) == "too_late"
    work = mina.got("get", f"works/{mina.work['id']}")
    assert not work["may_hand_in"]
    assert "over" in work["why_not"]
    school.teacher.got("patch", f"exercises/{exercise}", {"due": {"date": "2026-11-28"}})
    assert not mina.hand_in()["late"]


def test_what_was_handed_in_is_answered_again_after_the_time_is_over(clock, school, draw):
    exercise = school.exercise(due=DAY, late="closed")
    mina = school.ready(draw, exercise)
    body = {"id": new_id()}
    path = f"works/{mina.work['id']}/hand-in"
    first = mina.got("post", path, body)
    clock.move_to(END + timedelta(days=1))
    assert mina.got("post", path, body)["id"] == first["id"]


@pytest.mark.parametrize("late", ["marked", "closed"])
def test_changes_that_the_teacher_asks_for_are_as_late_as_what_they_change(clock, school, draw, late):
    exercise = school.exercise(due=DAY, late=late)
    mina = school.ready(draw, exercise)
    first = mina.hand_in()
    clock.move_to(END + timedelta(days=1))
    if late == "closed":
        assert mina.refused("post", f"works/{mina.work['id']}/hand-in", {"id": new_id()}) == "too_late"
    school.teacher.got("post", f"submissions/{first['id']}/review/publish", {"verdict": "changes"})
    assert not mina.hand_in()["late"]
    assert not mina.got("get", f"works/{mina.work['id']}")["would_be_late"]
    assert not mina.hand_in()["late"]  # also a second time, before the teacher has looked


def test_a_due_date_that_is_taken_away_or_moved_changes_nothing_that_was_handed_in(clock, school, draw):
    exercise = school.exercise(due={"date": "2026-11-24"})
    mina = school.ready(draw, exercise)
    assert mina.hand_in()["late"]
    school.teacher.got("patch", f"exercises/{exercise}", {"due": None})
    assert mina.state() == "late"
    assert not mina.hand_in()["late"]


def test_a_class_that_moves_keeps_its_times(clock, db):
    school = School(BERLIN)
    day = school.exercise(due=DAY)
    hour = school.exercise(due={"date": "2026-11-27", "time": "18:00"})
    school.teacher.got("patch", f"classes/{school.id}", {"time_zone": SEOUL})
    found = school.teacher.got("get", f"exercises/{day}")["due"]
    assert (found["at"], found["date"], found["time"]) == ("2026-11-27T15:00:00Z", "2026-11-27", None)
    found = school.teacher.got("get", f"exercises/{hour}")["due"]
    assert (found["at"], found["date"], found["time"]) == ("2026-11-27T09:00:00Z", "2026-11-27", "18:00")


@pytest.mark.parametrize("due", [{"date": "9999-12-31"}, {"date": "0001-01-01"}, {"date": "2026-11-31"}])
def test_a_day_that_is_none_is_refused(school, due):
    lesson = school.lesson()
    body = {"lesson": lesson["id"], "due": due}
    school.teacher.refused("post", f"classes/{school.id}/exercises", body)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "x" * 64])
def test_a_time_zone_that_is_none_is_refused(school, zone):
    school.teacher.refused("post", "classes", {"name": "9a", "time_zone": zone})
    school.teacher.refused("patch", f"classes/{school.id}", {"time_zone": zone})
