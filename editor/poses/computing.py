"""
One computation at a time in this process: what a page asks to be computed while it waits.

Finding a figure takes a core for up to some seconds. Pages that ask at the same time wait for each other
here, one request of each person and no more than a few in all, so that nobody fills the line and requests
that only read rows are still answered. Workers are not concerned, and no transaction is open meanwhile.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from editor.access import Viewer, person
from editor.refusals import Refused

MOST_WAITING = 8
_line: set[object] = set()
"""
The people who wait or compute.
"""
_joining = threading.Lock()
_turn = threading.Lock()


@contextmanager
def in_turn(viewer: Viewer) -> Iterator[None]:
    """
    Wait until nobody else computes; where one waits already, or too many do, `Refused` says to come again.
    """
    who = person(viewer).pk
    with _joining:
        if who in _line:
            raise _busy(_("The studio still looks at another picture for you."))
        if len(_line) > MOST_WAITING:
            raise _busy(_("The studio is busy looking at other pictures."))
        _line.add(who)
    try:
        with _turn:
            yield
    finally:
        with _joining:
            _line.discard(who)


def _busy(why: str) -> Refused:
    sentence = _("%(why)s Nothing was changed; try again in a moment.") % {"why": why}
    return Refused("busy", sentence, status=429)
