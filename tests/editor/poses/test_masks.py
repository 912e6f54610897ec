"""
Masks: taken in, given to a pose, found where nobody made one.
"""

import io
import threading
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from django.core.files.storage import default_storage
from django.http import Http404
from django.utils import timezone
from PIL import Image

from editor import quota
from editor.access import Viewer
from editor.characters.skeletons import skeleton_of
from editor.models import Keyframe, Mask, Pose, Project, Shot
from editor.poses import computing, finding, intake, pictures
from editor.poses.computing import in_turn
from editor.poses.masks import add_mask
from editor.refusals import Refused
from editor.timeline import rows, sheet
from editor.timeline.actions import apply_batch
from jobs.frames import load_mask, load_picture, mask_path, staged
from jobs.inbetween.masks.finding import find_mask, find_masks
from jobs.shares import pixels
from tests.factories import AccountFactory, encoded, marked, png, pose_of, story, viewer_for

pytestmark = pytest.mark.django_db

SIZE = (40, 30)


def painted(size=SIZE, mode="L", form="PNG", box=(0.25, 0.25, 0.75, 0.75)):
    """
    A mask of a rectangle: white on black, or opaque on transparent.
    """
    image = Image.new(mode, size)
    left, top, right, bottom = (round(share * side) for share, side in zip(box, size * 2, strict=True))
    image.paste("white", (left, top, right, bottom))
    return encoded(image, form)


def add(pose, upload):
    return add_mask(viewer_for(pose.project), pose.project, pose, upload)


def give(pose, mask, **more):
    operation = {"do": "set", "on": "pose", "id": str(pose.pk), "to": {"mask": mask, **more}}
    return apply_batch(viewer_for(pose.project), pose.project, uuid4(), "", [operation])


@pytest.fixture
def pose():
    return story(0, 5).poses.first()


def test_white_is_the_figure(pose):
    mask = load_mask(add(pose, painted()).sha256)
    assert mask.shape == (30, 40)
    assert (mask[15, 20], mask[2, 2]) == (255, 0)


def test_where_it_is_transparent_its_alpha_counts(pose):
    assert add(pose, painted(mode="RGBA")).sha256 == add(pose, painted()).sha256
    # A canvas sends RGBA, opaque where it was painted black and white.
    opaque = Image.open(io.BytesIO(painted())).convert("RGBA")
    assert add(pose, encoded(opaque, "PNG")).sha256 == add(pose, painted()).sha256
    assert Mask.objects.count() == 1


@pytest.mark.parametrize("size", [(80, 60), (20, 15), (27, 20)])
def test_it_is_made_as_large_as_the_picture(pose, size):
    mask = add(pose, painted(size))
    assert (mask.width, mask.height) == SIZE
    assert abs(np.mean(load_mask(mask.sha256)) / 255 - 0.25) < 0.05


@pytest.mark.parametrize(
    ("upload", "code"),
    [
        (painted((30, 40)), "form"),
        (painted((40, 34)), "form"),
        (b"", "empty"),
        (encoded(Image.new("L", SIZE), "PNG"), "empty"),
        (encoded(Image.new("RGBA", SIZE), "PNG"), "empty"),
        (b"GIF89a" + b"\0" * 40, "format"),
        (b"<svg/>", "svg"),
        (painted()[:-30], "damaged"),
        (encoded(Image.new("1", (intake.MAX_SIDE, 4_000)), "PNG"), "too_many_pixels"),
    ],
    ids=["turned", "higher", "nothing", "black", "clear", "gif", "svg", "cut off", "bomb"],
)
def test_what_is_no_mask_of_this_picture_is_refused_in_words(pose, upload, code):
    with pytest.raises(Refused) as caught:
        add(pose, upload)
    assert caught.value.code == code
    assert caught.value.sentence.endswith(".")
    assert not Mask.objects.exists()


def test_a_mask_is_given_by_an_edit_and_taken_back(pose):
    sha = add(pose, painted()).sha256
    given = give(pose, sha)
    pose.refresh_from_db()
    assert pose.mask == sha
    apply_batch(viewer_for(pose.project), pose.project, uuid4(), "", given.inverse)
    pose.refresh_from_db()
    assert pose.mask == ""


def test_a_mask_of_another_project_cannot_be_given(pose):
    other = story(0, 5, owner=pose.project.owner).poses.first()
    sha = add(other, painted()).sha256
    with pytest.raises(Refused) as caught:
        give(pose, sha)
    assert caught.value.code == "gone"
    # The same pixels uploaded here are this project's own, and kept once.
    add(pose, painted())
    give(pose, sha)
    assert Mask.objects.count() == 2


def test_a_mask_of_another_size_cannot_be_given(pose):
    large = Pose.objects.get(pk=pose_of(pose.project, 7).pk)
    large.picture.width, large.picture.height = 80, 60
    sha = add(large, painted()).sha256
    with pytest.raises(Refused) as caught:
        give(pose, sha)
    assert caught.value.code == "misfit"


def test_nobody_adds_to_what_is_not_theirs(pose):
    with pytest.raises(Http404):
        add_mask(Viewer(AccountFactory()), pose.project, pose, painted())
    assert not Mask.objects.exists()


def kept():
    """
    The files of masks.
    """
    return {path.stem for path in Path(default_storage.location).glob("masks/**/*.png")}


def test_masks_are_counted_and_nothing_is_left_of_one_that_is_refused(pose, monkeypatch):
    first = add(pose, painted())
    other = painted(box=(0, 0, 1, 0.5))
    for name, most, code in (
        ("BYTES_PER_OWNER", first.byte_size, "no_room"),
        ("MASKS_PER_PROJECT", 1, "too_many_masks"),
    ):
        with monkeypatch.context() as full:
            full.setattr(quota, name, most)
            with pytest.raises(Refused) as caught:
                add(pose, other)
            assert (caught.value.status, caught.value.code) == (507, code)
            assert kept() == {first.sha256}
            add(pose, painted())
    add(pose, other)
    assert len(kept()) == 2


def test_masks_that_no_pose_has_are_forgotten_after_a_day(
    pose, monkeypatch, django_capture_on_commit_callbacks
):
    boxes = {name: (0, 0, 1, (n + 1) / 8) for n, name in enumerate(("live", "binned", "shared", "unused"))}
    names = {name: add(pose, painted(box=box)).sha256 for name, box in boxes.items()}
    poses = list(pose.project.poses.all())
    Pose.objects.filter(pk=poses[0].pk).update(mask=names["live"])
    Pose.objects.filter(pk=poses[1].pk).update(mask=names["binned"], deleted_at=timezone.now())
    other = story(0, owner=pose.project.owner)
    add(other.poses.first(), painted(box=boxes["shared"]))
    Mask.objects.filter(project=pose.project).update(created_at=timezone.now() - timedelta(days=2))
    monkeypatch.setattr(quota, "MASKS_PER_PROJECT", 4)
    with django_capture_on_commit_callbacks(execute=True):
        new = add(pose, painted(box=(0, 0, 0.5, 1))).sha256  # not a day old, though nobody has it yet
        newer = add(pose, painted(box=(0, 0, 0.25, 1))).sha256
    mine = set(Mask.objects.filter(project=pose.project).values_list("sha256", flat=True))
    assert mine == {names["live"], names["binned"], new, newer}
    assert kept() == {*mine, names["shared"]}


def test_a_mask_that_is_uploaded_again_is_as_new_as_any(pose):
    sha = add(pose, painted()).sha256
    Mask.objects.update(created_at=timezone.now() - timedelta(days=2))
    add(pose, painted())
    add(pose, painted(box=(0, 0, 1, 0.5)))
    give(pose, sha)


def test_a_mask_whose_file_is_lost_is_written_again(pose):
    sha = add(pose, painted()).sha256
    default_storage.delete(mask_path(sha))
    add(pose, painted())
    assert default_storage.exists(mask_path(sha))


# -- Found masks --------------------------------------------------------------------------------------


def look(client, pose, **headers):
    """
    The mask of a pose, as its page asks for it.
    """
    client.force_login(pose.project.owner)
    return client.get(f"/projects/{pose.project_id}/poses/{pose.pk}/mask.png?v=1", headers=headers)


def seen(client, pose):
    answer = look(client, pose)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    return np.asarray(Image.open(io.BytesIO(answer.content)))


def test_where_nobody_made_one_the_figures_own_is_found_and_nothing_is_kept(client, pose):
    assert np.array_equal(seen(client, pose), load_picture(pose.picture_id)[..., 3])
    assert kept() == set()
    give(pose, add(pose, painted()).sha256)
    assert np.array_equal(seen(client, pose), np.asarray(Image.open(io.BytesIO(painted()))))


def test_a_found_mask_that_a_browser_has_is_not_found_again(client, pose, monkeypatch):
    answer = look(client, pose)
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["X-Content-Type-Options"] == "nosniff"
    with monkeypatch.context() as gone:
        gone.setattr(finding, "find_mask", None)
        again = look(client, pose, **{"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    marked(pose.project)
    anew = look(client, pose, **{"If-None-Match": answer["ETag"]})
    assert anew.status_code == 200
    assert anew["ETag"] != answer["ETag"]


def test_it_is_found_at_the_size_that_a_page_draws_at(client, pose, monkeypatch):
    monkeypatch.setattr(finding, "LONGEST_SIDE", 20)
    assert seen(client, pose).shape == (15, 20)


def test_a_picture_that_is_lost_has_no_mask(client, pose):
    default_storage.delete(f"pictures/{pose.picture_id[:2]}/{pose.picture_id}.png")
    assert look(client, pose).status_code == 404


def before_a_wall(x):
    """
    An opaque picture: a bar before a wall of many colours, which one picture alone does not tell from it.
    """
    wall = np.random.default_rng(1).integers(0, 256, (12, 16, 3), np.uint8)
    image = Image.fromarray(wall).resize((160, 120), Image.Resampling.BICUBIC)
    image.paste((200, 60, 40), (x, 20, x + 24, 100))
    image.paste((60, 140, 90), (x + 6, 30, x + 18, 60))
    return image


@pytest.fixture
def scene():
    """
    A shot of two marked bars before the same wall.
    """
    project = story(0, 5)
    marked(project)
    for pose, x in zip(project.poses.order_by("keyframes__frame"), (20, 100), strict=True):
        pose.picture = pictures.keep(intake.plain(before_a_wall(x)))
        pose.joints = [[(x + 12) / 160, y] for y in (0.2, 0.5, 0.8)]
        pose.save()
    return project


def drawn_with(project):
    """
    The masks that the rig finds for the only segment of a project.
    """
    (stretch,) = sheet.stretches(rows.load(project)).values()
    pair, _ = staged(stretch.sheet)
    return find_masks(pair.first, pair.last, pair.first_marks, pair.last_marks, pair.plate)


@pytest.mark.parametrize("size", [(160, 120), (160, 160), (80, 60)])
def test_the_mask_of_an_opaque_pose_is_the_one_that_it_is_drawn_with(client, scene, size):
    Project.objects.filter(pk=scene.pk).update(width=size[0], height=size[1])
    project = Project.objects.get(pk=scene.pk)
    top = (size[1] - size[0] * 3 // 4) // 2
    keys = Keyframe.objects.filter(shot__project=project).order_by("frame").select_related("pose")
    for key, found in zip(keys, drawn_with(project), strict=True):
        assert found.how == "difference"
        assert np.array_equal(seen(client, key.pose), found.mask[top : size[1] - top])
        alone = find_mask(load_picture(key.pose.picture_id)).mask
        assert size != (160, 120) or not np.array_equal(found.mask, alone)


def test_a_found_mask_follows_the_pose_beside_it_and_the_plate(client, scene):
    Project.objects.filter(pk=scene.pk).update(width=160, height=120)
    first, last = scene.poses.order_by("keyframes__frame")
    tag = look(client, first)["ETag"]
    Pose.objects.filter(pk=last.pk).update(joints=[[0.7, y] for y in (0.25, 0.5, 0.75)])
    beside = look(client, first)["ETag"]
    assert beside != tag
    wall = np.random.default_rng(1).integers(0, 256, (12, 16, 3), np.uint8)
    bare = pictures.keep(intake.plain(Image.fromarray(wall).resize((160, 120), Image.Resampling.BICUBIC)))
    plate = Pose.objects.create(project=scene, picture=bare, is_plate=True, name="Wall")
    Shot.objects.filter(project=scene).update(plate=plate)
    assert look(client, first)["ETag"] != beside
    found = drawn_with(Project.objects.get(pk=scene.pk))
    assert np.array_equal(seen(client, first), found[0].mask)


def test_an_opaque_pose_that_nothing_is_drawn_by_is_looked_at_alone(client, scene):
    pose = scene.poses.order_by("keyframes__frame").first()
    Keyframe.objects.filter(shot__project=scene).update(method="flow")
    picture = load_picture(pose.picture_id)
    skeleton = skeleton_of(pose.character.skeleton)
    alone = find_mask(picture, pixels(pose.joints, (160, 120)), skeleton).mask
    assert np.array_equal(seen(client, pose), alone)


def test_those_who_compute_take_turns():
    inside, most = [], []
    people = [Viewer(AccountFactory()) for _ in range(5)]

    def work(viewer):
        with in_turn(viewer):
            inside.append(1)
            most.append(len(inside))
            threading.Event().wait(0.01)
            inside.pop()

    threads = [threading.Thread(target=work, args=[viewer]) for viewer in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 5


def test_one_person_has_one_place_in_the_line(client, pose):
    with in_turn(viewer_for(pose.project)):
        answer = look(client, pose)
    assert answer.status_code == 429
    assert answer.content.decode().endswith(".")
    assert look(client, pose).status_code == 200


def test_a_line_that_is_full_is_told_to_come_again(client, pose, monkeypatch):
    monkeypatch.setattr(computing, "MOST_WAITING", 0)
    with in_turn(Viewer(AccountFactory())):
        answer = look(client, pose)
    assert answer.status_code == 429
    assert answer.content.decode().endswith(".")
    assert look(client, pose).status_code == 200


# -- Over HTTP ----------------------------------------------------------------------------------------


def test_a_mask_goes_up_and_comes_back(client, pose):
    client.force_login(pose.project.owner)
    file = io.BytesIO(painted())
    file.name = "mask.png"
    answer = client.post(f"/api/projects/{pose.project_id}/poses/{pose.pk}/mask", {"file": file})
    assert answer.status_code == 200
    give(pose, answer.json()["sha256"])
    address = f"/projects/{pose.project_id}/poses/{pose.pk}/mask.png"
    shown = client.get(f"{address}?v={answer.json()['sha256']}")
    assert shown["Content-Type"] == "image/png"
    assert "immutable" in shown["Cache-Control"]
    assert np.array_equal(
        np.asarray(Image.open(io.BytesIO(shown.content))), np.asarray(Image.open(io.BytesIO(painted())))
    )
    for other in (address, f"{address}?v=1"):
        assert client.get(other)["Cache-Control"] == "private, no-cache"


def test_a_mask_too_large_or_for_a_pose_in_the_bin_is_refused(client, pose):
    client.force_login(pose.project.owner)
    address = f"/api/projects/{pose.project_id}/poses/{pose.pk}/mask"

    def send(upload):
        file = io.BytesIO(upload)
        file.name = "mask.png"
        return client.post(address, {"file": file})

    assert send(b"\x89PNG" * (intake.MAX_BYTES // 4 + 1)).status_code == 413
    assert client.post(address).status_code == 422
    Pose.objects.filter(pk=pose.pk).update(deleted_at="2026-01-01T00:00Z")
    assert send(png(1)).status_code == 404
