"""
What Celery calls: shells around `jobs.drawing`.
"""

import logging
import os
import signal
import socket
import sys
from typing import Any

from celery import shared_task
from celery.signals import worker_process_init, worker_process_shutdown

from jobs import drawing, progress, quota
from jobs.bell import DRAW_NEXT, ring
from jobs.leases import claim_next

logger = logging.getLogger(__name__)


@shared_task(name=DRAW_NEXT)
def draw_next(*unknown: Any, **more: Any) -> None:
    """
    Draw the segment whose turn it is, and ring again while work waits.

    One segment for each bell, so that the pool's limits on tasks and memory, which are looked at between
    tasks, mean what they say.
    """
    if unknown or more:
        # A bell of another version: what it carries cannot matter, the rows say what to do.
        logger.info("A bell carried %r %r; it is heard all the same.", unknown, more)
    segment = claim_next(f"{socket.gethostname()}:{os.getpid()}")
    if segment is None:
        return
    drawing.draw(segment)
    if quota.next_key() is not None:
        ring()


@worker_process_init.connect
def _leave_in_order(**_: Any) -> None:
    """
    Let a worker that is told to stop give its segment back, instead of leaving it to its lease.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


@worker_process_shutdown.connect
def _send_the_last_events(**_: Any) -> None:
    progress.flush()
