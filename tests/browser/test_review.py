"""
A teacher makes a class, gives it the built-in lesson, and reviews by keys what comes back; one revises.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests import machines
from tests.browser.lessons import draft_is_kept, laid_open
from tests.browser.pictures import BLUE, RED, Disc
from tests.browser.test_narrow import PHONE, fits
from tests.browser.test_pages import Walk, looking
from tests.browser.visitors import Visitors
from tests.classroom import Learner, Teacher

pytestmark = pytest.mark.timeout(300)

YESTERDAY = {"due": {"date": "2020-01-31", "time": None}}


@pytest.fixture
def teacher(studio: machines.Studio) -> Teacher:
    """
    Somebody with an account.
    """
    return Teacher(studio).enter()


def at_home(visitors: Visitors, teacher: Teacher, *, locale: str = "en-GB", theme: str = "light") -> Page:
    """
    The teacher's browser, with axe at hand.
    """
    page = looking(visitors, theme, locale)
    cookies = [
        {"name": name, "value": value, "url": visitors.address}
        for name, value in teacher.http.cookies.items()
    ]
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    return page


def hand_in(
    studio: machines.Studio, code: str, alias: str, exercise: str, *discs: Disc, gap: int = 6
) -> Learner:
    """
    A learner who joins, works and hands in.
    """
    learner = Learner(studio).join(code, alias)
    learner.start(exercise)
    learner.lay_out(*discs, gap=gap)
    learner.render()
    learner.judge("partly", "The edge melts.", (1, 2))
    learner.hand_in()
    return learner


def test_a_class_from_its_code_to_the_last_review(
    visitors: Visitors, studio: machines.Studio, teacher: Teacher
) -> None:
    page = at_home(visitors, teacher)
    walk = Walk(page)
    keys = page.keyboard
    page.goto("/classes")
    walk.see("no classes")
    page.get_by_label("Name of a new class").fill("Class 2b")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Class 2b")).to_be_visible()
    code = page.locator(".cl-big").inner_text()
    group = page.url.rpartition("/")[2]
    page.get_by_role("button", name="Give a lesson").click()
    dialog = page.get_by_role("dialog", name="Give a lesson")
    expect(dialog.get_by_label("Lesson")).to_be_focused()
    walk.see("giving a lesson")
    dialog.get_by_role("button", name="Give", exact=True).click()
    review = page.get_by_role("link", name=re.compile("^Review"))
    expect(review).to_have_accessible_name("Review: Keys and in-betweens")
    exercise = (review.get_attribute("href") or "").split("/")[2]
    assert teacher.get("/lessons")["lessons"] == []

    page.goto(f"/exercises/{exercise}/review")
    expect(page.get_by_role("heading", name="Nothing waits for you here")).to_be_visible()
    walk.see("an empty queue")

    fox = hand_in(studio, code, "Fox", exercise, Disc("A", 60, RED), Disc("B", 260, RED))
    teacher.http.patch(f"/api/exercises/{exercise}", json=YESTERDAY, headers=teacher.headers())
    owl = hand_in(studio, code, "Owl", exercise, Disc("A", 60, BLUE), Disc("B", 260, BLUE))
    Learner(studio).join(code, "Cat").start(exercise)

    page.goto(f"/classes/{group}")
    page.get_by_text("Every learner").click()
    row = page.get_by_role("row", name=re.compile("^Cat"))
    expect(row).to_contain_text("Make two different poses")
    expect(page.get_by_role("row", name=re.compile("^Owl"))).to_contain_text("Handed in late")
    walk.see("a class at work")

    page.get_by_role("link", name=re.compile("^Review 2")).click()
    laid_open(page, "Fox")
    expect(page.get_by_text("Next: Owl, already loaded")).to_be_visible()
    keys.press("j")
    laid_open(page, "Owl")
    expect(page.locator(".rv-who")).to_contain_text("late")
    keys.press("k")
    laid_open(page, "Fox")
    expect(page.locator(".rv-mk--slip")).to_have_count(2)

    # Marks on frames, levels, words: by keys, or by a press on the picture.
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    keys.press("m")
    expect(page.get_by_role("textbox", name="What is at frame 3")).to_be_focused()
    keys.type("a second edge")
    keys.press("Tab")
    expect(page.get_by_role("button", name="Pin it on the picture")).to_be_focused()
    keys.press("Enter")
    pin = page.get_by_role("button", name="Your mark: a second edge")
    expect(pin).to_be_focused()
    keys.press("Shift+ArrowRight")
    keys.press("ArrowUp")
    expect(pin).to_have_attribute("style", re.compile(r"left:\s*55%;\s*top:\s*49%"))
    page.locator(".rv-frame canvas").click(position={"x": 20, "y": 20})
    keys.type("here as well")
    keys.press("Escape")
    expect(page.locator(".rv-pin")).to_have_count(2)
    for key in ("3", "2", "4", "u", "w"):
        keys.press(key)
    expect(page.get_by_role("textbox", name="Feedback")).to_be_focused()
    keys.type("Look at frame 3.")
    keys.press("Escape")
    expect(page.get_by_role("button", name="Accept 9 / 12")).to_be_visible()
    draft_is_kept(page)
    walk.see("a review that is being written")
    keys.press("h")
    expect(page.locator(".rv-pin, .rv-mk")).to_have_count(0)
    keys.press("h")
    keys.press("n")
    expect(page.locator("#who")).to_have_text("Learner 1")
    keys.press("n")
    keys.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    walk.see("the keys")
    keys.press("Escape")
    page.reload()
    laid_open(page, "Fox")
    expect(page.get_by_role("textbox", name="Feedback")).to_have_value("Look at frame 3.")
    assert fox.get(f"/works/{fox.work['id']}")["state"] == "handed_in"

    keys.press("Shift+C")
    laid_open(page, "Owl")
    expect(page.locator("#answered")).to_contain_text("Fox: Changes asked, 9 / 12")
    told = fox.get(f"/works/{fox.work['id']}")
    assert told["state"] == "changes"
    seen = fox.get(f"/submissions/{told['submissions'][0]['id']}")["review"]
    assert [mark["text"] for mark in seen["marks"]] == ["a second edge", "here as well"]
    assert (seen["scores"], seen["words"], seen["identity"]) == ([3, 2, 4], "Look at frame 3.", "partly")

    keys.press("4")
    keys.press("4")
    keys.press("4")
    keys.press("Shift+A")
    expect(page.locator("#answered")).to_contain_text("Owl: Accepted, 12 / 12")
    assert owl.get(f"/works/{owl.work['id']}")["state"] == "accepted"
    expect(page.get_by_role("heading", name="Nothing waits for you here")).to_be_visible()
    keys.press("k")
    laid_open(page, "Owl")
    walk.see("a review that is published")
    keys.press("z")
    expect(page.get_by_role("button", name="Accept 12 / 12")).to_be_visible()
    assert owl.get(f"/works/{owl.work['id']}")["state"] == "late"
    keys.press("Shift+A")
    expect(page.get_by_role("heading", name="Nothing waits for you here")).to_be_visible()

    # A revision that was asked for is no later than what it revises; the old review is outdated.
    fox.judge("no", "The colour too.", (1,))
    fox.hand_in()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator("#place")).to_contain_text("3 / 3")
    laid_open(page, "Fox")
    keys.press("k")
    laid_open(page, "Owl")
    keys.press("k")
    laid_open(page, "Fox")
    expect(page.get_by_text("Outdated: a newer attempt was handed in.")).to_be_visible()
    walk.see("an outdated review")
    page.get_by_role("button", name="Go to the newest").click()
    expect(page.locator(".rv-who")).to_contain_text("Attempt 2")
    expect(page.locator(".rv-who")).not_to_contain_text("late")
    changed = "Changed after the meter was shown. Before: Partly · 3–4 · The edge melts."
    expect(page.get_by_text(changed)).to_be_visible()
    expect(page.locator(".rv-before")).to_contain_text("Attempt 1: Changes asked, 9 / 12")
    expect(page.locator(".rv-before")).to_contain_text("a second edge")
    expect(page.get_by_role("button", name="your mark on the attempt before")).to_have_count(1)
    keys.press("Shift+R")
    page.get_by_role("dialog", name="Answer without a word?").get_by_role("button", name="Cancel").click()
    assert fox.get(f"/works/{fox.work['id']}")["state"] == "handed_in"
    keys.press("Shift+R")
    page.get_by_role("button", name="Answer all the same").click()
    expect(page.locator("#answered")).to_contain_text("Fox: Returned")

    page.goto(f"/classes/{group}")
    page.get_by_text("Every learner").click()
    expect(page.get_by_role("row", name=re.compile("^Owl"))).to_contain_text("12 / 12")
    with page.expect_download() as download:
        page.get_by_role("link", name="Grades as CSV: Keys and in-betweens").click()
    assert download.value.suggested_filename == "Grades, Class 2b, Keys and in-betweens.csv"
    walk.end()


def test_a_lesson_is_written_and_nothing_of_it_is_lost(visitors: Visitors, teacher: Teacher) -> None:
    page = at_home(visitors, teacher, theme="dark")
    walk = Walk(page)
    page.goto("/lessons")
    walk.see("no lessons")
    page.get_by_role("button", name="New lesson").click()
    page.wait_for_url("**/edit")
    page.get_by_label("Title").fill("Two poses")
    page.get_by_label("Text, in Markdown").fill("# Look\n\nA **key** is a pose.")
    expect(page.locator("#look h2, #look h3").first).to_have_text("Look")
    expect(page.locator("#look strong")).to_have_text("key")
    page.get_by_label("What learners are to do").fill("Make two.")
    page.get_by_role("checkbox", name="Rendered").check()
    page.locator("#file").set_input_files([Disc("Ear", 60, RED).file()])
    expect(page.locator("#look img")).to_have_count(1)
    page.get_by_role("button", name="Add a row").click()
    page.get_by_label("What is looked at").fill("Identity")
    expect(page.get_by_text("Kept as soon as")).to_be_visible()
    for level in (1, 2, 3):
        page.get_by_label(f"Identity, level {level}").fill(f"level {level}")
    expect(page.locator("#saved")).to_have_text("Saved")
    walk.see("a lesson that is being written")

    lesson = page.url.split("/")[-2]
    page.reload()
    kept = teacher.get(f"/lessons/{lesson}")
    assert kept["title"] == "Two poses"
    assert kept["text"].startswith("# Look\n\nA **key** is a pose.")
    assert (kept["brief"], kept["checks"]) == ("Make two.", ["rendered"])
    assert kept["rubric"] == [{"name": "Identity", "hint": "", "levels": ["level 1", "level 2", "level 3"]}]
    expect(page.get_by_label("Identity, level 2")).to_have_value("level 2")

    page.goto("/lessons")
    page.get_by_role("button", name="Move Two poses to the bin").click()
    page.locator(".bin summary").click()
    page.get_by_role("button", name="Put back Two poses").click()
    page.get_by_role("link", name="Two poses", exact=True).click()
    page.get_by_role("link", name="Give it to a class").click()
    expect(page.locator("#giving")).to_contain_text("Choose the class that gets “Two poses”")
    page.get_by_label("Name of a new class").fill("Class 3c")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Give a lesson")
    expect(dialog.get_by_role("combobox", name="Lesson")).to_have_value(lesson)
    dialog.get_by_label("Due on").fill("2020-01-31")
    expect(dialog.get_by_role("status")).to_have_text("That is over already: whatever is handed in is late.")
    dialog.get_by_label("What is late").select_option("closed")
    expect(dialog.get_by_role("status")).to_have_text("That is over already: nobody can hand in.")
    dialog.get_by_label("Due on").fill("2040-01-31")
    expect(dialog.get_by_role("status")).to_be_hidden()
    dialog.get_by_label("Attempts").fill("2")
    dialog.get_by_role("button", name="Give", exact=True).click()
    expect(page.locator(".cl-exercise")).to_contain_text("2 attempts · what is late is not taken")
    walk.see("a lesson that was given")
    walk.end()


def above_the_foot(page: Page) -> None:
    """
    Expect that one sees what one writes.
    """
    page.wait_for_function(
        "() => document.activeElement.getBoundingClientRect().bottom"
        " <= document.querySelector('.rv-end').getBoundingClientRect().top"
    )


def test_all_is_in_sight_and_nothing_lies_on_another(
    visitors: Visitors, studio: machines.Studio, teacher: Teacher
) -> None:
    group = teacher.teach()
    exercise = teacher.give(group["id"])
    discs = (Disc("A", 60, RED), Disc("B", 260, RED), Disc("C", 160, RED))
    hand_in(studio, group["code"], "A heron with quite a long alias", exercise, *discs, gap=70)
    page = at_home(visitors, teacher)
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"/exercises/{exercise}/review")
    laid_open(page, "A heron with quite a long alias")
    for frame in (0, 2, 3, 140):
        page.evaluate("frame => kf.desk.handed.player.seek(frame)", frame)
        page.keyboard.press("m")
        above_the_foot(page)
        page.keyboard.type("something is here")
        above_the_foot(page)
        page.keyboard.press("Escape")
    page.keyboard.press("w")
    above_the_foot(page)
    page.keyboard.press("Escape")
    for name in ("Return", "Ask for changes", "Accept"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    for lines in (".rv-mk--own", ".rv-mk--slip"):
        apart(page, lines)
    expect(page.locator(".rv-key")).to_have_count(3)
    page.get_by_role("button", name=re.compile("^Frame 71, key")).click()
    expect(page.locator(".rv-now")).to_contain_text("f 71")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("o")
    expect(page.locator(".rv-laid--onion")).to_have_count(2)
    page.keyboard.press("x")
    expect(page.locator(".rv-laid--flip")).to_have_count(1)
    expect(page.locator(".film-tag")).to_have_text("f 71")

    page.set_viewport_size(PHONE["viewport"])
    fits(page)
    for lines in (".rv-mk--own", ".rv-bar button"):
        apart(page, lines)


def apart(page: Page, selector: str) -> None:
    """
    Expect that none of these lies on another, or outside of the page.
    """
    boxes = [box for one in page.locator(selector).all() if (box := one.bounding_box())]
    assert len(boxes) > 1
    size = page.viewport_size
    assert size is not None
    for number, one in enumerate(boxes):
        assert one["x"] >= 0
        assert one["x"] + one["width"] <= size["width"]
        for two in boxes[:number]:
            beside = one["x"] >= two["x"] + two["width"] or two["x"] >= one["x"] + one["width"]
            below = one["y"] >= two["y"] + two["height"] or two["y"] >= one["y"] + one["height"]
            assert beside or below, (one, two)


def test_what_cannot_be_saved_is_said_and_tried_again(
    visitors: Visitors, studio: machines.Studio, teacher: Teacher
) -> None:
    visitors.expect("ERR_FAILED|Failed to load resource")
    group = teacher.teach()
    exercise = teacher.give(group["id"])
    hand_in(studio, group["code"], "Fox", exercise, Disc("A", 60, RED), Disc("B", 260, RED))
    page = at_home(visitors, teacher)
    page.goto(f"/exercises/{exercise}/review")
    laid_open(page, "Fox")
    page.route("**/review", lambda route: route.abort())
    page.keyboard.press("3")
    expect(page.locator("#kept")).to_have_text("Not saved yet: it is tried again")
    page.unroute("**/review")
    draft_is_kept(page)
    submission = teacher.get(f"/exercises/{exercise}/queue")["submissions"][0]["id"]
    assert teacher.get(f"/submissions/{submission}")["review"]["scores"] == [3, None, None]


def test_the_teachers_pages_in_korean_and_on_a_telephone(
    visitors: Visitors, studio: machines.Studio, teacher: Teacher
) -> None:
    group = teacher.teach("2학년 3반", "Asia/Seoul")
    exercise = teacher.give(group["id"])
    hand_in(studio, group["code"], "미나", exercise, Disc("A", 60, RED), Disc("B", 260, RED))
    page = at_home(visitors, teacher, locale="ko-KR")
    page.set_viewport_size(PHONE["viewport"])
    walk = Walk(page)
    for path, words in (
        ("/lessons", "수업"),
        ("/classes", "반"),
        (f"/classes/{group['id']}", "학습자"),
        (f"/exercises/{exercise}/review", "표시 숨기기"),
    ):
        page.goto(path)
        expect(page.get_by_text(words).first).to_be_visible()
        if path.endswith("/review"):
            laid_open(page, "미나")
        fits(page)
        walk.see(path)
    walk.end()
