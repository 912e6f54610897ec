"""
How fast one person may go.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Hashable

FORGET = 1_000


class Pace:
    """
    So many of something within so many seconds, for each person; counted in this process.
    """

    def __init__(self, most: int, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self.most, self.seconds = most, seconds
        self._now = now
        self._done: dict[Hashable, deque[float]] = {}
        self._lock = threading.Lock()

    def wait(self, who: Hashable) -> float:
        """
        Count one more; or, where that is too many, say in how many seconds it would not be.
        """
        with self._lock:
            now = self._now()
            if len(self._done) > FORGET:
                self._forget(now)
            done = self._done.setdefault(who, deque(maxlen=self.most))
            if len(done) == self.most and now - done[0] < self.seconds:
                return self.seconds - (now - done[0])
            done.append(now)
            return 0.0

    def _forget(self, now: float) -> None:
        for who in [who for who, done in self._done.items() if now - done[-1] >= self.seconds]:
            del self._done[who]
