"""
What the product adds to the engine, and what a second worker brings.

The same 96 drawings at 1280x720 (eight segments of twelve, method Flow, cut-outs over a scenery) are made
by the bare engine in as many processes (read the three pictures, prepare, draw, lay over the scenery, encode
and write the same three files: see `bare`) and by the whole product (request to last event at a client).
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench import bare, pictures
from tests.bench.figure import Figure
from tests.machines import studio
from tests.person import Person, new_shot, place

SEGMENTS, DRAWINGS = 8, 12
ORDER = ("stand", "reach", "hold", "crouch", "jump", "land", "wave", "stand", "jump")
GROUND = "#d9d9d9"
ROUNDS = 3


def measure() -> list[Figure]:
    """
    Both ratios, each as the median of its rounds.
    """
    rounds = [(_product(1), _product(2), _bare(2)) for _ in range(ROUNDS)]
    over = sorted(two / engine for _, two, engine in rounds)[ROUNDS // 2]
    gain = sorted(one / two for one, two, _ in rounds)[ROUNDS // 2]
    one, two, engine = (sorted(values)[ROUNDS // 2] for values in zip(*rounds, strict=True))
    return [
        Figure(
            "96 drawings at 1280x720: product over bare engine, two processes each",
            over,
            1.25,
            detail={"product s": two, "bare s": engine, "rounds": ROUNDS, "load": os.getloadavg()[0]},
        ),
        Figure(
            "the same with two workers against one",
            gain,
            1.7,
            better="more",
            detail={"one s": one, "two s": two, "cores": os.cpu_count(), "load": os.getloadavg()[0]},
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
            waiting = {segment["key"] for segment in asked["segments"].values()}
            assert len(waiting) == SEGMENTS, asked
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
    asked = person.post(f"/projects/{project}/renders", {"shot": shot})
    waiting = {segment["key"] for segment in asked["segments"].values()}
    while waiting:
        event = json.loads(socket.recv(300))
        if event["type"] == "segment" and event["state"] == "done":
            waiting.discard(event["key"])


def _shot(person: Person, project: str) -> str:
    from uuid import uuid4

    plate = person.upload(project, "scenery.png", pictures.backdrop(), is_plate=True)["id"]
    poses = {
        name: person.upload(project, f"{name}.png", data)["id"] for name, data in pictures.poses().items()
    }
    shot = str(uuid4())
    made = new_shot(shot, name="Bench", order="zz", plate=plate, ground=GROUND)
    keys = [place(shot, poses[name], n * (DRAWINGS + 1)) for n, name in enumerate(ORDER)]
    person.edit(project, *made, *keys)
    return shot


def _bare(processes: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        shas = {name: bare.put(Path(folder), _sha(data), data) for name, data in pictures.poses().items()}
        scenery = bare.put(Path(folder), _sha(pictures.backdrop()), pictures.backdrop())
        pairs = [(shas[ORDER[n]], shas[ORDER[n + 1]], scenery) for n in range(SEGMENTS)]
        spawn = multiprocessing.get_context("spawn")
        with spawn.Pool(processes, initializer=bare.on, initargs=(Path(folder),)) as pool:
            pool.map(_warm_engine, range(processes * 2), chunksize=1)
            started = time.monotonic()
            pool.map(_draw_bare, pairs, chunksize=1)
            return time.monotonic() - started


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _warm_engine(_: int) -> None:
    import jobs.frames  # noqa: F401

    time.sleep(0.2)  # so that each process of the pool takes one


def _draw_bare(pair: tuple[str, str, str]) -> None:
    from jobs.sheet import SegmentSheet

    first, last, plate = pair
    times = tuple(round(n / (DRAWINGS + 1), 6) for n in range(1, DRAWINGS + 1))
    bare.draw(SegmentSheet(*pictures.SIZE, first, last, plate, GROUND, "flow", times))
