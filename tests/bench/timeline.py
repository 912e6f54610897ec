"""
200 keyframes on one timeline, all their drawings there: does a drag, does a zoom stay smooth?

A key in the middle is dragged by the mouse in 60 moves, half of them with the whole shot in sight (200 keys
and 199 segments are drawn) and half zoomed in until the filmstrips show pictures. The timeline is zoomed by
Ctrl and the wheel in 40 steps, in bursts of five, each followed by a rest in which the page draws everything
anew. What counts is the time from one picture to the next, by requestAnimationFrame, of every picture before
which a step came in; of the others, those that took longer than 25 ms count too, so that no long one hides
between the steps.
"""

from __future__ import annotations

import os

from playwright.sync_api import Page

from tests.bench import pictures
from tests.bench.browser import page_of
from tests.bench.figure import Figure, percentile
from tests.machines import studio
from tests.person import Person, place

KEYS, APART = 200, 4
MOVES, ZOOMS, BURST = 60, 40, 5
SIZE = (320, 180)

RECORD = """() => {
  window.pictures = [];
  let stepped = false, counts = false, last = 0;
  const step = () => { stepped = true; };
  for (const type of ["pointermove", "wheel"]) addEventListener(type, step, { capture: true, passive: true });
  const tick = (now) => {
    if (last && (counts || now - last > 25)) window.pictures.push(now - last);
    [counts, stepped, last] = [stepped, false, now];
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}"""
TAKE = "() => window.pictures.splice(0)"
NEXT = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
REST = "() => new Promise((done) => setTimeout(done, 300))"


def measure() -> list[Figure]:
    """
    The 95th percentile of the pictures' times, for both.
    """
    with studio(workers=2) as address, Person(address) as person:
        project = _lay_out(person)
        with page_of(person) as page:
            page.goto(f"/projects/{project}")
            page.locator("kf-transport").get_by_role("button", name="Render").click()
            page.get_by_text("All rendered").wait_for()
            page.reload()
            page.wait_for_function("() => window.kf?.store.connected.value")
            page.locator("kf-timeline [data-key]").first.wait_for()
            page.evaluate(RECORD)
            shown = page.locator("kf-timeline [data-key]").count()
            zoomed = _zoom(page)
            _fit(page)
            dragged = _drag(page)
            _closer(page)
            dragged += _drag(page)
    load = os.getloadavg()[0]
    return [
        Figure(
            f"ms from picture to picture while {what} among 200 keys, p95",
            percentile(times, 0.95),
            50,
            detail={
                "p50 ms": percentile(times, 0.5),
                "longest ms": max(times),
                "pictures": len(times),
                "keys drawn": shown,
                "load": load,
            },
        )
        for what, times in (("a key is dragged", dragged), ("zooming", zoomed))
    ]


def _fit(page: Page) -> None:
    page.get_by_role("button", name="Fit the whole shot").click()
    page.evaluate(REST)


def _closer(page: Page) -> None:
    """
    Go so near to the middle of the shot that the filmstrips show their drawings.
    """
    box = _middle(page)
    page.mouse.move(box["x"], box["y"] + 30)
    page.keyboard.down("Control")
    for _ in range(10):
        page.mouse.wheel(0, -100)
        page.evaluate(NEXT)
    page.keyboard.up("Control")
    page.evaluate(REST)
    page.locator("kf-timeline [data-seg] img.pic").first.wait_for()


def _middle(page: Page) -> dict[str, float]:
    """
    Where the middle key is.
    """
    key = page.locator(f'kf-timeline [data-key][aria-colindex="{KEYS // 2 * 2 + 1}"]')
    box = key.bounding_box()
    assert box is not None
    return dict(box)


def _drag(page: Page) -> list[float]:
    box = _middle(page)
    x, y = box["x"] + 4, box["y"] + 30
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y)
    page.locator("kf-timeline .drag-chip").wait_for()
    page.evaluate(TAKE)
    for move in range(MOVES // 2):
        page.mouse.move(x + 10 * (move % 6 - 3), y)
        page.evaluate(NEXT)
    times: list[float] = page.evaluate(TAKE)
    page.keyboard.press("Escape")
    page.mouse.up()
    return times


def _zoom(page: Page) -> list[float]:
    lane = page.locator("kf-timeline .trk").bounding_box()
    assert lane is not None
    page.mouse.move(720, lane["y"] + 30)
    page.keyboard.down("Control")
    page.evaluate(TAKE)
    for step in range(ZOOMS):
        inwards = step < ZOOMS // 2
        page.mouse.wheel(0, -100 if inwards else 100)
        page.evaluate(NEXT)
        if step % BURST == BURST - 1:
            page.evaluate(REST)
    page.keyboard.up("Control")
    times: list[float] = page.evaluate(TAKE)
    return times


def _lay_out(person: Person) -> str:
    person.arrive()
    width, height = SIZE
    project = str(person.post("/projects", {"title": "Long", "width": width, "height": height})["id"])
    shot = person.get(f"/projects/{project}")["shots"][0]["id"]
    files = pictures.poses(SIZE)
    poses = [person.upload(project, f"{name}.png", data)["id"] for name, data in files.items()]
    keys = [place(shot, poses[n % len(poses)], n * APART, method="crossfade") for n in range(KEYS)]
    person.edit(project, *keys)
    return project
