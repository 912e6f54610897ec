"""
Marking a character, and directing how it moves: joints, masks, breakdowns, pins, and what is said of it.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import TWO_FRAMES, Desk, eventually
from tests.browser.pictures import LEFT, RIGHT
from tests.browser.scenes import Scene, lay_out
from tests.browser.test_keyboard import press, reach
from tests.browser.test_pages import barriers, looking
from tests.browser.visitors import Visitors
from tests.person import Person

pytestmark = pytest.mark.timeout(240)

Place = tuple[float, float]
POSE = """(name) => ({...[...window.kf.store.poses.value.values()].find((pose) => pose.name === name)})"""
KEYS = """() => window.kf.store.shotKeys.value.map((key) => ({...key}))"""
NEITHER_WAY = "() => document.documentElement.scrollWidth <= innerWidth"


# -- joints ------------------------------------------------------------------------------------------------


def test_a_joint_is_moved_by_mouse_and_by_keys_and_undone(visitors: Visitors) -> None:
    desk = at_the_sample(visitors.stranger())
    mark(desk, "Reach")
    before = place_of(desk, "Reach", "right_hand")

    drag(desk.page, joint(desk, "Right hand"), 40, 30)
    moved = place_of(desk, "Reach", "right_hand")
    assert moved[0] > before[0] + 0.01 and moved[1] > before[1] + 0.01

    desk.page.keyboard.press("ArrowRight")
    desk.page.keyboard.press("ArrowRight")
    nudged = place_of(desk, "Reach", "right_hand")
    assert nudged[0] == pytest.approx(moved[0] + 8 / 1280, abs=2e-5)
    desk.page.keyboard.press("Shift+ArrowUp")
    assert place_of(desk, "Reach", "right_hand")[1] == pytest.approx(nudged[1] - 1 / 720, abs=2e-5)

    desk.saved()
    desk.page.keyboard.press("Control+z")
    assert place_of(desk, "Reach", "right_hand") == moved, "nudges that follow each other are one step"
    desk.page.keyboard.press("Control+z")
    assert place_of(desk, "Reach", "right_hand") == before
    desk.reload()
    assert place_of(desk, "Reach", "right_hand") == before


def test_a_drag_that_is_given_up_changes_nothing(visitors: Visitors) -> None:
    desk = at_the_sample(visitors.stranger())
    mark(desk, "Reach")
    before = pose(desk, "Reach")["joints"]
    box = box_of(joint(desk, "Left knee"))
    mouse = desk.page.mouse
    mouse.move(*box)
    mouse.down()
    mouse.move(box[0] + 50, box[1] + 20, steps=4)
    desk.page.keyboard.press("Escape")
    mouse.up()
    assert pose(desk, "Reach")["joints"] == before
    expect(desk.inspector.get_by_role("tab", name="Joints")).to_be_visible()
    desk.page.keyboard.press("Escape")
    expect(desk.inspector.get_by_role("tab", name="Key")).to_be_visible()


def test_what_hangs_on_a_joint_comes_along_when_asked(visitors: Visitors) -> None:
    desk = at_the_sample(visitors.stranger())
    mark(desk, "Stand")
    hand, elbow = place_of(desk, "Stand", "left_hand"), place_of(desk, "Stand", "left_elbow")
    desk.inspector.get_by_role("button", name="All after it").click()
    field(desk, "Joint").select_option(label="Left elbow")
    across = desk.inspector.get_by_role("textbox", name="Left elbow, x in pixels")
    across.fill(str(elbow[0] * 1280 + 32))
    across.press("Enter")
    assert place_of(desk, "Stand", "left_elbow")[0] == pytest.approx(elbow[0] + 0.025, abs=2e-5)
    assert place_of(desk, "Stand", "left_hand")[0] == pytest.approx(hand[0] + 0.025, abs=2e-5)


def test_suggested_joints_change_nothing_until_they_are_accepted(visitors: Visitors) -> None:
    desk = at_the_sample(visitors.stranger())
    mark(desk, "Hold")
    true = pose(desk, "Hold")["joints"]
    desk.inspector.get_by_role("button", name="Take the joints off").click()
    assert pose(desk, "Hold")["joints"] is None

    field(desk, "From").select_option(label="Reach")
    desk.inspector.get_by_role("button", name="Suggest joints").click()
    expect(desk.inspector.get_by_text("Suggested from Reach")).to_be_visible(timeout=60_000)
    expect(desk.stage.locator(".mk-ghost")).to_be_visible()
    assert pose(desk, "Hold")["joints"] is None
    desk.inspector.get_by_role("button", name="Discard").click()
    expect(desk.stage.locator(".mk-ghost")).to_have_count(0)
    assert pose(desk, "Hold")["joints"] is None

    desk.inspector.get_by_role("button", name="Suggest joints").click()
    desk.inspector.get_by_role("button", name="Accept all").click(timeout=60_000)
    found = pose(desk, "Hold")["joints"]
    assert len(found) == len(true)
    near = [abs(a[0] - b[0]) < 0.05 and abs(a[1] - b[1]) < 0.08 for a, b in zip(found, true, strict=True)]
    assert sum(near) >= 12
    desk.saved()


def test_one_limb_of_a_proposal_is_accepted(visitors: Visitors) -> None:
    desk = at_the_sample(visitors.stranger())
    mark(desk, "Reach")
    drag(desk.page, joint(desk, "Right hand"), 60, 60)
    spoilt = pose(desk, "Reach")["joints"]
    desk.stage.get_by_role("button", name="Suggest").click()
    accept = desk.inspector.get_by_role("button", name="Accept Right arm")
    expect(accept).to_be_visible(timeout=60_000)
    accept.click()
    now = pose(desk, "Reach")["joints"]
    names = skeleton(desk)["names"]
    changed = {name for name, a, b in zip(names, spoilt, now, strict=True) if a != b}
    assert changed and changed <= {"right_elbow", "right_hand"}


def test_a_limb_goes_behind_and_its_segments_become_stale(visitors: Visitors) -> None:
    desk = at_the_sample(visitors.stranger())
    quick(desk)
    drawn(desk)
    mark(desk, "Reach")
    desk.inspector.get_by_role("group", name="Right arm").get_by_role("button", name="Behind").click()
    assert pose(desk, "Reach")["behind"] == ["right_arm"]
    expect(desk.segment("Stand", "Reach", "stale")).to_be_visible()
    expect(desk.segment("Reach", "Hold", "stale")).to_be_visible()
    desk.page.keyboard.press("Control+z")
    expect(desk.segment("Stand", "Reach", "rendered")).to_be_visible()
    desk.saved()


# -- the mask ----------------------------------------------------------------------------------------------


def test_a_mask_is_brushed_and_the_found_one_comes_back(visitors: Visitors) -> None:
    desk = at_the_sample(visitors.stranger())
    mark(desk, "Reach")
    desk.stage.get_by_role("button", name="Mask").click()
    use = desk.stage.get_by_role("button", name="Use this mask")
    expect(desk.stage.locator(".mk-mask")).to_be_visible(timeout=30_000)
    eventually(lambda: tinted(desk) > 1000, desk.page, "the mask is shown")
    found = tinted(desk)

    stroke(desk, (0.05, 0.1), (0.3, 0.3))
    eventually(lambda: tinted(desk) > found * 1.05, desk.page, "the stroke is part of the mask")
    desk.page.keyboard.press("Control+z")
    eventually(lambda: tinted(desk) == found, desk.page, "the stroke is taken back")
    expect(use).to_be_disabled()

    stroke(desk, (0.05, 0.1), (0.3, 0.3))
    desk.page.keyboard.press("Escape")
    expect(desk.stage.get_by_role("alert")).to_contain_text("not saved yet")
    desk.key("Stand").first.click()
    expect(desk.stage.locator(".mk-mask")).to_be_visible()
    desk.stage.get_by_role("button", name="Take away").click()
    stroke(desk, (0.05, 0.1), (0.1, 0.1))
    drawn = tinted(desk)
    use.click()
    expect(desk.inspector.get_by_text("Drawn by hand")).to_be_visible(timeout=20_000)
    assert re.fullmatch(r"[0-9a-f]{64}", pose(desk, "Reach")["mask"])
    desk.stage.get_by_role("button", name="Mask").click()
    eventually(lambda: abs(tinted(desk) - drawn) < drawn * 0.02, desk.page, "it comes back as it was drawn")

    desk.inspector.get_by_role("button", name="Go back to the found mask").click()
    eventually(lambda: tinted(desk) == found, desk.page, "the found mask is in use again")
    assert pose(desk, "Reach")["mask"] is None


# -- directing a segment -----------------------------------------------------------------------------------


def test_a_marked_segment_is_drawn_judged_and_directed(visitors: Visitors) -> None:
    desk = at_the_sample(visitors.stranger())
    quick(desk)
    desk.segment("Stand", "Reach").click()
    field(desk, "Method").select_option(label="Rig")
    drawn(desk)
    segment = desk.segment("Stand", "Reach", r"rendered.*quality \d+ of 100")
    expect(segment).to_be_visible()
    expect(segment.locator(".sg-q-line")).to_be_visible()
    desk.tab("Review")
    quality = desk.inspector.get_by_role("region", name="Quality")
    quality.get_by_text("What was measured").click()
    expect(quality.get_by_role("meter", name=re.compile("Ghosting"))).to_be_visible()
    segment.get_by_role("button", name=re.compile("Weakest drawing")).click()
    weakest = int(desk.frame.input_value())
    expect(quality).to_contain_text(f"Weakest: frame {weakest}")
    quality.get_by_role("button", name="Look at it").click()
    expect(desk.frame).to_have_value(str(weakest))

    desk.tab("Segment")
    desk.inspector.get_by_role("button", name="Set a breakdown").click()
    expect(desk.inspector.get_by_role("tab", name="Breakdown")).to_be_visible()
    drag(desk.page, joint(desk, "Left elbow"), 30, -40)
    [breakdown] = keys(desk)[0]["breakdowns"]
    assert 0 < breakdown["u"] < 1 and len(breakdown["joints"]) == 16
    expect(desk.segment("Stand", "Reach", "stale")).to_be_visible()
    expect(desk.timeline.locator(".sg-brk")).to_have_count(1)
    desk.stage.get_by_role("button", name="Done").click()

    drawn(desk)
    remove = desk.inspector.get_by_role("button", name=re.compile("^Remove: Breakdown at frame"))
    remove.click()
    assert keys(desk)[0]["breakdowns"] == []
    expect(desk.segment("Stand", "Reach", "rendered")).to_be_visible()
    desk.saved()


def test_arcs_turns_planted_feet_and_rests_are_kept(visitors: Visitors) -> None:
    desk = at_the_sample(visitors.stranger())
    desk.segment("Stand", "Reach").click()
    arc = desk.inspector.get_by_role("textbox", name="Arc")
    arc.fill("0,25")
    arc.press("Enter")
    desk.inspector.get_by_text("Planted", exact=False).first.click()
    desk.inspector.get_by_role("checkbox", name="Left foot").check()
    desk.inspector.get_by_text("Which way bones turn").click()
    field(desk, "Left hand").select_option(label="Counter-clockwise")
    desk.key("Reach").click()
    desk.inspector.get_by_role("checkbox", name="The motion comes to rest here").check()
    desk.reload()
    first, second = keys(desk)[:2]
    assert (first["arc"], first["planted"], first["turns"]) == (0.25, ["left_foot"], {"left_hand": -1})
    assert (first["stop"], second["stop"]) == (False, True)


def test_a_chart_of_ticks_spaces_the_drawings(visitors: Visitors, person: Person) -> None:
    desk = discs(visitors, person)
    desk.segment("Left", "Right").click()
    field(desk, "Spacing").select_option(label="Own ticks")
    tick = desk.inspector.get_by_role("slider", name="Drawing 2", exact=True)
    box = box_of(tick)
    before = keys(desk)[0]["chart"]
    drag(desk.page, tick, 12, 0, start=box)
    after = keys(desk)[0]["chart"]
    assert after[1] > before[1] and after[0] == before[0] and after == sorted(after)
    tick.press("ArrowLeft")
    assert keys(desk)[0]["chart"][1] == pytest.approx(after[1] - 0.02, abs=1e-3)
    tick.press("End")
    expect(desk.inspector.get_by_role("slider", name=f"Drawing {len(after)}", exact=True)).to_be_focused()
    last = desk.inspector.get_by_role("textbox", name=f"Place of drawing {len(after)}, 0 to 1")
    last.fill("2")
    last.press("Enter")
    assert keys(desk)[0]["chart"][-1] == 1
    desk.saved()


def test_a_tick_among_many_is_taken_where_it_is_and_stops_at_its_neighbour(visitors: Visitors) -> None:
    desk = at_the_sample(visitors.stranger())
    desk.segment("Stand", "Reach").click()
    field(desk, "Spacing").select_option(label="Own ticks")
    before = keys(desk)[0]["chart"]
    line = desk.inspector.get_by_role("group", name="Spacing chart").bounding_box()
    assert line is not None and len(before) == 23
    y = line["y"] + line["height"] / 2
    places = [line["x"] + line["width"] * before[at] for at in (11, 13)]
    desk.page.mouse.move(places[0], y)
    desk.page.mouse.down()
    desk.page.mouse.move(places[1], y, steps=4)
    desk.page.mouse.up()
    after = keys(desk)[0]["chart"]
    assert [at for at in range(23) if abs(after[at] - before[at]) > 1e-5] == [11]
    assert after[11] == after[12]
    desk.saved()
    desk.reload()
    assert keys(desk)[0]["chart"] == after


def test_pins_join_two_unmarked_pictures(visitors: Visitors, person: Person) -> None:
    desk = discs(visitors, person)
    desk.segment("Left", "Right").click()
    desk.inspector.get_by_role("button", name="Place pins").click()
    expect(desk.stage.get_by_role("group", name="Pins")).to_be_visible()
    click_at(desk, 0.2, 0.5)
    expect(desk.inspector.get_by_role("button", name="Last key")).to_have_attribute("aria-pressed", "true")
    click_at(desk, 0.8, 0.5)
    [pin] = keys(desk)[0]["pins"]
    assert pin == pytest.approx([0.2, 0.5, 0.8, 0.5], abs=0.01)
    handle = desk.stage.get_by_role("slider", name="Pin 1")
    handle.press("ArrowDown")
    assert keys(desk)[0]["pins"][0][1] > pin[1]
    typed = desk.inspector.get_by_role("textbox", name="Pin 1 on the last key, x in pixels")
    typed.fill("240")
    typed.press("Enter")
    assert keys(desk)[0]["pins"][0][2] == pytest.approx(0.75, abs=1e-5)
    expect(desk.segment("Left", "Right", "not rendered")).to_be_visible()
    drawn(desk)
    desk.inspector.get_by_role("button", name="Remove pin 1").click()
    assert keys(desk)[0]["pins"] == []
    desk.saved()


def test_a_picture_at_an_inbetween_becomes_a_key(visitors: Visitors) -> None:
    desk = at_the_sample(visitors.stranger())
    desk.page.evaluate("() => window.kf.store.seek(20)")
    desk.timeline.get_by_role("button", name="Breakdown").click()
    desk.inspector.get_by_role("button", name="Use a pose here").click()
    desk.page.get_by_role("menuitemradio", name="Jump").click()
    expect(desk.key("Jump", 21)).to_be_visible()
    desk.saved()


# -- a character of one's own ------------------------------------------------------------------------------


def test_a_character_is_made_and_marked_by_keys_alone(visitors: Visitors, person: Person) -> None:
    desk = discs(visitors, person)
    page, typing = desk.page, desk.page.keyboard
    reach(page, desk.key("Left"))
    typing.press("g")
    expect(desk.inspector.get_by_role("tab", name="Joints")).to_be_visible()
    reach(page, desk.inspector.get_by_role("textbox", name="Name"))
    typing.type("Disc")
    typing.press("Tab")
    typing.press("ArrowDown")
    typing.press("ArrowDown")
    expect(desk.inspector.get_by_role("radio", name=re.compile("Prop"))).to_be_checked()
    press(page, desk.inspector.get_by_role("button", name="Create and lay over the figure"))
    expect(joint(desk, "Tip")).to_be_visible()
    before = place_of(desk, "Left", "tip")
    reach(page, joint(desk, "Tip"), back=True)
    typing.press("ArrowUp")
    assert place_of(desk, "Left", "tip")[1] < before[1]

    press(page, desk.inspector.get_by_text("Skeleton of Disc"))
    press(page, desk.inspector.get_by_role("button", name="Hang a joint on tip"))
    expect(joint(desk, "Tip 2")).to_be_visible()
    assert len(pose(desk, "Left")["joints"]) == 4
    reach(page, joint(desk, "Base"), back=True)
    typing.press("Escape")
    expect(desk.stage.get_by_role("group", name="Stage")).to_be_focused()
    desk.saved()


def test_the_next_pose_is_taken_to_show_the_same_character(visitors: Visitors, person: Person) -> None:
    desk = discs(visitors, person)
    inspector = desk.inspector
    desk.key("Left").click()
    inspector.get_by_role("button", name="Mark joints").click()
    expect(inspector.get_by_role("textbox", name="Name", exact=True)).to_have_value("Character 1")
    inspector.get_by_role("radio", name=re.compile("Prop")).check()
    inspector.get_by_role("button", name="Create, edit the skeleton first").click()
    tip = inspector.get_by_role("textbox", name="Name of the joint Tip")
    expect(tip).to_have_value("Tip")
    tip.fill("base")
    tip.press("Enter")
    expect(inspector.get_by_role("alert")).to_contain_text("Another joint is already called Base")
    assert skeleton(desk)["names"] == ["base", "middle", "tip"]
    inspector.get_by_role("button", name="Lay the skeleton over it").click()
    expect(joint(desk, "Tip")).to_be_visible()

    desk.key("Right").click()
    expect(field(desk, "Character").locator("option:checked")).to_have_text("Character 1")
    inspector.get_by_role("button", name="Suggest joints").click()
    expect(inspector.locator(".propose")).to_be_visible(timeout=60_000)
    assert pose(desk, "Right")["joints"] is None
    desk.stage.get_by_role("button", name="Done").click()
    desk.page.get_by_role("button", name="Back to them").click()
    expect(inspector.locator(".propose")).to_be_visible()
    inspector.get_by_role("button", name="Discard").click()

    field(desk, "Character").select_option(label="New character…")
    inspector.get_by_role("textbox", name="Name", exact=True).fill("Another")
    inspector.get_by_role("button", name="Create and lay over the figure").click()
    expect(joint(desk, "Root")).to_be_visible()
    expect(field(desk, "Character").locator("option:checked")).to_have_text("Another")
    field(desk, "Character").select_option(label="Character 1")
    expect(field(desk, "Character").locator("option:checked")).to_have_text("Character 1")
    desk.segment("Left", "Right").click()
    expect(inspector.get_by_role("tab", name="Segment")).to_be_visible()
    desk.saved()


# -- for everybody -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_modes_keep_nobody_out(visitors: Visitors, theme: str) -> None:
    desk = at_the_sample(looking(visitors, theme))
    quick(desk)
    drawn(desk)
    desk.segment("Stand", "Reach").click()
    desk.tab("Review")
    expect(desk.inspector.get_by_role("region", name="Quality")).to_be_visible()
    assert barriers(desk.page) == []
    desk.tab("Segment")
    mark(desk, "Reach")
    assert barriers(desk.page) == []
    desk.stage.get_by_role("button", name="Mask").click()
    expect(desk.stage.locator(".mk-mask")).to_be_visible(timeout=30_000)
    assert barriers(desk.page) == []
    desk.stage.get_by_role("button", name="Close").click()
    desk.stage.get_by_role("button", name="Done").click()
    desk.segment("Stand", "Reach").click()
    desk.inspector.get_by_role("button", name="Set a breakdown").click()
    expect(joint(desk, "Root")).to_be_visible()
    assert barriers(desk.page) == []
    desk.stage.get_by_role("button", name="Done").click()
    desk.inspector.get_by_role("button", name="Place pins").click()
    desk.inspector.get_by_role("button", name="Add a pin in the middle").click()
    assert barriers(desk.page) == []


def test_modes_fit_a_phone(visitors: Visitors) -> None:
    size = {"width": 390, "height": 844}
    desk = at_the_sample(visitors.stranger(viewport=size, has_touch=True, is_mobile=True))
    for tool in ("Mask", None):
        desk.page.keyboard.press("g")
        expect(joint(desk, "Root")).to_be_visible()
        if tool:
            desk.stage.get_by_role("button", name=tool).click()
            expect(desk.stage.locator(".mk-mask")).to_be_visible(timeout=30_000)
        assert desk.page.evaluate(NEITHER_WAY)
        bar = desk.stage.get_by_role("toolbar", name=tool or "Joints")
        box = bar.bounding_box()
        assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390
        bar.get_by_role("button", name="Close" if tool else "Done").click()
        desk.page.keyboard.press("Escape")


# -- words -------------------------------------------------------------------------------------------------


def at_the_sample(page: Page) -> Desk:
    """
    The sample, whose girl is marked.
    """
    page.goto("/")
    return Desk(page).ready()


def discs(visitors: Visitors, person: Person) -> Desk:
    """
    A small project of two discs that nobody has marked, ten frames apart.
    """
    scene: Scene = lay_out(person, {0: LEFT, 8: RIGHT}, method="auto")
    return Desk(visitors.browser_of(person)).open(scene.project)


def quick(desk: Desk) -> None:
    """
    Threes, so that the shot is drawn in no time.
    """
    for left, right in (("Stand", "Reach"), ("Reach", "Hold")):
        desk.segment(left, right).click()
        desk.inspector.get_by_role("button", name="Threes").click()
    desk.saved()


def drawn(desk: Desk) -> None:
    """
    Have the shot rendered, where nobody else has had the same drawn before.
    """
    if desk.transport.get_by_role("button", name=re.compile("^Render")).is_visible():
        desk.render()
    desk.rendered()


def mark(desk: Desk, name: str) -> None:
    """
    Go to a key and mark its joints.
    """
    desk.key(name).first.click()
    desk.inspector.get_by_role("button", name=re.compile("^(Change the|Mark) joints")).click()
    expect(joint(desk, "Root")).to_be_visible()


def joint(desk: Desk, name: str) -> Locator:
    """
    A joint's handle on the stage.
    """
    return desk.stage.get_by_role("slider", name=name, exact=True)


def field(desk: Desk, name: str) -> Locator:
    """
    A list of choices in the inspector, by the word before it.
    """
    return (
        desk.inspector.locator("label")
        .filter(has_text=re.compile(rf"^\s*{re.escape(name)}"))
        .locator("select")
    )


def pose(desk: Desk, name: str) -> dict[str, Any]:
    """
    What the page knows of a pose.
    """
    found: dict[str, Any] = desk.page.evaluate(POSE, name)
    return found


def keys(desk: Desk) -> list[dict[str, Any]]:
    """
    The shot's keyframes in their order.
    """
    found: list[dict[str, Any]] = desk.page.evaluate(KEYS)
    return found


def skeleton(desk: Desk) -> dict[str, Any]:
    """
    The skeleton of the one character there is.
    """
    found: dict[str, Any] = desk.page.evaluate(
        "() => [...window.kf.store.characters.value.values()][0].skeleton"
    )
    return found


def place_of(desk: Desk, name: str, which: str) -> Place:
    """
    Where a joint is in a pose.
    """
    x, y = pose(desk, name)["joints"][skeleton(desk)["names"].index(which)]
    return x, y


def box_of(locator: Locator) -> Place:
    """
    The middle of something, on the page.
    """
    part = locator.locator(".mk-dot")
    box = (part if part.count() else locator).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, locator: Locator, dx: float, dy: float, *, start: Place | None = None) -> None:
    """
    Take hold of something and let it go a little further on.
    """
    expect(locator).to_be_visible()
    x, y = start or box_of(locator)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=5)
    page.mouse.up()
    page.evaluate(TWO_FRAMES)


def canvas_box(desk: Desk) -> dict[str, float]:
    """
    Where the project's canvas is on the page.
    """
    box = desk.stage.locator(".stage-frame").bounding_box()
    assert box is not None
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


def click_at(desk: Desk, across: float, down: float) -> None:
    """
    Click on a place of the picture.
    """
    box = canvas_box(desk)
    desk.page.mouse.click(box["x"] + across * box["width"], box["y"] + down * box["height"])
    desk.page.evaluate(TWO_FRAMES)


def stroke(desk: Desk, start: Place, end: Place) -> None:
    """
    Draw a stroke over the picture.
    """
    box = canvas_box(desk)
    spots = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (start, end)]
    desk.page.mouse.move(*spots[0])
    desk.page.mouse.down()
    desk.page.mouse.move(*spots[1], steps=8)
    desk.page.mouse.up()
    desk.page.evaluate(TWO_FRAMES)


def tinted(desk: Desk) -> int:
    """
    How many pixels of the mask are the figure's.
    """
    count: int = desk.page.evaluate(
        """() => {
          const canvas = document.querySelector(".mk-mask");
          if (!canvas || canvas.width < 2) return 0;
          const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
          copy.drawImage(canvas, 0, 0);
          const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
          let count = 0;
          for (let at = 3; at < data.length; at += 4) if (data[at] > 127) count += 1;
          return count;
        }"""
    )
    return count
