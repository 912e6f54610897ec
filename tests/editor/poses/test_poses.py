import errno
import io
import json
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.http import Http404
from PIL import Image

from editor import quota
from editor.access import Viewer
from editor.models import Picture, Pose
from editor.poses import intake
from editor.poses.actions import add_pose
from editor.poses.ceiling import MAX_BODY, Ceiling
from editor.poses.pictures import thumb_path
from editor.projects.actions import bin_project
from editor.refusals import Refused
from editor.timeline.actions import apply_batch
from jobs.frames import load_picture, picture_path
from kfweb.asgi import application
from kfweb.storage import FolderStorage
from tests.factories import ProjectFactory, drawing, encoded, png, story, viewer_for

pytestmark = pytest.mark.django_db


def add(project, upload, name="stand.png", pose_id=None, **more):
    return add_pose(viewer_for(project), project, pose_id or uuid4(), name, upload, **more)


def test_a_pose_is_an_edit_that_everybody_hears_of(heard, django_capture_on_commit_callbacks):
    project = ProjectFactory()
    with django_capture_on_commit_callbacks(execute=True):
        added = add(project, png(3), is_plate=True)
    assert added.revision == 1
    assert added.pose["name"] == "stand"
    assert added.pose["is_plate"]
    (event,) = heard.of("ops")
    assert event["revision"] == 1
    assert event["applied"][0] == {
        "do": "create",
        "on": "pose",
        "id": added.pose["id"],
        "to": {name: value for name, value in added.pose.items() if name != "id"},
    }


def test_its_files_are_where_those_who_draw_look_for_them():
    sha = add(ProjectFactory(), png(3)).pose["sha256"]
    assert load_picture(sha).shape == (30, 40, 4)
    with default_storage.open(thumb_path(sha)) as file:
        assert Image.open(io.BytesIO(file.read())).format == "WEBP"
    assert default_storage.exists(picture_path(sha))


def test_the_same_picture_is_kept_once_for_everybody():
    one, other = ProjectFactory(), ProjectFactory()
    add(one, png(3))
    add(other, png(3))
    add(one, png(3))
    assert Picture.objects.count() == 1
    assert Pose.objects.count() == 3


def test_a_picture_whose_file_is_lost_is_written_again():
    project = ProjectFactory()
    sha = add(project, png(3)).pose["sha256"]
    default_storage.delete(picture_path(sha))
    add(project, png(3))
    assert default_storage.exists(picture_path(sha))


def test_an_upload_that_is_sent_again_is_not_added_again():
    project, pose_id = ProjectFactory(), uuid4()
    first = add(project, png(3), pose_id=pose_id)
    add(project, png(4))
    assert add(project, png(3), pose_id=pose_id) == first
    assert Pose.objects.count() == 2


def test_an_id_that_is_used_elsewhere_is_taken():
    project, other = ProjectFactory(), ProjectFactory()
    pose_id = add(other, png(3)).pose["id"]
    with pytest.raises(Refused) as caught:
        add(project, png(3), pose_id=pose_id)
    assert caught.value.code == "exists"


def test_an_upload_can_be_undone_unless_it_was_renamed_since():
    project = ProjectFactory()
    pose_id = add(project, png(3)).pose["id"]
    inverse = project.batches.get().answer["inverse"]
    renamed = [{"do": "set", "on": "pose", "id": pose_id, "to": {"name": "New"}}]
    edit = lambda operations: apply_batch(viewer_for(project), project, uuid4(), "", operations)  # noqa: E731
    edit(renamed)
    assert edit(inverse).skipped
    edit([{"do": "set", "on": "pose", "id": pose_id, "to": {"name": "stand"}}])
    edit(inverse)
    assert Pose.objects.get().deleted_at


def test_a_refused_picture_leaves_nothing(media):
    project = ProjectFactory()
    with pytest.raises(Refused):
        add(project, b"GIF89a" + b"\0" * 40)
    assert not Pose.objects.exists()
    assert not Picture.objects.exists()
    assert not [file for file in media.rglob("*") if file.is_file()]


def test_a_project_holds_only_so_many(monkeypatch):
    project = ProjectFactory()
    monkeypatch.setattr(quota, "POSES_PER_PROJECT", 1)
    add(project, png(3))
    with pytest.raises(Refused) as caught:
        add(project, png(4))
    assert (caught.value.status, caught.value.code) == (507, "too_many_poses")


def test_a_person_keeps_only_so_many_bytes_and_no_picture_counts_twice(monkeypatch):
    project = ProjectFactory()
    room_for_either = max(drawing(3).byte_size, drawing(4).byte_size)
    monkeypatch.setattr(quota, "BYTES_PER_OWNER", room_for_either)
    add(project, png(3))
    add(ProjectFactory(owner=project.owner), png(3))
    with pytest.raises(Refused) as caught:
        add(project, png(4))
    assert (caught.value.status, caught.value.code) == (507, "no_room")
    add(ProjectFactory(), png(4))


def test_a_full_disk_is_told_and_harms_nothing(monkeypatch):
    project = ProjectFactory()

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FolderStorage, "_save", full)
    with pytest.raises(Refused) as caught:
        add(project, png(3))
    assert (caught.value.status, caught.value.code) == (507, "disk_full")
    assert not Picture.objects.exists()


def test_nobody_adds_to_what_is_not_theirs():
    project = ProjectFactory()
    with pytest.raises(Http404):
        add_pose(Viewer(ProjectFactory().owner), project, uuid4(), "x.png", png(1))
    bin_project(project)
    with pytest.raises(Http404):
        add(project, png(1))
    assert not Pose.objects.exists()


# -- Over HTTP ----------------------------------------------------------------------------------------


def send(client, project, upload, name="stand.png", **more):
    file = io.BytesIO(upload)
    file.name = name
    return client.post(f"/api/projects/{project.pk}/poses", {"id": str(uuid4()), "file": file, **more})


def test_one_file_per_request(client):
    project = ProjectFactory()
    client.force_login(project.owner)
    answer = send(
        client, project, encoded(Image.new("RGB", (9, 9)), "JPEG"), name="wrong.png", is_plate="true"
    )
    assert answer.status_code == 200
    assert answer.json()["pose"]["name"] == "wrong"
    assert answer.json()["pose"]["is_plate"] is True


@pytest.mark.parametrize(
    ("upload", "status", "code"),
    [
        (b"", 422, "empty"),
        (b"GIF89a" + b"\0" * 40, 422, "format"),
        (b"<svg/>", 422, "svg"),
        (b"\x89PNG" * (intake.MAX_BYTES // 4 + 1), 413, "too_large"),
    ],
)
def test_a_refusal_is_told_in_words(client, upload, status, code):
    project = ProjectFactory()
    client.force_login(project.owner)
    answer = send(client, project, upload)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["sentence"].endswith(".")


def test_a_form_without_a_file_is_refused(client):
    project = story()
    client.force_login(project.owner)
    assert client.post(f"/api/projects/{project.pk}/poses", {"id": str(uuid4())}).status_code == 422


def test_a_form_sets_nothing_that_is_not_asked_for(client):
    project = ProjectFactory()
    client.force_login(project.owner)
    answer = send(
        client, project, png(1), project_id=str(uuid4()), name_="X", sha256="0" * 64, deleted_at="now"
    )
    pose = Pose.objects.get(pk=answer.json()["pose"]["id"])
    assert (pose.project, pose.deleted_at, pose.picture_id) == (project, None, drawing(1).sha256)


# -- The ceiling --------------------------------------------------------------------------------------


class Sender:
    """
    A browser that sends chunks until it is answered or has no more.
    """

    def __init__(self, count, size=2**20):
        self.left, self.size, self.sent, self.answers = count, size, 0, []

    async def receive(self):
        self.left -= 1
        self.sent += self.size
        return {"type": "http.request", "body": b"x" * self.size, "more_body": self.left > 0}

    async def send(self, message):
        self.answers.append(message)

    def sentence(self):
        return json.loads(self.answers[1]["body"])["sentence"]


async def greedy(scope, receive, send):
    """
    What Django does first: keep all of the body.
    """
    kept = 0
    while True:
        message = await receive()
        kept += len(message["body"])
        assert kept <= MAX_BODY
        if not message["more_body"]:
            break
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def test_300_megabytes_that_say_so_are_refused_and_never_kept():
    async def never(*_):
        raise AssertionError("Something was kept.")

    sender = Sender(300)
    headers = [(b"content-length", str(300 * 2**20).encode())]
    await Ceiling(never)({"type": "http", "headers": headers}, sender.receive, sender.send)
    assert sender.answers[0]["status"] == 413
    assert "25 MB" in sender.sentence()


@pytest.mark.parametrize("headers", [[], [(b"content-length", b"5")], [(b"content-length", b"many")]])
async def test_300_megabytes_that_do_not_say_so_are_counted_refused_and_never_kept(headers):
    sender = Sender(300)
    await Ceiling(greedy)({"type": "http", "headers": headers}, sender.receive, sender.send)
    assert sender.answers[0]["status"] == 413
    # All of it was read, so that the browser, which sends first, comes to hear the sentence.
    assert sender.sent == 300 * 2**20


async def test_a_sender_without_an_end_is_cut_off():
    sender = Sender(10**9, size=2**24)
    await Ceiling(greedy)({"type": "http", "headers": []}, sender.receive, sender.send)
    assert sender.answers[0]["status"] == 413
    assert (b"connection", b"close") in sender.answers[0]["headers"]


async def test_what_fits_passes():
    sender = Sender(25)
    await Ceiling(greedy)({"type": "http", "headers": []}, sender.receive, sender.send)
    assert sender.answers[0]["status"] == 200


async def test_the_studio_stands_under_the_ceiling():
    sender = Sender(300)
    headers = [(b"content-length", str(300 * 2**20).encode()), (b"host", b"localhost")]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/projects",
        "query_string": b"",
        "headers": headers,
    }
    await application(scope, sender.receive, sender.send)
    assert sender.answers[0]["status"] == 413
