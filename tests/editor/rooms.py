"""
What tests of the editor stand in: a storage of their own, no broker, events that can be read.
"""

import copy
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from jobs import drawing, events, leases, progress
from kfweb.celery import app


class Heard(list[tuple[str, dict[str, Any]]]):
    """
    The events published in a test, in their order.
    """

    def of(self, kind: str) -> list[dict[str, Any]]:
        """
        Those of one type.
        """
        return [event for _, event in self if event["type"] == kind]


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    """
    Pictures in a folder of this test alone.
    """
    storages = copy.deepcopy(settings.STORAGES)
    storages["default"] = {
        "BACKEND": "kfweb.storage.FolderStorage",
        "OPTIONS": {"location": str(tmp_path / "media")},
    }
    storages["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = storages
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def bells(monkeypatch) -> list[tuple[str, list[Any]]]:
    """
    The messages sent to workers; none arrives.
    """
    rung: list[tuple[str, list[Any]]] = []
    monkeypatch.setattr(app, "send_task", lambda name, args=(), **_: rung.append((name, list(args))))
    return rung


@pytest.fixture(autouse=True)
def heard(monkeypatch) -> Heard:
    """
    The events published; none is sent.
    """
    published = Heard()
    recorder = SimpleNamespace(publish=lambda topic, event: published.append((topic, dict(event))))
    monkeypatch.setattr(progress, "_publisher", recorder)
    events._queue_told.clear()
    return published


@pytest.fixture
def draw() -> Iterator[Any]:
    """
    A worker: draws in this process all that waits.
    """

    def work() -> int:
        count = 0
        while segment := leases.claim_next("test"):
            drawing.draw(segment)
            count += 1
        return count

    return work
