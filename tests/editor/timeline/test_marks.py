"""
What marks may be, what is refused in words, and that an edit of them can be taken back.
"""

from dataclasses import replace

import pytest

from editor import quota
from editor.refusals import Refused
from editor.timeline.operations import apply
from jobs.inbetween import HUMANOID
from tests.editor.timeline.documents import (
    ARM,
    CHARACTERS,
    FORK,
    KEYS,
    MASKS,
    NEW_ONE,
    POSES,
    document,
    keyframe,
    places,
    setting,
)

ARM_ID, FORK_ID, GONE = CHARACTERS


def refused(found, *operations):
    with pytest.raises(Refused) as caught:
        apply(found, operations)
    return caught.value.body()


def posed(was=None, pose=POSES[0], **to):
    operation = {"do": "set", "on": "pose", "id": pose, "to": to}
    return operation if was is None else {**operation, "was": was}


def drawn_as(key, **to):
    return {"do": "set", "on": "character", "id": key, "to": to}


def marked(*frames, **more):
    """
    A document whose first pose is marked as an arm.
    """
    found = document(*frames)
    row = {**found.poses[POSES[0]], "character": ARM_ID, "joints": places(3), **more}
    return replace(found, poses={**found.poses, POSES[0]: row})


# -- Characters ---------------------------------------------------------------------------------------


def test_a_character_is_made_and_told_with_its_limbs():
    to = {"name": "Hero", "skeleton": HUMANOID.to_json()}
    outcome = apply(document(), [{"do": "create", "on": "character", "id": NEW_ONE, "to": to}])
    told = outcome.applied[0]["to"]
    assert told["skeleton"] == HUMANOID.to_json()
    assert {"name": "left_arm", "joints": ["left_elbow", "left_hand"]} in told["limbs"]
    assert "limbs" not in outcome.inverse[0]["was"]
    back = apply(outcome.document, outcome.inverse).document
    assert back.characters[NEW_ONE]["deleted"]


def test_the_limbs_follow_the_skeleton():
    outcome = apply(document(), [drawn_as(ARM_ID, skeleton=FORK)])
    assert outcome.applied[0]["to"]["limbs"] == [{"name": "leg", "joints": ["knee", "foot"]}]
    assert apply(outcome.document, outcome.inverse).document.characters[ARM_ID]["limbs"] == []


@pytest.mark.parametrize(
    "skeleton",
    [
        None,
        [],
        {},
        {"names": ["only"], "parents": {}},
        {"names": ["a", "b"], "parents": {}},
        {"names": ["a", "b"], "parents": {"b": "c"}},
        {"names": ["a", "a"], "parents": {"a": "a"}},
        {"names": ["a", "b"], "parents": {"a": "b", "b": "a"}},
        {"names": ["a", "b"], "parents": {"b": ["a"]}},
        {"names": ["a", 2], "parents": {}},
        {"names": ["a", "b" * 61], "parents": {"b" * 61: "a"}},
        {"names": ["a", "b\u202e"], "parents": {"b\u202e": "a"}},
        {"names": [f"j{n}" for n in range(65)], "parents": {f"j{n}": "j0" for n in range(1, 65)}},
        {"names": ["a", "b"], "parents": {"b": "a"}, "limbs": {"arm": ["c"]}},
        {"names": ["a", "b"], "parents": {"b": "a"}, "limbs": {"arm": "b"}},
        {"names": ["a", "b"], "parents": {"b": "a"}, "limbs": ["b"]},
        {"names": ["a", "b"], "parents": {"b": "a"}, "colour": "red"},
    ],
)
def test_what_is_no_skeleton_is_refused_in_words(skeleton):
    body = refused(document(), drawn_as(ARM_ID, skeleton=skeleton))
    assert (body["code"], body["index"]) == ("invalid", 0)
    assert body["sentence"].endswith(".")


def test_a_character_that_is_seen_stays():
    body = refused(marked(), {"do": "delete", "on": "character", "id": ARM_ID})
    assert (body["code"], body["count"]) == ("in_use", 1)
    both = [posed(character=None, joints=None), {"do": "delete", "on": "character", "id": ARM_ID}]
    assert apply(marked(), both).document.characters[ARM_ID]["deleted"]


def test_a_skeleton_stays_while_poses_are_marked_with_it():
    body = refused(marked(), drawn_as(ARM_ID, skeleton=FORK))
    assert (body["code"], body["count"]) == ("in_use", 1)
    cleared = apply(marked(), [posed(joints=None), drawn_as(ARM_ID, skeleton=FORK)])
    assert cleared.document.characters[ARM_ID]["skeleton"] == FORK
    back = apply(cleared.document, cleared.inverse).document
    assert back.poses[POSES[0]]["joints"] == places(3)
    apply(marked(), [drawn_as(ARM_ID, skeleton=FORK), posed(joints=places(4))])


def test_a_pose_comes_back_only_with_its_character():
    found = marked()
    one = {**found.poses[POSES[3]], "character": GONE, "joints": places(3)}
    found = replace(found, poses={**found.poses, POSES[3]: one})
    body = refused(found, {"do": "restore", "on": "pose", "id": POSES[3]})
    assert (body["code"], body["restore"]) == ("gone", {"on": "character", "id": GONE})
    both = [
        {"do": "restore", "on": kind, "id": key} for kind, key in (("character", GONE), ("pose", POSES[3]))
    ]
    apply(found, both)


# -- Poses --------------------------------------------------------------------------------------------


def test_a_pose_is_marked_in_one_edit_and_taken_back():
    marks = {"character": FORK_ID, "joints": places(4), "behind": ["leg"], "mask": "a" * 64}
    outcome = apply(document(), [posed(**marks)])
    assert {name: outcome.document.poses[POSES[0]][name] for name in marks} == marks
    back = apply(outcome.document, outcome.inverse).document
    assert back.poses[POSES[0]] == document().poses[POSES[0]]


def test_places_are_rounded_so_that_equal_marks_are_equal():
    joints = [[0.1234567, 1], [-0.0000001, 2], [0.5, -1]]
    kept = apply(marked(), [posed(joints=joints)]).document.poses[POSES[0]]["joints"]
    assert kept == [[0.12346, 1.0], [0.0, 2.0], [0.5, -1.0]]
    assert str(kept[1][0]) == "0.0"


@pytest.mark.parametrize(
    "joints",
    [
        "joints",
        {"root": [0, 0]},
        [],
        [[0.1, 0.1]],
        [[0, 0]] * 65,
        *(
            [place] * 3
            for place in ([0, 0, 0], [0, "0"], [0, True], [0, 2.1], [0, float("inf")], [0, 10**400])
        ),
    ],
)
def test_what_are_no_joints_is_refused(joints):
    assert refused(marked(), posed(joints=joints))["code"] == "invalid"


def test_joints_fit_the_characters_skeleton():
    assert refused(document(), posed(joints=places(3)))["code"] == "unmarked"
    body = refused(marked(), posed(joints=places(4)))
    assert body["code"] == "misfit"
    assert "has 4 joints, and the skeleton of its character has 3" in body["sentence"]
    assert refused(marked(), posed(character=FORK_ID))["code"] == "misfit"
    assert refused(marked(), posed(character=None))["code"] == "unmarked"
    apply(marked(), [posed(character=None, joints=None)])
    apply(marked(), [posed(character=FORK_ID), posed(joints=places(4))])


@pytest.mark.parametrize("character", [GONE, NEW_ONE])
def test_a_character_that_is_not_there_cannot_be_shown(character):
    body = refused(document(), posed(character=character))
    assert body["code"] == "gone"
    assert body.get("restore") == ({"on": "character", "id": GONE} if character == GONE else None)


def test_only_limbs_of_the_character_can_be_behind():
    body = refused(marked(), posed(behind=["leg", "arm"]))
    assert (body["code"], body["fix"]) == ("misfit", {"behind": []})
    assert refused(document(), posed(behind=["leg"]))["code"] == "misfit"
    apply(marked(), [posed(character=FORK_ID, joints=places(4), behind=["leg"])])
    # What was said of another character waits for joints, and is asked about when they come.
    other = apply(marked(), [posed(character=FORK_ID, joints=None, behind=["leg"])]).document
    arm = apply(other, [posed(character=ARM_ID)]).document
    assert refused(arm, posed(joints=places(3)))["fix"] == {"behind": []}


def test_a_mask_was_uploaded_for_this_project_and_this_size():
    assert refused(document(), posed(mask="d" * 64))["code"] == "gone"
    assert refused(document(), posed(mask="c" * 64))["code"] == "misfit"
    assert refused(document(), posed(mask="../x"))["code"] == "invalid"
    given = apply(document(), [posed(mask="a" * 64)])
    other = apply(given.document, [posed(mask="b" * 64)])
    assert apply(other.document, other.inverse).document.poses[POSES[0]]["mask"] == "a" * 64
    # A guard is no way around: what somebody else's project holds is not this one's.
    assert refused(document(), posed({"mask": None}, mask="d" * 64))["code"] == "gone"
    assert len(MASKS) == 3


# -- The way to the next keyframe ---------------------------------------------------------------------


def test_a_keyframe_says_how_the_figure_gets_to_the_next():
    course = {
        "method": "rig",
        "ease": "chart",
        "chart": [0.1, 0.5, 0.5, 1],
        "arc": -0.25,
        "stop": True,
        "turns": {"hand": -1, "elbow": 1},
        "planted": ["root", "hand", "root"],
        "pins": [[0.1, 0.2, 0.3, 0.4]],
        "breakdowns": [{"u": 0.75, "joints": places(3)}, {"u": 0.25, "joints": places(3, 0.1)}],
    }
    outcome = apply(marked(0, 5), [setting(KEYS[0], **course)])
    row = outcome.document.keyframes[KEYS[0]]
    assert row["planted"] == ["hand", "root"]
    assert [one["u"] for one in row["breakdowns"]] == [0.25, 0.75]
    assert {name: row[name] for name in ("chart", "arc", "stop", "turns", "pins")} == {
        name: course[name] for name in ("chart", "arc", "stop", "turns", "pins")
    }
    assert apply(outcome.document, outcome.inverse).document == marked(0, 5)


def breakdown(u, count=3):
    return {"u": u, "joints": places(count)}


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ({"ease": "chart"}, "invalid"),
        ({"chart": []}, "invalid"),
        ({"chart": [0.5, 0.4]}, "invalid"),
        ({"chart": [1.1]}, "invalid"),
        ({"chart": [True]}, "invalid"),
        ({"chart": [0.5] * 2001}, "invalid"),
        ({"arc": 1.5}, "invalid"),
        ({"arc": "0"}, "invalid"),
        ({"arc": 10**400}, "invalid"),
        ({"stop": 1}, "invalid"),
        ({"turns": {"hand": 2}}, "invalid"),
        ({"turns": {"hand": True}}, "invalid"),
        ({"turns": ["hand"]}, "invalid"),
        ({"turns": {"tail": 1}}, "misfit"),
        ({"planted": "hand"}, "invalid"),
        ({"planted": [1]}, "invalid"),
        ({"planted": ["tail"]}, "misfit"),
        ({"pins": [[0.1, 0.2]]}, "invalid"),
        ({"pins": [[0, 0, 0, 3]]}, "invalid"),
        ({"pins": [[0, 0, 0, 0]] * 65}, "invalid"),
        ({"breakdowns": [breakdown(0)]}, "invalid"),
        ({"breakdowns": [breakdown(1)]}, "invalid"),
        ({"breakdowns": [breakdown(0.9999999)]}, "invalid"),
        ({"breakdowns": [breakdown(10**400)]}, "invalid"),
        ({"breakdowns": [breakdown(-(10**400))]}, "invalid"),
        ({"chart": [10**400]}, "invalid"),
        ({"curve": [0, 0, 10**400, 1]}, "invalid"),
        ({"turns": {"hand": 10**400}}, "invalid"),
        ({"pins": [[0, 0, 0, 10**400]]}, "invalid"),
        ({"breakdowns": [breakdown(0.5), breakdown(0.5)]}, "invalid"),
        ({"breakdowns": [breakdown((n + 1) / 20) for n in range(17)]}, "invalid"),
        ({"breakdowns": [{"u": 0.5}]}, "invalid"),
        ({"breakdowns": [breakdown(0.5, count=4)]}, "misfit"),
    ],
)
def test_a_way_that_cannot_be_is_refused_in_words(to, code):
    body = refused(marked(0, 5), setting(KEYS[0], **to))
    assert (body["code"], body["index"]) == (code, 0)
    assert body["sentence"].endswith(".")


def test_the_joints_of_all_breakdowns_are_counted(monkeypatch):
    found = marked(0, 5)
    monkeypatch.setattr(quota, "BREAKDOWN_JOINTS_PER_PROJECT", 6)
    full = apply(found, [setting(KEYS[0], breakdowns=[breakdown(0.25), breakdown(0.5)])]).document
    three = [breakdown(u) for u in (0.25, 0.5, 0.75)]
    assert refused(found, setting(KEYS[0], breakdowns=three))["code"] == "too_many"
    monkeypatch.setattr(quota, "BREAKDOWN_JOINTS_PER_PROJECT", 3)
    apply(full, [setting(KEYS[0], breakdowns=[breakdown(0.75), breakdown(0.5)])])


def test_a_chart_that_goes_back_is_told_how_it_could_be():
    assert refused(document(0), setting(KEYS[0], chart=[0.5, 0.25]))["fix"] == {"chart": [0.25, 0.5]}
    assert refused(document(0), setting(KEYS[0], arc=-3))["fix"] == {"arc": -1}


@pytest.mark.parametrize(
    "to", [{"planted": ["hand"]}, {"turns": {"hand": 1}}, {"breakdowns": [breakdown(0.5)]}]
)
def test_what_moves_a_figure_needs_one(to):
    assert refused(document(0, 5), setting(KEYS[0], **to))["code"] == "unmarked"


def test_a_keyframe_keeps_what_was_said_of_another_pose_and_undo_brings_it_back():
    """
    What does not fit any more is kept and not drawn from, so that no edit stands in another's way.
    """
    said = apply(marked(0, 5), [setting(KEYS[0], planted=["hand"], breakdowns=[breakdown(0.5)])]).document
    swapped = apply(said, [setting(KEYS[0], pose=POSES[1])]).document
    assert swapped.keyframes[KEYS[0]]["planted"] == ["hand"]
    cleared = apply(swapped, [setting(KEYS[0], planted=[], breakdowns=[])])
    assert apply(cleared.document, cleared.inverse).document == swapped
    assert refused(cleared.document, setting(KEYS[0], planted=["hand"]))["code"] == "unmarked"


def test_marking_leaves_alone_what_another_changed_since():
    mine = apply(marked(), [posed(joints=places(3, 0.1))])
    theirs = apply(mine.document, [posed(joints=places(3, 0.9))]).document
    undone = apply(theirs, mine.inverse)
    assert undone.document == theirs
    assert undone.skipped[0]["sentence"] == "The placing of joints was changed since; it is left as it is."


def test_all_that_a_new_keyframe_says_is_nothing():
    row = keyframe(0)
    assert (row["chart"], row["arc"], row["stop"], row["turns"]) == (None, 0.0, False, {})
    assert (row["planted"], row["pins"], row["breakdowns"]) == ([], [], [])
    assert ARM["names"] == ["root", "elbow", "hand"]
