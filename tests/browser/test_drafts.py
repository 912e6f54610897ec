"""
Draft first, final later; and going back to an earlier take.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk, eventually
from tests.browser.pictures import LEFT, RIGHT
from tests.browser.scenes import Scene, lay_out
from tests.browser.visitors import Visitors
from tests.person import Person

pytestmark = pytest.mark.timeout(180)

HD = (1280, 720)


def test_a_draft_is_there_first_and_gives_way_to_the_final(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 4: RIGHT}, size=HD)
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    menu(desk, re.compile("^Draft of the shot first"))
    expect(desk.segment("Left", "Right", "draft, the final is not rendered")).to_be_visible(timeout=60_000)
    eventually(lambda: known(desk, scene)["drafting"] is None, desk.page, "the draft is whole", 60)
    drafted = known(desk, scene)
    assert (drafted["state"], drafted["draft"], drafted["ends"]) == ("missing", True, [True, True])
    assert drafted["shown"] != drafted["key"]
    assert size_of(desk, scene, drafted["shown"]) == (640, 360)

    desk.render()
    desk.rendered()
    final = known(desk, scene)
    assert (final["draft"], final["shown"]) == (False, final["key"])
    assert size_of(desk, scene, final["shown"]) == HD
    assert desk.timeline.get_by_role("gridcell", name=re.compile("draft")).count() == 0


def test_an_earlier_take_comes_back_fresh_without_drawing(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 4: RIGHT})
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    desk.render()
    desk.rendered()
    first = known(desk, scene)["shown"]
    ease = {"do": "set", "on": "keyframe", "id": scene.keys["Left"], "to": {"ease": "in"}}
    person.edit(scene.project, ease)
    person.post(f"/projects/{scene.project}/renders", {})
    eventually(lambda: known(desk, scene)["state"] == "fresh", desk.page, "the second take is there", 60)
    second = known(desk, scene)["shown"]
    assert second != first

    desk.segment("Left", "Right").click()
    cards = desk.inspector.get_by_role("group", name="Takes").get_by_role("button")
    expect(cards).to_have_count(2)
    cards.last.click()
    desk.inspector.get_by_role("button", name="Use this take").click()
    eventually(
        lambda: (known(desk, scene)["state"], known(desk, scene)["shown"]) == ("fresh", first),
        desk.page,
        "the first take is fresh again",
    )
    desk.saved()
    assert scene.segment("Left")["shown"] == first
    desk.page.keyboard.press("Control+z")
    eventually(lambda: known(desk, scene)["shown"] == second, desk.page, "undo brings the second back")


def menu(desk: Desk, item: re.Pattern[str]) -> None:
    """
    Choose another way to render.
    """
    desk.transport.get_by_role("button", name="More ways to render").click()
    desk.page.get_by_role("menuitem", name=item).click()


def known(desk: Desk, scene: Scene) -> dict[str, Any]:
    """
    What the page knows of the one segment.
    """
    return desk.segments()[scene.keys["Left"]]


def size_of(desk: Desk, scene: Scene, take: str) -> tuple[int, int]:
    """
    How large a take's drawings are.
    """
    width, height = desk.page.evaluate(
        """async (url) => {
          const picture = await createImageBitmap(await (await fetch(url)).blob());
          return [picture.width, picture.height];
        }""",
        f"/projects/{scene.project}/frames/{take}/0/full",
    )
    return int(width), int(height)
