"""
From guest to account, out and in again, and a password that was forgotten.
"""

from __future__ import annotations

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests import machines
from tests.browser.desk import Desk
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.timeout(180)

PASSWORD, ANOTHER = "seven paper foxes jump", "one more lantern burns"


def test_a_guest_makes_an_account_and_keeps_everything(visitors: Visitors, studio: machines.Studio) -> None:
    page = visitors.stranger()
    page.goto("/")
    desk = Desk(page).ready()
    title = page.get_by_role("textbox", name="Project title")
    title.fill("Mine to keep")
    title.press("Enter")
    desk.saved()
    project = desk.project

    page.get_by_role("link", name="Make an account to keep this").click()
    mail = f"fox-{secrets.token_hex(4)}@kf.example"
    page.get_by_label("E-mail address").fill(mail)
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("heading", name="Mine to keep").first).to_be_visible()

    sign_out(page)
    page.goto(f"/projects/{project}")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    sign_in(page, mail, "not the password")
    expect(page.get_by_role("alert")).to_be_visible()
    sign_in(page, mail, PASSWORD)
    desk.ready()
    expect(title).to_have_value("Mine to keep")
    expect(page.get_by_text("You are working as a guest.")).to_have_count(0)

    page.get_by_role("link", name="kfweb, all projects").click()
    sign_out(page)
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Forgot it?").click()
    page.get_by_label("E-mail address").fill(mail)
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    page.goto(link_in_mail(studio, mail))
    page.get_by_role("textbox", name="New password").fill(ANOTHER)
    page.get_by_role("textbox", name="The same once more").fill(ANOTHER)
    page.get_by_role("button", name="Keep this password").click()
    expect(page.get_by_role("heading", name="Password changed")).to_be_visible()
    page.goto("/accounts/login/")
    sign_in(page, mail, ANOTHER)
    expect(page.get_by_role("heading", name="Mine to keep").first).to_be_visible()


def test_a_guest_who_signs_in_brings_along_what_they_made(visitors: Visitors) -> None:
    mail = f"owl-{secrets.token_hex(4)}@kf.example"
    first = visitors.stranger()
    first.goto("/accounts/signup/")
    first.get_by_label("E-mail address").fill(mail)
    first.get_by_role("textbox", name="Password").fill(PASSWORD)
    first.get_by_role("button", name="Make the account").click()
    expect(first.get_by_role("heading", name="Two poses make a movement")).to_be_visible()

    second = visitors.stranger()
    second.goto("/")
    Desk(second).ready()
    second.goto("/accounts/login/")
    sign_in(second, mail, PASSWORD)
    expect(second.get_by_role("heading", name="The girl and the star").first).to_be_visible()
    first.reload()
    expect(first.get_by_role("heading", name="The girl and the star").first).to_be_visible()


def sign_in(page: Page, mail: str, password: str) -> None:
    """
    Fill in the form, and send it.
    """
    page.get_by_label("E-mail address").fill(mail)
    page.get_by_role("textbox", name="Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def sign_out(page: Page) -> None:
    """
    Leave by the account's menu.
    """
    page.get_by_role("button", name=re.compile("account and appearance$")).click()
    page.get_by_role("menuitem", name="Sign out").click()
    page.wait_for_load_state()


def link_in_mail(studio: machines.Studio, mail: str) -> str:
    """
    The link of the last mail to this address; the studio prints the mails it sends.
    """
    found: list[str] = []

    def look() -> bool:
        _, _, letter = studio.output.rpartition(f"To: {mail}")
        found[:] = re.findall(r"http://\S+/accounts/password/reset/key/\S+", letter)
        return bool(found)

    machines.wait_until(look, "the mail with the link is printed")
    return found[0]
