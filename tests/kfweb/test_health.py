"""
Alive, and ready: green when every part works, red for the part that does not.
"""

import pytest
from django.db import OperationalError

from kfweb import health


@pytest.fixture(autouse=True)
def _asked_anew(monkeypatch):
    monkeypatch.setattr(health, "PATIENCE", 0.5)


def test_alive_without_asking_any_part(client):
    response = client.get("/healthz", headers={"host": "by-any-name.example"})

    assert response.status_code == 200
    assert response.json() == {"alive": True}


@pytest.mark.django_db(transaction=True)
def test_ready(client):
    response = client.get("/readyz")

    assert response.json() == {
        "ready": True,
        "parts": {"database": True, "broker": True, "channels": True, "storage": True, "disk": True},
    }
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"


def broken(password):
    def part():
        raise OperationalError(f"no connection to postgres://kf:{password}@db")

    return part


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["database", "broker", "channels", "storage", "disk"])
def test_one_part_away_is_red_and_says_no_more_than_which(client, monkeypatch, caplog, name):
    part = broken("hunter2")
    part.__name__ = name
    monkeypatch.setattr(health, "PARTS", tuple(part if one.__name__ == name else one for one in health.PARTS))

    response = client.get("/readyz")

    assert response.status_code == 503
    assert [part for part, works in response.json()["parts"].items() if not works] == [name]
    assert "hunter2" not in response.content.decode() + caplog.text


def test_a_full_disk_is_red(settings):
    settings.DISK_FREE_MB = 2**40

    with pytest.raises(health.NotReady):
        health.disk()


def test_parts_are_asked_once_a_second_at_most(client, monkeypatch):
    asked = []

    def part():
        asked.append(1)

    monkeypatch.setattr(health, "PARTS", (part,))
    for _ in range(5):
        client.get("/readyz")

    assert len(asked) == 1
