"""
Masks are found in alpha, on plain ground, by difference, and failing all that by segmentation.
"""

import cv2
import numpy as np
import pytest
from hypothesis import given

from jobs.inbetween import Picture, lay
from jobs.inbetween.masks.finding import find_mask, find_masks
from jobs.inbetween.masks.regained import regained
from jobs.inbetween.skeleton import HUMANOID

from .doll import RAISED, SIZE, drawn, marked, pose
from .drawn import flat, pairs, scenery, unhurried

STANDING = pose()
WALKED = pose(left_elbow=(146, 76), left_hand=(160, 48), right_elbow=(50, 84), right_hand=(34, 60))
EVERYWHERE = (SIZE[1], SIZE[0])


def overlap(found: np.ndarray, true: np.ndarray) -> float:
    """
    Return the area that two masks share by the area that they cover together.
    """
    ours, theirs = found > 127, true > 127
    return (ours & theirs).sum() / (ours | theirs).sum()


def wall() -> Picture:
    """
    Return scenery of the doll's size in which no colour is the doll's.
    """
    blots = scenery(EVERYWHERE)
    blots[..., :3] = blots[..., :3] // 2 + (0, 80, 0)
    return blots


def opaque(picture: Picture) -> Picture:
    return np.dstack((picture[..., :3], np.full(picture.shape[:2], 255, np.uint8)))


def moved(picture: Picture, across: float, zoom: float = 1.0) -> Picture:
    """
    Return an opaque picture as a camera sees it that has panned and come closer.
    """
    height, width = picture.shape[:2]
    affine = cv2.getRotationMatrix2D((width / 2, height / 2), 0, zoom)
    affine[0, 2] += across
    return cv2.warpAffine(picture, affine, (width, height), borderMode=cv2.BORDER_REFLECT_101)


def test_a_cut_outs_mask_is_its_alpha():
    doll = drawn(STANDING)
    found = find_mask(doll, STANDING, HUMANOID)
    assert found.how == "alpha"
    assert np.array_equal(found.mask, doll[..., 3])


@pytest.mark.parametrize("marked_too", [True, False])
@pytest.mark.parametrize("colour", [(255, 255, 255), (30, 30, 60)])
def test_a_figure_on_plain_ground_is_what_stands_on_it(colour, marked_too):
    doll = drawn(STANDING)
    told = (STANDING, HUMANOID) if marked_too else ()
    found = find_mask(lay(doll, flat(colour, EVERYWHERE)), *told)
    assert found.how == "ground"
    assert overlap(found.mask, doll[..., 3]) > 0.97
    # The edge is as soft as it was drawn.
    assert np.abs(found.mask.astype(int) - doll[..., 3]).mean() < 1.5


def test_a_figure_in_scenery_is_segmented_along_its_skeleton():
    doll = drawn(STANDING)
    found = find_mask(lay(doll, wall()), STANDING, HUMANOID)
    assert found.how == "segmented"
    assert overlap(found.mask, doll[..., 3]) > 0.85


def test_two_keys_tell_a_marked_figure_from_scenery_though_its_body_rests():
    dolls = drawn(STANDING), drawn(WALKED)
    keys = [lay(doll, wall()) for doll in dolls]
    for found, doll in zip(find_masks(*keys, marked(STANDING), marked(WALKED)), dolls, strict=True):
        assert found.how == "difference"
        assert overlap(found.mask, doll[..., 3]) > 0.93


def test_two_keys_tell_a_figure_that_moves_from_scenery_without_marks():
    dolls = drawn(np.subtract(STANDING, (14, 0))), drawn(np.add(WALKED, (16, -6)))
    keys = [lay(doll, wall()) for doll in dolls]
    for found, doll in zip(find_masks(*keys), dolls, strict=True):
        assert found.how == "difference"
        assert overlap(found.mask, doll[..., 3]) > 0.9


def test_a_plate_tells_the_figure_from_scenery():
    dolls = drawn(STANDING), drawn(RAISED)
    keys = [lay(doll, wall()) for doll in dolls]
    for found, doll in zip(find_masks(*keys, marked(STANDING), marked(RAISED), wall()), dolls, strict=True):
        assert found.how == "difference"
        assert overlap(found.mask, doll[..., 3]) > 0.95


def test_scenery_may_drift_and_be_noisy():
    dolls = drawn(STANDING), drawn(WALKED)
    noise = np.random.default_rng(3).normal(0, 3, (2, *SIZE, 3))
    keys = [lay(dolls[0], wall()), lay(dolls[1], moved(wall(), 0.7))]
    for key, grain in zip(keys, noise, strict=True):
        key[..., :3] = np.clip(key[..., :3] + grain, 0, 255)
    for found, doll in zip(find_masks(*keys, marked(STANDING), marked(WALKED)), dolls, strict=True):
        assert found.how == "difference"
        assert overlap(found.mask, doll[..., 3]) > 0.9


def test_the_camera_is_taken_out_before_keys_are_compared():
    size = (400, 320)
    wide = scenery(size)
    wide[..., :3] = wide[..., :3] // 2 + (10, 100, 10)

    def staged(joints) -> np.ndarray:
        canvas = np.zeros((320, 400, 4), np.uint8)
        canvas[60:300, 100:300] = drawn(joints)
        return canvas

    first, last = staged(STANDING), staged(WALKED)
    seen = moved(wide, 14, 1.06)
    corner = np.array([100, 60])
    told = marked(STANDING + corner), marked(WALKED + corner)
    for found, doll in zip(find_masks(lay(first, wide), lay(last, seen), *told), (first, last), strict=True):
        assert found.how == "difference"
        assert overlap(found.mask, doll[..., 3]) > 0.85


def test_a_soft_edge_is_regained_where_the_other_key_shows_scenery():
    dolls = drawn(STANDING), drawn(WALKED)
    keys = [lay(doll, flat((40, 150, 60), EVERYWHERE)) for doll in dolls]
    masks = [cv2.erode(doll[..., 3], np.ones((5, 5))) for doll in dolls]
    again = regained(masks[0], keys[0], keys[1], masks[1])
    assert (again >= masks[0]).all()
    assert overlap(again, dolls[0][..., 3]) > overlap(masks[0], dolls[0][..., 3]) + 0.03
    assert not again[dolls[0][..., 3] == 0].any()


def test_what_a_person_gave_is_the_mask():
    given_mask = np.zeros(SIZE, np.uint8)
    given_mask[20:90, 30:60] = 255
    keys = [lay(drawn(joints), wall()) for joints in (STANDING, WALKED)]
    first, last = find_masks(*keys, marked(STANDING, mask=given_mask), marked(WALKED))
    assert first.how == "given"
    assert first.mask is given_mask
    assert last.how != "given"


def test_keys_of_two_sizes_or_places_are_looked_at_one_by_one():
    other = cv2.resize(lay(drawn(WALKED), wall()), (150, 180))
    key = lay(drawn(STANDING), wall())
    assert {found.how for found in find_masks(key, other)} == {"segmented"}
    elsewhere = lay(drawn(WALKED), np.ascontiguousarray(wall()[..., [1, 2, 0, 3]]))
    assert {found.how for found in find_masks(key, elsewhere)} == {"segmented"}


@pytest.mark.parametrize("size", [(1, 1), (4, 4), (7, 30)])
@pytest.mark.parametrize("colour", [(0, 0, 0), (200, 40, 90)])
def test_one_colour_holds_no_figure(size, colour):
    picture = flat(colour, size)
    assert not find_mask(picture).mask.any()
    assert not any(found.mask.any() for found in find_masks(picture, picture))


def test_nothing_holds_no_figure():
    nothing = np.zeros((12, 9, 4), np.uint8)
    found = find_mask(nothing)
    assert (found.how, found.mask.any()) == ("alpha", False)


@unhurried
@given(pairs())
def test_any_pictures_have_masks_of_their_size(pair):
    outside = np.full((16, 2), -500.0)
    for told in (None, marked(outside), marked(STANDING / 10)):
        for found in find_masks(opaque(pair.first), opaque(pair.last), told, told):
            assert found.mask.shape == pair.first.shape[:2]
            assert found.mask.dtype == np.uint8


def test_the_same_keys_give_the_same_masks():
    keys = [lay(drawn(joints), wall()) for joints in (STANDING, WALKED)]
    masks = [find_masks(*keys, marked(STANDING), marked(WALKED)) for _ in range(2)]
    for once, again in zip(*masks, strict=True):
        assert np.array_equal(once.mask, again.mask)


def test_what_does_not_fit_is_refused_in_words():
    picture = lay(drawn(STANDING), wall())
    with pytest.raises(ValueError, match="skeleton"):
        find_mask(picture, STANDING)
    with pytest.raises(ValueError, match="same size"):
        find_masks(picture, picture, plate=flat((0, 0, 0), (9, 9)))
    with pytest.raises(ValueError, match="same size"):
        find_masks(picture, picture, marked(STANDING, mask=np.zeros((9, 9), np.uint8)))
