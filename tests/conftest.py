"""
What every test may ask for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from _pytest.terminal import TerminalReporter

from tests import machines


@pytest.fixture(scope="session")
def studio() -> Iterator[machines.Studio]:
    """
    A studio that runs for all tests that only use it; who breaks one starts their own.
    """
    with machines.studio(workers=1) as running:
        yield running


@pytest.fixture(scope="session")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """
    The socket of a Valkey.
    """
    with machines.valkey(tmp_path_factory.mktemp("valkey")) as path:
        yield path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """
    The address of a PostgreSQL.
    """
    with ExitStack() as stack:
        yield machines.or_skip(lambda: stack.enter_context(machines.postgres()))


@pytest.fixture(scope="session")
def rabbitmq() -> Iterator[str]:
    """
    The address of a RabbitMQ.
    """
    with ExitStack() as stack:
        yield machines.or_skip(lambda: stack.enter_context(machines.rabbitmq()))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """
    Playwright drives the system's own Chromium.
    """
    path = machines.or_skip(machines.chromium)
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    return {**browser_type_launch_args, "executable_path": path, "args": sandbox}


@pytest.fixture
def browser_context_args(
    browser_context_args: dict[str, Any], request: pytest.FixtureRequest
) -> dict[str, Any]:
    """
    Pages of the studio may be opened by their paths.
    """
    if "studio" not in request.fixturenames:
        return browser_context_args
    return {**browser_context_args, "base_url": str(request.getfixturevalue("studio"))}


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """
    Say in one line what this machine could not run, and why.
    """
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = sorted({str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped})
    if reasons:
        terminalreporter.write_line(f"Not run here ({len(skipped)} tests): {'; '.join(reasons)}.")
