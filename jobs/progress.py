"""
Telling pages how a render is going.

Events are hints. Each carries its publisher's stream and a number, so that a page sees a hole, asks for
the state of things and is right again. Publishing therefore never raises and never waits.
"""

import asyncio
import logging
import os
import threading
import time
import uuid
from collections import Counter, deque
from collections.abc import Mapping
from typing import Any

from channels.layers import get_channel_layer

KEPT = 2000
PATIENCE = 5.0
WARN_EVERY = 60.0
logger = logging.getLogger(__name__)


def group_of(topic: str) -> str:
    """
    Return the group of the channel layer that a topic's events are sent to.
    """
    return f"topic.{topic}"


def publish(topic: str, event: Mapping[str, Any]) -> None:
    """
    Send an event to all who watch a topic, some time soon.
    """
    try:
        _publisher.publish(topic, event)
    except Exception:
        logger.warning("An event was not published.", exc_info=True)


def flush(seconds: float = 1.0) -> None:
    """
    Wait a little for what is still to be sent: for a process that is about to end.
    """
    _publisher.flush(seconds)


class Publisher:
    """
    One loop in a thread of its own: it keeps one connection, and sends in the order of publishing.

    `async_to_sync` would make a loop and a connection for every event.
    """

    def __init__(self) -> None:
        self.stream = uuid.uuid4().hex
        self._numbers: Counter[str] = Counter()
        # What no one fetches is dropped from the old end; the page sees the hole in the numbers.
        self._waiting: deque[tuple[str, dict[str, Any]]] = deque(maxlen=KEPT)
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake = asyncio.Event()
        self._idle = threading.Event()
        self._idle.set()
        self._warned_at = -WARN_EVERY

    def publish(self, topic: str, event: Mapping[str, Any]) -> None:
        """
        Number the event and leave it to the loop.
        """
        with self._lock:
            self._numbers[topic] += 1
            self._waiting.append((topic, {**event, "stream": self.stream, "seq": self._numbers[topic]}))
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._run, args=(self._loop,), name="progress", daemon=True).start()
            if self._idle.is_set():  # waking a loop that is awake would only make the caller wait for it
                self._idle.clear()
                self._loop.call_soon_threadsafe(self._wake.set)

    def flush(self, seconds: float) -> None:
        """
        Wait until everything is sent, but not longer than some seconds.
        """
        self._idle.wait(seconds)

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(self._send_for_ever())

    async def _send_for_ever(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while event := self._next():
                await self._send(*event)

    def _next(self) -> tuple[str, dict[str, Any]] | None:
        with self._lock:
            if self._waiting:
                return self._waiting.popleft()
            self._idle.set()
            return None

    async def _send(self, topic: str, event: dict[str, Any]) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await get_channel_layer().group_send(group_of(topic), {"type": "event", "event": event})
        except Exception as error:
            # A layer that is down fails for every event: one line a minute says it.
            if time.monotonic() - self._warned_at >= WARN_EVERY:
                self._warned_at = time.monotonic()
                logger.warning("Events do not reach the pages: %s: %s", type(error).__name__, error)


def _begin_anew() -> None:
    global _publisher  # noqa: PLW0603
    _publisher = Publisher()


_publisher = Publisher()
# A forked child has neither its parent's thread nor a right to its connection and numbers.
os.register_at_fork(after_in_child=_begin_anew)


class Throttle:
    """
    Let one thing through per interval; the first at once.
    """

    def __init__(self, interval: float) -> None:
        self.interval = interval
        self._next = 0.0

    def ready(self) -> bool:
        """
        Return whether the interval is over, and begin the next one if so.
        """
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + self.interval
        return True
