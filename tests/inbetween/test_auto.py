"""
Auto chooses a method and says why.
"""

import numpy as np
import pytest
from hypothesis import given

from jobs.inbetween import METHODS, Pair, choose

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
        (blots, blots[::-1, ::-1].copy(), "crossfade", "The poses have too little in common"),
    ],
)
def test_the_choice_and_its_reason(first, last, method, reason):
    choice = choose(Pair(first, last))
    assert (choice.method, choice.reason[: len(reason)]) == (method, reason)


def test_keys_that_differ_only_where_nothing_shows_are_the_same():
    hidden = disc(90)
    hidden[hidden[..., 3] == 0, :3] = 77
    assert choose(Pair(disc(90), hidden)).method == "hold"


@unhurried
@given(pairs())
def test_any_pair_gets_a_method_a_full_sentence_and_its_drawer(pair):
    choice = choose(pair)
    assert choice.method in METHODS
    assert choice.reason[0].isupper()
    assert choice.reason.endswith(".")
    wanted = METHODS[choice.method].prepare(pair).draw(0.3)
    np.testing.assert_array_equal(choice.drawer.draw(0.3), wanted)
