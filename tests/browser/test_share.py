"""
Sharing by links: the owner makes one, and whoever gets it is in at once, for as long as the owner wants.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3

import pytest
from playwright.sync_api import Page, expect

from tests import machines
from tests.browser.desk import Desk
from tests.browser.pictures import LEFT, RIGHT
from tests.browser.scenes import lay_out
from tests.browser.sharing import make, revoke, say, share
from tests.browser.test_narrow import PHONE, fits
from tests.browser.test_pages import LOOKS, Walk, looking
from tests.browser.visitors import Visitors
from tests.person import Person

pytestmark = pytest.mark.timeout(240)

NOTHING = "This link opens nothing"


@pytest.fixture
def owner(visitors: Visitors, person: Person) -> Desk:
    """
    The owner of a project, at it.
    """
    scene = lay_out(person, {0: LEFT, 9: RIGHT})
    return Desk(visitors.browser_of(person)).open(scene.project)


def opens(visitors: Visitors, address: str) -> Page:
    """
    Somebody without an account gets the address on a telephone.
    """
    page = visitors.stranger(**PHONE)
    page.goto(address)
    return page


def test_a_link_opens_at_once_on_a_telephone(
    visitors: Visitors, owner: Desk, studio: machines.Studio
) -> None:
    dialog = share(owner)
    expect(dialog).to_contain_text("Nobody but you can see this")
    address = make(dialog)
    expect(dialog.get_by_role("textbox", name="To show it in another page")).to_have_value(
        re.compile("^<iframe src=.*/e/")
    )

    phone = opens(visitors, address)
    phone.wait_for_url(f"**/projects/{owner.project}/watch")
    expect(phone.get_by_role("button", name="Play").first).to_be_visible()
    fits(phone)
    assert phone.evaluate("history.length") == 2, "going back leads out, not to the link again"

    dialog.get_by_role("button", name="Close").click()
    dialog = share(owner)
    expect(dialog.get_by_role("listitem")).to_contain_text("Opened 1 time, last: just now")
    expect(dialog.get_by_role("textbox", name="Address")).to_have_count(0)
    assert address.rpartition("/")[2] not in studio.output


def test_a_revoked_link_shuts_the_page_that_is_open(visitors: Visitors, owner: Desk) -> None:
    visitors.expect("status of 404")
    dialog = share(owner)
    address = make(dialog)
    phone = visitors.stranger(**PHONE)
    with phone.expect_websocket() as line:
        phone.goto(address)
    line.value.wait_for_event("framereceived")
    expect(phone.get_by_role("button", name="Play").first).to_be_visible()

    revoke(owner, dialog, "Can watch")
    expect(dialog).to_contain_text("Nobody but you can see this")
    expect(phone.get_by_role("heading", name="This is closed now")).to_be_visible()
    expect(phone.get_by_role("button", name="Play")).to_have_count(0)
    menu = phone.get_by_role("button", name=re.compile("account and appearance")).bounding_box()
    assert menu is not None
    assert menu["x"] > PHONE["viewport"]["width"] / 2, "where it was"
    fits(phone)
    phone.get_by_role("link", name="Try again").click()
    expect(phone.get_by_text("Error 404")).to_be_visible()
    phone.goto(address)
    expect(phone.get_by_role("heading", name=NOTHING)).to_be_visible()
    fits(phone)


def test_an_address_is_told_alone_and_says_whose_it_is(visitors: Visitors, owner: Desk) -> None:
    dialog = share(owner)
    address = make(dialog, "Can comment")
    field = dialog.get_by_role("textbox", name="Address")
    expect(dialog.get_by_role("heading", name="The address of “Can comment”")).to_be_visible()
    expect(dialog.get_by_role("form", name="New link")).to_have_count(0)
    expect(field).to_be_focused()
    expect(field).to_have_js_property("scrollLeft", 0)
    dialog.get_by_role("button", name="Make another link").click()
    expect(field).to_have_count(0)
    assert make(dialog) != address


def test_a_short_password_is_said_at_its_field_until_it_is_longer(visitors: Visitors, owner: Desk) -> None:
    dialog = share(owner)
    dialog.get_by_text("Name, last day, password, downloads").click()
    field = dialog.get_by_role("textbox", name="Password")
    expect(field).to_have_accessible_description("6 characters or more")
    field.fill("fox")
    dialog.get_by_role("button", name="Make a link").click()
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("paper fox")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    dialog.get_by_role("button", name="Make a link").click()
    expect(dialog.get_by_role("listitem")).to_contain_text("with a password")


def test_a_new_address_puts_the_old_one_out(visitors: Visitors, owner: Desk) -> None:
    visitors.expect("status of 404")
    dialog = share(owner)
    old = make(dialog, "Can comment")
    dialog.get_by_role("button", name="Give the link Can comment a new address").click()
    sure = owner.page.get_by_role("dialog", name="Give “Can comment” a new address?")
    sure.get_by_role("button", name="New address").click()
    field = dialog.get_by_role("textbox", name="Address")
    expect(field).not_to_have_value(old)
    new = field.input_value()

    expect(opens(visitors, old).get_by_role("heading", name=NOTHING)).to_be_visible()
    opens(visitors, new).wait_for_url("**/watch")


def test_a_password_is_asked_for_and_tells_nothing(visitors: Visitors, owner: Desk) -> None:
    visitors.expect("status of 404")
    dialog = share(owner)
    dialog.get_by_text("Name, last day, password, downloads").click()
    dialog.get_by_role("textbox", name="Password").fill("paper fox")
    dialog.get_by_role("textbox", name="Name").fill("For the client")
    address = make(dialog)
    expect(dialog.get_by_role("listitem")).to_contain_text("Can watch · live · with a password")

    phone = opens(visitors, address)
    field = phone.get_by_role("textbox", name="Password")
    expect(field).to_be_focused()
    expect(phone).to_have_title(re.compile("^This link has a password"))
    fits(phone)
    field.fill("another fox")
    field.press("Enter")
    expect(phone.get_by_role("heading", name=NOTHING)).to_be_visible()
    phone.get_by_role("link", name="Try again").click()
    field.fill("paper fox")
    phone.get_by_role("button", name="Open", exact=True).click()
    phone.wait_for_url("**/watch")


def test_a_link_that_is_over_opens_nothing(visitors: Visitors, owner: Desk, studio: machines.Studio) -> None:
    visitors.expect("status of 404")
    dialog = share(owner)
    dialog.get_by_text("Name, last day, password, downloads").click()
    dialog.get_by_label("Last day").fill("2099-12-31")
    address = make(dialog)
    expect(dialog.get_by_role("listitem")).to_contain_text(re.compile("until .*2099"))
    phone = opens(visitors, address)
    phone.wait_for_url("**/watch")

    with contextlib.closing(sqlite3.connect(studio.data_dir / "kfweb.sqlite3")) as rows, rows:
        hint = address.rpartition("/")[2][:4]
        past = "2020-01-01 00:00:00"
        rows.execute("UPDATE editor_sharelink SET expires_at = ? WHERE hint = ?", (past, hint))
    phone.reload()
    expect(phone.get_by_text("Error 404")).to_be_visible()
    phone.goto(address)
    expect(phone.get_by_role("heading", name=NOTHING)).to_be_visible()

    dialog.get_by_role("button", name="Close").click()
    dialog = share(owner)
    expect(dialog.get_by_role("listitem")).to_contain_text(re.compile("ended .*2019"))
    dialog.get_by_role("button", name="Change the link Can watch").click()
    form = dialog.get_by_role("form", name="Change the link Can watch")
    form.get_by_label("Last day").fill("")
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    expect(dialog.get_by_role("button", name="Change the link Can watch")).to_be_focused()
    phone.goto(address)
    phone.wait_for_url("**/watch")


def test_who_edits_by_a_link_sees_what_they_have(visitors: Visitors, owner: Desk) -> None:
    address = make(share(owner), "Can edit")
    page = visitors.stranger()
    page.goto(address)
    page.wait_for_url(f"**/projects/{owner.project}")
    guest = Desk(page).ready()
    dialog = share(guest)
    expect(dialog).to_contain_text("You can edit this project")
    expect(dialog).to_contain_text("Only its owners share it; ask them")
    expect(dialog.get_by_role("button", name="Make a link")).to_have_count(0)


def test_what_was_said_on_a_frozen_link_is_read_and_answered_at_its_end(
    visitors: Visitors, owner: Desk
) -> None:
    dialog = share(owner)
    dialog.get_by_role("button", name="Frozen, as it is now").click()
    phone = opens(visitors, make(dialog, "Can comment"))
    phone.wait_for_url("**/watch")
    say(phone, "The disc is too high.", "Ruth")
    expect(phone.locator(".cm-thread")).to_contain_text("Ruth")

    dialog.get_by_role("button", name="Close").click()
    dialog = share(owner)
    expect(dialog.get_by_role("listitem")).to_contain_text("frozen · 1 comment")
    with owner.page.context.expect_page() as opened:
        dialog.get_by_role("link", name="Open what the link Can comment shows").click()
    watched = opened.value
    watched.wait_for_url("**/watch")
    thread = watched.locator(".cm-thread")
    expect(thread).to_contain_text("The disc is too high.")
    watched.get_by_role("button", name="Reply to Ruth").click()
    thread.get_by_label("Your answer").fill("I will lower it.")
    thread.get_by_label("Your name").fill("Ana")
    thread.locator("form").get_by_role("button", name="Reply").click()
    expect(phone.locator(".cm-thread")).to_contain_text("I will lower it.")
    owner.page.set_viewport_size(PHONE["viewport"])
    fits(owner.page)


def test_a_link_without_script_is_opened_by_a_button(visitors: Visitors, owner: Desk) -> None:
    address = make(share(owner))
    page = visitors.stranger(java_script_enabled=False, **PHONE)
    page.goto(address)
    page.get_by_role("button", name="Open").click()
    page.wait_for_url("**/watch")


def test_everything_is_done_by_keys(visitors: Visitors, owner: Desk) -> None:
    keys = owner.page.keyboard
    owner.button("Share").focus()
    keys.press("Enter")
    dialog = owner.page.get_by_role("dialog", name="Share")
    make_it = dialog.get_by_role("button", name="Make a link")
    expect(make_it).to_be_visible()
    for _ in range(20):
        keys.press("Tab")
        if make_it.evaluate("(button) => button === document.activeElement"):
            break
    keys.press("Enter")
    expect(dialog.get_by_role("textbox", name="Address")).to_be_focused()
    keys.press("Tab")
    expect(dialog.get_by_role("button", name="Copy the address")).to_be_focused()
    change = dialog.get_by_role("button", name="Change the link Can watch")
    change.focus()
    keys.press("Enter")
    name = dialog.get_by_role("form", name="Change the link Can watch").get_by_label("Name")
    expect(name).to_be_focused()
    keys.type("Crew")
    keys.press("Enter")
    expect(dialog.get_by_role("button", name="Change the link Crew")).to_be_focused()
    keys.press("Escape")
    expect(dialog).to_have_count(0)
    expect(owner.button("Share")).to_be_focused()


@pytest.mark.parametrize(("theme", "locale"), LOOKS)
def test_nothing_keeps_somebody_out(visitors: Visitors, theme: str, locale: str) -> None:
    visitors.expect("status of 404")
    page = looking(visitors, theme, locale)
    walk = Walk(page)
    page.goto("/")
    Desk(page).ready()
    page.locator("[data-share]").click()
    dialog = page.locator("dialog.share")
    expect(dialog.locator(".share-empty")).to_be_visible()
    walk.see("shared with nobody")
    if locale == "ko-KR":
        expect(page.get_by_role("dialog", name="공유")).to_contain_text("나만 볼 수 있습니다")
    dialog.locator("summary").click()
    dialog.locator("#kf-link-password").fill("paper fox")
    dialog.locator("form .btn--primary").click()
    expect(dialog.locator("#kf-told-url")).to_be_focused()
    walk.see("a new address")
    address = dialog.locator("#kf-told-url").input_value()
    dialog.locator("[data-link] .ibtn").first.click()
    expect(dialog.locator("[data-link] form")).to_be_visible()
    walk.see("a link that is changed")
    page.set_viewport_size(PHONE["viewport"])
    fits(page)
    page.goto(address)
    expect(page.locator("#password")).to_be_visible()
    walk.see("a password")
    if locale == "ko-KR":
        expect(page.get_by_role("heading")).to_have_text("비밀번호가 있는 링크입니다")
    page.goto("/s/nothing")
    walk.see("a link that opens nothing")
    walk.end()
