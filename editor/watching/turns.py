"""
One picture at a time is laid together in this process.

Whoever asks for one that is being made waits for it; of different ones only so many may wait, so that
requests that read rows are still answered. Nobody can ask for more than a project's frames, each made once
for all viewers, so it does not matter who asks: most who look are nobody. Finding figures has a line of its
own (`editor/poses/computing.py`). No transaction is open meanwhile.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from editor.refusals import Refused

MOST_WAITING = 32
_line: Counter[str] = Counter()
"""
The pictures that are waited for, and by how many.
"""
_joining = threading.Lock()
_turn = threading.Lock()


@contextmanager
def turn_for(name: str) -> Iterator[None]:
    """
    Wait until no other picture is being made; where too many wait, `Refused` says to come again.
    """
    with _joining:
        if name not in _line and len(_line) >= MOST_WAITING:
            raise Refused(
                "busy", _("The studio is busy making other pictures. Try again in a moment."), status=503
            )
        _line[name] += 1
    try:
        with _turn:
            yield
    finally:
        with _joining:
            _line[name] -= 1
            if not _line[name]:
                del _line[name]
