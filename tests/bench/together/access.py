"""
People at one project by a link whose level is lowered, and which is then revoked: how soon every page knows.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack
from typing import Any

from tests.bench.figure import Figure
from tests.bench.together.page import Page
from tests.bench.together.people import guests, lay_out
from tests.bench.together.scale import Scale
from tests.machines import Studio
from tests.person import Person

PATIENCE = 60.0
GOAL = 1000  # milliseconds


def measure(studio: Studio, scale: Scale) -> list[Figure]:
    """
    How long after the owner's word the last page was told.
    """
    with Person(studio) as owner:
        project, _keys = lay_out(owner)
        link = owner.post(f"/projects/{project}/links", {"level": "edit"})
        return asyncio.run(_change(owner, project, link, scale))


async def _change(owner: Person, project: str, link: dict[str, Any], scale: Scale) -> list[Figure]:
    cookies = await guests(owner.address, link["url"].partition(owner.address)[2], scale.people)
    figures = []
    async with AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(Page(owner.address, one, project)) for one in cookies]
        for what, kind, verb, said in (
            ("level lowered", "level", "PATCH", {"level": "view"}),
            ("link revoked", "bye", "DELETE", None),
        ):
            begun = time.monotonic()
            await asyncio.to_thread(_say, owner, verb, f"/projects/{project}/links/{link['id']}", said)
            done = time.monotonic()
            told = await _told(pages, kind)
            detail = {"pages told": told, "pages": len(pages), "answered after ms": (done - begun) * 1000}
            name = f"{what} under {scale.people} people: until the last page is told, ms"
            figures.append(Figure(name, (time.monotonic() - begun) * 1000, GOAL, detail=detail))
    return figures


def _say(owner: Person, verb: str, path: str, said: dict[str, str] | None) -> None:
    owner.http.request(verb, f"/api{path}", json=said, headers=owner.headers()).raise_for_status()


async def _told(pages: list[Page], kind: str) -> int:
    deadline = time.monotonic() + PATIENCE
    while True:
        told = sum(any(event["type"] == kind for event in page.events) for page in pages)
        if told == len(pages) or time.monotonic() > deadline:
            return told
        await asyncio.sleep(0.005)
