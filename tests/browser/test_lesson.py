"""
A learner: in by a code, from blank to handed in, without an account.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests import machines
from tests.browser.lessons import begin, done, join
from tests.browser.test_narrow import PHONE, fits
from tests.browser.test_pages import LOOKS, Walk, looking
from tests.browser.tongue import KOREAN, Tongue
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


DRAW_IT = """async (project) => {
  const token = document.querySelector("meta[name=csrf-token]").content;
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  await fetch(`/api/projects/${project}/renders`, { method: "POST", headers, body: "{}" });
}"""

METHODS = """async (project) => {
  const { keyframes } = await (await fetch(`/api/projects/${project}`)).json();
  return keyframes.map(({ method }) => method);
}"""


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
        join(page, self.group["code"], alias)
        return page

    def at_work(self, page: Page) -> str:
        """
        Begin the exercise; answer the id of the project that one works in.
        """
        return begin(page, self.exercise["id"])


@pytest.fixture
def school(visitors: Visitors, studio: machines.Studio) -> School:
    return School(visitors, str(studio))


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


def edit(page: Page, project: str, *operations: dict[str, object]) -> None:
    """
    Change the work as its editor does.
    """
    page.evaluate(
        """async ([project, operations]) => {
          const token = document.querySelector("meta[name=csrf-token]").content;
          const { keyframes, poses } = await (await fetch(`/api/projects/${project}`)).json();
          const named = JSON.parse(JSON.stringify(operations)
            .replaceAll("LEFT", keyframes[0].id).replaceAll("RIGHT", keyframes[1].id)
            .replaceAll("ONE", poses[0].id).replaceAll("TWO", poses[1].id));
          const answer = await fetch(`/api/projects/${project}/ops`, {
            method: "POST",
            headers: { "Content-Type": "application/json", "X-CSRFToken": token },
            body: JSON.stringify({ id: crypto.randomUUID(), operations: named }),
          });
          if (!answer.ok) throw new Error(await answer.text());
        }""",
        [project, list(operations)],
    )


def watched(page: Page, project: str) -> None:
    """
    Two poses rendered, and seen from the first frame to the last.
    """
    page.evaluate(DRAW, [project, ""])
    done(page, "Rendered")
    page.locator("#film").get_by_role("button", name="Play", exact=True).click()
    done(page, "Watched through")


def give(page: Page) -> None:
    """
    Make a judgement of what was answered.
    """
    page.get_by_role("button", name="This is my judgement").click()
    done(page, "Judged")


def inside(page: Page, inner: str, outer: str) -> bool:
    """
    Whether one thing is shown whole within another.
    """
    return bool(
        page.evaluate(
            """([inner, outer]) => {
              const [a, b] = [inner, outer].map((one) => document.querySelector(one).getBoundingClientRect());
              const across = a.left >= b.left - 1 && a.right <= b.right + 1;
              return across && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
            }""",
            [inner, outer],
        )
    )


def test_from_blank_to_handed_in(school: School) -> None:
    page = school.learner("Fox")
    expect(page.get_by_role("heading", name="Join a class")).to_be_hidden()
    project = school.at_work(page)
    editor = page.frame_locator("iframe.ex-editor")
    expect(editor.locator("kf-timeline")).to_be_visible()
    expect(editor.get_by_role("button", name="Upload poses").first).to_be_visible()
    expect(editor.get_by_role("button", name="Open the sample project")).to_have_count(0)
    assert inside(page, ".ex-brief", ".ex-work")
    assert page.evaluate(
        "document.querySelector('.ex-brief').getBoundingClientRect().left"
        " === document.querySelector('.ex-h').getBoundingClientRect().left"
    )
    hand_in = page.locator("#handin button")
    expect(hand_in).to_be_disabled()
    watched(page, project)

    # An answer is a draft: nothing is told for it.
    page.keyboard.press("u")
    page.locator("#film").get_by_role("button", name="One frame back").click()
    page.keyboard.press("m")
    expect(page.locator(".slip")).to_have_count(1)
    page.locator("#why").fill("The left hand fades.")
    expect(page.locator("#saved")).to_have_text("Saved")
    expect(page.locator(".film-strip .is-slip")).to_have_attribute("aria-current", "true")
    assert inside(page, ".film-strip li:last-child", ".film-strip")
    assert page.locator(".meter").count() == 0
    expect(hand_in).to_be_disabled()
    give(page)
    expect(page.locator(".meter")).to_be_visible()
    page.keyboard.press("y")
    expect(page.locator(".answer[aria-pressed=true]")).to_contain_text("Partly")

    hand_in.click()
    expect(page.locator("#handin")).to_contain_text("Attempt 1 handed in")
    expect(hand_in).to_be_disabled()
    expect(page.locator("#results")).to_contain_text("Your teacher has not answered yet")
    [submission] = school.person.get(f"/exercises/{school.exercise['id']}/queue?filter=all")["submissions"]
    told = school.person.get(f"/submissions/{submission['id']}")
    assert told["judgement"]["identity"] == "partly"
    assert told["judgement"]["text"] == "The left hand fades."
    assert told["judgement"]["changed"] is False

    # What is said after the curve was seen is told as that.
    page.get_by_role("button", name="Change it").click()
    page.keyboard.press("y")
    expect(page.locator("#judge")).to_contain_text(
        "Changed after seeing the curve. Your judgement was: Partly, 6"
    )
    expect(hand_in).to_have_text(re.compile("Hand in attempt 2"))
    hand_in.click()
    expect(page.locator("#handin")).to_contain_text("Attempt 2 handed in")
    [second] = school.person.get(f"/exercises/{school.exercise['id']}/queue?filter=all")["submissions"]
    told = school.person.get(f"/submissions/{second['id']}")["judgement"]
    assert (told["identity"], told["changed"], told["given"]["identity"]) == ("yes", True, "partly")

    # What was handed in stays, whatever becomes of the work.
    frozen = school.person.get(f"/projects/{submission['project']}/reel")
    edit(page, project, {"do": "delete", "on": "keyframe", "id": "RIGHT"})
    assert school.person.get(f"/projects/{submission['project']}/reel") == frozen


def test_two_poses_are_said_to_be_one_character_by_one_press(school: School) -> None:
    page = school.learner("Fox")
    project = school.at_work(page)
    page.evaluate(DRAW.replace('await ask("/renders", {});', ""), [project, ""])
    done(page, "Same character")
    nobody = {"character": None, "joints": None, "behind": []}
    edit(page, project, *({"do": "set", "on": "pose", "id": one, "to": nobody} for one in ("ONE", "TWO")))
    expect(page.locator("#checklist li.is-done").filter(has_text="Same character")).to_have_count(0)
    page.get_by_role("button", name="“Stand” and “Reach” are the same character").click()
    done(page, "Same character")
    expect(page.locator("#pair button")).to_have_count(0)

    # Rig needs joints, and there are none now; a method that cannot be tried leaves the work as it was.
    page.evaluate(DRAW_IT, project)
    done(page, "Rendered")
    page.get_by_text("Compare two methods").click()
    expect(page.get_by_role("button", name="Draw it by Rig too")).to_be_disabled()
    expect(page.locator("#methods")).to_contain_text("Rig needs joints on both poses")
    school.visitors.expect("503")
    page.route(
        "**/renders", lambda route: route.fulfill(status=503, json={"code": "x", "sentence": "Not now."})
    )
    page.get_by_role("button", name="Draw it by Cross-fade too").click()
    expect(page.locator("#problem")).to_contain_text("Not now.")
    assert page.evaluate(METHODS, project) == ["auto", "auto"]


def test_a_wheel_over_the_picture_in_the_editor_moves_the_page(school: School) -> None:
    page = school.learner("Fox")
    project = school.at_work(page)
    page.evaluate(DRAW.replace('await ask("/renders", {});', ""), [project, ""])
    stage = page.frame_locator("iframe.ex-editor").locator("kf-stage")
    expect(stage).to_be_visible()
    stage.hover()
    tools = page.frame_locator("iframe.ex-editor").locator(".tl-bar")
    assert tools.evaluate("(bar) => bar.scrollWidth <= bar.clientWidth")
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 120)
    page.wait_for_function("(before) => scrollY > before", arg=before)


def test_a_review_comes_back_with_marks_on_frames_and_it_is_revised(school: School) -> None:
    page = school.learner("Owl")
    project = school.at_work(page)
    watched(page, project)
    page.keyboard.press("y")
    give(page)
    page.locator("#handin button").click()
    expect(page.locator("#results")).to_contain_text("Your teacher has not answered yet")

    teacher = school.person
    [submission] = teacher.get(f"/exercises/{school.exercise['id']}/queue")["submissions"]
    path = f"/submissions/{submission['id']}/review"
    said = {"scores": [3, 2, 1], "words": "Look at the hand.", "identity": "partly"}
    marks = [
        {"frame": 3, "x": 0.4, "y": 0.5, "text": "Here it fades."},
        {"frame": 5, "x": None, "y": None, "text": "Here too."},
    ]
    answer = teacher.http.put(f"/api{path}", json={**said, "marks": marks}, headers=teacher.headers())
    answer.raise_for_status()
    expect(page.locator("#results")).not_to_contain_text("Look at the hand.")
    teacher.post(f"{path}/publish", {"verdict": "changes"})
    results = page.locator("#results")
    expect(results).to_contain_text("Look at the hand.")

    # The marks lie on what was handed in, whatever the work is by now.
    expect(page.locator("#handin button")).to_be_disabled()
    edit(page, project, {"do": "set", "on": "keyframe", "id": "RIGHT", "to": {"frame": 4}})
    expect(page.locator("#film .film-bar")).to_contain_text("/ 5")
    results.get_by_role("button", name="f 6").click()
    expect(results.locator(".film-words")).to_have_text("Here too.")
    results.get_by_role("button", name="f 4").click()
    expect(results.locator(".film-cell[aria-current=true]")).to_have_class(re.compile("is-flag"))
    expect(results.locator(".film-words")).to_have_text("Here it fades.")
    expect(results.locator(".film-pin")).to_be_in_viewport()
    pin = page.evaluate(
        """() => {
          const box = (name) => document.querySelector(name).getBoundingClientRect();
          const [pin, film] = [box(".film-pin"), box("#results canvas")];
          return [(pin.left - film.left) / film.width, (pin.bottom - film.top) / film.height];
        }"""
    )
    assert pin == pytest.approx([0.4, 0.5], abs=0.01)

    # What was said of the first attempt can still be read when another one waits.
    edit(page, project, {"do": "set", "on": "keyframe", "id": "RIGHT", "to": {"frame": 6, "note": "slower"}})
    done(page, "Judged")
    page.locator("#handin button").click()
    expect(page.locator("#handin")).to_contain_text("Attempt 2 handed in")
    page.locator(".ex-earlier summary").first.click()
    expect(page.locator(".ex-earlier")).to_contain_text("Look at the hand.")
    expect(page.locator(".ex-earlier .film-pin")).to_be_visible()


def test_on_a_telephone_the_work_comes_first_and_its_steps_are_there(school: School) -> None:
    phone = school.learner("Fox", **PHONE)
    terms = {"attempts": 1, "late": "closed", "due": {"date": "2020-05-01"}}
    teacher = school.person
    path = f"/api/exercises/{school.exercise['id']}"
    teacher.http.patch(path, json=terms, headers=teacher.headers()).raise_for_status()
    phone.goto(f"/exercises/{school.exercise['id']}")
    exercise = phone.locator("#exercise")
    for words in (
        "was due",
        "You can hand in 1 time.",
        "Late work is not taken.",
        "Asia/Seoul",
        "The time to hand in is over.",
    ):
        expect(exercise).to_contain_text(words)
    expect(exercise).to_contain_text("Names the frames that slip")
    school.at_work(phone)
    fits(phone)
    expect(phone.locator("#ex-h")).to_be_in_viewport()
    phone.locator("#steps").get_by_role("link", name="Watch").click()
    expect(phone.locator("#watch-h")).to_be_in_viewport()
    phone.locator("#steps").get_by_role("link", name="Read").click()
    expect(phone.locator(".ex-text .prose")).to_be_visible()


def test_a_learner_reads_it_all_in_korean(school: School) -> None:
    page = school.learner("Fox", locale="ko-KR")
    expect(page.get_by_role("heading", name=KOREAN.page("Keep these three words"))).to_be_visible()
    school.at_work(page)
    expect(page.get_by_role("heading", name=KOREAN.page("Your exercise"))).to_be_visible()
    expect(page.locator("#handin button")).to_have_text(KOREAN("Hand in"))


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
    join(page, school.group["code"], "Fox")
    walk.see("three words")
    page.goto(f"/classes/{school.group['id']}")
    walk.see("a class")
    project = school.at_work(page)
    page.locator("#make > summary").click()  # the editor inside is looked at by tests of its own
    page.evaluate(DRAW, [project, ""])
    done(page, "Rendered", Tongue(locale))
    walk.see("an exercise")
    walk.end()
