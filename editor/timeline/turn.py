"""
Edits of one process in their turn.

They cannot be written at once anyway. But SQLite has who waits for its lock look again ever more seldom, so
of ten people who edit some would wait for seconds while it is free; here each goes when the one before has.
"""

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from weakref import WeakValueDictionary

from django.db import connection
from django.db.models import Model


class _Turn:
    def __init__(self) -> None:
        self.lock = threading.Lock()


_turns: WeakValueDictionary[Hashable, _Turn] = WeakValueDictionary()
_guard = threading.Lock()


@contextmanager
def turn(thing: Model) -> Iterator[None]:
    """
    Wait until nobody else in this process edits: anything at all where the database has one lock for all,
    else this thing. Inside of a transaction, which has its lock already, nobody waits.
    """
    if connection.in_atomic_block:
        yield
        return
    who: Hashable = "all" if connection.vendor == "sqlite" else thing.pk
    with _guard:
        mine = _turns.setdefault(who, _Turn())
    with mine.lock:
        yield
