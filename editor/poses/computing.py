"""
One computation at a time in this process: what a page asks to be computed while it waits.

Finding a figure takes a core for up to some seconds. Pages that ask at the same time wait for each other
here, and no more than a few, so that requests that only read rows are still answered. Workers are not
concerned, and no transaction is open meanwhile.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from editor.refusals import Refused

MOST_WAITING = 8
_line = threading.BoundedSemaphore(1 + MOST_WAITING)
_turn = threading.Lock()


@contextmanager
def in_turn() -> Iterator[None]:
    """
    Wait until nobody else computes; where too many wait already, `Refused` says to come again.
    """
    if not _line.acquire(blocking=False):
        raise Refused(
            "busy",
            _("The studio is busy looking at other pictures. Nothing was changed; try again in a moment."),
            status=429,
        )
    try:
        with _turn:
            yield
    finally:
        _line.release()
