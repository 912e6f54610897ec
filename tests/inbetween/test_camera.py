"""
The camera's pans, zooms and turns are found, and taken out before flow looks for motion.
"""

import cv2
import numpy as np
import pytest

from jobs.inbetween import Pair, choose, lay, method
from jobs.inbetween.following.camera import Camera, find_camera

from .drawn import disc, scenery, town

WIDTH, HEIGHT = 320, 220
ground = town((900, 700))

moves = pytest.mark.parametrize(
    ("shift", "turn", "zoom"),
    [
        ((0.3 * WIDTH, 0), 0, 0),
        ((-0.2 * WIDTH, 0.3 * HEIGHT), 0, 0),
        ((0, 0), 0, np.log(1.3)),
        ((0, 0), 0, -np.log(1.3)),
        ((0, 0), np.radians(27), 0),
        ((0.15 * WIDTH, -0.1 * HEIGHT), -0.2, 0.2),
    ],
    ids=["pan", "pan up", "zoom in", "zoom out", "turn", "all"],
)


def shot(camera: Camera, u: float) -> np.ndarray:
    """
    Return what a camera that starts in the middle of the ground shows at `u`.
    """
    place = camera.at(u)
    corner = np.array([290, 240])
    place[:, 2] -= place[:, :2] @ corner
    finer = 4 * place
    finer[:, 2] += 1.5
    large = cv2.warpAffine(ground, finer, (4 * WIDTH, 4 * HEIGHT))
    return np.asarray(cv2.resize(large, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)


def turned(shift, turn, zoom) -> Camera:
    return Camera(((WIDTH - 1) / 2, (HEIGHT - 1) / 2), shift, turn, zoom)


def detail(picture) -> float:
    grey = cv2.cvtColor(picture, cv2.COLOR_RGBA2GRAY).astype(np.float32)
    return float(np.hypot(*np.gradient(grey)).mean())


@moves
def test_a_camera_is_found(shift, turn, zoom):
    truth = turned(shift, turn, zoom)
    found = find_camera(shot(truth, 0), shot(truth, 1))
    assert found is not None
    np.testing.assert_allclose(found.shift, shift, atol=1)
    assert found.turn == pytest.approx(turn, abs=0.005)
    assert found.zoom == pytest.approx(zoom, abs=0.005)


@moves
@pytest.mark.parametrize("u", [0.25, 0.5, 0.8])
def test_scenery_on_the_way_is_where_it_belongs_and_sharp(shift, turn, zoom, u):
    truth = turned(shift, turn, zoom)
    drawing = method("flow").prepare(Pair(shot(truth, 0), shot(truth, 1))).draw(u)
    there = shot(truth, u)
    # The corners that neither key shows are left out.
    middle = np.s_[HEIGHT // 6 : -HEIGHT // 6, WIDTH // 6 : -WIDTH // 6, :3]
    assert np.square(drawing[middle].astype(float) - there[middle]).mean() < 5**2
    assert detail(drawing) > 0.94 * detail(there)


def test_edges_that_enter_are_filled_from_the_key_that_shows_them():
    truth = turned((0.3 * WIDTH, 0), 0, 0)
    drawing = method("flow").prepare(Pair(shot(truth, 0), shot(truth, 1))).draw(0.5).astype(int)
    assert np.abs(drawing - shot(truth, 0.5))[:, :40].mean() < 2
    assert np.abs(drawing - shot(truth, 0.5))[:, -40:].mean() < 2


def test_a_shot_travels_evenly():
    truth = turned((0.3 * WIDTH, 0), 0, 0)
    drawer = method("flow").prepare(Pair(shot(truth, 0), shot(truth, 1)))
    drawings = [drawer.draw(k / 8).astype(int) for k in range(9)]
    truths = [shot(truth, k / 8).astype(int) for k in range(9)]
    for before, after, true_before, true_after in zip(
        drawings, drawings[1:], truths, truths[1:], strict=False
    ):
        step, true_step = np.abs(after - before).mean(), np.abs(true_after - true_before).mean()
        assert step == pytest.approx(true_step, rel=0.1)


def test_drawings_next_to_a_key_meet_it_without_a_pop():
    truth = turned((0.2 * WIDTH, 0.1 * HEIGHT), 0.1, 0.2)
    keys = [shot(truth, 0), shot(truth, 1)]
    drawer = method("flow").prepare(Pair(*keys))
    for u, key in ((1e-4, keys[0]), (1 - 1e-4, keys[1])):
        assert np.abs(drawer.draw(u).astype(int) - key).max() <= 6


def test_a_camera_that_stands_still_is_none():
    plate = scenery((WIDTH, HEIGHT))
    figures = [lay(disc(x, 110, size=(WIDTH, HEIGHT)), plate) for x in (120, 160)]
    assert find_camera(*figures) is None
    assert find_camera(plate, plate) is None


def test_a_figure_that_moves_alone_is_no_camera():
    plain = np.full((HEIGHT, WIDTH, 4), 255, np.uint8)
    spotted = [lay(disc(x, 110, size=(WIDTH, HEIGHT)), plain) for x in (120, 180)]
    assert find_camera(*spotted) is None


@pytest.mark.parametrize("size", [(1, 1), (4, 4), (40, 33), (300, 2)])
def test_pictures_of_any_size_are_looked_at(size):
    noise = np.random.default_rng(5).integers(0, 256, (2, size[1], size[0], 4), np.uint8)
    noise[..., 3] = 255
    assert find_camera(*noise) is None


def test_the_same_keys_give_the_same_camera():
    truth = turned((30, 10), 0.1, 0.1)
    keys = shot(truth, 0), shot(truth, 1)
    assert find_camera(*keys) == find_camera(*keys)


def test_auto_says_that_the_camera_moves():
    truth = turned((0.3 * WIDTH, 0), 0, 0)
    choice = choose(Pair(shot(truth, 0), shot(truth, 1)))
    assert choice.method == "flow"
    assert choice.reason.startswith("The camera moves")
