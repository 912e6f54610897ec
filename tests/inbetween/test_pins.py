"""
Pins guide flow, and an arc bends its paths.
"""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from jobs.inbetween import Pair, method
from jobs.inbetween.marks import Course

from .drawn import disc, flat, pairs, places, scenery, unhurried

SIZE = (240, 180)


def dotted(spots, plate=None) -> np.ndarray:
    """
    Return an opaque picture with a coloured dot at each place x, y, on grey or on a plate.
    """
    picture = flat((128, 128, 128), SIZE) if plate is None else plate.copy()
    colours = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0)]
    for (x, y), colour in zip(spots, colours, strict=False):
        centre = round(x * 16), round(y * 16)
        cv2.circle(picture, centre, 6 * 16, (*colour, 255), -1, cv2.LINE_AA, 4)
    return picture


def assert_dot(picture, channel, wanted) -> None:
    """
    Check that the dot of one strong colour lies where it is wanted, and that most of it is there.
    """
    others = [at for at in range(3) if at != channel]
    strength = np.clip(picture[..., channel].astype(float) - picture[..., others].max(axis=2), 0, None)
    rows, columns = np.mgrid[0 : strength.shape[0], 0 : strength.shape[1]]
    there = np.where(np.hypot(columns - wanted[0], rows - wanted[1]) < 9, strength, 0)
    assert there.sum() > 0.6 * np.pi * 6**2 * 255
    place = np.array([(there * columns).sum(), (there * rows).sum()]) / there.sum()
    np.testing.assert_allclose(place, wanted, atol=2)


def pinned(pins, **course) -> object:
    pins = np.array(pins, float)
    return method("flow").prepare(
        Pair(dotted(pins[:, 0]), dotted(pins[:, 1]), course=Course(**course), pins=pins)
    )


@pytest.mark.parametrize("u", [0.2, 0.5, 0.7])
@pytest.mark.parametrize(
    "pins",
    [
        [((60, 60), (150, 110))],
        [((60, 60), (60, 130)), ((170, 120), (170, 40))],
        [((60, 60), (60, 60)), ((120, 90), (190, 90)), ((60, 140), (110, 150))],
    ],
)
def test_each_pin_is_met_on_its_way(pins, u):
    drawing = pinned(pins).draw(u)
    for at, (start, stop) in enumerate(pins):
        wanted = (1 - u) * np.array(start) + u * np.array(stop)
        assert_dot(drawing, at, wanted)


@pytest.mark.parametrize("arc", [-0.3, 0.2, 0.8])
def test_an_arc_bends_the_way_of_a_pin_to_its_left(arc):
    start, stop = np.array([60.0, 120.0]), np.array([170.0, 120.0])
    drawer = pinned([(start, stop)], arc=arc)
    for u in (0.25, 0.5, 0.8):
        # To the right on the screen, so its left is up.
        wanted = (1 - u) * start + u * stop + [0, -4 * u * (1 - u) * arc * 110]
        assert_dot(drawer.draw(u), 0, wanted)


def test_a_pin_moves_its_surroundings_where_nothing_else_could_be_followed():
    first, last = scenery(SIZE), np.ascontiguousarray(scenery(SIZE)[::-1])
    pins = np.array([[[80.0, 90.0], [150.0, 90.0]]])
    drawing = method("flow").prepare(Pair(first, last, pins=pins)).draw(0.3).astype(int)
    moved = first[85:95, 75:85].astype(int)
    there = drawing[85:95, 96:106]
    assert np.abs(moved - there).mean() < 0.5 * np.abs(moved - drawing[85:95, 75:85]).mean()


def test_what_is_far_from_a_pin_stays():
    plate = scenery(SIZE)
    first, last = dotted([(60, 60)], plate), dotted([(80, 60)], plate)
    pins = np.array([[[60.0, 60.0], [80.0, 60.0]]])
    drawing = method("flow").prepare(Pair(first, last, pins=pins)).draw(0.5)
    np.testing.assert_array_equal(drawing[130:], plate[130:])


def test_pins_on_a_cut_out_move_it():
    first, last = (np.zeros((180, 240, 4), np.uint8) for _ in range(2))
    first[60:100, 40:80], last[60:100, 150:190] = (200, 60, 60, 255), (60, 60, 200, 255)
    pins = np.array([[[60.0, 80.0], [170.0, 80.0]]])
    alpha = method("flow").prepare(Pair(first, last, pins=pins)).draw(0.5)[..., 3] / 255
    assert alpha[:, 95:135].sum() > 0.8 * 1600
    assert (alpha.sum(axis=0) * np.arange(240)).sum() / alpha.sum() == pytest.approx(114.5, abs=3)


def test_pins_that_contradict_each_other_are_drawn():
    pins = np.array([[[60.0, 60.0], [150.0, 60.0]], [[60.0, 60.0], [10.0, 60.0]]])
    drawing = method("flow").prepare(Pair(dotted([(60, 60)]), dotted([(150, 60)]), pins=pins)).draw(0.5)
    assert drawing.shape == (180, 240, 4)


@unhurried
@given(pairs(), arrays.arrays(float, (3, 2, 2), elements=st.floats(-60, 90)), st.floats(-1, 1), places)
def test_any_pins_and_any_arc_give_the_same_picture_twice(pair, pins, arc, u):
    course = Course(arc=arc)
    drawings = [
        method("flow").prepare(Pair(pair.first, pair.last, course=course, pins=pins)).draw(u) for _ in "12"
    ]
    np.testing.assert_array_equal(*drawings)


@pytest.mark.parametrize("arc", [-0.4, 0.4])
def test_an_arc_bends_what_flow_finds_as_well(arc):
    first, last = disc(80), disc(110)
    alpha = method("flow").prepare(Pair(first, last, course=Course(arc=arc))).draw(0.5)[..., 3] / 255
    centre = (alpha.sum(axis=1) * np.arange(120)).sum() / alpha.sum()
    assert centre == pytest.approx(60 - 30 * arc, abs=1)
