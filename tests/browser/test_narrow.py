"""
On a telephone: everything can be reached, and nothing has to be scrolled sideways for.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import Desk
from tests.browser.test_pages import THEMES, Walk, looking
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.timeout(180)

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_the_editor_fits_and_works(visitors: Visitors) -> None:
    page = visitors.stranger(**PHONE)
    page.goto("/")
    desk = Desk(page).ready()
    fits(page)
    expect(desk.button(re.compile("^Render"))).to_be_in_viewport(ratio=1)
    expect(desk.button(re.compile("^Play"))).to_be_in_viewport(ratio=1)
    expect(desk.key("Stand")).to_be_in_viewport()

    panels = page.get_by_role("navigation", name="Panels")
    panels.get_by_role("button", name="Poses").tap()
    expect(desk.pose("Reach")).to_be_in_viewport()
    fits(page)
    page.get_by_role("button", name="Close").first.tap()
    expect(desk.pose("Reach")).not_to_be_in_viewport()
    desk.key("Stand", 1).tap()
    panels.get_by_role("button", name="Settings").tap()
    expect(desk.inspector.get_by_role("spinbutton", name="Hold, in frames")).to_be_in_viewport()
    desk.type_number("Hold, in frames", "4")
    fits(page)
    desk.saved()
    page.get_by_role("button", name="Close").last.tap()
    expect(desk.button("Download")).to_be_in_viewport(ratio=1)


def test_what_is_pressed_is_as_large_as_a_finger(visitors: Visitors) -> None:
    page = visitors.stranger(**PHONE)
    page.goto("/")
    desk = Desk(page).ready()
    panels = page.get_by_role("navigation", name="Panels")
    for target in (
        page.get_by_role("textbox", name="Project title"),
        page.locator("kf-shots").get_by_role("button"),
        desk.status.get_by_role("button"),
    ):
        fits_a_finger(target)
    panels.get_by_role("button", name="Poses").tap()
    expect(desk.pose("Reach")).to_be_in_viewport()
    fits_a_finger(desk.library.locator(".pose-uses").first)
    page.get_by_role("button", name="Close").first.tap()
    desk.segment("Stand", "Reach").tap()
    panels.get_by_role("button", name="Settings").tap()
    ticks = desk.inspector.get_by_role("slider", name=re.compile("^Drawing "))
    expect(ticks.first).to_be_in_viewport()
    fits_a_finger(desk.inspector.get_by_role("button", name="One more").first)
    fits_a_finger(desk.inspector.get_by_role("button", name="One fewer").first)
    fits_a_finger(ticks.first)


def test_a_low_picture_is_not_hidden_by_its_tools(visitors: Visitors) -> None:
    page = visitors.stranger(**{**PHONE, "viewport": {"width": 844, "height": 390}})
    page.goto("/")
    desk = Desk(page).ready()
    tools = desk.stage.get_by_role("toolbar", name="Picture")
    expect(tools.get_by_role("button", name="Full screen")).to_be_in_viewport(ratio=1)
    picture, covered = (one.bounding_box() for one in (desk.stage, tools))
    assert picture is not None and covered is not None
    assert covered["width"] * covered["height"] < 0.12 * picture["width"] * picture["height"]
    fits(page)


@pytest.mark.parametrize("theme", THEMES)
def test_nobody_is_kept_out_of_a_phone(visitors: Visitors, theme: str) -> None:
    page = looking(visitors, theme, **PHONE)
    page.goto("/")
    desk = Desk(page).ready()
    walk = Walk(page)
    panels = page.get_by_role("navigation", name="Panels")
    walk.see("the editor")
    panels.get_by_role("button", name="Poses").tap()
    expect(desk.pose("Reach")).to_be_in_viewport()
    walk.see("poses")
    page.get_by_role("button", name="Close").first.tap()
    page.locator("kf-shots").get_by_role("button").tap()
    expect(page.get_by_role("dialog", name="Shots")).to_contain_text("frames")
    walk.see("shots")
    page.keyboard.press("Escape")

    desk.segment("Reach", "Hold").tap()
    panels.get_by_role("button", name="Settings").tap()
    desk.inspector.get_by_text("These two poses go together").tap()
    match = desk.inspector.get_by_role("button", name="Lay one over the other")
    expect(match).to_be_visible()
    walk.see("a segment")
    match.tap()
    expect(page.get_by_role("dialog", name="Match Hold to Reach").get_by_role("application")).to_be_visible()
    walk.see("two poses beside each other")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Close").last.tap()

    page.keyboard.press("g")
    desk.stage.get_by_role("button", name="Mask").tap()
    expect(desk.stage.locator(".mk-mask")).to_be_visible(timeout=30_000)
    walk.see("a mask")
    walk.end()


@pytest.mark.parametrize("path", ["/projects", "/accounts/login/", "/accounts/signup/"])
def test_a_page_fits(visitors: Visitors, path: str) -> None:
    page = visitors.stranger(**PHONE)
    page.goto("/")
    Desk(page).ready()
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    fits(page)


def fits_a_finger(target: Locator) -> None:
    """
    Expect that something is 44 pixels high and wide, or larger.
    """
    box = target.bounding_box()
    assert box is not None and min(box["width"], box["height"]) >= 44, f"{target}: {box}"


def fits(page: Page) -> None:
    """
    Expect that nothing is wider than the screen.
    """
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"The page is {wide} pixels too wide."
