"""
Sharing a project in its dialog, and talking about it, in the words of the person who does it.
"""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import Desk
from tests.browser.tongue import ENGLISH, Tongue


def share(desk: Desk) -> Locator:
    """
    Open the dialog of the project's links.
    """
    desk.button(desk.says("Share")).click()
    dialog = desk.page.get_by_role("dialog", name=desk.says("Share"))
    expect(dialog).to_be_visible()
    return dialog


def make(dialog: Locator, level: str = "Can watch", says: Tongue = ENGLISH) -> str:
    """
    Make a link of what the form says; answer its address.
    """
    another = dialog.get_by_role("button", name=says("Make another link"))
    if another.is_visible():
        another.click()
    form = dialog.get_by_role("form", name=says("New link"))
    form.get_by_role("button", name=says(level)).click()
    before = dialog.get_by_role("listitem").count()
    dialog.get_by_role("button", name=says("Make a link")).click()
    expect(dialog.get_by_role("listitem")).to_have_count(before + 1)
    return dialog.get_by_role("textbox", name=says("Address")).input_value()


def revoke(desk: Desk, dialog: Locator, level: str) -> None:
    """
    Revoke the link of this level, which has no name.
    """
    says, name = desk.says, desk.says(level)
    button = dialog.get_by_role("button", name=says("Revoke the link {name}", name=name))
    button.click()
    sure = desk.page.get_by_role("dialog", name=says("Revoke “{name}”?", name=name))
    sure.get_by_role("button", name=says("Revoke"), exact=True).click()
    expect(button).to_have_count(0)


def say(page: Page, words: str, name: str = "", says: Tongue = ENGLISH) -> None:
    """
    Comment on the frame that is shown, and see it said.
    """
    page.locator("#comment-text").fill(words)
    if name:
        page.get_by_label(says("Your name")).fill(name)
    page.get_by_role("button", name=says("Comment"), exact=True).click()
    expect(page.locator(".cm-thread").filter(has_text=words)).to_be_visible()
