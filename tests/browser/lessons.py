"""
The pages of learners and of their teacher, in the words of the people at them.
"""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.tongue import ENGLISH, Tongue


def join(page: Page, code: str, alias: str) -> None:
    """
    Come into a class by its code, and see the three words to come back with.
    """
    page.goto(f"/join/{code}")
    page.locator("#alias").fill(alias)
    page.locator("form[data-join] .btn--primary").click()
    expect(page.locator(".threewords")).not_to_be_empty()


def begin(page: Page, exercise: str) -> str:
    """
    Begin an exercise; answer the id of the project that one works in.
    """
    page.goto(f"/exercises/{exercise}")
    page.locator("#begin").click()
    expect(page.locator("#checklist li")).to_have_count(6)
    source = page.locator("iframe.ex-editor").get_attribute("src") or ""
    return source.split("/")[2]


def done(page: Page, step: str, says: Tongue = ENGLISH) -> None:
    """
    Wait until the server says that a step is done.
    """
    steps = page.locator("#checklist li.is-done")
    expect(steps.get_by_text(says.page(step), exact=True)).to_have_count(1, timeout=60_000)


def laid_open(page: Page, alias: str) -> None:
    """
    Expect that this learner's work lies on the teacher's desk, with its picture.
    """
    expect(page.locator("#who")).to_have_text(alias)
    expect(page.locator("#desk")).not_to_have_attribute("aria-busy", "true")
    page.wait_for_function("() => kf.desk.handed && !kf.desk.handed.player.late")


def draft_is_kept(page: Page, says: Tongue = ENGLISH) -> None:
    """
    Expect that what the teacher wrote is with the server.
    """
    expect(page.locator("#kept")).to_have_text(says("Draft saved, only you see it"))
