"""
One preview at a time in this process, and of each person only what was asked last.

A hand that drags asks again before it has its answer. What was asked before is then of no use to anybody: it
leaves the line, or stops at its next drawing. Nobody is told to come again for it. Finding masks has a line
of its own (`editor/poses/computing.py`), so that no preview waits for one.
"""

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from editor.access import Viewer, person
from editor.refusals import Refused
from jobs.previews import Superseded

MOST_WAITING = 8
_line = threading.Condition()
_numbers = itertools.count(1)
_newest: dict[object, int] = {}
"""
The number of what each person asked last, as long as it waits or is computed.
"""
_computing: set[int] = set()


@contextmanager
def newest(viewer: Viewer) -> Iterator[Callable[[], bool]]:
    """
    Wait until nobody else computes, and tell whether the same person has asked for something else since.

    Raises `Superseded` for one that waited and was overtaken; `Refused` where too many people wait.
    """
    who = person(viewer).pk
    with _line:
        if who not in _newest and len(_newest) > MOST_WAITING:
            raise Refused("busy", _("The studio is busy. No preview was made; try again."), status=429)
        mine = next(_numbers)
        _newest[who] = mine
        _line.notify_all()
        _line.wait_for(lambda: not _computing or _newest.get(who) != mine)
        if _newest.get(who) != mine:
            raise Superseded
        _computing.add(mine)
    try:
        yield lambda: _newest.get(who) != mine
    finally:
        with _line:
            _computing.discard(mine)
            if _newest.get(who) == mine:
                del _newest[who]
            _line.notify_all()
