"""
The same way without a mouse.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import Desk, eventually
from tests.browser.pictures import LEFT, RIGHT, SIZE
from tests.browser.test_journey import probe
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.timeout(180)


def test_from_the_front_page_to_the_film_by_keys_alone(visitors: Visitors, tmp_path: Path) -> None:
    page = visitors.stranger()
    keys = page.keyboard
    page.goto("/")
    desk = Desk(page).ready()

    press(page, page.get_by_role("link", name="kfweb, all projects"))
    page.wait_for_url("**/projects")
    press(page, page.get_by_role("button", name="New project").first)
    expect(page.get_by_role("menuitem", name="Empty project")).to_be_focused()
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/projects/[0-9a-f-]{36}$"))
    desk.ready()

    with page.expect_file_chooser() as chooser:
        press(page, desk.button("Upload pictures"))
    chooser.value.set_files([LEFT.file(), RIGHT.file()])
    expect(desk.pose("Right")).to_be_visible()

    reach(page, desk.library.locator("[role=option][tabindex='0']"))
    keys.press("Home")
    expect(desk.pose("Left")).to_be_focused()
    keys.press("Enter")
    expect(desk.key("Left", 1)).to_be_visible()
    keys.press("ArrowRight")
    expect(desk.pose("Right")).to_be_focused()
    keys.press("Enter")
    expect(desk.key("Right", 14)).to_be_visible()

    reach(page, desk.key("Left", 1))
    keys.press("ArrowRight")
    expect(desk.segment("Left", "Right")).to_be_focused()
    keys.press("ArrowRight")
    expect(desk.key("Right", 14)).to_be_focused()
    keys.press("Alt+ArrowRight")
    keys.press("Alt+ArrowRight")
    expect(desk.key("Right", 16)).to_be_visible()
    keys.press("Control+a")
    keys.press("Alt+t")
    retiming = page.get_by_role("dialog", name="Retime")
    expect(retiming.get_by_role("spinbutton", name="Length in frames")).to_be_focused()
    expect(retiming).to_contain_text("Now frames 1 to 16: 16 frames")
    keys.type("14")
    press(page, retiming.get_by_role("button", name="Retime"))
    expect(desk.key("Right", 14)).to_be_visible()
    expect(retiming).to_be_hidden()
    keys.press("Escape")
    expect(desk.key("Right", 14)).to_be_focused()
    keys.press("Enter")
    expect(desk.inspector.get_by_role("spinbutton", name="Frame", exact=True)).to_be_focused()
    keys.type("12")
    keys.press("Enter")
    expect(desk.key("Right", 12)).to_be_visible()
    keys.press("Tab")
    expect(desk.inspector.get_by_role("spinbutton", name="Hold, in frames")).to_be_focused()
    keys.press("ArrowUp")
    expect(desk.key("Right", 12)).to_have_accessible_name(re.compile("held 2 frames"))

    reach(page, desk.inspector.get_by_role("tab", name="Key"), back=True)
    keys.press("ArrowLeft")
    expect(desk.inspector.get_by_role("tab", name="Shot and project")).to_have_attribute(
        "aria-selected", "true"
    )
    reach(page, desk.inspector.get_by_role("spinbutton", name="Width in pixels"))
    keys.type(str(SIZE[0]))
    keys.press("Tab")
    keys.type(str(SIZE[1]))
    keys.press("Enter")
    expect(desk.status).to_contain_text("320 × 180")

    reach(page, desk.stage.get_by_role("group", name="Stage"))
    keys.press("Control+z")
    expect(desk.status).to_contain_text("320 × 720")
    keys.press("Control+Shift+z")
    expect(desk.status).to_contain_text("320 × 180")
    keys.press("r")
    desk.rendered()
    keys.press("Home")
    keys.press("Shift+ArrowRight")
    expect(desk.frame).to_have_value("11")
    keys.press("Shift+l")
    keys.press("Space")
    expect(desk.transport.get_by_role("button", name="Play")).to_be_visible()
    expect(desk.frame).to_have_value("13")

    keys.press("F6")
    expect(desk.key("Right", 12)).to_be_focused()
    keys.press("ArrowLeft")
    expect(desk.segment("Left", "Right")).to_be_focused()
    keys.press("Enter")
    reach(page, desk.inspector.get_by_role("tab", name="Segment", exact=True), back=True)
    keys.press("ArrowRight")
    expect(desk.inspector.get_by_role("tab", name="Review")).to_be_focused()
    expect(desk.inspector.get_by_role("button", name="Partly")).to_be_visible()
    keys.press("u")
    expect(desk.inspector.get_by_role("button", name="Partly")).to_have_attribute("aria-pressed", "true")
    press(page, desk.inspector.get_by_role("button", name="ghost"))
    expect(desk.inspector.get_by_role("button", name="ghost")).to_have_attribute("aria-pressed", "true")
    reach(page, desk.inspector.get_by_role("textbox", name="In your words"))
    keys.type("A second disc shines through")
    keys.press("Tab")
    eventually(
        lambda: judged(page, desk) == [("partly", ["ghost"], "A second disc shines through")],
        page,
        "the judgement is with the server",
    )

    press(page, desk.button("Download"))
    dialog = page.get_by_role("dialog", name="Download the film")
    press(page, dialog.get_by_role("button", name="Write the film"))
    link = dialog.get_by_role("link", name="Download")
    expect(link).to_be_visible(timeout=60_000)
    with page.expect_download() as wait:
        press(page, link)
    wait.value.save_as(tmp_path / "film.mp4")
    assert probe(tmp_path / "film.mp4") == ("h264", "yuv420p", SIZE, 24, 13)
    keys.press("Escape")
    expect(dialog).to_be_hidden()
    expect(desk.button("Download")).to_be_focused()


def test_the_list_says_and_does_what_the_track_does(visitors: Visitors) -> None:
    page = visitors.stranger()
    page.goto("/")
    desk = Desk(page).ready()
    page.keyboard.press("Shift+V")
    table = desk.timeline.get_by_role("table", name="Keyframes of Catching a star")
    field = table.get_by_role("textbox", name="Frame of key 2, Reach")
    reach(page, field)
    page.keyboard.type("+2")
    page.keyboard.press("Enter")
    expect(field).to_have_value("35")
    reach(page, table.get_by_role("textbox", name="Hold of key 2, Reach"))
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    reach(page, desk.button("List"), back=True)
    page.keyboard.press("Enter")
    expect(desk.key("Reach", 35)).to_have_accessible_name(re.compile("held 3 frames"))


def judged(page: Page, desk: Desk) -> list[tuple[str, list[str], str]]:
    """
    What the server knows to have been said of the drawings.
    """
    found = page.request.get(f"/api/projects/{desk.project}").json()["judgements"]
    return [(one["identity"], one["reasons"], one["text"]) for one in found]


def reach(page: Page, wanted: Locator, *, back: bool = False) -> None:
    """
    Press Tab until something has the focus.
    """
    expect(wanted).to_be_visible()
    for _ in range(80):
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"Tab never comes to {wanted}.")


def press(page: Page, wanted: Locator) -> None:
    """
    Go to something by Tab, and press it.
    """
    reach(page, wanted)
    page.keyboard.press("Enter")
