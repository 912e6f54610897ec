"""
A project of 1,000 keyframes, 200 of them in view on three tracks, all their drawings there: does a drag,
does a zoom stay smooth?

A key in the middle is dragged by the mouse in 60 moves, half of them with the whole shot in sight (200 keys
and 197 segments are drawn) and half zoomed in until the filmstrips show pictures. The timeline is zoomed by
Ctrl and the wheel in 40 steps, in bursts of five, each followed by a rest in which the page draws everything
anew. What counts is the time from one picture to the next, by requestAnimationFrame, of every picture before
which a step came in; of the others, those that took longer than 25 ms count too, so that no long one hides
between the steps.

The other 800 keys stand in a shot of 12,000 frames, which is opened, zoomed and scrolled in the same way.
"""

from __future__ import annotations

import os
import uuid
from typing import Any

from playwright.sync_api import Page

from tests.bench import pictures
from tests.bench.browser import page_of
from tests.bench.figure import Figure, percentile
from tests.machines import studio
from tests.person import Person, place

TRACKS, KEYS, APART = 3, (80, 60, 60), (5, 7, 7)
LONG, FAR = 800, 15
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
RENDERED = """() => {
  const { shotKeys, segments } = window.kf.store;
  return shotKeys.value.every(({ id }) => (segments.value.get(id)?.state ?? "fresh") === "fresh");
}"""
REST = "() => new Promise((done) => setTimeout(done, 300))"


def measure() -> list[Figure]:
    """
    The 95th percentile of the pictures' times, for all three.
    """
    with studio(workers=2) as address, Person(address) as person:
        project = _lay_out(person)
        with page_of(person) as page:
            page.goto(f"/projects/{project}")
            page.wait_for_function("() => window.kf?.store.connected.value")
            page.evaluate("() => window.kf.store.render({ shot: window.kf.store.shot.value })")
            page.wait_for_function(RENDERED)
            page.reload()
            page.wait_for_function("() => window.kf?.store.connected.value")
            page.locator("kf-timeline [data-key]").first.wait_for()
            page.evaluate(REST)
            page.evaluate(RECORD)
            shown = page.locator("kf-timeline [data-key]").count()
            zoomed = _zoom(page)
            _fit(page)
            dragged = _drag(page)
            _closer(page, _middle(page)["x"])
            page.locator("kf-timeline [data-seg] img.pic").first.wait_for()
            dragged += _drag(page)
            length = _open_the_long_one(page)
            long = _zoom(page)
            _closer(page, 720)
            long += _scroll(page)
    load = os.getloadavg()[0]
    known = (
        ("a key is dragged, 200 of 1,000 keys in view", dragged, {"keys drawn": shown}),
        ("zooming, 200 of 1,000 keys in view", zoomed, {"keys drawn": shown}),
        ("zooming and scrolling a shot of 12,000 frames", long, {"frames": length}),
    )
    return [
        Figure(
            f"ms from picture to picture while {what}, p95",
            percentile(times, 0.95),
            50,
            detail={
                "p50 ms": percentile(times, 0.5),
                "longest ms": max(times),
                "pictures": len(times),
                **more,
                "load": load,
            },
        )
        for what, times, more in known
    ]


def _fit(page: Page) -> None:
    page.get_by_role("button", name="Fit the whole shot").click()
    page.evaluate(REST)


def _closer(page: Page, x: float) -> None:
    """
    Go so near to what lies at a place of the page that the filmstrips show what they have.
    """
    lane = page.locator("kf-timeline .is-active .trk").bounding_box()
    assert lane is not None
    page.mouse.move(x, lane["y"] + 30)
    page.keyboard.down("Control")
    for _ in range(10):
        page.mouse.wheel(0, -100)
        page.evaluate(NEXT)
    page.keyboard.up("Control")
    page.evaluate(REST)


def _middle(page: Page) -> dict[str, float]:
    """
    Where the middle key is.
    """
    key = page.locator(f'kf-timeline .is-active [data-key][aria-colindex="{KEYS[0] // 2 * 2 + 2}"]')
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
    lane = page.locator("kf-timeline .is-active .trk").bounding_box()
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


def _scroll(page: Page) -> list[float]:
    """
    Run the wheel along the shot, as fast as a hand does.
    """
    page.evaluate(TAKE)
    for step in range(ZOOMS):
        page.mouse.wheel(400 if step < ZOOMS // 2 else -400, 0)
        page.evaluate(NEXT)
    times: list[float] = page.evaluate(TAKE)
    return times


def _open_the_long_one(page: Page) -> int:
    page.evaluate("() => window.kf.store.openShot(window.kf.store.shotList.value.at(-1).id)")
    page.evaluate(REST)
    _fit(page)
    length: int = page.evaluate("() => window.kf.store.shotLength.value")
    assert length > LONG * (FAR - 1), length
    return length


def _lay_out(person: Person) -> str:
    person.arrive()
    width, height = SIZE
    project = str(person.post("/projects", {"title": "Long", "width": width, "height": height})["id"])
    snapshot = person.get(f"/projects/{project}")
    shot = snapshot["shots"][0]["id"]
    tracks = [track["id"] for track in snapshot["tracks"] if track["shot"] == shot]
    more = [new("track", shot=shot, name=f"Track {n}", order=f"m{n}") for n in range(2, TRACKS + 1)]
    tracks += [operation["id"] for operation in more]
    far = new("shot", name="Far", order="z")
    poses = [person.upload(project, f"{name}.png", data)["id"] for name, data in pictures.poses(SIZE).items()]
    person.edit(project, *more, far, new("track", shot=far["id"], name="Keys", order="V"))
    for track, count, apart in zip(tracks, KEYS, APART, strict=True):
        person.edit(project, *_keys(shot, poses, count, apart, track=track))
    person.edit(project, *_keys(far["id"], poses, LONG, FAR))
    return project


def _keys(shot: str, poses: list[str], count: int, apart: int, **more: str) -> list[dict[str, Any]]:
    return [place(shot, poses[n % len(poses)], n * apart, method="crossfade", **more) for n in range(count)]


def new(on: str, **to: Any) -> dict[str, Any]:
    """
    The operation that makes a row.
    """
    return {"do": "create", "on": on, "id": str(uuid.uuid4()), "to": to}
