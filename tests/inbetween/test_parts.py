"""
A figure is taken apart into parts, and its pixels go to them.
"""

import numpy as np
import pytest

from jobs.inbetween.puppetry.cutting import cut
from jobs.inbetween.puppetry.parts import order_of, parts_of
from jobs.inbetween.skeleton import BODY, HUMANOID, Skeleton

from .doll import RAISED, SPIDER, SPLIT, WORM, drawn, pose


def test_the_body_comes_first_and_each_bone_after_what_it_hangs_on():
    parts = parts_of(HUMANOID)
    assert parts[0].limb == BODY
    assert len(parts) == 1 + 8
    for index, part in enumerate(parts[1:], 1):
        assert part.parent < index
        if part.parent:
            assert parts[part.parent].bones[-1][1] == part.joint


@pytest.mark.parametrize(("skeleton", "count", "bones"), [(SPIDER, 17, 8), (WORM, 1, 3), (SPLIT, 5, 0)])
def test_any_tree_has_parts(skeleton, count, bones):
    parts = parts_of(skeleton)
    assert len(parts) == count
    assert len(parts[0].bones) == bones


def test_a_limb_may_hang_on_another_one():
    parents = {"root": None, "chest": "root", "arm": "chest", "hand": "arm", "finger": "hand"}
    skeleton = Skeleton.of(parents, {"finger": ["finger"], "arm": ["arm", "hand"]})
    parts = parts_of(skeleton)
    finger = next(part for part in parts if part.limb == "finger")
    assert parts[finger.parent].bones[-1][1] == skeleton.names.index("hand")


def test_legs_are_under_the_body_arms_over_it_and_what_is_behind_under_all():
    parts = parts_of(HUMANOID)
    names = [parts[index].limb for index in order_of(parts, frozenset({"left_arm"}))]
    assert names[:2] == ["left_arm", "left_arm"]
    assert names.index("right_leg") < names.index(BODY) < names.index("right_arm")


@pytest.mark.parametrize("joints", [pose(), RAISED, pose(left_elbow=(150, 100), left_hand=(128, 128))])
def test_pixels_on_a_bone_go_to_its_part(joints):
    parts = parts_of(HUMANOID)
    made = cut(drawn(joints)[..., 3], joints, parts, frozenset())
    assert (made.labels[drawn(joints)[..., 3] == 0] == -1).all()
    for index, part in enumerate(parts[1:], 1):
        start, end = (joints[joint] for joint in part.bones[0])
        column, row = np.rint(start + 0.6 * (end - start)).astype(int)
        assert made.labels[row, column] == index


def test_a_limb_behind_owns_nothing_within_the_body():
    across = pose(left_elbow=(120, 112), left_hand=(88, 116))
    parts = parts_of(HUMANOID)
    mask = drawn(across)[..., 3]
    arm = [index for index, part in enumerate(parts) if part.limb == "left_arm"]
    over = np.isin(cut(mask, across, parts, frozenset()).labels[96:126, 92:108], arm)
    under = np.isin(cut(mask, across, parts, frozenset({"left_arm"})).labels[96:126, 92:108], arm)
    assert under.sum() < 0.2 * over.sum()


def test_thickness_is_measured_to_each_side_of_the_bones():
    parts = parts_of(HUMANOID)
    made = cut(drawn(pose())[..., 3], pose(), parts, frozenset())
    forearms = [half for part, half in zip(parts, made.thickness, strict=True) if part.limb.endswith("arm")]
    assert all(5 < half < 13 for half in forearms)
