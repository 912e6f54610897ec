"""
Waiting for signals without looking at the clock.
"""

import select
import signal
import socket
from types import FrameType

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Signals:
    """
    Wakes the supervisor when it is asked to stop or a child has ended; costs nothing in between.
    """

    def __init__(self) -> None:
        self.stop_asked = 0
        self.ear, self.mouth = socket.socketpair()
        self.ear.setblocking(False)
        self.mouth.setblocking(False)
        signal.set_wakeup_fd(self.mouth.fileno(), warn_on_full_buffer=False)
        for number in STOPPING:
            signal.signal(number, self._stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stop_asked += 1

    def wait(self, seconds: float | None) -> None:
        """
        Return at the next signal, or when the time is over.
        """
        heard, _, _ = select.select([self.ear], [], [], seconds)
        if heard:
            self.ear.recv(4096)
