"""
A whole machine of real processes: rows, bell, workers, and one who asks.
"""

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from kfweb.studio import valkey
from tests import machines

Answer = TypeVar("Answer")
LEASE = 2


def until(look: Callable[[], Answer], what: str, seconds: float = 40) -> Answer:
    """
    Return the first answer that is true; fail with what was waited for when none comes in time.
    """
    end = time.monotonic() + seconds
    while not (answer := look()):
        assert time.monotonic() < end, f"Waited {seconds} seconds in vain for {what}."
        time.sleep(0.02)
    return answer


class Machine:
    """
    Its processes are started by name, write to logs in its folder, and are gone at the end.
    """

    def __init__(self, folder: Path, database: str, broker: str = "") -> None:
        self.folder = folder
        self.media = folder / "media"
        self.socket = folder / "run" / "valkey.sock"
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.environment = {
            **machines.environment_for(folder),
            "KF_DATABASE_URL": database,
            "KF_MEDIA_URL": f"file://{self.media}",
            "KF_BROKER_URL": broker or f"redis+socket://{self.socket}?virtual_host=0",
            "KF_CHANNELS_URL": f"unix://{self.socket}?db=1",
            "KF_LEASE_SECONDS": str(LEASE),
            "PYTHONUNBUFFERED": "1",
        }

    def start(self, name: str, command: list[str], **extra: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=machines.ROOT,
                env={**self.environment, **extra},
                stdin=subprocess.PIPE if name == "driver" else subprocess.DEVNULL,
                stdout=subprocess.PIPE if name == "driver" else log,
                stderr=log,
                start_new_session=True,
            )
        self.processes[name] = process
        return process

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def begin(self) -> None:
        """
        Start the bell and the one who asks.
        """
        self.start_valkey()
        self.start_driver()

    def start_driver(self) -> None:
        code = "import kfweb, django; django.setup(); from tests.crash import driver; driver.main()"
        self.start("driver", [sys.executable, "-c", code])

    def start_valkey(self) -> None:
        self.start("valkey", valkey.command(self.socket))
        valkey.wait_for(self.socket)

    def start_worker(self, name: str = "worker", hands: int = 1, **extra: str) -> None:
        command = f"-m celery -A kfweb worker -Q segments -c {hands} -n {name}@test -l info"
        quiet = "--without-gossip --without-mingle"
        self.start(name, [sys.executable, *command.split(), *quiet.split()], **extra)

    def wait_for_worker(self, name: str = "worker") -> None:
        until(lambda: f"{name}@test ready" in self.log(name), f"{name} to be ready")

    def do(self, verb: str, **arguments: Any) -> Any:
        """
        Call a verb of the driver.
        """
        driver = self.processes["driver"]
        assert driver.stdin
        assert driver.stdout
        driver.stdin.write(json.dumps([verb, arguments]).encode() + b"\n")
        driver.stdin.flush()
        line = driver.stdout.readline()
        assert line, self.log("driver")[-3000:]
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer["is"]

    def segments(self) -> list[dict[str, Any]]:
        return list(self.do("look")["segments"])

    def running(self, drawings: int = 3) -> dict[str, Any] | None:
        """
        A segment that is in the middle of being drawn: with some drawings, and not with all.
        """
        for segment in self.segments():
            if segment["state"] == "running" and len(self.files(segment["key"], "full.png")) >= drawings:
                return segment
        return None

    def files(self, key: str, level: str = "") -> list[Path]:
        return sorted((self.media / "frames" / key[:2] / key).glob(f"*.{level or '*'}"))

    def finish(self, render: str, seconds: float = 60) -> str:
        """
        Sweep, as the studio does, until a render is over; its state.
        """

        def over() -> str:
            self.do("sweep")
            state = str(self.do("look")["renders"][render])
            return "" if state == "running" else state

        return until(over, f"the render to end: {self.folder}", seconds)

    def drawn(self, keys: list[str]) -> dict[str, str]:
        return digests(self.media, keys)

    def stop(self, name: str, how: int = signal.SIGKILL) -> None:
        """
        Send a signal to one process and all that it started.
        """
        process = self.processes[name]
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        if how == signal.SIGKILL:
            process.wait()

    def end(self) -> None:
        for name in self.processes:
            self.stop(name, signal.SIGCONT)
            self.stop(name)


def digests(media: Path, keys: list[str]) -> dict[str, str]:
    """
    The hash of every file of some segments.
    """
    return {
        f"{key[:8]}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for key in keys
        for path in sorted((media / "frames" / key[:2] / key).glob("*"))
    }


def pid_of(segment: dict[str, Any]) -> int:
    """
    The process that holds a segment's lease.
    """
    return int(segment["worker"].split("/")[0].rsplit(":", 1)[1])
