"""
The rig draws a marked figure between its poses.
"""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from jobs.inbetween import Pair, lay, method
from jobs.inbetween.marks import Course, Marks
from jobs.inbetween.puppetry.lending import inside_at
from jobs.inbetween.puppetry.puppet import _KEPT
from jobs.inbetween.skeleton import HUMANOID, Skeleton

from .doll import RAISED, SPIDER, SPLIT, WORM, drawn, marked, pose
from .drawn import flat, scenery, unhurried

STANDING = pose()
GROUND = scenery((200, 240))


def rigged(first=STANDING, last=RAISED, *, plate=None, course=None, on=None, gain=1.0, **marks):
    keys = drawn(first), drawn(last, gain=gain)
    if on is not None:
        keys = tuple(lay(key, on) for key in keys)
    pair = Pair(*keys, plate, marked(first, **marks), marked(last, **marks), course or Course())
    return method("rig").prepare(pair)


def psnr(one, other, where=slice(None)):
    off = np.square(one.astype(float) - other)[where].mean()
    return 10 * np.log10(255**2 / max(off, 1e-9))


def seen(drawing):
    return lay(drawing, flat((128, 140, 150), drawing.shape[1::-1]))[..., :3]


def near(*drawings):
    cover = np.max([drawing[..., 3] for drawing in drawings], axis=0)
    return cv2.dilate(cover, np.ones((9, 9), np.uint8)) > 0


@pytest.mark.parametrize("u", [0.2, 0.5, 0.8])
def test_a_raised_arm_turns_about_its_shoulder(u):
    drawer = rigged()
    drawing, truth = drawer.draw(u), drawn(drawer.joints(u))
    assert psnr(seen(drawing), seen(truth), near(drawn(STANDING), drawn(RAISED), truth)) > 24
    covered, meant = drawing[..., 3] > 127, truth[..., 3] > 127
    assert (covered & meant).sum() > 0.96 * (covered | meant).sum()


def test_keys_are_met_byte_for_byte_and_without_a_pop():
    drawer = rigged()
    for u, key in ((0, drawn(STANDING)), (1, drawn(RAISED))):
        np.testing.assert_array_equal(drawer.draw(u), key)
        almost = drawer.draw(abs(u - 0.001))
        assert psnr(seen(almost), seen(key), near(key)) > 30


def test_an_arm_folds_over_itself_and_unfolds():
    folded = pose(left_elbow=(150, 100), left_hand=(122, 88))
    drawer = rigged(folded, STANDING)
    truth = drawn(drawer.joints(0.5))
    assert psnr(seen(drawer.draw(0.5)), seen(truth), near(truth)) > 20


def test_a_cut_out_keeps_soft_edges_without_a_fringe():
    drawing = rigged().draw(0.4)
    alpha = drawing[..., 3]
    assert not drawing[alpha == 0].any()
    edge = (alpha > 40) & (alpha < 215)
    assert edge.sum() > 200
    # No colour of the doll but that of its eye is this dark.
    off_face = edge.copy()
    off_face[20:70] = False
    assert drawing[off_face][:, :3].max(axis=1).min() > 100


def test_a_given_pose_in_between_is_passed_through():
    high = pose(left_elbow=(136, 60), left_hand=(128, 28))
    drawer = rigged(course=Course(breakdowns=((0.5, high),)))
    np.testing.assert_allclose(drawer.joints(0.5), high)
    assert psnr(seen(drawer.draw(0.5)), seen(drawn(high)), near(drawn(high))) > 22


def test_a_drawer_that_goes_another_way_draws_nearly_what_one_prepared_for_it_draws():
    course = Course(breakdowns=((0.3, RAISED),))
    straight, prepared = rigged(), rigged(course=course)
    other = straight.along(course)
    np.testing.assert_array_equal(other.joints(0.3), RAISED)
    assert psnr(seen(other.draw(0.3)), seen(prepared.draw(0.3))) > 35
    assert psnr(seen(other.draw(0.3)), seen(straight.draw(0.3))) < 25
    np.testing.assert_array_equal(straight.along(Course()).draw(0.3), straight.draw(0.3))


def test_scenery_stays_and_is_completed_behind_the_figure():
    drawer = rigged(on=GROUND)
    drawing = drawer.draw(0.5)
    assert (drawing[..., 3] == 255).all()
    figures = near(drawn(STANDING), drawn(RAISED), drawn(drawer.joints(0.5)))
    far = ~(cv2.dilate(figures.astype(np.uint8), np.ones((15, 15), np.uint8)) > 0)
    np.testing.assert_array_equal(drawing[far], GROUND[far])
    left = (drawn(STANDING)[..., 3] == 255) & ~near(drawn(drawer.joints(0.5)), drawn(RAISED))
    assert left.sum() > 100
    assert psnr(drawing, GROUND, left) > 28


def test_a_plate_that_fits_is_seen_where_neither_key_shows_anything():
    moved = np.add(RAISED, (6, 0))
    inside = (drawn(STANDING)[..., 3] > 0) & (drawn(moved)[..., 3] > 0)
    drawer = rigged(STANDING, moved, on=GROUND, plate=GROUND)
    np.testing.assert_array_equal(drawer.scenery.at(0.5)[inside], GROUND[inside])
    other = flat((10, 200, 10), (200, 240))
    assert psnr(rigged(STANDING, moved, on=GROUND, plate=other).scenery.at(0.5), GROUND) > 20


def test_limbs_that_pass_behind_are_drawn_behind():
    across = pose(left_elbow=(112, 108), left_hand=(84, 116))
    keys = drawn(across, behind="left"), drawn(STANDING, behind="left")
    belly = slice(84, 124), slice(84, 116)
    off = []
    for names in ((), ("left_arm",)):
        marks = [marked(joints, behind=frozenset(names)) for joints in (across, STANDING)]
        drawer = method("rig").prepare(Pair(*keys, None, *marks))
        truth = drawn(drawer.joints(0.5), behind="left")
        off.append(psnr(seen(drawer.draw(0.5)), seen(truth), belly))
    assert off[1] > max(28, off[0] + 3)


def test_the_order_of_parts_changes_halfway_where_the_keys_disagree():
    first, last = marked(STANDING, behind=frozenset({"left_arm"})), marked(RAISED)
    actor = method("rig").prepare(Pair(drawn(STANDING), drawn(RAISED), None, first, last)).actor
    assert actor._order(0.49) == actor.puppets[0].order != actor._order(0.5) == actor.puppets[1].order


def test_light_changes_evenly():
    drawer = rigged(gain=0.7)
    torso = slice(90, 120), slice(94, 106)
    levels = [drawer.draw(u)[torso][..., :3].mean() for u in (0, 0.25, 0.5, 0.75, 1)]
    steps = -np.diff(levels)
    assert steps.min() > 0.5 * steps.mean()


def test_what_is_kept_from_before_changes_nothing():
    _KEPT.clear()
    cold = rigged().draw(0.3)
    assert _KEPT
    np.testing.assert_array_equal(rigged().draw(0.3), cold)
    rigged(RAISED, pose(left_hand=(150, 140)))
    np.testing.assert_array_equal(rigged().draw(0.3), cold)


def test_a_mirrored_pair_gives_mirrored_drawings():
    swapped = {
        name: name.replace("left", "_").replace("right", "left").replace("_", "right", 1)
        if name.startswith("left")
        else name.replace("right", "left")
        for name in HUMANOID.names
    }
    order = [HUMANOID.names.index(swapped[name]) for name in HUMANOID.names]

    def turned(joints):
        return np.add(joints * (-1, 1), (199, 0))[order]

    keys = [np.ascontiguousarray(drawn(joints)[:, ::-1]) for joints in (STANDING, RAISED)]
    pair = Pair(*keys, None, marked(turned(STANDING)), marked(turned(RAISED)))
    drawing = rigged().draw(0.5)
    mirrored = method("rig").prepare(pair).draw(0.5)[:, ::-1]
    assert psnr(seen(mirrored), seen(drawing), near(drawing)) > 26


def test_equal_keys_are_held():
    key = drawn(STANDING)
    drawing = rigged(STANDING, STANDING).draw(0.5)
    assert psnr(seen(drawing), seen(key), near(key)) > 36


def test_the_figure_alone_is_roughly_the_drawing_s_alpha():
    drawer = rigged()
    covered, drawing = drawer.figure(0.5) > 127, drawer.draw(0.5)[..., 3] > 127
    assert (covered & drawing).sum() > 0.95 * (covered | drawing).sum()


def test_alarms_are_raised_by_a_figure_that_is_turned_inside_out():
    us = (0.25, 0.5, 0.75)
    calm = rigged().alarms(us)
    assert not calm.torn
    torn = rigged(STANDING, np.add(STANDING * (-1, 1), (200, 0))).alarms(us)
    assert torn.flips > calm.flips or torn.area > 2 * calm.area


def test_the_limb_that_the_keys_disagree_on_is_named():
    calm = rigged().troubles(0.5)
    assert set(calm) == {limb.name for limb in HUMANOID.limbs}
    assert max(calm.values()) < 0.3
    elsewhere = np.add(RAISED, 0)
    elsewhere[[HUMANOID.names.index(f"left_{name}") for name in ("elbow", "hand")]] = (150, 120), (165, 150)
    pair = Pair(drawn(STANDING), drawn(RAISED), None, marked(STANDING), marked(elsewhere))
    troubles = method("rig").prepare(pair).troubles(0.5)
    assert max(troubles, key=troubles.get) == "left_arm"
    assert troubles["left_arm"] > 3 * max(calm.values())


def test_a_figure_that_is_cut_by_the_picture_s_edge_is_not_cut_again_as_it_comes_in():
    low, higher = np.add(STANDING, (0, 60)), np.add(STANDING, (0, 54))
    drawing = rigged(low, higher).draw(0.5)
    assert (drawing[-1, :, 3] > 127).sum() > 20


def test_a_key_without_a_figure_fades():
    empty = np.zeros((240, 200, 4), np.uint8)
    pair = Pair(drawn(STANDING), empty, None, marked(STANDING), marked(STANDING))
    drawer = method("rig").prepare(pair)
    assert drawer.draw(0.5)[100, 100, 3] == pytest.approx(128, abs=1)
    assert not drawer.figure(0.5).any()
    assert drawer.alarms([0.5]).flips == 0
    assert drawer.troubles(0.5) == {}


def test_keys_without_joints_are_refused():
    with pytest.raises(ValueError, match="joints on both keys"):
        method("rig").prepare(Pair(drawn(STANDING), drawn(RAISED)))


@pytest.mark.parametrize("seed", range(3))
def test_joints_far_beside_the_figure_still_give_a_drawing(seed):
    random = np.random.default_rng(seed)
    with np.errstate(divide="raise", over="raise", invalid="raise"):
        off = [random.normal(0, 40, STANDING.shape) for _ in range(2)]
        keys = drawn(STANDING), drawn(RAISED)
        pair = Pair(*keys, None, marked(STANDING + off[0]), marked(RAISED + off[1]))
        drawing = method("rig").prepare(pair).draw(0.5)
    assert drawing[..., 3].any()


def test_from_a_part_that_is_nowhere_every_place_is_as_far_as_is_told():
    places = np.zeros((4, 5, 2), np.float32)
    with np.errstate(all="raise"):
        away = inside_at(np.zeros((300, 400), np.uint8), places, 12)
    np.testing.assert_array_equal(away, np.full((4, 5), -12, np.float32))


def test_what_is_drawn_of_a_part_does_not_depend_on_how_far_around_it_is_looked():
    joints = pose(left_elbow=(128, 60), left_hand=(100, 30))
    drawer = rigged(last=joints)
    narrow = drawer.draw(0.4)
    actor = drawer.actor
    whole = [[puppet.corners(index) for index in range(len(puppet.parts))] for puppet in actor.puppets]
    assert sum(map(len, whole[0])) > sum(map(len, actor._shown[0]))
    actor.__dict__["_shown"] = whole
    np.testing.assert_array_equal(drawer.draw(0.4), narrow)


def test_a_large_picture_is_drawn_as_a_small_one_is():
    scale = 3
    keys = [
        cv2.resize(drawn(joints), None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
        for joints in (STANDING, RAISED)
    ]
    marks = [marked((joints + 0.5) * scale - 0.5) for joints in (STANDING, RAISED)]
    large = method("rig").prepare(Pair(*keys, None, *marks)).draw(0.5)
    small = cv2.resize(large, (200, 240), interpolation=cv2.INTER_AREA)
    drawing = rigged().draw(0.5)
    assert psnr(seen(small), seen(drawing), near(drawing)) > 22


@st.composite
def strange_pairs(draw):
    skeleton = draw(st.sampled_from([HUMANOID, SPIDER, WORM, SPLIT]))
    height, width = draw(st.tuples(st.integers(1, 40), st.integers(1, 40)))
    count = len(skeleton.names)

    def key():
        picture = draw(
            arrays.arrays(
                np.uint8, (height, width, 4), elements=st.integers(0, 255), fill=st.sampled_from([0, 90, 255])
            )
        )
        if draw(st.booleans()):
            middle = draw(st.tuples(st.integers(-4, width + 4), st.integers(-4, height + 4)))
            cv2.circle(picture, middle, draw(st.integers(1, 20)), (200, 90, 40, 255), -1)
        return picture

    def marks():
        joints = draw(arrays.arrays(np.float64, (count, 2), elements=st.floats(-50, 90)))
        if draw(st.booleans()):
            joints[:] = joints[0]
        mask = st.one_of(st.none(), arrays.arrays(np.uint8, (height, width), fill=st.sampled_from([0, 255])))
        behind = (
            draw(st.sets(st.sampled_from([limb.name for limb in skeleton.limbs]))) if skeleton.limbs else ()
        )
        return Marks(skeleton, joints, draw(mask), frozenset(behind))

    first = key()
    plate = None
    if draw(st.booleans()):
        plate = key()
        plate[..., 3] = 255
    return Pair(first, draw(st.sampled_from([first, key()])), plate, marks(), marks())


@given(strange_pairs(), st.floats(0, 1))
@unhurried
def test_whatever_is_marked_something_is_drawn(pair, u):
    drawer = method("rig").prepare(pair)
    drawing = drawer.draw(u)
    assert drawing.shape == pair.first.shape
    assert drawing.dtype == np.uint8
    assert drawer.figure(u).shape == pair.first.shape[:2]
    assert all(0 <= trouble <= 1 for trouble in drawer.troubles(u).values())
    assert np.isfinite((drawer.alarms([u]).flips, drawer.alarms([u]).area)).all()
    opaque = pair.first[..., 3].min() == 255 and pair.last[..., 3].min() == 255
    assert not opaque or drawing[..., 3].min() == 255


def test_a_faint_picture_with_a_solid_spot_gets_no_mesh_as_fine_as_the_spot():
    faint = np.full((180, 320, 4), 100, np.uint8)
    faint[80:83, 80:83, 3] = 255
    arm = Skeleton.of({"shoulder": None, "elbow": "shoulder", "hand": "elbow"})
    marks = Marks(arm, np.array([[80, 80], [81, 81], [82, 82]], np.float64))
    drawer = method("rig").prepare(Pair(faint, faint[:, ::-1].copy(), None, marks, marks))
    assert all(len(puppet.mesh.places) < 20_000 for puppet in drawer.actor.puppets)
    assert np.isfinite(drawer.draw(0.5)).all()
