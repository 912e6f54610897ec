import threading
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.http import Http404
from django.utils import timezone

from editor import quota
from editor.access import Viewer
from editor.models import Batch, Keyframe, Marker, Pose, Project, Shot, Track
from editor.projects.actions import bin_project
from editor.projects.snapshot import snapshot
from editor.refusals import Refused
from editor.timeline import rows, sheet, standing
from editor.timeline.actions import apply_batch
from jobs.models import Segment
from tests.factories import (
    BARS,
    AccountFactory,
    CharacterFactory,
    MarkerFactory,
    ProjectFactory,
    ShotFactory,
    TrackFactory,
    keyed,
    marked,
    new_id,
    pose_of,
    story,
    viewer_for,
)

pytestmark = pytest.mark.django_db


def edit(project, *operations, viewer=None, batch=None):
    return apply_batch(viewer or viewer_for(project), project, batch or uuid4(), "Edit", operations)


def moved(keyframe, frame):
    return {"do": "set", "on": "keyframe", "id": str(keyframe.pk), "to": {"frame": frame}}


def keys_of(project):
    return list(Keyframe.objects.filter(shot__project=project).order_by("frame"))


def test_a_batch_is_written_counted_and_told(heard, django_capture_on_commit_callbacks):
    project = story(0, 12, 24)
    first, second, _ = keys_of(project)
    with django_capture_on_commit_callbacks(execute=True):
        answer = edit(project, moved(second, 10))
    assert answer.revision == 1
    project.refresh_from_db()
    assert project.revision == 1
    assert keys_of(project)[1].frame == 10
    assert set(answer.segments) == {str(first.pk), str(second.pk)}
    (event,) = heard.of("ops")
    assert event["revision"] == 1
    assert event["applied"] == [moved(second, 10)]
    assert event["actor"]["id"] == str(project.owner_id)


def test_nothing_is_told_before_the_commit(heard):
    project = story(0, 5)
    edit(project, moved(keys_of(project)[1], 8))
    assert heard.of("ops") == []


def test_a_batch_that_is_sent_again_is_answered_and_not_applied_again():
    project = story(0, 12)
    key, batch = keys_of(project)[1], uuid4()
    first = edit(project, moved(key, 10), batch=batch)
    edit(project, moved(key, 20))
    again = edit(project, moved(key, 10), batch=batch)
    assert again.revision == first.revision == 1
    assert again.applied == first.applied
    assert keys_of(project)[1].frame == 20
    assert Batch.objects.filter(project=project).count() == 2


def test_a_refused_batch_changes_nothing():
    project = story(0, 12)
    first, second = keys_of(project)
    with pytest.raises(Refused) as caught:
        edit(project, moved(first, 3), moved(second, 3))
    assert caught.value.body()["index"] == 1
    assert [key.frame for key in keys_of(project)] == [0, 12]
    project.refresh_from_db()
    assert project.revision == 0


def test_every_property_of_every_row_is_written():
    project = story(0, 12)
    shot, pose, key = Shot.objects.get(), project.poses.first(), keys_of(project)[0]
    plate = pose_of(project, 9, is_plate=True)
    new = TrackFactory(shot__project=project).shot
    character = CharacterFactory(project=project)
    laid = TrackFactory(shot=shot, order="a1")
    marker = MarkerFactory(shot=shot, frame=3)
    course = {
        "chart": [0.5, 0.75], "arc": 0.5, "stop": True, "turns": {"tip": -1}, "planted": ["tip"],
        "pins": [[0.0, 0.25, 0.5, 1.0]], "breakdowns": [{"u": 0.5, "joints": [[0.5, 0.5]] * 3}],
    }  # fmt: skip
    words = {"hint": "Slowly", "note": "Two\nlines", "seed": 7, "locked": True}
    edit(
        project,
        {
            "do": "set",
            "on": "character",
            "id": str(character.pk),
            "to": {"name": "C", "colour": "#102030", "card": str(pose.pk)},
        },
        {
            "do": "set",
            "on": "track",
            "id": str(laid.pk),
            "to": {"name": "L", "order": "a2", "character": str(character.pk)},
        },
        {
            "do": "set",
            "on": "track",
            "id": str(laid.pk),
            "to": {"hidden": True, "locked": True},
        },
        {
            "do": "set",
            "on": "marker",
            "id": str(marker.pk),
            "to": {"name": "M", "frame": 4, "length": 5, "colour": "ok", "shot": str(new.pk)},
        },
        {"do": "set", "on": "shot", "id": str(shot.pk), "to": {"loop": True}},
        {
            "do": "set",
            "on": "pose",
            "id": str(plate.pk),
            "to": {"character": str(character.pk), "joints": [[0, 0.5]] * 3},
        },
        {"do": "set", "on": "project", "id": str(project.pk), "to": {"title": "T", "width": 128}},
        {"do": "set", "on": "project", "id": str(project.pk), "to": {"first_frame": 7}},
        {"do": "set", "on": "project", "id": str(project.pk), "to": {"height": 64, "rate": [24000, 1001]}},
        {"do": "set", "on": "shot", "id": str(shot.pk), "to": {"name": "S", "plate": str(plate.pk)}},
        {"do": "set", "on": "shot", "id": str(shot.pk), "to": {"order": "b1", "ground": "#102030"}},
        {"do": "set", "on": "pose", "id": str(pose.pk), "to": {"name": "P", "is_plate": True, "tags": ["x"]}},
        {
            "do": "set",
            "on": "keyframe",
            "id": str(key.pk),
            "to": {
                "frame": 2, "hold": 3, "method": "flow", "ease": "cubic", "curve": [0.1, 0, 1, 1],
                "exposure": 2, "shot": str(new.pk), "pose": str(plate.pk), **course, **words,
            },
        },
    )  # fmt: skip
    for row in (project, shot, pose, key, plate, character, laid, marker):
        row.refresh_from_db()
    assert (project.title, project.width, project.height, project.first_frame) == ("T", 128, 64, 7)
    assert (project.rate_num, project.rate_den) == (24000, 1001)
    assert (shot.name, shot.plate, shot.order, shot.ground) == ("S", plate, "b1", "#102030")
    assert (pose.name, pose.is_plate, pose.tags) == ("P", True, ["x"])
    assert (character.colour, character.card) == ("#102030", pose)
    assert (laid.name, laid.order, laid.character, laid.hidden, laid.locked) == (
        *("L", "a2", character),
        *(True, True),
    )
    assert (marker.name, marker.frame, marker.length, marker.colour, marker.shot) == ("M", 4, 5, "ok", new)
    assert key.track == new.tracks.get()
    assert {name: getattr(key, name) for name in words} == words
    assert (key.locked_by, key.locker) == (project.owner.shown_name, project.owner)
    assert (key.frame, key.hold, key.method, key.ease) == (2, 3, "flow", "cubic")
    assert (key.curve, key.exposure, key.shot, key.pose) == ([0.1, 0, 1, 1], 2, new, plate)
    assert {name: getattr(key, name) for name in course} == course
    assert (shot.loop, character.name) == (True, "C")
    assert (plate.character, plate.joints, plate.behind) == (character, [[0.0, 0.5]] * 3, [])


def test_a_whole_row_of_keyframes_moves_over_its_own_places():
    project = story(*range(0, 60, 3))
    keys = keys_of(project)
    edit(project, *(moved(key, key.frame + 3) for key in keys))
    assert [key.frame for key in keys_of(project)] == list(range(3, 63, 3))
    edit(project, *(moved(key, key.frame) for key in keys))
    assert [key.frame for key in keys_of(project)] == list(range(0, 60, 3))


def test_rows_are_made_binned_and_brought_back():
    project = story(0)
    shot, pose, key = new_id(), str(project.poses.first().pk), new_id()
    track, marker = new_id(), new_id()
    made = edit(
        project,
        {"do": "create", "on": "shot", "id": shot, "to": {"name": "New", "order": "b0"}},
        {"do": "create", "on": "track", "id": track, "to": {"shot": shot, "name": "Keys", "order": "a0"}},
        {"do": "create", "on": "keyframe", "id": key, "to": {"shot": shot, "pose": pose, "frame": 4}},
        {"do": "create", "on": "marker", "id": marker, "to": {"shot": shot, "frame": 4}},
    )
    assert str(Keyframe.objects.get(pk=key).track_id) == track
    assert Keyframe.objects.get(pk=key).shot_id == Shot.objects.get(pk=shot).pk
    undone = edit(project, *made.inverse)
    assert Shot.objects.get(pk=shot).deleted_at
    assert Keyframe.objects.get(pk=key).deleted_at
    assert Track.objects.get(pk=track).deleted_at
    assert Marker.objects.get(pk=marker).deleted_at
    edit(project, *undone.inverse)
    assert Keyframe.objects.get(pk=key).deleted_at is None
    assert Track.objects.get(pk=track).deleted_at is None
    assert Marker.objects.get(pk=marker).deleted_at is None


def test_a_binned_shot_whose_pose_went_after_it_says_what_to_bring_back():
    project = story(0)
    ShotFactory(project=project)
    shot, pose = str(keys_of(project)[0].shot_id), str(Pose.objects.get().pk)
    edit(project, {"do": "delete", "on": "shot", "id": shot})
    edit(project, {"do": "delete", "on": "pose", "id": pose})
    with pytest.raises(Refused) as caught:
        edit(project, {"do": "restore", "on": "shot", "id": shot})
    assert caught.value.body()["restore"] == {"on": "pose", "id": pose}


def test_rows_of_another_project_are_not_there():
    mine, other = story(0, 5), story(0, 5)
    theirs = keys_of(other)[0]
    for operation in (
        moved(theirs, 2),
        {"do": "delete", "on": "pose", "id": str(theirs.pose_id)},
        {"do": "set", "on": "shot", "id": str(theirs.shot_id), "to": {"name": "X"}},
        {"do": "set", "on": "keyframe", "id": str(keys_of(mine)[0].pk), "to": {"pose": str(theirs.pose_id)}},
        {"do": "set", "on": "keyframe", "id": str(keys_of(mine)[0].pk), "to": {"shot": str(theirs.shot_id)}},
        {
            "do": "set",
            "on": "shot",
            "id": str(keys_of(mine)[0].shot_id),
            "to": {"plate": str(theirs.pose_id)},
        },
    ):
        with pytest.raises(Refused) as caught:
            edit(mine, operation)
        assert caught.value.code == "gone"


def test_an_id_that_another_project_uses_is_taken():
    mine, other = story(0), story(0)
    theirs = keys_of(other)[0]
    to = {"shot": str(keys_of(mine)[0].shot_id), "pose": str(mine.poses.first().pk), "frame": 9}
    with pytest.raises(Refused) as caught:
        edit(mine, {"do": "create", "on": "keyframe", "id": str(theirs.pk), "to": to})
    assert caught.value.code == "exists"
    theirs.refresh_from_db()
    assert theirs.frame == 0


def test_who_may_not_edit_edits_nothing():
    project = story(0, 5)
    key = keys_of(project)[1]
    with pytest.raises(Http404):
        edit(project, moved(key, 8), viewer=Viewer(AccountFactory()))
    bin_project(project)
    with pytest.raises(Http404):
        edit(project, moved(key, 8))
    assert keys_of(project)[1].frame == 5


def test_the_order_of_shots_is_that_of_their_letters_codes():
    project = ProjectFactory()
    for order in ("Zz", "a0", "a0V", "A0"):
        ShotFactory(project=project, order=order)
    names = [shot["order"] for shot in snapshot(viewer_for(project), project)["shots"]]
    assert names == ["A0", "Zz", "a0", "a0V"]


# -- What is drawn after an edit ----------------------------------------------------------------------


def states(project):
    found = sheet.stretches(rows.load(project))
    known = standing.rows_of(found.values())
    return [standing.state_of(stretch, known) for stretch in found.values()]


def test_moving_one_key_of_21_makes_two_segments_stale_and_moving_it_back_none(draw):
    from editor.timeline.renders import request_render

    project = ProjectFactory(width=32, height=32)
    keys = keyed(ShotFactory(project=project), *range(0, 63, 3), method="crossfade")
    request_render(viewer_for(project), project)
    assert draw() == 20
    assert states(project) == ["fresh"] * 20
    answer = edit(project, moved(keys[10], 31))
    assert states(project) == ["fresh"] * 9 + ["stale"] * 2 + ["fresh"] * 9
    assert [segment["state"] for segment in answer.segments.values()] == ["stale"] * 2
    assert all(
        segment["shown_done"] == segment["shown_drawings"] == 2 for segment in answer.segments.values()
    )
    back = edit(project, moved(keys[10], 30))
    assert states(project) == ["fresh"] * 20
    assert [segment["state"] for segment in back.segments.values()] == ["fresh"] * 2
    assert draw() == 0
    assert request_render(viewer_for(project), project).render is None


def test_moving_one_marked_key_of_21_makes_four_segments_stale_and_moving_it_back_none(draw):
    """
    Motion flows through the keys beside it, so the segments behind those see it come from elsewhere.
    """
    project = ProjectFactory(width=32, height=32)
    keys = keyed(ShotFactory(project=project), *range(0, 63, 3), method="auto")
    marked(project)
    found = sheet.stretches(rows.load(project))
    Segment.objects.bulk_create(
        Segment(
            key=stretch.key,
            sheet=stretch.sheet.to_json(),
            state="done",
            drawings=2,
            drawings_done=2,
            owner="x",
            queued_at=timezone.now(),
        )
        for stretch in found.values()
    )
    assert states(project) == ["fresh"] * 20
    answer = edit(project, moved(keys[10], 31))
    assert states(project) == ["fresh"] * 8 + ["stale"] * 4 + ["fresh"] * 8
    assert len(answer.segments) == 4
    edit(project, moved(keys[10], 30))
    assert states(project) == ["fresh"] * 20
    held = {"do": "set", "on": "keyframe", "id": str(keys[9].pk), "to": {"stop": True}}
    edit(project, held)
    assert states(project).count("stale") == 2


def test_a_character_is_made_shown_binned_and_brought_back(heard, django_capture_on_commit_callbacks):
    project = story(0, 12)
    pose, hero = str(project.poses.first().pk), new_id()
    with django_capture_on_commit_callbacks(execute=True):
        made = edit(
            project,
            {"do": "create", "on": "character", "id": hero, "to": {"name": "Hero", "skeleton": BARS}},
            {"do": "set", "on": "pose", "id": pose, "to": {"character": hero, "joints": [[0.5, 0.5]] * 3}},
        )
    row = {"name": "Hero", "skeleton": BARS, "limbs": [], "colour": None, "card": None}
    assert heard.of("ops")[0]["applied"][0]["to"] == row
    shown = snapshot(viewer_for(project), project)
    assert shown["characters"] == [{"id": hero, **row}]
    assert [one["joints"] for one in shown["poses"] if one["id"] == pose] == [[[0.5, 0.5]] * 3]
    undone = edit(project, *made.inverse)
    assert snapshot(viewer_for(project), project)["characters"] == []
    assert Pose.objects.get(pk=pose).character is None
    edit(project, *undone.inverse)
    assert str(Pose.objects.get(pk=pose).character_id) == hero


def test_a_character_of_another_project_cannot_be_shown():
    project, other = story(0), story(0)
    character = marked(other)
    for operation in (
        {
            "do": "set",
            "on": "pose",
            "id": str(project.poses.first().pk),
            "to": {"character": str(character.pk)},
        },
        {"do": "set", "on": "character", "id": str(character.pk), "to": {"name": "Mine"}},
    ):
        with pytest.raises(Refused) as caught:
            edit(project, operation)
        assert caught.value.code == "gone"
    with pytest.raises(Refused) as caught:
        to = {"name": "Hero", "skeleton": BARS}
        edit(project, {"do": "create", "on": "character", "id": str(character.pk), "to": to})
    assert caught.value.code == "exists"


# -- At the same time ---------------------------------------------------------------------------------


@pytest.fixture
def shared_rows(tmp_path, django_db_blocker):
    """
    Rows that threads share as in the studio: a database in memory has other locks than one in a file.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with django_db_blocker.unblock():
        before, kept = connections["default"], connections.settings["default"]
        connections.settings["default"] = {**kept, "NAME": str(tmp_path / "rows.sqlite3")}
        del connections["default"]
        call_command("migrate", verbosity=0)
        yield
        connections["default"].close()
        connections.settings["default"] = kept
        connections["default"] = before


def together(*works):
    """
    Begin all at one moment; give what they raised.
    """
    start, troubles = threading.Barrier(len(works)), []

    def run(work):
        try:
            start.wait()
            work()
        except BaseException as error:
            troubles.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return troubles


@pytest.mark.django_db(transaction=True)
def test_batches_at_the_same_time_are_applied_one_after_the_other(shared_rows):
    project = story(0, 10, 20)
    keys = keys_of(project)

    def work(key):
        def edits():
            for step in range(5):
                edit(Project.objects.get(pk=project.pk), moved(key, key.frame + 1 + step))

        return edits

    assert together(*(work(key) for key in keys)) == []
    project.refresh_from_db()
    assert project.revision == 15
    assert list(Batch.objects.order_by("revision").values_list("revision", flat=True)) == list(range(1, 16))
    assert [key.frame for key in keys_of(project)] == [5, 15, 25]


@pytest.mark.django_db(transaction=True)
def test_the_same_batch_at_the_same_time_is_applied_once(shared_rows):
    project = story(0, 10)
    key, batch = keys_of(project)[1], uuid4()
    assert together(*[lambda: edit(project, moved(key, 12), batch=batch)] * 4) == []
    assert Batch.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_want_the_same_frame_do_not_both_get_it(shared_rows):
    project = story(0, 10, 20)
    keys = keys_of(project)
    troubles = together(*(lambda key=key: edit(project, moved(key, 15)) for key in keys[1:]))
    assert [type(trouble) for trouble in troubles] == [Refused]
    assert troubles[0].code == "occupied"


def test_a_batch_that_is_far_too_long_is_refused_before_anything_is_read(django_assert_num_queries):
    project = story(0, 12)
    many = [moved(keys_of(project)[1], 10)] * (quota.OPERATIONS_PER_BATCH + 1)
    viewer = viewer_for(project)
    with django_assert_num_queries(0), pytest.raises(Refused) as caught:
        edit(project, *many, viewer=viewer)
    assert (caught.value.code, caught.value.status) == ("too_many", 413)
