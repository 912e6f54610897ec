"""
Every page and every state of the editor, dark, light and in Korean: nothing on the console, and nothing that
keeps somebody out.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import machines
from tests.browser.desk import Desk
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.timeout(240)

THEMES = ("dark", "light")
LOOKS = (("dark", "en-GB"), ("light", "en-GB"), ("light", "ko-KR"))

# What has no key until somebody gives it one is opened by a key here, in every language alike.
OWN_KEYS = {"pose-crop": ["Mod+Alt+C"], "bin": ["Mod+Alt+B"], "character-new": ["Mod+Alt+N"]}


@pytest.mark.parametrize(("theme", "locale"), LOOKS)
def test_the_pages_around_the_editor(visitors: Visitors, theme: str, locale: str) -> None:
    visitors.expect("status of 404")
    page = looking(visitors, theme, locale)
    walk = Walk(page)
    for path in ("login/", "signup/", "password/reset/", "password/reset/done/"):
        page.goto(f"/accounts/{path}")
        walk.see(path)
    page.goto("/no/such/page")
    walk.see("404")

    page.goto("/")
    Desk(page).ready()
    page.goto("/projects")
    walk.see("the list of projects")
    page.locator("[popovertarget='new-menu']").first.click()
    walk.see("the menu of new projects")
    page.keyboard.press("Escape")
    page.locator("[popovertarget^='more-']").first.click()
    page.locator("[data-bin]:visible").click()
    expect(page.locator("#moved")).to_be_visible()
    page.locator(".bin summary").click()
    walk.see("the bin of projects")

    page.goto("/accounts/signup/")
    page.locator("input[type=email]").fill(f"{theme}-{locale}@example.com".lower())
    for secret in page.locator("input[type=password]").all():
        secret.fill("a long pass phrase")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "signup" not in address)
    for path in ("email/", "password/change/", "logout/"):
        page.goto(f"/accounts/{path}")
        walk.see(path)
    walk.end()


@pytest.mark.parametrize(("theme", "locale"), LOOKS)
def test_the_editor_in_all_its_states(visitors: Visitors, theme: str, locale: str) -> None:
    page = looking(visitors, theme, locale)
    walk = Walk(page)
    keys = page.keyboard
    page.goto("/")
    desk = Desk(page).ready()
    segments = page.locator("[data-seg]")
    expect(page.locator("kf-library [data-pose]").first).to_be_visible()
    if locale == "ko-KR":
        expect(page.locator("html")).to_have_attribute("lang", "ko")
        expect(page.get_by_role("complementary", name="포즈")).to_be_visible()
    walk.see("a key at the playhead")
    segments.first.click()
    expect(page.locator("#insp-panel").get_by_role("group").first).to_be_visible()
    walk.see("a segment")

    desk.stage.locator("[data-keys=stage]").focus()
    keys.press("r")
    page.locator(".status-q").click()
    expect(page.locator("kf-queue .q-h")).to_be_visible()
    walk.see("the queue, at work")
    keys.press("Escape")
    expect(page.locator(".sg--fresh")).to_have_count(2, timeout=60_000)
    walk.see("a segment that is rendered")
    for tab, there in (("review", ".judge"), ("history", "kf-history :is(li, h2)"), ("settings", ".size")):
        page.locator(f"#insp-{tab}").click()
        expect(page.locator(f"#insp-panel {there}").first).to_be_visible()
        walk.see(tab)
    page.locator("#insp-panel select").nth(0).select_option("12/1")
    expect(dialog(page)).to_be_visible()
    walk.see("another rate")
    keys.press("Escape")

    walk.open("Shift+V", page.locator("kf-timeline table"), "the list")
    keys.press("Shift+V")
    for opens, name in (("Shift+T", "the onion skin's settings"), ("[data-view]", "the view's settings")):
        walk.open(opens, page.locator(".pop:popover-open"), name)
        keys.press("Escape")
    segments.first.focus()
    keys.press("Control+a")
    expect(page.locator("#insp-panel .insp-s, #insp-panel .prop").first).to_be_visible()
    walk.see("several keys")
    for opens, name in (
        ("Alt+t", "retiming"),
        ("?", "the shortcuts"),
        ("Control+k", "the palette"),
        ("m", "a marker"),
        ("kf-export button", "the download"),
    ):
        segments.first.focus()
        walk.open(opens, page.locator("dialog[open], .pop:popover-open, .menu:popover-open").last, name)
        keys.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)

    page.locator(".tl-add").click()
    expect(page.locator("kf-timeline [role=row]")).not_to_have_count(0)
    walk.see("several tracks")
    segments.first.focus()
    keys.press("Home")
    walk.open("g", page.locator(".mk-bar"), "marking joints")
    walk.end()


@pytest.mark.parametrize(("theme", "locale"), LOOKS)
def test_the_library_in_all_its_states(visitors: Visitors, theme: str, locale: str) -> None:
    page = looking(visitors, theme, locale)
    walk = Walk(page)
    keys = page.keyboard
    page.goto("/")
    Desk(page).ready()
    pose = page.locator("kf-library [data-pose]").first
    for opens, name in (
        ("Control+Alt+c", "cropping"),
        ("Control+Alt+b", "the bin"),
        ("Control+Alt+n", "a new character"),
    ):
        pose.focus()
        walk.open(opens, dialog(page), name)
        keys.press("Escape")
        expect(dialog(page)).to_be_hidden()
    pose.focus()
    keys.press("Shift+F10")
    menu = page.locator(".menu:popover-open")
    expect(menu).to_be_visible()
    walk.see("a pose's menu")
    menu.locator("button", has=page.locator("use[href$='#i-history']")).click()
    expect(dialog(page)).to_be_visible()
    walk.see("versions")
    keys.press("Escape")
    pose.focus()
    walk.open("/", page.locator("kf-library input[type=search]"), "finding a picture")

    page.goto("/projects")
    page.locator("[popovertarget='new-menu']").first.click()
    page.locator("[data-new=empty]").click()
    page.wait_for_url("**/projects/*-*")
    Desk(page).ready()
    expect(page.locator(".blank")).to_be_visible()
    walk.see("an empty project")
    walk.end()


@dataclass
class Walk:
    """
    A walk past many states of a page, which tells at its end what keeps somebody out of any of them.
    """

    page: Page
    found: list[str] = field(default_factory=list)

    def see(self, name: str) -> None:
        """
        Look at what is shown now.
        """
        self.found += [f"{name}: {barrier}" for barrier in barriers(self.page)]

    def open(self, opens: str, wanted: Locator, name: str) -> None:
        """
        Open something with a key, or with a press on something of the page, and look at it.
        """
        if opens[0] in "[.#" or " " in opens:
            self.page.locator(opens).first.click()
        else:
            self.page.keyboard.press(opens)
        expect(wanted).to_be_visible()
        self.see(name)

    def end(self) -> None:
        """
        Fail if anything was found.
        """
        assert not self.found, "\n".join(dict.fromkeys(self.found))


def dialog(page: Page) -> Locator:
    """
    The dialog that is open.
    """
    return page.locator("dialog[open]")


def looking(visitors: Visitors, theme: str, locale: str = "en-GB", **options: Any) -> Page:
    """
    A page in one of the looks, with axe at hand.
    """
    page = visitors.stranger(color_scheme=theme, locale=locale, **options)
    page.add_init_script(
        f"localStorage.setItem('kf-theme', {json.dumps(theme)});"
        f"localStorage.setItem('kf-keys', {json.dumps(json.dumps({'own': OWN_KEYS}))})"
    )
    page.add_init_script(path=machines.ROOT / "node_modules" / "axe-core" / "axe.min.js")
    return page


def barriers(page: Page) -> list[str]:
    """
    What axe finds, each as one line.
    """
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run()).violations")
    return [f"{one['id']}: {one['help']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
