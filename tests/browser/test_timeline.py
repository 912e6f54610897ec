"""
The timeline as it is seen: several tracks, markers, the whole as a table, and finding one's way by keys.
"""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.desk import Desk
from tests.browser.pictures import RED, Disc
from tests.browser.scenes import Scene, lay_out
from tests.browser.visitors import Visitors
from tests.person import Person, place

pytestmark = pytest.mark.timeout(180)

LEFT, MIDDLE, RIGHT = Disc("Left", 60, RED), Disc("Middle", 160, RED), Disc("Right", 260, RED)


def two_tracks(person: Person) -> Scene:
    """
    Three keys below, two above them on "Bird".
    """
    scene = lay_out(person, {0: LEFT, 12: MIDDLE, 24: RIGHT}, method="crossfade")
    to = {"shot": scene.shot, "name": "Bird", "order": "z"}
    track: dict[str, Any] = {"do": "create", "on": "track", "id": str(uuid.uuid4()), "to": to}
    poses = {pose["name"]: pose["id"] for pose in person.get(f"/projects/{scene.project}")["poses"]}
    keys = [place(scene.shot, poses[name], frame) for name, frame in (("Middle", 5), ("Left", 20))]
    for key in keys:
        key["to"]["track"] = track["id"]
    person.edit(scene.project, track, *keys)
    return scene


def heads(desk: Desk) -> Locator:
    """
    The tracks' heads, from above.
    """
    return desk.timeline.get_by_role("rowheader")


def named(desk: Desk) -> list[str]:
    """
    The tracks' names, from above.
    """
    return desk.timeline.locator(".trk-name").all_inner_texts()


def test_tracks_are_added_named_ordered_hidden_and_deleted(visitors: Visitors, person: Person) -> None:
    scene = two_tracks(person)
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    keys = desk.page.keyboard
    expect(heads(desk)).to_have_count(2)
    assert named(desk) == ["Bird", "Keys"]

    desk.button("Add a track").click()
    field = desk.timeline.get_by_role("textbox", name="Name of the track")
    expect(field).to_be_focused()
    keys.type("Rain")
    keys.press("Enter")
    rain = desk.timeline.get_by_role("button", name=re.compile("^Track Rain"))
    expect(rain).to_be_focused()
    assert named(desk) == ["Rain", "Bird", "Keys"]
    keys.press("Alt+ArrowDown")
    expect(rain).to_be_focused()
    assert named(desk) == ["Bird", "Rain", "Keys"]
    expect(desk.timeline.get_by_role("status").first).to_have_text("Rain, track 2 of 3 from above")

    hide = heads(desk).get_by_role("button", name="Hide Bird")
    hide.click()
    expect(hide).to_have_attribute("aria-pressed", "true")
    expect(desk.timeline.get_by_role("row").first).to_have_class(re.compile("is-dim"))
    heads(desk).get_by_role("button", name="Lock Rain").click()
    rain.press("F2")
    expect(desk.timeline.get_by_role("textbox", name="Name of the track")).to_be_focused()
    keys.type("Snow")
    keys.press("Enter")
    desk.reload()
    assert named(desk) == ["Bird", "Snow", "Keys"]
    expect(heads(desk).get_by_role("button", name="Hide Bird")).to_have_attribute("aria-pressed", "true")

    desk.timeline.get_by_role("button", name=re.compile("^Track Bird")).click(button="right")
    desk.page.get_by_role("menuitem", name="Delete the track").click()
    expect(heads(desk)).to_have_count(2)
    expect(desk.keys()).to_have_count(3)
    desk.toasts.get_by_role("button", name="Undo").click()
    expect(heads(desk)).to_have_count(3)
    expect(desk.keys()).to_have_count(5)


def test_a_name_can_be_typed_while_what_it_names_is_being_saved(visitors: Visitors, person: Person) -> None:
    scene = two_tracks(person)
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    keys = desk.page.keyboard
    held: list[Route] = []
    # Playwright leaves a mark on what it is given, and a list's own method takes none.
    desk.page.route("**/ops", lambda route: held.append(route))  # noqa: PLW0108
    desk.button("Add a track").click()
    field = desk.timeline.get_by_role("textbox", name="Name of the track")
    expect(field).to_be_focused()
    keys.type("Ra")
    held.pop().continue_()
    desk.saved()
    keys.type("in")
    expect(field).to_have_value("Rain")
    keys.press("Enter")
    expect(desk.timeline.get_by_role("button", name=re.compile("^Track Rain"))).to_be_focused()
    held.pop().continue_()
    desk.saved()

    keys.press("m")
    name = desk.page.get_by_role("dialog", name="New marker").get_by_role("textbox", name="Name")
    expect(name).to_be_focused()
    keys.type("Con")
    held.pop().continue_()
    desk.saved()
    keys.type("tact")
    expect(name).to_have_value("Contact")
    keys.press("Enter")
    expect(desk.timeline.get_by_role("button", name=re.compile("^Contact, frame 1"))).to_be_visible()
    held.pop().continue_()
    desk.saved()


def test_the_arrows_walk_along_a_track_and_across_tracks(visitors: Visitors, person: Person) -> None:
    scene = two_tracks(person)
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    keys = desk.page.keyboard
    below = desk.timeline.get_by_role("row").last
    above = desk.timeline.get_by_role("row").first
    below.locator("[data-key]").first.focus()
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    expect(desk.key("Middle", 13)).to_be_focused()
    keys.press("ArrowUp")
    expect(above.locator("[data-seg]")).to_be_focused()
    expect(above).to_have_class(re.compile("is-active"))
    keys.press("ArrowRight")
    expect(desk.key("Left", 21)).to_be_focused()
    keys.press("ArrowDown")
    expect(desk.segment("Middle", "Right")).to_be_focused()
    keys.press("Home")
    keys.press("ArrowLeft")
    expect(desk.timeline.get_by_role("button", name=re.compile("^Track Keys"))).to_be_focused()
    keys.press("ArrowUp")
    expect(desk.timeline.get_by_role("button", name=re.compile("^Track Bird"))).to_be_focused()
    keys.press("ArrowRight")
    expect(desk.key("Middle", 6)).to_be_focused()
    assert (
        desk.page.evaluate("() => document.querySelectorAll('[role=gridcell][tabindex=\"0\"]').length") == 1
    )


def test_markers_ranges_and_the_first_frame_are_seen(visitors: Visitors, person: Person) -> None:
    scene = two_tracks(person)
    marks = [("Contact", 12, 0), ("Jump", 14, 6)]
    person.edit(
        scene.project,
        *(
            {
                "do": "create",
                "on": "marker",
                "id": str(uuid.uuid4()),
                "to": {"shot": scene.shot, "frame": frame, "length": length, "name": name, "colour": "key"},
            }
            for name, frame, length in marks
        ),
        {"do": "set", "on": "project", "id": scene.project, "to": {"first_frame": 1001}},
    )
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    lane = desk.timeline.get_by_role("group", name="Markers")
    contact = lane.get_by_role("button", name="Contact, frame 1013")
    contact.click()
    expect(desk.frame).to_have_value("1013")
    expect(desk.timeline.get_by_role("slider", name="Playhead")).to_have_attribute("aria-valuenow", "1013")
    contact.press("ArrowRight")
    jump = lane.get_by_role("button", name="Jump, frames 1015 to 1020")
    expect(jump).to_be_focused()
    jump.press("Alt+ArrowRight")
    expect(lane.get_by_role("button", name="Jump, frames 1016 to 1021")).to_be_focused()
    numbers = desk.timeline.locator(".rul-n").all_inner_texts()
    assert numbers[0] == "1001" and all(int(one) > 1000 for one in numbers)
    desk.button(re.compile("^Ruler in time")).click()
    expect(desk.timeline.locator(".rul-n").first).to_have_text("00:00:00")
    desk.button(re.compile("^Ruler in time")).click()

    lane.get_by_role("button", name=re.compile("^Jump")).click(button="right")
    desk.page.get_by_role("menuitem", name="Play this range").click()
    shade = desk.timeline.locator(".rul-io")
    expect(shade).to_have_attribute("title", "Range from frame 1016 to 1021")
    expect(shade.locator("[data-range]")).to_have_count(2)


def test_the_table_has_every_track_and_edits_it(visitors: Visitors, person: Person) -> None:
    scene = two_tracks(person)
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    desk.button("List").click()
    table = desk.timeline.get_by_role("table")
    rows = table.locator("tr[data-row]")
    expect(rows).to_have_count(5)

    def frames() -> list[Any]:
        return [
            field.input_value() for field in table.get_by_role("textbox", name=re.compile("^Frame")).all()
        ]

    assert frames() == ["1", "6", "13", "21", "25"]
    middle = table.get_by_role("textbox", name="Frame of key 2, Middle on Keys")
    middle.fill("50%")
    middle.press("Enter")
    expect(middle).to_have_value("13")
    middle.fill("+2")
    middle.press("Enter")
    expect(middle).to_have_value("15")
    middle.fill("25")
    middle.press("Enter")
    expect(middle).to_have_attribute("aria-invalid", "true")
    middle.press("Escape")

    count = table.get_by_role("textbox", name="In-betweens after key 1, Left on Keys")
    count.fill("5")
    count.press("Enter")
    expect(middle).to_have_value("7")
    expect(table.get_by_role("textbox", name="Frame of key 3, Right on Keys")).to_have_value("17")
    table.get_by_role("combobox", name="Spacing after key 1, Left on Keys").select_option("both")
    track = table.get_by_role("combobox", name="Track of key 1, Middle on Bird")
    track.focus()  # a row in use has all its choices
    track.select_option("Keys")
    expect(table.get_by_role("textbox", name="Frame of key 2, Middle on Keys")).to_have_value("6")

    form = desk.timeline.get_by_role("form", name="Add a key")
    form.get_by_label("Frame").fill("2s")
    form.get_by_role("button", name="Add a key").click()
    expect(rows).to_have_count(6)
    table.get_by_role("button", name="Frame").click()
    assert frames() == sorted(frames(), key=int, reverse=True)
    assert frames()[0] == "25"

    desk.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(table.get_by_role("textbox")).to_have_count(0)
    expect(table.get_by_role("cell", name="25", exact=True)).to_be_visible()
    desk.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(rows).to_have_count(6)
    desk.saved()


def test_one_finds_the_way_in_a_long_shot(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 40: MIDDLE, 400: RIGHT}, method="crossfade")
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    keys = desk.page.keyboard
    map_ = desk.timeline.get_by_role("slider", name="What is seen of the shot")
    expect(map_).to_have_attribute("aria-valuetext", "Frames 1 to 401")
    desk.key("Left", 1).click()
    desk.key("Middle", 41).click(modifiers=["Shift"])
    keys.press("z")
    expect(map_).to_have_attribute("aria-valuetext", re.compile(r"^Frames 1 to 4\d$"))
    expect(desk.key("Right")).to_have_count(0)
    map_.focus()
    keys.press("End")
    expect(desk.key("Right")).to_be_in_viewport()
    desk.stage.get_by_role("group", name="Stage").focus()
    keys.press("Home")
    expect(desk.key("Left", 1)).to_be_in_viewport()
    desk.key("Left", 1).focus()
    keys.press("Shift+Z")
    expect(map_).to_have_attribute("aria-valuetext", "Frames 1 to 401")
