"""
From a worker's `publish` to the message in a page, against a bare publish and subscribe through the same
Valkey.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

from tests.bench.figure import Figure, percentile
from tests.machines import studio
from tests.person import Person

EVENTS, PAUSE = 300, 0.02

PUBLISH = """
import os, time, django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kfweb.settings")
django.setup()
from jobs import progress
topic, count, pause = os.environ["TOPIC"], int(os.environ["COUNT"]), float(os.environ["PAUSE"])
for _ in range(20):
    progress.publish(topic, {"type": "bench", "sent": 0}); time.sleep(pause)
for _ in range(count):
    progress.publish(topic, {"type": "bench", "sent": time.time_ns()}); time.sleep(pause)
time.sleep(1)
"""

BARE = """
import os, time, redis
valkey = redis.Redis.from_url(os.environ["ADDRESS"])
count, pause = int(os.environ["COUNT"]), float(os.environ["PAUSE"])
for _ in range(count):
    valkey.publish("bench", time.time_ns()); time.sleep(pause)
"""


def measure() -> list[Figure]:
    """
    The ratio of the 99th percentiles of both ways.
    """
    with studio(workers=1) as address, Person(address) as person:
        ours = _through_the_product(person, address.environment)
        bare = _bare(address.channels)
    return [
        Figure(
            "event from worker to page over bare publish and subscribe, p99",
            percentile(ours, 0.99) / percentile(bare, 0.99),
            4,
            detail={
                "event p50 ms": percentile(ours, 0.5),
                "event p99 ms": percentile(ours, 0.99),
                "bare p50 ms": percentile(bare, 0.5),
                "bare p99 ms": percentile(bare, 0.99),
                "events": EVENTS,
            },
        )
    ]


def _through_the_product(person: Person, environment: dict[str, str]) -> list[float]:
    project = person.arrive()
    late: list[float] = []
    with person.live(project) as socket:
        json.loads(socket.recv(30))
        with _publisher(PUBLISH, {**environment, "TOPIC": f"project.{project}"}):
            while len(late) < EVENTS:
                event = json.loads(socket.recv(30))
                if event["type"] == "bench" and event["sent"]:
                    late.append((time.time_ns() - event["sent"]) / 1e6)
    return late


def _bare(channels: str) -> list[float]:
    import redis

    heard = redis.Redis.from_url(channels).pubsub()
    heard.subscribe("bench")
    late: list[float] = []
    with _publisher(BARE, {**os.environ, "ADDRESS": channels}):
        for message in heard.listen():
            if message["type"] == "message":
                late.append((time.time_ns() - int(message["data"])) / 1e6)
                if len(late) == EVENTS:
                    return late
    return late


class _publisher:
    """
    A process of its own that publishes; waited for at the end.
    """

    def __init__(self, code: str, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", code],
            env={**environment, "COUNT": str(EVENTS), "PAUSE": str(PAUSE)},
        )

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        self.process.wait(60)
