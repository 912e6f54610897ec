"""
The sweep: it rings again for work whose worker is gone, and once a day puts away what nobody comes back for.
"""

import logging
import threading
import time
from importlib import import_module

from django.conf import settings
from django.db import close_old_connections

from editor.exports import actions as exports
from editor.projects.forgetting import COPIES_AT_ONCE, forget_copies
from editor.teams.actions import GUESTS_AT_ONCE, forget_guests
from jobs import actions as segments

DAY = 24 * 60 * 60
log = logging.getLogger(__name__)


def sweep() -> int:
    """
    Bring lost work back to the queue; say how much it was.
    """
    return segments.sweep() + exports.sweep()


def tidy() -> bool:
    """
    Forget guests who never did anything, copies that nothing shows any more, and sessions that are over; say
    whether that was all of them.
    """
    guests, copies = forget_guests(), forget_copies()
    if guests:
        log.info("%d guests who never did anything were forgotten.", guests)
    if copies:
        log.info("%d frozen copies that nothing shows any more were erased.", copies)
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return guests < GUESTS_AT_ONCE and copies < COPIES_AT_ONCE


class Sweeper(threading.Thread):
    """
    Sweeps every few seconds until it is told to stop, and tidies once a day. A failure is told once, and
    tried again.
    """

    def __init__(self, every: float) -> None:
        super().__init__(name="sweep", daemon=True)
        self.every = every
        self.enough = threading.Event()
        self.failing = False
        self.tidied = float("-inf")

    def run(self) -> None:
        while not self.enough.wait(self.every):
            self.once()

    def once(self) -> None:
        """
        Sweep now; the database may be away.
        """
        close_old_connections()
        try:
            lost = sweep()
            if time.monotonic() - self.tidied >= DAY and tidy():
                self.tidied = time.monotonic()
        except Exception:
            if not self.failing:
                log.exception("The sweep failed; it is tried again every %g seconds.", self.every)
            self.failing = True
        else:
            self.failing = False
            if lost:
                log.info("%d pieces of work had lost their worker and wait again.", lost)
        finally:
            close_old_connections()

    def stop(self) -> None:
        """
        Stop after the sweep that runs, if one does.
        """
        self.enough.set()
        self.join(timeout=2)
