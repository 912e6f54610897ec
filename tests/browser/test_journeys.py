"""
The two ways through the product that several people go together, each in every language: a film that is
shared, and a class that learns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests import machines
from tests.browser.desk import Desk
from tests.browser.lessons import begin, done, draft_is_kept, join, laid_open
from tests.browser.pictures import Disc
from tests.browser.scenes import lay_out
from tests.browser.sharing import make, revoke, say, share
from tests.browser.test_narrow import PHONE, fits
from tests.browser.tongue import ENGLISH, KOREAN, Tongue
from tests.browser.visitors import Visitors
from tests.classroom import Teacher
from tests.person import Person

pytestmark = pytest.mark.timeout(480)

# Discs of no other test, and others in each language: what is drawn once is not drawn again.
GREY = {ENGLISH: (91, 97, 103), KOREAN: (103, 97, 91)}

QUEUE = "a[href$='/review']"
in_each_language = pytest.mark.parametrize("says", [ENGLISH, KOREAN], ids=["en", "ko"])


@in_each_language
def test_a_film_is_shared_talked_about_worked_on_together_and_shut(
    visitors: Visitors, person: Person, says: Tongue
) -> None:
    visitors.expect("status of 404")
    scene = lay_out(person, {0: Disc("Dawn", 73, GREY[says]), 9: Disc("Dusk", 247, GREY[says])})
    owner = Desk(visitors.browser_of(person, locale=says.locale), says).open(scene.project)
    to_comment, to_edit = link_of(owner, "Can comment"), link_of(owner, "Can edit")

    phone = visitors.stranger(locale=says.locale, **PHONE)
    phone.goto(to_comment)
    phone.get_by_role("button", name=says.page("One frame on")).click()
    phone.get_by_role("button", name=says("Pin it on the picture")).click()
    expect(
        phone.get_by_role("button", name=says("Pin: drag it, or move it by the arrow keys"))
    ).to_be_focused()
    phone.keyboard.press("ArrowUp")
    say(phone, "The disc is too high.", "Ruth", says)
    fits(phone)

    other = visitors.stranger(locale=says.locale)
    other.goto(to_edit)
    guest = Desk(other, says).ready()
    guest.key("Dusk").click()
    other.keyboard.press("Alt+ArrowRight")
    guest.saved()

    expect(owner.key("Dusk", 11)).to_be_visible()
    owner.page.get_by_role("tab", name=says("Comments")).click()
    expect(owner.page.locator("kf-comments .cm-thread")).to_contain_text("The disc is too high.")
    where = says("f {frame}", frame=2)
    owner.timeline.get_by_role(
        "button", name=says("Comment of {name} at {frames}", name="Ruth", frames=where)
    ).click()
    expect(owner.frame).to_have_value("2")
    expect(
        owner.stage.get_by_role("button", name=says("Comment of {name}", name="Ruth"), exact=True)
    ).to_be_visible()

    dialog = share(owner)
    for level, page in (("Can comment", phone), ("Can edit", other)):
        revoke(owner, dialog, level)
        expect(page.get_by_role("heading", name=says.page("This is closed now"))).to_be_visible()
        expect(page.get_by_text("The disc is too high.")).to_have_count(0)
        page.reload()
        expect(page.get_by_text(says.page("Error 404"))).to_be_visible()
    assert scene.frame_of("Dusk") == 10


def link_of(owner: Desk, level: str) -> str:
    """
    Make a link; answer its address.
    """
    dialog = share(owner)
    address = make(dialog, level, owner.says)
    dialog.get_by_role("button", name=owner.says("Close")).click()
    return address


@dataclass
class Pupil:
    """
    Somebody who learns with a browser and the code of a class.
    """

    page: Page
    alias: str
    discs: tuple[Disc, Disc]
    says: Tongue
    project: str = ""

    def make(self, exercise: str) -> None:
        """
        From blank to a rendered film: upload two poses, key and render them, say that they are one character.
        """
        self.project = begin(self.page, exercise)
        desk, (one, other) = self.desk(), self.discs
        desk.upload([disc.file() for disc in self.discs])
        expect(desk.pose(other.name)).to_be_visible()
        for frame, disc in ((1, one), (6, other)):
            desk.pose(disc.name).click()
            desk.frame.fill(str(frame))
            desk.frame.press("Enter")
            desk.button(re.compile(f"^{self.says('Add key')}")).click()
            expect(desk.key(disc.name, frame)).to_be_visible()
        self.render(desk)
        self.page.goto(f"/exercises/{exercise}")
        self.page.locator("#pair button").click()
        done(self.page, "Same character", self.says)

    def revise(self) -> None:
        """
        Hold back the second pose by a frame, and render anew.
        """
        desk = self.desk()
        desk.key(self.discs[1].name).click()
        self.page.keyboard.press("Alt+ArrowRight")
        expect(desk.key(self.discs[1].name, 7)).to_be_visible()
        self.render(desk)

    def desk(self) -> Desk:
        """
        The editor, large.
        """
        return Desk(self.page, self.says).open(self.project)

    def render(self, desk: Desk) -> None:
        """
        Have drawn what is not.
        """
        desk.saved()
        desk.render()
        desk.rendered()

    def hand_in(self, exercise: str, why: str) -> None:
        """
        Watch it through, judge it with a mark on a frame, and hand it in.
        """
        page, says = self.page, self.says
        page.goto(f"/exercises/{exercise}")
        done(page, "Rendered", says)
        film = page.locator("#film")
        film.get_by_role("button", name=says("Play"), exact=True).click()
        done(page, "Watched through", says)
        film.get_by_role("button", name=says("One frame back")).click()
        film.get_by_role("button", name=says("One frame back")).click()
        page.keyboard.press("u")
        page.keyboard.press("m")
        expect(page.locator(".slip")).to_have_count(1)
        page.locator("#why").fill(why)
        page.locator(".ex-give .btn--primary").click()
        done(page, "Judged", says)
        page.locator("#handin button").click()
        expect(page.locator("#results")).to_contain_text(says("Handed in. Your teacher has not answered yet"))


@in_each_language
def test_a_class_learns_from_its_code_to_the_last_review(
    visitors: Visitors, studio: machines.Studio, says: Tongue
) -> None:
    with Teacher(studio) as person:
        page = visitors.browser_of(person.enter(), locale=says.locale)
    code = makes_a_class(page, says)
    exercise = gives_the_lesson(page, says)
    group = page.url

    fox, owl = (pupil(visitors, code, *who, says) for who in (("Fox", 79), ("Owl", 83)))
    fox.make(exercise)
    fox.hand_in(exercise, "The edge melts.")
    is_due_already(page, says)
    owl.make(exercise)
    owl.hand_in(exercise, "It fades in the middle.")
    expect(owl.page.locator("#results")).to_contain_text(says("late"))

    page.goto(group)
    page.get_by_text(says("Every learner")).click()
    late = page.get_by_role("row", name=re.compile("^Owl"))
    expect(late).to_contain_text(says("Handed in late"))
    opens_the_queue(page, 2, says)
    reviews(page, "Fox", "Two edges here.", "Shift+C", says)
    expect(page.locator("#answered")).to_contain_text(f"Fox: {says('Changes asked')}, 9 / 12")
    reviews(page, "Owl", "Well seen.", "Shift+A", says)
    expect(page.locator("#answered")).to_contain_text(f"Owl: {says('Accepted')}, 9 / 12")

    expect(owl.page.locator("#results")).to_contain_text(says("Accepted"))
    expect(owl.page.locator("#results")).to_contain_text("Well seen.")
    result = fox.page.locator("#results")
    expect(result).to_contain_text(says("Changes asked: revise it and hand in again"))
    expect(result).to_contain_text("Two edges here.")
    result.get_by_role("button", name="f 3").click()
    expect(result.locator(".film-cell[aria-current=true]")).to_have_class(re.compile("is-flag"))
    fox.revise()
    fox.hand_in(exercise, "It is one edge now.")
    expect(result).to_contain_text(says("Attempt {count}", count=2))
    expect(result.locator(".ex-result").first).not_to_contain_text(f"· {says('late')}")

    page.goto(group)
    opens_the_queue(page, 1, says)
    reviews(page, "Fox", "One edge.", "Shift+A", says)
    expect(page.locator("#answered")).to_contain_text(f"Fox: {says('Accepted')}, 9 / 12")
    expect(result).to_contain_text(says("Accepted"))
    expect(result).to_contain_text("One edge.")


def makes_a_class(page: Page, says: Tongue) -> str:
    """
    Make a class; answer the code that stands on the board.
    """
    page.goto("/classes")
    page.get_by_label(says.page("Name of a new class")).fill("2b")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="2b")).to_be_visible()
    return page.locator(".cl-big").inner_text()


def gives_the_lesson(page: Page, says: Tongue) -> str:
    """
    Give the lesson that comes with the studio; answer the exercise.
    """
    page.get_by_role("button", name=says.page("Give a lesson")).click()
    dialog = page.get_by_role("dialog", name=says("Give a lesson"))
    title = says.page("Keys and in-betweens")
    dialog.get_by_label(says("Lesson")).select_option(
        label=says("{title} (comes with the studio)", title=title)
    )
    dialog.get_by_role("button", name=says("Give"), exact=True).click()
    card = page.locator(".cl-exercise").filter(has_text=title)
    address = card.locator(QUEUE).get_attribute("href")
    return (address or "").split("/")[2]


def is_due_already(page: Page, says: Tongue) -> None:
    """
    Have the exercise be due on a day that is over.
    """
    title = says.page("Keys and in-betweens")
    page.get_by_role("button", name=says("Change {title}", title=title)).click()
    dialog = page.get_by_role("dialog", name=title)
    dialog.get_by_label(says("Due on")).fill("2020-01-31")
    dialog.get_by_role("button", name=says("Save")).click()
    expect(page.locator(".cl-exercise time")).to_have_attribute("datetime", re.compile("^2020"))


def pupil(visitors: Visitors, code: str, alias: str, x: int, says: Tongue) -> Pupil:
    """
    Somebody who joins, with two poses that are theirs alone.
    """
    page = visitors.stranger(locale=says.locale)
    join(page, code, alias)
    page.get_by_role("link", name=says.page("I have written them down")).click()
    expect(page.get_by_role("main")).to_contain_text(alias)
    return Pupil(page, alias, (Disc("Crouch", x, GREY[says]), Disc("Leap", 320 - x, GREY[says])), says)


def opens_the_queue(page: Page, waiting: int, says: Tongue) -> None:
    """
    Go to what waits, which is so many.
    """
    page.locator(QUEUE).filter(has_text=says("Review {count}", count=waiting)).click()


def reviews(page: Page, alias: str, words: str, verdict: str, says: Tongue) -> None:
    """
    Mark the third frame, give three levels, and answer, by keys alone.
    """
    laid_open(page, alias)
    keys = page.keyboard
    for key in ("Home", "ArrowRight", "ArrowRight", "m"):
        keys.press(key)
    expect(page.get_by_role("textbox", name=says("What is at frame {frame}", frame=3))).to_be_focused()
    keys.type(words)
    keys.press("Enter")
    for key in ("3", "2", "4"):
        keys.press(key)
    draft_is_kept(page, says)
    keys.press(verdict)
