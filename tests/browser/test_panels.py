"""
The panel beside the stage: spacing that travels, takes, judgement, locks, earlier renders, and the queue.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import Desk
from tests.browser.pictures import LEFT, MIDDLE, RIGHT, Disc
from tests.browser.scenes import Scene, lay_out
from tests.browser.test_pages import THEMES, looking
from tests.browser.visitors import Visitors
from tests.person import Person

pytestmark = pytest.mark.timeout(180)

HD = (1280, 720)


def test_a_spacing_is_copied_pasted_and_given_to_several(visitors: Visitors, person: Person) -> None:
    desk, scene = at_work(visitors, person)
    spacing = choice(desk, "Spacing")
    desk.segment("Left", "Middle").click()
    spacing.select_option(label="Ease")
    assert spaced(scene, desk) == {"Left": ("cubic", [0.333, 0, 0.667, 1]), "Middle": ("linear", None)}
    more(desk, "Copy the spacing")
    desk.segment("Middle", "Right").click()
    more(desk, "Paste the spacing")
    expect(spacing).to_have_value("ease")
    assert spaced(scene, desk)["Middle"] == ("cubic", [0.333, 0, 0.667, 1])

    desk.page.keyboard.press("Control+z")
    expect(spacing).to_have_value("linear")
    desk.segment("Left", "Middle").click(modifiers=["Control"])
    expect(desk.inspector.get_by_role("tab", name="Segments")).to_be_visible()
    expect(spacing).to_have_value("")
    spacing.select_option(label="Snap")
    desk.inspector.get_by_role("button", name="Threes").click()
    assert {ease for ease, _ in spaced(scene, desk).values()} == {"cubic"}
    assert [key["exposure"] for key in scene.read()["keyframes"]] == [3, 3, 1]
    desk.page.keyboard.press("Control+z")
    desk.page.keyboard.press("Control+z")
    assert {curve and curve[0] for _, curve in spaced(scene, desk).values()} == {0.333, None}, "one step each"


def test_what_is_copied_says_so_and_is_pasted_by_keys_and_menus(visitors: Visitors, person: Person) -> None:
    desk, scene = at_work(visitors, person)
    keys = desk.page.keyboard
    desk.segment("Left", "Middle").click()
    choice(desk, "Spacing").select_option(label="Ease")
    desk.segment("Left", "Middle").click()
    keys.press("Alt+c")
    expect(desk.toasts).to_contain_text("Ease is copied.")
    desk.segment("Middle", "Right").click()
    keys.press("Alt+v")
    expect(choice(desk, "Spacing")).to_have_value("ease")
    assert spaced(scene, desk)["Middle"] == ("cubic", [0.333, 0, 0.667, 1])
    keys.press("Control+z")
    expect(choice(desk, "Spacing")).to_have_value("linear")

    desk.segment("Middle", "Right").click(button="right")
    menu = desk.page.get_by_role("menu", name="Segment")
    expect(menu.get_by_role("menuitem", name="Breakdown at frame")).to_contain_text("B")
    expect(menu.get_by_role("menuitem", name="Copy the spacing")).to_contain_text("Alt+C")
    menu.get_by_role("menuitem", name="Paste the spacing").click()
    expect(choice(desk, "Spacing")).to_have_value("ease")

    desk.key("Left", 1).click()
    keys.press("Control+a")
    keys.press("Control+c")
    expect(desk.toasts).to_contain_text("3 keys copied")


def test_a_take_is_compared_and_chosen(visitors: Visitors, person: Person) -> None:
    desk, scene = at_work(visitors, person)
    first = drawn_as(desk, scene, "Linear")
    second = drawn_as(desk, scene, "Ease out")
    assert first != second
    takes = desk.inspector.get_by_role("group", name="Takes")
    expect(takes.get_by_role("button")).to_have_count(2)
    expect(takes.get_by_role("button", name=re.compile("Take 2.*shown now"))).to_be_visible()
    takes.get_by_role("button", name=re.compile("Take 1")).click()
    expect(desk.inspector.get_by_role("row", name=re.compile("Spacing Linear now Ease out"))).to_be_visible()
    desk.inspector.get_by_role("button", name="Compare with the one shown").click()
    desk.inspector.get_by_role("button", name="End the comparison").click()

    asked: list[str] = []
    desk.page.on("request", lambda one: asked.append(one.url) if one.url.endswith("/renders") else None)
    desk.inspector.get_by_role("button", name="Use this take").click()
    expect(takes.get_by_role("button", name=re.compile("Take 1.*shown now"))).to_be_visible()
    desk.saved()
    segment = scene.segment("Left")
    assert (segment["state"], segment["shown"]) == ("fresh", first)
    assert asked == [], "what is drawn is not drawn again"


def test_a_take_is_judged_by_keys_and_the_numbers_wait(visitors: Visitors, person: Person) -> None:
    desk, scene = at_work(visitors, person)
    drawn_as(desk, scene, "Linear")
    desk.page.evaluate("() => window.kf.store.seek(4)")
    desk.tab("Review")
    quality = desk.inspector.get_by_role("region", name="Quality")
    expect(quality).to_be_visible()
    desk.inspector.get_by_role("switch", name="Judge first, then see the numbers").check()
    expect(quality).to_have_count(0)
    desk.stage.click()
    desk.page.keyboard.press("u")
    expect(desk.inspector.get_by_role("button", name="Partly")).to_have_attribute("aria-pressed", "true")
    expect(quality).to_be_visible()
    desk.inspector.get_by_role("button", name="Mark frame 5").click()
    desk.inspector.get_by_role("button", name="ghost").click()
    desk.inspector.get_by_role("button", name="Accept", exact=True).click()
    desk.inspector.get_by_role("button", name="Lock it").click()
    expect(desk.inspector.get_by_text("Locked by you")).to_be_visible()
    desk.reload()
    desk.transport.get_by_role("button", name="1 accepted").click()
    expect(desk.inspector.get_by_role("tab", name="Review")).to_have_attribute("aria-selected", "true")
    [said] = scene.read()["judgements"]
    opinion = {name: said[name] for name in ("identity", "frames", "reasons", "verdict")}
    assert opinion == {"identity": "partly", "frames": [3], "reasons": ["ghost"], "verdict": "accepted"}

    desk.segment("Left", "Middle").click()
    desk.tab("Review")
    desk.page.evaluate("() => window.kf.store.seek(0)")
    desk.inspector.get_by_role("button", name="f 5, go there").click()
    expect(desk.frame).to_have_value("5")


def test_a_locked_segment_refuses_an_edit_and_says_how_to_open_it(visitors: Visitors, person: Person) -> None:
    visitors.expect("status of 4")
    desk, scene = at_work(visitors, person)
    drawn_as(desk, scene, "Linear")
    desk.inspector.get_by_role("button", name="Approve and lock").click()
    expect(choice(desk, "Spacing")).to_be_disabled()
    desk.saved()
    desk.page.evaluate(EDIT, [scene.keys["Middle"], {"frame": 6}])
    expect(desk.toasts).to_contain_text("Unlock it first. Nothing was changed.")
    assert scene.frame_of("Middle") == 8
    expect(desk.key("Middle", 9)).to_be_visible()
    desk.inspector.get_by_role("button", name="Unlock").first.click()
    desk.saved()
    desk.page.evaluate(EDIT, [scene.keys["Middle"], {"frame": 6}])
    expect(desk.key("Middle", 7)).to_be_visible()
    desk.saved()
    assert scene.frame_of("Middle") == 6


def test_what_was_rendered_is_listed_and_its_settings_come_back(visitors: Visitors, person: Person) -> None:
    desk, scene = at_work(visitors, person)
    drawn_as(desk, scene, "Ease in")
    choice(desk, "Spacing").select_option(label="Linear")
    desk.inspector.get_by_role("button", name="Twos").click()
    desk.tab("History")
    desk.inspector.get_by_role("button", name=re.compile("Left to Middle.*7 drawings")).click()
    expect(desk.inspector.get_by_role("row", name="Spacing Ease in now Linear")).to_be_visible()
    expect(desk.inspector.get_by_role("row", name="Drawn on Ones now Twos")).to_be_visible()
    desk.inspector.get_by_role("button", name="Restore these settings").click()
    expect(desk.inspector.get_by_text("The same settings as now.")).to_be_visible()
    desk.saved()
    assert scene.segment("Left")["state"] == "fresh"
    desk.page.keyboard.press("Control+z")
    desk.saved()
    assert scene.segment("Left")["state"] == "stale", "the way back is a step of undo"


def test_what_was_drawn_elsewhere_is_not_said_to_be_never_rendered(
    visitors: Visitors, person: Person
) -> None:
    discs = dict(zip((0, 8), new_discs(), strict=False))
    desk = Desk(visitors.browser_of(person)).open(lay_out(person, discs).project)
    desk.render()
    desk.rendered()

    desk.open(lay_out(person, discs).project)
    desk.rendered()
    desk.segment("Left", "Middle").click()
    desk.tab("History")
    expect(desk.inspector.get_by_role("heading", name="Nothing had to be rendered")).to_be_visible()


def test_the_queue_is_called_off_and_asked_for_again(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 60: MIDDLE, 120: RIGHT}, size=HD, method="flow")
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    desk.status.get_by_role("button", name="2 segments to render").click()
    queue = desk.page.get_by_role("dialog", name="Queue")
    expect(queue.get_by_text("Nothing waits")).to_be_visible()
    desk.page.keyboard.press("Escape")
    desk.render()
    desk.status.get_by_role("button", name="Queue").click()
    rows = queue.get_by_role("listitem")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Left to Middle")
    expect(rows.last).to_contain_text("asked by Guest")
    queue.get_by_role("button", name="Cancel all mine").click()
    expect(rows).to_have_count(0)
    assert {scene.segment(name)["state"] for name in ("Left", "Middle")} == {"missing"}
    desk.toasts.get_by_role("button", name="Undo").click()
    desk.status.get_by_role("button", name="Queue").click()
    expect(rows).to_have_count(2)
    queue.get_by_role("button", name="Cancel all mine").click()
    expect(rows).to_have_count(0)


def test_the_tab_tells_what_was_drawn_while_one_looked_elsewhere(visitors: Visitors, person: Person) -> None:
    desk, scene = at_work(visitors, person)
    desk.page.evaluate(HIDE, True)
    drawn_as(desk, scene, "Ease out")
    expect(desk.page).to_have_title("(1) Discs · kfweb")
    desk.page.evaluate(HIDE, False)
    expect(desk.page).to_have_title("Discs · kfweb")


@pytest.mark.parametrize("theme", THEMES)
def test_no_panel_keeps_anybody_out(visitors: Visitors, person: Person, theme: str) -> None:
    page = looking(visitors, theme)
    cookies = person.http.cookies.items()
    page.context.add_cookies(
        [{"name": name, "value": value, "url": visitors.address} for name, value in cookies]
    )
    desk, scene = at_work(visitors, person, page)
    drawn_as(desk, scene, "Snap")
    desk.inspector.get_by_role("group", name="Takes").get_by_role("button").click()
    assert barriers_here(desk.page) == []
    for tab in ("Review", "History", "Shot and project"):
        desk.tab(tab)
        expect(desk.inspector.get_by_role("tabpanel", name=tab)).not_to_be_empty()
        if tab == "Review":
            desk.inspector.get_by_role("button", name="No", exact=False).first.click()
        if tab == "History":
            desk.inspector.get_by_role("button", name=re.compile("Left to Middle")).click()
        assert barriers_here(desk.page) == [], tab
    desk.status.get_by_role("button", name="to render").click()
    expect(desk.page.get_by_role("dialog", name="Queue").get_by_role("switch")).to_be_visible()
    assert barriers_here(desk.page) == []
    desk.page.keyboard.press("Escape")
    desk.segment("Middle", "Right").click(modifiers=["Control"])
    desk.tab("Segments")
    assert barriers_here(desk.page) == []


AXE = """async () => (await axe.run({ include: [["kf-inspector"], ["kf-status"]] })).violations"""
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
EDIT = """([id, to]) => void window.kf.store.edit("Test", [{ do: "set", on: "keyframe", id, to }])"""


def at_work(visitors: Visitors, person: Person, page: Page | None = None) -> tuple[Desk, Scene]:
    """
    Three discs that no other test has, seven in-betweens from one to the next.
    """
    scene = lay_out(person, dict(zip((0, 8, 16), new_discs(), strict=True)))
    return Desk(page or visitors.browser_of(person)).open(scene.project), scene


def new_discs() -> list[Disc]:
    """
    Three discs that no other test has.
    """
    colour = tuple(40 + number % 200 for number in uuid4().bytes[:3])
    return [replace(disc, colour=colour) for disc in (LEFT, MIDDLE, RIGHT)]


def drawn_as(desk: Desk, scene: Scene, spacing: str) -> str:
    """
    Have the first segment drawn with this spacing; the take that is then shown.
    """
    desk.segment("Left", "Middle").click()
    choice(desk, "Spacing").select_option(label=spacing)
    desk.inspector.get_by_role("button", name=re.compile("^Render 7 in-betweens")).click()
    expect(desk.inspector.get_by_text("Fresh, 7 drawings")).to_be_visible(timeout=60_000)
    return str(scene.segment("Left")["shown"])


def choice(desk: Desk, name: str) -> Locator:
    """
    A list of choices in the panel, by the word before it.
    """
    words = re.compile(rf"^\s*{re.escape(name)}")
    return desk.inspector.locator("label").filter(has_text=words).locator("select")


def more(desk: Desk, item: str) -> None:
    """
    Choose from the menu beside the spacing.
    """
    desk.inspector.get_by_role("button", name="More about spacing").click()
    desk.page.get_by_role("menuitem", name=item).click()


def spaced(scene: Scene, desk: Desk) -> dict[str, tuple[str, Any]]:
    """
    How the server has the two segments spaced.
    """
    desk.saved()
    found = {key["id"]: (key["ease"], key["curve"]) for key in scene.read()["keyframes"]}
    return {name: found[scene.keys[name]] for name in ("Left", "Middle")}


def barriers_here(page: Page) -> list[str]:
    """
    What axe finds in the panel and in the queue, each as one line.
    """
    found: list[dict[str, Any]] = page.evaluate(AXE)
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
