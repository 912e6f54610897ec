"""
Before anything is rendered: previews, motion arcs, what is said of a pair, and one pose laid on another.
"""

from __future__ import annotations

import random
import re
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk, eventually
from tests.browser.test_marks import at_the_sample, box_of, drag, joint, keys, mark, pose
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.timeout(240)

MIDDLE = 20
"""
A stored frame between Stand and Reach.
"""
NOT_DRAWN = ("missing", "stale")
LEFT = "() => window.kf.store.lane.value[0].id"
PREVIEWED = "(left) => window.kf.previews.complete(left)"
READY = "(left) => window.kf.previews.complete(left) && window.kf.previews.ready(left)"
BEND = """(arc) => {
  const { store } = window.kf;
  void store.edit("Bend", store.lane.value.map(({ id }) => ({ do: "set", on: "keyframe", id, to: { arc } })));
}"""
SET = """([id, to]) => void window.kf.store.edit("Set", [{do: "set", on: "keyframe", id, to}])"""


def at_a_new_sample(visitors: Visitors) -> Desk:
    """
    The sample with arcs that nobody has: what others had drawn of theirs would be fresh here too. Bent, it is
    stale where they had, as their drawings are still there to look at, and missing where nobody had.
    """
    desk = at_the_sample(visitors.stranger())
    desk.page.evaluate(BEND, round(random.uniform(0.01, 0.2), 5))
    desk.saved()
    return desk


def at_the_middle(visitors: Visitors) -> tuple[Desk, str]:
    """
    That sample, its playhead on an in-between that is previewed; and the segment's left key.
    """
    desk = at_a_new_sample(visitors)
    desk.page.evaluate(f"() => window.kf.store.seek({MIDDLE})")
    left: str = desk.page.evaluate(LEFT)
    desk.page.wait_for_function(PREVIEWED, arg=left, timeout=60_000)
    expect(desk.stage.get_by_text(re.compile("Preview.*not rendered"))).to_be_visible()
    return desk, left


def changed(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> int:
    """
    On how many pixels two pictures of the stage are clearly different.
    """
    return int((np.abs(a.astype(int) - b).max(axis=2) > 60).sum())


def asked_for_renders(page: Page) -> list[str]:
    """
    The renders that a page asks for from now on.
    """
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if one.url.endswith("/renders") else None)
    return asked


def steps(desk: Desk) -> list[Any]:
    """
    What each key says of the way to the next.
    """
    return [key["breakdowns"] for key in keys(desk)]


def test_a_joint_that_is_dragged_changes_the_stage_before_any_render(visitors: Visitors) -> None:
    desk, left = at_the_middle(visitors)
    asked = asked_for_renders(desk.page)
    before = desk.pixels()
    mark(desk, "Reach")
    drag(desk.page, joint(desk, "Right hand"), -90, 160)
    desk.page.keyboard.press("Escape")
    desk.page.evaluate(f"() => window.kf.store.seek({MIDDLE})")
    desk.page.wait_for_function(PREVIEWED, arg=left, timeout=60_000)
    eventually(lambda: changed(before, desk.pixels()) > 500, desk.page, "the in-between moves its arm")
    desk.saved()
    assert asked == []
    assert desk.segments()[left]["state"] in NOT_DRAWN


def test_another_spacing_changes_the_stage_with_no_network(visitors: Visitors) -> None:
    desk, left = at_the_middle(visitors)
    desk.page.wait_for_function(READY, arg=left, timeout=60_000)
    before = desk.pixels()
    visitors.expect(r"ERR_INTERNET_DISCONNECTED|WebSocket|Failed to load resource")
    desk.page.context.set_offline(True)
    desk.page.evaluate(SET, [left, {"ease": "in"}])
    eventually(lambda: changed(before, desk.pixels()) > 300, desk.page, "the in-between is nearer to its key")
    expect(desk.page.locator("kf-saved")).to_contain_text("Offline")
    desk.page.context.set_offline(False)
    desk.saved()
    desk.page.wait_for_function(PREVIEWED, arg=left, timeout=60_000)


def test_a_dot_of_an_arc_is_pulled_and_that_is_one_breakdown(visitors: Visitors) -> None:
    desk, left = at_the_middle(visitors)
    page = desk.page
    page.keyboard.press("Shift+A")
    expect(desk.stage.get_by_role("toolbar", name="Motion arcs")).to_be_visible()
    dots = desk.stage.locator("[data-point]")
    expect(dots).to_have_count(23)
    before = desk.pixels()

    x, y = box_of(dots.nth(11))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y - 40, steps=4)
    expect(desk.stage.locator(".mk-held")).to_be_visible()
    assert steps(desk)[0] == [], "nothing is changed before it is let go"
    page.mouse.up()
    eventually(lambda: len(steps(desk)[0]) == 1, page, "a breakdown is there")
    page.wait_for_function(PREVIEWED, arg=left, timeout=60_000)
    eventually(lambda: changed(before, desk.pixels()) > 500, page, "the stage shows it")
    [first] = steps(desk)[0]

    expect(desk.stage.locator(".mk-point.is-breakdown")).to_have_count(1)
    dots.nth(11).focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    eventually(lambda: steps(desk)[0][0]["joints"] != first["joints"], page, "arrows pull as well")
    page.keyboard.press("Control+z")
    eventually(lambda: steps(desk)[0] == [first], page, "both nudges are taken back at once")
    page.keyboard.press("Control+z")
    eventually(lambda: steps(desk)[0] == [], page, "and then the breakdown")
    dots.nth(11).focus()
    page.keyboard.press("PageDown")
    expect(dots.nth(12)).to_be_focused()
    page.keyboard.press("Enter")
    expect(desk.inspector.get_by_role("tab", name="Breakdown")).to_be_visible()
    desk.saved()


def test_a_pair_is_looked_at_and_one_pose_laid_on_the_other(visitors: Visitors) -> None:
    desk = at_a_new_sample(visitors)
    desk.segment("Reach", "Hold").click()
    pair = desk.inspector.get_by_role("region", name="This pair")
    expect(pair.get_by_text("These two poses go together")).to_be_visible()
    pair.get_by_text("These two poses go together").click()
    expect(pair.get_by_text("Both poses have joints.")).to_be_visible()

    had = pose(desk, "Hold")
    pair.get_by_role("button", name="Lay one over the other").click()
    dialog = desk.page.get_by_role("dialog", name="Match Hold to Reach")
    apply = dialog.get_by_role("button", name="Apply to Hold")
    expect(apply).to_be_disabled()
    dialog.get_by_role("button", name="Match automatically").click()
    expect(dialog.get_by_role("status")).to_contain_text("bones")
    size = dialog.get_by_label("Size, in percent")
    size.fill("80")
    size.press("Enter")
    dialog.get_by_role("application").focus()
    desk.page.keyboard.press("Shift+ArrowRight")
    across = float(dialog.get_by_label("Across, in pixels").input_value())
    desk.page.keyboard.press("ArrowRight")
    assert float(dialog.get_by_label("Across, in pixels").input_value()) == pytest.approx(
        across + 1, abs=0.02
    )
    apply.click()
    expect(dialog).to_be_hidden(timeout=60_000)
    eventually(lambda: pose(desk, "Hold")["sha256"] != had["sha256"], desk.page, "it has another picture")
    laid = pose(desk, "Hold")
    spread = [max(y for _, y in one["joints"]) - min(y for _, y in one["joints"]) for one in (had, laid)]
    assert spread[1] / spread[0] == pytest.approx(0.8, rel=0.02), "the joints came along"
    desk.saved()
    desk.page.keyboard.press("Control+z")
    eventually(lambda: pose(desk, "Hold") == had, desk.page, "undo brings all of it back")
    desk.saved()
