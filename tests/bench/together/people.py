"""
People at a studio: one who has a project, and those who come by a link.
"""

from __future__ import annotations

import asyncio
import uuid
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.browser.pictures import Disc
from tests.person import Person, place

KEYS = 24
SHADES = ((200, 40, 40), (40, 80, 200), (30, 150, 70))


def lay_out(owner: Person, *, keys: int = KEYS, gap: int = 6) -> tuple[str, list[str]]:
    """
    A project of discs that go to and fro; its id and its keyframes.
    """
    owner.arrive()
    made = owner.post("/projects", {"title": "Together", "width": 320, "height": 180, "rate": [12, 1]})
    project = made["id"]
    shot = owner.get(f"/projects/{project}")["shots"][0]["id"]
    poses = []
    for number, shade in enumerate(SHADES):
        file = Disc(f"Disc {number}", 60 + 90 * number, shade).file()
        poses.append(owner.upload(project, file["name"], file["buffer"])["id"])
    keyframes = [place(shot, poses[n % 3], n * gap, method="crossfade") for n in range(keys)]
    owner.edit(project, *keyframes)
    return project, [key["id"] for key in keyframes]


def link_to(owner: Person, project: str, level: str) -> str:
    """
    The path of a link that the owner makes.
    """
    url: str = owner.post(f"/projects/{project}/links", {"level": level})["url"]
    return urlsplit(url).path


async def guests(address: str, path: str, count: int) -> list[dict[str, str]]:
    """
    The cookies of so many browsers in which a link was opened.
    """
    room = asyncio.Semaphore(8)

    async def come() -> dict[str, str]:
        async with room, httpx.AsyncClient(base_url=address, timeout=120) as http:
            (await http.get(path)).raise_for_status()
            opened = await http.post(path, headers=headers(http, address))
            assert opened.status_code == 302, opened.text
            return dict(http.cookies.items())

    return list(await asyncio.gather(*(come() for _ in range(count))))


def headers(http: httpx.AsyncClient, address: str) -> dict[str, str]:
    """
    What a page sends with an unsafe request.
    """
    return {"X-CSRFToken": http.cookies.get("csrftoken") or "", "Referer": address}


class Outbox:
    """
    Edits on their way, as a page sends them: in their order, one at a time, again until there is an answer.
    """

    def __init__(self, address: str, cookies: dict[str, str], project: str) -> None:
        self.address = address
        self.http = httpx.AsyncClient(base_url=address, cookies=cookies, timeout=30)
        self.project = project
        self.made: dict[str, float] = {}
        self.answers: list[dict[str, Any]] = []
        self._waiting: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()

    def push(self, at: float, *operations: dict[str, Any]) -> None:
        """
        Make an edit.
        """
        name = str(uuid.uuid4())
        self.made[name] = at
        self._waiting.put_nowait({"id": name, "label": "", "operations": list(operations)})

    async def send(self) -> None:
        """
        Send what is made until `finish`.
        """
        while (batch := await self._waiting.get()) is not None:
            while not await self._sent(batch):
                await asyncio.sleep(0.5)

    def finish(self) -> None:
        """
        No more is made: `send` ends when all is answered.
        """
        self._waiting.put_nowait(None)

    async def _sent(self, batch: dict[str, Any]) -> bool:
        try:
            path = f"/api/projects/{self.project}/ops"
            answer = await self.http.post(path, json=batch, headers=headers(self.http, self.address))
        except httpx.TransportError:
            return False
        if answer.status_code in (429, 500, 502, 503, 504):
            await asyncio.sleep(float(answer.headers.get("Retry-After", 0)))
            return False
        assert answer.status_code == 200, answer.text
        self.answers.append(answer.json())
        return True
