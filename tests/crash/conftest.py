"""
Machines for the crash tests, each in a folder of its own, on SQLite and on PostgreSQL.
"""

import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests import machines
from tests.crash.machine import Machine, digests

MakeMachine = Callable[..., Machine]


@pytest.fixture(scope="session")
def short_folder() -> Iterator[Path]:
    """
    A folder with a short path, for a socket's holds 100 bytes.
    """
    with tempfile.TemporaryDirectory(prefix="kf", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def empty_sqlite(short_folder: Path) -> Path:
    """
    A file with an empty house.
    """
    path = short_folder / "template.sqlite3"
    migrate(f"sqlite://{path}", short_folder)
    return path


@pytest.fixture(scope="session")
def empty_postgres(postgres: str, short_folder: Path) -> str:
    """
    The address of a database with an empty house.
    """
    address = postgres_copy(postgres, "crash", "template0")
    migrate(address, short_folder)
    return address


def postgres_copy(server: str, name: str, template: str) -> str:
    """
    Make another database beside one, and return its address.
    """
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[arg-type]
    return f"{server.rsplit('/', 1)[0]}/{name}"


def migrate(database: str, folder: Path) -> None:
    """
    Make the tables.
    """
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v", "0"],
        cwd=machines.ROOT,
        env=machines.environment_for(folder / "migrate", KF_DATABASE_URL=database),
        check=True,
    )


@pytest.fixture
def make_machine(request: pytest.FixtureRequest, short_folder: Path) -> Iterator[MakeMachine]:
    """
    Make machines, and leave nothing of them.
    """
    made: list[Machine] = []

    def make(database: str, broker: str = "") -> Machine:
        folder = short_folder / uuid.uuid4().hex[:8]
        folder.mkdir()
        if database == "sqlite":
            shutil.copy(request.getfixturevalue("empty_sqlite"), folder / "rows.sqlite3")
            address = f"sqlite://{folder}/rows.sqlite3"
        else:
            request.getfixturevalue("empty_postgres")
            address = postgres_copy(request.getfixturevalue("postgres"), f"m{folder.name}", "crash")
        machine = Machine(folder, address, broker)
        made.append(machine)
        machine.begin()
        return machine

    yield make
    for machine in made:
        machine.end()
        shutil.rmtree(machine.folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgres"])
def machine(request: pytest.FixtureRequest, make_machine: MakeMachine) -> Machine:
    """
    A machine on each of the databases.
    """
    return make_machine(request.param)


@pytest.fixture(scope="session")
def plain(short_folder: Path, empty_sqlite: Path) -> Callable[[int, int], dict[str, str]]:
    """
    The hashes of the files that the bare engine makes of some segments.
    """
    known: dict[tuple[int, int], dict[str, str]] = {}

    def draw(segments: int, drawings: int) -> dict[str, str]:
        if (segments, drawings) not in known:
            folder = short_folder / f"plain-{segments}-{drawings}"
            folder.mkdir()
            machine = Machine(folder, f"sqlite://{empty_sqlite}")
            machine.start_driver()
            machine.do("draw_plainly", segments=segments, drawings=drawings, folder=str(folder / "drawn"))
            machine.end()
            keys = [path.name for path in (folder / "drawn" / "frames").glob("*/*")]
            known[segments, drawings] = digests(folder / "drawn", keys)
        return known[segments, drawings]

    return draw
