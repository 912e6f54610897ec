"""
Telling the person at the terminal what happens, and running programs that do it.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

MOST_LINES = 30
ROOT = Path(__file__).resolve().parents[2]


class Stuck(Exception):
    """
    Set-up cannot go on; the message says what the person can do.
    """


def say(line: str) -> None:
    """
    Print a line at once.
    """
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def run(*command: str | Path, sentence: str, env: dict[str, str] | None = None) -> None:
    """
    Run a program to its end, showing what it writes only when it fails.
    """
    done = attempt(*command, env=env)
    if done.returncode:
        lines = done.stdout.strip().splitlines()
        # Some programs say what is wrong first, some last.
        say("\n".join(lines if len(lines) <= MOST_LINES else [*lines[:15], "…", *lines[-15:]]))
        raise Stuck(
            f"{sentence} The lines above say why; once that is mended, the same command goes on from here."
        )


def attempt(*command: str | Path, env: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    """
    Run a program to its end, whatever that is.
    """
    return subprocess.run(  # noqa: S603
        [str(word) for word in command],
        cwd=ROOT,
        env=os.environ | (env or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


class Stamp:
    """
    A note of what a step was done from, so that it is done again only when that changes.
    """

    def __init__(self, path: Path, *sources: Path | str) -> None:
        self.path = path
        parts = [source.read_bytes() if isinstance(source, Path) else source.encode() for source in sources]
        self.wanted = hashlib.sha256(b"\0".join(parts)).hexdigest()

    def holds(self) -> bool:
        """
        Whether the step was done from these very sources.
        """
        return self.path.exists() and self.path.read_text() == self.wanted

    def set(self) -> None:
        """
        Note that it is done.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.wanted)
