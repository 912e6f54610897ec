"""
How good drawings are, without knowing the true ones.
"""

import json
import math

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.inbetween import Pair, lay, method
from jobs.inbetween.alarms import Alarms
from jobs.inbetween.quality.advice import advise
from jobs.inbetween.quality.gauge import Gauge, Quality, measure
from jobs.inbetween.quality.wholeness import Wholeness

from .drawn import disc, flat, pairs, scenery, unhurried

PLACES = [k / 8 for k in range(1, 8)]
GROUND = scenery((400, 240))


def at(x: float) -> np.ndarray:
    """
    Return the disc of a picture that is large enough to be looked at closely.
    """
    return disc(x, 120, 56, (400, 240))


def seen(figures: list[np.ndarray]) -> list[np.ndarray]:
    return [lay(figure, GROUND) for figure in figures]


def moved(places: list[float] = PLACES) -> list[np.ndarray]:
    """
    Return what a good animator would draw between `at(90)` and `at(300)`.
    """
    return [at(90 + 210 * u) for u in places]


def drawn(name: str, places: list[float] = PLACES) -> list[np.ndarray]:
    drawer = method(name).prepare(Pair(at(90), at(300)))
    return [drawer.draw(u) for u in places]


def judged(figures: list[np.ndarray], *, known: bool = False, **more) -> Quality:
    keys = [at(90), at(300)]
    masks = [each[..., 3].copy() for each in (keys[0], *figures, keys[1])] if known else None
    return measure(*seen(keys), seen(figures), more.pop("places", PLACES), masks, **more)


@pytest.mark.parametrize("known", [False, True])
def test_movement_ranks_above_a_hold_and_a_crossfade(known):
    good, faded, held = (judged(each, known=known) for each in (moved(), drawn("crossfade"), drawn("hold")))
    assert good.score > 75
    assert good.score > held.score + 20
    assert good.score > faded.score + 40


def test_a_crossfade_shows_ghosts_and_dissolves():
    good, faded = judged(moved()).whole.measures, judged(drawn("crossfade")).whole.measures
    assert good.ghost < 0.1 < 0.6 < faded.ghost
    assert good.unexplained < 0.65 < 0.9 < faded.unexplained


def test_what_neither_pose_has_is_strange():
    figures = moved()
    for figure in figures:
        figure[figure[..., 3] > 0, :3] = (40, 220, 60)
    assert judged(figures).whole.measures.drift > judged(moved()).whole.measures.drift + 5


def test_what_is_not_drawn_is_missing():
    nothing = [np.zeros_like(at(0)) for _ in PLACES]
    assert judged(nothing).whole.measures.missing > judged(moved()).whole.measures.missing + 5


def test_a_hold_jumps():
    quality = judged(drawn("hold"))
    assert quality.whole.measures.jump > 0.5
    assert quality.weakest == len(PLACES) - 1
    assert [advice.code for advice in advise(quality)] == ["jumps"]


def test_the_weakest_drawing_is_found():
    figures = moved()
    figures[4] = drawn("crossfade")[4]
    quality = judged(figures)
    assert quality.weakest == 4
    assert quality.curve[4] == max(quality.curve) > 0.3


def test_a_darker_drawing_is_a_matter_of_light_alone():
    figures, dark = seen(moved()), 3
    before = measure(*seen([at(90), at(300)]), figures, PLACES)
    figures[dark] = np.dstack([figures[dark][..., :3] // 2, figures[dark][..., 3:]])
    after = measure(*seen([at(90), at(300)]), figures, PLACES)
    assert after.whole.measures.light > before.whole.measures.light + 20
    assert after.flicker > before.flicker + 20
    assert after.whole.measures.ghost == pytest.approx(before.whole.measures.ghost, abs=0.05)
    assert [advice.code for advice in advise(after)] == ["flickers"]


def test_soft_drawings_raise_an_alarm():
    soft = [cv2.GaussianBlur(each, (0, 0), 5) for each in seen(moved())]
    quality = measure(*seen([at(90), at(300)]), soft, PLACES)
    assert quality.whole.measures.sharp < 0.6
    assert "soft" in [advice.code for advice in advise(quality)]


def test_figure_and_scenery_are_told_apart():
    faded_ground = [lay(figure, faded) for figure, faded in zip(moved(), fading(PLACES), strict=True)]
    keys = lay(at(90), GROUND), lay(at(300), GROUND[::-1].copy())
    masks = [each[..., 3].copy() for each in (at(90), *moved(), at(300))]
    quality = measure(*keys, faded_ground, PLACES, masks)
    assert quality.figure is not None
    assert quality.scenery is not None
    assert quality.figure.measures.drift < quality.scenery.measures.drift
    assert quality.scenery.measures.ghost > 0.6
    assert quality.figure.weight + quality.scenery.weight == pytest.approx(1)
    assert "double_scenery" in [advice.code for advice in advise(quality)]
    alone = judged(moved())
    assert alone.figure is alone.scenery is None


def fading(places: list[float]) -> list[np.ndarray]:
    other = GROUND[::-1].copy()
    return [np.rint((1 - u) * GROUND + u * other).astype(np.uint8) for u in places]


def test_a_crossfade_of_the_figure_is_not_blamed_on_the_scenery():
    quality = judged(drawn("crossfade"), known=True)
    assert next(advice.code for advice in advise(quality)) == "double_figure"
    assert "double_scenery" not in [advice.code for advice in advise(quality)]


def test_good_drawings_need_no_advice():
    assert advise(judged(moved())) == []
    assert advise(judged(moved(), known=True)) == []


def test_on_twos_is_as_good_as_on_ones():
    ones = judged(moved())
    twice = [u for u in PLACES for _ in (0, 1)]
    twos = judged(moved(twice), places=twice)
    assert twos.score == pytest.approx(ones.score, abs=6)
    assert twos.whole.measures.jump < 0.05


def test_spacing_is_no_jump():
    eased = [u * u * (3 - 2 * u) for u in PLACES]
    assert judged(moved(eased), places=eased).whole.measures.jump < 0.05


def test_a_torn_figure_is_told_with_its_limb():
    torn = judged(moved(), known=True, alarms=Alarms(flips=0.03, area=0.4))
    plain, named = advise(torn), advise(torn, {"left_arm": 0.7, "right_arm": 0.1})
    assert (plain[0].code, plain[0].limb) == ("torn", None)
    assert (named[0].code, named[0].limb) == ("torn_limb", "left_arm")
    assert str(named[0]).startswith(f"The left arm is likely torn around drawing {named[0].drawing + 1}.")
    assert advise(torn, {"left_arm": 0.0})[0].code == "torn"
    assert torn.score == judged(moved(), known=True).score


def test_the_torn_drawing_is_the_one_that_the_geometry_names():
    each = [Alarms(0.0, 0.1)] * 4 + [Alarms(0.2, 0.3)] + [Alarms(0.0, 0.2)] * 2
    quality = judged(moved(), alarms=each)
    assert quality.alarms == Alarms(pytest.approx(0.2 / 7), pytest.approx(1.1 / 7))
    assert advise(quality)[0].drawing == 4
    assert advise(Quality.from_json(quality.to_json()))[0].drawing == 4
    with pytest.raises(ValueError, match="got 2 for 7"):
        judged(moved(), alarms=each[:2])


def cut(figure: np.ndarray) -> np.ndarray:
    """
    Return a figure in two pieces and with shreds.
    """
    left, top, width, height = cv2.boundingRect(np.ascontiguousarray(figure[..., 3]))
    torn = figure.copy()
    torn[:, left + width // 3 : left + width // 3 + 6] = 0
    torn[top : top + height // 3 : 3] = 0
    return torn


@pytest.mark.parametrize("known", [False, True])
def test_a_figure_in_pieces_scores_worse_and_is_named(known):
    figures = moved()
    figures[4] = cut(figures[4])
    keys = at(90), at(300)
    masks = [each[..., 3].copy() for each in (keys[0], *figures, keys[1])] if known else None
    torn, whole = measure(*keys, figures, PLACES, masks), measure(*keys, moved(), PLACES)
    assert torn.score < whole.score - 15
    assert torn.weakest == 4
    assert torn.whole.drawings[4].torn > 0.2
    assert torn.to_json()["torn"] == torn.whole.measures.torn > 0.03
    told = advise(torn)[0]
    assert (told.code, told.drawing) == ("torn_pieces", 4)
    assert "so that the rig can move it, or drop pins" in str(told)
    marked = measure(*keys, figures, PLACES, masks, alarms=Alarms(0.0, 0.1))
    assert str(advise(marked)[0]).endswith("Check its joints, or draw a breakdown there.")


def test_a_clean_figure_is_not_torn():
    assert judged(moved(), known=True).whole.measures.torn < 0.001
    assert judged(moved()).to_json()["torn"] is None


def test_two_figures_are_no_figure_in_pieces():
    keys = at(90), at(300)
    codes = [advice.code for advice in advise(measure(*keys, drawn("crossfade"), PLACES))]
    assert "double" in codes
    assert "torn_pieces" not in codes


def test_a_figure_may_have_as_many_pieces_as_a_key():
    figures = [cut(each) for each in (at(90), *moved(), at(300))]
    masks = [each[..., 3].copy() for each in figures]
    assert measure(figures[0], figures[-1], figures[1:-1], PLACES, masks).whole.measures.torn < 0.05
    wholeness = Wholeness(masks[0], masks[-1])
    assert wholeness.torn(masks[0]) == wholeness.torn(np.zeros_like(masks[0])) == 0


def test_a_mirrored_figure_is_as_torn():
    covers = [each[..., 3] for each in (at(90), at(300), cut(at(180)))]
    mirrored = [np.ascontiguousarray(cover[:, ::-1]) for cover in covers]
    assert Wholeness(*covers[:2]).torn(covers[2]) == Wholeness(*mirrored[:2]).torn(mirrored[2]) > 0.2


def test_a_single_drawing_of_a_camera_move_is_followed():
    blocks = np.random.default_rng(1).integers(0, 256, (12, 30, 3), np.uint8)
    wide = cv2.resize(blocks, (600, 240), interpolation=cv2.INTER_NEAREST)
    views = [np.ascontiguousarray(wide[:, x : x + 400]) for x in (0, 74, 148)]
    first, halfway, last = (np.dstack([view, np.full((240, 400), 255, np.uint8)]) for view in views)
    moving = measure(first, last, [halfway], [0.5])
    assert moving.whole.measures.unexplained < 0.1
    faded = np.asarray(cv2.addWeighted(first, 0.5, last, 0.5, 0), np.uint8)
    assert measure(first, last, [faded], [0.5]).whole.measures.unexplained > 0.8


def test_advice_is_plain_values_with_what_fills_its_message():
    told = advise(judged(drawn("crossfade")))[0].to_json()
    assert told["code"] == "double"
    assert "{drawing}" in told["sentence"]
    assert 0 <= told["drawing"] < len(PLACES)
    assert "limb" not in told


def test_equal_keys_and_still_drawings_are_flawless():
    still = judged_alike([at(90)] * 3)
    assert (still.score, max(still.curve)) == (100, 0)
    assert advise(still) == []


def judged_alike(figures: list[np.ndarray]) -> Quality:
    return measure(*seen([at(90), at(90)]), seen(figures), [0.25, 0.5, 0.75])


def test_one_drawing_and_none():
    one = judged(moved([0.5]), places=[0.5])
    assert len(one.curve) == 1
    assert one.weakest == 0
    none = judged([], places=[])
    assert (none.curve, none.weakest, none.score) == ((), None, 100)
    assert advise(none) == []


def test_a_gauge_measures_what_measure_does():
    keys, figures = seen([at(90), at(300)]), seen(moved())
    gauge = Gauge(*keys)
    for place, drawing in zip(PLACES, figures, strict=True):
        gauge.add(place, drawing)
        drawing[:] = 0
    assert gauge.result() == judged(moved())


def test_cut_outs_are_looked_at_as_they_are():
    quality = measure(at(90), at(300), moved(), PLACES)
    hidden = moved()
    for each in hidden:
        each[each[..., 3] == 0, :3] = 99
    assert measure(at(90), at(300), hidden, PLACES) == quality
    assert quality.score > 75


@pytest.mark.filterwarnings("error")
@unhurried
@given(st.data())
def test_any_pictures_give_finite_values_that_survive_being_kept(data):
    pair = data.draw(pairs())
    places = sorted(data.draw(st.lists(st.floats(0, 1), max_size=4)))
    drawings = [data.draw(st.sampled_from([pair.first, pair.last, 255 - pair.first])) for _ in places]
    masks = [pair.first[..., 3]] * (len(places) + 2) if data.draw(st.booleans()) else None
    quality = measure(pair.first, pair.last, drawings, places, masks, alarms=Alarms(math.nan, 0.1))
    kept = quality.to_json()
    assert json.loads(json.dumps(kept, allow_nan=False)) == kept
    assert Quality.from_json(kept).to_json() == kept
    assert 0 <= quality.score <= 100
    assert all(0 <= value <= 1 for value in quality.curve)
    assert (
        measure(pair.first, pair.last, drawings, places, masks, alarms=Alarms(0, 0.1)).score == quality.score
    )
    advise(quality)


@pytest.mark.parametrize("size", [(1, 1), (2, 300), (5000, 3)])
def test_tiny_and_narrow_pictures_are_measured(size):
    red, blue = flat((255, 0, 0), size), flat((0, 0, 255), size)
    assert measure(red, blue, [red, blue], [0.3, 0.6]).score < 100


def test_what_does_not_fit_is_refused():
    keys, figures = seen([at(90), at(300)]), seen(moved())
    with pytest.raises(ValueError, match="got 7 drawings, 2 places and masks: none"):
        measure(*keys, figures, [0.1, 0.2])
    with pytest.raises(ValueError, match="got 7 drawings, 7 places and masks: 1"):
        measure(*keys, figures, PLACES, [figures[0][..., 3]])
    with pytest.raises(ValueError, match="got 200 x 120 instead of 400 x 240"):
        measure(*keys, [disc(1)], [0.5])
    with pytest.raises(ValueError, match=r"at 0 to 1; got 1\.5"):
        measure(*keys, figures[:1], [1.5])
    with pytest.raises(ValueError, match=r"got uint8 \(3, 3\) for 400 x 240"):
        measure(*keys, figures[:1], [0.5], [np.zeros((3, 3), np.uint8)] * 3)
