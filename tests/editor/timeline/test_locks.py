import pytest

from editor.refusals import Refused
from editor.timeline import locks
from editor.timeline.operations import Actor, apply
from editor.timeline.sheet import changed
from tests.editor.timeline.documents import (
    KEYS,
    POSES,
    PROJECT,
    SHOTS,
    TRACKS,
    document,
    ident,
    setting,
)

KIM, OTHER_KIM = Actor(ident(1), "Kim"), Actor(ident(2), "Kim")
LOCK, UNLOCK = setting(KEYS[0], locked=True), setting(KEYS[0], locked=False)


def attempt(found, *operations, actor=KIM):
    outcome = apply(found, operations, actor=actor)
    locks.check(found, outcome, changed(found, outcome.document), actor=actor)
    return outcome.document


def refused(found, *operations, actor=KIM):
    with pytest.raises(Refused) as caught:
        attempt(found, *operations, actor=actor)
    return caught.value.body()


def locked():
    """
    Keys on 0, 10 and 20, each with another pose; the first segment is approved.
    """
    found = attempt(document(0, 10, 20), setting(KEYS[1], pose=POSES[1]), setting(KEYS[2], pose=POSES[2]))
    return attempt(found, LOCK)


@pytest.mark.parametrize(
    "operation",
    [
        setting(KEYS[0], ease="in"),
        setting(KEYS[0], pose=POSES[1]),
        setting(KEYS[1], frame=12),
        setting(KEYS[1], pose=POSES[2]),
        {"do": "delete", "on": "keyframe", "id": KEYS[0]},
        {"do": "delete", "on": "keyframe", "id": KEYS[1]},
        {"do": "delete", "on": "track", "id": TRACKS[0]},
        {"do": "delete", "on": "shot", "id": SHOTS[0]},
        {"do": "set", "on": "shot", "id": SHOTS[0], "to": {"ground": "#000000"}},
        {"do": "set", "on": "project", "id": PROJECT, "to": {"width": 128}},
        {
            "do": "create",
            "on": "keyframe",
            "id": ident(500),
            "to": {"shot": SHOTS[0], "pose": POSES[2], "frame": 5},
        },
    ],
)
def test_an_approved_segment_is_not_changed_ended_or_deleted(operation):
    body = refused(locked(), operation)
    assert body["code"] == "locked"
    assert body["sentence"] == (
        "The segment from “Pose 0” at frame 1 was approved and locked by you. Unlock it first. "
        "Nothing was changed."
    )
    assert body["unlock"] == {"on": "keyframe", "id": KEYS[0]}
    assert body["index"] == 0
    attempt(locked(), UNLOCK, operation)


@pytest.mark.parametrize(
    "operations",
    [
        [setting(KEYS[0], hint="slowly", note="mind the scarf", seed=3)],
        [setting(KEYS[1], ease="in")],
        [setting(KEYS[2], frame=25)],
        [setting(KEYS[0], frame=2), setting(KEYS[1], frame=12)],
    ],
)
def test_what_does_not_change_its_sheet_goes_on(operations):
    attempt(locked(), *operations)


def test_what_was_changed_is_not_approved_in_the_same_breath():
    assert refused(locked(), UNLOCK, setting(KEYS[0], ease="in"), LOCK)["code"] == "locked"


def test_who_locked_it_is_known_until_it_is_unlocked():
    def who(found):
        return Actor(found.keyframes[KEYS[0]]["locker"], found.keyframes[KEYS[0]]["locked_by"])

    found = locked()
    assert who(found) == KIM
    assert who(attempt(found, UNLOCK)) == Actor()


def test_somebody_of_the_same_name_is_somebody_else():
    sentence = refused(locked(), setting(KEYS[0], ease="in"), actor=OTHER_KIM)["sentence"]
    assert "was approved and locked by Kim." in sentence


def test_the_batch_that_locks_may_change_it_still():
    found = document(0, 10)
    after = attempt(found, setting(KEYS[0], locked=True, ease="in"))
    assert after.keyframes[KEYS[0]]["ease"] == "in"


# -- Tracks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "operation",
    [
        setting(KEYS[0], frame=3),
        setting(KEYS[0], hint="slowly"),
        setting(KEYS[0], track=TRACKS[3]),
        {"do": "delete", "on": "keyframe", "id": KEYS[0]},
        {"do": "delete", "on": "track", "id": TRACKS[0]},
        {"do": "delete", "on": "shot", "id": SHOTS[0]},
        {
            "do": "create",
            "on": "keyframe",
            "id": ident(500),
            "to": {"shot": SHOTS[0], "pose": POSES[0], "frame": 5},
        },
    ],
)
def test_keyframes_of_a_locked_track_refuse_edits_unless_the_batch_unlocks_it(operation):
    lock = {"do": "set", "on": "track", "id": TRACKS[0], "to": {"locked": True}}
    found = attempt(document(0, 10), lock)
    body = refused(found, operation)
    assert body["code"] == "locked"
    assert body["sentence"] == "The track “Keys” is locked. Unlock it first. Nothing was changed."
    attempt(found, {**lock, "to": {"locked": False}}, operation)


def test_a_locked_track_is_renamed_hidden_and_moved():
    lock = {"do": "set", "on": "track", "id": TRACKS[0], "to": {"locked": True}}
    found = attempt(document(0, 10), lock)
    attempt(found, {**lock, "to": {"name": "B", "hidden": True, "order": "b0"}})
