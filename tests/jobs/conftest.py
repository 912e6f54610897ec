"""
What the tests of rendering share: a folder for pictures, and a bell and a channel that only remember.
"""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from jobs import bell, events, progress


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """
    Where this test's pictures lie.
    """
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "kfweb.storage.FolderStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    return tmp_path


@pytest.fixture(autouse=True)
def bells(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """
    The bells that were rung.
    """
    rung: list[str] = []
    monkeypatch.setattr(bell, "current_app", SimpleNamespace(send_task=rung.append))
    return rung


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """
    The events that were published, each with its topic.
    """
    published: list[tuple[str, dict[str, Any]]] = []
    recorder = SimpleNamespace(publish=lambda topic, event: published.append((topic, dict(event))))
    monkeypatch.setattr(progress, "_publisher", recorder)
    events._queue_told.clear()
    monkeypatch.setattr(events, "_all_told", progress.Throttle(1.0))
    return published
