"""
A web server that is killed under thirty people: all come back by themselves, and are right.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from contextlib import AsyncExitStack

from tests.bench.figure import Figure
from tests.bench.together.editing import edit_for, lost, settled
from tests.bench.together.page import Page, rows_of
from tests.bench.together.people import Outbox, guests, lay_out, link_to
from tests.bench.together.scale import Scale
from tests.machines import Studio
from tests.person import Person

SECONDS, PACE = 10.0, 1.0
KILLED_AFTER = 3.0


def measure(studio: Studio, scale: Scale) -> list[Figure]:
    """
    How many pages are back and right, and whether an edit was lost or doubled meanwhile.
    """
    with Person(studio) as owner:
        project, keys = lay_out(owner)
        path = link_to(owner, project, "edit")
        return asyncio.run(_kill(studio, owner, project, keys, path, scale))


async def _kill(
    studio: Studio, owner: Person, project: str, keys: list[str], path: str, scale: Scale
) -> list[Figure]:
    start = owner.get(f"/projects/{project}")
    cookies = await guests(owner.address, path, scale.people)
    async with AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(Page(owner.address, one, project)) for one in cookies]
        outboxes = [Outbox(owner.address, one, project) for one in cookies[: scale.editors]]
        editing = asyncio.gather(*(edit_for(outbox, keys, SECONDS, PACE) for outbox in outboxes))
        await asyncio.sleep(KILLED_AFTER)
        os.kill(studio.child("kfweb.studio.web"), signal.SIGKILL)
        killed = time.monotonic()
        await _greeted(pages)
        back = time.monotonic() - killed
        await editing
        answers = [answer for outbox in outboxes for answer in outbox.answers]
        await settled(pages, max(answer["revision"] for answer in answers))
        for outbox in outboxes:
            await outbox.http.aclose()
        end = await asyncio.to_thread(owner.get, f"/projects/{project}")
    rows = rows_of(end)
    answers.sort(key=lambda one: one["revision"])
    return [
        Figure(
            f"web server killed under {scale.people} people: pages that are back and right",
            sum(page.rows == rows and page.welcomes > 1 for page in pages),
            len(pages),
            better="more",
            detail={"all back s": back, "edits meanwhile": len(answers)},
        ),
        Figure(
            "web server killed: edits lost or doubled",
            lost(start, end, answers, sum(len(outbox.made) for outbox in outboxes)),
            0,
            detail={"edits": len(answers)},
        ),
    ]


async def _greeted(pages: list[Page]) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and any(page.welcomes < 2 for page in pages):
        await asyncio.sleep(0.05)
