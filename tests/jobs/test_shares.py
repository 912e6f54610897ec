"""
Shares lie where the engine puts the pixels that they are shares of.
"""

import numpy as np
import pytest

from jobs.inbetween import Marks, fitted, place_marks, place_on
from jobs.shares import on_canvas, pixels, shares
from tests.jobs.sheets import ARM

SIZES = [
    ((64, 48), (40, 30)),
    ((64, 48), (30, 40)),
    ((1280, 720), (999, 333)),
    ((16, 16), (4000, 3)),
    ((9, 7), (9, 7)),
]


@pytest.mark.parametrize(("canvas", "picture"), SIZES)
def test_a_picture_is_where_the_engine_places_it(canvas: tuple[int, int], picture: tuple[int, int]):
    opaque = np.full((picture[1], picture[0], 4), 255, np.uint8)
    rows, columns = np.nonzero(place_on(canvas, opaque)[..., 3])
    box = fitted(canvas, picture)
    assert (columns.min(), rows.min()) == box[:2]
    assert (np.ptp(columns) + 1, np.ptp(rows) + 1) == box[2:]


@pytest.mark.parametrize(("canvas", "picture"), SIZES)
def test_joints_are_where_the_engine_places_them(canvas: tuple[int, int], picture: tuple[int, int]):
    places = ((0.0, 0.0), (0.25, 0.9), (1.0, 1.0))
    expected = place_marks(canvas, picture, Marks(ARM, pixels(places, picture))).joints
    found = pixels(on_canvas(canvas, picture, places), canvas)
    assert found == pytest.approx(expected, abs=1e-5 * max(canvas))


@pytest.mark.parametrize(("canvas", "picture"), SIZES)
def test_pixels_of_a_canvas_come_back_as_shares_of_the_picture(
    canvas: tuple[int, int], picture: tuple[int, int]
):
    places = ((0.125, 0.5), (0.75, 0.25))
    there = pixels(on_canvas(canvas, picture, places), canvas)
    box = fitted(canvas, picture)
    assert np.array(shares(there, box)) == pytest.approx(
        np.array(places), abs=1e-4 * max(canvas) / min(box[2:])
    )
    assert shares(there, canvas) == on_canvas(canvas, picture, places)


def test_equal_shares_are_equal_to_the_last_bit():
    assert shares(np.array([[-0.5, 3.5]]), (10, 10)) == ((0.0, 0.4),)
    assert str(shares(np.array([[-0.5000001, 3.5]]), (10, 10))[0][0]) == "0.0"
