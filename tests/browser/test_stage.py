"""
What the stage shows and how it is looked at: every track's picture, what shines through, the other pose at a
key's press, two takes at once, as in a mirror, alone on the screen.
"""

from __future__ import annotations

import re
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import TWO_FRAMES, Desk, eventually
from tests.browser.pictures import BLUE, GREEN, LEFT, RED, RIGHT, Disc, plate
from tests.browser.scenes import GROUND_RGB, Scene, lay_out
from tests.browser.visitors import Visitors
from tests.person import Person, place

pytestmark = pytest.mark.timeout(180)

AT_LEFT, AT_MIDDLE, AT_RIGHT = (60, 90), (160, 90), (260, 90)
UPPER, LOWER = Disc("Upper", 160, BLUE), Disc("Lower", 160, GREEN)


def opened(visitors: Visitors, scene: Scene) -> Desk:
    """
    The project at one pixel of the stage for one of the picture.
    """
    desk = Desk(visitors.browser_of(scene.person)).open(scene.project)
    desk.full_size()
    return desk


def shows(desk: Desk, at: tuple[int, int], colour: tuple[int, int, int], what: str) -> None:
    """
    Expect this colour at this place of the picture.
    """
    x, y = at
    eventually(lambda: tuple(desk.pixels()[y, x]) == colour, desk.page, what)


def colour_at(desk: Desk, at: tuple[int, int]) -> tuple[int, ...]:
    """
    What is there now.
    """
    desk.page.evaluate(TWO_FRAMES)
    x, y = at
    return tuple(int(level) for level in desk.pixels()[y, x])


def go_to(desk: Desk, frame: int) -> None:
    """
    Type the frame, as people read it, into the transport.
    """
    desk.frame.fill(str(frame))
    desk.frame.press("Enter")
    desk.page.locator(".stage").focus()


def test_every_track_is_painted_the_lowest_first(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 4: LOWER})
    pose = person.upload(scene.project, "Upper.png", UPPER.file()["buffer"])
    track = {"shot": scene.shot, "name": "Over", "order": "z"}
    over = "11111111-1111-4111-8111-111111111111"
    person.edit(
        scene.project,
        {"do": "create", "on": "track", "id": over, "to": track},
        place(scene.shot, pose["id"], 4, track=over),
    )
    desk = opened(visitors, scene)
    shows(desk, AT_LEFT, RED, "the lower track's first key")
    go_to(desk, 5)
    shows(desk, AT_MIDDLE, BLUE, "the higher track's key lies over the lower one's")
    person.edit(scene.project, {"do": "set", "on": "track", "id": over, "to": {"hidden": True}})
    shows(desk, AT_MIDDLE, GREEN, "hidden, it shows what was below")


def test_what_is_set_about_the_onion_skin_is_seen(visitors: Visitors, person: Person) -> None:
    desk = opened(visitors, lay_out(person, {0: LEFT, 9: RIGHT}))
    page = desk.page
    shows(desk, AT_RIGHT, GROUND_RGB, "nothing shines through")
    page.locator(".stage").focus()
    page.keyboard.press("t")
    eventually(lambda: colour_at(desk, AT_RIGHT) != GROUND_RGB, page, "the key after shines through")
    faint = colour_at(desk, AT_RIGHT)
    assert faint[1] > faint[0], f"what comes after is green: {faint}"

    page.keyboard.press("Shift+T")
    panel = page.get_by_role("dialog", name="Onion skin")
    strength = panel.get_by_role("spinbutton", name="Strength, in percent")
    strength.fill("90")
    strength.press("Enter")
    eventually(
        lambda: distance(colour_at(desk, AT_RIGHT), GROUND_RGB) > 1.5 * distance(faint, GROUND_RGB),
        page,
        "it is stronger",
    )
    after = panel.get_by_role("spinbutton", name="After")
    after.fill("0")
    after.press("Enter")
    shows(desk, AT_RIGHT, GROUND_RGB, "none after, as it was typed")
    after.fill("1")
    after.press("Enter")
    panel.get_by_text("X-ray").click()
    eventually(lambda: max(colour_at(desk, (160, 20))) < 100, page, "an x-ray dims what is the same")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.reload()
    desk.ready()
    expect(page.get_by_role("button", name="Onion skin", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """
    How far two colours are apart.
    """
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def test_in_betweens_shine_through_too(visitors: Visitors, person: Person) -> None:
    desk = opened(visitors, lay_out(person, {0: LEFT, 4: Disc("Far", 200, RED)}, method="flow"))
    desk.render()
    desk.rendered()
    go_to(desk, 1)
    page = desk.page
    page.keyboard.press("t")
    page.keyboard.press("Shift+T")
    panel = page.get_by_role("dialog", name="Onion skin")
    panel.get_by_role("button", name="Frames").click()
    # The figure of frame 2 stands some 35 pixels on: cut out of its drawing, with nothing of the ground.
    eventually(lambda: colour_at(desk, (112, 90)) != GROUND_RGB, page, "the next drawing shines through")
    assert colour_at(desk, (280, 90)) == GROUND_RGB, "and nothing but its figure"


def test_the_other_pose_is_seen_while_f_is_held(visitors: Visitors, person: Person) -> None:
    desk = opened(visitors, lay_out(person, {0: LEFT, 9: RIGHT}))
    page = desk.page
    shows(desk, AT_LEFT, RED, "the first key")
    page.locator(".stage").focus()
    page.keyboard.down("f")
    shows(desk, AT_RIGHT, RED, "the other key, while it is held")
    expect(desk.stage.get_by_role("img")).to_have_accessible_name(re.compile("Frame 10 · Right"))
    expect(desk.frame).to_have_value("1")
    page.keyboard.up("f")
    shows(desk, AT_RIGHT, GROUND_RGB, "and back")
    shows(desk, AT_LEFT, RED, "the first key again")


def test_two_takes_are_wiped_by_keys(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 5: Disc("Blue", 60, BLUE)}, method="hold")
    desk = opened(visitors, scene)
    desk.render()
    desk.rendered()
    person.edit(
        scene.project,
        {"do": "set", "on": "keyframe", "id": scene.keys["Left"], "to": {"method": "crossfade"}},
    )
    expect(desk.button(re.compile("^Render 1 stale"))).to_be_visible()
    desk.render()
    desk.rendered()
    go_to(desk, 5)
    desk.segment("Left", "Blue").click()
    older = desk.inspector.get_by_role("button", name=re.compile("^Take 1,"))
    older.click()
    desk.inspector.get_by_role("button", name="Compare with the one shown").click()
    go_to(desk, 5)

    page = desk.page
    wipe = desk.stage.get_by_role("slider", name="Wipe")
    wipe.focus()
    page.keyboard.press("Home")
    expect(wipe).to_have_attribute("aria-valuenow", "0")
    shows(desk, AT_LEFT, RED, "all of the second take: a hold")
    page.keyboard.press("End")
    eventually(
        lambda: colour_at(desk, AT_LEFT)[2] > colour_at(desk, AT_LEFT)[0], page, "all of the first take"
    )
    page.keyboard.press("ArrowLeft")
    expect(wipe).to_have_attribute("aria-valuenow", "99")
    typed = desk.stage.get_by_role("spinbutton", name=re.compile("^Wipe, in percent"))
    typed.fill("10")
    typed.press("Enter")
    shows(desk, AT_LEFT, RED, "typed, the line stands left of the disc")
    desk.stage.get_by_role("button", name="Difference").click()
    shows(desk, AT_RIGHT, (0, 0, 0), "black where both are the same")
    expect(desk.stage.get_by_text("Bright where the takes differ")).to_be_visible()
    desk.page.locator(".stage").focus()
    page.keyboard.press("Escape")
    expect(wipe).to_have_count(0)
    shows(desk, AT_RIGHT, GROUND_RGB, "as it always is")


def test_two_takes_that_are_one_picture_say_so(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 5: Disc("Again", LEFT.x, LEFT.colour)}, method="hold")
    desk = opened(visitors, scene)
    desk.render()
    desk.rendered()
    person.edit(
        scene.project,
        {"do": "set", "on": "keyframe", "id": scene.keys["Left"], "to": {"method": "crossfade"}},
    )
    expect(desk.button(re.compile("^Render 1 stale"))).to_be_visible()
    desk.render()
    desk.rendered()
    desk.segment("Left", "Again").click()
    desk.inspector.get_by_role("button", name=re.compile("^Take 1,")).click()
    desk.inspector.get_by_role("button", name="Compare with the one shown").click()
    go_to(desk, 3)
    desk.stage.get_by_role("button", name="Difference").click()
    expect(desk.stage.get_by_text("These takes are the same picture here.")).to_be_visible()


def test_the_picture_is_mirrored_and_lined(visitors: Visitors, person: Person) -> None:
    desk = opened(visitors, lay_out(person, {0: LEFT}))
    page = desk.page
    shows(desk, AT_LEFT, RED, "as it is")
    page.locator(".stage").focus()
    page.keyboard.press("Shift+F")
    shows(desk, (320 - 60, 90), RED, "as in a mirror")
    shows(desk, AT_LEFT, GROUND_RGB, "and nothing on the other side")
    page.keyboard.press("Shift+F")
    page.keyboard.press("Shift+G")
    eventually(lambda: colour_at(desk, (107, 20)) != GROUND_RGB, page, "a third's line")
    page.keyboard.press("Shift+G")
    shows(desk, (107, 20), GROUND_RGB, "and none")


def test_it_fills_the_screen_and_comes_back(visitors: Visitors, person: Person) -> None:
    desk = opened(visitors, lay_out(person, {0: LEFT, 9: RIGHT}))
    page = desk.page
    desk.button("Full screen").click()
    expect(desk.stage).to_be_visible()
    scrub = desk.transport.get_by_role("slider", name="Playhead")
    expect(scrub).to_be_visible()
    eventually(lambda: fills(page), page, "stage and transport fill the window")
    scrub.focus()
    page.keyboard.press("End")
    expect(desk.frame).to_have_value("10")
    desk.button("Leave full screen").click()
    expect(scrub).to_have_count(0)
    eventually(lambda: not fills(page), page, "the rest of the page is back")


def fills(page: Page) -> bool:
    """
    Whether there is nothing but the stage, wherever one looks.
    """
    lies: bool = page.evaluate(ALL_STAGE)
    return lies


ALL_STAGE = """() => [[0.02, 0.02], [0.98, 0.02], [0.02, 0.98], [0.98, 0.98]].every(
  ([x, y]) => document.elementFromPoint(x * innerWidth, y * innerHeight)?.closest("main"))"""


def test_k_held_goes_frame_by_frame_and_the_range_is_what_plays(visitors: Visitors, person: Person) -> None:
    desk = opened(visitors, lay_out(person, {0: LEFT, 30: RIGHT}))
    page = desk.page
    page.locator(".stage").focus()
    page.keyboard.down("k")
    page.keyboard.press("l")
    page.keyboard.press("l")
    page.keyboard.press("j")
    page.keyboard.up("k")
    expect(desk.frame).to_have_value("2")
    go_to(desk, 11)
    page.keyboard.press("i")
    go_to(desk, 14)
    page.keyboard.press("o")
    go_to(desk, 1)
    page.evaluate(FRAMES_PLAYED)
    page.keyboard.press("Shift+Space")
    page.wait_for_function("() => window.played.length > 12")
    page.keyboard.press("Space")
    played = page.evaluate("() => window.played")
    assert set(played) <= {10, 11, 12, 13}, played
    assert len(set(played)) >= 3, played


FRAMES_PLAYED = """() => {
  window.played = [];
  const { store } = window.kf;
  const look = () => {
    if (store.playing.value) window.played.push(store.frame.value);
    requestAnimationFrame(look);
  };
  look();
}"""


def test_what_flashes_is_asked_about_before_it_plays(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {})
    files = [plate("Dark", (10, 10, 10)), plate("Light", (245, 245, 245))]
    poses = [person.upload(scene.project, file["name"], file["buffer"])["id"] for file in files]
    keys = [place(scene.shot, poses[frame % 2], frame, method="hold") for frame in range(24)]
    person.edit(scene.project, *keys)
    desk = opened(visitors, scene)
    page = desk.page
    eventually(lambda: "24 of 24 frames loaded" in desk.status.inner_text(), page, "all is loaded")
    play = desk.transport.get_by_role("button", name="Play")
    play.click()
    warning = page.get_by_role("dialog", name="This shot flashes")
    expect(warning).to_be_visible()
    assert not page.evaluate("() => window.kf.store.playing.value")
    warning.get_by_role("button", name="Cancel").click()
    play.click()
    warning.get_by_role("button", name="Play it").click()
    page.wait_for_function("() => window.kf.store.playing.value")
    desk.transport.get_by_role("button", name="Pause").click()
    play.click()
    page.wait_for_function("() => window.kf.store.playing.value")
    expect(warning).to_have_count(0)


def test_space_and_a_drag_move_the_picture_and_do_not_play(visitors: Visitors, person: Person) -> None:
    desk = opened(visitors, lay_out(person, {0: LEFT, 9: RIGHT}))
    page = desk.page
    before = corner(page)
    box = desk.stage.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.locator(".stage").focus()
    page.keyboard.down("Space")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 25)
    page.mouse.up()
    page.keyboard.up("Space")
    eventually(partial(moved, page, before, (40, 25)), page, "the picture is where it was dragged to")
    expect(desk.transport.get_by_role("button", name="Play")).to_be_visible()
    expect(desk.frame).to_have_value("1")


def corner(page: Page) -> tuple[float, float]:
    """
    Where the picture begins.
    """
    box = page.locator(".stage-frame").bounding_box()
    assert box is not None
    return box["x"], box["y"]


def moved(page: Page, before: tuple[float, float], by: tuple[int, int]) -> bool:
    """
    Whether the picture has moved by so many pixels.
    """
    return all(abs(now - was - far) < 1.5 for now, was, far in zip(corner(page), before, by, strict=True))
