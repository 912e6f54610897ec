"""
The live page: subscribe, then the snapshot, then what is newer.

In this order nothing is lost: an edit that is committed while the snapshot is read waits in the
socket's queue, and is sent after it or, if the snapshot has it already, not at all.
"""

import asyncio
import hashlib
import json
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from typing import Any
from weakref import WeakSet

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest
from django.utils import timezone, translation

from editor.access import Action, Grant, Viewer, grant_of, reach, viewer_of
from editor.lessons import blind
from editor.projects.models import Project
from editor.projects.snapshot import Snapshot, snapshot
from editor.teams.models import User
from jobs import progress

MOST_CHARACTERS = 64 * 1024
MOST_MESSAGES, PER_SECONDS = 20, 1.0
AGAIN_COUNTS = 5  # messages: everything is read and sent for it
MOST_PAGES, MOST_BY_LINK = 20, 1000
"""
How many pages one person may have open at a time, and how many people who are nobody a link may.
"""

LONGEST = 86_400.0
"""
Seconds between two looks at a link that will be over some day.
"""

Seen = tuple[Project, Grant]
"""
A project, and what its viewer is to it.
"""

UNKNOWN, NO_ACCESS, TOO_LARGE, TOO_FAST, NOT_UNDERSTOOD = 4404, 4403, 4413, 4429, 4400


class ProjectConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]
    """
    One page that looks at one project.
    """

    viewer: Viewer
    project: Project | None = None
    revision = -1  # of the snapshot that was sent last
    level: dict[str, Any] | None = None  # what the page was told last that it may do
    over: asyncio.TimerHandle | None = None  # rings when the link is over by which they look

    async def connect(self) -> None:
        """
        Let in who may see the project; for all others there is none.
        """
        self.viewer = self.scope.get("viewer") or Viewer()
        self.heard: deque[float] = deque(maxlen=MOST_MESSAGES)
        seen = await self._seen()
        if seen is None:
            await self.close(UNKNOWN)
            return
        if self._crowded():
            await self.close(TOO_FAST)
            return
        self.project, _grant = seen
        _pages.add(self)
        await self.channel_layer.group_add(progress.group_of(self.project.topic), self.channel_name)
        await self.accept()
        await self._welcome()

    async def dispatch(self, message: dict[str, Any]) -> None:
        """
        Pass events on at once. Before anything else the framework has a thread look after connections to the
        database, one page after the other; an event that thirty pages hear needs none.
        """
        if message["type"] == "event":
            await self.event(message)
        else:
            await super().dispatch(message)

    async def disconnect(self, code: int) -> None:
        """
        Stop listening.
        """
        _pages.discard(self)
        self._ring_at(None)
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
        try:
            message = json.loads(text_data)
            wish = message["type"]
        except (ValueError, TypeError, KeyError, RecursionError):
            await self.close(NOT_UNDERSTOOD)
            return
        self.heard.extend([now] * (AGAIN_COUNTS if wish == "again" else 1))
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
            await self._send(await self._told(event))

    async def _welcome(self) -> None:
        """
        Send everything as it is now.
        """
        seen = await self._seen()
        if seen is None:
            await self._bye()
            return
        project, grant = seen
        self.level = grant.level
        self._ring_at(grant.until)
        found = await self._snapshot(project)
        self.revision = found["revision"]
        await self._send({"type": "welcome", "snapshot": found, "level": self.level})

    async def _pong(self) -> None:
        project = await self._look_again()
        if project is not None:
            await self._send({"type": "pong", "revision": project.revision})

    async def _look_again(self) -> Project | None:
        """
        See what the viewer may do by now, and tell their page where that has changed.
        """
        seen: Seen | None = await self._seen()
        if seen is None:
            await self._bye()
            return None
        project, grant = seen
        self._ring_at(grant.until)
        level = grant.level
        if self.level is not None and level != self.level:
            self.level = level
            await self._send({"type": "level", **level})
        return project

    async def _check_access(self, event: dict[str, Any]) -> None:
        """
        Somebody's access changed: see whether it was ours.
        """
        gone = event.get("session")
        if gone and gone == _digest(self.scope["session"].session_key):
            await self._bye()
        else:
            await self._look_again()

    async def _bye(self) -> None:
        await self._send({"type": "bye", "code": "access"})
        await self.close(NO_ACCESS)

    async def _send(self, event: Mapping[str, Any]) -> None:
        await self.send(text_data=json.dumps(event, cls=DjangoJSONEncoder, separators=(",", ":")))

    @database_sync_to_async  # type: ignore[untyped-decorator]
    def _seen(self) -> Seen | None:
        """
        The project and what its viewer may do with it, if they are still signed in and may still see it.
        """
        if not allowed_in(self.viewer, self.scope.get("session")):
            return None
        try:
            project = reach(self.viewer, Action.VIEW, self.scope["url_route"]["kwargs"]["project"])
        except Http404:
            return None
        return project, grant_of(self.viewer, project)

    def _ring_at(self, end: datetime | None) -> None:
        """
        Look again when a link is over: nobody does anything then that would tell us.
        """
        if self.over is not None:
            self.over.cancel()
        self.over = None
        if end is not None:
            seconds = min((end - timezone.now()).total_seconds(), LONGEST)
            loop = asyncio.get_running_loop()
            self.over = loop.call_later(max(0.0, seconds) + 0.1, lambda: loop.create_task(self._look_again()))

    def _crowded(self) -> bool:
        """
        Whether this viewer has as many pages open as one may have.
        """
        theirs = sum(1 for page in _pages if _same(page.viewer, self.viewer))
        return theirs >= (MOST_PAGES if self.viewer.user else MOST_BY_LINK)

    async def _told(self, event: dict[str, Any]) -> Mapping[str, Any]:
        """
        An event as this viewer may read it: a learner is not told what was measured before they have judged.
        """
        project = self.project
        if project is None or project.kind in (Project.Kind.STORY, Project.Kind.FROZEN):
            return event
        found: Mapping[str, Any] = await database_sync_to_async(blind.event)(self.viewer, project, event)
        return found

    @database_sync_to_async  # type: ignore[untyped-decorator]
    def _snapshot(self, project: Project) -> Snapshot:
        with translation.override(self.scope.get("language")):
            return snapshot(self.viewer, project)


# A page that ends otherwise than by closing is forgotten all the same.
_pages: WeakSet[ProjectConsumer] = WeakSet()


def _same(one: Viewer, other: Viewer) -> bool:
    if one.user is None or other.user is None:
        return one.user is other.user and one.keys[:1] == other.keys[:1]
    return one.user.pk == other.user.pk


def allowed_in(viewer: Viewer, session: SessionBase | None) -> bool:
    """
    Whether whoever opened a socket still is who they were: signed in, or nobody with a link.
    """
    return bool(viewer.keys) if viewer.user is None else signed_in(viewer, session)


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
    for project in Project.objects.visible_to(replace(viewer_of(request), user=user)):
        progress.publish(project.topic, event)


def _digest(session_key: str | None) -> str:
    """
    A session's name that can be told without giving the session away.
    """
    return hashlib.sha256((session_key or "").encode()).hexdigest()
