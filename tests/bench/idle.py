"""
What the studio costs while nobody does anything.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from tests.bench.figure import Figure
from tests.machines import studio
from tests.person import Person

SETTLE, WATCH = 10, 30


def measure() -> list[Figure]:
    """
    CPU of all the studio's processes, with one page open, in percent of a core.
    """
    with studio(workers=2) as address, Person(address) as person, person.live(person.arrive()):
        time.sleep(SETTLE)
        before, started = _ticks(), time.monotonic()
        time.sleep(WATCH)
        after, seconds = _ticks(), time.monotonic() - started
    common = before.keys() & after.keys()
    used = sum(after[pid] - before[pid] for pid in common) / os.sysconf("SC_CLK_TCK")
    return [
        Figure(
            "idle CPU of the whole studio, percent of a core",
            100 * used / seconds,
            2,
            detail={"processes": len(common), "seconds": WATCH},
        )
    ]


def _ticks() -> dict[int, int]:
    """
    Clock ticks used so far by each process below this one.
    """
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, fields = int(stat.parent.name), stat.read_text().rpartition(") ")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[pid], ticks[pid] = int(fields[1]), int(fields[11]) + int(fields[12])
    mine = os.getpid()

    def below(pid: int) -> bool:
        while pid in parents:
            pid = parents[pid]
            if pid == mine:
                return True
        return False

    return {pid: count for pid, count in ticks.items() if below(pid)}
