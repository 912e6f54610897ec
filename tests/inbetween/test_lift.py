"""
A figure is lifted off its scenery, and moves in front of it.
"""

import numpy as np
import pytest

from jobs.inbetween import Pair, lay, method
from jobs.inbetween.changes import Change
from jobs.inbetween.following.lift import lift

from .drawn import disc, flat, scenery

SIZE = (260, 180)
GROUNDS = {"plain": flat((236, 240, 232), SIZE), "scenery": scenery(SIZE)}

on_each_ground = pytest.mark.parametrize("ground", GROUNDS.values(), ids=GROUNDS)


def keys(ground, *places):
    return [lay(disc(x, 90, size=SIZE), ground) for x in places]


def lifted(first, last):
    change = Change.of(Pair(first, last), 32)
    assert change is not None
    return change, lift(change)


@on_each_ground
def test_the_figure_over_its_plate_is_the_key_again(ground):
    change, found = lifted(*keys(ground, 80, 170))
    assert found is not None
    for u, key, figure in ((0, change.first, found.change.first), (1, change.last, found.change.last)):
        assert np.abs(found.lay(figure, u).astype(int) - key).max() <= 3


@on_each_ground
def test_the_plate_shows_what_is_behind_the_figure(ground):
    change, found = lifted(*keys(ground, 80, 170))
    assert found is not None
    for plate in (found.first_plate, found.last_plate):
        assert np.abs(plate.astype(int) - ground[change.box]).mean() < 2


@on_each_ground
@pytest.mark.parametrize("u", [0.25, 0.5, 0.75])
def test_a_figure_that_goes_far_is_seen_once_and_the_scenery_stays(ground, u):
    drawing = method("flow").prepare(Pair(*keys(ground, 80, 170))).draw(u)
    there = lay(disc(80 + 90 * u, 90, size=SIZE), ground)
    assert np.abs(drawing.astype(int) - there)[..., :3].mean() < 2.5


def test_a_cut_from_one_scene_to_another_is_left_alone():
    _, found = lifted(keys(GROUNDS["plain"], 80)[0], keys(GROUNDS["scenery"], 170)[0])
    assert found is None


def test_scenery_that_moves_is_left_alone():
    plate = scenery((300, 180))
    _, found = lifted(plate[:, :260].copy(), plate[:, 40:].copy())
    assert found is None
