"""
From the click on Render to the first in-between in the page.

One pair of cut-outs over a scenery at 1280x720, method Flow, 24 in-betweens; every round moves the second key
by a frame first, so that nothing drawn before can be shown. The clock in the page runs from the click's own
event to the picture after the one for which the first new thumbnail on the filmstrip was decoded. Beside it,
in the same rounds, a warm process does by itself what the worker does until then (see `bare`), and the page
asks for /healthz and back.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import statistics
import tempfile
from pathlib import Path

from tests.bench import bare, pictures
from tests.bench.browser import page_of
from tests.bench.figure import Figure
from tests.machines import studio
from tests.person import Person, place

ROUNDS = 7
COUNT = 24
GROUND = "#d9d9d9"

WAIT = """(id) => {
  window.first = new Promise((done) => {
    let clicked = 0, found = false;
    addEventListener("click", (event) => { clicked ||= event.timeStamp; }, { capture: true });
    const look = async () => {
      const key = window.kf.store.segments.value.get(id)?.key;
      const image = clicked && key && document.querySelector(`[data-seg] img[src*="/frames/${key}/"]`);
      if (!image || found) return;
      found = true;
      observer.disconnect();
      await image.decode();
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - clicked)));
    };
    const observer = new MutationObserver(look);
    observer.observe(document.querySelector("kf-timeline"), {
      subtree: true, childList: true, attributes: true, attributeFilter: ["src"] });
  });
}"""

ROUND_TRIP = """async () => {
  const times = [];
  for (let turn = 0; turn < 5; turn++) {
    const started = performance.now();
    await (await fetch("/healthz", { cache: "no-store" })).text();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[2];
}"""


def measure() -> list[Figure]:
    """
    The median of the rounds' ratios.
    """
    poses, scenery = pictures.poses(), pictures.backdrop()
    files = {name: poses[name] for name in ("stand", "jump")} | {"scenery": scenery}
    with (
        studio(workers=1) as address,
        Person(address) as person,
        tempfile.TemporaryDirectory() as folder,
        multiprocessing.get_context("spawn").Pool(1, bare.on, (Path(folder),)) as engine,
    ):
        shas = {
            name: bare.put(Path(folder), hashlib.sha256(data).hexdigest(), data)
            for name, data in files.items()
        }
        project, keys = _lay_out(person, files)
        with page_of(person) as page:
            page.goto(f"/projects/{project}")
            page.wait_for_function("() => window.kf?.store.connected.value")
            rounds = []
            for turn in range(ROUNDS + 1):
                frame = COUNT + 1 + turn
                edit = {"do": "set", "on": "keyframe", "id": keys[1], "to": {"frame": frame}}
                person.edit(project, edit)
                page.wait_for_function(
                    "([id, frame]) => { const { store } = window.kf;"
                    " return store.keyframes.value.get(id).frame === frame && !store.busy.value; }",
                    arg=[keys[1], frame],
                )
                drawn = engine.apply(_draw_one, (shas["stand"], shas["jump"], shas["scenery"], frame))
                trip = page.evaluate(ROUND_TRIP)
                page.evaluate(WAIT, keys[0])
                page.locator("kf-transport").get_by_role("button", name="Render").click()
                rounds.append((page.evaluate("() => window.first"), *drawn, trip))
                page.get_by_text("All rendered").wait_for()
    return [_figure(rounds[1:])]  # the first one lets the worker import the engine


def _figure(rounds: list[tuple[float, float, float, float]]) -> Figure:
    middle = [statistics.median(values) for values in zip(*rounds, strict=True)]
    return Figure(
        "click to first in-between visible, over the engine's time for one frame plus one round trip",
        statistics.median(seen / (whole + trip) for seen, whole, _, trip in rounds),
        2,
        detail={
            "click to visible ms": middle[0],
            "engine ms (read, prepare, draw, write)": middle[1],
            "of that prepare and draw ms": middle[2],
            "round trip ms": middle[3],
            "over prepare and draw alone": statistics.median(s / (d + t) for s, _, d, t in rounds),
            "rounds": len(rounds),
            "load": os.getloadavg()[0],
        },
    )


def _lay_out(person: Person, files: dict[str, bytes]) -> tuple[str, list[str]]:
    person.arrive()
    project = person.post("/projects", {"title": "Bench"})["id"]
    shot = person.get(f"/projects/{project}")["shots"][0]["id"]
    ids = {name: person.upload(project, f"{name}.png", data)["id"] for name, data in files.items()}
    keys = [place(shot, ids["stand"], 0), place(shot, ids["jump"], COUNT + 1)]
    under = {"do": "set", "on": "shot", "id": shot, "to": {"plate": ids["scenery"], "ground": GROUND}}
    person.edit(project, under, *keys)
    return project, [key["id"] for key in keys]


def _draw_one(first: str, last: str, plate: str, count: int) -> tuple[float, float]:
    """
    Milliseconds until the first drawing is written, and what of them preparing and drawing took.
    """
    from jobs.sheet import SegmentSheet

    return bare.first(SegmentSheet(*pictures.SIZE, first, last, plate, GROUND, "flow", (1 / (count + 1),)))
