"""
Suggested joints lie where the character's joints are in another picture of it.
"""

import cv2
import numpy as np
import pytest
from hypothesis import given

from jobs.inbetween import lay
from jobs.inbetween.carrying.suggest import suggest
from jobs.inbetween.marks import Marks
from jobs.inbetween.skeleton import HUMANOID, Skeleton

from .doll import RAISED, SPIDER, SPLIT, WORM, drawn, marked, pose
from .drawn import pairs, scenery, unhurried

STANDING = pose()
HEIGHT = 210.0
KICKING = pose(right_elbow=(54, 70), right_hand=(40, 42), left_knee=(140, 164), left_foot=(172, 188))
LEANING = pose(torso=(108, 83), neck=(118, 48), right_shoulder=(90, 83), right_elbow=(70, 104))


def off(found: np.ndarray, true: np.ndarray, height: float = HEIGHT) -> np.ndarray:
    """
    Return how far joints lie from the true ones, in heights of the doll.
    """
    return np.linalg.norm(found - true, axis=1) / height


@pytest.mark.parametrize("there", [STANDING, RAISED, KICKING])
def test_joints_are_found_in_another_pose(there):
    found = suggest(drawn(STANDING), marked(STANDING), drawn(there))
    assert (off(found.joints, there) < 0.05).mean() > 0.9
    assert off(found.joints, there).mean() < 0.03


def test_a_pose_with_raised_limbs_is_carried_back():
    found = suggest(drawn(KICKING), marked(KICKING), drawn(STANDING))
    assert (off(found.joints, STANDING) < 0.05).mean() > 0.85


def test_the_other_picture_may_be_smaller_turned_and_darker():
    doll = drawn(RAISED, gain=0.8)
    turn = cv2.getRotationMatrix2D((100, 120), 25, 0.6)
    turn[:, 2] += (-20, -30)
    there = cv2.warpAffine(doll, turn, (170, 190))
    true = RAISED @ turn[:, :2].T + turn[:, 2]
    found = suggest(drawn(STANDING), marked(STANDING), there)
    assert (off(found.joints, true, 0.6 * HEIGHT) < 0.05).mean() > 0.85


def test_scenery_does_not_mislead():
    wall = scenery((200, 240))
    wall[..., :3] = wall[..., :3] // 2 + (0, 80, 0)
    keys = [lay(drawn(joints), wall) for joints in (STANDING, KICKING)]
    found = suggest(keys[0], marked(STANDING), keys[1])
    assert (off(found.joints, KICKING) < 0.05).mean() > 0.85


def test_what_is_trusted_less_is_farther_off():
    # The left arm is gone in the second picture, so nothing says where it would be.
    doll = drawn(STANDING)
    gone = drawn(pose(left_elbow=(118, 90), left_hand=(116, 100)))
    found = suggest(doll, marked(STANDING), gone)
    place = HUMANOID.names.index
    arm = found.confidence[[place("left_elbow"), place("left_hand")]]
    legs = found.confidence[[place("left_knee"), place("right_knee")]]
    assert arm.max() < legs.min()


@pytest.mark.parametrize("skeleton", [WORM, SPIDER, SPLIT])
def test_any_tree_can_be_carried(skeleton):
    generator = np.random.default_rng(5)
    joints = np.array([100.0, 110.0]) + generator.uniform(-60, 60, (len(skeleton.names), 2))
    found = suggest(drawn(STANDING), Marks(skeleton, joints), drawn(RAISED))
    assert found.joints.shape == joints.shape
    assert np.isfinite(found.joints).all()


def test_a_tail_is_found_where_it_has_swung():
    tail = Skeleton.of({"root": None, "base": "root", "middle": "base", "tip": "middle"})
    places = np.array([[60.0, 60], [60, 90], [90, 90], [120, 90]])
    swung = np.array([[60.0, 60], [60, 90], [84, 108], [98, 134]])

    def worm(joints):
        canvas = np.zeros((160, 160, 4), np.uint8)
        for index, colour in enumerate([(200, 40, 40), (40, 160, 40), (40, 60, 200)]):
            ends = [tuple(np.rint(joints[index + k]).astype(int).tolist()) for k in (0, 1)]
            cv2.line(canvas, *ends, (*colour, 255), 16, cv2.LINE_AA)
        return canvas

    found = suggest(worm(places), Marks(tail, places), worm(swung))
    assert off(found.joints, swung, 100).max() < 0.08


def test_without_a_figure_marks_stay_and_are_not_trusted():
    nothing = np.zeros((480, 400, 4), np.uint8)
    found = suggest(drawn(STANDING), marked(STANDING), nothing)
    assert not found.confidence.any()
    assert found.joints == pytest.approx((STANDING + 0.5) * 2 - 0.5)


@unhurried
@given(pairs())
def test_any_pictures_give_finite_joints_and_confidence(pair):
    height, width = pair.first.shape[:2]
    joints = STANDING * (width / 200, height / 240)
    found = suggest(pair.first, marked(joints), pair.last)
    assert found.joints.shape == joints.shape
    assert np.isfinite(found.joints).all()
    assert ((found.confidence >= 0) & (found.confidence <= 1)).all()


def test_the_same_pictures_give_the_same_joints():
    first, second = (suggest(drawn(STANDING), marked(STANDING), drawn(KICKING)) for _ in range(2))
    assert np.array_equal(first.joints, second.joints)
    assert np.array_equal(first.confidence, second.confidence)


def test_a_mask_of_another_size_is_refused_in_words():
    with pytest.raises(ValueError, match="same size"):
        suggest(drawn(STANDING), marked(STANDING), drawn(RAISED), np.zeros((3, 3), np.uint8))
