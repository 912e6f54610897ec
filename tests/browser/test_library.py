"""
The library: finding, sorting and changing pictures, by mouse, by keys and by touch.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.desk import Desk, eventually
from tests.browser.pictures import BLUE, LEFT, MIDDLE, RED, RIGHT, Disc, plate
from tests.browser.scenes import lay_out
from tests.browser.test_journey import begin, shows
from tests.browser.test_pages import barriers, looking
from tests.browser.visitors import Visitors
from tests.person import Person

pytestmark = pytest.mark.timeout(180)

FOX = "여우 🦊"


def test_characters_group_the_library_and_poses_are_given_to_them(visitors: Visitors) -> None:
    desk = with_discs(visitors)
    choose_view(desk, "New character…")
    dialog = desk.page.get_by_role("dialog", name="New character")
    dialog.get_by_label("Name").fill(FOX)
    dialog.get_by_role("radio", name="Violet").check()
    dialog.get_by_role("radio", name=re.compile("Prop")).check()
    dialog.get_by_role("button", name="Make the character").click()
    expect(group(desk, "No character").get_by_role("option")).to_have_count(3)

    desk.pose("Left").click()
    desk.pose("Middle").click(modifiers=["Shift"])
    expect(desk.library.get_by_role("toolbar")).to_contain_text("2 chosen")
    desk.library.get_by_role("toolbar").get_by_role("button", name="Shows…").click()
    desk.page.get_by_role("menuitemradio", name=FOX).click()
    expect(group(desk, FOX).get_by_role("option")).to_have_count(2)
    carry(desk.pose("Right"), desk.library.locator(f".who:has-text('{FOX}')"))
    expect(group(desk, FOX).get_by_role("option")).to_have_count(3)

    desk.pose("Left").click()
    menu(desk, "Left", "Set as reference card")
    expect(desk.pose("Left")).to_have_accessible_name(re.compile("reference card"))
    desk.library.get_by_role("button", name=f"More for {FOX}").click()
    desk.page.get_by_role("menuitem", name="Delete the character").click()
    expect(desk.page.get_by_role("dialog")).to_contain_text("3 poses stay and show no character")
    desk.page.get_by_role("dialog").get_by_role("button", name=f"Delete {FOX}").click()
    expect(desk.library.get_by_role("listbox", name="Poses").get_by_role("option")).to_have_count(3)
    desk.toasts.get_by_role("button", name="Undo").click()
    desk.reload()
    expect(group(desk, FOX).get_by_role("option")).to_have_count(3)


def test_pictures_are_found_by_name_and_tag_and_sorted_by_use(visitors: Visitors) -> None:
    desk = with_discs(visitors)
    desk.pose("Left").click()
    desk.pose("Right").click(modifiers=["Control"])
    desk.library.get_by_role("toolbar").get_by_role("button", name="Tags…").click()
    dialog = desk.page.get_by_role("dialog", name="Tags of 2 pictures")
    dialog.get_by_label("New tag").fill("run")
    desk.page.keyboard.press("Enter")
    expect(dialog.get_by_role("checkbox", name="run")).to_be_checked()
    dialog.get_by_role("button", name="Done").click()

    tags = desk.library.get_by_role("group", name="Show only what has the tag")
    tags.get_by_role("button", name="run").click()
    expect(desk.library.get_by_role("option")).to_have_count(2)
    tags.get_by_role("button", name="run").click()
    desk.library.get_by_role("button", name="Find a pose").click()
    desk.page.keyboard.type("midd")
    expect(desk.library.get_by_role("option")).to_have_count(1)
    desk.library.get_by_label("Find a pose").nth(-1).fill("nobody")
    desk.library.get_by_role("button", name="Show all").click()
    expect(desk.library.get_by_role("option")).to_have_count(3)

    desk.pose("Right").click()
    desk.page.keyboard.press("Enter")
    expect(desk.key("Right")).to_be_visible()
    choose_view(desk, "Most used first")
    expect(desk.library.get_by_role("option").first).to_have_accessible_name(re.compile("^Right, 1 key"))


def test_how_often_a_pose_is_used_leads_to_its_keys_one_after_the_other(
    visitors: Visitors, person: Person
) -> None:
    scene = lay_out(person, {0: LEFT, 5: MIDDLE})
    pose = scene.read()["keyframes"][0]["pose"]
    again = {"shot": scene.shot, "pose": pose, "frame": 20, "hold": 1, "method": "hold"}
    person.edit(
        scene.project,
        {"do": "create", "on": "keyframe", "id": "8a3f4a52-0000-4000-8000-000000000001", "to": again},
    )
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    uses = desk.library.get_by_title("Go to the next key of Left")
    expect(uses).to_have_text("2 keys")
    uses.click()
    expect(desk.frame).to_have_value("21")
    uses.click()
    expect(desk.frame).to_have_value("1")
    desk.pose("Left").focus()
    desk.page.keyboard.press("Shift+Enter")
    expect(desk.frame).to_have_value("21")


def test_everything_a_card_can_do_is_done_by_keys(visitors: Visitors) -> None:
    desk = with_discs(visitors)
    page = desk.page
    desk.pose("Left").focus()
    page.keyboard.press("ArrowRight")
    expect(desk.pose("Middle")).to_be_focused()
    page.keyboard.press("F2")
    page.keyboard.type("שלום")
    page.keyboard.press("Enter")
    expect(desk.pose("שלום")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+ArrowRight")
    expect(desk.library.locator("[aria-selected=true]")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(desk.library.locator("[aria-selected=true]")).to_have_count(1)
    page.keyboard.press("Control+a")
    page.keyboard.press("Enter")
    expect(desk.toasts).to_contain_text("3 poses placed, from frame 1 to 27.")
    expect(desk.keys()).to_have_count(3)

    page.keyboard.press("Escape")
    desk.pose("Left").focus()
    page.keyboard.press("Shift+F10")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("d")
    expect(page.get_by_role("menuitem", name="Duplicate")).to_be_focused()
    page.keyboard.press("Enter")
    expect(desk.pose("Left 2")).to_be_focused()
    page.keyboard.press("Delete")
    expect(desk.pose("Left 2")).to_have_count(0)
    expect(desk.toasts).to_contain_text("Left 2 is in the bin.")
    desk.toasts.get_by_role("button", name="Undo").last.click()
    expect(desk.pose("Left 2")).to_be_visible()


def test_a_finger_that_rests_on_a_card_opens_its_menu(visitors: Visitors, person: Person) -> None:
    scene = lay_out(person, {0: LEFT, 5: RIGHT})
    page = visitors.browser_of(person, has_touch=True, viewport={"width": 390, "height": 780})
    desk = Desk(page).open(scene.project)
    page.get_by_role("button", name="Poses").click()
    expect(desk.pose("Left")).to_be_in_viewport()
    box = desk.pose("Left").bounding_box()
    assert box
    touch = page.context.new_cdp_session(page)
    place = [{"x": box["x"] + 30, "y": box["y"] + 30}]
    page.evaluate("addEventListener('pointerdown', (down) => (window.began = down.timeStamp), true)")
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": place})
    page.wait_for_function("() => performance.now() - window.began > 500")  # as long as a finger rests
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.get_by_role("menuitem", name="Choose several").click()
    desk.pose("Right").tap()
    expect(desk.library.get_by_role("toolbar")).to_contain_text("2 chosen")


def test_a_pose_is_cropped_by_numbers_and_by_hand_and_cut_anew_from_its_original(visitors: Visitors) -> None:
    desk = with_discs(visitors)
    page = desk.page
    menu(desk, "Left", "Crop and straighten…")
    dialog = page.get_by_role("dialog", name="Crop and straighten Left")
    dialog.get_by_label("Width").fill("160")
    dialog.get_by_label("Width").press("Tab")
    dialog.get_by_label("Left", exact=True).fill("-20")
    dialog.get_by_label("Left", exact=True).press("Tab")
    expect(dialog).to_contain_text("160 × 180 pixels")
    corner = dialog.get_by_role("button", name=re.compile("^Bottom right corner"))
    corner.focus()
    page.keyboard.press("Shift+ArrowUp")
    expect(dialog.get_by_label("Height")).to_have_value("170")
    dialog.get_by_role("button", name="Apply").click()
    expect(desk.toasts).to_contain_text("Left is cropped.")
    eventually(lambda: size_of(desk, "Left") == [160, 170], page, "the pose has its new size")

    menu(desk, "Left", "Crop and straighten…")
    expect(dialog.get_by_label("Left", exact=True)).to_have_value("-20")
    dialog.get_by_role("button", name="Fill the film").click()
    drag(page, dialog.locator(".crop-frame"), 0, 30)
    expect(dialog.get_by_label("Left", exact=True)).to_have_value("0")
    dialog.get_by_role("button", name="90° right").click()
    dialog.get_by_role("button", name="Whole picture again").click()
    dialog.get_by_role("button", name="Apply").click()
    eventually(lambda: size_of(desk, "Left") == [320, 180], page, "the original is back")
    page.keyboard.press("Control+z")
    eventually(lambda: size_of(desk, "Left") == [160, 170], page, "undo brought the crop back")


def test_a_replaced_picture_says_what_went_stale_and_an_older_one_comes_back(
    visitors: Visitors, person: Person
) -> None:
    scene = lay_out(person, {0: LEFT, 5: RIGHT})
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    desk.render()
    desk.rendered()
    drop(desk, desk.pose("Left"), [Disc("Blue", 60, BLUE).file()], said="Replace")
    expect(desk.toasts).to_contain_text("Left has a new picture. 1 segment went stale.")
    expect(desk.segment("Left", "Right", "stale")).to_be_visible()
    shows(desk, *middle(desk, BLUE))

    menu(desk, "Left", "Versions…")
    dialog = desk.page.get_by_role("dialog", name="Versions of Left")
    expect(dialog.get_by_role("listitem")).to_have_count(2)
    dialog.get_by_role("button", name=re.compile("^Use the picture of")).click()
    desk.rendered()
    shows(desk, *middle(desk, RED))


def test_a_file_that_is_here_already_is_not_sent_again(visitors: Visitors) -> None:
    desk = with_discs(visitors)
    sent: list[str] = []
    desk.page.on(
        "request", lambda request: sent.append(request.url) if request.url.endswith("/poses") else None
    )
    desk.upload([LEFT.file()])
    known = desk.library.get_by_role("listitem").filter(has_text="Already here: Left")
    known.get_by_role("button", name="Use the one that is here").click()
    expect(known).to_have_count(0)
    assert desk.page.evaluate("() => kf.store.poses.value.get(kf.store.chosenPose.value).name") == "Left"
    assert sent == []
    desk.upload([LEFT.file()])
    known.get_by_role("button", name="Add a second one").click()
    expect(desk.library.get_by_role("option", name=re.compile("^Left(,|$)"))).to_have_count(2)
    expect(desk.toasts).to_contain_text("shows the very picture of Left")


def test_files_are_dropped_where_they_are_wanted(visitors: Visitors) -> None:
    desk = begin(visitors)
    drop(desk, desk.stage, [LEFT.file()], said="Place at frame 1")
    expect(desk.key("Left", 1)).to_be_visible()
    drop(desk, desk.timeline.locator(".trk").first, [MIDDLE.file(), RIGHT.file()], said="Place 2 in a row")
    expect(desk.keys()).to_have_count(3)
    drop(desk, desk.inspector, [plate("Sky", (120, 160, 220))], said="Lay under this shot")
    expect(desk.pose("Sky")).to_have_accessible_name(re.compile("^Sky, 1 shot"))
    drop(desk, desk.library, [Disc("Other", 100, BLUE).file()], said="Add to the poses")
    expect(desk.pose("Other")).to_be_visible()


def test_a_pose_in_use_shows_where_and_what_was_deleted_comes_back_from_the_bin(
    visitors: Visitors, person: Person
) -> None:
    scene = lay_out(person, {0: LEFT, 5: MIDDLE, 10: RIGHT})
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    desk.pose("Middle").click()
    desk.page.keyboard.press("Delete")
    dialog = desk.page.get_by_role("dialog", name="Delete Middle?")
    expect(dialog).to_contain_text("1 key in 1 shot goes too")
    dialog.get_by_role("button", name="Show where").click()
    expect(desk.frame).to_have_value("6")
    desk.pose("Middle").click()
    desk.page.keyboard.press("Delete")
    dialog.get_by_role("button", name="Delete Middle").click()
    expect(desk.keys()).to_have_count(2)
    desk.reload()

    choose_view(desk, "Bin…")
    bin_dialog = desk.page.get_by_role("dialog", name="Bin")
    keys = bin_dialog.get_by_role("listitem").filter(has_text="1 key of Shot 1")
    expect(keys).to_contain_text(re.compile("deleted .* by "))
    keys.get_by_role("button").click()
    expect(bin_dialog).to_contain_text("The bin is empty")
    bin_dialog.get_by_role("button", name="Close").click()
    expect(desk.key("Middle", 6)).to_be_visible()
    desk.page.keyboard.press("Control+z")
    expect(desk.key("Middle", 6)).to_have_count(0)
    expect(desk.pose("Middle")).to_have_count(0)


def test_an_empty_library_offers_two_poses_of_the_sample(visitors: Visitors) -> None:
    desk = begin(visitors)
    desk.library.get_by_role("button", name="Use the sample pair").click()
    expect(group(desk, "Girl in the fox cape").get_by_role("option")).to_have_count(2)
    expect(desk.pose("Stand")).to_have_accessible_name(re.compile("joints marked"))
    choose_view(desk, "Show the figures cut out")
    expect(desk.library.locator(".im--cut")).to_have_count(2)
    desk.reload()
    expect(desk.library.locator(".im--cut")).to_have_count(2)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_library_and_its_dialogs_have_no_barrier(visitors: Visitors, theme: str) -> None:
    page = looking(visitors, theme)
    page.goto("/")
    desk = Desk(page).ready()
    desk.pose("Crouch").click()
    desk.pose("Land").click(modifiers=["Shift"])
    assert barriers(page) == []
    desk.library.get_by_role("toolbar").get_by_role("button", name="Tags…").click()
    page.get_by_role("dialog").get_by_label("New tag").fill("air")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="air")).to_be_checked()
    assert barriers(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    for item, dialog in (
        ("Crop and straighten…", "Crop and straighten Stand"),
        ("Versions…", "Versions of Stand"),
    ):
        desk.pose("Stand").click()
        menu(desk, "Stand", item)
        expect(page.get_by_role("dialog", name=dialog)).to_be_visible()
        assert barriers(page) == []
        page.keyboard.press("Escape")
    desk.library.get_by_role("button", name="More for Girl in the fox cape").click()
    page.get_by_role("menuitem", name="Edit the character…").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert barriers(page) == []
    page.keyboard.press("Escape")
    desk.pose("Stand").focus()
    page.keyboard.press("F2")
    expect(page.get_by_label("Name of the pose")).to_be_focused()
    assert barriers(page) == []


def test_a_project_comes_back_from_the_bin(visitors: Visitors) -> None:
    desk = begin(visitors)
    page = desk.page
    page.goto("/projects")
    page.get_by_role("button", name="More for Untitled").click()
    page.get_by_role("menuitem", name="Move to the bin").click()
    expect(page.get_by_role("status")).to_contain_text("Untitled is in the bin.")
    page.locator("summary", has_text="Bin").click()
    page.get_by_role("button", name="Put back Untitled").click()
    expect(page.get_by_role("heading", name="Untitled").first).to_be_visible()
    expect(page.locator("summary", has_text="Bin")).to_have_count(0)


# -- what these tests have in common --------------------------------------------------------------------


def with_discs(visitors: Visitors) -> Desk:
    """
    A stranger in a project with three poses and no key.
    """
    desk = begin(visitors)
    desk.upload([LEFT.file(), MIDDLE.file(), RIGHT.file()])
    for disc in (LEFT, MIDDLE, RIGHT):
        expect(desk.pose(disc.name)).to_be_visible()
    return desk


def group(desk: Desk, name: str) -> Locator:
    return desk.library.get_by_role("listbox", name=name)


def choose_view(desk: Desk, item: str) -> None:
    desk.library.get_by_role("button", name="View and more").click()
    desk.page.get_by_role("menu", name="View and more").get_by_text(item, exact=True).click()


def menu(desk: Desk, pose: str, item: str) -> None:
    desk.pose(pose).click(button="right")
    desk.page.get_by_role("menu", name=pose).get_by_text(item, exact=True).click()


def size_of(desk: Desk, name: str) -> Any:
    """
    Width and height of a pose as the page knows them.
    """
    return desk.page.evaluate(
        """(name) => { const one = [...kf.store.poses.value.values()].find((pose) => pose.name === name);
        return [one.width, one.height]; }""",
        name,
    )


def middle(desk: Desk, colour: tuple[int, int, int]) -> tuple[int, tuple[int, int, int]]:
    """
    Where the left disc's middle is on the stage at full size, and its colour.
    """
    desk.full_size()
    desk.frame.fill("1")
    desk.frame.press("Enter")
    return LEFT.x, colour


def drag(page: Page, what: Locator, x: int, y: int) -> None:
    box = what.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + x, box["y"] + box["height"] / 2 + y, steps=4)
    page.mouse.up()


def carry(what: Locator, to: Locator) -> None:
    """
    Drag by the pointer, not by the system's own drag and drop.
    """
    page, (start, end) = what.page, (what.bounding_box(), to.bounding_box())
    assert start and end
    page.mouse.move(start["x"] + 30, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + 40, end["y"] + 10, steps=5)
    page.mouse.up()


DROP = """async ([types, x, y, files]) => {
  const data = new DataTransfer();
  for (const { name, mimeType, text } of files) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    data.items.add(new File([bytes], name, { type: mimeType }));
  }
  for (const type of types) {
    const target = document.elementFromPoint(x, y) ?? document.body;
    const event = { bubbles: true, cancelable: true, clientX: x, clientY: y, dataTransfer: data };
    target.dispatchEvent(new DragEvent(type, event));
  }
}"""


def drop(desk: Desk, onto: Locator, files: Sequence[FilePayload], *, said: str) -> None:
    """
    Drag files from outside over a part of the page, read what it says there, and let go.
    """
    box = onto.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + min(60, box["height"] / 2)
    packed = [{**file, "buffer": None, "text": base64.b64encode(file["buffer"]).decode()} for file in files]
    desk.page.evaluate(DROP, [["dragenter", "dragover"], x, y, packed])
    expect(desk.page.locator(".dropzone [data-over]").last).to_contain_text(said)
    desk.page.evaluate(DROP, [["drop"], x, y, packed])
    expect(desk.page.locator(".dropzone")).to_have_count(0)
