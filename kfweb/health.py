"""
Whether the studio is alive, and whether it can do its work.

    /healthz   the process answers: restart it when this fails
    /readyz    rows, bell, stream, pictures and disk are there: send no one here while this is red
"""

import asyncio
import logging
import secrets
import shutil
import time
from collections.abc import Callable

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from kfweb.celery import app

log = logging.getLogger(__name__)

PATIENCE = 2  # seconds that one part may take to answer


class NotReady(Exception):
    """
    A part answered, and cannot do its work.
    """


def database() -> None:
    """
    The rows can be read.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def broker() -> None:
    """
    The bell can be rung.
    """
    with app.connection_for_write(connect_timeout=PATIENCE) as bell:
        bell.ensure_connection(max_retries=1, timeout=PATIENCE)


def channels() -> None:
    """
    An event that is sent arrives.
    """
    async_to_sync(_round_trip)()


async def _round_trip() -> None:
    layer = get_channel_layer()
    channel = await layer.new_channel()
    async with asyncio.timeout(PATIENCE):
        await layer.send(channel, {"type": "ready"})
        await layer.receive(channel)


def storage() -> None:
    """
    A picture can be kept.
    """
    name = default_storage.save(f"health/{secrets.token_hex(8)}", ContentFile(b"ready"))
    default_storage.delete(name)


def disk() -> None:
    """
    There is room for more.
    """
    if shutil.disk_usage(settings.DATA_DIR).free < settings.DISK_FREE_MB * 2**20:
        raise NotReady


PARTS: tuple[Callable[[], None], ...] = (database, broker, channels, storage, disk)


def readiness() -> dict[str, bool]:
    """
    Each part's name, and whether it does its work now.
    """
    return {part.__name__: _works(part) for part in PARTS}


def _works(part: Callable[[], None]) -> bool:
    # The reason goes to the log alone: it may hold an address with a password in it.
    try:
        part()
    except Exception as error:
        log.warning("Not ready: %s (%s)", part.__name__, type(error).__name__)
        return False
    return True


class HealthMiddleware:
    """
    Answer before anything else does: whoever asks comes by any host name, and without https.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.asked = float("-inf")
        self.parts: dict[str, bool] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return JsonResponse({"alive": True}, headers={"Cache-Control": "no-store"})
        if request.path == "/readyz":
            return self.ready()
        return self.get_response(request)

    def ready(self) -> HttpResponse:
        """
        Red or green, asked of the parts at most once a second however often it is asked of us.
        """
        if time.monotonic() - self.asked >= 1:
            self.parts, self.asked = readiness(), time.monotonic()
        ready = all(self.parts.values())
        return JsonResponse(
            {"ready": ready, "parts": self.parts},
            status=200 if ready else 503,
            headers={"Cache-Control": "no-store"},
        )
