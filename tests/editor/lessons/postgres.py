"""
Two who do something at the same moment, on PostgreSQL: SQLite has one lock for all, there they never meet.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections

from kfweb import env
from tests.machines import wait_until

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest.fixture(scope="session")
def house(postgres: str, django_db_blocker: Any) -> str:
    """
    The address of a database with empty tables, to be copied.
    """
    address = f"{postgres.rsplit('/', 1)[0]}/house"
    with psycopg.connect(postgres, autocommit=True) as line:
        line.execute("CREATE DATABASE house")
    with django_db_blocker.unblock(), _rows_at(address):
        call_command("migrate", verbosity=0)
    return address


@pytest.fixture
def postgres_rows(postgres: str, house: str, django_db_blocker: Any) -> Iterator[None]:
    """
    Rows of a test alone, on PostgreSQL.
    """
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name} TEMPLATE house")  # type: ignore[arg-type]
    with django_db_blocker.unblock(), _rows_at(f"{postgres.rsplit('/', 1)[0]}/{name}"):
        yield


@contextmanager
def _rows_at(address: str) -> Iterator[None]:
    before, kept = connections["default"], connections.settings["default"]
    found = {**env.database("KF_NOWHERE_ELSE", address), "CONN_MAX_AGE": 0, "OPTIONS": {}}
    connections.settings["default"] = {**kept, **found}
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = kept
        connections["default"] = before


class Meanwhile:
    """
    Something that somebody else does while a function is called; `error` is what came of it.
    """

    error: Exception | None = None

    def __init__(self, act: Callable[[], Any]) -> None:
        self._act = act
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        try:
            self._act()
        except Exception as error:
            self.error = error
        finally:
            connection.close()

    def begin(self) -> None:
        """
        Return as soon as it is done, or waits for what is done here.
        """
        self._thread.start()
        wait_until(lambda: not self._thread.is_alive() or self._waits(), "somebody else is done, or waits")

    def _waits(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            return bool(cursor.fetchone()[0])

    def end(self) -> None:
        """
        Return when it is done.
        """
        self._thread.join(60)
        assert not self._thread.is_alive()


@contextmanager
def meanwhile(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, act: Callable[[], Any]
) -> Iterator[Meanwhile]:
    """
    Have somebody else act at the moment when a function of a module is called, which is called after that.
    """
    real, other = getattr(module, name), Meanwhile(act)

    def called(*args: Any, **options: Any) -> Any:
        monkeypatch.setattr(module, name, real)
        other.begin()
        return real(*args, **options)

    monkeypatch.setattr(module, name, called)
    yield other
    other.end()
