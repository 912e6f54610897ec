import pytest

from editor import quota
from editor.refusals import Refused
from editor.timeline.operations import apply
from editor.timeline.sheet import stretches
from tests.editor.timeline.documents import (
    CHARACTERS,
    KEYS,
    MARKERS,
    POSES,
    SHAS,
    SHOTS,
    TRACKS,
    document,
    ident,
    keyframe,
    setting,
)

NEW, ABOVE = ident(500), TRACKS[3]


def refused(found, *operations):
    with pytest.raises(Refused) as caught:
        apply(found, operations)
    return caught.value.body()


def two_tracks():
    """
    Keys on 0 and 10 of the lowest track, and on 0 and 5 of the one above it.
    """
    low = {KEYS[0]: keyframe(0), KEYS[1]: keyframe(10)}
    return document(keyframes={**low, KEYS[2]: keyframe(0, track=ABOVE), KEYS[3]: keyframe(5, track=ABOVE)})


# -- Where keyframes stand ----------------------------------------------------------------------------


def test_lanes_are_tracks_the_lowest_first_and_shots_have_the_keys_of_all():
    found = two_tracks()
    assert found.track_order(SHOTS[0]) == [TRACKS[0], ABOVE]
    assert found.track_order() == [TRACKS[0], ABOVE, TRACKS[1]]
    lanes = found.lanes()
    assert list(lanes) == found.track_order()
    assert [key for key, _ in lanes[ABOVE]] == [KEYS[2], KEYS[3]]
    assert [key for key, _ in found.shot_keys()[SHOTS[0]]] == [KEYS[0], KEYS[2], KEYS[3], KEYS[1]]
    assert stretches(found).keys() == {KEYS[0], KEYS[2]}


def test_keyframes_of_two_tracks_stand_on_one_frame_and_those_of_one_do_not():
    found = two_tracks()
    apply(found, [setting(KEYS[3], frame=10)])
    assert refused(found, setting(KEYS[3], frame=10, track=TRACKS[0]))["code"] == "occupied"


def test_a_keyframe_without_a_track_goes_to_the_lowest_of_its_shot():
    to = {"shot": SHOTS[0], "pose": POSES[0], "frame": 3}
    outcome = apply(document(), [{"do": "create", "on": "keyframe", "id": NEW, "to": to}])
    assert outcome.document.keyframes[NEW]["track"] == TRACKS[0]
    assert outcome.applied[0]["to"]["track"] == TRACKS[0]


def test_a_shot_without_a_track_has_no_place_for_a_keyframe():
    made = [{"do": "create", "on": "shot", "id": NEW, "to": {"name": "New", "order": "b0"}}]
    to = {"shot": NEW, "pose": POSES[0], "frame": 3}
    body = refused(document(), *made, {"do": "create", "on": "keyframe", "id": ident(501), "to": to})
    assert (body["code"], body["index"]) == ("invalid", 1)


@pytest.mark.parametrize(
    ("to", "shot", "track"),
    [
        ({"track": TRACKS[1]}, SHOTS[1], TRACKS[1]),
        ({"shot": SHOTS[1]}, SHOTS[1], TRACKS[1]),
        ({"track": ABOVE}, SHOTS[0], ABOVE),
        ({"shot": SHOTS[1], "track": ABOVE}, SHOTS[0], ABOVE),
    ],
)
def test_shot_and_track_go_together(to, shot, track):
    outcome = apply(document(4), [setting(KEYS[0], **to)])
    row = outcome.document.keyframes[KEYS[0]]
    assert (row["shot"], row["track"]) == (shot, track)
    assert apply(outcome.document, outcome.inverse).document.keyframes == document(4).keyframes


def test_a_guard_on_one_of_them_guards_the_other():
    moved = apply(document(4), [setting(KEYS[0], track=TRACKS[1])])
    again = apply(moved.document, [setting(KEYS[0], track=ABOVE)]).document
    undone = apply(again, moved.inverse)
    row = undone.document.keyframes[KEYS[0]]
    assert (row["shot"], row["track"]) == (SHOTS[0], ABOVE)
    assert undone.skipped


# -- Tracks that come and go --------------------------------------------------------------------------


def test_a_deleted_track_takes_its_keyframes_along_and_brings_them_back():
    found = two_tracks()
    binned = apply(found, [{"do": "delete", "on": "track", "id": ABOVE}])
    assert binned.document.live("keyframe").keys() == {KEYS[0], KEYS[1]}
    back = apply(binned.document, binned.inverse)
    assert [(one["on"], one["id"]) for one in back.applied] == [
        ("track", ABOVE),
        ("keyframe", KEYS[2]),
        ("keyframe", KEYS[3]),
    ]
    assert back.document.live("keyframe").keys() == found.live("keyframe").keys()


def test_a_shot_keeps_its_last_track():
    body = refused(document(4), {"do": "delete", "on": "track", "id": TRACKS[1]})
    assert body["code"] == "last_track"
    apply(document(4), [{"do": "delete", "on": "track", "id": TRACKS[0]}])


def test_a_keyframe_does_not_come_back_to_a_track_that_is_gone():
    binned = apply(two_tracks(), [{"do": "delete", "on": "keyframe", "id": KEYS[2]}]).document
    bare = apply(binned, [{"do": "delete", "on": "track", "id": ABOVE}]).document
    body = refused(bare, {"do": "restore", "on": "keyframe", "id": KEYS[2]})
    assert body["code"] == "gone"
    assert body["restore"] == {"on": "track", "id": ABOVE}


def test_what_lies_in_a_deleted_shot_cannot_be_deleted_again():
    batch = [
        {"do": "delete", "on": "shot", "id": SHOTS[0]},
        {"do": "delete", "on": "keyframe", "id": KEYS[0]},
    ]
    outcome = apply(document(4), batch)
    assert outcome.skipped[0]["index"] == 1
    assert apply(outcome.document, outcome.inverse).document.live("keyframe").keys() == {KEYS[0]}


def test_a_shot_has_no_more_tracks_than_can_be_looked_at():
    tracks = [
        {
            "do": "create",
            "on": "track",
            "id": ident(600 + n),
            "to": {"shot": SHOTS[1], "name": "T", "order": "b0"},
        }
        for n in range(quota.TRACKS_PER_SHOT)
    ]
    apply(document(), tracks[:-1])
    body = refused(document(), *tracks)
    assert body["code"] == "too_many"
    assert str(quota.TRACKS_PER_SHOT) in body["sentence"]


def test_a_track_comes_back_whose_character_is_gone():
    batch = [
        {"do": "set", "on": "track", "id": ABOVE, "to": {"character": CHARACTERS[1]}},
        {"do": "delete", "on": "track", "id": ABOVE},
        {"do": "delete", "on": "character", "id": CHARACTERS[1]},
    ]
    bare = apply(document(), batch).document
    assert not apply(bare, [{"do": "restore", "on": "track", "id": ABOVE}]).document.tracks[ABOVE]["deleted"]


# -- Markers, cards and versions ----------------------------------------------------------------------


def test_markers_go_with_their_shot_and_are_counted(monkeypatch):
    assert document().live("marker").keys() == {MARKERS[0], MARKERS[1]}
    binned = apply(document(), [{"do": "delete", "on": "shot", "id": SHOTS[0]}]).document
    assert not binned.live("marker")
    monkeypatch.setattr(quota, "MARKERS_PER_PROJECT", 2)
    to = {"shot": SHOTS[0], "frame": 3}
    body = refused(document(), {"do": "create", "on": "marker", "id": NEW, "to": to})
    assert body["code"] == "too_many"


def test_a_marker_ends_within_the_longest_shot():
    body = refused(document(), {"do": "set", "on": "marker", "id": MARKERS[0], "to": {"length": 99_999}})
    assert body["fix"] == {"length": 99_996}
    apply(document(), [{"do": "set", "on": "marker", "id": MARKERS[0], "to": body["fix"]}])


def test_a_reference_card_may_be_deleted_and_is_not_chosen_afterwards():
    choose = {"do": "set", "on": "character", "id": CHARACTERS[0], "to": {"card": POSES[1]}}
    chosen = apply(document(), [choose]).document
    apply(chosen, [{"do": "delete", "on": "pose", "id": POSES[1]}])
    assert refused(document(), {**choose, "to": {"card": POSES[3]}})["code"] == "gone"


def test_a_pose_shows_another_of_its_versions_and_what_follows_is_told():
    outcome = apply(document(), [{"do": "set", "on": "pose", "id": POSES[0], "to": {"sha256": SHAS[4]}}])
    told = {"sha256": SHAS[4], "width": 20, "height": 30, "has_alpha": False}
    assert outcome.applied[0]["to"] == told
    back = apply(outcome.document, outcome.inverse).document
    assert back.poses == document().poses


def test_a_version_of_another_size_does_not_keep_the_mask():
    masked = apply(
        document(), [{"do": "set", "on": "pose", "id": POSES[0], "to": {"mask": "a" * 64}}]
    ).document
    other = {"do": "set", "on": "pose", "id": POSES[0], "to": {"sha256": SHAS[4]}}
    body = refused(masked, other)
    assert body["code"] == "misfit"
    mended = {**other, "to": {**other["to"], **body["fix"]}}
    assert apply(masked, [mended]).document.poses[POSES[0]]["mask"] is None


def test_a_picture_that_is_no_version_is_not_shown():
    body = refused(document(), {"do": "set", "on": "pose", "id": POSES[0], "to": {"sha256": SHAS[1]}})
    assert body["code"] == "gone"


def test_frames_are_told_as_the_project_counts_them():
    counted = apply(
        document(0, 10), [{"do": "set", "on": "project", "id": document().id, "to": {"first_frame": 1001}}]
    )
    body = refused(counted.document, setting(KEYS[0], frame=10))
    assert "Frame 1011 is taken" in body["sentence"]
    assert body["fix"] == {"frame": 11}


def test_names_keep_what_joins_letters_and_lose_what_turns_them():
    family = "👩\u200d👧 می\u200cخواهم"
    outcome = apply(
        document(), [{"do": "set", "on": "track", "id": ABOVE, "to": {"name": f"\u202e{family}"}}]
    )
    assert outcome.document.tracks[ABOVE]["name"] == family
