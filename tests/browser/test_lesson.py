"""
A learner: in by a code, from blank to handed in, without an account.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests import machines
from tests.browser.test_narrow import PHONE, fits
from tests.browser.test_pages import LOOKS, Walk, looking
from tests.browser.visitors import Visitors
from tests.person import Person

pytestmark = pytest.mark.timeout(240)

DRAW = """async ([project, starter]) => {
  const token = document.querySelector("meta[name=csrf-token]").content;
  const ask = async (path, body) => {
    const answer = await fetch(`/api/projects/${project}${path}`, {
      method: body ? "POST" : "GET",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  };
  await ask("/poses/starter", { id: crypto.randomUUID() });
  const { poses, shots, tracks } = await ask("");
  const key = (pose, frame) => ({
    do: "create", on: "keyframe", id: crypto.randomUUID(),
    to: { shot: shots[0].id, track: tracks[0].id, pose, frame, hold: 1 },
  });
  await ask("/ops", { id: crypto.randomUUID(), operations: [key(poses[0].id, 0), key(poses[1].id, 6)] });
  await ask("/renders", {});
}"""
"""
Two poses of the sample at both ends of a shot, and what lies between: what the editor's own tests do by hand.
"""


RENDERED = {"en-GB": "Rendered", "ko-KR": "렌더링함"}


class School:
    """
    A teacher with an account, and a class that was given the built-in lesson.
    """

    def __init__(self, visitors: Visitors, address: str) -> None:
        self.visitors = visitors
        self.person = Person(address)
        self.person.sign_up()
        self.group = self.person.post("/classes", {"name": "Class 2b", "time_zone": "Asia/Seoul"})
        lesson = self.person.post("/lessons", {"from": "keyframes"})
        given = {"lesson": lesson["id"]}
        self.exercise = self.person.post(f"/classes/{self.group['id']}/exercises", given)

    def learner(self, alias: str, **options: object) -> Page:
        """
        Somebody who has joined the class.
        """
        page = self.visitors.stranger(**options)
        page.goto(f"/join/{self.group['code']}")
        page.locator("#alias").fill(alias)
        page.locator("form[data-join] .btn--primary").click()
        expect(page.locator(".threewords")).not_to_be_empty()
        return page


@pytest.fixture
def school(visitors: Visitors, studio: machines.Studio) -> School:
    return School(visitors, str(studio))


def at_work(page: Page, school: School) -> str:
    """
    Begin the exercise; answer the id of the project that one works in.
    """
    page.goto(f"/exercises/{school.exercise['id']}")
    page.locator("#begin").click()
    expect(page.locator("#checklist li")).to_have_count(6)
    source = page.locator("iframe.ex-editor").get_attribute("src") or ""
    return source.split("/")[2]


def done(page: Page, words: str) -> None:
    """
    Wait until the server says that a step is done.
    """
    expect(page.locator("#checklist li.is-done").filter(has_text=words)).to_have_count(1, timeout=60_000)


def test_a_telephone_joins_by_a_code_and_comes_back_by_three_words(school: School) -> None:
    phone = school.learner("여우", **PHONE)
    fits(phone)
    words = phone.locator(".threewords").inner_text()
    assert len(words.split()) == 3
    phone.get_by_role("link", name="I have written them down").click()
    expect(phone.get_by_role("heading", name="Class 2b")).to_be_visible()
    expect(phone.get_by_role("main")).to_contain_text("여우")

    other = school.visitors.stranger()
    other.goto("/back")
    other.get_by_label("Code of the class").fill(school.group["code"].lower())
    other.get_by_label("Your alias").fill("여우")
    other.get_by_label("Your three words").fill("wrong wrong wrong")
    school.visitors.expect("422")
    other.get_by_role("button", name="Come back").click()
    expect(other.get_by_role("alert")).to_contain_text("No learner fits this code")
    other.get_by_label("Your three words").fill(words)
    other.get_by_role("button", name="Come back").click()
    expect(other.get_by_role("heading", name="Class 2b")).to_be_visible()


def test_from_blank_to_handed_in(school: School) -> None:
    page = school.learner("Fox")
    project = at_work(page, school)
    expect(page.frame_locator("iframe.ex-editor").locator("kf-timeline")).to_be_visible()
    hand_in = page.locator("#handin button")
    expect(hand_in).to_be_disabled()
    page.evaluate(DRAW, [project, ""])
    done(page, "Rendered")
    assert page.locator(".meter").count() == 0

    page.locator("#film").get_by_role("button", name="Play", exact=True).click()
    done(page, "Watched through")
    page.keyboard.press("u")
    page.locator("#film").get_by_role("button", name="One frame back").click()
    page.keyboard.press("m")
    expect(page.locator(".slip")).to_have_count(1)
    page.locator("#why").fill("The left hand fades.")
    done(page, "Judged")
    expect(page.locator(".meter")).to_be_visible()

    hand_in.click()
    expect(page.locator("#results")).to_contain_text("Your teacher has not answered yet")
    expect(hand_in).to_have_text(re.compile("Hand in attempt 2"))
    [submission] = school.person.get(f"/exercises/{school.exercise['id']}/queue?filter=all")["submissions"]
    told = school.person.get(f"/submissions/{submission['id']}")
    assert told["judgement"]["identity"] == "partly"
    assert told["judgement"]["text"] == "The left hand fades."

    # What was handed in stays, whatever becomes of the work.
    frozen = school.person.get(f"/projects/{submission['project']}/reel")
    page.evaluate(
        """async (project) => {
          const token = document.querySelector("meta[name=csrf-token]").content;
          const { keyframes } = await (await fetch(`/api/projects/${project}`)).json();
          const operations = [{ do: "delete", on: "keyframe", id: keyframes[1].id }];
          await fetch(`/api/projects/${project}/ops`, {
            method: "POST",
            headers: { "Content-Type": "application/json", "X-CSRFToken": token },
            body: JSON.stringify({ id: crypto.randomUUID(), operations }),
          });
        }""",
        project,
    )
    assert school.person.get(f"/projects/{submission['project']}/reel") == frozen


def test_a_review_comes_back_with_marks_on_frames_and_it_is_revised(school: School) -> None:
    page = school.learner("Owl")
    project = at_work(page, school)
    page.evaluate(DRAW, [project, ""])
    done(page, "Rendered")
    page.locator("#film").get_by_role("button", name="Play", exact=True).click()
    done(page, "Watched through")
    page.keyboard.press("y")
    done(page, "Judged")
    page.locator("#handin button").click()
    expect(page.locator("#results")).to_contain_text("Your teacher has not answered yet")

    teacher = school.person
    [submission] = teacher.get(f"/exercises/{school.exercise['id']}/queue")["submissions"]
    path = f"/submissions/{submission['id']}/review"
    said = {"scores": [3, 2, 1], "words": "Look at the hand.", "identity": "partly"}
    mark = {"frame": 3, "x": 0.4, "y": 0.5, "text": "Here it fades."}
    answer = teacher.http.put(f"/api{path}", json={**said, "marks": [mark]}, headers=teacher.headers())
    answer.raise_for_status()
    expect(page.locator("#results")).not_to_contain_text("Look at the hand.")
    teacher.post(f"{path}/publish", {"verdict": "changes"})
    expect(page.locator("#results")).to_contain_text("Look at the hand.")
    page.locator("#results").get_by_role("button", name="f 4").click()
    expect(page.locator(".film-cell[aria-current=true]")).to_have_class(re.compile("is-flag"))
    page.locator("#handin button").click()
    expect(page.locator("#results")).to_contain_text("Attempt 2")


def test_a_learner_reads_it_all_in_korean(school: School) -> None:
    page = school.learner("Fox", locale="ko-KR")
    expect(page.get_by_role("heading", name="이 세 낱말을 간직하세요")).to_be_visible()
    at_work(page, school)
    expect(page.get_by_role("heading", name="내 연습")).to_be_visible()
    expect(page.locator("#handin button")).to_have_text(re.compile("제출하기"))


@pytest.mark.parametrize(("theme", "locale"), LOOKS)
def test_axe_finds_nothing_on_the_pages_of_learners(
    visitors: Visitors, studio: machines.Studio, theme: str, locale: str
) -> None:
    school = School(visitors, str(studio))
    page = looking(visitors, theme, locale)
    walk = Walk(page)
    for path in ("/join", "/back", "/lessons/keyframes"):
        page.goto(path)
        walk.see(path)
    page.goto(f"/join/{school.group['code']}")
    page.locator("#alias").fill("Fox")
    page.locator("form[data-join] .btn--primary").click()
    expect(page.locator(".threewords")).not_to_be_empty()
    walk.see("three words")
    page.goto(f"/classes/{school.group['id']}")
    walk.see("a class")
    project = at_work(page, school)
    page.locator("#make > summary").click()  # the editor inside is looked at by tests of its own
    page.evaluate(DRAW, [project, ""])
    done(page, RENDERED[locale])
    walk.see("an exercise")
    walk.end()
