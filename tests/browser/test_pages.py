"""
Every page in dark and light: nothing on the console, and nothing that keeps somebody out.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import machines
from tests.browser.desk import Desk
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.timeout(180)

THEMES = ("dark", "light")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/no/such/page"]
)
def test_a_page_before_the_door(visitors: Visitors, path: str, theme: str) -> None:
    visitors.expect("status of 404")
    page = looking(visitors, theme)
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert barriers(page) == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_editor_and_the_list_of_projects(visitors: Visitors, theme: str) -> None:
    page = looking(visitors, theme)
    page.goto("/")
    desk = Desk(page).ready()
    expect(desk.pose("Stand")).to_be_visible()
    assert barriers(page) == []
    desk.segment("Stand", "Reach").click()
    expect(desk.inspector.get_by_role("group", name="Spacing curve")).to_be_visible()
    assert barriers(page) == []
    desk.button("List").click()
    assert barriers(page) == []
    desk.button("Download").click()
    expect(page.get_by_role("dialog", name="Download the film")).to_be_visible()
    assert barriers(page) == []
    page.goto("/projects")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert barriers(page) == []


@pytest.mark.parametrize("theme", THEMES)
def test_an_empty_project(visitors: Visitors, theme: str) -> None:
    page = looking(visitors, theme)
    page.goto("/")
    Desk(page).ready()
    page.goto("/projects")
    page.get_by_role("button", name="New project").first.click()
    page.get_by_role("menuitem", name="Empty project").click()
    expect(page.get_by_role("heading", name="Two poses make a movement")).to_be_visible()
    assert barriers(page) == []


def looking(visitors: Visitors, theme: str) -> Page:
    """
    A page in one of the two looks, with axe at hand.
    """
    page = visitors.stranger(color_scheme=theme)
    page.add_init_script(f"localStorage.setItem('kf-theme', {json.dumps(theme)})")
    page.add_init_script(path=machines.ROOT / "node_modules" / "axe-core" / "axe.min.js")
    return page


def barriers(page: Page) -> list[str]:
    """
    What axe finds, each as one line.
    """
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run()).violations")
    return [f"{one['id']}: {one['help']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
