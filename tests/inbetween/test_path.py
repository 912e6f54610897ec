"""
The way of a skeleton: through every pose it is given, on arcs, without sliding feet.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor import sample
from jobs.inbetween import HUMANOID, Course, Marks, Path, Skeleton

NAMES = HUMANOID.names
FOOT = NAMES.index("left_foot")
ARM = Skeleton.of({"shoulder": None, "elbow": "shoulder", "hand": "elbow"})


def girl(name: str) -> Marks:
    """
    The sample's character, marked.
    """
    found = sample.joints(sample.poses()[name])
    return Marks(HUMANOID, np.array([found[joint] for joint in NAMES]))


def arm(upper: float, lower: float, root: tuple[float, float] = (0, 0), length: float = 50) -> Marks:
    """
    An arm of two bones by their directions in degrees, clockwise from the right.
    """
    joints = [np.array(root, float)]
    for degrees in (upper, lower):
        way = np.radians(degrees)
        joints.append(joints[-1] + length * np.array([np.cos(way), np.sin(way)]))
    return Marks(ARM, np.array(joints))


def lengths(joints: np.ndarray) -> np.ndarray:
    return np.array([np.linalg.norm(joints[b] - joints[a]) for a, b in ARM.bones])


degrees = st.floats(-180, 180)


def test_keys_and_breakdowns_are_met_exactly() -> None:
    first, middle, last = girl("stand"), girl("wave"), girl("jump")
    path = Path(first, last, Course(breakdowns=((0.4, middle.joints),)))
    for place, marks in ((0, first), (0.4, middle), (1, last)):
        assert np.array_equal(path.at(place), marks.joints)
    for place, marks in ((1e-6, first), (0.4 - 1e-6, middle), (0.4 + 1e-6, middle), (1 - 1e-6, last)):
        assert np.abs(path.at(place) - marks.joints).max() < 0.1


@given(degrees, degrees, degrees, degrees, st.floats(0, 1))
def test_bones_keep_their_length(a: float, b: float, c: float, d: float, u: float) -> None:
    path = Path(arm(a, b), arm(c, d, (30, 10)), Course())
    assert np.allclose(lengths(path.at(u)), 50, atol=0.02)


@given(degrees, degrees, degrees, degrees, st.floats(0.05, 0.95))
def test_mirrored_keys_take_the_mirrored_way(a: float, b: float, c: float, d: float, u: float) -> None:
    def mirrored(marks: Marks) -> Marks:
        return Marks(ARM, marks.joints * [-1, 1])

    first, last = arm(a, b), arm(c, d, (30, 10))
    turns = [(c - a) % 360, (d - b) % 360]
    if any(abs(turn - 180) < 1 for turn in turns):
        return  # both ways round are as short, and either is right
    there = Path(first, last, Course()).at(u)
    assert np.allclose(Path(mirrored(first), mirrored(last), Course()).at(u), there * [-1, 1], atol=1e-6)


def test_a_hand_goes_on_an_arc() -> None:
    middle = Path(arm(0, 0), arm(90, 90), Course()).at(0.5)
    assert np.allclose(middle[2], 100 * np.sqrt(0.5), atol=0.5)


def test_a_bone_turns_the_asked_way() -> None:
    first, last = arm(0, 0), arm(90, 90)
    other = Path(first, last, Course(turns={"elbow": -1, "hand": -1})).at(0.5)
    assert other[2][0] < 0 and other[2][1] < 0  # round by the left and above, not by the right and below
    same = Path(first, last, Course(turns={"elbow": 1, "hand": 1})).at(0.5)
    assert np.allclose(same, Path(first, last, Course()).at(0.5))


def test_motion_flows_through_a_key() -> None:
    """
    The speed with which one segment reaches a key is the speed with which the next one leaves it.
    """
    poses = [arm(0, 0), arm(30, 50), arm(80, 90)]
    step = 1e-5
    reaching = Path(poses[0], poses[1], Course(after=(2.0, poses[2].joints)))
    leaving = Path(poses[1], poses[2], Course(before=(-1.0, poses[0].joints)))
    arrival = (reaching.at(1) - reaching.at(1 - step)) / step
    departure = (leaving.at(step) - leaving.at(0)) / step
    assert np.linalg.norm(arrival[2]) > 10
    assert np.allclose(arrival, departure, atol=0.5)


def test_an_arc_turns_no_corner_at_a_key_that_motion_flows_through() -> None:
    poses = [arm(0, 0, (x, 0)) for x in (0, 100, 200)]
    reaching = Path(poses[0], poses[1], Course(after=(2.0, poses[2].joints), arc=0.5))
    assert reaching.at(0.5)[0][1] < -20
    step = 1e-4
    arrival = (reaching.at(1) - reaching.at(1 - step))[0] / step
    assert arrival == pytest.approx([100, 0], abs=1)


def test_motion_rests_where_it_is_asked_to() -> None:
    poses = [arm(0, 0), arm(30, 50), arm(80, 90)]
    path = Path(poses[0], poses[1], Course(after=(2.0, poses[2].joints), stops=(False, True)))
    step = 1e-4
    assert np.linalg.norm(path.at(1) - path.at(1 - step)) / step < 1


def test_no_channel_swings_past_a_pose() -> None:
    poses = [arm(0, 0), arm(90, 90), arm(90, 90)]
    path = Path(poses[0], poses[1], Course(after=(2.0, poses[2].joints)))
    hands = np.array([path.at(u)[2] for u in np.linspace(0, 1, 50)])
    assert hands[:, 0].min() > -0.01 and (np.diff(hands[:, 1]) > -1e-6).all()


def test_a_foot_that_stands_does_not_slide() -> None:
    first, last = girl("stand"), girl("reach")
    assert np.linalg.norm(first.joints[FOOT] - last.joints[FOOT]) < 10
    path = Path(first, last, Course())
    for u in np.linspace(0, 1, 11):
        straight = (1 - u) * first.joints[FOOT] + u * last.joints[FOOT]
        assert np.linalg.norm(path.at(u)[FOOT] - straight) < 1


def test_a_planted_foot_stays_even_when_it_was_marked_apart() -> None:
    first, last = girl("stand"), girl("crouch")
    joints = last.joints.copy()
    joints[FOOT] += [24, 0]
    last = Marks(HUMANOID, joints)
    u = 0.5
    straight = (first.joints[FOOT] + last.joints[FOOT]) / 2
    loose = Path(first, last, Course()).at(u)[FOOT]
    planted = Path(first, last, Course(planted=frozenset({"left_foot"}))).at(u)[FOOT]
    assert np.linalg.norm(planted - straight) < 0.5 <= np.linalg.norm(loose - straight)


def test_an_arc_bends_the_path_to_its_left() -> None:
    first, last = arm(0, 0), arm(0, 0, (100, 0))
    root = Path(first, last, Course(arc=0.3)).at(0.5)[0]
    assert root == pytest.approx([50, -30], abs=1)


def test_strange_poses_are_drawn_or_refused_in_words() -> None:
    flat = Marks(ARM, np.zeros((3, 2)))
    assert np.isfinite(Path(flat, arm(10, 20), Course()).at(0.3)).all()
    with pytest.raises(ValueError, match=r"between its keys.*2"):
        Path(flat, flat, Course()).at(2)
    with pytest.raises(ValueError, match="no joint 'tail'"):
        Path(flat, flat, Course(turns={"tail": 1}))
    with pytest.raises(ValueError, match="3 joints"):
        Path(flat, flat, Course(breakdowns=((0.5, np.zeros((2, 2))),)))
    with pytest.raises(ValueError, match="Breakdowns lie between"):
        Course(breakdowns=((0.5, flat.joints), (0.5, flat.joints)))
