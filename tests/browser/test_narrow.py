"""
On a telephone: everything can be reached, and nothing has to be scrolled sideways for.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
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


@pytest.mark.parametrize("path", ["/projects", "/accounts/login/", "/accounts/signup/"])
def test_a_page_fits(visitors: Visitors, path: str) -> None:
    page = visitors.stranger(**PHONE)
    page.goto("/")
    Desk(page).ready()
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    fits(page)


def fits(page: Page) -> None:
    """
    Expect that nothing is wider than the screen.
    """
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"The page is {wide} pixels too wide."
