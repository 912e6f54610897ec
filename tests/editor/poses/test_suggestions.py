"""
Joints carried over from one pose to another, as a page asks for them.
"""

from uuid import uuid4

import numpy as np
import pytest
from PIL import Image

from editor.access import Viewer
from editor.models import Pose
from editor.poses import intake, suggestions
from editor.poses.pictures import keep
from editor.projects import actions, sample
from tests.factories import AccountFactory, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def girl(monkeypatch, client):
    """
    The sample's project, small.
    """
    monkeypatch.setattr(sample, "SIZE", (480, 270))
    sample._note.cache_clear()
    project = actions.create_sample(Viewer(AccountFactory()))
    sample._note.cache_clear()
    client.force_login(project.owner)
    return project


def ask(client, target, source):
    return client.post(
        f"/api/projects/{target.project_id}/poses/{target.pk}/suggest",
        {"from": str(source)},
        content_type="application/json",
    )


@pytest.mark.parametrize(("source", "target"), [("Stand", "Hold"), ("Stand", "Crouch"), ("Jump", "Land")])
def test_the_samples_joints_are_found_in_its_other_poses(client, girl, source, target):
    one, other = (girl.poses.get(name=name) for name in (source, target))
    truth = np.array(other.joints)
    Pose.objects.filter(pk=other.pk).update(joints=None, character=None)
    answer = ask(client, other, one.pk)
    assert answer.status_code == 200
    found = answer.json()
    assert found["from"] == str(one.pk)
    assert len(found["joints"]) == len(found["confidence"]) == len(truth)
    assert all(0 <= sure <= 1 for sure in found["confidence"])
    size = np.array([480, 270])
    height = np.ptp(truth * size, axis=0).max()
    off = np.linalg.norm((np.array(found["joints"]) - truth) * size, axis=1) / height
    assert np.median(off) < 0.08
    other.refresh_from_db()
    assert (other.joints, other.character) == (None, None)


def test_poses_of_two_sizes_are_compared_as_they_stand_on_the_canvas(client, girl, monkeypatch):
    asked = []

    def known(first, marks, last, last_mask):
        asked.append((first.shape, last.shape, last_mask))
        return type("Found", (), {"joints": marks.joints, "confidence": np.ones(len(marks.joints))})

    monkeypatch.setattr(suggestions, "suggest", known)
    one, other = girl.poses.get(name="Stand"), girl.poses.get(name="Hold")
    found = ask(client, other, one.pk).json()
    assert asked == [((270, 480, 4), (270, 480, 4), None)]
    assert np.array(found["joints"]) == pytest.approx(np.array(one.joints), abs=2e-5)


def test_what_cannot_be_carried_over_is_told_in_words(client, girl):
    stand, plate = girl.poses.get(name="Stand"), girl.poses.filter(is_plate=True).first()
    other = story(0, owner=girl.owner).poses.first()

    def refused(target, source):
        answer = ask(client, target, source)
        assert answer.json()["sentence"].endswith(".")
        return answer.status_code, answer.json()["code"]

    assert refused(stand, plate.pk) == (422, "unmarked")
    assert refused(stand, other.pk) == (422, "gone")
    assert refused(stand, uuid4()) == (422, "gone")
    Pose.objects.filter(pk=plate.pk).update(deleted_at="2026-01-01T00:00Z")
    assert refused(plate, stand.pk)[0] == 404

    blank = Pose.objects.create(
        project=girl, picture=keep(intake.plain(Image.new("RGB", (480, 270), "#6080a0")))
    )
    assert refused(blank, stand.pk) == (422, "no_figure")
    clear = Pose.objects.create(project=girl, picture=keep(intake.plain(Image.new("RGBA", (200, 300)))))
    assert refused(clear, stand.pk) == (422, "no_figure")
