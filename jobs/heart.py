"""
The heart of a worker that draws: keeps its lease alive.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, connection

from jobs.leases import heartbeat
from jobs.models import Segment

BEATS_PER_LEASE = 5
logger = logging.getLogger(__name__)


@contextmanager
def beating(segment: Segment, done: Callable[[], int]) -> Iterator[None]:
    """
    Extend a segment's lease from a thread for as long as the block runs, however long one step takes.

    A worker that is frozen or killed freezes or kills this thread too, and its lease lapses.
    """
    over = threading.Event()
    heart = threading.Thread(target=_beat, args=(segment, done, over), name="heart", daemon=True)
    heart.start()
    try:
        yield
    finally:
        over.set()
        heart.join()


def _beat(segment: Segment, done: Callable[[], int], over: threading.Event) -> None:
    try:
        while not over.wait(settings.LEASE_SECONDS / BEATS_PER_LEASE):
            try:
                if not heartbeat(segment, done()):
                    return
            except DatabaseError as error:
                logger.warning("A heartbeat of %s was missed: %s", segment.key[:12], error)
                connection.close()
    finally:
        connection.close()
