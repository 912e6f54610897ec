"""
What every method promises.
"""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given

from jobs.inbetween import METHODS, Drawer, Marks, Pair, Skeleton, lay, method

from .drawn import ORANGE, disc, flat, over, pairs, places, scenery, unhurried

every_method = pytest.mark.parametrize("name", METHODS)
ARM = Skeleton.of({"shoulder": None, "elbow": "shoulder", "hand": "elbow"})


def prepared(name: str, pair: Pair) -> Drawer:
    """
    The drawer of a pair with all that the method needs: the rig asks for joints.
    """
    return method(name).prepare(marked(pair) if name == "rig" else pair)


def marked(pair: Pair) -> Pair:
    """
    The pair with an arm in it, which rises if the keys differ.
    """
    height, width = pair.first.shape[:2]
    joints = [np.array(shares) * (width, height) for shares in ([[0.3, 0.5], [0.5, 0.4], [0.7, 0.6]],) * 2]
    if not np.array_equal(pair.first, pair.last):
        joints[1][2] = (0.6 * width, 0.2 * height)
    return replace(pair, first_marks=Marks(ARM, joints[0]), last_marks=Marks(ARM, joints[1]))


@every_method
@unhurried
@given(pairs())
def test_keys_come_back_byte_for_byte(name, pair):
    drawer = prepared(name, pair)
    np.testing.assert_array_equal(drawer.draw(0), pair.first)
    np.testing.assert_array_equal(drawer.draw(1), pair.last)


@every_method
@pytest.mark.filterwarnings("error")
@unhurried
@given(pairs(), places)
def test_any_pair_gives_a_picture_anywhere(name, pair, u):
    drawing = prepared(name, pair).draw(u)
    assert drawing.shape == pair.first.shape
    assert drawing.dtype == np.uint8


@every_method
@unhurried
@given(pairs(), places)
def test_the_same_pair_gives_the_same_bytes(name, pair, u):
    drawer = prepared(name, pair)
    np.testing.assert_array_equal(drawer.draw(u), drawer.draw(u))
    np.testing.assert_array_equal(drawer.draw(u), prepared(name, pair).draw(u))


@pytest.fixture
def threads():
    before = cv2.getNumThreads()
    yield cv2.setNumThreads
    cv2.setNumThreads(before)


@every_method
def test_the_number_of_threads_changes_nothing(name, threads):
    pair = Pair(disc(70), disc(130))
    drawings = []
    for count in (1, 2, 5):
        threads(count)
        drawings.append(prepared(name, pair).draw(0.4))
    np.testing.assert_array_equal(drawings[0], drawings[1])
    np.testing.assert_array_equal(drawings[0], drawings[2])


@every_method
def test_what_is_drawn_belongs_to_the_caller(name):
    pair = Pair(disc(90), disc(110))
    drawer = prepared(name, pair)
    for u in (0, 0.5, 1):
        before = drawer.draw(u)
        drawer.draw(u)[:] = 13
        np.testing.assert_array_equal(drawer.draw(u), before)
    np.testing.assert_array_equal(pair.first, disc(90))


@every_method
@pytest.mark.parametrize("u", [-0.1, 1.001, float("nan"), float("inf")])
def test_a_place_outside_the_segment_is_refused(name, u):
    with pytest.raises(ValueError, match=f"at 0 to 1; got {u}"):
        prepared(name, Pair(disc(90), disc(110))).draw(u)


@every_method
def test_equal_keys_stand_still(name):
    drawing = prepared(name, Pair(disc(90), disc(90))).draw(0.5)
    np.testing.assert_array_equal(drawing, disc(90))


@every_method
def test_opaque_keys_give_opaque_drawings(name):
    pair = Pair(lay(disc(90), scenery()), lay(disc(110), scenery()))
    assert (prepared(name, pair).draw(0.37)[..., 3] == 255).all()


@every_method
def test_the_plate_shows_untouched_around_the_figure(name):
    plate = scenery()
    drawing = prepared(name, Pair(disc(90), disc(110), plate)).draw(0.5)
    laid = lay(drawing, plate)
    clear = drawing[..., 3] == 0
    rows, columns = np.mgrid[0:120, 0:200]
    assert clear[(np.hypot(columns - 100, rows - 60) > 45)].all()
    np.testing.assert_array_equal(laid[clear], plate[clear])


@pytest.mark.parametrize("name", ["crossfade", "flow"])
@pytest.mark.parametrize("u", [0.1, 0.5, 0.8])
def test_the_edge_of_a_cut_out_has_no_fringe(name, u):
    one_colour = [disc(90), disc(112)]
    for key in one_colour:
        key[key[..., 3] > 0, :3] = ORANGE
        key[key[..., 3] == 0, :3] = (0, 255, 0)
    drawing = prepared(name, Pair(*one_colour)).draw(u)
    assert np.abs(over(ORANGE, drawing) - ORANGE).max() <= 2
    white, black = over((255, 255, 255), drawing), over((0, 0, 0), drawing)
    see_through = 255 - drawing[..., 3:].astype(int)
    assert np.abs(white - black - see_through).max() <= 1


@pytest.mark.parametrize("name", ["crossfade", "flow"])
@pytest.mark.parametrize(("u", "key"), [(1e-4, 0), (1 - 1e-4, 1)])
def test_drawings_next_to_a_key_meet_it_without_a_pop(name, u, key):
    keys = [disc(70), disc(125, y=50)]
    drawing = prepared(name, Pair(*keys)).draw(u)
    assert np.abs(over((128, 128, 128), drawing) - over((128, 128, 128), keys[key])).max() <= 2


@unhurried
@given(pairs(), places)
def test_a_mirrored_crossfade_is_the_mirrored_drawing(pair, u):
    mirrored = Pair(pair.first[:, ::-1], pair.last[:, ::-1])
    drawing = method("crossfade").prepare(pair).draw(u)
    np.testing.assert_array_equal(method("crossfade").prepare(mirrored).draw(u)[:, ::-1], drawing)


@unhurried
@given(pairs(), places)
def test_a_crossfade_mixes_premultiplied_keys(pair, u):
    drawing = method("crossfade").prepare(pair).draw(u)
    first, last = (over((0, 0, 0), key) for key in (pair.first, pair.last))
    assert np.abs(over((0, 0, 0), drawing) - ((1 - u) * first + u * last)).max() <= 2


def test_hold_stays_until_the_last_key():
    drawer = method("hold").prepare(Pair(disc(90), disc(110)))
    np.testing.assert_array_equal(drawer.draw(0.999), disc(90))
    np.testing.assert_array_equal(drawer.draw(1), disc(110))


@every_method
@pytest.mark.parametrize("size", [(1, 1), (2, 2), (1, 300), (700, 3), (31, 33)])
def test_tiny_and_narrow_pictures_are_drawn(name, size):
    pair = Pair(flat((255, 0, 0), size), flat((0, 0, 255), size))
    drawing = prepared(name, pair).draw(0.5)
    assert drawing.shape == (size[1], size[0], 4)
    assert (drawing[..., 3] == 255).all()


@every_method
def test_an_empty_key_lets_the_figure_fade(name):
    empty = np.zeros_like(disc(100))
    drawing = prepared(name, Pair(disc(100), empty)).draw(0.5)
    assert 0 < drawing[60, 100, 3] <= 255
    np.testing.assert_array_equal(prepared(name, Pair(empty, empty)).draw(0.5), empty)


def test_an_unknown_method_is_named():
    with pytest.raises(ValueError, match="A method is one of rig, flow, crossfade, hold; got 'warp'"):
        method("warp")
