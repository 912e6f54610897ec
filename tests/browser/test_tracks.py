"""
Two tracks: what stands above is a cut-out, and the stage and the film show it over what is below.
"""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk, eventually
from tests.browser.pictures import BLUE, RED, SIZE, Disc
from tests.browser.scenes import GROUND_RGB, Scene, lay_out
from tests.browser.visitors import Visitors
from tests.person import Person, hear, place

pytestmark = pytest.mark.timeout(180)

# Behind, a red disc that stays at 80; before it a blue one, at 110 until the last frame.
BACK, BACK_TOO = Disc("Back", 80, RED), Disc("Back too", 80, RED)
FRONT, AWAY = Disc("Front", 110, BLUE), Disc("Away", 260, BLUE)
BEHIND, BEFORE, BESIDE = 60, 100, 200
"""
Where on the middle line only the one behind is seen, where the other covers it, and where nobody is.
"""


def above(scene: Scene, name: str, discs: dict[int, Disc]) -> None:
    """
    Put discs on a new track over all others.
    """
    track = str(uuid.uuid4())
    to = {"shot": scene.shot, "name": name, "order": "z"}
    operations: list[dict[str, Any]] = [{"do": "create", "on": "track", "id": track, "to": to}]
    for frame, disc in discs.items():
        file = disc.file()
        pose = scene.person.upload(scene.project, file["name"], file["buffer"])
        key = place(scene.shot, pose["id"], frame, method="hold")
        key["to"]["track"] = track
        scene.keys[disc.name] = key["id"]
        operations.append(key)
    scene.person.edit(scene.project, *operations)


def test_a_cut_out_is_seen_over_the_track_below_on_the_stage_and_in_the_film(
    visitors: Visitors, person: Person, tmp_path: Path
) -> None:
    scene = lay_out(person, {0: BACK, 6: BACK_TOO}, method="crossfade")
    above(scene, "Foreground", {0: FRONT, 6: AWAY})
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    desk.render()
    desk.rendered()
    assert {one["state"] for one in desk.segments().values()} == {"fresh"}

    desk.full_size()
    go_to(desk, 4)
    shows(desk, {BEHIND: RED, BEFORE: BLUE, BESIDE: GROUND_RGB})
    looks(film(scene, tmp_path)[3], {BEHIND: RED, BEFORE: BLUE, BESIDE: GROUND_RGB})

    desk.button("Hide Foreground").click()
    shows(desk, {BEHIND: RED, BEFORE: RED, BESIDE: GROUND_RGB})
    desk.saved()
    looks(film(scene, tmp_path)[3], {BEHIND: RED, BEFORE: RED, BESIDE: GROUND_RGB})
    expect(desk.transport.get_by_text("All rendered")).to_be_visible()


def test_the_frames_from_in_to_out_are_taken_home(visitors: Visitors, person: Person, tmp_path: Path) -> None:
    scene = lay_out(person, {0: BACK, 6: BACK_TOO, 20: AWAY})
    person.post(f"/projects/{scene.project}/renders", {"keyframes": [scene.keys["Back"]]})
    desk = Desk(visitors.browser_of(person)).open(scene.project)
    eventually(
        lambda: desk.segments()[scene.keys["Back"]]["state"] == "fresh",
        desk.page,
        "the first segment is drawn",
        60,
    )
    for frame, press in ((3, "i"), (6, "o")):
        go_to(desk, frame)
        desk.frame.blur()
        desk.page.keyboard.press(press)
    desk.button("Download").first.click()
    dialog = desk.page.get_by_role("dialog", name="Download the film")
    dialog.get_by_text("In to out").click()
    dialog.get_by_role("button", name="Write the film").click()
    with desk.page.expect_download(timeout=60_000) as wait:
        dialog.get_by_role("link", name="Download").click(timeout=60_000)
    wait.value.save_as(tmp_path / "part.mp4")
    with av.open(str(tmp_path / "part.mp4")) as container:
        assert sum(1 for _ in container.decode(video=0)) == 4


def go_to(desk: Desk, frame: int) -> None:
    """
    Put the playhead on a frame, as people read it.
    """
    desk.frame.fill(str(frame))
    desk.frame.press("Enter")


def shows(desk: Desk, colours: dict[int, tuple[int, int, int]]) -> None:
    """
    Expect colours on the stage's middle line.
    """
    eventually(
        lambda: all(near(desk.pixels()[SIZE[1] // 2, x], colour) for x, colour in colours.items()),
        desk.page,
        f"the stage shows {colours}",
    )


def looks(picture: np.ndarray, colours: dict[int, tuple[int, int, int]]) -> None:
    """
    Demand colours on a picture's middle line.
    """
    for x, colour in colours.items():
        assert near(picture[SIZE[1] // 2, x], colour), (x, picture[SIZE[1] // 2, x], colour)


def near(pixel: np.ndarray, colour: tuple[int, int, int]) -> bool:
    """
    Whether a pixel has a colour, as nearly as JPEG and H.264 keep it.
    """
    return bool(np.abs(pixel.astype(int) - colour).max() <= 12)


def film(scene: Scene, folder: Path) -> list[np.ndarray]:
    """
    The pictures of a film of the shot as it is now, downloaded.
    """
    with scene.person.live(scene.project) as socket:
        made = scene.person.post(f"/projects/{scene.project}/exports", {"shot": scene.shot})["export"]
        while made["state"] not in ("ready", "failed"):
            made = hear(socket, "export")
    assert made["state"] == "ready", made["error"]
    path = folder / f"{made['id']}.mp4"
    path.write_bytes(scene.person.http.get(made["url"]).raise_for_status().content)
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
