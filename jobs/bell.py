"""
The bell: tells workers that there may be work, and nothing more.
"""

import logging

from celery import current_app
from kombu.exceptions import OperationalError

DRAW_NEXT = "jobs.draw_next"
MOST_AT_ONCE = 64
logger = logging.getLogger(__name__)


def ring(times: int = 1) -> None:
    """
    Wake as many workers as there is new work.

    A worker that finishes rings again while work waits, so a few bells empty a queue of any length, and
    a broker that is away only delays: the sweep rings for forgotten work.
    """
    try:
        for _ in range(min(times, MOST_AT_ONCE)):
            current_app.send_task(DRAW_NEXT)
    except OperationalError as error:
        logger.warning("The bell was not rung, the sweep will ring it: %s", error)
