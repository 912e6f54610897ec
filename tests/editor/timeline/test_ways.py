"""
The way of a figure through a segment, as pages ask for it.
"""

from uuid import uuid4

import pytest

from editor.models import Keyframe, Pose
from tests.editor.timeline.test_actions import edit, keys_of
from tests.factories import marked, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(client):
    project = story(0, 5, 10)
    client.force_login(project.owner)
    return project


def way(client, project, number=0):
    return client.get(f"/api/projects/{project.pk}/segments/{keys_of(project)[number].pk}/path?r=1")


def test_a_figure_goes_from_key_to_key(client, project):
    marked(project)
    frames = way(client, project).json()["frames"]
    assert [frame["u"] for frame in frames] == [0.2, 0.4, 0.6, 0.8]
    first, second = (key.pose.joints[0][0] for key in keys_of(project)[:2])
    xs = [frame["joints"][0][0] for frame in frames]
    assert xs == sorted(xs)
    assert first < xs[0] < xs[-1] < second
    assert all(len(frame["joints"]) == 3 for frame in frames)


def test_it_passes_a_breakdown_that_was_just_set(client, project):
    marked(project)
    joints = [[0.9, 0.1], [0.9, 0.2], [0.9, 0.3]]
    to = {"breakdowns": [{"u": 0.4, "joints": joints}]}
    edit(project, {"do": "set", "on": "keyframe", "id": str(keys_of(project)[0].pk), "to": to})
    assert way(client, project).json()["frames"][1]["joints"] == joints


def test_there_is_none_without_marks_or_drawings(client, project):
    assert way(client, project).json() == {"frames": []}
    assert way(client, project, 2).json() == {"frames": []}
    marked(project)
    Pose.objects.filter(pk=keys_of(project)[1].pose_id).update(joints=None)
    assert way(client, project).json() == {"frames": []}


def test_a_keyframe_that_is_not_there_has_none(client, project):
    assert client.get(f"/api/projects/{project.pk}/segments/{uuid4()}/path").status_code == 404
    Keyframe.objects.filter(pk=keys_of(project)[0].pk).update(deleted_at="2026-01-01T00:00Z")
    key = Keyframe.objects.exclude(deleted_at=None).get()
    assert client.get(f"/api/projects/{project.pk}/segments/{key.pk}/path").status_code == 404
