"""
Events arrive in order through the configured layer, and publishing never hurts.
"""

import asyncio
import os
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from jobs import progress
from jobs.progress import Publisher, Throttle, group_of


class Layer:
    """
    A channel layer that remembers, or fails, or never answers.
    """

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.error: Exception | None = None
        self.stuck = False

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        if self.stuck:
            await asyncio.Event().wait()
        if self.error:
            raise self.error
        self.sent.append((group, message))


@pytest.fixture
def layer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Layer]:
    layer = Layer()
    monkeypatch.setattr(progress, "get_channel_layer", lambda: layer)
    monkeypatch.setattr(progress, "_publisher", Publisher())
    yield layer


def test_events_are_numbered_for_each_topic_and_sent_in_order(layer: Layer):
    for number in range(100):
        progress.publish(f"t{number % 2}", {"type": "x", "n": number})
    progress.flush()

    assert len(layer.sent) == 100
    for topic in ("t0", "t1"):
        events = [m["event"] for group, m in layer.sent if group == group_of(topic)]
        assert [event["seq"] for event in events] == list(range(1, 51))
        assert [event["n"] for event in events] == sorted(event["n"] for event in events)
    assert len({m["event"]["stream"] for _, m in layer.sent}) == 1
    assert {m["type"] for _, m in layer.sent} == {"event"}


def test_a_layer_that_is_down_hurts_nobody_and_is_named_once(layer: Layer, caplog: pytest.LogCaptureFixture):
    layer.error = ConnectionError("refused")
    for _ in range(50):
        progress.publish("t", {"type": "x"})
    progress.flush()
    assert [r.levelname for r in caplog.records] == ["WARNING"]
    assert "ConnectionError: refused" in caplog.text

    layer.error = None
    progress.publish("t", {"type": "x"})
    progress.flush()
    assert layer.sent[0][1]["event"]["seq"] == 51


def test_a_layer_that_never_answers_is_not_waited_for(layer: Layer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.2)
    layer.stuck = True
    before = time.monotonic()
    for _ in range(progress.KEPT * 3):
        progress.publish("t", {"type": "x"})
    assert time.monotonic() - before < 2
    progress.flush(0.3)

    layer.stuck = False
    wait_for(lambda: bool(layer.sent) and layer.sent[-1][1]["event"]["seq"] == progress.KEPT * 3)
    assert len(layer.sent) <= progress.KEPT


def test_nothing_that_is_published_raises(layer: Layer, monkeypatch: pytest.MonkeyPatch):
    progress.publish("t", None)  # type: ignore[arg-type]


def test_a_forked_child_publishes_on_its_own(layer: Layer):
    progress.publish("t", {"type": "x"})
    progress.flush()
    stream = layer.sent[0][1]["event"]["stream"]
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        progress.publish("t", {"type": "x"})
        progress.flush()
        event = layer.sent[-1][1]["event"]
        os.write(write, f"{event['stream']} {event['seq']} {len(layer.sent)}".encode())
        os._exit(0)
    os.waitpid(child, 0)
    its_stream, number, sent = os.read(read, 200).decode().split()

    assert its_stream != stream
    assert (number, sent) == ("1", "2")


def test_the_throttle_lets_the_first_through(monkeypatch: pytest.MonkeyPatch):
    now = [100.0]
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: now[0]))
    throttle = Throttle(0.1)

    assert throttle.ready()
    assert not throttle.ready()
    now[0] += 0.11
    assert throttle.ready()


def wait_for(met: Callable[[], bool], seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end
        time.sleep(0.01)
