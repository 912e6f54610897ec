"""
Keys, the command palette, the parts of the page, and the tour of a first visit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.desk import Desk
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.timeout(180)


def test_anything_is_done_by_typing_its_name(visitors: Visitors) -> None:
    page, desk = at_the_sample(visitors)
    keys = page.keyboard
    desk.button("Find").first.click()
    finding = desk.library.get_by_role("searchbox")
    expect(finding).to_be_focused()
    keys.press("Control+k")
    field = page.get_by_role("combobox", name="What do you want to do?")
    expect(field).to_be_focused()
    keys.type("onion skin")
    expect(first_of(page)).to_contain_text("Onion skin")
    keys.press("Enter")
    expect(field).to_be_hidden()
    expect(desk.stage.get_by_role("button", name="Onion skin", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(finding).to_be_focused()

    keys.press("Control+k")
    expect(field).to_be_focused()
    keys.type("33")
    expect(first_of(page)).to_contain_text("Go to frame 33")
    keys.press("Enter")
    expect(desk.frame).to_have_value("33")

    keys.press("Control+k")
    # What was done last stands first, and the arrow keys walk through the list.
    expect(first_of(page)).to_contain_text("Onion skin")
    keys.press("ArrowDown")
    chosen = page.get_by_role("listbox", name="Commands").get_by_role("option", selected=True)
    expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    keys.type("no such thing at all")
    expect(page.get_by_text("Nothing here is called that.")).to_be_visible()
    keys.press("Escape")
    expect(field).to_be_hidden()
    expect(desk.frame).to_have_value("33")


def test_what_is_typed_before_a_menu_has_come_is_for_the_menu(visitors: Visitors) -> None:
    page, desk = at_the_sample(visitors)
    keys = page.keyboard
    desk.pose("Reach").focus()
    with parts_late(page):
        keys.press("Shift+F10")
        keys.press("d")
        keys.press("Enter")
    expect(desk.pose("Reach 2")).to_be_focused()


def test_what_is_typed_before_the_palette_has_come_is_for_the_palette(visitors: Visitors) -> None:
    page, desk = at_the_sample(visitors)
    keys = page.keyboard
    desk.stage.get_by_role("group", name="Stage").focus()
    with parts_late(page):
        keys.press("Control+k")
        keys.type("onion skinn")
        keys.press("Backspace")
        keys.press("Enter")
    expect(desk.stage.get_by_role("button", name="Onion skin", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    assert page.evaluate("() => window.kf.store.inOut.value") == {"in": None, "out": None}, "I and O wrote"


def test_who_does_not_wait_for_a_menu_goes_on_and_in_it_no_letter_is_a_shortcut(visitors: Visitors) -> None:
    page, desk = at_the_sample(visitors)
    keys = page.keyboard
    magnet = desk.button("Magnet")
    expect(magnet).to_have_attribute("aria-pressed", "true")
    desk.pose("Reach").focus()
    with parts_late(page):
        keys.press("Shift+F10")
        keys.press("n")
        keys.press("Escape")
        keys.press("n")
        expect(magnet).to_have_attribute("aria-pressed", "false")
    item = page.get_by_role("menuitem").first
    expect(item).to_be_focused()
    keys.press("n")
    keys.press("ArrowDown")
    expect(item).not_to_be_focused()
    expect(magnet).to_have_attribute("aria-pressed", "false")


def test_other_keys_are_chosen_used_told_and_given_back(visitors: Visitors) -> None:
    page, desk = at_the_sample(visitors)
    keys = page.keyboard
    onion = desk.stage.get_by_role("button", name="Onion skin", exact=True)
    sheet = open_sheet(page)
    wanted = key_of(sheet, "Onion skin")
    wanted.click()
    keys.press("a")
    expect(sheet.get_by_role("status")).to_contain_text("A is taken: Add a keyframe")
    keys.press("F6")
    expect(sheet.get_by_role("status")).to_contain_text("moves through the page")
    keys.press("Control+Alt+o")
    expect(wanted).to_have_accessible_name("Onion skin: Ctrl+Alt+O. Choose another key")
    keys.press("Escape")
    expect(sheet).to_be_hidden()
    expect(onion).to_have_attribute("title", "Onion skin (Ctrl+Alt+O)")

    desk.stage.get_by_role("group", name="Stage").focus()
    keys.press("t")
    expect(onion).to_have_attribute("aria-pressed", "false")
    keys.press("Control+Alt+o")
    expect(onion).to_have_attribute("aria-pressed", "true")

    page.reload()
    desk.ready()
    expect(onion).to_have_attribute("title", "Onion skin (Ctrl+Alt+O)")
    sheet = open_sheet(page)
    sheet.get_by_role("button", name="Onion skin: the usual key again").click()
    expect(key_of(sheet, "Onion skin")).to_have_accessible_name("Onion skin: T. Choose another key")

    sheet.get_by_role("combobox", name="Keys").select_option(label="Like Blender")
    expect(sheet.get_by_role("button", name=re.compile(r"^Add a keyframe .*: I\. "))).to_be_visible()
    sheet.get_by_role("button", name="All as it was").click()
    expect(sheet.get_by_role("button", name=re.compile(r"^Add a keyframe .*: A\. "))).to_be_visible()
    expect(sheet.get_by_role("combobox", name="Keys")).to_have_value("kfweb")


def test_who_dictates_switches_single_characters_off(visitors: Visitors) -> None:
    page, desk = at_the_sample(visitors)
    keys = page.keyboard
    sheet = open_sheet(page)
    sheet.get_by_role("checkbox", name="Single characters are shortcuts").uncheck()
    keys.press("Escape")
    stage = desk.stage.get_by_role("group", name="Stage")
    stage.focus()
    onion = desk.stage.get_by_role("button", name="Onion skin", exact=True)
    expect(onion).to_have_attribute("title", "Onion skin")
    for letter in "atrgb?":
        keys.press(letter)
    keys.press("ArrowRight")
    expect(desk.frame).to_have_value("2")
    expect(onion).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(desk.keys()).to_have_count(3)
    desk.button("Keyboard shortcuts").click()
    sheet.get_by_role("checkbox", name="Single characters are shortcuts").check()
    keys.press("Escape")
    stage.focus()
    keys.press("t")
    expect(onion).to_have_attribute("aria-pressed", "true")


def test_f6_walks_through_the_parts_of_the_page(visitors: Visitors) -> None:
    page, desk = at_the_sample(visitors)
    keys = page.keyboard
    parts = ("#library", "#stage", "#timeline", "#inspector", "kf-status", "header")
    page.locator("header").evaluate("(header) => { header.tabIndex = -1; header.focus(); }")
    for part in parts:
        keys.press("F6")
        expect(page.locator(f"{part}:focus, {part} :focus")).to_have_count(1)
    keys.press("Shift+F6")
    expect(page.locator("kf-status:focus, kf-status :focus")).to_have_count(1)
    # From a text field as well, and past what is folded away.
    desk.frame.focus()
    keys.press("F6")
    expect(page.locator("#timeline :focus")).to_have_attribute("role", "gridcell")
    desk.button("Inspector").first.click()
    page.locator("#timeline").focus()
    keys.press("F6")
    expect(page.locator("kf-status:focus, kf-status :focus")).to_have_count(1)


def test_the_tour_comes_once(visitors: Visitors) -> None:
    page = visitors.stranger(tour=True)
    page.goto("/")
    desk = Desk(page).ready()
    tour = page.get_by_role("dialog", name="The poses that people draw are keys")
    expect(tour.get_by_role("button", name="Next")).to_be_focused()
    expect(tour.get_by_role("button", name="Back")).to_be_hidden()
    page.keyboard.press("Enter")
    second = page.get_by_role("dialog", name="The machine draws what lies between")
    expect(second.get_by_role("button", name="Next")).to_be_focused()
    second.get_by_role("button", name="Back").click()
    tour.get_by_role("button", name="Next").click()
    second.get_by_role("button", name="Next").click()
    third = page.get_by_role("dialog", name="You judge whether it is still her")
    # The real thing can be used meanwhile.
    desk.key("Reach", 33).click()
    expect(desk.key("Reach", 33)).to_have_attribute("aria-selected", "true")
    with page.expect_response("**/api/me/toured") as told:
        third.get_by_role("button", name="Begin").click()
    assert told.value.status == 204
    expect(third).to_be_hidden()

    page.reload()
    desk.ready()
    assert_no_tour(page)
    # Another browser of the same person has nothing in its storage.
    state = page.context.storage_state()
    other = visitors.stranger(tour=True, storage_state={"cookies": state["cookies"], "origins": []})
    other.goto(page.url)
    Desk(other).ready()
    assert_no_tour(other)


@pytest.mark.parametrize("way", ["Escape", "Skip the tour"])
def test_who_does_not_want_the_tour_is_not_asked_again(visitors: Visitors, way: str) -> None:
    page = visitors.stranger(tour=True)
    page.goto("/")
    desk = Desk(page).ready()
    tour = page.get_by_role("dialog", name="The poses that people draw are keys")
    expect(tour.get_by_role("button", name="Next")).to_be_focused()
    with page.expect_response("**/api/me/toured"):
        if way == "Escape":
            page.keyboard.press("Escape")
        else:
            tour.get_by_role("button", name=way).click()
    expect(tour).to_be_hidden()
    expect(page.locator("#stage")).to_be_focused()
    page.reload()
    desk.ready()
    assert_no_tour(page)


def at_the_sample(visitors: Visitors) -> tuple[Page, Desk]:
    page = visitors.stranger()
    page.goto("/")
    return page, Desk(page).ready()


@contextmanager
def parts_late(page: Page) -> Iterator[None]:
    """
    What the page loads when it is first needed comes after this.
    """
    waiting: list[Route] = []
    late = True

    def keep(route: Route) -> None:
        if late:
            waiting.append(route)
        else:
            route.continue_()

    page.route("**/chunks/*.js", keep)
    yield
    late = False
    for route in waiting:
        route.continue_()


def first_of(page: Page) -> Locator:
    """
    What Enter would do in the palette.
    """
    return page.get_by_role("listbox", name="Commands").get_by_role("option").first


def open_sheet(page: Page) -> Locator:
    page.locator("#stage").focus()
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(sheet.get_by_role("searchbox", name="Find a shortcut")).to_be_focused()
    return sheet


def key_of(sheet: Locator, act: str) -> Locator:
    """
    The button that shows an act's keys.
    """
    return sheet.get_by_role("button", name=re.compile(rf"^{re.escape(act)}: .*Choose another key$"))


def assert_no_tour(page: Page) -> None:
    """
    Whatever is offered on a page's start is offered before its pictures are there.
    """
    expect(Desk(page).keys().first).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".tour")).to_have_count(0)
