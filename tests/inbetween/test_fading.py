"""
A limb that fades away while its body moves on is seen, and told.
"""

import json
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.inbetween import Pair, Picture, choose, lay, method
from jobs.inbetween.alarms import Alarms
from jobs.inbetween.quality.advice import advise
from jobs.inbetween.quality.gauge import Quality, measure

from . import doll
from .drawn import disc, scenery, unhurried

WIDTH, HEIGHT = 420, 240
PLACES = [k / 10 for k in range(1, 10)]
MEADOW = np.dstack(
    [
        np.linspace((150, 180, 220), (90, 110, 60), HEIGHT)[:, None].repeat(WIDTH, 1),
        np.full((HEIGHT, WIDTH), 255),
    ]
).astype(np.uint8)
GROUNDS = {"meadow": MEADOW, "blots": scenery((WIDTH, HEIGHT))}


def posed(raised: float, x: int) -> Picture:
    """
    Return the doll at `x` with both arms turned up from their shoulders: 0 hanging, 1 stretched out upwards.
    """
    moved = {}
    for side, sign in (("right", -1), ("left", 1)):
        shoulder = np.array(doll.STANDING[f"{side}_shoulder"])
        angle = 0.4 + 1.9 * raised
        along = np.array((sign * np.sin(angle), np.cos(angle)))
        moved |= {f"{side}_elbow": tuple(shoulder + 30 * along), f"{side}_hand": tuple(shoulder + 60 * along)}
    picture = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    picture[:, x : x + doll.SIZE[1]] = doll.drawn(doll.pose(**moved))
    return picture


def walked(u: float) -> int:
    return round(20 + 180 * u)


def moved(u: float, ground: Picture) -> Picture:
    """
    Return what a good animator would draw: the doll walks and raises its arms.
    """
    return lay(posed(u, walked(u)), ground)


def faded(u: float, ground: Picture) -> Picture:
    """
    Return a doll that walks while its hanging arms give way to the raised ones.
    """
    hanging, raised = (lay(posed(pose, walked(u)), ground).astype(np.float64) for pose in (0, 1))
    return np.rint((1 - u) * hanging + u * raised).astype(np.uint8)


def dissolved(u: float, ground: Picture) -> Picture:
    """
    Return a plain cross-fade.
    """
    first, last = (moved(key, ground).astype(np.float64) for key in (0, 1))
    return np.rint((1 - u) * first + u * last).astype(np.uint8)


def judged(
    draw: Callable[[float, Picture], Picture], ground: Picture = MEADOW, places: list[float] = PLACES, **more
) -> Quality:
    first, *drawings, last = (draw(u, ground) for u in (0, *places, 1))
    return measure(first, last, drawings, places, **more)


@pytest.mark.parametrize("name", GROUNDS)
def test_arms_that_fade_score_low_and_are_named(name):
    ground = GROUNDS[name]
    good, bad = judged(moved, ground), judged(faded, ground)
    assert good.score > 85
    assert advise(good) == []
    assert bad.score < 60
    told = advise(bad)[0]
    assert told.code == "fades"
    assert str(told).startswith("Something fades instead of moving around drawing")
    assert "so that the rig can move it" in str(told)
    assert (
        bad.whole.drawings[told.drawing].fades == bad.whole.measures.fades > 0.1 > good.whole.measures.fades
    )


@pytest.mark.parametrize("name", GROUNDS)
def test_a_plain_crossfade_scores_lowest(name):
    ground = GROUNDS[name]
    assert judged(dissolved, ground).score < min(25, judged(faded, ground).score)


def test_photos_whose_arms_flow_cannot_follow_are_told():
    pair = Pair(moved(0, MEADOW), moved(1, MEADOW))
    choice = choose(pair)
    assert choice.method == "flow"
    quality = measure(pair.first, pair.last, [choice.drawer.draw(u) for u in PLACES], PLACES)
    assert quality.score < 60
    assert advise(quality)[0].code == "fades"


def test_whose_joints_are_marked_is_told_to_check_them():
    told = advise(judged(faded, alarms=Alarms(0.0, 0.1)))
    assert [str(advice).split(". ")[1] for advice in told if advice.code == "fades"] == [
        "Check the joints, or draw a breakdown there."
    ]


@pytest.mark.parametrize("count", [4, 60])
def test_few_and_many_drawings_are_judged_alike(count):
    places = [k / (count + 1) for k in range(1, count + 1)]
    good, bad = judged(moved, places=places), judged(faded, places=places)
    assert bad.score < 60 < 85 < good.score


def test_light_that_changes_where_nothing_moves_does_not_fade():
    lit = moved(0, GROUNDS["blots"])
    dark = lit.copy()
    dark[:, 200:, :3] //= 2
    drawer = method("crossfade").prepare(Pair(lit, dark))
    found = measure(lit, dark, [drawer.draw(u) for u in PLACES], PLACES).whole.measures
    assert found.fades < 0.02


def test_it_is_kept_with_the_other_measures():
    quality = judged(faded)
    kept = json.loads(json.dumps(quality.to_json()))
    assert kept["fades"] == quality.whole.measures.fades
    assert kept["parts"]["whole"]["drawings"]["fades"] == [each.fades for each in quality.whole.drawings]
    assert Quality.from_json(kept).curve == quality.curve


spots = st.tuples(st.integers(50, 350), st.integers(50, 190))


@pytest.mark.parametrize("stop", [(50, 63), (80, 50), (150, 150), (300, 150)])
def test_what_moves_does_not_fade(stop):
    """
    Before scenery that can be followed; where a texture repeats, what goes before it may seem to fade.
    """
    ways = [np.array((50, 50)) * (1 - u) + np.array(stop) * u for u in (0, *PLACES, 1)]
    first, *drawings, last = (lay(disc(x, y, 40, (WIDTH, HEIGHT)), MEADOW) for x, y in ways)
    moving = measure(first, last, drawings, PLACES)
    assert moving.whole.measures.fades < 0.05
    assert moving.score > 85


def test_what_stands_does_not_fade():
    first, last = (lay(disc(x, 80, 40, (WIDTH, HEIGHT)), MEADOW) for x in (60, 200))
    assert measure(first, first, [first] * 9, PLACES).score == 100
    assert measure(first, last, [first] * 9, PLACES).whole.measures.fades == 0


@unhurried
@given(spots, spots, st.lists(st.sampled_from([moved, faded, dissolved]), min_size=1, max_size=4))
def test_forwards_and_backwards_as_much_fades(start, stop, ways):
    ground = GROUNDS["blots"]
    places = [(k + 1) / (len(ways) + 1) for k in range(len(ways))]
    drawings = [way(u, ground) for way, u in zip(ways, places, strict=True)]
    first, last = moved(0, ground), moved(1, ground)
    there = measure(first, last, drawings, places).whole
    back = measure(last, first, drawings[::-1], [1 - u for u in reversed(places)]).whole
    assert back.measures.fades == pytest.approx(there.measures.fades, abs=0.01)
    assert 0 <= there.measures.fades <= 1
