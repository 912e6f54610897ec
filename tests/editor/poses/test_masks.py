"""
Masks: taken in, given to a pose, found where nobody made one.
"""

import io
import threading
from uuid import uuid4

import numpy as np
import pytest
from django.core.files.storage import default_storage
from django.http import Http404
from PIL import Image

from editor import quota
from editor.access import Viewer
from editor.models import Mask, Pose
from editor.poses import computing, intake, masks
from editor.poses.computing import in_turn
from editor.poses.masks import add_mask, mask_in_use
from editor.refusals import Refused
from editor.timeline.actions import apply_batch
from jobs.frames import load_mask, load_picture, mask_path
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


def test_masks_are_counted(pose, monkeypatch):
    size = add(pose, painted()).byte_size
    monkeypatch.setattr(quota, "BYTES_PER_OWNER", size)
    with pytest.raises(Refused) as caught:
        add(pose, painted(box=(0, 0, 1, 0.5)))
    assert (caught.value.status, caught.value.code) == (507, "no_room")
    add(pose, painted())
    monkeypatch.setattr(quota, "MASKS_PER_PROJECT", 1)
    with pytest.raises(Refused) as caught:
        add(pose, painted(box=(0, 0, 1, 0.5)))
    assert caught.value.code == "too_many_masks"


def test_a_mask_whose_file_is_lost_is_written_again(pose):
    sha = add(pose, painted()).sha256
    default_storage.delete(mask_path(sha))
    add(pose, painted())
    assert default_storage.exists(mask_path(sha))


# -- Found masks --------------------------------------------------------------------------------------


def test_where_nobody_made_one_the_figures_own_is_found_and_kept(pose, monkeypatch):
    path = mask_in_use(pose)
    with default_storage.open(path) as file:
        found = np.asarray(Image.open(file))
    assert np.array_equal(found, load_picture(pose.picture_id)[..., 3])
    monkeypatch.setattr(masks, "find_mask", None)
    assert mask_in_use(pose) == path
    give(pose, add(pose, painted()).sha256)
    pose.refresh_from_db()
    assert mask_in_use(pose) == mask_path(pose.mask)


def test_what_was_found_is_found_anew_for_other_joints(pose):
    before = mask_in_use(pose)
    marked(pose.project)
    pose = Pose.objects.get(pk=pose.pk)
    after = mask_in_use(pose)
    assert after != before
    assert mask_in_use(Pose.objects.get(pk=pose.pk)) == after


def test_a_picture_that_is_lost_has_no_mask(pose):
    default_storage.delete(f"pictures/{pose.picture_id[:2]}/{pose.picture_id}.png")
    with pytest.raises(Http404):
        mask_in_use(pose)


def test_those_who_compute_take_turns():
    inside, most = [], []

    def work():
        with in_turn():
            inside.append(1)
            most.append(len(inside))
            threading.Event().wait(0.01)
            inside.pop()

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 5


def test_a_line_that_is_full_is_told_to_come_again(client, pose, monkeypatch):
    monkeypatch.setattr(computing, "_line", threading.BoundedSemaphore(1))
    client.force_login(pose.project.owner)
    with in_turn():
        answer = client.get(f"/projects/{pose.project_id}/poses/{pose.pk}/mask.png")
    assert answer.status_code == 429
    assert answer.content.decode().endswith(".")
    assert client.get(f"/projects/{pose.project_id}/poses/{pose.pk}/mask.png").status_code == 200


# -- Over HTTP ----------------------------------------------------------------------------------------


def test_a_mask_goes_up_and_comes_back(client, pose):
    client.force_login(pose.project.owner)
    file = io.BytesIO(painted())
    file.name = "mask.png"
    answer = client.post(f"/api/projects/{pose.project_id}/poses/{pose.pk}/mask", {"file": file})
    assert answer.status_code == 200
    give(pose, answer.json()["sha256"])
    address = f"/projects/{pose.project_id}/poses/{pose.pk}/mask.png"
    shown = client.get(f"{address}?v=1")
    assert shown["Content-Type"] == "image/png"
    assert "immutable" in shown["Cache-Control"]
    assert np.array_equal(
        np.asarray(Image.open(io.BytesIO(shown.content))), np.asarray(Image.open(io.BytesIO(painted())))
    )
    assert client.get(address)["Cache-Control"] == "private, no-cache"


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
