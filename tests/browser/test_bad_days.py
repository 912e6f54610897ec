"""
Bad days: pages that are closed too early, cut off, put to sleep, or meet another page of the same person. No
edit is lost, nothing is called saved that is not, no wrong frame is shown, no page freezes.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests import machines
from tests.browser.conftest import visiting
from tests.browser.desk import TWO_FRAMES, Desk, eventually
from tests.browser.pictures import LEFT, MIDDLE, RIGHT
from tests.browser.scenes import lay_out
from tests.browser.visitors import Visitors
from tests.person import Person, place

pytestmark = pytest.mark.timeout(240)

CUT = r"ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket|ERR_CONNECTION"
"""
What a browser says of a line that is cut.
"""

KEPT = """() => new Promise((done, fail) => {
  const request = indexedDB.open("kfweb");
  request.onerror = () => fail(request.error);
  request.onsuccess = () => {
    const all = request.result.transaction("edits").objectStore("edits").getAll();
    all.onsuccess = () => { request.result.close(); done(all.result.length); };
  };
})"""

SAID = """() => {
  const words = document.querySelector("kf-saved");
  window.said = [];
  new MutationObserver(() => window.said.push(words.innerText.trim())).observe(words, {
    subtree: true, childList: true, characterData: true });
}"""


def kept(page: Page) -> int:
    """
    How many edits this browser keeps for later.
    """
    return int(page.evaluate(KEPT))


def nudge(desk: Desk, name: str, times: int = 1) -> None:
    """
    Move a key to the right by the keyboard.
    """
    desk.key(name).click()
    for _ in range(times):
        desk.page.keyboard.press("Alt+ArrowRight")


def back(page: Page) -> None:
    """
    Let edits through again, and have the page notice, as a browser does whose network is back.
    """
    page.unroute("**/ops")
    page.evaluate("() => window.dispatchEvent(new Event('online'))")


def undo(desk: Desk) -> None:
    """
    Take the last edit back by the keyboard.
    """
    desk.page.keyboard.press("Control+z")


# -- Edits that were not answered when the page went away ---------------------------------------------


NO_LOCKS = "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })"
"""
As on plain http, where a school's own server may be.
"""


@pytest.mark.parametrize("locks", [True, False], ids=["https", "http"])
def test_edits_of_a_page_that_died_are_saved_by_the_next(
    visitors: Visitors, person: Person, locks: bool
) -> None:
    visitors.expect(CUT)
    scene = lay_out(person, {0: LEFT, 9: RIGHT})
    home = visitors.browser_of(person)
    if not locks:
        home.context.add_init_script(NO_LOCKS)
    desk = Desk(home).open(scene.project)
    desk.page.route("**/ops", lambda route: route.abort())
    nudge(desk, "Right", 2)
    expect(desk.page.locator("kf-saved")).to_have_text("Offline: 2 changes kept on this device")
    eventually(lambda: kept(desk.page) == 2, desk.page, "both edits are kept")
    desk.page.close()
    assert scene.frame_of("Right") == 9

    again = Desk(desk.page.context.new_page()).open(scene.project)
    expect(again.toasts).to_contain_text("2 edits from before were kept on this device and are saved now.")
    again.saved()
    expect(again.key("Right", 12)).to_be_visible()
    assert scene.frame_of("Right") == 11
    eventually(lambda: kept(again.page) == 0, again.page, "nothing is kept that is saved")
    undo(again)
    undo(again)
    again.saved()
    assert scene.frame_of("Right") == 9


def test_a_reload_without_a_server_asks_nothing_and_loses_nothing(visitors: Visitors, person: Person) -> None:
    visitors.expect(CUT)
    scene = lay_out(person, {0: LEFT, 9: RIGHT})
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    asked: list[str] = []

    def note(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    desk.page.on("dialog", note)
    desk.page.route("**/ops", lambda route: route.abort())
    nudge(desk, "Right")
    eventually(lambda: kept(desk.page) == 1, desk.page, "the edit is kept")
    desk.page.reload()
    desk.ready()
    expect(desk.key("Right", 11)).to_be_visible()
    expect(desk.page.locator("kf-saved")).to_have_text("Offline: 1 change kept on this device")
    nudge(desk, "Right")
    back(desk.page)
    desk.saved()
    assert scene.frame_of("Right") == 11
    assert asked == []


def test_a_page_that_can_keep_nothing_asks_before_it_is_left(visitors: Visitors, person: Person) -> None:
    visitors.expect(f"{CUT}|kept on this device")
    scene = lay_out(person, {0: LEFT, 9: RIGHT})
    page = visitors.browser_of(person)
    page.add_init_script("IDBFactory.prototype.open = () => { throw new Error('barred'); }")
    desk = Desk(page).open(scene.project)
    asked: list[str] = []

    def stay(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.route("**/ops", lambda route: route.abort())
    nudge(desk, "Right")
    expect(page.locator("kf-saved")).to_have_text("Offline: 1 change kept on this page")
    page.close(run_before_unload=True)
    eventually(lambda: asked == ["beforeunload"], page, "the page asks")
    back(page)
    desk.saved()
    assert scene.frame_of("Right") == 10


def test_an_edit_from_before_that_cannot_be_any_more_is_told(visitors: Visitors, person: Person) -> None:
    visitors.expect(f"{CUT}|status of 422")
    scene = lay_out(person, {0: LEFT, 9: MIDDLE, 30: RIGHT})
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    desk.page.route("**/ops", lambda route: route.abort())
    nudge(desk, "Right")
    nudge(desk, "Middle")
    eventually(lambda: kept(desk.page) == 2, desk.page, "both edits are kept")
    desk.page.close()
    person.edit(scene.project, {"do": "delete", "on": "keyframe", "id": scene.keys["Right"]})

    again = Desk(desk.page.context.new_page()).open(scene.project)
    refused = again.toasts.get_by_role("alert")
    expect(refused).to_contain_text("1 edit from before could not be saved.")
    expect(refused).to_contain_text("Move Right to frame 32")
    expect(refused).to_contain_text("it was deleted since")
    expect(again.toasts).to_contain_text("1 edit from before was kept on this device and is saved now.")
    again.saved()
    assert scene.frame_of("Middle") == 10


# -- Two pages of one person --------------------------------------------------------------------------


def test_two_tabs_of_one_person_each_send_their_own(visitors: Visitors, person: Person) -> None:
    visitors.expect(CUT)
    scene = lay_out(person, {0: LEFT, 9: MIDDLE, 30: RIGHT})
    one = Desk(visitors.browser_of(person)).open(scene.project)
    one.page.route("**/ops", lambda route: route.abort())
    nudge(one, "Right", 2)
    eventually(lambda: kept(one.page) == 2, one.page, "both edits are kept")

    two = Desk(one.page.context.new_page()).open(scene.project)
    nudge(two, "Middle", 3)
    two.saved()
    expect(two.key("Right", 31)).to_be_visible()
    expect(two.toasts).not_to_contain_text("from before")
    assert (scene.frame_of("Middle"), scene.frame_of("Right")) == (12, 30)

    back(one.page)
    one.saved()
    for desk in (one, two):
        expect(desk.key("Middle", 13)).to_be_visible()
        expect(desk.key("Right", 33)).to_be_visible()
    assert (scene.frame_of("Middle"), scene.frame_of("Right")) == (12, 32)
    for desk, frame in ((one, 31), (two, 31), (one, 32)):
        desk.key("Right").click()
        desk.page.keyboard.press("Alt+ArrowLeft" if frame == 31 else "Alt+ArrowRight")
        desk.saved()
    eventually(lambda: kept(one.page) == 0, one.page, "nothing is kept that is saved")
    assert scene.frame_of("Right") == 31
    expect(two.key("Right", 32)).to_be_visible()


def test_a_key_that_is_deleted_while_another_tab_drags_it(visitors: Visitors, person: Person) -> None:
    visitors.expect(CUT)
    scene = lay_out(person, {0: LEFT, 9: MIDDLE, 30: RIGHT})
    one = Desk(visitors.browser_of(person)).open(scene.project)
    grab(one, "Middle")
    person.edit(scene.project, {"do": "delete", "on": "keyframe", "id": scene.keys["Middle"]})
    expect(one.keys()).to_have_count(2)
    one.page.mouse.move(900, one.page.viewport_size["height"] - 80 if one.page.viewport_size else 0)
    one.page.mouse.up()
    one.saved()
    expect(one.keys()).to_have_count(2)
    nudge(one, "Right")
    one.saved()
    assert scene.frame_of("Right") == 31


def test_a_pose_that_is_deleted_while_another_tab_drags_it(visitors: Visitors, person: Person) -> None:
    visitors.expect(f"{CUT}|status of 422|status of 404")
    scene = lay_out(person, {0: LEFT, 9: RIGHT})
    spare = person.upload(scene.project, "Spare.png", MIDDLE.file()["buffer"])
    one = Desk(visitors.browser_of(person)).open(scene.project)
    card = one.pose("Spare").bounding_box()
    lane = one.timeline.locator(".trk").first.bounding_box()
    assert card and lane
    mouse = one.page.mouse
    mouse.move(card["x"] + 40, card["y"] + 40)
    mouse.down()
    mouse.move(lane["x"] + 300, lane["y"] + lane["height"] / 2, steps=4)
    person.edit(scene.project, {"do": "delete", "on": "pose", "id": spare["id"]})
    expect(one.pose("Spare")).to_have_count(0)
    mouse.move(lane["x"] + 320, lane["y"] + lane["height"] / 2)
    mouse.up()
    one.page.evaluate(TWO_FRAMES)
    one.saved()
    expect(one.keys()).to_have_count(2)
    assert len(scene.read()["keyframes"]) == 2


# -- The line and the server --------------------------------------------------------------------------


def grab(desk: Desk, name: str) -> None:
    """
    Take hold of a key and begin to drag it.
    """
    box = desk.key(name).bounding_box()
    assert box is not None
    desk.page.mouse.move(box["x"] + 8, box["y"] + 30)
    desk.page.mouse.down()
    desk.page.mouse.move(box["x"] + 40, box["y"] + 30, steps=3)
    expect(desk.timeline.locator(".drag-chip")).to_be_visible()


def test_the_line_is_cut_in_the_middle_of_a_drag(visitors: Visitors, person: Person) -> None:
    visitors.expect(CUT)
    scene = lay_out(person, {0: LEFT, 9: MIDDLE, 40: RIGHT})
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    desk.page.evaluate(SAID)
    grab(desk, "Middle")
    desk.page.context.set_offline(True)
    chip = desk.timeline.locator(".drag-chip")
    box = desk.key("Middle").bounding_box()
    assert box is not None
    desk.page.mouse.move(box["x"] + 120, box["y"] + 30, steps=6)
    desk.page.evaluate(TWO_FRAMES)
    frame = int(re.findall(r"\d+", chip.inner_text().partition("(")[0])[-1])
    assert frame > 10
    desk.page.mouse.up()
    expect(desk.key("Middle", frame)).to_be_visible()
    expect(desk.page.locator("kf-saved")).to_have_text("Offline: 1 change kept on this device")
    assert "Saved" not in desk.page.evaluate("() => window.said")
    person.edit(
        scene.project, {"do": "set", "on": "keyframe", "id": scene.keys["Right"], "to": {"frame": 50}}
    )
    desk.page.context.set_offline(False)
    desk.saved()
    expect(desk.key("Right", 51)).to_be_visible()
    assert scene.frame_of("Middle") == frame - 1


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


def test_the_server_goes_while_somebody_types(fragile: machines.Studio, onlookers: Visitors) -> None:
    onlookers.expect(f"{CUT}|ERR_|status of 50")
    with Person(fragile) as person:
        person.arrive()
        scene = lay_out(person, {0: LEFT, 30: RIGHT})
        desk = Desk(onlookers.browser_of(person)).open(scene.project)
        desk.page.evaluate(SAID)
        title = desk.page.get_by_role("textbox", name="Project title")
        title.click()
        title.press_sequentially(" in the")
        os.kill(fragile.child("kfweb.studio.web"), signal.SIGKILL)
        desk.page.wait_for_function("() => !window.kf.store.connected.value")
        title.press_sequentially(" rain")
        expect(title).to_have_value(re.compile("in the rain"))
        desk.page.evaluate("() => (window.said.length = 0)")
        title.press("Enter")
        typed = title.input_value()
        desk.key("Right").click()
        desk.tab("Key")
        desk.type_number("Frame", "41")
        desk.ready()
        desk.saved()
        said = desk.page.evaluate("() => window.said")
        assert said[0] != "Saved"
        found = scene.read()
        assert found["project"]["title"] == typed
        assert scene.frame_of("Right") == 40


# -- Long days ----------------------------------------------------------------------------------------


def test_five_hundred_steps_are_undone_and_done_again(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 9: RIGHT})
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    desk.page.evaluate(
        """([project, key]) => {
          const { store } = window.kf;
          for (let step = 1; step <= 505; step += 1)
            void store.edit(`Step ${step}`, step % 2
              ? [{ do: "set", on: "keyframe", id: key, to: { hold: 1 + step } }]
              : [{ do: "set", on: "project", id: project, to: { title: `Step ${step}` } }]);
        }""",
        [scene.project, scene.keys["Right"]],
    )
    expect(desk.page.locator("kf-saved")).to_have_text("Saved", timeout=120_000)
    row = next(key for key in scene.read()["keyframes"] if key["id"] == scene.keys["Right"])
    assert row["hold"] == 506
    for _ in range(500):
        undo(desk)
    expect(desk.page.locator("kf-saved")).to_have_text("Saved", timeout=120_000)
    found = scene.read()
    assert next(k for k in found["keyframes"] if k["id"] == scene.keys["Right"])["hold"] == 6
    assert found["project"]["title"] == "Step 4"
    undo(desk)
    desk.saved()
    assert scene.read()["project"]["title"] == "Step 4"
    for _ in range(3):
        desk.page.keyboard.press("Control+Shift+z")
    desk.saved()
    found = scene.read()
    assert next(k for k in found["keyframes"] if k["id"] == scene.keys["Right"])["hold"] == 8
    assert found["project"]["title"] == "Step 8"


def test_a_tab_that_slept_for_a_day_catches_up(visitors: Visitors, person: Person) -> None:
    visitors.expect(CUT)
    scene = lay_out(person, {0: LEFT, 9: MIDDLE, 30: RIGHT})
    page = visitors.browser_of(person)
    page.clock.install()
    desk = Desk(page).open(scene.project)
    nudge(desk, "Middle")
    desk.saved()
    page.context.set_offline(True)
    nudge(desk, "Middle")  # typed as the lid closes
    for frame in range(31, 61):
        person.edit(
            scene.project, {"do": "set", "on": "keyframe", "id": scene.keys["Right"], "to": {"frame": frame}}
        )
    person.edit(scene.project, {"do": "delete", "on": "keyframe", "id": scene.keys["Left"]})
    page.clock.fast_forward("24:00:00")
    expect(page.locator("kf-saved")).to_have_text("Offline: 1 change kept on this device")
    page.context.set_offline(False)
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    page.clock.fast_forward(20_000)
    desk.saved()
    expect(desk.key("Right", 61)).to_be_visible()
    expect(desk.key("Middle", 12)).to_be_visible()
    expect(desk.keys()).to_have_count(2)
    assert scene.frame_of("Middle") == 11
    assert page.evaluate("() => window.kf.store.revision.value") == scene.read()["revision"]


def test_a_line_that_died_in_its_sleep_is_noticed(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 9: RIGHT})
    page = visitors.browser_of(person)
    page.clock.install()
    dead: list[bool] = []

    def carry(line: WebSocketRoute) -> None:
        far, born_dead = line.connect_to_server(), bool(dead)
        line.on_message(lambda words: None if dead and not born_dead else far.send(words))
        far.on_message(lambda words: None if dead and not born_dead else line.send(words))

    page.route_web_socket("**/ws/**", carry)
    desk = Desk(page).open(scene.project)
    dead.append(True)
    person.edit(
        scene.project, {"do": "set", "on": "keyframe", "id": scene.keys["Right"], "to": {"frame": 20}}
    )
    page.clock.run_for(40_000)
    expect(desk.key("Right", 21)).to_be_visible()
    desk.ready()


# -- Odd machines, odd names, long shots --------------------------------------------------------------


def test_without_webgl_the_stage_shows_the_same(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 6: RIGHT})
    plain = Desk(visitors.browser_of(person)).open(scene.project)
    page = visitors.browser_of(person)
    page.add_init_script(
        """for (const Canvas of [HTMLCanvasElement, OffscreenCanvas]) {
          const { getContext } = Canvas.prototype;
          Canvas.prototype.getContext = function (kind, ...more) {
            return /webgl|webgpu/.test(kind) ? null : getContext.call(this, kind, ...more);
          };
        }"""
    )
    bare = Desk(page).open(scene.project)
    bare.render()
    bare.rendered()
    plain.rendered()
    for frame in ("1", "4", "7"):
        for desk in (plain, bare):
            desk.frame.fill(frame)
            desk.frame.press("Enter")
            desk.page.evaluate(TWO_FRAMES)
        eventually(
            lambda: (plain.pixels() == bare.pixels()).mean() > 0.999, bare.page, f"frame {frame} is the same"
        )


NAMES = {
    "Korean": "달리는 소녀",
    "right to left": "ילדה רצה 12",
    "Arabic": "فتاة تركض",
    "emoji": "👩‍👧 running 🏃🏽‍♀️",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_names_of_all_the_world(visitors: Visitors, person: Person, name: str) -> None:
    scene = lay_out(person, {0: LEFT, 9: RIGHT})
    read = scene.read()
    pose = next(one["pose"] for one in read["keyframes"] if one["id"] == scene.keys["Right"])
    person.edit(
        scene.project,
        {"do": "set", "on": "pose", "id": pose, "to": {"name": name}},
        {"do": "set", "on": "shot", "id": scene.shot, "to": {"name": name}},
        {"do": "set", "on": "track", "id": read["tracks"][0]["id"], "to": {"name": name}},
        {"do": "set", "on": "project", "id": scene.project, "to": {"title": name}},
    )
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    expect(desk.page.get_by_role("textbox", name="Project title")).to_have_value(name)
    expect(desk.pose(name)).to_be_visible()
    key = desk.timeline.locator(f'[data-key="{scene.keys["Right"]}"]')
    key.click()
    desk.page.keyboard.press("Alt+ArrowRight")
    desk.saved()
    label = desk.page.evaluate("() => window.kf.store.undoLabel.value")
    assert name in label
    if name in (NAMES["right to left"], NAMES["Arabic"]):
        assert f"\u2068{name}\u2069" in label, "the name takes the frame's number with it"
    undo(desk)
    desk.saved()
    title = desk.page.get_by_role("textbox", name="Project title")
    title.fill(f"{name} 2")
    title.press("Enter")
    desk.saved()
    found = scene.read()
    assert found["project"]["title"] == f"{name} 2"
    assert [found["shots"][0]["name"], found["tracks"][0]["name"]] == [name, name]


LONGEST_TASK = """() => {
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ entryTypes: ["longtask"] });
}"""


def test_a_shot_of_twelve_thousand_frames(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 12: RIGHT})
    read = scene.read()
    poses = [one["pose"] for one in read["keyframes"]]
    person.edit(
        scene.project,
        *(place(scene.shot, poses[n % 2], 24 + 12 * n, method="hold") for n in range(998)),
    )
    person.edit(scene.project, place(scene.shot, poses[0], 11_999, method="hold"))
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    desk.page.evaluate(LONGEST_TASK)
    assert desk.page.evaluate("() => window.kf.store.shotLength.value") == 12_000
    desk.page.keyboard.press("End")
    expect(desk.frame).to_have_value("12000")
    assert desk.page.locator("kf-timeline *").count() < 6_000
    desk.page.keyboard.press("ArrowLeft")
    expect(desk.frame).to_have_value("11999")
    desk.page.keyboard.press("End")
    desk.type_number("Frame", "12001")
    desk.saved()
    assert max(one["frame"] for one in scene.read()["keyframes"]) == 12_000
    assert desk.page.evaluate("() => window.longest") < 1_000
