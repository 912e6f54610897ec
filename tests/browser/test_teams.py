"""
Teams in the browser: everything that a team is for is done with the mouse, and the page says what it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import machines
from tests.browser.test_narrow import PHONE, fits
from tests.browser.test_pages import LOOKS, Walk, looking
from tests.browser.visitors import Visitors
from tests.person import Person

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def ana(person: Person) -> Person:
    """
    Somebody with an account and a project, the sample.
    """
    person.sign_up()
    named(person, "Ana")
    return person


@pytest.fixture
def bo(studio: machines.Studio) -> Iterator[Person]:
    """
    Somebody else with an account, and no project.
    """
    with Person(studio) as somebody:
        somebody.sign_up()
        named(somebody, "Bo")
        yield somebody


@pytest.fixture
def team(ana: Person) -> str:
    """
    A team of Ana's.
    """
    return str(ana.post("/teams", {"name": "Winter walk"})["id"])


def named(person: Person, name: str) -> None:
    """
    Be called so from now on.
    """
    form = {"name": name, "csrfmiddlewaretoken": person.http.cookies.get("csrftoken") or ""}
    person.http.post("/accounts/name/", data=form, headers={"Referer": person.address}).raise_for_status()


def join(ana: Person, bo: Person, team: str, role: str = "editor") -> None:
    """
    Have Bo come into Ana's team by a link.
    """
    bo.http.get(ana.post(f"/teams/{team}/invitations", {"role": role})["url"]).raise_for_status()
    form = {"csrfmiddlewaretoken": bo.http.cookies.get("csrftoken") or ""}
    page = bo.http.post("/invitations", data=form, headers={"Referer": bo.address})
    assert page.url.path == f"/teams/{team}"


def shows_whole(target: Locator) -> None:
    """
    Expect that something is as high as what is in it, and that a finger or a mouse gets at all of it.
    """
    expect(target).to_be_visible()
    inside = target.locator("input:not([type=hidden]), select, button").all()
    outer = target.bounding_box()
    assert outer is not None and inside
    for one in inside:
        box = one.bounding_box()
        assert box is not None and box["height"] >= 28
        assert outer["y"] <= box["y"] and box["y"] + box["height"] <= outer["y"] + outer["height"] + 1


def confirm(page: Page, title: str, verb: str) -> None:
    """
    Say yes to what the page asks in a dialog of its own.
    """
    dialog = page.get_by_role("dialog", name=title)
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name=verb).click()


def test_a_team_is_made_and_filled_with_the_mouse(visitors: Visitors, ana: Person) -> None:
    page = visitors.browser_of(ana)
    for path in ("/teams", "/classes"):
        page.goto(path)
        shows_whole(page.locator("form.entry"))
    page.goto("/teams")
    page.get_by_label("Name of a new team").fill("Winter walk")
    page.get_by_role("button", name="Make a team").click()
    expect(page.get_by_role("heading", name="Winter walk")).to_be_visible()
    for form in page.locator("form.entry").all():
        shows_whole(form)
    for select in page.locator(".select").all():
        sign, field = select.locator("svg").bounding_box(), select.locator("select").bounding_box()
        assert sign is not None and field is not None
        assert field["x"] < sign["x"] and sign["x"] + sign["width"] < field["x"] + field["width"]
        assert abs((sign["y"] + sign["height"] / 2) - (field["y"] + field["height"] / 2)) < 1

    page.get_by_role("button", name="Move into the team").click()
    card = page.get_by_role("article")
    expect(card).to_contain_text("brought by you")
    expect(card.locator("time")).to_have_text("just now")
    card.get_by_role("button", name="More for").click()
    page.get_by_role("menuitem", name="Take it out of the team").click()
    confirm(page, "Take “The girl and the star” out of Winter walk?", "Take it out of the team")
    expect(page.get_by_text("No project is in this team yet")).to_be_visible()
    page.goto("/projects")
    expect(page.get_by_role("heading", name="The girl and the star").first).to_be_visible()


def test_who_is_invited_is_listed_at_once(
    visitors: Visitors, ana: Person, bo: Person, team: str, studio: machines.Studio
) -> None:
    page = visitors.browser_of(ana)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/teams/{team}")
    email, role = page.get_by_label("E-mail address"), page.get_by_label("As", exact=True)
    boxes = [one.bounding_box() for one in (email, role)]
    assert boxes[0] and boxes[1] and abs(boxes[0]["y"] - boxes[1]["y"]) < 1, "their labels stand on one line"

    page.get_by_role("button", name="Invite").click()
    address = page.get_by_role("textbox", name="Address of the invitation")
    expect(address).to_have_value(re.compile("/invitations/"))
    revoke = page.get_by_role("button", name=re.compile("Revoke the link"))
    expect(revoke).to_have_count(1)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == address.input_value()
    revoke.click()
    expect(revoke).to_have_count(0)

    email.fill("somebody.else@kf.example")
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_text("The invitation is on its way to somebody.else@kf.example.")).to_be_visible()
    expect(email).to_have_value("")
    expect(page.get_by_role("button", name="Revoke the invitation of somebody.else@")).to_be_visible()

    letters: list[str] = []

    def came() -> bool:
        letters[:] = re.findall(
            r"http://\S+/invitations/\S+", studio.output.rpartition("To: somebody.else@")[2]
        )
        return bool(letters)

    machines.wait_until(came, "the invitation is printed")
    other = visitors.browser_of(bo)
    other.goto(letters[0])
    expect(other.get_by_text("This was sent to somebody.else@kf.example")).to_be_visible()
    other.get_by_role("button", name="Come in").click()
    expect(other.get_by_role("heading", name="Winter walk")).to_be_visible()


def test_what_is_refused_is_not_left_on_the_page(
    visitors: Visitors, ana: Person, bo: Person, team: str
) -> None:
    visitors.expect("status of 409")
    join(ana, bo, team)
    page = visitors.browser_of(ana)
    page.goto(f"/teams/{team}")
    selects = page.get_by_role("combobox", name=re.compile("is to the team$"))
    lefts = {box["x"] for one in selects.all() if (box := one.bounding_box())}
    assert len(lefts) == 1, "what everybody is stands in one column"
    selects.first.select_option("editor")
    expect(page.get_by_role("alert")).to_contain_text("A team needs an owner")
    expect(selects.first).to_have_value("owner")

    page.get_by_role("button", name="Hand over to Bo").click()
    dialog = page.get_by_role("dialog", name="Hand the team over to Bo?")
    expect(dialog).to_contain_text("You stay in it as an editor.")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.get_by_role("button", name="Take out Bo").click()
    confirm(page, "Take Bo out of the team?", "Take out")
    expect(page.get_by_text("Bo", exact=True)).to_have_count(0)


def test_who_leaves_is_told_what_they_leave_behind(
    visitors: Visitors, ana: Person, bo: Person, team: str
) -> None:
    join(ana, bo, team)
    project = bo.post("/projects", {"sample": True})["id"]
    moved = bo.http.put(f"/api/projects/{project}/team", json={"team": team}, headers=bo.headers())
    moved.raise_for_status()
    page = visitors.browser_of(bo, **PHONE)
    page.goto(f"/teams/{team}")
    fits(page)
    name, role = (
        page.get_by_text("Ana", exact=True).bounding_box(),
        page.get_by_text("Owner", exact=True).bounding_box(),
    )
    assert name and role and name["y"] + name["height"] <= role["y"], "a name has the whole line for itself"
    page.get_by_role("button", name="Leave").tap()
    dialog = page.get_by_role("dialog", name="Leave Winter walk?")
    expect(dialog).to_contain_text("You will no longer see its projects.")
    expect(dialog.get_by_role("listitem")).to_have_text(["The girl and the star"])
    dialog.get_by_role("button", name="Cancel").tap()

    page.goto("/projects")
    card = page.get_by_role("article")
    expect(card).to_contain_text("Winter walk")
    card.get_by_role("button", name="More for").tap()
    page.get_by_role("menuitem", name="Take it out of the team").tap()
    confirm(page, "Take “The girl and the star” out of Winter walk?", "Take it out of the team")
    expect(card).to_have_count(1)
    expect(card).not_to_contain_text("Winter walk")


def test_a_viewer_is_offered_nothing_that_only_an_owner_may(
    visitors: Visitors, ana: Person, bo: Person, team: str
) -> None:
    join(ana, bo, team, "viewer")
    project = ana.post("/projects", {"sample": True})["id"]
    moved = ana.http.put(f"/api/projects/{project}/team", json={"team": team}, headers=ana.headers())
    moved.raise_for_status()
    page = visitors.browser_of(bo)
    page.goto("/projects")
    card = page.get_by_role("article")
    expect(card).to_contain_text("Winter walk")
    expect(card).to_contain_text("Viewer")
    expect(card).to_contain_text("brought by Ana")
    card.get_by_role("button", name="More for").click()
    expect(page.get_by_role("menuitem")).to_have_text(["Open"])


@pytest.mark.parametrize(("theme", "locale"), LOOKS)
def test_nobody_is_kept_out_of_a_team(
    visitors: Visitors, ana: Person, bo: Person, team: str, theme: str, locale: str
) -> None:
    join(ana, bo, team)
    page = looking(visitors, theme, locale)
    page.context.add_cookies(
        [{"name": name, "value": value, "url": visitors.address} for name, value in ana.http.cookies.items()]
    )
    walk = Walk(page)
    page.goto("/teams")
    walk.see("the teams")
    page.goto(f"/teams/{team}")
    page.locator(".entry .btn--primary").click()
    expect(page.locator("#address")).to_be_visible()
    walk.see("a team, with an invitation")
    page.locator("[data-open=leave]").click()
    expect(page.locator("#leave")).to_be_visible()
    walk.see("leaving")
    page.goto("/accounts/name/")
    walk.see("one's name")
    walk.end()
