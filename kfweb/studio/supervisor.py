"""
Keeping the studio's programs running, and stopping them in order.
"""

import logging
import os
import socket
import sys
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError

from editor.exports import actions as films
from jobs import actions as segments
from kfweb.studio import valkey
from kfweb.studio.bell import Signals
from kfweb.studio.child import Child
from kfweb.studio.door import shown, wait_for_pages
from kfweb.studio.sweeper import Sweeper

log = logging.getLogger(__name__)

GRACE = 6.0  # seconds between asking the programs to stop and insisting; being killed is safe
PATIENCE = 60.0  # seconds that the pages may take to answer for the first time


class Studio:
    """
    The programs of one machine, from the first line printed to the last process gone.
    """

    def __init__(
        self, door: socket.socket, *, workers: int, every: float, say: Callable[[str], None]
    ) -> None:
        self.door = door
        self.say = say
        self.signals = Signals()
        self.sweeper = Sweeper(every)
        self.valkey = Child("Valkey", valkey.command(settings.VALKEY_SOCKET)) if settings.OWN_VALKEY else None
        self.web = web(door)
        self.worker = worker(workers)

    @property
    def children(self) -> list[Child]:
        return [child for child in (self.valkey, self.web, self.worker) if child is not None]

    def run(self, prepare: Callable[[], None]) -> None:
        """
        Start everything, keep it running until somebody asks to stop, stop everything.
        """
        try:
            if self.valkey is not None:
                self.valkey.start()
                valkey.wait_for(settings.VALKEY_SOCKET)
            prepare()
            self._release()
            self.sweeper.start()
            # The door may be closed again before the thread comes to run, and then has no address.
            threading.Thread(target=self._announce, args=(shown(self.door),), daemon=True).start()
            while not self.signals.stop_asked:
                self._keep()
        finally:
            self._stop()

    def _keep(self) -> None:
        """
        Start what is due; sleep until something ends or becomes due.
        """
        for child in self.children:
            ended = child.keep()
            if ended is not None:
                log.warning("%s ended (%s); it is started again.", child.name, ended)
                if child is self.worker:
                    self._release()
        pauses = [child.due - time.monotonic() for child in self.children if child.process is None]
        self.signals.wait(max(0.0, min(pauses)) if pauses else None)

    def _announce(self, address: str) -> None:
        if wait_for_pages(address, seconds=PATIENCE):
            self.say(f"kfweb is at {address}  (Ctrl-C stops it)")
        elif not self.signals.stop_asked:
            log.error("The pages did not answer within %.0f seconds; the lines above may say why.", PATIENCE)

    def _release(self) -> None:
        """
        Take back the work of workers that are gone. With a shared broker others may still be drawing:
        then only the sweep decides, when a lease has lapsed.
        """
        if not settings.OWN_BROKER:
            return
        try:
            segments.release_all()
            films.release_all()
        except DatabaseError:
            log.warning("Unfinished work could not be released; it is taken up again when its lease lapses.")

    def _stop(self) -> None:
        """
        Pages and worker first, the broker they talk to last. Asked a second time, insist at once.
        """
        self.door.close()
        deadline = time.monotonic() + GRACE
        asked = self.signals.stop_asked
        self.web.ask_to_stop()
        self.worker.ask_to_stop()
        if self.sweeper.is_alive():
            self.sweeper.stop()
        for child in (self.web, self.worker):
            while child.running and self.signals.stop_asked <= asked and time.monotonic() < deadline:
                self.signals.wait(deadline - time.monotonic())
            child.bury()
        self._release()
        if self.valkey is not None:
            self.valkey.ask_to_stop()
            self.valkey.stop(seconds=1)


def web(door: socket.socket) -> Child:
    """
    The pages.
    """
    return Child(
        "The web server", _python("-m", "kfweb.studio.web", str(door.fileno())), lend=[door.fileno()]
    )


def worker(processes: int) -> Child:
    """
    Whoever draws. Nicer than the pages, so that these answer while every core draws.
    """
    one_each = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return Child(
        "The worker",
        _python(
            "-m", "celery", "--quiet", "-A", "kfweb", "worker", "-Q", "segments,films",
            f"--concurrency={processes}", "--loglevel=WARNING",
            "--without-gossip", "--without-mingle", "--without-heartbeat",
        ),
        extra={
            # A warm stop would wait for the longest render; what is cut off is drawn again.
            "REMAP_SIGTERM": "SIGQUIT",
            # On a bare machine people are root. Messages are JSON, so that is no danger of its own.
            "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
            **one_each,
        },
        nice=5,
    )  # fmt: skip


def _python(*words: str) -> list[str]:
    return [sys.executable, *words]


def cores() -> int:
    """
    How many cores this process may use.
    """
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
