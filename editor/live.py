"""
The live page: subscribe, then the snapshot, then what is newer.

In this order nothing is lost: an edit that is committed while the snapshot is read waits in the
socket's queue, and is sent after it or, if the snapshot has it already, not at all.
"""

import hashlib
import json
import time
from collections import deque
from importlib import import_module
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest
from django.utils import translation

from editor.access import Action, Viewer, reach
from editor.projects.models import Project
from editor.projects.snapshot import Snapshot, snapshot
from editor.teams.models import User
from jobs import progress

MOST_CHARACTERS = 64 * 1024
MOST_MESSAGES, PER_SECONDS = 20, 1.0

UNKNOWN, NO_ACCESS, TOO_LARGE, TOO_FAST, NOT_UNDERSTOOD = 4404, 4403, 4413, 4429, 4400


class ProjectConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """
    One page that looks at one project.
    """

    viewer: Viewer
    project: Project | None = None
    revision = -1  # of the snapshot that was sent last

    async def connect(self) -> None:
        """
        Let in who may see the project; for all others there is none.
        """
        self.viewer = self.scope.get("viewer") or Viewer()
        self.heard: deque[float] = deque(maxlen=MOST_MESSAGES)
        project = await self._project()
        if project is None:
            await self.close(UNKNOWN)
            return
        self.project = project
        await self.channel_layer.group_add(progress.group_of(project.topic), self.channel_name)
        await self.accept()
        await self._welcome()

    async def disconnect(self, code: int) -> None:
        """
        Stop listening.
        """
        if self.project is not None:
            await self.channel_layer.group_discard(progress.group_of(self.project.topic), self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """
        Answer a page, within limits that no page of ours comes near.
        """
        if self.project is None:
            return
        if text_data is None or len(text_data) > MOST_CHARACTERS:
            await self.close(TOO_LARGE)
            return
        now = time.monotonic()
        if len(self.heard) == MOST_MESSAGES and now - self.heard[0] < PER_SECONDS:
            await self.close(TOO_FAST)
            return
        self.heard.append(now)
        try:
            message = json.loads(text_data)
            wish = message["type"]
        except (ValueError, TypeError, KeyError, RecursionError):
            await self.close(NOT_UNDERSTOOD)
            return
        if wish == "ping":
            await self._pong()
        elif wish == "again":
            await self._welcome()

    async def event(self, message: dict[str, Any]) -> None:
        """
        Pass on an event of the project that the page does not have yet.
        """
        event = message["event"]
        if event["type"] == "access":
            await self._check_access(event)
        elif event["type"] == "again":
            await self._welcome()
        elif event["type"] != "ops" or event["revision"] > self.revision:
            await self._send(event)

    async def _welcome(self) -> None:
        """
        Send everything as it is now.
        """
        project = await self._project()
        if project is None:
            await self._bye()
            return
        found = await self._snapshot(project)
        self.revision = found["revision"]
        await self._send({"type": "welcome", "snapshot": found})

    async def _pong(self) -> None:
        project = await self._project()
        if project is None:
            await self._bye()
        else:
            await self._send({"type": "pong", "revision": project.revision})

    async def _check_access(self, event: dict[str, Any]) -> None:
        """
        Somebody's access changed: see whether it was ours.
        """
        gone = event.get("session")
        if (gone and gone == _digest(self.scope["session"].session_key)) or await self._project() is None:
            await self._bye()

    async def _bye(self) -> None:
        await self._send({"type": "bye", "code": "access"})
        await self.close(NO_ACCESS)

    async def _send(self, event: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps(event, cls=DjangoJSONEncoder, separators=(",", ":")))

    @database_sync_to_async  # type: ignore[untyped-decorator]
    def _project(self) -> Project | None:
        """
        The project, if its viewer is still signed in and may still see it.
        """
        if not signed_in(self.viewer, self.scope.get("session")):
            return None
        try:
            return reach(self.viewer, Action.VIEW, self.scope["url_route"]["kwargs"]["project"])
        except Http404:
            return None

    @database_sync_to_async  # type: ignore[untyped-decorator]
    def _snapshot(self, project: Project) -> Snapshot:
        with translation.override(self.scope.get("language")):
            return snapshot(self.viewer, project)


def signed_in(viewer: Viewer, session: SessionBase | None) -> bool:
    """
    Whether the session that opened a socket still is this viewer's, as the store knows it now.
    """
    if viewer.user is None or session is None or not session.session_key:
        return False
    store: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore(session.session_key)
    user = User.objects.filter(pk=viewer.user.pk, is_active=True).first()
    if user is None or store.get(SESSION_KEY) != str(user.pk):
        return False
    return bool(store.get(HASH_SESSION_KEY) == user.get_session_auth_hash())


def close_session(*, request: HttpRequest | None = None, user: User | None = None, **_signal: Any) -> None:
    """
    Close the sockets of a session that is being signed out.

    The signal comes before the session is gone from the store, so the sockets are told which it is.
    """
    if user is None or request is None or not request.session.session_key:
        return
    event = {"type": "access", "session": _digest(request.session.session_key)}
    for project in Project.objects.of(Viewer(user)):
        progress.publish(project.topic, event)


def _digest(session_key: str | None) -> str:
    """
    A session's name that can be told without giving the session away.
    """
    return hashlib.sha256((session_key or "").encode()).hexdigest()
