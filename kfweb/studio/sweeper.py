"""
The sweep: it rings again for work whose worker is gone.
"""

import logging
import threading

from django.db import close_old_connections

from editor.exports import actions as exports
from jobs import actions as segments

log = logging.getLogger(__name__)


def sweep() -> int:
    """
    Bring lost work back to the queue; say how much it was.
    """
    return segments.sweep() + exports.sweep()


class Sweeper(threading.Thread):
    """
    Sweeps every few seconds until it is told to stop. A failure is told once, and tried again.
    """

    def __init__(self, every: float) -> None:
        super().__init__(name="sweep", daemon=True)
        self.every = every
        self.enough = threading.Event()
        self.failing = False

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
