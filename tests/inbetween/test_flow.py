"""
Flow follows what moves.
"""

import numpy as np
import pytest

from jobs.inbetween import Pair, cover, lay, method

from .drawn import disc, scenery


def covered(drawing):
    return drawing[..., 3] / 255


@pytest.mark.parametrize("u", [0.25, 0.5, 0.75])
@pytest.mark.parametrize("distance", [6, 20, 40])
def test_a_moved_disc_is_found_once_and_on_its_way(u, distance):
    first, last = disc(100 - distance / 2), disc(100 + distance / 2)
    drawn = covered(method("flow").prepare(Pair(first, last)).draw(u))
    columns = np.arange(200)
    centre = (drawn.sum(axis=0) * columns).sum() / drawn.sum()
    assert centre == pytest.approx(100 + (u - 0.5) * distance, abs=1)
    # One disc and no second one: it covers what a disc there would cover.
    there = covered(disc(100 + (u - 0.5) * distance))
    assert np.abs(drawn - there).sum() < 0.05 * there.sum()


def test_a_moved_disc_keeps_its_dots():
    drawing = method("flow").prepare(Pair(disc(90), disc(110))).draw(0.5)
    faded = method("crossfade").prepare(Pair(disc(90), disc(110))).draw(0.5)
    inside = covered(disc(100, radius=24)) > 0.99
    off, off_faded = (
        np.abs(made[inside].astype(int) - disc(100)[inside]).mean() for made in (drawing, faded)
    )
    assert off < 0.2 * off_faded


def test_scenery_stays_while_a_figure_crosses_it():
    plate = scenery()
    drawing = method("flow").prepare(Pair(lay(disc(90), plate), lay(disc(110), plate))).draw(0.5)
    far = np.ones((120, 200), bool)
    far[:, 20:180] = False
    np.testing.assert_array_equal(drawing[far], plate[far])


def test_the_part_that_changes_joins_the_rest_without_a_seam():
    plate = scenery((400, 240))
    first, last = (lay(disc(x, 120, size=(400, 240)), plate) for x in (170, 230))
    drawing = method("flow").prepare(Pair(first, last)).draw(0.5).astype(int)
    # The figure spans columns 142 to 258; the box that is drawn reaches 32 further.
    ring = np.zeros((240, 400), bool)
    ring[60:180, 110:290] = True
    ring[64:176, 114:286] = False
    assert np.abs(drawing[ring] - plate[ring]).max() <= 8


def test_a_figure_that_leaves_the_picture_is_followed():
    drawn = covered(method("flow").prepare(Pair(disc(20), disc(0))).draw(0.5))
    there = covered(disc(10))
    assert np.abs(drawn - there).sum() < 0.1 * there.sum()


def test_large_pictures_are_followed_as_well():
    size = (1600, 960)
    first, last = (cover(size, disc(x)) for x in (92, 108))
    drawn = covered(method("flow").prepare(Pair(first, last)).draw(0.5))
    there = covered(cover(size, disc(100)))
    assert np.abs(drawn - there).sum() < 0.03 * there.sum()
