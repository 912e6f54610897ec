"""
What people say about frames: a guest with a telephone, the owner at the editor, each live with the other.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.pictures import LEFT, RIGHT
from tests.browser.scenes import Scene, lay_out
from tests.browser.test_narrow import PHONE, fits
from tests.browser.visitors import Visitors
from tests.person import Person

pytestmark = pytest.mark.timeout(240)


@pytest.fixture
def scene(person: Person) -> Scene:
    return lay_out(person, {0: LEFT, 9: RIGHT})


def come_in(visitors: Visitors, scene: Scene, **options: object) -> Page:
    """
    Somebody without an account opens a link by which one may comment.
    """
    told = scene.person.post(f"/projects/{scene.project}/links", {"level": "comment"})
    page = visitors.stranger(**options)
    page.goto(urlsplit(told["url"]).path)
    page.wait_for_url("**/watch")
    return page


def say(page: Page, words: str, name: str = "") -> None:
    page.locator("#comment-text").fill(words)
    if name:
        page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".cm-thread").filter(has_text=words)).to_be_visible()


def test_a_guest_on_a_telephone_and_the_owner_talk_about_a_frame(visitors: Visitors, scene: Scene) -> None:
    phone = come_in(visitors, scene, **PHONE)
    owner = Desk(visitors.browser_of(scene.person)).open(scene.project)
    phone.get_by_role("button", name="One frame on").click()
    phone.get_by_role("button", name="Pin it on the picture").click()
    pin = phone.get_by_role("button", name="Pin: drag it, or move it by the arrow keys")
    expect(pin).to_be_focused()
    phone.keyboard.press("ArrowUp")
    say(phone, "The disc is too high.", "Ruth")
    fits(phone)

    owner.page.get_by_role("tab", name="Comments").click()
    thread = owner.page.locator("kf-comments .cm-thread")
    expect(thread).to_contain_text("Ruth")
    expect(thread).to_contain_text("f 2")
    mark = owner.timeline.get_by_role("button", name="Comment of Ruth at f 2")
    mark.click()
    expect(owner.frame).to_have_value("2")
    expect(owner.stage.get_by_role("button", name="Comment of Ruth")).to_be_visible()

    owner.page.get_by_role("button", name="Reply to Ruth").click()
    thread.get_by_label("Your answer").fill("I will lower it.")
    thread.get_by_label("Your name").fill("Ana")
    thread.locator("form").get_by_role("button", name="Reply").click()
    expect(phone.locator(".cm-thread")).to_contain_text("I will lower it.")
    owner.button("Resolve").click()
    expect(phone.locator(".cm-thread")).to_contain_text("Resolved by Ana")


def test_one_changes_and_takes_back_what_one_said_oneself(visitors: Visitors, scene: Scene) -> None:
    ruth, eve = come_in(visitors, scene), come_in(visitors, scene)
    say(ruth, "Faster here.", "Ruth")
    expect(eve.locator(".cm-thread")).to_contain_text("Faster here.")
    expect(eve.get_by_role("button", name="Delete")).to_have_count(0)
    ruth.get_by_role("button", name="Edit", exact=True).click()
    ruth.get_by_label("Your comment").fill("Slower here.")
    ruth.get_by_role("button", name="Save", exact=True).click()
    expect(eve.locator(".cm-thread")).to_contain_text("Slower here. (edited)")
    ruth.get_by_role("button", name="Delete").click()
    expect(eve.locator(".cm-thread")).to_have_count(0)


def test_an_address_leads_to_a_comment(visitors: Visitors, scene: Scene) -> None:
    page = come_in(visitors, scene)
    for _ in range(4):
        page.get_by_role("button", name="One frame on").click()
    say(page, "Here.", "Ruth")
    key = page.locator(".cm-thread").get_attribute("data-thread")
    page.goto(f"{urlsplit(page.url).path}?comment={key}")
    expect(page.locator(".cm-thread.is-chosen")).to_contain_text("Here.")
    expect(page.locator("#now")).to_have_text("5")


def test_who_only_watches_reads_and_does_not_write(visitors: Visitors, scene: Scene) -> None:
    say(come_in(visitors, scene), "Seen by all.", "Ruth")
    told = scene.person.post(f"/projects/{scene.project}/links", {"level": "view"})
    page = visitors.stranger()
    page.goto(urlsplit(told["url"]).path)
    expect(page.locator(".cm-thread")).to_contain_text("Seen by all.")
    expect(page.locator("#comment-text")).to_have_count(0)
    expect(page.get_by_role("button", name="Reply to Ruth")).to_have_count(0)
