"""
A class of two hundred that hands in within one minute, and its teacher who reviews them.
"""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from tests.bench.browser import page_of
from tests.bench.figure import Figure, percentile
from tests.browser.pictures import BLUE, GREEN, RED, Disc
from tests.classroom import Learner, Teacher

LEARNERS, MINUTE = 200, 60.0
AT_ONCE = 6
"""
How many learners are made ready at the same time.
"""
NEXT = """() => new Promise((done) => {
  const { desk } = kf;
  const before = desk.handed.told.id;
  const started = performance.now();
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
  const look = () => {
    const now = desk.handed;
    const there = document.querySelector(".rv-frame canvas")?.dataset.submission;
    if (now.told.id !== before && there === now.told.id && !now.player.late)
      requestAnimationFrame(() => done(performance.now() - started));
    else requestAnimationFrame(look);
  };
  look();
})"""
READY = "() => kf.desk.handed && !kf.desk.handed.player.late"


def measure(address: str, scale: Any = None) -> list[Figure]:
    """
    Have the class hand in, then go through the queue.
    """
    count = getattr(scale, "learners", LEARNERS)
    with Teacher(address) as teacher:
        teacher.enter()
        group = teacher.teach()
        exercise = teacher.give(group["id"])
        learners = _ready(address, group["code"], exercise, count)
        handed = asyncio.run(_all_hand_in(address, learners))
        queue = teacher.get(f"/exercises/{exercise}/queue?filter=all")["submissions"]
        return [_handed_in(handed, queue, count), _looked_at(teacher, exercise)]


def _ready(address: str, code: str, exercise: str, count: int) -> list[Learner]:
    """
    Learners who have done all and not handed in.
    """

    def one(number: int) -> Learner:
        learner = Learner(address).join(code, f"Learner {number}")
        learner.start(exercise)
        shade = (RED, BLUE, GREEN)[number % 3]
        learner.lay_out(Disc("A", 60, shade), Disc("B", 260, shade))
        learner.render()
        learner.judge("partly", f"Frame 3 melts, says {number}.", (1,))
        return learner

    with ThreadPoolExecutor(AT_ONCE) as room:
        return list(room.map(one, range(count)))


async def _all_hand_in(address: str, learners: list[Learner]) -> list[dict[str, Any]]:
    """
    Each hands in at some moment of the minute, and sends it again until there is an answer; every fourth one
    sends it twice at once, as an impatient page would.
    """
    limits = httpx.Limits(max_connections=64)
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=limits) as http:

        async def one(number: int, learner: Learner) -> list[dict[str, Any]]:
            await asyncio.sleep(random.uniform(0, MINUTE))
            wish = str(uuid.uuid4())
            sent = [_send(http, learner, wish) for _ in range(2 if number % 4 == 0 else 1)]
            return list(await asyncio.gather(*sent))

        found = await asyncio.gather(*(one(*each) for each in enumerate(learners)))
    return [answer for several in found for answer in several]


async def _send(http: httpx.AsyncClient, learner: Learner, wish: str) -> dict[str, Any]:
    started = time.monotonic()
    path = f"/api/works/{learner.work['id']}/hand-in"
    cookies = "; ".join(f"{name}={value}" for name, value in learner.http.cookies.items())
    headers = {**learner.headers(), "Cookie": cookies}
    while True:
        try:
            answer = await http.post(path, json={"id": wish}, headers=headers)
        except httpx.TransportError:
            await asyncio.sleep(0.5)
            continue
        if answer.status_code not in (429, 502, 503, 504):
            break
        await asyncio.sleep(float(answer.headers.get("Retry-After", 0.5)))
    return {
        "status": answer.status_code,
        "id": answer.json().get("id"),
        "seconds": time.monotonic() - started,
        "work": learner.work["id"],
    }


def _handed_in(handed: list[dict[str, Any]], queue: list[dict[str, Any]], count: int) -> Figure:
    """
    How many are in the queue once, under the name that their page was told.
    """
    told: dict[str, set[str]] = {}
    for answer in handed:
        told.setdefault(answer["work"], set()).add(answer["id"] if answer["status"] == 200 else "")
    there = {item["id"] for item in queue if item["attempt"] == 1}
    right = sum(len(names) == 1 and names <= there for names in told.values())
    seconds = [answer["seconds"] for answer in handed]
    return Figure(
        f"a class of {count} hands in within one minute: accepted, none lost or doubled",
        right if len(queue) == count else 0,
        count,
        better="more",
        detail={
            "refused": sum(answer["status"] != 200 for answer in handed),
            "in the queue": len(queue),
            "p95 s": percentile(seconds, 0.95),
            "max s": max(seconds),
        },
    )


def _looked_at(teacher: Teacher, exercise: str) -> Figure:
    """
    From the key to the first picture of the next, as fast as somebody looks who only glances at each.
    """
    taken = []
    with page_of(teacher) as page:
        page.goto(f"/exercises/{exercise}/review")
        page.wait_for_function(READY)
        last = page.evaluate("() => kf.queue.list.length") - 1
        for _ in range(min(60, last)):
            page.wait_for_timeout(1500)
            taken.append(page.evaluate(NEXT))
    return Figure(
        "next submission in the queue: key to first picture, p95 ms",
        percentile(taken, 0.95),
        300,
        detail={"p50": percentile(taken, 0.5), "max": max(taken), "looked at": len(taken)},
    )
