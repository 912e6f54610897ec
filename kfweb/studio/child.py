"""
One program under the studio's roof.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings

TETHER = str(Path(__file__).with_name("tether.py"))
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 15.0  # seconds before it is started again
STEADY = 30.0  # seconds after which a program counts as running well


class Child:
    """
    A program that is kept running: started again when it dies, with growing pauses when it keeps
    dying, and never outlived by what it started itself.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        lend: Sequence[int] = (),
        extra: Mapping[str, str] | None = None,
        nice: int = 0,
    ) -> None:
        self.name = name
        self.command = command
        self.lend = lend
        self.environment = os.environ | {"PYTHONUNBUFFERED": "1"} | dict(extra or {})
        self.nice = nice
        self.process: subprocess.Popen[bytes] | None = None
        self.pause = FIRST_PAUSE
        self.due = 0.0
        self.born = 0.0

    @property
    def running(self) -> bool:
        """
        Whether it has been started and has not ended.
        """
        return self.process is not None and self.process.poll() is None

    def keep(self) -> int | None:
        """
        Have it run, when its pause is over; answer how it ended, once, when it has.
        """
        if self.process is None:
            if time.monotonic() >= self.due:
                self.start()
            return None
        ended = self.process.poll()
        if ended is not None:
            self.bury()
            self.pause = FIRST_PAUSE if time.monotonic() - self.born > STEADY else self.pause
            self.due = time.monotonic() + self.pause
            self.pause = min(2 * self.pause, LONGEST_PAUSE)
        return ended

    def start(self) -> None:
        """
        Start it in a process group of its own: Ctrl-C reaches the supervisor alone, which decides the order.
        """
        self.born = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-S", TETHER, str(os.getpid()), str(self.nice), *self.command],
            cwd=settings.BASE_DIR,
            process_group=0,
            pass_fds=self.lend,
            env=self.environment,
            stdin=subprocess.DEVNULL,
        )

    def ask_to_stop(self) -> None:
        """
        Ask it to finish.
        """
        if self.process is not None:
            self.process.terminate()

    def stop(self, *, seconds: float) -> None:
        """
        Give it this long to finish, then insist.
        """
        if self.process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, seconds))
        self.bury()

    def bury(self) -> None:
        """
        End it and whatever is left of its process group.
        """
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None
