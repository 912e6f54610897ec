"""
The whole way of a person with a mouse: a stranger comes, places poses, renders, and takes a film home.
"""

from __future__ import annotations

import re
from pathlib import Path

import av
import numpy as np
import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.desk import Desk, eventually
from tests.browser.pictures import BLUE, GREEN, LEFT, MIDDLE, RED, RIGHT, SIZE, broken, plate
from tests.browser.visitors import Visitors

pytestmark = pytest.mark.timeout(180)


def test_a_stranger_finds_a_sample_and_begins_an_empty_project(visitors: Visitors) -> None:
    page = visitors.stranger()
    page.goto("/")
    desk = Desk(page).ready()
    expect(page.get_by_role("textbox", name="Project title")).to_have_value("The girl and the star")
    expect(page.get_by_text("You are working as a guest.")).to_be_visible()
    expect(desk.library.get_by_role("option")).to_have_count(9)
    expect(desk.key("Reach")).to_be_visible()
    page.get_by_title("Shots").click()
    expect(page.get_by_role("dialog", name="Shots").get_by_role("listitem")).to_have_count(2)
    page.keyboard.press("Escape")

    empty_project(page)
    expect(desk.stage.get_by_role("heading", name="Two poses make a movement")).to_be_visible()
    expect(desk.transport.get_by_role("button", name=re.compile("^Render"))).to_be_disabled()


def test_what_is_pressed_before_the_scripts_have_come_is_done_when_they_have(visitors: Visitors) -> None:
    page = visitors.stranger()
    page.goto("/")
    Desk(page).ready()
    held: list[Route] = []
    # Playwright leaves a mark on what it is given, and a list's own method takes none.
    page.route("**/*.js", lambda route: held.append(route))  # noqa: PLW0108
    page.goto("/projects", wait_until="commit")
    page.get_by_role("button", name="New project").first.click()
    page.get_by_role("menuitem", name="Empty project").click()
    page.unroute("**/*.js")  # which lets go of those that were held
    assert held
    page.wait_for_url(re.compile(r"/projects/[0-9a-f-]{36}$"))


def test_many_pictures_are_uploaded_at_once_and_a_refused_one_says_why(visitors: Visitors) -> None:
    visitors.expect("status of 422")
    desk = begin(visitors)
    desk.upload([RIGHT.file(), broken(), LEFT.file(), MIDDLE.file()])
    for disc in (LEFT, MIDDLE, RIGHT):
        expect(desk.pose(disc.name)).to_be_visible()
    refused = desk.library.get_by_role("listitem").filter(has_text="Broken.png")
    expect(refused.get_by_role("alert")).to_have_text(re.compile(r"damaged.*Save it again"))
    expect(refused.get_by_role("button", name="Try again")).to_have_count(0)
    refused.get_by_role("button", name="Dismiss Broken.png").click()
    expect(refused).to_have_count(0)
    desk.reload()
    expect(desk.library.get_by_role("option")).to_have_count(3)


def test_an_upload_that_got_lost_on_the_way_is_sent_again(visitors: Visitors) -> None:
    visitors.expect("ERR_FAILED|ERR_INTERNET_DISCONNECTED")
    desk = begin(visitors)
    desk.page.route("**/poses", lambda route: route.abort())
    desk.upload([LEFT.file()])
    lost = desk.library.get_by_role("listitem").filter(has_text="Left.png")
    expect(lost.get_by_role("alert")).to_have_text(re.compile("could not be reached. Nothing is lost"))
    desk.page.unroute("**/poses")
    lost.get_by_role("button", name="Try again").click()
    expect(desk.pose("Left")).to_be_visible()
    expect(lost).to_have_count(0)


def test_poses_are_placed_moved_and_held_at_exact_frames(visitors: Visitors) -> None:
    desk = begin(visitors)
    desk.upload([LEFT.file(), MIDDLE.file(), RIGHT.file()])
    expect(desk.pose("Right")).to_be_visible()

    desk.drag_pose("Left", 1)
    expect(desk.key("Left", 1)).to_be_visible()
    desk.drag_pose("Middle", 11)
    expect(desk.key("Middle", 11)).to_be_visible()
    desk.pose("Right").click()
    desk.frame.fill("31")
    desk.frame.press("Enter")
    desk.button(re.compile("^Add key")).click()
    expect(desk.key("Right", 31)).to_be_visible()

    desk.drag_key("Middle", 17)
    expect(desk.key("Middle", 17)).to_be_visible()
    desk.page.keyboard.press("Alt+ArrowRight")
    expect(desk.key("Middle", 18)).to_be_visible()
    desk.page.keyboard.press("Alt+Shift+ArrowLeft")
    expect(desk.key("Middle", 8)).to_be_visible()
    desk.tab("Key")
    desk.type_number("Frame", "+4")
    expect(desk.key("Middle", 12)).to_be_visible()
    desk.type_number("Hold, in frames", "3")
    expect(desk.key("Middle", 12)).to_have_accessible_name(re.compile("held 3 frames"))
    desk.drag_hold("Middle", 5)
    expect(desk.key("Middle", 12)).to_have_accessible_name(re.compile("held 5 frames"))
    expect(desk.segment("Left", "Middle")).to_have_accessible_name(re.compile("^10 in-betweens"))
    expect(desk.segment("Middle", "Right")).to_have_accessible_name(re.compile("^14 in-betweens"))

    desk.key("Right", 31).click()
    desk.page.keyboard.press("Delete")
    expect(desk.key("Right")).to_have_count(0)
    desk.button(re.compile("^Undo: Delete Right")).click()
    expect(desk.key("Right", 31)).to_be_visible()

    desk.reload()
    expect(desk.keys()).to_have_count(3)
    for name, frame in (("Left", 1), ("Middle", 12), ("Right", 31)):
        expect(desk.key(name, frame)).to_be_visible()
    expect(desk.key("Middle")).to_have_accessible_name(re.compile("held 5 frames"))


def test_undo_and_redo_go_back_and_forth_through_every_edit(visitors: Visitors) -> None:
    desk = begin(visitors)
    desk.upload([LEFT.file(), RIGHT.file()])
    expect(desk.pose("Right")).to_be_visible()
    desk.button("Place the first two poses").click()
    desk.drag_key("Right", 16)
    expect(desk.key("Right", 16)).to_be_visible()
    desk.button(re.compile("^Undo: Move Right to frame 16")).click()
    expect(desk.key("Right", 14)).to_be_visible()
    desk.button(re.compile("^Undo: Place Right")).click()
    expect(desk.keys()).to_have_count(1)
    desk.button(re.compile("^Redo: Place Right")).click()
    desk.button(re.compile("^Redo: Move Right")).click()
    expect(desk.key("Right", 16)).to_be_visible()
    desk.reload()
    expect(desk.key("Right", 16)).to_be_visible()


def test_shots_are_added_renamed_and_reordered(visitors: Visitors) -> None:
    desk = begin(visitors)
    desk.upload([LEFT.file(), RIGHT.file()])
    expect(desk.pose("Right")).to_be_visible()
    desk.button("Place the first two poses").click()
    page = desk.page
    shots = page.get_by_role("dialog", name="Shots")
    for name in ("Chase", "Landing"):
        page.get_by_title("Shots").click()
        shots.get_by_role("button", name="Add a shot").click()
        shots.get_by_role("textbox", name="Name of the shot").fill(name)
        page.keyboard.press("Enter")
        expect(shots.get_by_role("listitem").filter(has_text=name)).to_be_visible()
        page.keyboard.press("Escape")
    page.get_by_title("Shots").click()
    shots.get_by_role("button", name="Move Landing up").click()
    shots.get_by_role("button", name="Move Landing up").click()
    expect(shots.get_by_role("listitem")).to_have_text(
        [re.compile("Landing"), re.compile("Shot 1"), re.compile("Chase")]
    )
    shots.get_by_role("button", name="Delete Chase").click()
    expect(shots.get_by_role("listitem")).to_have_count(2)
    page.keyboard.press("Escape")
    desk.reload()
    page.get_by_title("Shots").click()
    expect(shots.get_by_role("listitem")).to_have_text(
        [re.compile("Landing"), re.compile("Shot 1.*14 frames")]
    )


def test_a_shot_has_a_background_and_the_project_a_rate_and_a_size(visitors: Visitors) -> None:
    desk = begin(visitors)
    desk.upload([LEFT.file(), RIGHT.file()])
    expect(desk.pose("Right")).to_be_visible()
    desk.button("Place the first two poses").click()
    desk.tab("Shot and project")
    desk.inspector.get_by_label("Frame rate").select_option(label="12 fps")
    desk.page.get_by_label("Keep the frames").check()
    desk.button("Change the rate").click()
    desk.type_number("Width in pixels", str(SIZE[0]))
    desk.type_number("Height in pixels", str(SIZE[1]))
    expect(desk.status).to_contain_text("12 fps")
    expect(desk.status).to_contain_text("320 × 180")
    desk.full_size()

    desk.inspector.get_by_label("Colour").fill("#1e9646")
    shows(desk, 60, RED)
    shows(desk, 200, GREEN)
    with desk.page.expect_file_chooser() as chooser:
        desk.inspector.get_by_role("button", name="Upload one").click()
    chooser.value.set_files([plate("Sky", BLUE)])
    expect(desk.pose("Sky")).to_be_visible()
    desk.inspector.get_by_role("button", name="Choose a picture").click()
    desk.page.get_by_role("menuitemradio", name="Sky").click()
    shows(desk, 60, RED)
    shows(desk, 200, BLUE)

    desk.reload()
    desk.full_size()
    shows(desk, 200, BLUE)
    expect(desk.status).to_contain_text("12 fps")
    desk.button(re.compile("^Next key")).click()
    expect(desk.frame).to_have_value("14")
    shows(desk, 260, RED)


def test_a_film_of_a_shot_and_of_the_project_is_taken_home(visitors: Visitors, tmp_path: Path) -> None:
    desk = begin(visitors)
    page = desk.page
    desk.upload([LEFT.file(), RIGHT.file()])
    expect(desk.pose("Right")).to_be_visible()
    desk.button("Place the first two poses").click()
    desk.tab("Shot and project")
    desk.inspector.get_by_label("Frame rate").select_option(label="12 fps")
    desk.page.get_by_label("Keep the frames").check()
    desk.button("Change the rate").click()
    desk.type_number("Width in pixels", str(SIZE[0]))
    desk.type_number("Height in pixels", str(SIZE[1]))
    page.get_by_title("Shots").click()
    page.get_by_role("button", name="Add a shot").click()
    expect(page.get_by_role("textbox", name="Name of the shot")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    desk.pose("Left").click()
    desk.button(re.compile("^Add key")).click()
    desk.tab("Key")
    desk.type_number("Hold, in frames", "6")

    desk.button("Download").click()
    dialog = page.get_by_role("dialog", name="Download the film")
    dialog.get_by_role("button", name="Write the film").click()
    assert probe(download(page, tmp_path)) == ("h264", "yuv420p", SIZE, 12, 6)

    dialog.get_by_role("button", name="Whole project").click()
    expect(dialog.get_by_text("12 in-betweens are not rendered as they are now.")).to_be_visible()
    dialog.get_by_role("button", name=re.compile("^Render 12 in-betweens")).click()
    film = download(page, tmp_path)
    assert probe(film) == ("h264", "yuv420p", SIZE, 12, 20)
    first, last = pictures_of(film)[0], pictures_of(film)[13]
    assert np.abs(first[90, 60].astype(int) - RED).max() < 12
    assert np.abs(last[90, 260].astype(int) - RED).max() < 12
    assert np.abs(last[90, 60].astype(int) - last[5, 5]).max() < 12


# -- what these tests have in common --------------------------------------------------------------------


def begin(visitors: Visitors) -> Desk:
    """
    A stranger in an empty project.
    """
    page = visitors.stranger()
    page.goto("/")
    return empty_project(page)


def empty_project(page: Page) -> Desk:
    """
    From the editor to the list of projects, and to a new one.
    """
    page.get_by_role("link", name="kfweb, all projects").click()
    page.get_by_role("button", name="New project").first.click()
    page.get_by_role("menuitem", name="Empty project").click()
    page.wait_for_url(re.compile(r"/projects/[0-9a-f-]{36}$"))
    return Desk(page).ready()


def shows(desk: Desk, x: int, colour: tuple[int, int, int]) -> None:
    """
    Expect a colour in the middle of the stage's height.
    """
    eventually(
        lambda: tuple(desk.pixels()[SIZE[1] // 2, x]) == colour, desk.page, f"the stage shows {colour} at {x}"
    )


def download(page: Page, folder: Path) -> Path:
    """
    Press Download in the open dialog once it is offered.
    """
    with page.expect_download(timeout=60_000) as wait:
        page.get_by_role("dialog").get_by_role("link", name="Download").click(timeout=60_000)
    path = folder / wait.value.suggested_filename
    wait.value.save_as(path)
    assert path.suffix == ".mp4"
    return path


def probe(film: Path) -> tuple[str, str, tuple[int, int], int, int]:
    """
    Codec, pixels, size, rate and number of pictures of a film.
    """
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        assert stream.average_rate is not None and stream.pix_fmt is not None
        frames = sum(1 for _ in container.decode(stream))
        rate = int(stream.average_rate)
        return stream.codec_context.name, stream.pix_fmt, (stream.width, stream.height), rate, frames


def pictures_of(film: Path) -> list[np.ndarray]:
    """
    Every picture of a film as RGB.
    """
    with av.open(str(film)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
