"""
Whatever happens to those who draw, a render ends with the same bytes: nothing lost, nothing twice.
"""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.crash.machine import LEASE, Machine, pid_of, until

Plain = Callable[[int, int], dict[str, str]]
SHORT = (6, 12)  # segments, drawings
LONG = (2, 300)


def begin(machine: Machine, size: tuple[int, int], hands: int = 1) -> tuple[str, list[str]]:
    """
    Ask, and start drawing.
    """
    machine.start_worker(hands=hands)
    asked = machine.do("request", segments=size[0], drawings=size[1])
    return asked["render"], asked["keys"]


def in_the_middle(machine: Machine) -> dict:
    """
    Wait until a segment is in the middle of being drawn.
    """
    return until(machine.running, "a segment to be in the middle of being drawn")


def written(machine: Machine, key: str) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in machine.files(key, "full.png")}


def test_a_good_day(machine: Machine, plain: Plain):
    render, keys = begin(machine, SHORT, hands=2)

    assert machine.finish(render) == "done"

    assert machine.drawn(keys) == plain(*SHORT)
    assert {segment["attempt"] for segment in machine.segments()} == {1}


def test_a_killed_pool_child(machine: Machine, plain: Plain):
    render, keys = begin(machine, LONG)
    victim = in_the_middle(machine)
    os.kill(pid_of(victim), signal.SIGKILL)
    kept = written(machine, victim["key"])
    assert len(kept) < LONG[1]

    assert machine.finish(render) == "done"

    assert machine.drawn(keys) == plain(*LONG)
    assert [segment["attempt"] for segment in machine.segments()] == [2, 1]
    assert written(machine, victim["key"]).items() >= kept.items(), "what was drawn is not drawn again"


def test_a_killed_worker(machine: Machine, plain: Plain):
    render, keys = begin(machine, LONG, hands=2)
    victim = in_the_middle(machine)
    machine.stop("worker")
    kept = written(machine, victim["key"])
    assert len(kept) < LONG[1]
    machine.start_worker("other")

    assert machine.finish(render) == "done"

    assert machine.drawn(keys) == plain(*LONG)
    assert max(segment["attempt"] for segment in machine.segments()) == 2
    assert written(machine, victim["key"]).items() >= kept.items()


def test_a_worker_that_is_told_to_stop_gives_its_segment_back(machine: Machine):
    render, keys = begin(machine, (1, 5000))
    in_the_middle(machine)
    os.kill(machine.processes["worker"].pid, signal.SIGQUIT)
    until(lambda: machine.processes["worker"].poll() is not None, "the worker to end", 10)
    given = machine.segments()[0]
    drawn = len(machine.files(keys[0], "full.png"))

    assert (given["state"], given["attempt"], given["drawings_done"]) == ("queued", 0, drawn)
    assert 3 <= drawn < 5000
    machine.start_worker("other")
    until(lambda: len(machine.files(keys[0], "full.png")) > drawn, "another worker to go on")
    machine.do("cancel", render=render)
    assert machine.segments()[0]["state"] == "cancelled"


def test_doubled_bells_and_garbage(machine: Machine, plain: Plain):
    machine.start_worker(hands=2)
    machine.do("garbage")
    asked = machine.do("request", segments=SHORT[0], drawings=SHORT[1])
    machine.do("ring", times=3 * SHORT[0])
    machine.do("garbage")

    assert machine.finish(asked["render"]) == "done"

    assert machine.drawn(asked["keys"]) == plain(*SHORT)
    assert {segment["attempt"] for segment in machine.segments()} == {1}
    # The worker has heard the garbage and lives.
    again = machine.do("request", segments=SHORT[0], drawings=SHORT[1] + 1)
    assert machine.finish(again["render"]) == "done"
    assert machine.processes["worker"].poll() is None


def test_a_flushed_broker(machine: Machine, plain: Plain):
    render, keys = begin(machine, LONG)
    in_the_middle(machine)
    flush(machine)

    assert machine.finish(render) == "done"

    assert machine.drawn(keys) == plain(*LONG)
    assert {segment["attempt"] for segment in machine.segments()} == {1}


def test_bells_lost_before_anyone_heard_them(machine: Machine, plain: Plain):
    asked = machine.do("request", segments=SHORT[0], drawings=SHORT[1])
    flush(machine)
    machine.start_worker()

    assert machine.finish(asked["render"]) == "done"

    assert machine.drawn(asked["keys"]) == plain(*SHORT)


def test_a_broker_that_restarts(machine: Machine, plain: Plain):
    render, keys = begin(machine, LONG)
    in_the_middle(machine)
    machine.stop("valkey")
    machine.start_valkey()

    assert machine.finish(render) == "done"

    assert machine.drawn(keys) == plain(*LONG)


def test_a_request_while_the_broker_is_away(machine: Machine, plain: Plain):
    machine.stop("valkey")
    asked = machine.do("request", segments=SHORT[0], drawings=SHORT[1])
    machine.start_valkey()
    machine.start_worker()

    assert machine.finish(asked["render"]) == "done"

    assert machine.drawn(asked["keys"]) == plain(*SHORT)


def test_a_frozen_worker_that_wakes_up_late(machine: Machine, plain: Plain):
    render, keys = begin(machine, LONG)
    sleeper = freeze(machine)
    machine.start_worker("other")

    assert machine.finish(render) == "done"
    rows, files = machine.segments(), {path: path.read_bytes() for key in keys for path in machine.files(key)}
    assert [segment["attempt"] for segment in rows] == [2, 1]
    os.killpg(machine.processes["worker"].pid, signal.SIGCONT)
    until(lambda: "the lease is lost" in machine.log("worker"), "the sleeper to notice")

    assert machine.segments() == rows
    assert {path: path.read_bytes() for key in keys for path in machine.files(key)} == files
    assert machine.drawn(keys) == plain(*LONG)
    assert sleeper["worker"] not in {segment["worker"] for segment in rows}


def test_a_channel_layer_that_is_down(machine: Machine, plain: Plain):
    nowhere = f"unix://{machine.folder}/nowhere.sock"
    machine.start_worker(hands=1, KF_CHANNELS_URL=nowhere)
    asked = machine.do("request", segments=SHORT[0], drawings=SHORT[1])

    assert machine.finish(asked["render"]) == "done"

    assert machine.drawn(asked["keys"]) == plain(*SHORT)
    assert machine.log("worker").count("Events do not reach the pages") == 1


def test_a_full_disk(machine: Machine, plain: Plain, small_disk: Callable[[Path], None]):
    small_disk(machine.media)
    (machine.media / "filler").write_bytes(bytes(2_600_000))
    render, keys = begin(machine, SHORT)

    until(lambda: any(s["error_code"] == "disk_full" for s in machine.segments()), "the disk to be full")
    assert machine.do("look")["renders"][render] == "running"
    (machine.media / "filler").unlink()

    assert machine.finish(render) == "done"
    assert machine.drawn(keys) == plain(*SHORT)
    assert {segment["attempt"] for segment in machine.segments()} == {1}
    assert not list((machine.media / ".unfinished").iterdir())


@pytest.fixture
def small_disk() -> Iterator[Callable[[Path], None]]:
    """
    Mount a disk of 3 MB. Who may not mount has the storage that raises ENOSPC in tests/jobs/test_drawing.py.
    """
    if os.getuid() != 0:
        pytest.skip("Only root may mount a small disk.")
    mounted: list[Path] = []

    def mount(path: Path) -> None:
        path.mkdir(exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(path)], check=True)
        mounted.append(path)

    yield mount
    for path in mounted:
        subprocess.run(["umount", "-l", str(path)], check=True)


@pytest.mark.parametrize("disturbed", [False, True], ids=["good day", "killed worker"])
def test_rabbitmq_rings_as_well(
    make_machine: Callable[..., Machine], rabbitmq: str, plain: Plain, disturbed: bool
):
    machine = make_machine("postgres", rabbitmq)
    render, keys = begin(machine, LONG)
    in_the_middle(machine)
    if disturbed:
        machine.stop("worker")
        machine.start_worker("other")

    assert machine.finish(render) == "done"

    assert machine.drawn(keys) == plain(*LONG)
    assert max(segment["attempt"] for segment in machine.segments()) == (2 if disturbed else 1)


# Races


def test_two_that_finish_at_once_end_the_render(machine: Machine):
    assert machine.do("fan_in_race", rounds=60) == ["done"] * 60


def test_no_two_claim_the_same(machine: Machine):
    claimed = machine.do("claim_race", workers=6, segments=60)

    assert len(claimed) == len(set(claimed)) == 60


def test_a_storm_leaves_nothing_hanging(machine: Machine):
    states = machine.do("storm", people=5, turns=12)

    assert len(states) == 60
    assert set(states) <= {"done", "failed", "cancelled"}


def flush(machine: Machine) -> None:
    """
    Empty the broker.
    """
    import redis

    redis.Redis(unix_socket_path=str(machine.socket)).flushall()


def freeze(machine: Machine) -> dict:
    """
    Freeze the worker in the middle of a segment, where it holds no lock on the rows.
    """
    while True:
        sleeper = in_the_middle(machine)
        os.killpg(machine.processes["worker"].pid, signal.SIGSTOP)
        drawn = len(machine.files(sleeper["key"], "full.png"))
        present = next(segment for segment in machine.segments() if segment["key"] == sleeper["key"])
        assert drawn < LONG[1]
        if present["state"] == "running" and drawn < LONG[1]:
            until(lambda: machine.do("sweep"), "its lease to lapse", LEASE * 4)
            return sleeper
