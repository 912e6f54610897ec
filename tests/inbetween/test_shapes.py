"""
The parts of a cut-out figure are found again in another pose.
"""

import numpy as np
import pytest

from jobs.inbetween import Pair, method
from jobs.inbetween.following.shapes import shape_guess
from jobs.inbetween.matte import premultiply

from .doll import RAISED, drawn, pose
from .doll import STANDING as PLACES
from .drawn import disc

STANDING = pose()


def field(picture):
    return premultiply(picture).astype(np.float32)


def test_a_raised_hand_is_found_and_the_other_one_stays():
    guess = shape_guess(field(drawn(STANDING)), field(drawn(RAISED)))
    assert guess is not None
    forward, backward = guess
    for name, moved in (("left_hand", (160, 48)), ("right_hand", PLACES["right_hand"])):
        (x, y), (to_x, to_y) = PLACES[name], moved
        assert np.linalg.norm(forward[y, x] + (x - to_x, y - to_y)) < 25
        assert np.linalg.norm(backward[to_y, to_x] + (to_x - x, to_y - y)) < 25


def test_a_figure_that_jumps_is_found():
    guess = shape_guess(field(disc(40)), field(disc(150)))
    assert guess is not None
    assert guess[0][60, 40] == pytest.approx((110, 0), abs=3)


def test_a_doll_that_raises_its_arm_has_two_arms_on_the_way():
    drawing = method("flow").prepare(Pair(drawn(STANDING), drawn(RAISED))).draw(0.5)
    keys = [(drawn(joints)[..., 3] / 255).sum() for joints in (STANDING, RAISED)]
    assert (drawing[..., 3] / 255).sum() == pytest.approx(np.mean(keys), rel=0.05)


def test_an_empty_key_has_no_shape():
    assert shape_guess(field(np.zeros_like(disc(40))), field(disc(40))) is None


@pytest.mark.parametrize("radius", [1, 3, 5])
def test_a_dot_is_looked_at(radius):
    shape_guess(field(disc(40, radius=radius)), field(disc(90, radius=radius)))


def test_the_same_figures_give_the_same_guess():
    keys = field(drawn(STANDING)), field(drawn(RAISED))
    for one, other in zip(shape_guess(*keys), shape_guess(*keys), strict=True):
        np.testing.assert_array_equal(one, other)
