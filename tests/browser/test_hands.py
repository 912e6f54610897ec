"""
Everything that hands do to time: by mouse, by touch, by keys and by typing, each gesture one step of undo.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import TWO_FRAMES, Desk
from tests.browser.pictures import LEFT, MIDDLE, RIGHT
from tests.browser.scenes import Scene, lay_out
from tests.browser.visitors import Visitors
from tests.person import Person

pytestmark = pytest.mark.timeout(240)

KEYS = """() => { const { shotKeys, poses, tracks } = window.kf.store;
  return shotKeys.value.map(({ frame, hold, pose, track }) =>
    [poses.value.get(pose).name, frame + 1, hold, tracks.value.get(track).name]); }"""


class Hands(Desk):
    """
    Two hands on a timeline.
    """

    def times(self) -> dict[str, int]:
        """
        On which frame, as people read it, each pose's key stands; of two the later one.
        """
        return {name: frame for name, frame, _hold, _track in self.page.evaluate(KEYS)}

    def tracks(self) -> dict[str, str]:
        """
        On which track each pose's key stands.
        """
        return {name: track for name, _frame, _hold, track in self.page.evaluate(KEYS)}

    def holds(self) -> dict[str, int]:
        """
        How long each pose's key is held.
        """
        return {name: hold for name, _frame, hold, _track in self.page.evaluate(KEYS)}

    def step(self) -> str | None:
        """
        What undo would take back.
        """
        label: str | None = self.page.evaluate("() => window.kf.store.undoLabel.value")
        return label

    def seek(self, frame: int) -> None:
        """
        Put the playhead on a frame.
        """
        self.frame.fill(str(frame))
        self.frame.press("Enter")

    def x(self, frame: int) -> float:
        """
        Where a frame, as people read it, begins on the screen.
        """
        place: float = self.page.evaluate(
            """(frame) => { const { view } = document.querySelector("kf-minimap");
              return view.edge(document.querySelector(".tl-scroll")) + view.x(frame) - view.left.value; }""",
            frame - 1,
        )
        return place

    def carry(self, grip: Locator, to: tuple[float, float], *, at: tuple[float, float] = (6, 12)) -> None:
        """
        Take something and bring it to a place, without letting go.
        """
        box = grip.bounding_box()
        assert box is not None
        mouse = self.page.mouse
        mouse.move(box["x"] + at[0], box["y"] + at[1])
        mouse.down()
        mouse.move(box["x"] + at[0] + 8, box["y"] + at[1])
        mouse.move(*to)
        self.page.evaluate(TWO_FRAMES)

    def shift(self, name: str, frames: float) -> None:
        """
        Take a key and bring it so many frames further, without letting go.
        """
        box = self.key(name).bounding_box()
        assert box is not None
        width = self.x(2) - self.x(1)
        self.carry(self.key(name), (box["x"] + 6 + frames * width, box["y"] + 12))

    def add_track(self, name: str) -> None:
        """
        Add a track above the others.
        """
        self.button("Add a track").click()
        self.timeline.get_by_role("textbox", name="Name of the track").fill(name)
        self.page.keyboard.press("Enter")
        expect(self.timeline.locator("[data-head]")).to_have_count(2)

    def mode(self, name: str) -> None:
        """
        Choose how keys move.
        """
        self.timeline.get_by_role("button", name=name, exact=True).click()

    def choose(self, name: str | re.Pattern[str]) -> None:
        """
        Choose from the menu that is open.
        """
        self.page.get_by_role("menuitem", name=name).click()

    @property
    def chip(self) -> Locator:
        """
        What stands at the pointer.
        """
        return self.timeline.locator(".drag-chip")


def sit_down(visitors: Visitors, person: Person, scene: Scene, **options: Any) -> Hands:
    """
    Open a scene; it is seen whole.
    """
    hands = Hands(visitors.browser_of(person, **options))
    hands.open(scene.project)
    expect(hands.keys()).to_have_count(len(scene.keys))
    return hands


@pytest.fixture
def hands(visitors: Visitors, person: Person) -> Hands:
    """
    Three discs, on the frames 1, 13 and 25.
    """
    return sit_down(visitors, person, lay_out(person, {0: LEFT, 12: MIDDLE, 24: RIGHT}))


def test_a_key_is_caught_by_the_playhead_and_given_back(hands: Hands) -> None:
    hands.seek(18)
    mouse, keys = hands.page.mouse, hands.page.keyboard
    width = hands.x(2) - hands.x(1)
    hands.shift("Middle", 5 - 5 / width)  # five pixels before it
    expect(hands.chip).to_have_text("frame 13 → 18 (+5)")
    expect(hands.timeline.locator(".caught")).to_have_text("playhead")
    keys.press("Escape")
    mouse.up()
    expect(hands.chip).to_have_count(0)
    assert (hands.times()["Middle"], hands.step()) == (13, None)

    hands.shift("Middle", 5 - 5 / width)
    mouse.up()
    assert (hands.times()["Middle"], hands.step()) == (18, "Move Middle to frame 18")
    keys.press("Control+z")
    assert (hands.times()["Middle"], hands.step()) == (13, None)


def test_ripple_swap_and_stretch(hands: Hands) -> None:
    mouse, keys = hands.page.mouse, hands.page.keyboard
    hands.mode("Ripple")
    hands.shift("Middle", 3)
    mouse.up()
    assert hands.times() == {"Left": 1, "Middle": 16, "Right": 28}
    assert hands.step() == "Move Middle and what follows to frame 16"
    keys.press("Control+z")
    assert hands.times() == {"Left": 1, "Middle": 13, "Right": 25}

    hands.mode("Swap")
    hands.shift("Left", 12.3)
    expect(hands.chip).to_have_text("Swap Left and Middle")
    mouse.up()
    assert hands.times() == {"Middle": 1, "Left": 13, "Right": 25}
    keys.press("Control+z")

    hands.mode("Move")
    hands.key("Left").click()
    hands.key("Right").click(modifiers=["Shift"])
    expect(hands.timeline.get_by_text("3 of 3 keys chosen")).to_be_visible()
    hands.carry(hands.timeline.locator("[data-stretch=end]"), (hands.x(19) + 3, 0), at=(12, 8))
    mouse.up()
    assert hands.times() == {"Left": 1, "Middle": 10, "Right": 19}
    assert hands.step() == "Stretch 3 keys"
    keys.press("Alt+t")
    dialog = hands.page.get_by_role("dialog", name="Retime")
    dialog.get_by_role("spinbutton", name="Share in percent").fill("200")
    keys.press("Tab")
    expect(dialog).to_contain_text("Then frames 1 to 37")
    dialog.get_by_role("button", name="Retime").click()
    assert hands.times() == {"Left": 1, "Middle": 19, "Right": 37}


def test_a_key_goes_to_another_track_by_hand_and_by_keys(hands: Hands) -> None:
    hands.add_track("Upper")
    row = hands.timeline.locator(".trk").first.bounding_box()
    box = hands.key("Right").bounding_box()
    assert row is not None and box is not None
    hands.carry(hands.key("Right"), (box["x"] + 6, row["y"] + row["height"] / 2))
    expect(hands.chip).to_contain_text("Upper")
    hands.page.mouse.up()
    assert hands.tracks() == {"Left": "Keys", "Middle": "Keys", "Right": "Upper"}
    assert hands.step() == "Move Right to Upper, frame 25"
    expect(hands.key("Right")).to_be_focused()
    hands.page.keyboard.press("Alt+ArrowDown")
    expect(hands.key("Right")).to_be_focused()
    assert hands.tracks()["Right"] == "Keys"

    hands.page.keyboard.press("Control+a")
    assert len(hands.page.evaluate("() => [...window.kf.store.selection.value]")) == 3
    hands.reload()
    assert hands.tracks()["Right"] == "Keys"


def test_what_is_locked_says_so_at_once(hands: Hands) -> None:
    hands.timeline.get_by_role("button", name="Lock Keys", exact=True).click()
    hands.shift("Middle", 3)
    expect(hands.chip).to_have_text("The track Keys is locked. Unlock it first.")
    hands.page.mouse.up()
    expect(hands.toasts).to_contain_text("The track Keys is locked.")
    hands.key("Middle").press("Delete")
    assert hands.times() == {"Left": 1, "Middle": 13, "Right": 25}
    hands.timeline.get_by_role("button", name="Lock Keys", exact=True).click()

    hands.segment("Left", "Middle").click(button="right")
    hands.choose("Approve and lock")
    hands.key("Middle").press("Alt+ArrowRight")
    expect(hands.toasts).to_contain_text("Left to Middle is locked")
    assert hands.times()["Middle"] == 13


def test_deleting_leaves_time_alone_or_closes_the_gap_and_steps_go_back(hands: Hands) -> None:
    keys = hands.page.keyboard
    hands.key("Middle").click()
    keys.press("Shift+Delete")
    assert hands.times() == {"Left": 1, "Right": 13}
    assert hands.step() == "Delete Middle at frame 13 and close the gap"
    hands.key("Left").click()
    keys.press("d")
    expect(hands.key("Left", 14)).to_be_visible()
    assert hands.times() == {"Left": 14, "Right": 26}
    hands.saved()
    hands.button("The last steps").click()
    expect(hands.page.get_by_role("menuitem").first).to_contain_text("Undo: Duplicate 1 key")
    hands.choose(re.compile("close the gap"))
    assert hands.times() == {"Left": 1, "Middle": 13, "Right": 25}
    assert hands.step() is None
    hands.button("The last steps").click()
    hands.choose(re.compile("Redo: Duplicate"))
    assert hands.times() == {"Left": 14, "Right": 26}


def test_a_hold_is_dragged_and_pushes_with_alt(hands: Hands) -> None:
    edge = hands.key("Middle").locator("[data-hold]")
    hands.carry(edge, (hands.x(17), 0), at=(6, 8))
    expect(hands.chip).to_contain_text("hold 1 → 4")
    hands.page.mouse.up()
    assert hands.holds()["Middle"] == 4
    hands.page.keyboard.down("Alt")
    hands.carry(edge, (hands.x(27), 0), at=(6, 8))
    hands.page.mouse.up()
    hands.page.keyboard.up("Alt")
    assert (hands.holds()["Middle"], hands.times()["Right"]) == (14, 35)


def test_a_pose_dropped_with_alt_pushes_the_rest(hands: Hands) -> None:
    box = hands.key("Left").bounding_box()
    assert box is not None
    y = box["y"] + 40
    hands.carry(hands.pose("Right"), (hands.x(7) + 2, y), at=(40, 40))
    expect(hands.timeline.locator(".landing")).to_have_text("frame 7")
    hands.page.keyboard.down("Alt")
    hands.page.mouse.move(hands.x(8) + 2, y)
    expect(hands.timeline.locator(".landing")).to_have_text("frame 8, the rest moves on")
    hands.page.mouse.up()
    hands.page.keyboard.up("Alt")
    assert hands.times() == {"Left": 1, "Middle": 26, "Right": 38}
    assert hands.step() == "Insert Right at frame 8"


def test_keys_are_copied_into_another_project(visitors: Visitors, person: Person, hands: Hands) -> None:
    hands.key("Middle").click()
    hands.key("Right").click(modifiers=["Shift"])
    hands.page.keyboard.press("Control+c")
    other = lay_out(person, {0: LEFT})
    page = hands.page.context.new_page()
    there = Hands(page)
    there.open(other.project)
    there.seek(31)
    there.key("Left").focus()
    page.keyboard.press("Control+v")
    expect(there.toasts).to_contain_text("does not have 2 poses that the keys show: Middle, Right")
    assert there.times() == {"Left": 1}
    there.button("Bring them over").click()
    expect(there.key("Right", 43)).to_be_visible()
    assert there.times() == {"Left": 1, "Middle": 31, "Right": 43}
    assert there.step() == "Paste 2 keys"


def test_markers_and_the_range(hands: Hands) -> None:
    keys = hands.page.keyboard
    hands.seek(9)
    hands.key("Left").focus()
    keys.press("m")
    form = hands.page.get_by_role("dialog", name="New marker")
    expect(form.get_by_role("textbox", name="Name")).to_be_focused()
    keys.type("놓기 👋")
    keys.press("Enter")
    marker = hands.timeline.get_by_role("button", name=re.compile("^놓기 👋, frame 9"))
    expect(marker).to_be_visible()
    hands.carry(marker, (hands.x(20) + 3, 0), at=(3, 8))
    expect(hands.chip).to_contain_text("frame 9 → 20")
    hands.page.mouse.up()
    expect(hands.timeline.get_by_role("button", name=re.compile("^놓기 👋, frame 20"))).to_be_visible()
    hands.key("Left").focus()
    keys.press(">")
    assert hands.page.evaluate("() => window.kf.store.frame.value") == 19

    keys.press("o")
    hands.seek(5)
    hands.key("Left").focus()
    keys.press("i")
    both = "() => window.kf.store.inOut.value"
    assert hands.page.evaluate(both) == {"in": 4, "out": 20}
    hands.carry(hands.timeline.locator("[data-range=in]"), (hands.x(8) + 2, 0), at=(12, 8))
    hands.page.mouse.up()
    hands.reload()
    assert hands.page.evaluate(both) == {"in": 7, "out": 20}
    hands.key("Left").focus()
    keys.press("x")
    assert hands.page.evaluate(both) == {"in": None, "out": None}


def test_a_drawing_becomes_a_key(hands: Hands) -> None:
    keys = hands.page.keyboard
    hands.seek(7)
    hands.key("Left").focus()
    keys.press("b")
    expect(hands.toasts).to_contain_text("Only a rendered drawing can become a key.")
    hands.render()
    hands.rendered()
    before = hands.pixels()
    keys.press("b")
    expect(hands.key("Left to Middle", 7)).to_be_visible()
    assert hands.step() == "Make a key of frame 7"
    expect(hands.segment("Left", "Left to Middle")).to_have_accessible_name(re.compile("^5 in-betweens"))
    hands.page.evaluate(TWO_FRAMES)
    assert abs(hands.pixels().astype(int) - before).mean() < 2
    keys.press("Control+z")
    assert hands.times() == {"Left": 1, "Middle": 13, "Right": 25}
    expect(hands.pose("Left to Middle")).to_have_count(0)
    keys.press("Control+Shift+z")
    expect(hands.pose("Left to Middle")).to_be_visible()
    expect(hands.key("Left to Middle", 7)).to_be_visible()


def test_the_menu_of_a_key_by_keys(hands: Hands) -> None:
    hands.key("Middle").focus()
    hands.page.keyboard.press("Shift+F10")
    expect(hands.page.get_by_role("menuitem", name="Open in the inspector")).to_be_focused()
    hands.page.keyboard.press("End")
    hands.page.keyboard.press("Enter")
    assert hands.times() == {"Left": 1, "Right": 13}


def test_another_rate_keeps_the_seconds_or_the_frames(hands: Hands) -> None:
    hands.timeline.locator(".tl-scroll").click(position={"x": 900, "y": 90})
    hands.tab("Shot and project")
    hands.inspector.get_by_role("combobox", name="Frame rate").select_option("24/1")
    dialog = hands.page.get_by_role("dialog", name="Frames per second")
    expect(dialog).to_contain_text("This shot keeps its 2.08 s and has 49 frames instead of 25.")
    dialog.get_by_role("button", name="Change the rate").click()
    assert hands.times() == {"Left": 1, "Middle": 25, "Right": 49}
    assert hands.step() == "Change the frame rate to 24"


def test_fingers(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 12: MIDDLE, 24: RIGHT})
    hands = sit_down(visitors, person, scene, has_touch=True, viewport={"width": 1180, "height": 820})
    fingers = Fingers(hands.page)
    box = hands.key("Middle").bounding_box()
    assert box is not None
    x, y = box["x"] + 8, box["y"] + 30
    fingers.down((x, y))
    hands.page.locator("[role=menu] [role=menuitem]", has_text="Select more").wait_for(state="attached")
    fingers.up()
    hands.choose("Select more by tapping")
    hands.key("Right").tap()
    assert len(hands.page.evaluate("() => [...window.kf.store.selection.value]")) == 2

    width = hands.x(2) - hands.x(1)
    fingers.down((x, y))
    fingers.move((x + 12, y))
    fingers.move((x + 3 * width, y))
    hands.page.evaluate(TWO_FRAMES)
    fingers.up()
    assert hands.times() == {"Left": 1, "Middle": 16, "Right": 28}

    fingers.down((500, y), (600, y))
    fingers.move((400, y), (700, y))
    fingers.up()
    hands.page.wait_for_function(
        "(before) => document.querySelector('kf-minimap').view.px.value > 2 * before", arg=width
    )
    assert hands.times() == {"Left": 1, "Middle": 16, "Right": 28}


class Fingers:
    """
    Fingers on a page.
    """

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)

    def down(self, *places: tuple[float, float]) -> None:
        """
        Put one finger after the other down.
        """
        for count in range(1, len(places) + 1):
            self._send("touchStart", places[:count])

    def move(self, *places: tuple[float, float]) -> None:
        """
        Move all that are down.
        """
        self._send("touchMove", places)

    def up(self) -> None:
        """
        Lift all.
        """
        self._send("touchEnd", ())

    def _send(self, kind: str, places: tuple[tuple[float, float], ...]) -> None:
        points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(places)]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
