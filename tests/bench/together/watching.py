"""
Two hundred viewers of one shared render: every one sees every segment finish.
"""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import AsyncExitStack
from typing import Any

import httpx

from tests.bench.figure import Figure, percentile
from tests.bench.together.page import Page
from tests.bench.together.people import guests, lay_out, link_to
from tests.bench.together.scale import Scale
from tests.machines import Studio
from tests.person import Person

KEYS, GAP = 9, 13  # eight segments of twelve drawings
PATIENCE = 180.0
READ = 1.0
"""
Seconds at most between hearing of a change and reading the reel again.
"""


def measure(studio: Studio, scale: Scale) -> list[Figure]:
    """
    How many of the viewers saw all that was rendered, and how long after it was done.
    """
    with Person(studio) as owner:
        project, _keys = lay_out(owner, keys=KEYS, gap=GAP)
        path = link_to(owner, project, "view")
        return asyncio.run(_watch(owner, project, path, scale.viewers))


async def _watch(owner: Person, project: str, path: str, count: int) -> list[Figure]:
    cookies = await guests(owner.address, path, count)
    async with AsyncExitStack() as stack:
        pages = []
        for found in cookies:
            pages.append(await stack.enter_async_context(Page(owner.address, found, project, "/watch")))
        http = await stack.enter_async_context(
            httpx.AsyncClient(base_url=owner.address, timeout=120, limits=httpx.Limits(max_connections=32))
        )
        started = time.monotonic()
        watching = asyncio.gather(*(_see(page, http) for page in pages))
        asked = await asyncio.to_thread(owner.post, f"/projects/{project}/renders", {})
        wanted = len(asked["segments"])
        done = await asyncio.to_thread(_drawn, owner, project)
        seen = await watching
    whole = [one for one in seen if one is not None]
    return [
        Figure(
            f"{count} viewers of one render of {wanted} segments: who saw every one finish",
            len(whole),
            count,
            better="more",
            detail={
                "render s": done - started,
                "last viewer s": max(whole, default=0.0) - started,
                "p50 after it was done s": percentile(whole, 0.5) - done if whole else -1.0,
            },
        )
    ]


def _drawn(owner: Person, project: str) -> float:
    """
    Wait until all is drawn, and say when it was.
    """
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        segments = owner.get(f"/projects/{project}")["segments"].values()
        if all(one["state"] == "fresh" for one in segments if one):
            break
        time.sleep(0.2)
    return time.monotonic()


async def _see(page: Page, http: httpx.AsyncClient) -> float | None:
    """
    Read the reel whenever something has changed, until all of it is there; say when that was.
    """
    deadline = time.monotonic() + PATIENCE
    known = -1
    while time.monotonic() < deadline:
        if len(page.events) + page.welcomes == known:
            await asyncio.sleep(0.1)
            continue
        known = len(page.events) + page.welcomes
        reel = await http.get(f"/api/projects/{page.project}/reel", cookies=page.cookies)
        if reel.status_code == 200 and _whole(reel.json()):
            return time.monotonic()
        await asyncio.sleep(READ * (0.5 + random.random() / 2))
    return None


def _whole(reel: dict[str, Any]) -> bool:
    return all(run["exact"] and run["kind"] != "missing" for run in reel["runs"])
