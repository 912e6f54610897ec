"""
The studio on bad days, with real processes: what dies comes back, and nothing is left behind.
"""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from itertools import pairwise

import pytest
import redis

from tests.machines import (
    ROOT,
    alive,
    below,
    environment_for,
    parent_of,
    start_studio,
    stop_studio,
    wait_until,
)

WEB, WORKER, VALKEY = "kfweb.studio.web", "celery", "valkey-server"


@pytest.fixture(scope="module")
def lasting(tmp_path_factory):
    """
    A studio that every test here leaves running.
    """
    running = start_studio(tmp_path_factory.mktemp("studio"), workers=2)
    yield running
    stop_studio(running)


@pytest.fixture
def studio(tmp_path):
    """
    A studio that the test ends.
    """
    running = start_studio(tmp_path, workers=2)
    yield running
    stop_studio(running)


def get(address, path):
    """
    The status and body of one page.
    """
    line = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
    try:
        line.request("GET", path)
        response = line.getresponse()
        return response.status, response.read()
    finally:
        line.close()


def children_of(pid):
    return [child for child in below(pid) if parent_of(child) == pid]


def pool_of(studio):
    """
    The worker's pool, once it has forked.
    """
    worker = studio.child(WORKER)
    wait_until(lambda: len(children_of(worker)) >= 2, "the worker has its pool", seconds=90)
    return children_of(worker)


def at_work(studio):
    """
    Wait until the worker waits for segments: Celery, stopped in the instant before, complains of itself.
    """
    pool_of(studio)
    with redis.Redis(unix_socket_path=str(studio.data_dir / "run" / "valkey.sock")) as valkey:

        def waits() -> bool:
            return any(one["cmd"] == "brpop" for one in valkey.client_list())

        wait_until(waits, "the worker waits for segments", seconds=90)


def test_everything_runs_and_is_ready(lasting):
    wait_until(lambda: get(lasting, "/readyz")[0] == 200, "the studio is ready")

    assert all(json.loads(get(lasting, "/readyz")[1])["parts"].values())
    run = lasting.data_dir / "run"
    assert run.stat().st_mode & 0o777 == 0o700
    assert (run / "valkey.sock").stat().st_mode & 0o777 == 0o700


def test_a_second_studio_is_refused(lasting):
    second = subprocess.run(
        [sys.executable, "manage.py", "studio"],
        cwd=ROOT,
        env=lasting.environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert second.returncode == 1
    assert f"Another studio (process {lasting.process.pid}) works on {lasting.data_dir}." in second.stderr
    assert get(lasting, "/healthz")[0] == 200


def test_a_taken_port_is_named(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = subprocess.run(
            [sys.executable, "manage.py", "studio"],
            cwd=ROOT,
            env=environment_for(tmp_path, KF_PORT=str(port)),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    assert refused.returncode == 1
    assert f"port {port}: address already in use. Choose another port with KF_PORT" in refused.stderr


@pytest.mark.parametrize("name", [WEB, WORKER, VALKEY])
def test_a_killed_program_comes_back(lasting, name):
    pool = pool_of(lasting)
    before = lasting.child(name)

    os.kill(before, signal.SIGKILL)

    # Its own child: those that a killed worker leaves behind have the same name.
    wait_until(lambda: before not in (back := lasting.children(name)) and back, f"{name} is back")
    wait_until(lambda: get(lasting, "/readyz")[0] == 200, "the studio is ready again", seconds=60)
    if name == WORKER:
        # The kernel ends them with their parent, but a process of some size takes a moment to go.
        wait_until(lambda: not any(alive(pid) for pid in pool), "the old pool is gone", seconds=5)
        assert set(pool_of(lasting)).isdisjoint(pool)


def test_nobody_is_turned_away_while_the_web_server_starts_again(lasting):
    os.kill(lasting.child(WEB), signal.SIGKILL)

    assert get(lasting, "/healthz")[0] == 200


def test_a_program_that_keeps_dying_is_not_hammered(lasting):
    starts = []
    deadline = time.monotonic() + 6
    seen = None
    while time.monotonic() < deadline:
        pids = [pid for pid, line in lasting.family().items() if VALKEY in line]
        if pids and pids[0] != seen:
            seen = pids[0]
            starts.append(time.monotonic())
            os.kill(seen, signal.SIGKILL)
        time.sleep(0.01)

    pauses = [later - earlier for earlier, later in pairwise(starts[1:])]
    assert 3 <= len(starts) <= 7
    assert pauses == sorted(pauses)


def test_a_killed_supervisor_leaves_nobody(studio):
    pool_of(studio)
    family = list(studio.family())
    assert len(family) >= 5

    studio.process.kill()
    studio.process.wait()

    wait_until(lambda: not any(alive(pid) for pid in family), "every process is gone", seconds=10)
    again = start_studio(studio.data_dir)
    assert get(again, "/healthz")[0] == 200
    assert stop_studio(again) == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_it_leaves_in_order(studio, number):
    at_work(studio)
    family = list(studio.family())
    asked = time.monotonic()

    studio.process.send_signal(number)
    code = studio.process.wait(30)

    assert code == 0, studio.output
    assert time.monotonic() - asked < 10
    # What was ended last may need a moment to go; nothing may stay.
    wait_until(lambda: not any(alive(pid) for pid in family), "all of the family is gone", seconds=5)
    assert "Traceback" not in studio.output, studio.output[-4000:]


def test_asked_to_stop_while_it_starts_it_leaves_as_well(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "manage.py", "studio"],
        cwd=ROOT,
        env=environment_for(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    socket_file = tmp_path / "run" / "valkey.sock"
    wait_until(socket_file.exists, "Valkey is started", seconds=90)

    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=30)

    assert process.returncode == 0, output
    assert "Traceback" not in output
