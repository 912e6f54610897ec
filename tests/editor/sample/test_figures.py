"""The drawing keeps its promises to whoever in-betweens it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from editor.sample import DESIGN_SIZE, PARENTS, figure, figures, joints, mix, poses
from editor.sample.character import ROOM

NAMES = ("stand", "reach", "hold", "crouch", "jump", "land", "wave")
SMALL = (640, 360)


def mask(picture: Image.Image) -> NDArray[np.bool_]:
    return np.asarray(picture.getchannel("A")) > 127


@pytest.fixture(scope="module")
def cutouts() -> dict[str, Image.Image]:
    return figures()


def test_the_seven_poses_are_cut_outs_of_the_asked_size(cutouts: dict[str, Image.Image]) -> None:
    assert tuple(cutouts) == NAMES
    assert {(picture.mode, picture.size) for picture in cutouts.values()} == {("RGBA", DESIGN_SIZE)}


@pytest.mark.parametrize("name", NAMES)
def test_a_cut_out_is_whole_and_has_nothing_but_her_in_its_alpha(
    name: str, cutouts: dict[str, Image.Image]
) -> None:
    alpha = np.asarray(cutouts[name].getchannel("A"))
    assert not (alpha[0].any() or alpha[-1].any() or alpha[:, 0].any() or alpha[:, -1].any())
    # Half-transparent pixels are her edge and nothing wider: no shadow, no glow.
    soft = ((alpha > 0) & (alpha < 255)).sum()
    assert soft < 0.06 * (alpha == 255).sum()


@pytest.mark.parametrize("name", NAMES)
def test_drawing_only_her_window_cuts_nothing_off(name: str, cutouts: dict[str, Image.Image]) -> None:
    x0, y0, x1, y1 = cutouts[name].getchannel("A").getbbox() or (0, 0, 0, 0)
    places = np.array(list(joints(poses()[name]).values()))
    (left, top), (right, bottom) = places.min(0) - ROOM[0], places.max(0) + ROOM[1]
    assert left + 2 < x0 < x1 < right - 2
    assert top + 2 < y0 < y1 < bottom - 2


@pytest.mark.parametrize("size", [(320, 180), SMALL, (854, 480), (1920, 1080)])
def test_joints_lie_in_the_figure_at_any_size(size: tuple[int, int]) -> None:
    for pose in poses().values():
        inside = mask(figure(pose, size))
        places = joints(pose, size)
        assert set(places) == set(PARENTS)
        assert all(inside[round(y), round(x)] for x, y in places.values())


def test_any_shape_of_picture_shows_her_whole() -> None:
    for size in ((400, 400), (500, 200)):
        alpha = mask(figure(poses()["reach"], size))
        assert alpha.any()
        assert not (alpha[0].any() or alpha[-1].any() or alpha[:, 0].any() or alpha[:, -1].any())


@pytest.mark.parametrize("name", NAMES)
def test_arms_are_apart_from_the_body(name: str, cutouts: dict[str, Image.Image]) -> None:
    """A wide ring around each elbow meets the arm's two bones and nothing else."""
    inside = mask(cutouts[name])
    for side in ("left", "right"):
        x, y = joints(poses()[name])[f"{side}_elbow"]
        turn = np.linspace(0, 2 * np.pi, 72, endpoint=False)
        across, down = x + 44 * np.cos(turn), y + 44 * np.sin(turn)
        ring = inside[np.round(down).astype(int), np.round(across).astype(int)]
        assert (ring & ~np.roll(ring, 1)).sum() == 2


@pytest.mark.parametrize("name", NAMES)
def test_legs_stand_apart(name: str, cutouts: dict[str, Image.Image]) -> None:
    inside, places = mask(cutouts[name]), joints(poses()[name])
    y = round((places["left_knee"][1] + places["right_knee"][1]) / 2)
    between = inside[y, round(places["right_knee"][0]) : round(places["left_knee"][0])]
    assert (~between).sum() >= 12


def test_the_same_bytes_each_time(cutouts: dict[str, Image.Image]) -> None:
    assert figure(poses()["reach"]).tobytes() == cutouts["reach"].tobytes()


@pytest.mark.parametrize(("first", "last"), [("stand", "reach"), ("stand", "wave"), ("crouch", "jump")])
def test_an_in_between_at_its_ends_is_the_key(first: str, last: str) -> None:
    a, b = poses()[first], poses()[last]
    assert mix(a, b, 0) == a
    assert mix(a, b, 1) == b
    for u, end in ((1e-6, a), (1 - 1e-6, b)):
        near = mix(a, b, u).joints
        assert all(np.allclose(near[name], end.joints[name], atol=0.5) for name in PARENTS)


@pytest.mark.parametrize(("first", "last"), [("stand", "wave"), ("stand", "reach"), ("crouch", "stand")])
def test_planted_feet_do_not_slide(first: str, last: str) -> None:
    a, b = poses()[first], poses()[last]
    for foot in ("left_foot", "right_foot"):
        if np.hypot(*np.subtract(a.joints[foot], b.joints[foot])) >= 10:
            continue
        for u in np.linspace(0, 1, 9):
            there = (1 - u) * np.array(a.joints[foot]) + u * np.array(b.joints[foot])
            assert np.allclose(mix(a, b, float(u)).joints[foot], there, atol=0.5)


def test_arms_turn_about_their_joints_and_keep_their_length() -> None:
    a, b = poses()["stand"], poses()["wave"]
    for u in (0.25, 0.5, 0.75):
        middle = mix(a, b, u).joints
        for upper, lower in (("right_shoulder", "right_elbow"), ("right_elbow", "right_hand")):
            length = np.hypot(*np.subtract(middle[upper], middle[lower]))
            assert length == pytest.approx(np.hypot(*np.subtract(a.joints[upper], a.joints[lower])), abs=0.5)


def test_in_betweens_can_be_drawn() -> None:
    keys = poses()
    for first, last in (("stand", "reach"), ("jump", "land")):
        inside = mask(figure(mix(keys[first], keys[last], 0.5), SMALL))
        assert inside.sum() == pytest.approx(mask(figure(keys[first], SMALL)).sum(), rel=0.15)
