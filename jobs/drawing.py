"""
Drawing one segment, from the lease to the last file.

Each drawing's bytes follow from the sheet alone. So a drawing that is there already is left as it is, and
a worker that was frozen, lost its lease and wakes up can only write the same bytes again.
"""

import errno
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import cv2
from celery.exceptions import SoftTimeLimitExceeded
from django.db import DatabaseError

from jobs import events, frames, leases
from jobs.heart import beating
from jobs.inbetween import Drawer, Pair, choose, method
from jobs.judging import Judge
from jobs.models import Segment
from jobs.progress import Throttle
from jobs.sheet import SegmentSheet

NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
EVENT_EVERY = 0.1
TOPICS_EVERY = 1.0
logger = logging.getLogger(__name__)


class EngineFailed(Exception):
    """
    The engine could not draw between two pictures.
    """


class Overtaken(Exception):
    """
    The lease is lost: the segment was cancelled, or another worker draws it.
    """


def draw(segment: Segment) -> None:
    """
    Draw what is missing of a claimed segment, and leave its row as it then is.
    """
    run = Run(segment)
    try:
        with beating(segment, lambda: run.done):
            run.draw()
        leases.finish(segment, run.seconds, run.quality)
    except Overtaken:
        logger.info("%s: the lease is lost, the worker stops.", segment)
        leases.note_kept(segment, run.done)
    except frames.PictureMissing as error:
        logger.warning("%s: %s", segment, error)
        leases.fail(segment, "picture_missing", run.done)
    except MemoryError:
        logger.warning("%s: not enough memory.", segment)
        leases.fail(segment, "too_big", run.done)
    except EngineFailed:
        logger.exception("%s: the engine failed.", segment)
        leases.fail(segment, "engine", run.done)
    except SoftTimeLimitExceeded:
        # Each attempt goes on from the drawings of the one before: only one that adds none is in vain.
        give_back = leases.release if run.drawn else _retry_slow
        give_back(segment, run.done)
    except SystemExit:
        leases.release(segment, run.done)
        raise
    except DatabaseError:
        raise  # the lease lapses, and the sweep brings the segment back
    except Exception as error:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            logger.warning("%s: no room to write drawings.", segment)
            leases.postpone(segment, "disk_full", run.done)
        else:
            logger.exception("%s: the drawings could not be saved.", segment)
            leases.retry(segment, "storage", run.done)


def _retry_slow(segment: Segment, done: int) -> bool:
    return leases.retry(segment, "time_limit", done)


class Run:
    """
    One worker's attempt at one segment: `done` drawings are there, `drawn` of them by this attempt.
    """

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self.sheet = SegmentSheet.from_json(segment.sheet)
        self.done = segment.drawings_done
        self.drawn = 0
        self.quality: dict[str, Any] | None = None
        self._spent = 0.0
        self._began = time.monotonic()
        self._topics: list[str] = []
        self._due = Throttle(EVENT_EVERY)
        self._topics_due = Throttle(TOPICS_EVERY)

    @property
    def seconds(self) -> float:
        """
        What all drawings would have taken at the speed of this run; 0 when it drew none.
        """
        return self._spent * self.segment.drawings / self.drawn if self.drawn else 0.0

    def draw(self) -> None:
        """
        Draw what is missing, in order: `done` drawings are always the first ones.
        """
        there = frames.drawn(self.segment.key)
        missing = [n for n in range(self.segment.drawings) if n not in there]
        self.done = missing[0] if missing else self.segment.drawings
        if not missing:
            if self.segment.quality is None:
                self._measure()
            return
        with _engine():
            pair, scenery = frames.staged(self.sheet)
        drawer = self._drawer(pair)
        judge = Judge(pair, drawer, scenery)
        for n, u in enumerate(self.sheet.times):
            if n in there:
                judge.kept(u, self.segment.key, n)
                continue
            if not leases.still_mine(self.segment):
                raise Overtaken
            with _engine():
                figure = drawer.draw(u)
                drawing = frames.over(figure, scenery)
            frames.write_drawing(self.segment.key, n, drawing, cut_out=self.sheet.is_cut_out)
            self.drawn += 1
            self.done = self._first_missing(missing)
            self._tell()
            judge.drawn(u, figure, drawing)
        self.quality = judge.verdict()

    def _measure(self) -> None:
        """
        Measure drawings that are all there: whoever drew the last one did not come to it.
        """
        try:
            with _engine():
                pair, scenery = frames.staged(self.sheet)
            judge = Judge(pair, self._drawer(pair), scenery)
            for n, u in enumerate(self.sheet.times):
                judge.kept(u, self.segment.key, n)
            self.quality = judge.verdict()
        except (EngineFailed, MemoryError, OSError, frames.PictureMissing, SoftTimeLimitExceeded):
            logger.exception("%s: the drawings could not be measured; it is finished without.", self.segment)

    def _drawer(self, pair: Pair) -> Drawer:
        """
        Prepare the method; where the sheet leaves it open, choose one and note why.
        """
        with _engine():
            if self.sheet.method != "auto":
                return method(self.sheet.method).prepare(pair)
            if self.segment.method and self.segment.reason:
                return method(self.segment.method).prepare(pair)
            choice = choose(pair)
        if not leases.note_method(self.segment, choice.method, choice.reason):
            raise Overtaken
        return choice.drawer

    def _first_missing(self, missing: list[int]) -> int:
        return missing[self.drawn] if self.drawn < len(missing) else self.segment.drawings

    def _tell(self) -> None:
        """
        Tell the pages: the first drawing at once, then at most ten times a second.
        """
        self._spent = time.monotonic() - self._began
        if not self._due.ready():
            return
        if self._topics_due.ready():
            self._topics = events.topics_of(self.segment.key)
        left = self.segment.drawings - self.done
        self.segment.drawings_done = self.done
        events.tell_segment(self.segment, self._topics, eta=round(self._spent / self.drawn * left, 1))


@contextmanager
def _engine() -> Iterator[None]:
    """
    Tell the engine's failures from those of the storage and the machine.
    """
    try:
        yield
    except (SoftTimeLimitExceeded, MemoryError, OSError, frames.PictureMissing):
        raise
    except cv2.error as error:
        if error.code == cv2.Error.StsNoMem:
            raise MemoryError(str(error)) from error
        raise EngineFailed from error
    except Exception as error:
        raise EngineFailed from error
