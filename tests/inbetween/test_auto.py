"""
Auto chooses a method and says why.
"""

import numpy as np
import pytest
from hypothesis import given

from jobs.inbetween import METHODS, Pair, choose
from jobs.inbetween.marks import Course, Marks

from .doll import RAISED, drawn, marked, pose
from .drawn import disc, flat, pairs, scenery, unhurried

empty = np.zeros_like(disc(100))
blots = scenery()


@pytest.mark.parametrize(
    ("first", "last", "method", "reason"),
    [
        (disc(90), disc(90), "hold", "The two poses are the same, so Hold keeps the drawing still."),
        (empty, empty, "hold", "The two poses are the same, so Hold keeps the drawing still."),
        (empty, disc(90), "crossfade", "One of the two poses is empty,"),
        (disc(90), empty, "crossfade", "One of the two poses is empty,"),
        (disc(99), disc(101), "flow", "The poses are close, so Flow follows"),
        (disc(80), disc(110), "flow", "The poses are far apart, but Flow can follow the drawing"),
        (flat((200, 60, 60)), flat((60, 60, 200)), "crossfade", "The poses hardly move but their colours"),
        (blots, blots[::-1].copy(), "crossfade", "The poses have too little in common"),
    ],
)
def test_the_choice_and_its_reason(first, last, method, reason):
    choice = choose(Pair(first, last))
    assert (choice.method, choice.reason[: len(reason)]) == (method, reason)


def test_keys_that_differ_only_where_nothing_shows_are_the_same():
    hidden = disc(90)
    hidden[hidden[..., 3] == 0, :3] = 77
    assert choose(Pair(disc(90), hidden)).method == "hold"


STANDING = pose()


def test_joints_are_for_the_rig():
    pair = Pair(drawn(STANDING), drawn(RAISED), None, marked(STANDING), marked(RAISED))
    choice = choose(pair)
    assert choice.method == "rig"
    assert choice.reason == (
        "Both poses have joints, so the rig moves the figure's limbs from one pose to the other."
    )
    np.testing.assert_array_equal(choice.drawer.draw(0.5), METHODS["rig"].prepare(pair).draw(0.5))


def misplaced():
    """
    Return marks of both keys whose joints lie up to 40 pixels off in either direction.
    """
    random = np.random.default_rng(10)
    return [
        Marks(marks.skeleton, marks.joints + random.uniform(-40, 40, marks.joints.shape))
        for marks in (marked(STANDING), marked(RAISED))
    ]


def test_flow_steps_in_where_misplaced_joints_spoil_the_figure():
    choice = choose(Pair(drawn(STANDING), drawn(RAISED), None, *misplaced()))
    assert choice.method == "flow"
    assert "so Flow follows the drawing; please check" in choice.reason


def test_a_person_who_directs_the_joints_gets_the_rig():
    course = Course(breakdowns=((0.5, marked(RAISED).joints),))
    assert choose(Pair(drawn(STANDING), drawn(RAISED), None, *misplaced(), course)).method == "rig"


def test_a_breakdown_moves_a_figure_between_two_keys_that_are_the_same():
    course = Course(breakdowns=((0.5, marked(RAISED).joints),))
    keys = drawn(STANDING), drawn(STANDING), None, marked(STANDING), marked(STANDING)
    assert choose(Pair(*keys, course)).method == "rig"
    assert choose(Pair(*keys)).method == "hold"


def test_pins_are_followed():
    pins = np.array([[[60.0, 60.0], [150.0, 60.0]]])
    choice = choose(Pair(disc(60), disc(150), pins=pins))
    assert choice.method == "flow"
    assert choice.reason == "There are pins, so Flow follows them and moves the drawing around them along."


@unhurried
@given(pairs())
def test_any_pair_gets_a_method_a_full_sentence_and_its_drawer(pair):
    choice = choose(pair)
    assert choice.method in METHODS
    assert choice.reason[0].isupper()
    assert choice.reason.endswith(".")
    wanted = METHODS[choice.method].prepare(pair).draw(0.3)
    np.testing.assert_array_equal(choice.drawer.draw(0.3), wanted)
