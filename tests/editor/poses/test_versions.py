from uuid import uuid4

import numpy as np
import pytest
from django.core.files.storage import default_storage
from django.http import Http404
from django.test import Client
from PIL import Image

from editor import quota
from editor.models import Mask, Picture, Pose, Version
from editor.poses import copies, starter, versions
from editor.poses.actions import add_pose, file_hash
from editor.poses.framing import Framing
from editor.poses.masks import add_mask
from editor.refusals import Refused
from editor.timeline.actions import apply_batch
from jobs.frames import load_picture, mask_path
from tests.factories import ProjectFactory, encoded, marked, png, pose_of, story, viewer_for

pytestmark = pytest.mark.django_db

LEFT = Framing(x=-0.25, y=0.2, width=1, height=0.6)


def add(project, upload, name="stand.png"):
    added = add_pose(viewer_for(project), project, uuid4(), name, upload)
    return Pose.objects.select_related("picture", "character").get(pk=added.pose["id"])


def put(pose, to, **more):
    operation = {"do": "set", "on": "pose", "id": str(pose.pk), "to": to, **more}
    done = apply_batch(viewer_for(pose.project), pose.project, uuid4(), "", [operation])
    return done, Pose.objects.select_related("picture", "character").get(pk=pose.pk)


def frame(pose, wish):
    return versions.frame(viewer_for(pose.project), pose.project, pose, wish)


def replace(pose, upload):
    return versions.replace(viewer_for(pose.project), pose.project, pose, upload)


def test_a_crop_is_an_edit_that_is_undone_as_one_step():
    pose = add(ProjectFactory(), png(3))
    first = pose.picture_id
    setting = frame(pose, LEFT)
    done, cropped = put(pose, setting.to)
    assert (cropped.picture.width, cropped.picture.height) == (40, 18)
    (applied,) = done.applied
    assert applied["to"] == {"sha256": cropped.picture_id, "width": 40, "height": 18, "has_alpha": True}
    assert np.array_equal(load_picture(cropped.picture_id)[:, 10:], load_picture(first)[6:24, :30])
    apply_batch(viewer_for(pose.project), pose.project, uuid4(), "", done.inverse)
    back = Pose.objects.select_related("picture").get(pk=pose.pk)
    assert (back.picture_id, back.picture.height) == (first, 30)


def test_it_is_always_cut_from_the_picture_that_came_in():
    pose = add(ProjectFactory(), png(3))
    whole = pose.picture_id
    for wish in (LEFT, Framing(width=0.8, turn=12)):
        _, pose = put(pose, frame(pose, wish).to)
    kept = pose.versions.get(picture=pose.picture_id)
    assert (kept.original_id, kept.framing["turn"]) == (whole, 12)
    _, pose = put(pose, frame(pose, Framing()).to)
    assert pose.picture_id == whole
    assert pose.versions.count() == 3


def test_joints_and_mask_go_with_what_is_seen():
    project = story(0)
    marked(project)
    pose = project.poses.select_related("picture").get()
    viewer = viewer_for(project)
    grey = Image.new("L", (40, 30))
    grey.paste(255, (10, 10, 20, 20))
    mask = add_mask(viewer, project, pose, encoded(grey, "PNG"))
    _, pose = put(pose, {"mask": mask.sha256})
    x = pose.joints[0][0]
    setting = frame(pose, LEFT)
    assert [joint[0] for joint in setting.to["joints"]] == pytest.approx([x + 0.25] * 3)
    assert [joint[1] for joint in setting.to["joints"]] == pytest.approx([0, 0.5, 1])
    done, pose = put(pose, setting.to)
    with default_storage.open(mask_path(pose.mask)) as file:
        assert Image.open(file).getbbox() == (20, 4, 30, 14)
    _, pose = put(pose, versions.choose(viewer, project, pose, done.inverse[0]["to"]["sha256"]).to)
    assert pose.joints[0] == pytest.approx([x, 0.2])
    assert Mask.objects.get(sha256=pose.mask).width == 40


def test_a_joint_that_is_seen_no_more_is_told_and_one_far_outside_stays_within_bounds():
    project = story(0)
    marked(project)
    pose = project.poses.select_related("picture").get()
    setting = frame(pose, Framing(x=0.6, y=0.4, width=0.4, height=0.55))
    assert "outside" in setting.note
    assert min(min(place) for place in setting.to["joints"]) >= -1
    put(pose, setting.to)


def test_another_picture_of_the_same_size_keeps_the_marks_and_one_of_another_asks_to_look():
    project = story(0)
    marked(project)
    pose = project.poses.select_related("picture").get()
    viewer = viewer_for(project)
    grey = Image.new("L", (40, 30))
    grey.paste(255, (0, 0, 20, 30))
    mask = add_mask(viewer, project, pose, encoded(grey, "PNG"))
    _, pose = put(pose, {"mask": mask.sha256})
    joints = pose.joints
    same = replace(pose, png(9))
    assert (set(same.to), same.note) == ({"sha256"}, "")
    large = replace(pose, png(9, (80, 80)))
    assert "another size" in large.note
    _, pose = put(pose, large.to)
    assert pose.joints == joints
    with default_storage.open(mask_path(pose.mask)) as file:
        assert Image.open(file).size == (80, 80)


def test_what_is_drawn_from_a_replaced_pose_goes_stale_and_undo_makes_it_fresh(draw):
    from editor.timeline.renders import request_render

    project = story(0, 4, method="crossfade")
    request_render(viewer_for(project), project)
    draw()
    pose = project.poses.select_related("picture").first()
    done, _ = put(pose, replace(pose, png(20)).to)
    assert [one["state"] for one in done.segments.values()] == ["stale"]
    undone = apply_batch(viewer_for(project), project, uuid4(), "", done.inverse)
    assert [one["state"] for one in undone.segments.values()] == ["fresh"]


def test_a_pose_takes_no_picture_but_its_own():
    project = ProjectFactory()
    pose, other = add(project, png(3)), add(project, png(4))
    with pytest.raises(Refused) as caught:
        put(pose, {"sha256": other.picture_id})
    assert caught.value.code == "gone"
    with pytest.raises(Http404):
        versions.choose(viewer_for(project), project, pose, other.picture_id)


def test_versions_tell_when_by_whom_and_which_is_shown():
    pose = add(ProjectFactory(), png(3))
    _, pose = put(pose, frame(pose, LEFT).to)
    newest, oldest = versions.listed(pose)
    assert newest["present"]
    assert not oldest["present"]
    assert newest["original"] == oldest["sha256"]
    assert oldest["framing"] is None
    assert newest["by"] == pose.project.owner.shown_name


def test_a_pose_from_before_versions_has_the_picture_it_is_shown_by(monkeypatch):
    project = ProjectFactory()
    pose = pose_of(project, 3)
    (only,) = versions.listed(pose)
    assert only["present"]
    assert not Version.objects.exists()
    put(pose, replace(pose, png(5)).to)
    assert [version.made_at for version in pose.versions.all()][-1] == pose.created_at


def test_the_oldest_crops_are_forgotten_but_never_what_came_in(monkeypatch):
    monkeypatch.setattr(versions, "MOST_CUTS", 3)
    pose = add(ProjectFactory(), png(3))
    whole = pose.picture_id
    for turn in range(1, 9):
        _, pose = put(pose, frame(pose, Framing(turn=turn)).to)
    kept = set(pose.versions.values_list("picture", flat=True))
    assert len(kept) == 4
    assert {whole, pose.picture_id} <= kept


def test_pictures_that_came_in_do_not_push_cuts_out(monkeypatch):
    monkeypatch.setattr(versions, "MOST_CUTS", 2)
    pose = add(ProjectFactory(), png(3))
    for shade in range(4, 9):
        replace(pose, png(shade))
    cuts = []
    for turn in (1, 2):
        _, pose = put(pose, frame(pose, Framing(turn=turn)).to)
        cuts.append(pose.picture_id)
    assert set(cuts) == set(pose.versions.exclude(framing=None).values_list("picture", flat=True))
    assert pose.versions.count() == 8


def test_versions_take_room_too(monkeypatch):
    pose = add(ProjectFactory(), png(3))
    monkeypatch.setattr(quota, "BYTES_PER_OWNER", Picture.objects.get().byte_size + 10)
    with pytest.raises(Refused) as caught:
        replace(pose, png(5))
    assert caught.value.status == 507
    assert not pose.versions.exclude(picture=pose.picture_id).exists()


def test_pictures_of_all_versions_are_shown_to_their_owner():
    pose = add(ProjectFactory(), png(3))
    setting = replace(pose, png(5))
    client = Client()
    client.force_login(pose.project.owner)
    address = f"/projects/{pose.project_id}/pictures/{setting.version.picture_id}/thumb.webp"
    assert client.get(address).status_code == 200


def test_a_file_is_known_again_but_not_in_another_project_nor_from_the_bin():
    project, other = ProjectFactory(), ProjectFactory()
    upload = png(3)
    pose = add(project, upload)
    name = file_hash(upload)
    assert copies.known(project, [name, "0" * 64]) == {name: [pose.pk]}
    _, pose = put(pose, frame(pose, LEFT).to)
    assert copies.known(project, [name]) == {name: [pose.pk]}, "cut from it"
    assert copies.known(other, [name]) == {}
    _, pose = put(pose, replace(pose, png(4)).to)
    assert copies.known(project, [name]) == {}, "it shows something else by now"
    pose.deleted_at = pose.created_at
    pose.save()
    assert copies.known(project, [file_hash(png(4))]) == {}


def test_a_copy_has_the_picture_the_marks_and_a_name_of_its_own():
    project = story(0)
    character = marked(project)
    pose = project.poses.select_related("picture", "character").get()
    _, pose = put(pose, {"tags": ["run"], "name": "Jump"})
    _, pose = put(pose, frame(pose, LEFT).to)
    new = uuid4()
    added = copies.copy_pose(viewer_for(project), project, pose, new, None)
    assert (added.pose["name"], added.pose["tags"], added.pose["joints"]) == ("Jump 2", ["run"], pose.joints)
    assert added.pose["character"] == str(character.pk)
    assert copies.copy_pose(viewer_for(project), project, pose, new, None) == added, "sent again"
    copy = Pose.objects.select_related("picture").get(pk=new)
    assert copies.copy_pose(viewer_for(project), project, copy, uuid4(), None).pose["name"] == "Jump 3"
    assert versions.present(copy).original_id == versions.present(pose).original_id
    _, copy = put(copy, frame(copy, Framing()).to)
    assert copy.picture.height == 30


def test_a_cut_starts_from_what_the_pose_shows_when_it_is_kept():
    pose = add(ProjectFactory(), png(3))
    slow = Pose.objects.select_related("picture").get(pk=pose.pk)
    put(pose, frame(pose, LEFT).to)
    assert frame(slow, Framing()).to["sha256"] == pose.picture_id, "it was cut while this one was decoded"


def test_a_copy_of_a_pose_with_the_longest_name_has_one_that_fits():
    pose = add(ProjectFactory(), png(3))
    _, pose = put(pose, {"name": "x" * 120})
    first = copies.copy_pose(viewer_for(pose.project), pose.project, pose, uuid4(), None)
    second = copies.copy_pose(viewer_for(pose.project), pose.project, pose, uuid4(), None)
    assert [first.pose["name"], second.pose["name"]] == ["x" * 118 + " 2", "x" * 118 + " 3"]


def test_the_sample_pair_can_be_rendered_at_once_and_is_undone_as_one_step():
    project = ProjectFactory()
    viewer, wish = viewer_for(project), uuid4()
    first = starter.add_pair(viewer, project, wish)
    assert [one["on"] for one in first["applied"]] == ["character", "pose", "pose"]
    assert starter.add_pair(viewer, project, wish) == first, "sent again"
    starter.add_pair(viewer, project, uuid4())
    assert project.characters.count() == 1
    assert {pose.character_id for pose in project.poses.all()} == {project.characters.get().pk}
    assert all(pose.joints for pose in project.poses.all())
    inverse = project.batches.get(client_id=wish).answer["inverse"]
    with pytest.raises(Refused):  # the other pair shows her too
        apply_batch(viewer, project, uuid4(), "", inverse)
    apply_batch(viewer, project, uuid4(), "", [one for one in inverse if one["on"] == "pose"])
    assert project.poses.filter(deleted_at=None).count() == 2


def test_the_sample_pair_comes_whole_or_not_at_all(monkeypatch):
    project = ProjectFactory()
    add(project, png(3))
    monkeypatch.setattr(quota, "POSES_PER_PROJECT", 2)
    with pytest.raises(Refused) as caught:
        starter.add_pair(viewer_for(project), project, uuid4())
    assert caught.value.code == "too_many_poses"
    monkeypatch.setattr(quota, "POSES_PER_PROJECT", 3)
    starter.add_pair(viewer_for(project), project, uuid4())
    assert project.poses.count() == 3
