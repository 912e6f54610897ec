"""
One who uses the product's verbs from a process of its own.

Reads one call per line, `[verb, {arguments}]`, and answers each with one line of JSON. So a test holds no
database, broker or settings itself, and any number of machines can run beside each other.
"""

import json
import os
import random
import sys
import threading
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from celery import current_app
from django.db import connection
from django.test import override_settings

from jobs import actions, bell, frames
from jobs.inbetween import method
from jobs.models import Render, Segment
from jobs.sheet import SegmentSheet
from tests.jobs.sheets import disc, ref, sheet, store

SIZE = (192, 108)


def sheets(segments: int, drawings: int) -> list[SegmentSheet]:
    """
    Real sheets, whose pictures are stored.
    """
    poses = [store(disc(20 + 18 * n, SIZE)) for n in range(segments + 1)]
    return [
        sheet(drawings=drawings, width=SIZE[0], height=SIZE[1], first=first, last=last)
        for first, last in pairwise(poses)
    ]


def request(segments: int, drawings: int, owner: str = "ann") -> dict[str, Any]:
    """
    Ask for a render.
    """
    asked = sheets(segments, drawings)
    lines = [(ref(number), each) for number, each in enumerate(asked)]
    render = actions.request_render(topic=f"project.{owner}", owner=owner, lines=lines)
    return {"render": str(render.pk), "keys": [each.key() for each in asked]}


def draw_plainly(segments: int, drawings: int, folder: str) -> None:
    """
    Draw the same with nothing but the engine, into another folder.
    """
    asked = sheets(segments, drawings)
    staged = [frames.staged(each) for each in asked]
    elsewhere = {"default": {"BACKEND": "kfweb.storage.FolderStorage", "OPTIONS": {"location": folder}}}
    with override_settings(STORAGES=elsewhere):
        for each, (pair, scenery) in zip(asked, staged, strict=True):
            drawer = method(each.method).prepare(pair)
            for n, u in enumerate(each.times):
                frames.write_drawing(each.key(), n, frames.over(drawer.draw(u), scenery))


def look() -> dict[str, Any]:
    """
    All rows as they are.
    """
    segments = Segment.objects.order_by("queued_at").values(
        "key", "state", "attempt", "worker", "drawings_done", "error_code", "lease_until", "finished_at"
    )
    renders = {str(render.pk): render.state for render in Render.objects.all()}
    return {"segments": list(segments), "renders": renders}


def sweep() -> int:
    """
    Sweep, as the studio does.
    """
    return actions.sweep()


def cancel(render: str) -> None:
    """
    Cancel a render.
    """
    actions.cancel_render(render)  # type: ignore[arg-type]


def ring(times: int) -> None:
    """
    Ring when nobody needs it.
    """
    bell.ring(times)


def garbage() -> None:
    """
    Put into the queue what no version of ours ever sent.
    """
    current_app.send_task(bell.DRAW_NEXT, args=["a deleted id"], kwargs={"colour": "red"})
    current_app.send_task("jobs.no_such_task", args=[1])
    with current_app.producer_or_acquire() as producer:
        to = {"exchange": "", "routing_key": "segments", "content_encoding": "utf-8"}
        for body, kind in (
            (b"\xff\x00 no json", "application/json"),
            (b"{}", "application/json"),
            (b"[[], {}, {}]", "application/json"),
            (b"cos\nsystem\n(S'true'\ntR.", "application/x-python-serialize"),
            (b"", "text/plain"),
        ):
            producer.publish(body, content_type=kind, **to)


def fan_in_race(rounds: int) -> list[str]:
    """
    Have two workers finish a render's last two segments at the same moment; the states it then has.
    """
    states = []
    for number in range(rounds):
        lines = [(ref(n), sheet(f"{number} {n}")) for n in range(2)]
        render = actions.request_render(topic="project.race", owner="ann", lines=lines)
        held = [actions.claim_next("worker") for _ in range(2)]
        at_once(*(partial(actions.finish, segment) for segment in held))
        render.refresh_from_db()
        states.append(render.state)
    return states


def claim_race(workers: int, segments: int) -> list[str]:
    """
    Have workers claim from one queue at the same moment; the keys they got.
    """
    lines = [(ref(n), sheet(f"claim {n}")) for n in range(segments)]
    actions.request_render(topic="project.race", owner="ann", lines=lines)
    claimed: list[str] = []

    def take_all() -> None:
        while (segment := actions.claim_next(threading.current_thread().name)) is not None:
            claimed.append(segment.key)

    at_once(*[take_all] * workers)
    return claimed


def storm(people: int, turns: int) -> list[str]:
    """
    Have people ask, cancel and draw the same segments all at once; the states of all renders at the end.
    """

    def person(number: int) -> None:
        dice = random.Random(number)
        owner = f"owner {number}"
        for _ in range(turns):
            words = dice.sample(range(8), 4)
            lines = [(ref(word), sheet(f"storm {word} {dice.randrange(3)}")) for word in words]
            render = actions.request_render(topic=f"project.{number}", owner=owner, lines=lines)
            held = [actions.claim_next(owner) for _ in range(2)]
            match dice.randrange(3):
                case 0:
                    actions.cancel_render(render.pk)
                case 1:
                    actions.cancel_segment(f"project.{number}", lines[0][1].key())
            for segment in filter(None, held):
                dice.choice(
                    [actions.finish, lambda s: actions.fail(s, "engine", 0), lambda s: actions.release(s, 0)]
                )(segment)

    at_once(*(partial(person, number) for number in range(people)))
    while (segment := actions.claim_next("last")) is not None:
        actions.finish(segment)
    return sorted(Render.objects.values_list("state", flat=True))


def at_once(*acts: Callable[[], object]) -> None:
    """
    Run some acts in threads that start together; the first failure is raised.
    """
    barrier, failures = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            barrier.wait()
            act()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


VERBS = {
    verb.__name__: verb
    for verb in (
        request, draw_plainly, look, sweep, cancel, ring, garbage, fan_in_race, claim_race, storm,
    )
}  # fmt: skip


def main() -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever else is printed goes to the log
    Path(os.environ["KF_DATA_DIR"]).mkdir(parents=True, exist_ok=True)
    for line in sys.stdin:
        verb, arguments = json.loads(line)
        try:
            answer = {"is": VERBS[verb](**arguments)}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer, default=str), file=answers, flush=True)
