"""
Real Chromium before a real studio. Every test is a stranger of its own, and whatever a page complains
about on its console fails the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import machines
from tests.browser.visitors import Visitors
from tests.person import Person

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PICTURES = machines.ROOT / "build" / "browser"


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """
    The system's Chromium, gone after the last of these tests: while Playwright is there its event loop counts
    as running, and tests of Django's would not be let at the rows.
    """
    path = machines.or_skip(machines.chromium)
    with sync_playwright() as play:
        window = play.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield window
        window.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """
    Let fixtures know whether their test failed.
    """
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture
def visitors(
    chromium: Browser, studio: machines.Studio, request: pytest.FixtureRequest
) -> Iterator[Visitors]:
    """
    Whoever comes to the studio with a browser in this test.
    """
    yield from visiting(chromium, studio, request)


def visiting(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visitors]:
    """
    Visitors of one studio; a failed test leaves pictures of what they saw in build/browser.
    """
    with ExitStack() as stack:
        coming = Visitors(browser, address, stack)
        yield coming
        if request.node.stash.get(FAILED, True):
            keep_pictures(coming, PICTURES / request.node.name)
        else:
            coming.check()


def keep_pictures(visitors: Visitors, folder: Path) -> None:
    """
    Write down what every open page shows and has complained about.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "console.txt").write_text("\n".join(visitors.troubles))
    for number, page in enumerate(visitors.pages):
        page.screenshot(path=folder / f"{number}.png")


@pytest.fixture
def person(studio: machines.Studio) -> Iterator[Person]:
    """
    A guest at the API's door, who lays out what a test then finds in the browser.
    """
    with Person(studio) as somebody:
        somebody.arrive()
        yield somebody
