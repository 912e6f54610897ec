import threading
import time

import pytest

from editor.refusals import Refused
from editor.watching import turns
from editor.watching.turns import turn_for

A_MOMENT = 0.1
"""
Seconds in which who may come in does.
"""


@pytest.fixture
def busy():
    """
    Something is being made, until the test is over or lets it end.
    """
    begun, end = threading.Event(), threading.Event()

    def make():
        with turn_for("first"):
            begun.set()
            end.wait(10)

    thread = threading.Thread(target=make)
    thread.start()
    assert begun.wait(10)
    yield end
    end.set()
    thread.join(10)


def test_one_at_a_time_whoever_asks(busy):
    inside, leave = threading.Semaphore(0), threading.Semaphore(0)

    def make(name):
        with turn_for(name):
            inside.release()
            leave.acquire(timeout=10)

    waiting = [threading.Thread(target=make, args=[name]) for name in ("first", "second", "second")]
    for thread in waiting:
        thread.start()
    all_in_line({"first": 2, "second": 2})
    assert not inside.acquire(timeout=A_MOMENT), "nobody's turn comes before the first is done"
    busy.set()
    for _ in waiting:
        assert inside.acquire(timeout=10)
        assert not inside.acquire(timeout=A_MOMENT), "nobody comes in beside another"
        leave.release()
    for thread in waiting:
        thread.join(10)

    assert not turns._line


def all_in_line(line):
    """
    Wait until these stand in line.
    """
    until = time.monotonic() + 10
    while dict(turns._line) != line:
        assert time.monotonic() < until, turns._line


def test_many_may_wait_for_one_picture_and_few_pictures_wait(busy, monkeypatch):
    monkeypatch.setattr(turns, "MOST_WAITING", 1)
    done = threading.Event()

    def same():
        with turn_for("first"):
            done.set()

    thread = threading.Thread(target=same)
    thread.start()
    with pytest.raises(Refused, match="busy"), turn_for("second"):
        pass
    busy.set()
    thread.join(10)

    assert done.is_set()
    assert not turns._line


def test_who_failed_leaves_the_line():
    with pytest.raises(ValueError, match="broken"), turn_for("first"):
        raise ValueError("broken")
    with turn_for("second"):
        pass

    assert not turns._line
