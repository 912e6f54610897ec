"""
Thirty people in one project, ten of them editing five times a second: all end with what the server has,
nothing is lost, and an edit comes to the others' pages nearly as soon as when two people work together.
"""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from tests.bench.figure import Figure, percentile
from tests.bench.together.page import Page, apply, rows_of
from tests.bench.together.people import Outbox, guests, lay_out, link_to
from tests.bench.together.scale import Scale
from tests.machines import Studio
from tests.person import Person

PACE = 5  # edits of one person in a second
BASE_SECONDS = 15.0  # of two people, to compare with
PATIENCE = 60.0


@dataclass
class Outcome:
    """
    What came of some people editing together.
    """

    pages: int
    right: int
    edits: int
    lost: int
    delays: list[float]
    welcomes: int


def measure(studio: Studio, scale: Scale) -> list[Figure]:
    """
    Whether all converge, what is lost, and how much later edits come than between two people.
    """
    with Person(studio) as owner:
        project, keys = lay_out(owner)
        path = link_to(owner, project, "edit")
        base = asyncio.run(_edit(owner, project, keys, path, 2, 2, min(BASE_SECONDS, scale.seconds)))
        many = asyncio.run(_edit(owner, project, keys, path, scale.people, scale.editors, scale.seconds))
    named = f"{scale.people} people, {scale.editors} editing"
    return [
        Figure(
            f"{named}: pages that show what the server has",
            many.right,
            many.pages,
            better="more",
            detail={"edits": many.edits, "seconds": scale.seconds, "pages greeted again": many.welcomes},
        ),
        Figure(f"{named}: edits lost or doubled", many.lost, 0, detail={"edits": many.edits}),
        Figure(
            f"{named}: edit to the others' pages, p99 over that with 2",
            percentile(many.delays, 0.99) / percentile(base.delays, 0.99),
            5,
            detail={
                "p50 ms": percentile(many.delays, 0.5) * 1000,
                "p99 ms": percentile(many.delays, 0.99) * 1000,
                "p50 of 2 ms": percentile(base.delays, 0.5) * 1000,
                "p99 of 2 ms": percentile(base.delays, 0.99) * 1000,
            },
        ),
    ]


async def _edit(
    owner: Person, project: str, keys: list[str], path: str, people: int, editors: int, seconds: float
) -> Outcome:
    start = owner.get(f"/projects/{project}")
    cookies = await guests(owner.address, path, people)
    async with AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(Page(owner.address, found, project)) for found in cookies]
        outboxes = [Outbox(owner.address, found, project) for found in cookies[:editors]]
        await asyncio.gather(*(edit_for(outbox, keys, seconds) for outbox in outboxes))
        answers = sorted(
            (answer for outbox in outboxes for answer in outbox.answers), key=lambda one: one["revision"]
        )
        last = answers[-1]["revision"] if answers else start["revision"]
        await settled(pages, last)
        end = owner.get(f"/projects/{project}")
        for outbox in outboxes:
            await outbox.http.aclose()
    rows = rows_of(end)
    return Outcome(
        len(pages),
        sum(page.rows == rows for page in pages),
        len(answers),
        lost(start, end, answers, sum(len(outbox.made) for outbox in outboxes)),
        [
            heard - made
            for number, outbox in enumerate(outboxes)
            for batch, made in outbox.made.items()
            for other, page in enumerate(pages)
            if other != number and (heard := page.heard.get(batch)) is not None
        ],
        sum(page.welcomes - 1 for page in pages),
    )


async def edit_for(outbox: Outbox, keys: list[str], seconds: float, pace: float = PACE) -> None:
    """
    One person's edits at their pace, from a moment of their own.
    """
    sending = asyncio.create_task(outbox.send())
    begun = time.monotonic() + random.random() / pace
    for number in range(round(seconds * pace)):
        await asyncio.sleep(max(0.0, begun + number / pace - time.monotonic()))
        outbox.push(time.monotonic(), operation(keys))
    outbox.finish()
    await sending


def operation(keys: list[str]) -> dict[str, Any]:
    """
    A change of some keyframe: its spacing, its hold, its arc, or what is written on it.
    """
    to = random.choice(
        [
            {"ease": random.choice(["linear", "in", "out", "both"])},
            {"exposure": random.randint(1, 3)},
            {"hold": random.randint(1, 3)},
            {"note": f"Note {random.random()}"},
            {"stop": random.random() < 0.5},
        ]
    )
    return {"do": "set", "on": "keyframe", "id": random.choice(keys), "to": to}


async def settled(pages: list[Page], revision: int) -> None:
    """
    Wait until every page has come as far as the server, or for as long as anybody would.
    """
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and any(page.revision < revision for page in pages):
        await asyncio.sleep(0.05)


def lost(start: dict[str, Any], end: dict[str, Any], answers: list[dict[str, Any]], made: int) -> int:
    """
    How many edits were not answered, are not in the history once each, or are not in what came of it.
    """
    numbers = {answer["revision"] for answer in answers}
    unanswered = made - len(answers)
    astray = abs(end["revision"] - start["revision"] - len(answers)) + len(answers) - len(numbers)
    rows = rows_of(start)
    for answer in answers:
        apply(rows, answer["applied"])
    wrong = sum(rows.get(place) != row for place, row in rows_of(end).items())
    return int(unanswered + astray + wrong)
