"""
How much script the editor's page needs, and how soon somebody can work in it.

A first visit to the sample each time, by a browser that has kept nothing. Script is counted as it crosses the
wire, compressed, libraries and words included. The clock runs from the address to the moment at which the
page is usable: the snapshot is shown, the live connection stands, the timeline has its keys and the stage
its picture. Beside it, in the same rounds, the same browser opens the studio's sign-in page, which has the
studio's frame and nothing on it.
"""

from __future__ import annotations

import os
import statistics

from playwright.sync_api import Browser, sync_playwright

from tests.bench.figure import Figure
from tests.browser.conftest import ARGUMENTS
from tests.machines import chromium, studio
from tests.person import Person

ROUNDS = 9
USABLE = """() => new Promise((done) => {
  const look = () => {
    const store = window.kf?.store;
    const shown = document.querySelector("kf-timeline [data-key]");
    const stage = document.querySelector("kf-stage");
    if (store?.connected.value && shown && stage?.lack === "") done(performance.now());
    else requestAnimationFrame(look);
  };
  look();
})"""
BARE = """() => new Promise((done) => {
  const loaded = () => requestAnimationFrame(() => done(performance.now()));
  if (document.readyState === "complete") loaded();
  else addEventListener("load", loaded);
})"""


def measure() -> list[Figure]:
    """
    The bytes of one visit, and the median of the rounds' ratios.
    """
    with studio(workers=1) as address, Person(address) as person, sync_playwright() as play:
        person.arrive()
        project = person.post("/projects", {"sample": True})["id"]
        browser = play.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        bytes_in = {}
        rounds = []
        for _ in range(ROUNDS + 1):
            usable, scripts = _visit(browser, person, f"/projects/{project}", USABLE)
            bare, _ = _visit(browser, person, "/accounts/login/", BARE)
            rounds.append((usable, bare))
            bytes_in = scripts
        browser.close()
    usable, bare = (statistics.median(values) for values in zip(*rounds[1:], strict=True))
    return [
        Figure(
            "KB of script that the editor's page transfers, compressed",
            sum(bytes_in.values()) / 1000,
            120,
            detail={"files": len(bytes_in), "largest": max(bytes_in.values()) / 1000},
        ),
        Figure(
            "editor usable, over a bare page of the same server",
            statistics.median(first / second for first, second in rounds[1:]),
            2.5,
            detail={
                "usable ms": usable,
                "bare page ms": bare,
                "rounds": ROUNDS,
                "load": os.getloadavg()[0],
            },
        ),
    ]


def _visit(browser: Browser, person: Person, path: str, until: str) -> tuple[float, dict[str, int]]:
    """
    Milliseconds until a page is there, and the bytes of each script it took.
    """
    context = browser.new_context(base_url=person.address, viewport={"width": 1440, "height": 900})
    cookies = [
        {"name": name, "value": value, "url": str(person.address)}
        for name, value in person.http.cookies.items()
    ]
    context.add_cookies(cookies)  # type: ignore[arg-type]
    context.add_init_script("localStorage.setItem('kf-toured', '1')")
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def answered(event: dict) -> None:
        if event["type"] == "Script":
            addresses[event["requestId"]] = event["response"]["url"]

    def finished(event: dict) -> None:
        if event["requestId"] in addresses:
            sizes[addresses[event["requestId"]]] = int(event["encodedDataLength"])

    wire.on("Network.responseReceived", answered)
    wire.on("Network.loadingFinished", finished)
    page.goto(path, wait_until="commit")
    taken: float = page.evaluate(until)
    context.close()
    return taken, sizes
