import threading

import pytest

from editor.refusals import Refused
from editor.watching import turns
from editor.watching.turns import turn_for


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
    order = []

    def make(name):
        with turn_for(name):
            order.append(name)

    waiting = [threading.Thread(target=make, args=[name]) for name in ("first", "second", "second")]
    for thread in waiting:
        thread.start()
    assert order == []
    busy.set()
    for thread in waiting:
        thread.join(10)

    assert sorted(order) == ["first", "second", "second"]
    assert not turns._line


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
