"""
What people say about frames: a guest with a telephone, the owner at the editor, each live with the other.
"""

from __future__ import annotations

import json
import re
import uuid
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import FloatRect, Locator, Page, Route, expect

from tests.browser.desk import Desk
from tests.browser.pictures import LEFT, RIGHT
from tests.browser.scenes import Scene, lay_out
from tests.browser.sharing import say
from tests.browser.test_narrow import PHONE, fits
from tests.browser.test_pages import THEMES, Walk, looking
from tests.browser.visitors import Visitors
from tests.person import Person

pytestmark = pytest.mark.timeout(240)

COMMENTS = re.compile("/comments$")
LAYERS = (".phd-flag", ".cm-lane")


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


def said(scene: Scene, text: str, start: int = 0, frames: int = 1, **more: object) -> str:
    """
    The owner has said something before; answer its id.
    """
    place = {"shot": scene.shot, "start": start, "end": start + frames}
    body = {"id": str(uuid.uuid4()), "text": text, "name": "Ana", **place, **more}
    return str(scene.person.post(f"/projects/{scene.project}/comments", body)["id"])


def box(locator: Locator) -> FloatRect:
    """
    Where something is.
    """
    found = locator.bounding_box()
    assert found is not None, locator
    return found


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


def test_what_was_said_without_an_answer_is_said_once_and_takes_no_other_words_place(
    visitors: Visitors, scene: Scene
) -> None:
    visitors.expect("ERR_FAILED")
    page = come_in(visitors, scene)
    say(page, "First.", "Ruth")

    def lose_the_answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.fallback()

    page.route("**/comments", lose_the_answer)
    page.locator("#comment-text").fill("Second.")
    send = page.get_by_role("button", name="Comment", exact=True)
    send.click()
    expect(page.get_by_text("The server could not be reached.").first).to_be_visible()
    page.unroute("**/comments")

    first = page.locator(".cm-thread").filter(has_text="First.")
    first.get_by_role("button", name="Reply to Ruth").click()
    first.get_by_label("Your answer").fill("Third.")
    first.locator("form").get_by_role("button", name="Reply").click()
    expect(first.locator(".cm-answers")).to_contain_text("Third.")
    send.click()
    expect(page.locator("#comment-text")).to_have_value("")
    page.reload()
    expect(page.locator(".cm-thread")).to_have_count(2)
    expect(first.locator(".cm-answers")).to_contain_text("Third.")


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


def test_a_range_is_from_here_to_here(visitors: Visitors, scene: Scene) -> None:
    page = come_in(visitors, scene)
    form, on = page.locator(".cm-new--first"), page.get_by_role("button", name="One frame on")
    on.click()
    form.get_by_role("button", name="From here").click()
    for _ in range(3):
        on.click()
    expect(form).to_contain_text("Comment at f 2 to 5")
    page.get_by_role("button", name="One frame back").click()
    expect(form).to_contain_text("Comment at f 2 to 4")
    form.get_by_role("button", name="To here").click()
    for _ in range(4):
        on.click()
    expect(form, "a look elsewhere leaves the range alone").to_contain_text("Comment at f 2 to 4")
    form.get_by_role("button", name="Only one frame").click()
    expect(form).to_contain_text("Comment at f 8")
    form.get_by_role("button", name="From here").click()
    page.get_by_role("button", name="One frame back").click()
    page.get_by_role("button", name="One frame back").click()
    say(page, "Too fast.", "Ruth")

    expect(page.get_by_role("button", name="f 6 to 8", exact=True)).to_be_visible()
    expect(form).to_contain_text("Comment at f 6")
    bar, track = box(page.locator("#marks .cm-bar")), box(page.locator("#marks"))
    length = int(page.locator("#last").inner_text())
    assert bar["width"] == pytest.approx(track["width"] * 3 / length, abs=1)
    assert bar["x"] - track["x"] == pytest.approx(track["width"] * 5 / length, abs=1)


def test_a_pin_points_where_it_was_put(visitors: Visitors, scene: Scene) -> None:
    page = come_in(visitors, scene)
    picture, pin = box(page.locator("#picture")), page.locator(".cm-pin--new")
    page.get_by_role("button", name="Pin it on the picture").click()
    x, y = picture["x"] + 0.3 * picture["width"], picture["y"] + 0.6 * picture["height"]
    page.mouse.click(x, y)
    put = box(pin)
    assert (put["x"], put["y"] + put["height"]) == pytest.approx((x, y), abs=1), "its tip is bottom left"

    page.mouse.move(put["x"] + 14, put["y"] + 10)
    page.mouse.down()
    page.mouse.move(put["x"] + 15, put["y"] + 11)
    page.mouse.move(put["x"] + 54, put["y"] + 30)
    page.mouse.up()
    moved = box(pin)
    assert (moved["x"] - put["x"], moved["y"] - put["y"]) == pytest.approx((40, 20), abs=1), (
        "it does not jump"
    )

    corner = picture["x"] + picture["width"] - 3, picture["y"] + 3
    page.mouse.click(*corner)
    put = box(pin)
    assert (put["x"] + put["width"], put["y"]) == pytest.approx(corner, abs=1), "it turned round"
    assert put["x"] >= picture["x"] and put["y"] >= picture["y"]


def test_what_was_said_has_its_room_before_anything_is_pressed(visitors: Visitors, scene: Scene) -> None:
    said(scene, "One.", 4)
    said(scene, "Two.", 4)
    said(scene, "All of it.", 0, 8)
    page = visitors.browser_of(scene.person)
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route(COMMENTS, hold)
    desk = Desk(page).open(scene.project)
    rows = desk.timeline.locator(".trks")
    before = box(rows)
    for route in waiting:
        route.continue_()
    page.unroute(COMMENTS)
    mark = desk.timeline.get_by_role("button", name="2 comments from f 5 on")
    expect(mark).to_be_visible()
    assert box(rows) == before, "the tracks have moved"
    order = [desk.timeline.locator(part).evaluate("(it) => +getComputedStyle(it).zIndex") for part in LAYERS]
    assert order == sorted(order), "the playhead goes through a letter"
    bar, lane = box(desk.timeline.locator(".cm-bar")), box(desk.timeline.locator(".cm-lane"))
    assert lane["y"] <= bar["y"] <= lane["y"] + lane["height"]

    chosen = page.locator("kf-comments .cm-thread.is-chosen")
    for words in ("One.", "Two.", "One."):
        mark.click()
        expect(chosen, "each press leads on").to_contain_text(words)


def test_what_is_written_stays_until_it_is_sent(visitors: Visitors, scene: Scene) -> None:
    said(scene, "Slower.")
    page = visitors.browser_of(scene.person)
    desk = Desk(page).open(scene.project)
    desk.tab("Comments")
    words, panel = page.locator("#comment-text"), page.locator("kf-comments")
    words.fill("Half a thou")
    page.get_by_role("button", name="Pin it on the picture").click()
    page.keyboard.press("ArrowUp")
    desk.tab("Review")
    expect(page.locator(".cm-pin--new")).to_have_count(0)
    desk.tab("Comments")
    expect(words).to_have_value("Half a thou")
    expect(page.locator(".cm-pin--new")).to_be_visible()

    visitors.expect("status of 400")
    refused = {"code": "invalid", "sentence": "That was refused."}
    page.route("**/comments/*", lambda route: route.fulfill(status=400, body=json.dumps(refused)))
    panel.get_by_role("button", name="Edit", exact=True).click()
    panel.get_by_label("Your comment").fill("Faster.")
    panel.get_by_role("button", name="Save").click()
    expect(panel.locator(".hint--error")).to_have_text("That was refused.")
    expect(panel.get_by_label("Your comment")).to_have_value("Faster.")
    page.unroute("**/comments/*")
    panel.get_by_role("button", name="Save").click()
    expect(panel.locator(".cm-thread")).to_contain_text("Faster. (edited)")
    expect(panel.locator(".hint--error")).to_have_count(0)

    panel.get_by_label("Your name").fill("Ana")
    panel.get_by_role("button", name="Comment", exact=True).click()
    expect(panel.get_by_role("status")).to_have_text("Sent.")
    expect(panel.locator(".hint--error")).to_have_count(0)
    expect(words).to_have_value("")


def test_a_pin_is_set_beside_the_sheet_of_a_telephone(visitors: Visitors, scene: Scene) -> None:
    page = visitors.browser_of(scene.person, **PHONE)
    desk = Desk(page).open(scene.project)
    page.get_by_role("navigation", name="Panels").get_by_role("button", name="Settings").tap()
    desk.tab("Comments")
    page.get_by_role("button", name="Pin it on the picture").tap()
    layer = box(page.locator(".cm-layer"))
    x, y = layer["x"] + 0.25 * layer["width"], layer["y"] + 0.75 * layer["height"]
    page.touchscreen.tap(x, y)
    pin = box(page.locator(".cm-pin--new"))
    assert (pin["x"], pin["y"] + pin["height"]) == pytest.approx((x, y), abs=1)
    expect(page.locator("#comment-text")).to_be_in_viewport()
    fits(page)


@pytest.mark.parametrize("theme", THEMES)
def test_a_long_conversation_is_read_and_carried_on(visitors: Visitors, scene: Scene, theme: str) -> None:
    heads = [
        said(scene, f"Number {number}: look at the arm, it comes late.", number % 5) for number in range(9)
    ]
    scene.person.post(f"/projects/{scene.project}/comments/{heads[0]}/resolve", {"resolved": True})
    told = scene.person.post(f"/projects/{scene.project}/links", {"level": "comment"})
    page = looking(visitors, theme)
    page.goto(urlsplit(told["url"]).path)
    expect(page.locator(".cm-thread")).to_have_count(9)
    expect(page.locator("#comment-text"), "one writes where one always does").to_be_in_viewport(ratio=1)
    say(page, "From the end.", "Bartholomew Featherstonehaugh of the Upper Village by the Lake")
    mine = page.locator(".cm-thread").filter(has_text="From the end.")
    expect(mine, "one sees what one has said").to_be_in_viewport(ratio=1)
    assert box(mine.locator("header"))["height"] <= 28, "a long name takes one line"
    done = page.locator(".cm-done")
    assert box(done)["height"] <= 20, "the tick and its words are one line"
    walk = Walk(page)
    walk.see("a conversation")
    walk.end()


def test_where_nobody_says_anything_nothing_is_shown_of_it(visitors: Visitors, scene: Scene) -> None:
    told = scene.person.post(f"/projects/{scene.project}/links", {"level": "view", "frozen": True})
    page = visitors.stranger()
    page.goto(urlsplit(told["url"]).path)
    expect(page.locator("#film")).to_be_visible()
    expect(page.get_by_role("complementary", name="Comments")).to_have_count(0)
    signs = page.locator(".w-legend > span > :is(svg, i):visible")
    expect(signs).to_have_count(3)
    assert len({box(sign)["width"] for sign in signs.all()}) == 1, "what the signs mean begins in one line"
