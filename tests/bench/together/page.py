"""
A page as a browser has it, without the browser: a socket that comes back, and the project as it shows it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

KINDS = ("characters", "shots", "tracks", "poses", "keyframes", "markers")
HOLE = 1.0
"""
Seconds that a hole in the revisions may last before the page asks for everything again.
"""

Rows = dict[tuple[str, str], dict[str, Any]]


class Page:
    """
    One page of one person; `path` is what follows the project's id in the socket's address.
    """

    def __init__(self, address: str, cookies: dict[str, str], project: str, path: str = "") -> None:
        self.address, self.path = address, path
        self.cookies = cookies
        self.project = project
        self.rows: Rows = {}
        self.revision = -1
        self.heard: dict[str, float] = {}
        self.welcomes = 0
        self.events: list[dict[str, Any]] = []
        self._landed: dict[int, list[dict[str, Any]]] = {}
        self._welcomed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Page:
        self._task = asyncio.create_task(self._stay())
        await asyncio.wait_for(self._welcomed.wait(), 60)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def _stay(self) -> None:
        tries = 0
        while True:
            try:
                async with self._line() as socket:
                    tries = 0
                    await self._listen(socket)
            except (OSError, ConnectionClosed, InvalidHandshake):
                pass
            tries += 1
            await asyncio.sleep(max(0.5, min(15.0, 0.5 * 2**tries) * (0.5 + random.random() / 2)))

    def _line(self) -> connect:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return connect(
            self.address.replace("http", "ws", 1) + f"/ws/projects/{self.project}{self.path}",
            origin=self.address,  # type: ignore[arg-type]
            additional_headers={"Cookie": cookie},
            max_size=2**24,
        )

    async def _listen(self, socket: ClientConnection) -> None:
        holed: float | None = None
        while True:
            try:
                text = await asyncio.wait_for(socket.recv(), HOLE)
            except TimeoutError:
                text = None
            if text is not None:
                self._hear(json.loads(text))
            if not self._landed:
                holed = None
            elif holed is None:
                holed = time.monotonic()
            elif time.monotonic() - holed > HOLE:
                holed = None
                await socket.send('{"type":"again"}')

    def _hear(self, event: dict[str, Any]) -> None:
        if event["type"] == "welcome":
            self._take_in(event["snapshot"])
            self.welcomes += 1
            self._welcomed.set()
        elif event["type"] == "ops":
            self.heard.setdefault(event["batch"], time.monotonic())
            if event["revision"] > self.revision:
                self._landed[event["revision"]] = event["applied"]
            self._advance()
        else:
            self.events.append(event)

    def _take_in(self, snapshot: dict[str, Any]) -> None:
        if "project" in snapshot:
            self.rows = rows_of(snapshot)
        self.revision = snapshot["revision"]
        self._landed = {number: ops for number, ops in self._landed.items() if number > self.revision}
        self._advance()

    def _advance(self) -> None:
        while (applied := self._landed.pop(self.revision + 1, None)) is not None:
            apply(self.rows, applied)
            self.revision += 1


def rows_of(snapshot: dict[str, Any]) -> Rows:
    """
    All rows of a snapshot.
    """
    rows: Rows = {("project", snapshot["project"]["id"]): dict(snapshot["project"])}
    for kind in KINDS:
        rows |= {(kind[:-1], row["id"]): dict(row) for row in snapshot[kind]}
    return rows


def apply(rows: Rows, applied: list[dict[str, Any]]) -> None:
    """
    Bring rows to where operations of the server lead.
    """
    for operation in applied:
        place = operation["on"], operation["id"]
        if operation["do"] == "delete":
            rows.pop(place, None)
        else:
            rows[place] = {**rows.get(place, {"id": operation["id"]}), **(operation.get("to") or {})}
