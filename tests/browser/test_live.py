"""
Bad days: no network, a server that dies, somebody else at the same key. The page says truly what is saved,
and is right again afterwards.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests import machines
from tests.browser.conftest import visiting
from tests.browser.desk import Desk
from tests.browser.pictures import LEFT, MIDDLE, RIGHT
from tests.browser.scenes import lay_out
from tests.browser.visitors import Visitors
from tests.person import Person

pytestmark = pytest.mark.timeout(240)

SAID = """() => {
  const words = document.querySelector("kf-saved");
  window.said = [];
  new MutationObserver(() => window.said.push(words.innerText.trim())).observe(words, {
    subtree: true, childList: true, characterData: true });
}"""


@pytest.fixture
def fragile() -> Iterator[machines.Studio]:
    """
    A studio that may be broken.
    """
    with machines.studio(workers=1) as running:
        yield running


@pytest.fixture
def onlookers(
    chromium: Browser, fragile: machines.Studio, request: pytest.FixtureRequest
) -> Iterator[Visitors]:
    """
    Who comes to the fragile studio.
    """
    yield from visiting(chromium, fragile, request)


def test_an_edit_is_called_saved_only_when_it_is(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 9: RIGHT})
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    held: list[Route] = []
    # Playwright leaves a mark on what it is given, and a list's own method takes none.
    desk.page.route("**/ops", lambda route: held.append(route))  # noqa: PLW0108
    desk.key("Right").click()
    desk.page.keyboard.press("Alt+ArrowRight")
    expect(desk.key("Right", 11)).to_be_visible()
    expect(desk.page.locator("kf-saved")).to_have_text("Saving…")
    assert scene.frame_of("Right") == 9
    held[0].continue_()
    desk.saved()
    assert scene.frame_of("Right") == 10


def test_edits_made_without_a_network_are_kept_and_sent(visitors: Visitors, person: Person) -> None:
    visitors.expect("ERR_INTERNET_DISCONNECTED")
    scene = lay_out(person, {0: LEFT, 9: RIGHT})
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    desk.page.evaluate(SAID)
    desk.page.context.set_offline(True)
    desk.key("Right").click()
    desk.page.keyboard.press("Alt+ArrowRight")
    said = desk.page.locator("kf-saved")
    expect(said).to_have_text("Offline: 1 change kept on this device")
    desk.page.keyboard.press("Alt+Shift+ArrowRight")
    expect(said).to_have_text("Offline: 2 changes kept on this device")
    expect(desk.key("Right", 21)).to_be_visible()
    assert "Saved" not in desk.page.evaluate("() => window.said")
    assert scene.frame_of("Right") == 9
    desk.page.context.set_offline(False)
    desk.saved()
    assert scene.frame_of("Right") == 20


def test_an_edit_that_the_server_refuses_is_taken_back_and_told(visitors: Visitors, person: Person) -> None:
    visitors.expect("ERR_INTERNET_DISCONNECTED|status of 422")
    scene = lay_out(person, {0: LEFT, 9: MIDDLE, 30: RIGHT})
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    desk.page.context.set_offline(True)
    desk.key("Right").click()
    desk.tab("Key")
    desk.type_number("Frame", "21")
    expect(desk.key("Right", 21)).to_be_visible()
    person.edit(
        scene.project, {"do": "set", "on": "keyframe", "id": scene.keys["Middle"], "to": {"frame": 20}}
    )
    desk.page.context.set_offline(False)
    expect(desk.toasts.get_by_role("alert")).to_be_visible()
    expect(desk.key("Right", 31)).to_be_visible()
    expect(desk.key("Middle", 21)).to_be_visible()
    desk.saved()


def test_what_one_browser_edits_the_other_shows(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 9: RIGHT})
    one = Desk(visitors.browser_of(person)).open(scene.project)
    two = Desk(visitors.second_browser(one.page)).ready()
    one.drag_key("Right", 12)
    expect(two.key("Right", 12)).to_be_visible()
    two.key("Right").click()
    two.page.keyboard.press("Alt+ArrowLeft")
    expect(one.key("Right", 11)).to_be_visible()
    one.button(re.compile("^Undo: Move Right")).click()
    expect(one.toasts).to_contain_text("left as it is")
    expect(one.key("Right", 11)).to_be_visible()


def test_a_page_is_right_again_after_the_web_server_was_killed(
    fragile: machines.Studio, onlookers: Visitors
) -> None:
    onlookers.expect("ERR_|WebSocket|status of 50")
    with Person(fragile) as person:
        person.arrive()
        scene = lay_out(person, {0: LEFT, 30: MIDDLE, 60: RIGHT}, size=(1280, 720), method="flow")
        desk = Desk(onlookers.browser_of(person)).open(scene.project)
        desk.page.evaluate(SAID)
        desk.render()
        desk.page.wait_for_function(
            "() => [...window.kf.store.segments.value.values()].some((one) => one.done >= 3)"
        )
        os.kill(fragile.child("kfweb.studio.web"), signal.SIGKILL)
        desk.page.wait_for_function("() => !window.kf.store.connected.value")
        desk.page.evaluate("() => (window.said.length = 0)")
        desk.key("Right").click()
        desk.page.keyboard.press("Alt+ArrowRight")
        expect(desk.page.locator("kf-saved")).not_to_have_text("Saved")

        desk.ready()
        desk.saved()
        assert scene.frame_of("Right") == 61
        expect(desk.segment("Left", "Middle", "rendered, 29 drawings")).to_be_visible(timeout=60_000)
        expect(desk.timeline.locator("img.pic").first).to_be_visible()
        desk.page.wait_for_function(
            """() => [...document.querySelectorAll("kf-timeline [data-seg] img.pic")]
                 .every((one) => one.complete && one.naturalWidth > 0)"""
        )
        shown = desk.segments()
        kept = scene.read()["segments"]
        for key in ("Left", "Middle"):
            assert shown[scene.keys[key]]["key"] == kept[scene.keys[key]]["key"]
