"""
The real machines that tests drive: a studio, a Valkey, a PostgreSQL, a RabbitMQ, a browser.

Each is started with a folder and an address of its own and is gone when its `with` ends, so tests
never meet the machine's own servers or each other's.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
STARTING = 120.0  # seconds; a busy machine imports slowly
SYSTEM = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin", "/usr/local/sbin"))


class Missing(Exception):
    """
    This machine lacks a program that a test drives.
    """


def need(*programs: str) -> str:
    """
    The path of the first of these programs that is here.
    """
    for program in programs:
        if found := shutil.which(program, path=SYSTEM):
            return found
    raise Missing(f"no {programs[0]}")


def or_skip(get: Callable[[], T]) -> T:
    """
    What `get` gives; where the machine lacks it the test is skipped, and with CI=true it fails.
    """
    try:
        return get()
    except Missing as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(f"This machine has {missing}, and CI must run everything.")
        pytest.skip(str(missing))


def free_port() -> int:
    """
    A port that nobody listens on.
    """
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port: int = line.getsockname()[1]
        return port


def wait_until(true: Callable[[], bool], what: str, *, seconds: float = 30.0) -> None:
    """
    Return once it is true; fail with its name when it does not become so.
    """
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise AssertionError(f"Within {seconds:g} seconds this did not happen: {what}.")
        time.sleep(0.02)


# -- A studio ---------------------------------------------------------------------------------------


class Studio(str):
    """
    A studio that runs, as the address of its pages.
    """

    process: subprocess.Popen[str]
    environment: dict[str, str]
    data_dir: Path
    lines: list[str]

    @property
    def channels(self) -> str:
        """
        The address of its channel layer.
        """
        return self.environment.get("KF_CHANNELS_URL") or f"unix://{self.data_dir}/run/valkey.sock?db=1"

    @property
    def output(self) -> str:
        """
        What it has printed so far.
        """
        return "".join(self.lines)

    def family(self) -> dict[int, str]:
        """
        The processes below the supervisor, with their command lines.
        """
        return below(self.process.pid)

    def child(self, word: str) -> int:
        """
        The supervisor's own child whose command line has this word in it.
        """
        return next(iter(self.children(word)))

    def children(self, word: str) -> list[int]:
        """
        The supervisor's own children whose command lines have this word in them.
        """
        own = self.process.pid
        return [pid for pid, line in self.family().items() if word in line and parent_of(pid) == own]


def environment_for(data_dir: Path, **more: str) -> dict[str, str]:
    """
    The environment of a program with a data directory of its own and default addresses.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KF_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | {"KF_DATA_DIR": str(data_dir), "KF_PORT": "0"} | more


@contextmanager
def studio(*, workers: int = 1, data_dir: Path | None = None, **environment: str) -> Iterator[Studio]:
    """
    A studio of its own on a free port; its data directory is thrown away unless it was given.
    """
    with contextlib.ExitStack() as stack:
        folder = data_dir or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kfweb-studio-")))
        started = start_studio(folder, workers=workers, **environment)
        try:
            yield started
        finally:
            stop_studio(started)


def start_studio(data_dir: Path, *, workers: int = 1, **environment: str) -> Studio:
    """
    Start a studio and return once its pages answer.
    """
    variables = environment_for(data_dir, **environment)
    process = subprocess.Popen(
        [sys.executable, "manage.py", "studio", f"--workers={workers}"],
        cwd=ROOT,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    lines: list[str] = []
    found = threading.Event()
    addresses: list[str] = []

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if match := re.search(r"kfweb is at (http://\S+)", line):
                addresses.append(match[1])
                found.set()
        found.set()

    threading.Thread(target=read, daemon=True).start()
    found.wait(STARTING)
    if not addresses:
        process.kill()
        raise AssertionError(f"The studio did not start:\n{''.join(lines)}")
    running = Studio(addresses[0])
    running.process, running.environment = process, variables
    running.data_dir, running.lines = data_dir, lines
    return running


def stop_studio(running: Studio) -> int:
    """
    Stop a studio as Ctrl-C does; give its exit code. One that was killed already is left as it is.
    """
    if running.process.poll() is None:
        running.process.send_signal(signal.SIGINT)
    try:
        return running.process.wait(30)
    except subprocess.TimeoutExpired:
        running.process.kill()
        raise AssertionError(f"The studio did not stop:\n{running.output}") from None


def parent_of(pid: int) -> int:
    """
    A process's parent; 0 when it is gone.
    """
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def below(root: int) -> dict[int, str]:
    """
    Every process below this one, with its command line; those that only wait to be buried do not count.
    """
    parents: dict[int, int] = {}
    lines: dict[int, str] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(") ")[2].split()
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if fields[0] != "Z":
            parents[int(folder.name)], lines[int(folder.name)] = int(fields[1]), line

    def belongs(pid: int) -> bool:
        while (pid := parents.get(pid, 0)) > 0:
            if pid == root:
                return True
        return False

    return {pid: line for pid, line in lines.items() if belongs(pid)}


def alive(pid: int) -> bool:
    """
    Whether a process runs; one that only waits to be buried does not.
    """
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


# -- The servers of a cluster -----------------------------------------------------------------------


@contextmanager
def valkey(folder: Path) -> Iterator[Path]:
    """
    A Valkey on a socket in this folder.
    """
    from kfweb.studio import valkey as server

    path = folder / "valkey.sock"
    with _process(server.command(path)):
        server.wait_for(path)
        yield path


@contextmanager
def postgres() -> Iterator[str]:
    """
    A PostgreSQL with one empty database, as an address.
    """
    bins = Path(need("pg_ctl", *_postgres_bins("pg_ctl"))).resolve().parent
    with _folder_for("postgres") as (folder, user):
        port = free_port()
        initdb = [bins / "initdb", "--pgdata", folder / "rows", "--auth=trust", "--username=kf", "--no-sync"]
        subprocess.run(_as(user, *initdb), check=True, capture_output=True)
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(port),
            "unix_socket_directories": str(folder),
            "fsync": "off",
            "max_connections": "200",
        }
        words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        # SIGINT is PostgreSQL's fast stop: connections are cut, nothing waits for them.
        with _process(_as(user, bins / "postgres", "-D", folder / "rows", *words), stop=signal.SIGINT):
            ready = [str(bins / "pg_isready"), "-h", "127.0.0.1", "-p", str(port)]
            wait_until(lambda: _succeeds(ready), "PostgreSQL answers")
            create = [str(bins / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "kf", "kf"]
            subprocess.run(create, check=True, capture_output=True)
            yield f"postgres://kf@127.0.0.1:{port}/kf"


@contextmanager
def rabbitmq() -> Iterator[str]:
    """
    A RabbitMQ broker, as an address.
    """
    server = need("rabbitmq-server")
    with _folder_for("rabbitmq") as (folder, user):
        port, distribution, mapper = free_port(), free_port(), free_port()
        settings = {
            "HOME": str(folder),
            "RABBITMQ_NODENAME": f"kf{secrets.token_hex(4)}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(port),
            "RABBITMQ_DIST_PORT": str(distribution),
            "ERL_EPMD_PORT": str(mapper),
            "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
            "RABBITMQ_CONFIG_FILE": str(folder / "none"),
            "RABBITMQ_CONF_ENV_FILE": str(folder / "none"),
        }
        before = below(1).keys()
        with _process(_as(user, server, **settings)):
            wait_until(lambda: _speaks_amqp(port), "RabbitMQ answers", seconds=STARTING)
            try:
                yield f"amqp://guest:guest@127.0.0.1:{port}//"
            finally:
                daemons = [pid for pid, line in below(1).items() if pid not in before and "epmd" in line]
        for pid in daemons:  # Erlang's port mapper puts itself out of everybody's reach
            if f"{mapper}".encode() in _environ(pid):
                os.kill(pid, signal.SIGKILL)


def chromium() -> str:
    """
    The system's browser.
    """
    return need("chromium", "chromium-browser", "google-chrome")


def _postgres_bins(program: str) -> list[str]:
    return [str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), reverse=True)]


def _succeeds(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _speaks_amqp(port: int) -> bool:
    with socket.socket() as line:
        line.settimeout(1)
        try:
            line.connect(("127.0.0.1", port))
            line.sendall(b"AMQP\x00\x00\x09\x01")
            return bool(line.recv(1))
        except OSError:
            return False


def _environ(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""


@contextmanager
def _folder_for(user: str) -> Iterator[tuple[Path, str | None]]:
    """
    A folder that the server's own user may write to: servers refuse to run as root.
    """
    with tempfile.TemporaryDirectory(prefix=f"kfweb-{user}-", ignore_cleanup_errors=True) as name:
        if os.geteuid() != 0:
            yield Path(name), None
            return
        shutil.chown(name, user)
        yield Path(name), user


def _as(user: str | None, *command: str | Path, **environment: str) -> list[str]:
    """
    A command line that runs as this user, with nothing of our environment but what it needs.
    """
    words = [str(word) for word in command]
    settings = [f"{name}={value}" for name, value in environment.items()]
    prefix = [need("runuser"), "-u", user, "--"] if user else []
    return [*prefix, "env", f"PATH={SYSTEM}", *settings, *words]


@contextmanager
def _process(command: list[str], *, stop: signal.Signals = signal.SIGTERM) -> Iterator[None]:
    """
    A server for as long as the `with` lasts, with all that it starts.
    """
    process = subprocess.Popen(
        command,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        for pid in (*below(process.pid), process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, stop)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
