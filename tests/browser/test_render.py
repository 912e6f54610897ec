"""
Rendering as people see it: frames land in every open page, work is called off and taken up again, and what is
played is what was drawn.
"""

from __future__ import annotations

import io
import re
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk, eventually
from tests.browser.pictures import GREEN, LEFT, MIDDLE, RED, RIGHT, Disc
from tests.browser.scenes import GROUND_RGB, lay_out
from tests.browser.visitors import Visitors
from tests.person import Person

pytestmark = pytest.mark.timeout(180)

HD = (1280, 720)
FAR = Disc("Far", 160, GREEN)

# Each segment's states with the number of pictures that could be seen in it, and what the status bar said.
WATCH = """() => {
  window.seen = { segments: {}, status: new Set() };
  const look = () => {
    for (const box of document.querySelectorAll("[data-seg]")) {
      const pictures = [...box.querySelectorAll("img.pic")].filter((one) => one.naturalWidth > 0);
      const now = [box.className.match(/sg--(\\w+)/)[1], pictures.length > 0].join(" ");
      const had = (window.seen.segments[box.dataset.seg] ??= []);
      if (had.at(-1) !== now) had.push(now);
    }
    window.seen.status.add(document.querySelector("kf-status").innerText.replace(/\\s+/g, " "));
    requestAnimationFrame(look);
  };
  look();
}"""
SEEN = "() => ({ segments: window.seen.segments, status: [...window.seen.status] })"

DONE = """(id) => {
  window.done = [];
  const look = () => {
    const one = window.kf.store.segments.value.get(id);
    if (one.state === "running" && window.done.at(-1) !== one.done) window.done.push(one.done);
    requestAnimationFrame(look);
  };
  look();
}"""

PLAYED = """(wraps) => new Promise((done) => {
  const found = [];
  const { store } = window.kf;
  let last = -1, left = wraps;
  const look = (now) => {
    const frame = store.frame.value;
    if (frame !== last) found.push([now, frame]);
    if (frame < last && --left === 0) return done(found);
    last = frame;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""


def test_two_browsers_see_the_frames_land(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 25: MIDDLE, 50: RIGHT}, size=HD, method="flow")
    one = Desk(visitors.browser_of(person)).open(scene.project)
    two = Desk(visitors.second_browser(one.page)).ready()
    for desk in (one, two):
        desk.page.evaluate(WATCH)
    one.render()
    for desk in (one, two):
        desk.rendered()
        seen = desk.page.evaluate(SEEN)
        for name in ("Left", "Middle"):
            states = seen["segments"][scene.keys[name]]
            assert "running true" in states, f"no frame was seen to land: {states}"
            assert states[-1] == "fresh true", states
        assert "queued false" in seen["segments"][scene.keys["Middle"]], "it never showed that it was waiting"
        assert any(re.search(r"Left to Middle \d+/24 · \d+ s left", line) for line in seen["status"]), seen[
            "status"
        ]
        assert any("1 waiting" in line for line in seen["status"]), seen["status"]


def test_running_work_is_cancelled_at_once_and_a_retry_goes_on_from_there(
    visitors: Visitors, person: Person
) -> None:
    scene = lay_out(person, {0: LEFT, 150: RIGHT}, size=HD, method="flow")
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    desk.page.evaluate(DONE, scene.keys["Left"])
    desk.render()
    desk.page.wait_for_function("() => window.done.at(-1) >= 3")
    desk.transport.get_by_role("button", name="Cancel").click()
    expect(desk.segment("Left", "Right", "not rendered")).to_be_visible()
    assert scene.segment("Left")["state"] == "missing"
    kept = desk.segments()[scene.keys["Left"]]["shown_done"]
    assert kept >= 3, "what had landed is no longer shown"
    expect(desk.transport.get_by_role("button", name="Cancel")).to_have_count(0)

    desk.page.evaluate("() => (window.done.length = 0)")
    desk.render()
    desk.page.wait_for_function("(kept) => window.done.at(-1) > kept", arg=kept)
    desk.transport.get_by_role("button", name="Cancel").click()
    expect(desk.segment("Left", "Right", "not rendered")).to_be_visible()
    assert min(desk.page.evaluate("() => window.done")) >= kept, "it began anew"


def test_waiting_work_is_cancelled_and_the_rest_goes_on(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 40: MIDDLE, 50: RIGHT}, size=HD, method="flow")
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    desk.render()
    expect(desk.segment("Middle", "Right", "queued")).to_be_visible()
    desk.segment("Middle", "Right").click()
    desk.inspector.get_by_role("button", name="Cancel").click()
    expect(desk.segment("Middle", "Right", "not rendered")).to_be_visible()
    expect(desk.segment("Left", "Middle", "rendered, 39 drawings")).to_be_visible(timeout=60_000)
    assert scene.segment("Middle")["shown_done"] == 0
    assert scene.segment("Middle")["state"] == "missing"


def test_every_frame_that_is_stepped_to_is_the_one_that_was_drawn(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 9: RIGHT}, method="flow")
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    desk.render()
    desk.rendered()
    desk.full_size()
    key = scene.segment("Left")["key"]
    step = desk.button(re.compile("^One frame on"))
    for frame in range(1, 9):
        step.click()
        expect(desk.frame).to_have_value(str(frame + 1))
        wanted = drawing(desk.page, scene.project, key, frame - 1)
        eventually(partial(stands, desk, wanted), desk.page, f"frame {frame + 1} is shown")
        expect(desk.stage.get_by_role("img")).to_have_accessible_name(
            re.compile(f"Frame {frame + 1} · in-between {frame} of 8")
        )
    step.click()
    eventually(lambda: tuple(desk.pixels()[90, 260]) == RED, desk.page, "the last key is shown")
    assert tuple(desk.pixels()[90, 60]) == GROUND_RGB


def test_the_playhead_is_scrubbed_and_jumps_from_key_to_key(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 9: MIDDLE, 20: RIGHT})
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    ruler = desk.timeline.get_by_role("slider", name="Playhead")
    desk.drag(ruler, 16, desk.timeline.locator(".phd-flag"), at=(30, 8))
    expect(desk.frame).to_have_value("16")
    expect(ruler).to_have_attribute("aria-valuetext", re.compile("Frame 16 of 21.*between Middle and Right"))
    for name, frame in (
        ("Previous key", 10),
        ("Previous key", 1),
        ("Next key", 10),
        ("Next key", 21),
        ("To the start", 1),
    ):
        desk.button(re.compile(f"^{name}")).click()
        expect(desk.frame).to_have_value(str(frame))


def test_a_shot_plays_at_its_rate_and_in_a_loop(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 17: RIGHT})
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    desk.render()
    desk.rendered()
    desk.transport.get_by_role("button", name="Play").click()
    played = desk.page.evaluate(PLAYED, 3)
    starts = [now for (_, before), (now, frame) in pairwise(played) if frame < before]
    lap = (starts[-1] - starts[0]) / 2000  # two laps, milliseconds
    assert lap == pytest.approx(18 / 12, rel=0.1), "18 frames at 12 a second"
    steps = {(after - before) % 18 for (_, before), (_, after) in pairwise(played)}
    assert max(steps) < 9, f"it went backwards: {played}"
    desk.transport.get_by_role("button", name="Pause").click()

    desk.transport.get_by_role("button", name="Loop", exact=True).click()
    desk.transport.get_by_role("button", name="Play").click()
    expect(desk.frame).to_have_value("18")
    expect(desk.transport.get_by_role("button", name="Play")).to_be_visible()
    desk.full_size()
    eventually(lambda: tuple(desk.pixels()[90, 260]) == RED, desk.page, "it rests on the last key")


def test_moving_one_key_makes_two_segments_stale_and_moving_it_back_none(
    visitors: Visitors, person: Person
) -> None:
    scene = lay_out(person, {0: LEFT, 8: MIDDLE, 16: FAR, 24: RIGHT})
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    desk.render()
    desk.rendered()
    desk.drag_key("Middle", 12)
    expect(desk.segment("Left", "Middle", "stale")).to_be_visible()
    expect(desk.segment("Middle", "Far", "stale")).to_be_visible()
    expect(desk.segment("Far", "Right", "rendered")).to_be_visible()
    expect(desk.button(re.compile("^Render 2 stale"))).to_be_visible()
    desk.reload()
    assert states_of(desk, scene.keys) == {"Left": "stale", "Middle": "stale", "Far": "fresh"}

    asked: list[str] = []
    desk.page.on("request", lambda request: asked.append(request.url) if "/renders" in request.url else None)
    desk.drag_key("Middle", 9)
    expect(desk.transport.get_by_text("All rendered")).to_be_visible()
    desk.reload()
    assert states_of(desk, scene.keys) == {"Left": "fresh", "Middle": "fresh", "Far": "fresh"}
    assert asked == []


def states_of(desk: Desk, keys: dict[str, str]) -> dict[str, Any]:
    """
    The state of the segment that each named keyframe begins.
    """
    segments = desk.segments()
    return {name: segments[key]["state"] for name, key in keys.items() if key in segments}


def stands(desk: Desk, wanted: np.ndarray) -> bool:
    """
    Whether the stage shows exactly these pixels.
    """
    return bool((desk.pixels() == wanted).all())


def drawing(page: Page, project: str, key: str, number: int) -> np.ndarray:
    """
    A drawing as it is kept, in every pixel.
    """
    answer = page.context.request.get(f"/projects/{project}/frames/{key}/{number}/full")
    assert answer.ok, answer.status
    return np.asarray(Image.open(io.BytesIO(answer.body())).convert("RGB"))
