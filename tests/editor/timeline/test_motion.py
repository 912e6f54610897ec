"""
What a segment knows of its figure, and how far an edit of one key reaches.
"""

from dataclasses import replace

import numpy as np
import pytest

from editor.timeline import sheet
from editor.timeline.motion import Marked
from editor.timeline.operations import apply
from jobs.figures import course, marks
from jobs.inbetween import Path
from tests.editor.timeline.documents import (
    CHARACTERS,
    KEYS,
    POSES,
    SHOTS,
    TRACKS,
    document,
    keyframe,
    places,
    setting,
)


def film(*keys, loop=False, **poses):
    """
    A shot of keyframes, each as (frame, number of its pose, settings); the poses are arms at 0.1, 0.2, 0.3.
    """
    rows = {
        key: keyframe(frame, pose=POSES[pose], **dict(*more))
        for key, (frame, pose, *more) in zip(KEYS, keys, strict=False)
    }
    found = document(keyframes=rows)
    arms = {
        key: {**row, "character": CHARACTERS[0], "joints": places(3, (n + 1) / 10), "deleted": False}
        for n, (key, row) in enumerate(found.poses.items())
    }
    shots = {**found.shots, SHOTS[0]: {**found.shots[SHOTS[0]], "loop": loop}}
    return replace(found, poses={**arms, **poses}, shots=shots)


def motion(found, number):
    loop = found.shots[SHOTS[0]]["loop"]
    return Marked(found).motion(found.lanes()[TRACKS[0]], number, loop=loop)


def x(passing):
    return passing.joints[0][0] if passing else None


def test_both_keys_stand_on_the_canvas_as_their_pictures_do():
    found = motion(film((0, 0), (6, 1)), 0)
    assert found.first.joints == tuple((0.1, round(0.1 * n, 5)) for n in range(3))
    wide = replace(film((0, 0), (6, 1)), project={"title": "", "width": 128, "height": 48, "rate": [24, 1]})
    # A picture of 40 x 30 on 128 x 48 is 64 wide and begins at 32.
    assert motion(wide, 0).first.joints[2] == (round((32 + 6.4) / 128, 5), 0.2)


@pytest.mark.parametrize(
    "change",
    [
        {"character": None, "joints": None},
        {"joints": None},
        {"character": CHARACTERS[1], "joints": places(4)},
    ],
)
def test_there_is_no_motion_unless_both_show_one_character(change):
    found = film((0, 0), (6, 1))
    poses = {**found.poses, POSES[1]: {**found.poses[POSES[1]], **change}}
    assert motion(replace(found, poses=poses), 0) is None


@pytest.mark.parametrize(
    ("method", "moves"), [("auto", True), ("rig", True), ("flow", False), ("hold", False)]
)
def test_only_methods_that_look_at_marks_depend_on_them(method, moves):
    assert (motion(film((0, 0, {"method": method}), (6, 1)), 0) is not None) == moves


def test_motion_flows_through_a_key_from_the_one_before_to_the_one_after():
    found = motion(film((0, 0), (6, 1), (10, 2), (18, 3)), 1)
    assert (found.before.at, x(found.before)) == (-1.5, 0.1)
    assert (found.after.at, x(found.after)) == (3.0, 0.4)
    assert found.stops == (False, False)
    ends = motion(film((0, 0), (6, 1)), 0)
    assert (ends.before, ends.after) == (None, None)


def test_motion_comes_to_rest_at_a_hold_and_at_a_stop():
    held = film((0, 0), (6, 1, {"hold": 3}), (12, 2), (18, 3))
    assert motion(held, 0).after is None
    assert motion(held, 1).before is None
    # Frames count from where the key is left: 8 of 8 to 12, and the key after comes 6 frames later.
    assert motion(held, 1).after.at == 1 + 6 / 4
    stopped = film((0, 0), (6, 1, {"stop": True}), (12, 2))
    assert motion(stopped, 0).after is None
    assert motion(stopped, 0).stops == (False, True)
    assert motion(stopped, 1).before is None
    assert motion(stopped, 1).stops == (True, False)


def test_a_held_neighbour_is_left_where_its_hold_ends():
    found = motion(film((0, 0, {"hold": 3}), (6, 1), (10, 2)), 1)
    assert found.before.at == -(6 - 2) / 4


def test_another_character_is_no_neighbour():
    found = film((0, 0), (6, 1), (12, 2))
    other = {**found.poses[POSES[0]], "character": CHARACTERS[1], "joints": places(4)}
    assert motion(replace(found, poses={**found.poses, POSES[0]: other}), 1).before is None


def test_the_nearest_pose_beyond_a_key_may_be_a_breakdown():
    said = {"breakdowns": [{"u": u, "joints": places(3, u)} for u in (0.25, 0.75)]}
    found = film((0, 0, said), (8, 1), (12, 2, said), (20, 3))
    between = motion(found, 1)
    assert (between.before.at, x(between.before)) == (-0.5, 0.75)
    assert (between.after.at, x(between.after)) == (1.5, 0.25)
    assert [(one.at, x(one)) for one in motion(found, 0).breakdowns] == [(0.25, 0.25), (0.75, 0.75)]


def test_a_pose_beyond_a_key_never_lies_on_it():
    said = {"breakdowns": [{"u": 0.999999, "joints": places(3)}]}
    assert motion(film((0, 0, said), (1, 1), (1500, 2)), 1).before.at < 0


def test_a_loop_flows_from_its_end_into_its_beginning():
    found = film((0, 0), (6, 1), (10, 2), (16, 0), loop=True)
    first, last = motion(found, 0), motion(found, 2)
    assert (first.before.at, x(first.before)) == (-1.0, 0.3)
    assert (last.after.at, x(last.after)) == (2.0, 0.2)
    assert motion(replace(found, shots=film().shots), 0).before is None


@pytest.mark.parametrize("last", [(16, 3), (16, 0, {"hold": 2}), (16, 0, {"stop": True})])
def test_a_shot_that_does_not_close_is_no_loop(last):
    found = film((0, 0), (6, 1), (10, 2), last, loop=True)
    assert motion(found, 0).before is None
    assert motion(found, 2).after is None


def test_what_fits_no_more_is_not_drawn_from():
    said = {
        "planted": ["foot", "hand"],
        "turns": {"foot": 1, "hand": -1},
        "breakdowns": [{"u": 0.5, "joints": places(4)}],
    }
    found = motion(film((0, 0, said), (6, 1)), 0)
    assert (found.planted, found.turns, found.breakdowns) == (("hand",), (("hand", -1),), ())


def test_a_rig_without_joints_is_left_to_what_suits_it():
    found = document(keyframes={KEYS[0]: keyframe(0, method="rig"), KEYS[1]: keyframe(6)})
    stretch = sheet.stretches(found)[KEYS[0]]
    assert (stretch.method, stretch.sheet.method, stretch.sheet.motion) == ("rig", "auto", None)
    marked = sheet.stretches(film((0, 0, {"method": "rig"}), (6, 1)))[KEYS[0]]
    assert marked.sheet.method == "rig"


def test_a_path_passes_what_the_sheet_says():
    said = {"breakdowns": [{"u": 0.5, "joints": places(3, 0.8)}]}
    found = film((0, 0), (6, 1, said), (12, 2))
    asked = sheet.stretches(found)[KEYS[1]].sheet
    path = Path(*marks(asked), course(asked))
    size = np.array([64, 48])
    for u, at in ((0, 0.2), (0.5, 0.8), (1, 0.3)):
        expected = np.array([[at, 0.1 * n] for n in range(3)]) * size - 0.5
        assert path.at(u) == pytest.approx(expected, abs=1e-3)


# -- How far an edit reaches --------------------------------------------------------------------------


def changed(found, *operations):
    return set(sheet.changed(found, apply(found, operations).document))


def row(**settings):
    return film(*((n * 6, n % 4, settings) for n in range(9)))


def test_a_marked_key_that_moves_changes_four_segments_at_most():
    assert changed(row(), setting(KEYS[4], frame=25)) == set(KEYS[2:6])
    assert changed(row(), setting(KEYS[0], frame=1)) == set(KEYS[:2])
    assert changed(row(hold=2), setting(KEYS[4], frame=25)) == set(KEYS[3:5])
    assert changed(row(stop=True), setting(KEYS[4], frame=25)) == set(KEYS[3:5])
    assert changed(row(method="flow"), setting(KEYS[4], frame=25)) == set(KEYS[3:5])


def test_an_unmarked_key_that_moves_changes_the_two_beside_it():
    found = document(*range(0, 54, 6))
    assert changed(found, setting(KEYS[4], frame=25)) == set(KEYS[3:5])


def test_what_is_said_of_one_segment_changes_it_and_where_it_flows_on():
    assert changed(row(), setting(KEYS[4], planted=["hand"])) == {KEYS[4]}
    assert changed(row(), setting(KEYS[4], arc=0.5)) == {KEYS[4]}
    said = [{"u": 0.5, "joints": places(3)}]
    assert changed(row(), setting(KEYS[4], breakdowns=said)) == set(KEYS[3:6])


@pytest.mark.parametrize(
    ("method", "marked", "pins", "arc"),
    [
        ("auto", True, False, True),
        ("auto", False, True, True),
        ("rig", True, False, True),
        ("rig", False, True, True),
        ("flow", True, True, True),
        ("crossfade", False, False, False),
        ("hold", False, False, False),
    ],
)
def test_what_a_method_does_not_look_at_makes_nothing_stale(method, marked, pins, arc):
    plain = {key: keyframe(n * 6, method=method) for n, key in enumerate(KEYS[:3])}
    found = row(method=method) if marked else document(keyframes=plain)
    assert changed(found, setting(KEYS[1], pins=[[0, 0, 1, 1]])) == ({KEYS[1]} if pins else set())
    assert changed(found, setting(KEYS[1], arc=0.5)) == ({KEYS[1]} if arc else set())


def test_a_mask_and_what_is_behind_change_the_segments_of_the_pose():
    found = film((0, 0), (6, 1), (12, 2), (18, 3))
    mask = {"do": "set", "on": "pose", "id": POSES[1], "to": {"mask": "a" * 64}}
    assert changed(found, mask) == {KEYS[0], KEYS[1]}
