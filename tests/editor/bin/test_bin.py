from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from editor.bin import contents as bin_contents
from editor.bin.contents import contents
from editor.models import Keyframe, Pose, Shot
from editor.timeline.actions import apply_batch
from tests.factories import AccountFactory, marked, story, viewer_for

pytestmark = pytest.mark.django_db


def edit(project, *operations):
    return apply_batch(viewer_for(project), project, uuid4(), "", list(operations))


def delete(on, row):
    return {"do": "delete", "on": on, "id": str(row.pk)}


def moved(key, frame):
    return {"do": "set", "on": "keyframe", "id": str(key.pk), "to": {"frame": frame}}


def restore(project, entry):
    rows = [*entry.needs, *entry.rows]
    return edit(project, *({"do": "restore", "on": row.on, "id": row.id} for row in rows))


def test_an_empty_bin_is_empty():
    assert contents(story(0, 4)) == []


def test_keys_that_were_deleted_together_are_one_entry_and_come_back_together():
    project = story(0, 4, 8, 12)
    keys = list(Keyframe.objects.order_by("frame"))
    edit(project, delete("keyframe", keys[1]), delete("keyframe", keys[2]))
    edit(project, delete("keyframe", keys[3]))
    newest, older = contents(project)
    assert (newest.count, older.count) == (1, 2)
    assert older.name == keys[0].shot.name
    assert older.by == project.owner.shown_name
    assert len(older.pictures) == 2
    restore(project, older)
    assert Keyframe.objects.filter(deleted_at=None).count() == 3
    assert contents(project) == [newest]


def test_a_key_comes_back_with_the_pose_that_was_deleted_after_it():
    project = story(0, 4)
    character = marked(project)
    key = Keyframe.objects.select_related("pose").get(frame=4)
    edit(project, delete("keyframe", key), delete("pose", key.pose))
    for pose in project.poses.filter(deleted_at=None):
        values = {"character": None, "joints": None}
        edit(project, {"do": "set", "on": "pose", "id": str(pose.pk), "to": values})
    edit(project, delete("character", character))
    entries = {entry.on: entry for entry in contents(project)}
    assert set(entries) == {"keyframe", "pose", "character"}
    assert [need.on for need in entries["keyframe"].needs] == ["character", "pose"]
    assert [need.on for need in entries["pose"].needs] == ["character"]
    restore(project, entries["keyframe"])
    assert contents(project) == []


def test_a_shot_comes_back_with_its_keys_and_the_poses_they_need():
    project = story(0, 4)
    second = Shot.objects.create(project=project, name="안녕 🦊", order="b0")
    track = second.tracks.create(name="Keys", order="a0")
    pose = project.poses.first()
    Keyframe.objects.create(shot=second, track=track, pose=pose, frame=0)
    first = project.shots.exclude(pk=second.pk).get()
    edit(project, delete("shot", second))
    edit(project, *(delete("keyframe", key) for key in first.keyframes.all()))
    edit(project, delete("pose", pose))
    entry = next(entry for entry in contents(project) if entry.on == "shot")
    assert (entry.name, entry.count) == ("안녕 🦊", 1)
    assert [(need.on, need.id) for need in entry.needs] == [("pose", str(pose.pk))]
    restore(project, entry)
    assert not Shot.objects.exclude(deleted_at=None).exists()
    assert not Pose.objects.get(pk=pose.pk).deleted_at


def test_a_track_comes_back_with_its_keys():
    project = story(0, 4)
    shot = project.shots.get()
    over = shot.tracks.create(name="Over", order="b0")
    Keyframe.objects.create(shot=shot, track=over, pose=project.poses.first(), frame=7)
    edit(project, delete("track", over))
    (entry,) = contents(project)
    assert (entry.on, entry.name, entry.count) == ("track", "Over", 1)
    restore(project, entry)
    assert contents(project) == []


def test_who_deleted_it_stays_empty_where_nobody_knows():
    project = story(0, 4)
    edit(project, delete("keyframe", Keyframe.objects.get(frame=4)))
    project.batches.all().delete()
    (entry,) = contents(project)
    assert entry.by == ""


def test_each_entry_says_who_deleted_it():
    project = story(0, 4, 8)
    keys = list(Keyframe.objects.order_by("frame"))
    edit(project, delete("keyframe", keys[1]))
    project.batches.update(actor=AccountFactory(name="Ana"))
    edit(project, moved(keys[0], 1))
    edit(project, delete("keyframe", keys[2]))
    assert [entry.by for entry in contents(project)] == [project.owner.shown_name, "Ana"]


def test_an_edit_long_after_is_not_taken_for_the_one_that_deleted_it():
    project = story(0, 4)
    edit(project, delete("keyframe", Keyframe.objects.get(frame=4)))
    project.batches.all().delete()
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        edit(project, moved(Keyframe.objects.get(frame=0), 1))
    (entry,) = contents(project)
    assert entry.by == ""


def test_of_a_bin_that_was_never_emptied_only_the_newest_is_read(monkeypatch, django_assert_max_num_queries):
    project = story(0, 4)
    for order in range(9):
        shot = Shot.objects.create(project=project, name=f"Shot {order}", order=f"b{order}")
        edit(project, delete("shot", shot))
    monkeypatch.setattr(bin_contents, "MOST_SHOWN", 2)
    with django_assert_max_num_queries(11):
        assert [entry.name for entry in contents(project)] == ["Shot 8", "Shot 7"]
