"""
Skeletons: any tree, its limbs, and what is refused.
"""

import numpy as np
import pytest

from jobs.inbetween import HUMANOID, Marks, Skeleton

DOG = Skeleton.of(
    {
        "chest": None,
        "belly": "chest",
        "head": "chest",
        "ear": "head",
        "front_shoulder": "chest",
        "front_knee": "front_shoulder",
        "front_paw": "front_knee",
        "tail1": "belly",
        "tail2": "tail1",
        "tail3": "tail2",
    }
)


def test_a_humanoid_has_two_arms_and_two_legs() -> None:
    roots = {limb.name: HUMANOID.names[limb.root] for limb in HUMANOID.limbs}
    assert roots == {
        "left_arm": "left_shoulder",
        "right_arm": "right_shoulder",
        "left_leg": "left_hip",
        "right_leg": "right_hip",
    }
    assert HUMANOID.limb_called("left_hand") is HUMANOID.limb_called("left_arm")


def test_any_tree_has_limbs() -> None:
    assert {limb.name for limb in DOG.limbs} == {"front_leg", "tail3"}
    assert Skeleton.of({"grip": None, "hinge": "grip", "tip": "hinge"}).limbs == ()


def test_limbs_can_be_named() -> None:
    named = Skeleton.from_json({**DOG.to_json(), "limbs": {"tail": ["tail1", "tail2", "tail3"]}})
    (tail,) = named.limbs
    assert tail.name == "tail" and named.names[tail.root] == "belly"
    assert Skeleton.from_json(named.to_json()) == named


def test_parents_come_before_those_that_hang_on_them() -> None:
    shuffled = Skeleton(("hand", "root", "elbow"), (2, -1, 1))
    assert [shuffled.names[joint] for joint in shuffled.order] == ["root", "elbow", "hand"]


@pytest.mark.parametrize(
    ("names", "parents", "words"),
    [
        (["a"], {}, "2 to 64 joints; got 1"),
        (["a", "a"], {}, "a name of its own"),
        (["a", "b"], {"a": "b", "b": "a"}, "one root; got 0"),
        (["a", "b"], {}, "one root; got 2"),
        (["a", "b", "c", "d"], {"b": "c", "c": "d", "d": "b"}, "hang on themselves"),
        (["a", "b"], {"b": "z"}, "no 'z'"),
        (["a", "b"], {"z": "a"}, "not there: 'z'"),
        ("ab", {}, "list of words"),
        (["a", "b"], ["a"], "what it hangs on"),
        (["a", "b"], {"b": ["a"]}, "what it hangs on"),
    ],
)
def test_what_is_no_tree_is_refused(names: object, parents: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Skeleton.from_json({"names": names, "parents": parents})


def test_limbs_are_chains_that_share_no_bone() -> None:
    for limbs, words in (
        ({"x": ["tail1"], "y": ["tail1", "tail2"]}, "two claim 'tail1'"),
        ({"x": ["tail1", "tail3"]}, "a chain from the body outwards"),
        ({"x": 5}, "of which joints"),
    ):
        with pytest.raises(ValueError, match=words):
            Skeleton.from_json({**DOG.to_json(), "limbs": limbs})
    with pytest.raises(ValueError, match="an object with names"):
        Skeleton.from_json([1])  # type: ignore[arg-type]


def test_marks_fit_their_skeleton() -> None:
    joints = np.zeros((len(HUMANOID.names), 2))
    assert Marks(HUMANOID, joints, behind=frozenset({"left_hand"})).behind == {"left_arm"}
    with pytest.raises(ValueError, match="no limb 'tail'"):
        Marks(HUMANOID, joints, behind=frozenset({"tail"}))
    with pytest.raises(ValueError, match="16 joints"):
        Marks(HUMANOID, joints[:3])
    with pytest.raises(ValueError, match="within 100000 pixels"):
        Marks(HUMANOID, joints * np.nan)
