"""The sample's backdrops, its shots in frames, and the pages' pictures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from editor.sample import backdrops, figures, plan
from editor.sample.art import PICTURES, write

COMMITTED = Path(__file__).parents[3] / "static" / "img" / "art"


def test_one_opaque_backdrop_for_each_shot_at_any_size() -> None:
    for size in ((320, 180), (960, 540), (300, 400)):
        scenes = backdrops(size)
        assert list(scenes) == [shot["backdrop"] for shot in plan()]
        assert {(scene.mode, scene.size) for scene in scenes.values()} == {("RGB", size)}


def test_the_shots_are_seen_from_two_places() -> None:
    first, second = (np.asarray(scene, int) for scene in backdrops((320, 180)).values())
    assert np.abs(first - second).mean() > 3


def test_a_backdrop_is_the_same_bytes_each_time() -> None:
    first, again = backdrops((320, 180)), backdrops((320, 180))
    assert [scene.tobytes() for scene in first.values()] == [scene.tobytes() for scene in again.values()]


def test_she_can_be_told_from_the_scenery_all_along_her_edge() -> None:
    """What lies over the scenery must differ from it, or the cut-out's edge cannot be seen."""
    size = (640, 360)
    scene = np.asarray(backdrops(size)["Meadow at dusk"], int)
    for picture in figures(size).values():
        pixels = np.asarray(picture, int)
        inside = pixels[..., 3] > 127
        differs = np.abs(pixels[..., :3] - scene).sum(2) > 60
        assert differs[inside].mean() > 0.97


def test_the_plan_is_in_whole_frames_and_in_order() -> None:
    known = figures((320, 180))
    for shot in plan():
        end = 0
        for key in shot["keys"]:
            assert key["pose"] in known
            assert key["ease"] in {"linear", "in", "out", "both"}
            assert key["hold"] >= 1
            assert key["frame"] >= end
            end = key["frame"] + key["hold"]


def test_the_first_shot_catches_a_star() -> None:
    shot = plan()[0]
    assert [tuple(key.values()) for key in shot["keys"]] == [
        ("stand", 0, 9, "both"),
        ("reach", 32, 7, "both"),
        ("hold", 58, 14, "linear"),
    ]


def test_the_second_shot_jumps_for_joy() -> None:
    shot = plan()[1]
    assert [key["pose"] for key in shot["keys"]] == ["stand", "crouch", "jump", "land", "stand", "wave"]
    assert [key["frame"] for key in shot["keys"]] == [0, 12, 24, 35, 48, 65]
    assert [key["ease"] for key in shot["keys"]] == ["both", "out", "in", "both", "both", "linear"]
    assert shot["keys"][-1]["frame"] + shot["keys"][-1]["hold"] == 79


def test_the_pages_pictures_are_small_and_are_the_committed_ones(tmp_path: Path) -> None:
    for path in write(tmp_path):
        assert path.stat().st_size < 60_000
        with Image.open(path) as drawn, Image.open(COMMITTED / path.name) as committed:
            assert drawn.size == committed.size
            pixels, before = (np.asarray(picture.convert("RGBA"), int) for picture in (drawn, committed))
        # Another version of the WebP library may press the same drawing into other bytes.
        assert np.abs(pixels - before).mean() < 2


@pytest.mark.parametrize("name", PICTURES)
def test_a_page_picture_is_the_same_each_time(name: str) -> None:
    assert PICTURES[name]().tobytes() == PICTURES[name]().tobytes()
