"""
Scenery is completed behind figures, and moves with the camera.
"""

import cv2
import numpy as np
import pytest

from jobs.inbetween.puppetry.plates import Shown
from jobs.inbetween.puppetry.scenery import Drifting, Faded, Panned, scenery_of

from .drawn import flat, scenery

SIZE = (320, 200)
GROUND = scenery(SIZE)


def shown(picture, left, right):
    mask = np.zeros(picture.shape[:2], np.uint8)
    mask[60:140, left:right] = 255
    hidden = picture.copy()
    hidden[mask > 0, :3] = (250, 0, 250)
    return Shown.around(hidden, mask, 80)


def test_what_one_key_hides_the_other_one_shows():
    found = scenery_of(shown(GROUND, 40, 100), shown(GROUND, 200, 260), None)
    for u in (0.0, 0.5, 1.0):
        np.testing.assert_array_equal(found.at(u), GROUND)


def test_what_both_hide_is_painted_from_around():
    ground = flat((90, 140, 60), SIZE)
    found = scenery_of(shown(ground, 100, 160), shown(ground, 120, 180), None).at(0.5)
    assert np.abs(found.astype(int) - ground).max() <= 5


def test_a_plate_is_seen_through_the_holes_if_it_is_of_this_scenery():
    views = shown(GROUND, 100, 160), shown(GROUND, 120, 180)
    np.testing.assert_array_equal(scenery_of(*views, GROUND).at(0.3), GROUND)
    assert not np.array_equal(scenery_of(*views, flat((0, 0, 0), SIZE)).at(0.3), GROUND)


def test_what_differs_fades_and_what_does_not_keeps_its_bytes():
    lit = GROUND.copy()
    lit[20:40, 30:60, :3] = 255
    faded = Faded.of(GROUND, lit)
    half = faded.at(0.5)
    assert np.abs(half[30, 40, :3].astype(int) - (GROUND[30, 40, :3].astype(int) + 255) / 2).max() <= 1
    untouched = np.ones(GROUND.shape[:2], bool)
    untouched[20:40, 30:60] = False
    np.testing.assert_array_equal(half[untouched], GROUND[untouched])


def test_scenery_pans_with_the_camera():
    world = scenery((420, 260))
    first, last = world[30:230, 40:360], world[30:230, 70:390]
    views = shown(np.ascontiguousarray(first), 40, 90), shown(np.ascontiguousarray(last), 200, 250)
    found = scenery_of(*views, None)
    assert isinstance(found, Panned)
    middle, truth = found.at(0.5), world[30:230, 55:375]
    assert np.abs(middle[20:180, 40:280].astype(int) - truth[20:180, 40:280]).mean() < 4
    assert (middle[..., 3] == 255).all()


def test_things_that_drift_are_followed():
    cloud = scenery((120, 60))[::-1, ::-1]
    first, truth, last = GROUND.copy(), GROUND.copy(), GROUND.copy()
    for picture, shift in ((first, 0), (truth, 2), (last, 4)):
        picture[100:160, 100 + shift : 220 + shift] = cloud
    none = np.zeros(GROUND.shape[:2], bool)
    found = scenery_of(Shown(first, none, none), Shown(last, none, none), None)
    assert isinstance(found, Drifting)
    inside = slice(110, 150), slice(114, 210)
    half, mixed = found.at(0.5), cv2.addWeighted(first, 0.5, last, 0.5, 0)
    off = [np.abs(made[inside].astype(int) - truth[inside]).mean() for made in (half, mixed)]
    assert off[0] < 0.5 * off[1]


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (40, 1)])
def test_the_smallest_pictures_have_scenery(size):
    picture = flat((1, 2, 3), size)
    empty = Shown.around(picture, np.zeros(picture.shape[:2], np.uint8), 4)
    full = Shown.around(picture, np.full(picture.shape[:2], 255, np.uint8), 4)
    for views in ((empty, empty), (empty, full), (full, full)):
        np.testing.assert_array_equal(scenery_of(*views, None).at(0.5), picture)
