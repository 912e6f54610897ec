from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from editor import quota
from editor.refusals import Refused
from editor.timeline.fields import FIELDS
from editor.timeline.operations import apply
from tests.editor.timeline.documents import (
    CHARACTERS,
    KEYS,
    MARKERS,
    POSES,
    PROJECT,
    SHOTS,
    TRACKS,
    batches,
    document,
    documents,
    ident,
    keyframe,
    setting,
    visible,
)

NEW = ident(500)


def refused(found, *operations):
    with pytest.raises(Refused) as caught:
        apply(found, operations)
    return caught.value.body()


def create(frame, key=NEW, **more):
    to = {"shot": SHOTS[0], "pose": POSES[0], "frame": frame, **more}
    return {"do": "create", "on": "keyframe", "id": key, "to": to}


# -- What an edit does --------------------------------------------------------------------------------


def test_set_writes_what_differs_and_knows_the_way_back():
    outcome = apply(document(0, 10), [setting(KEYS[1], frame=12, hold=1)])
    assert outcome.applied == [setting(KEYS[1], frame=12)]
    assert outcome.inverse == [setting(KEYS[1], {"frame": 12}, frame=10)]
    assert outcome.document.keyframes[KEYS[1]]["frame"] == 12


def test_create_fills_in_what_its_maker_left_out():
    outcome = apply(document(), [create(5)])
    row = outcome.document.keyframes[NEW]
    assert (row["hold"], row["method"], row["ease"], row["exposure"]) == (1, "auto", "linear", 1)
    assert outcome.applied[0]["to"]["hold"] == 1
    assert outcome.inverse[0]["do"] == "delete"


def test_two_keyframes_swap_their_frames_in_one_batch():
    after = apply(document(0, 10), [setting(KEYS[0], frame=10), setting(KEYS[1], frame=0)]).document
    assert [after.keyframes[key]["frame"] for key in KEYS[:2]] == [10, 0]


def test_an_edit_that_changes_nothing_applies_nothing():
    outcome = apply(document(0), [setting(KEYS[0], frame=0)])
    assert (outcome.applied, outcome.inverse, outcome.skipped) == ([], [], [])


def test_the_rate_is_kept_in_lowest_terms():
    outcome = apply(
        document(), [{"do": "set", "on": "project", "id": PROJECT, "to": {"rate": [48000, 2002]}}]
    )
    assert outcome.document.project["rate"] == [24000, 1001]


def test_a_restored_row_is_told_whole_for_pages_that_do_not_hold_the_bin():
    binned = apply(document(4), [{"do": "delete", "on": "keyframe", "id": KEYS[0]}]).document
    outcome = apply(binned, [{"do": "restore", "on": "keyframe", "id": KEYS[0]}])
    assert outcome.applied[0]["to"]["frame"] == 4
    assert "deleted" not in outcome.applied[0]["to"]


def test_a_restored_row_can_come_back_elsewhere():
    binned = apply(document(4), [{"do": "delete", "on": "keyframe", "id": KEYS[0]}]).document
    there = apply(binned, [{"do": "restore", "on": "keyframe", "id": KEYS[0], "to": {"frame": 9}}])
    assert there.document.keyframes[KEYS[0]]["frame"] == 9
    back = apply(there.document, there.inverse).document
    assert back.keyframes[KEYS[0]]["deleted"]
    assert back.keyframes[KEYS[0]]["frame"] == 4


def test_a_shot_comes_back_with_its_keyframes_for_pages_that_never_saw_them():
    binned = apply(document(4), [{"do": "delete", "on": "shot", "id": SHOTS[0]}]).document
    applied = apply(binned, [{"do": "restore", "on": "shot", "id": SHOTS[0]}]).applied
    assert [(one["on"], one["id"]) for one in applied] == [
        ("shot", SHOTS[0]),
        ("track", TRACKS[0]),
        ("track", TRACKS[3]),
        ("keyframe", KEYS[0]),
        ("marker", MARKERS[0]),
        ("marker", MARKERS[1]),
    ]
    assert applied[3]["to"]["frame"] == 4


# -- What it leaves alone -----------------------------------------------------------------------------


def test_a_guard_leaves_alone_what_was_changed_since():
    outcome = apply(document(7), [setting(KEYS[0], {"frame": 3, "hold": 1}, frame=1, hold=2)])
    assert outcome.document.keyframes[KEYS[0]]["frame"] == 7
    assert outcome.document.keyframes[KEYS[0]]["hold"] == 2
    assert outcome.skipped == [
        {"index": 0, "property": "frame", "sentence": "The frame was changed since; it is left as it is."}
    ]


def test_what_only_the_server_keeps_guards_nothing():
    guarded = {"do": "delete", "on": "keyframe", "id": KEYS[1], "was": {"take": "another", "frame": 10}}
    outcome = apply(document(0, 10), [guarded])
    assert (outcome.document.keyframes[KEYS[1]]["deleted"], outcome.skipped) == (True, [])


def test_undoing_a_keyframe_that_somebody_else_moved_keeps_it():
    made = apply(document(), [create(5)])
    moved = apply(made.document, [setting(NEW, frame=6)]).document
    undone = apply(moved, made.inverse)
    assert not undone.document.keyframes[NEW]["deleted"]
    assert undone.skipped[0]["property"] == "frame"


def test_undoing_a_shot_in_which_somebody_else_works_keeps_it():
    made = apply(
        document(),
        [
            {"do": "create", "on": "shot", "id": NEW, "to": {"name": "New", "order": "b0"}},
            {
                "do": "create",
                "on": "track",
                "id": ident(502),
                "to": {"shot": NEW, "name": "A", "order": "a0"},
            },
        ],
    )
    used = apply(made.document, [create(3, key=ident(501), shot=NEW)]).document
    undone = apply(used, made.inverse)
    assert [one["sentence"] for one in undone.skipped] == [
        "There are other keyframes in it by now, so it is kept.",
        "There are other tracks in it by now, so it is kept.",
    ]
    assert undone.document.live("keyframe").keys() == used.live("keyframe").keys()


def test_a_guarded_edit_of_what_is_gone_is_skipped_and_an_unguarded_one_refused():
    binned = apply(document(4), [{"do": "delete", "on": "keyframe", "id": KEYS[0]}]).document
    assert apply(binned, [setting(KEYS[0], {"frame": 4}, frame=5)]).skipped
    assert refused(binned, setting(KEYS[0], frame=5))["code"] == "gone"


# -- What is refused, whole, with a way out -----------------------------------------------------------


def test_two_keyframes_on_one_frame_are_refused_with_the_nearest_free_one():
    body = refused(document(0, 10, 11), setting(KEYS[0], hold=2), setting(KEYS[0], frame=10))
    assert body["code"] == "occupied"
    assert body["index"] == 1
    assert body["fix"] == {"frame": 12}
    assert body["sentence"] == "Frame 11 is taken by another keyframe. The nearest free one is 13."
    apply(document(0, 10, 11), [setting(KEYS[0], hold=2), setting(KEYS[0], frame=12)])


def test_a_hold_that_reaches_the_next_keyframe_is_refused_with_the_longest():
    body = refused(document(0, 10), setting(KEYS[0], hold=11))
    assert (body["code"], body["fix"]) == ("occupied", {"hold": 10})
    apply(document(0, 10), [setting(KEYS[0], hold=10)])


def test_a_new_keyframe_inside_a_hold_is_refused():
    found = document(keyframes={KEYS[0]: keyframe(0, hold=6)})
    assert refused(found, create(3))["fix"] == {"frame": 6}


def test_what_comes_back_to_a_taken_frame_is_refused_with_another():
    binned = apply(document(4), [{"do": "delete", "on": "keyframe", "id": KEYS[0]}]).document
    taken = apply(binned, [create(4)]).document
    body = refused(taken, {"do": "restore", "on": "keyframe", "id": KEYS[0]})
    assert body["code"] == "occupied"
    apply(taken, [{"do": "restore", "on": "keyframe", "id": KEYS[0], "to": body["fix"]}])


def test_a_pose_that_stands_somewhere_stays():
    body = refused(document(0, 5), {"do": "delete", "on": "pose", "id": POSES[0]})
    assert (body["code"], body["count"]) == ("in_use", 2)
    both = [{"do": "delete", "on": "pose", "id": POSES[0]}]
    both += [{"do": "delete", "on": "keyframe", "id": key} for key in KEYS[:2]]
    assert apply(document(0, 5), both).document.poses[POSES[0]]["deleted"]


def test_a_row_whose_pose_is_gone_says_how_to_get_it_back():
    binned = apply(
        document(0),
        [{"do": "delete", "on": "keyframe", "id": KEYS[0]}, {"do": "delete", "on": "pose", "id": POSES[0]}],
    ).document
    body = refused(binned, {"do": "restore", "on": "keyframe", "id": KEYS[0]})
    assert body["code"] == "gone"
    assert body["restore"] == {"on": "pose", "id": POSES[0]}


def test_the_last_shot_stays():
    found = apply(document(), [{"do": "delete", "on": "shot", "id": SHOTS[0]}]).document
    assert refused(found, {"do": "delete", "on": "shot", "id": SHOTS[1]})["code"] == "last_shot"


def test_a_gap_longer_than_a_segment_may_be_is_refused():
    body = refused(document(0, 10), setting(KEYS[1], frame=quota.INBETWEENS_PER_SEGMENT + 2))
    assert body["code"] == "too_long"


@pytest.mark.parametrize(
    ("on", "key", "to", "fix"),
    [
        ("project", PROJECT, {"width": 1281}, {"width": 1282}),
        ("project", PROJECT, {"height": 9000}, {"height": 4096}),
        ("project", PROJECT, {"width": 8}, {"width": 16}),
        ("project", PROJECT, {"width": True}, None),
        ("project", PROJECT, {"rate": [0, 1]}, None),
        ("project", PROJECT, {"rate": [121, 1]}, None),
        ("project", PROJECT, {"rate": "24"}, None),
        ("project", PROJECT, {"title": " \u202e\x00 "}, None),
        ("project", PROJECT, {"title": "x" * 121}, {"title": "x" * 120}),
        ("project", PROJECT, {"sample": True}, None),
        ("shot", SHOTS[0], {"ground": "red"}, None),
        ("shot", SHOTS[0], {"ground": "#FFFFFF"}, None),
        ("shot", SHOTS[0], {"order": "a b"}, None),
        ("shot", SHOTS[0], {"plate": "x"}, None),
        ("shot", SHOTS[0], {"deleted": True}, None),
        ("shot", SHOTS[0], {"tags": []}, None),
        ("pose", POSES[0], {"sha256": "0" * 63}, None),
        ("pose", POSES[0], {"sha256": None}, None),
        ("pose", POSES[0], {"tags": "day"}, None),
        ("pose", POSES[0], {"tags": ["x" * 41]}, {"tags": "x" * 40}),
        (
            "pose",
            POSES[0],
            {"tags": [f"tag {n}" for n in range(13)]},
            {"tags": [f"tag {n}" for n in range(12)]},
        ),
        ("project", PROJECT, {"first_frame": -1}, {"first_frame": 0}),
        ("track", TRACKS[0], {"name": "\u200d"}, None),
        ("track", TRACKS[0], {"shot": SHOTS[1]}, None),
        ("marker", MARKERS[0], {"colour": "blue"}, None),
        ("marker", MARKERS[0], {"length": 99_999}, {"length": 99_996}),
        ("character", CHARACTERS[0], {"colour": "red"}, None),
        ("keyframe", KEYS[0], {"hint": "x" * 501}, {"hint": "x" * 500}),
        ("keyframe", KEYS[0], {"seed": -1}, {"seed": 0}),
        ("keyframe", KEYS[0], {"locked": 1}, None),
        ("keyframe", KEYS[0], {"locked_by": "Me"}, None),
        ("keyframe", KEYS[0], {"frame": -1}, {"frame": 0}),
        ("keyframe", KEYS[0], {"frame": 1.5}, None),
        ("keyframe", KEYS[0], {"frame": 10**400}, {"frame": 99_999}),
        ("keyframe", KEYS[0], {"hold": 0}, {"hold": 1}),
        ("keyframe", KEYS[0], {"exposure": 4}, {"exposure": 3}),
        ("keyframe", KEYS[0], {"method": "magic"}, None),
        ("keyframe", KEYS[0], {"ease": "cubic"}, None),
        ("keyframe", KEYS[0], {"curve": [0, 0, 2, 1]}, None),
        ("keyframe", KEYS[0], {"curve": [0, 0, float("nan"), 1]}, None),
        ("keyframe", KEYS[0], {"take": "0" * 64}, None),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_words(on, key, to, fix):
    body = refused(document(0), {"do": "set", "on": on, "id": key, "to": to})
    assert body["code"] == "invalid"
    assert body["sentence"].endswith(".")
    assert body.get("fix") == fix
    assert body["index"] == 0


@pytest.mark.parametrize(
    "operation",
    [
        {},
        {"do": "explode", "on": "shot", "id": SHOTS[0]},
        {"do": "set", "on": "user", "id": SHOTS[0]},
        {"do": "set", "on": "shot", "id": "1"},
        {"do": "set", "on": "shot", "id": SHOTS[0], "to": [1]},
        {"do": "create", "on": "pose", "id": NEW, "to": {}},
        {"do": "create", "on": "project", "id": NEW, "to": {}},
        {"do": "create", "on": "keyframe", "id": NEW, "to": {"frame": 1}},
        {"do": "delete", "on": "shot", "id": SHOTS[0], "was": {"keyframes": [{}]}},
    ],
)
def test_an_operation_that_is_none_is_refused(operation):
    assert refused(document(0), operation)["code"] == "invalid"


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        (create(1, pose=POSES[3]), "gone"),
        (create(1, shot=SHOTS[2]), "gone"),
        (create(1, pose=NEW), "gone"),
        (create(1, key=KEYS[0]), "exists"),
        ({"do": "set", "on": "shot", "id": SHOTS[0], "to": {"plate": POSES[3]}}, "gone"),
        ({"do": "delete", "on": "project", "id": PROJECT}, "gone"),
        ({"do": "set", "on": "project", "id": NEW, "to": {"title": "X"}}, "gone"),
    ],
)
def test_ids_of_what_is_not_there_are_refused(operation, code):
    assert refused(document(0), operation)["code"] == code


def test_a_batch_has_an_end():
    assert (
        refused(document(0), *[setting(KEYS[0], hold=1)] * (quota.OPERATIONS_PER_BATCH + 1))["code"]
        == "too_many"
    )


# -- What always holds --------------------------------------------------------------------------------


def attempt(found, batch):
    try:
        return apply(found, batch)
    except Refused:
        return None


@given(documents(), batches)
@settings(max_examples=80, deadline=None)
def test_the_inverse_restores_what_people_see(found, batch):
    outcome = attempt(found, batch)
    assume(outcome is not None)
    undone = apply(outcome.document, outcome.inverse)
    assert visible(undone.document) == visible(found)
    redone = apply(undone.document, undone.inverse)
    assert visible(redone.document) == visible(outcome.document)


def told(found, applied):
    """
    What a page shows that hears these operations; it is told more than may be set, as of a picture.
    """
    settable = [
        {**one, "to": {name: value for name, value in one["to"].items() if name in FIELDS[one["on"]]}}
        if "to" in one
        else one
        for one in applied
    ]
    return apply(found, settable).document


@given(documents(), batches)
@settings(max_examples=80, deadline=None)
def test_what_was_applied_leads_to_the_same_document_at_every_page(found, batch):
    outcome = attempt(found, batch)
    assume(outcome is not None)
    assert visible(told(found, outcome.applied)) == visible(outcome.document)


@given(documents(), batches)
@settings(max_examples=80, deadline=None)
def test_no_frame_ever_shows_two_keyframes_and_nothing_points_at_nothing(found, batch):
    outcome = attempt(found, batch)
    assume(outcome is not None)
    after = outcome.document
    for lane in after.lanes().values():
        for (_, left), (_, right) in pairwise(lane):
            assert left["frame"] + left["hold"] <= right["frame"]
        assert all(row["pose"] in after.live("pose") for _, row in lane)
        assert all(row["shot"] == after.tracks[row["track"]]["shot"] for _, row in lane)
    assert all(
        row["plate"] is None or row["plate"] in after.live("pose") for row in after.live("shot").values()
    )
    assert after.live("shot")


@given(documents(), st.lists(batches, min_size=2, max_size=4))
@settings(max_examples=80, deadline=None)
def test_undo_never_takes_back_what_another_wrote_later(found, several):
    """
    The first batch is mine, those after it another's: taking mine back changes no value they wrote.
    """
    mine = attempt(found, several[0])
    assume(mine is not None)
    now, written = mine.document, {}
    for batch in several[1:]:
        theirs = attempt(now, batch)
        if theirs is None:
            continue
        now = theirs.document
        for operation in theirs.applied:
            if operation["do"] == "set":
                for name, value in operation["to"].items():
                    written[operation["on"], operation["id"], name] = value
    undone = attempt(now, mine.inverse)
    assume(undone is not None)
    before = mine.document
    for (kind, key, name), value in written.items():
        mine_wrote = before.rows(kind).get(key, {}).get(name)
        if value != mine_wrote and not now.rows(kind)[key].get("deleted"):
            assert undone.document.rows(kind)[key][name] == now.rows(kind)[key][name]


@given(documents(), st.lists(st.tuples(st.integers(0, 2), batches), min_size=1, max_size=8))
@settings(max_examples=50, deadline=None)
def test_three_pages_that_hear_the_same_events_show_the_same(found, sent):
    """
    Each page edits by what it last saw; the server applies in the order they come, and tells all.
    """
    server, pages = found, [found, found, found]
    events = []
    for _page, batch in sent:
        outcome = attempt(server, batch)
        if outcome is not None:
            server = outcome.document
            events.append(outcome.applied)
    for number in range(3):
        for applied in events:
            pages[number] = told(pages[number], applied)
    assert [visible(page) for page in pages] == [visible(server)] * 3
