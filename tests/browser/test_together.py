"""
Two people at one project: each sees what the other does, is told when the other's change won, and stops at
once when they may no longer edit.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.pictures import LEFT, RIGHT
from tests.browser.scenes import Scene, lay_out
from tests.browser.test_narrow import PHONE, fits
from tests.browser.test_pages import Walk, looking
from tests.browser.visitors import Visitors
from tests.person import Person

pytestmark = pytest.mark.timeout(240)

MOVE = {"do": "set", "on": "keyframe"}


def link_to(scene: Scene, **wish: object) -> tuple[str, str]:
    """
    A link that the owner makes: its id and its address's path.
    """
    told = scene.person.post(f"/projects/{scene.project}/links", wish)
    return told["id"], urlsplit(told["url"]).path


def say_of(scene: Scene, link: str, **wish: object) -> None:
    """
    The owner says something else of a link.
    """
    person = scene.person
    answer = person.http.patch(
        f"/api/projects/{scene.project}/links/{link}", json=wish, headers=person.headers()
    )
    answer.raise_for_status()


def come_in(visitors: Visitors, path: str) -> Page:
    """
    Somebody opens a link in a browser of their own.
    """
    page = visitors.stranger()
    page.goto(path)
    page.wait_for_url("**/projects/**")
    return page


def test_who_comes_by_an_edit_link_edits_beside_the_owner(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 9: RIGHT})
    owner = Desk(visitors.browser_of(person)).open(scene.project)
    _link, path = link_to(scene, level="edit")
    guest = Desk(come_in(visitors, path)).ready()
    guest.drag_key("Right", 12)
    expect(owner.key("Right", 12)).to_be_visible()
    owner.drag_key("Right", 15)
    expect(guest.key("Right", 15)).to_be_visible()
    expect(guest.toasts).to_contain_text("has just changed “Right” after you did")
    expect(owner.toasts).not_to_contain_text("after you did")


def test_who_may_no_longer_edit_stops_keeps_what_is_unsaved_and_goes_on_later(
    visitors: Visitors, person: Person
) -> None:
    visitors.expect("ERR_INTERNET_DISCONNECTED|WebSocket")
    scene = lay_out(person, {0: LEFT, 9: RIGHT})
    link, path = link_to(scene, level="edit")
    guest = Desk(come_in(visitors, path)).ready()
    guest.page.route("**/ops", lambda route: route.abort("internetdisconnected"))
    guest.key("Right").click()
    guest.page.keyboard.press("Alt+ArrowRight")
    said = guest.page.locator("kf-saved")
    expect(said).to_have_text("Offline: 1 change kept on this device")

    say_of(scene, link, level="comment")
    told = guest.page.get_by_role("dialog", name="You may now only view this project and comment on it")
    expect(told).to_be_visible()
    expect(told).to_contain_text("1 change of yours was not saved")
    expect(told.get_by_role("link", name="Make an account to keep a copy")).to_be_visible()
    expect(said).to_have_text("Not saved: 1 change kept on this device")
    boxes = [one.bounding_box() for one in told.locator(".acts > *").all()]
    assert len({(box["x"], box["width"]) for box in boxes if box}) == 1, "one under the other"
    told.get_by_role("button", name="Stay here").click()
    hold = guest.inspector.get_by_role("spinbutton", name="Hold, in frames")
    before = hold.input_value()
    hold.fill("7")
    hold.press("Enter")
    expect(guest.toasts).to_contain_text("You may no longer edit this project.")
    expect(hold).to_have_value(before)
    guest.key("Right").focus()
    guest.page.keyboard.press("Alt+ArrowRight")
    expect(guest.toasts).to_contain_text("You may no longer edit this project.")
    expect(guest.key("Right", 11)).to_be_visible()
    assert scene.frame_of("Right") == 9

    guest.page.unroute("**/ops")
    say_of(scene, link, level="edit")
    guest.saved()
    assert scene.frame_of("Right") == 10
    say_of(scene, link, level="view")
    again = guest.page.get_by_role("dialog", name="You may now only view this project")
    again.get_by_role("link", name="Watch it").click()
    guest.page.wait_for_url(f"**/projects/{scene.project}/watch")


def revoke(scene: Scene, link: str) -> None:
    """
    The owner revokes a link.
    """
    person = scene.person
    answer = person.http.delete(f"/api/projects/{scene.project}/links/{link}", headers=person.headers())
    answer.raise_for_status()


def test_a_revoked_link_closes_the_editor_that_is_open(visitors: Visitors, person: Person) -> None:
    visitors.expect("ERR_INTERNET_DISCONNECTED|WebSocket")
    scene = lay_out(person, {0: LEFT, 9: RIGHT})
    link, path = link_to(scene, level="edit")
    page = looking(visitors, "light")
    page.goto(path)
    page.wait_for_url("**/projects/**")
    guest = Desk(page).ready()
    page.route("**/ops", lambda route: route.abort("internetdisconnected"))
    guest.key("Right").click()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("kf-saved")).to_have_text("Offline: 1 change kept on this device")
    say_of(scene, link, level="view")
    expect(page.get_by_role("dialog")).to_be_visible()

    revoke(scene, link)
    closed = page.get_by_role("main")
    expect(closed.get_by_role("heading", name="This is closed now")).to_be_visible()
    expect(closed).to_contain_text("1 change of yours was not saved. It is kept on this device")
    expect(page).to_have_title("Closed")
    expect(page.locator("dialog, canvas, img, [role=gridcell], #kf-snapshot, kf-toasts")).to_have_count(0)
    expect(page.locator("body")).not_to_contain_text("Right")
    walk = Walk(page)
    walk.see("a closed editor")
    page.set_viewport_size(PHONE["viewport"])
    fits(page)
    walk.see("a closed editor on a telephone")
    walk.end()
    page.keyboard.press("Control+k")
    page.keyboard.press("?")
    page.keyboard.press("Space")
    expect(page.locator("dialog")).to_have_count(0)
    assert scene.frame_of("Right") == 9
    closed.get_by_role("link", name="Go to your projects").click()
    page.wait_for_url("**/projects")


def test_who_was_away_when_the_link_ended_finds_it_closed(visitors: Visitors, person: Person) -> None:
    visitors.expect("WebSocket|status of 404|ERR_INTERNET_DISCONNECTED")
    scene = lay_out(person, {0: LEFT, 9: RIGHT})
    link, path = link_to(scene, level="edit")
    guest = Desk(come_in(visitors, path)).ready()
    guest.page.context.set_offline(True)
    guest.key("Right").click()
    guest.page.keyboard.press("Alt+ArrowRight")
    expect(guest.page.locator("kf-saved")).to_have_text("Offline: 1 change kept on this device")
    revoke(scene, link)
    guest.page.context.set_offline(False)
    expect(guest.page.get_by_role("heading", name="This is closed now")).to_be_visible()
    expect(guest.page.get_by_role("main")).to_contain_text("1 change of yours was not saved")
