"""
Pictures are guarded, laid over one another and placed on a canvas.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.inbetween import Pair, cover, lay, place_on

from .drawn import ORANGE, disc, flat, over, pairs, scenery, unhurried

clear = np.zeros((4, 6, 4), np.uint8)


@pytest.mark.parametrize(
    ("first", "last", "plate", "sentence"),
    [
        ([[0]], clear, None, "The first key must be an array of RGBA bytes; got list."),
        (clear, clear.astype(float), None, "The last key must hold bytes .uint8.; got float64."),
        (clear[..., :3], clear, None, r"The first key must have the shape .* got \(4, 6, 3\)."),
        (clear[:0], clear, None, r"at least one pixel; got the shape \(0, 6, 4\)."),
        (np.zeros((1, 16_385, 4), np.uint8), clear, None, "16384 pixels long at most; got 16385 x 1."),
        (clear, clear[:, :5], None, "must have the same size; got 6 x 4 and 5 x 4."),
        (clear, clear, clear, "The plate must be opaque; got a pixel with an alpha of 0."),
        (
            clear,
            clear,
            flat(ORANGE),
            "The plate and the keys must have the same size; got 200 x 120 and 6 x 4.",
        ),
    ],
)
def test_a_pair_says_what_is_wrong_with_it(first, last, plate, sentence):
    with pytest.raises(ValueError, match=sentence):
        Pair(first, last, plate)


@unhurried
@given(pairs())
def test_laid_over_a_plate_is_opaque_and_weighed_by_alpha(pair):
    plate = pair.last.copy()
    plate[..., 3] = 255
    laid = lay(pair.first, plate)
    alpha = pair.first[..., 3:] / 255
    wanted = pair.first[..., :3] * alpha + plate[..., :3] * (1 - alpha)
    assert (laid[..., 3] == 255).all()
    assert np.abs(laid[..., :3] - wanted).max() <= 0.51


def test_laid_where_solid_is_the_figure_and_where_clear_the_plate():
    figure, plate = disc(100), scenery()
    laid = lay(figure, plate)
    np.testing.assert_array_equal(laid[figure[..., 3] == 255], figure[figure[..., 3] == 255])
    np.testing.assert_array_equal(laid[figure[..., 3] == 0], plate[figure[..., 3] == 0])


sides = st.integers(1, 90)


@unhurried
@given(sides, sides, sides, sides)
def test_placed_whole_centred_and_clear_around(width, height, across, down):
    placed = place_on((width, height), np.full((down, across, 4), 255, np.uint8))
    assert placed.shape == (height, width, 4)
    rows, columns = (np.flatnonzero(placed[..., 3].any(axis=axis)) for axis in (1, 0))
    assert len(rows) == height or len(columns) == width
    assert abs(rows[0] - (height - 1 - rows[-1])) <= 1
    assert abs(columns[0] - (width - 1 - columns[-1])) <= 1


@unhurried
@given(sides, sides, sides, sides)
def test_covered_to_the_last_pixel(width, height, across, down):
    covered = cover((width, height), np.full((down, across, 4), 255, np.uint8))
    assert covered.shape == (height, width, 4)
    assert (covered == 255).all()


def test_a_picture_of_the_canvas_size_stays_as_it_is():
    picture = disc(90)
    np.testing.assert_array_equal(place_on((200, 120), picture), picture)
    np.testing.assert_array_equal(cover((200, 120), picture), picture)


@pytest.mark.parametrize("size", [(83, 50), (500, 300)])
def test_scaling_brings_no_hidden_colour_into_the_edge(size):
    figure = disc(100)
    figure[figure[..., 3] == 255, :3] = ORANGE
    figure[figure[..., 3] == 0, :3] = (0, 255, 0)
    assert np.abs(over(ORANGE, place_on(size, figure)) - ORANGE).max() <= 3


@pytest.mark.parametrize("size", [(0, 10), (10, -1), (10, 99_999)])
def test_a_canvas_has_a_sensible_size(size):
    with pytest.raises(ValueError, match=f"got {size[0]} x {size[1]}"):
        place_on(size, clear)
