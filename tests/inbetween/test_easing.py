"""
Easing spaces in-betweens as its curve says.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.inbetween import EASES, charted, ease

from .drawn import unhurried

numbers = st.floats(0, 1)
curves = st.tuples(numbers, numbers, numbers, numbers)
eases = st.one_of(st.sampled_from(sorted(EASES)), curves)


@unhurried
@given(eases)
def test_begins_and_ends_exactly_on_the_keys(which):
    assert ease(which, 0) == 0
    assert ease(which, 1) == 1


@unhurried
@given(eases, numbers, numbers)
def test_never_runs_backwards(which, t, other):
    earlier, later = sorted((t, other))
    rounding = 1e-15
    assert 0 <= ease(which, earlier) <= ease(which, later) + rounding <= 1 + rounding


@unhurried
@given(numbers)
def test_linear_is_time_itself(t):
    assert ease("linear", t) == t


@unhurried
@given(curves, st.floats(0.05, 0.95))
def test_cubic_passes_through_the_points_of_its_definition(curve, s):
    x1, y1, x2, y2 = curve
    x = 3 * (1 - s) ** 2 * s * x1 + 3 * (1 - s) * s**2 * x2 + s**3
    steepness = 3 * (1 - s) ** 2 * x1 + 6 * (1 - s) * s * (x2 - x1) + 3 * s**2 * (1 - x2)
    if steepness > 0.01:
        y = 3 * (1 - s) ** 2 * s * y1 + 3 * (1 - s) * s**2 * y2 + s**3
        assert ease(curve, x) == pytest.approx(y, abs=1e-9)


def test_a_curve_may_stand_upright():
    assert ease((1, 0, 0, 1), 0.5) == pytest.approx(0.5, abs=1e-4)
    assert ease((1, 0, 0, 1), 0.49) < 0.4


@pytest.mark.parametrize(("name", "quarter"), [("in", 0.0935), ("out", 0.3781), ("both", 0.1292)])
def test_named_eases_are_those_of_css(name, quarter):
    assert ease(name, 0.25) == pytest.approx(quarter, abs=5e-4)


@unhurried
@given(numbers)
def test_out_is_in_played_backwards(t):
    assert ease("out", t) == pytest.approx(1 - ease("in", 1 - t), abs=1e-9)


@pytest.mark.parametrize(
    ("which", "t", "sentence"),
    [
        ("bounce", 0.5, "An ease is one of linear, in, out, both or four numbers; got 'bounce'."),
        ("cubic", 0.5, "A cubic ease is given by its four numbers"),
        ((0, 0, 1), 0.5, r"four numbers, each from 0 to 1; got \[0, 0, 1\]"),
        ((0, 0, 1, 1.5), 0.5, "each from 0 to 1; got"),
        ((0, 0, float("nan"), 1), 0.5, "each from 0 to 1; got"),
        ("linear", 1.2, "at 0 to 1; got 1.2"),
        ("both", float("nan"), "at 0 to 1; got nan"),
    ],
)
def test_says_what_is_wrong(which, t, sentence):
    with pytest.raises(ValueError, match=sentence):
        ease(which, t)


@unhurried
@given(st.lists(numbers, max_size=12).map(sorted))
def test_a_chart_puts_each_drawing_on_its_tick(ticks):
    count = len(ticks)
    places = [charted(ticks, (k + 1) / (count + 1)) for k in range(count)]
    assert places == pytest.approx(ticks, abs=1e-9)
    assert charted(ticks, 0) == 0 and charted(ticks, 1) == 1


def test_a_chart_of_more_ticks_is_read_between_them():
    assert charted([0.1, 0.2, 0.9], 0.5) == pytest.approx(0.2)
    assert charted([0.2], 0.25) == pytest.approx(0.1)


def test_a_chart_that_runs_back_is_refused():
    with pytest.raises(ValueError, match="rise from 0 to 1"):
        charted([0.5, 0.4], 0.5)
