"""
What the product adds to the engine, and what a second worker brings.

The same 96 drawings at 1280x720 (eight segments of twelve, method Flow, cut-outs over a scenery) are made
by the bare engine in as many processes (read the two pictures, prepare, draw, lay over the plate, encode and
write the same three files) and by the whole product (request to last event at a client).
"""

from __future__ import annotations

import json
import multiprocessing
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench import pictures
from tests.bench.figure import Figure
from tests.machines import studio
from tests.person import Person, place

SEGMENTS, DRAWINGS = 8, 12
ORDER = ("stand", "reach", "hold", "crouch", "jump", "land", "wave", "stand", "jump")
ROUNDS = 3


def measure() -> list[Figure]:
    """
    Both ratios, each as the median of its rounds.
    """
    one = [_product(1) for _ in range(ROUNDS)]
    pairs = [(_product(2), _bare(2)) for _ in range(ROUNDS)]
    two = sorted(product for product, _ in pairs)[ROUNDS // 2]
    over = sorted(product / bare for product, bare in pairs)[ROUNDS // 2]
    single = sorted(one)[ROUNDS // 2]
    return [
        Figure(
            "96 drawings at 1280x720: product over bare engine, two processes each",
            over,
            1.25,
            detail={"product s": two, "bare s": sorted(b for _, b in pairs)[ROUNDS // 2], "rounds": ROUNDS},
        ),
        Figure(
            "the same with two workers against one",
            single / two,
            1.7,
            better="more",
            detail={"one s": single, "two s": two, "cores": os.cpu_count()},
        ),
    ]


def _product(workers: int) -> float:
    with studio(workers=workers) as address, Person(address) as person:
        project = person.arrive()
        shot = _shot(person, project)
        with person.live(project) as socket:
            json.loads(socket.recv(30))
            _warm(person, project, socket)
            started = time.monotonic()
            asked = person.post(f"/projects/{project}/renders", {"shot": shot})
            waiting = {line["key"] for line in asked["lines"]}
            while waiting:
                event = json.loads(socket.recv(300))
                if event["type"] == "segment" and event["state"] in {"done", "failed"}:
                    assert event["state"] == "done", event
                    waiting.discard(event["key"])
            return time.monotonic() - started


def _warm(person: Person, project: str, socket: Any) -> None:
    """
    Let every worker import the engine before the clock starts: render the sample's first shot.
    """
    shot = person.get(f"/projects/{project}")["shots"][0]["id"]
    waiting = {line["key"] for line in person.post(f"/projects/{project}/renders", {"shot": shot})["lines"]}
    while waiting:
        event = json.loads(socket.recv(300))
        if event["type"] == "segment" and event["state"] == "done":
            waiting.discard(event["key"])


def _shot(person: Person, project: str) -> str:
    from uuid import uuid4

    plate = person.upload(project, "scenery.png", pictures.backdrop(), is_plate=True)["id"]
    poses = {name: person.upload(project, f"{name}.png", data)["id"] for name, data in pictures.poses().items()}
    shot = str(uuid4())
    to = {"name": "Bench", "order": "zz", "plate": plate, "ground": "#d9d9d9"}
    keys = [place(shot, poses[name], n * (DRAWINGS + 1)) for n, name in enumerate(ORDER)]
    person.edit(project, {"do": "create", "on": "shot", "id": shot, "to": to}, *keys)
    return shot


def _bare(processes: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, data in pictures.poses().items():
            (root / f"{name}.png").write_bytes(data)
        (root / "scenery.png").write_bytes(pictures.backdrop())
        tasks = [(str(root), ORDER[n], ORDER[n + 1], n) for n in range(SEGMENTS)]
        with multiprocessing.get_context("spawn").Pool(processes) as pool:
            pool.map(_warm_engine, range(processes * 2), chunksize=1)
            started = time.monotonic()
            pool.map(_draw_bare, tasks, chunksize=1)
            return time.monotonic() - started


def _warm_engine(_: int) -> None:
    import cv2

    import jobs.inbetween  # noqa: F401

    cv2.setNumThreads(1)
    time.sleep(0.2)  # so that each process of the pool takes one


def _draw_bare(task: tuple[str, str, str, int]) -> None:
    import cv2

    from jobs.inbetween import Pair, lay, method
    from tests.bench.bare import picture, write

    folder, first, last, number = task
    cv2.setNumThreads(1)
    root = Path(folder)
    plate = picture(root / "scenery.png")
    pair = Pair(picture(root / f"{first}.png"), picture(root / f"{last}.png"), plate)
    drawer = method("flow").prepare(pair)
    for n in range(1, DRAWINGS + 1):
        write(root / f"{number}-{n}", lay(drawer.draw(n / (DRAWINGS + 1)), plate))
