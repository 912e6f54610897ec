"""
Previews: the drawings that there would be, without a render and without an edit.
"""

import threading
import time
from uuid import uuid4

import cv2
import numpy as np
import pytest
from django.utils import timezone

from editor.access import Viewer
from editor.models import Keyframe, Pose
from editor.poses import versions
from editor.poses.framing import Framing
from editor.refusals import Refused
from editor.timeline import newest as line
from editor.timeline.newest import newest
from jobs import previews
from jobs.models import Segment
from tests.editor.timeline.test_actions import edit, keys_of
from tests.factories import AccountFactory, TrackFactory, keyed, marked, story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered():
    previews.forget()


@pytest.fixture
def project(client):
    project = story(0, 5, 10)
    client.force_login(project.owner)
    return project


def ask(client, project, keyframe=None, **look):
    key = keyframe or keys_of(project)[0].pk
    address = f"/api/projects/{project.pk}/segments/{key}/preview"
    return client.post(address, look, content_type="application/json")


def cells(answer):
    """
    The drawings of an answer, in their order.
    """
    sprite = cv2.imdecode(np.frombuffer(answer.content, np.uint8), cv2.IMREAD_COLOR)
    width, height = map(int, answer["Kf-Cell"].split("x"))
    columns = int(answer["Kf-Columns"])
    rows = sprite.shape[0] // height
    assert sprite.shape[1] == columns * width
    return [
        sprite[row * height : (row + 1) * height, column * width : (column + 1) * width]
        for row in range(rows)
        for column in range(columns)
    ]


def unlike(a, b):
    return float(np.abs(a.astype(int) - b.astype(int)).max())


def test_it_draws_what_a_render_would_draw_and_keeps_nothing(client, project):
    answer = ask(client, project)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg" and answer["Cache-Control"] == "no-store"
    assert (answer["Kf-Cell"], answer["Kf-Columns"]) == ("64x48", "2")
    assert len(cells(answer)) == 4
    assert not Segment.objects.exists()
    assert project.revision == type(project).objects.get(pk=project.pk).revision


def test_it_is_no_larger_than_asked_and_draws_the_places_asked_for(client, project):
    Keyframe.objects.update(method="crossfade")
    answer = ask(client, project, times=[0, 0.5, 1], width=32)
    assert answer["Kf-Cell"] == "32x24" and answer["Kf-Method"] == "crossfade"
    first, middle, last = cells(answer)[:3]
    mixed = (first.astype(int) + last) / 2
    assert unlike(first, last) > 100
    assert np.abs(middle - mixed).mean() < 4


def test_marked_poses_are_drawn_by_the_rig_without_measuring(client, project, monkeypatch):
    marked(project)
    monkeypatch.setattr(previews, "choose", lambda pair: pytest.fail("auto measured"))
    answer = ask(client, project)
    assert answer["Kf-Method"] == "rig"


def test_what_auto_chose_for_this_pair_before_is_not_guessed_anew(client, project):
    marked(project)
    [left, right] = keys_of(project)[:2]
    sheet = {
        "version": 2,
        **{"width": 64, "height": 48, "plate": None, "ground": "#d9d9d9", "method": "auto", "times": [0.5]},
        **{
            "first": left.pose.picture_id,
            "last": right.pose.picture_id,
            "motion": None,
            "pins": [],
            "arc": 0,
        },
    }
    Segment.objects.create(
        key="a" * 64, sheet=sheet, drawings=1, method="flow", state="done", queued_at=timezone.now()
    )
    Keyframe.objects.filter(pk=left.pk).update(take="a" * 64)
    assert ask(client, project)["Kf-Method"] == "flow"


def test_an_edit_that_is_not_made_is_seen_and_not_made(client, project):
    marked(project)
    pose = keys_of(project)[1].pose
    before = ask(client, project, times=[0.5])
    joints = [[x, min(1, y + 0.3)] for x, y in pose.joints]
    moved = {"do": "set", "on": "pose", "id": str(pose.pk), "to": {"joints": joints}}
    after = ask(client, project, times=[0.5], operations=[moved])
    assert unlike(cells(before)[0], cells(after)[0]) > 50
    assert Pose.objects.get(pk=pose.pk).joints == pose.joints
    edit(project, moved)
    assert ask(client, project, times=[0.5]).content == after.content


def test_an_operation_that_cannot_be_is_passed_over(client, project):
    wrong = {"do": "set", "on": "keyframe", "id": str(uuid4()), "to": {"hold": 2}}
    longer = {"do": "set", "on": "keyframe", "id": str(keys_of(project)[1].pk), "to": {"frame": 8}}
    assert len(cells(ask(client, project, operations=[wrong, longer]))) == 9


def test_two_keys_that_trade_places_in_one_edit_are_previewed_so(client, project):
    one, other, _last = keys_of(project)
    swapped = [
        {"do": "set", "on": "keyframe", "id": str(one.pk), "to": {"frame": 5}},
        {"do": "set", "on": "keyframe", "id": str(other.pk), "to": {"frame": 0}},
    ]
    before = ask(client, project, keyframe=other.pk, times=[0.5], operations=swapped)
    edit(project, *swapped)
    assert before.content == ask(client, project, keyframe=other.pk, times=[0.5]).content


def test_an_undo_that_is_not_made_brings_back_a_key_and_a_picture(client, project):
    first, second, _last = keys_of(project)
    there = ask(client, project, times=[0.5]).content
    edit(project, {"do": "delete", "on": "keyframe", "id": str(second.pk)})
    back = [{"do": "restore", "on": "keyframe", "id": str(second.pk)}]
    assert ask(client, project, keyframe=first.pk, times=[0.5], operations=back).content == there
    assert ask(client, project, keyframe=second.pk, times=[0.5], operations=back).status_code == 200
    assert ask(client, project, keyframe=first.pk, times=[0.5]).content != there


def test_a_picture_that_a_pose_is_about_to_have_is_seen(client, project):
    first = keys_of(project)[0]
    cut = versions.frame(Viewer(project.owner), project, first.pose, Framing(x=0.3, width=0.7))
    change = {"do": "set", "on": "pose", "id": str(first.pose_id), "to": cut.to}
    before = ask(client, project, times=[0.1], operations=[change]).content
    assert before != ask(client, project, times=[0.1]).content
    edit(project, change)
    assert before == ask(client, project, times=[0.1]).content


def test_another_way_of_the_figure_does_not_prepare_it_anew(client, project, monkeypatch):
    marked(project)
    key = keys_of(project)[0]
    before = ask(client, project, times=[0.5])
    monkeypatch.setattr(previews, "method", lambda name: pytest.fail("prepared anew"))
    joints = [[min(1, x + 0.3), y] for x, y in key.pose.joints]
    to = {"breakdowns": [{"u": 0.5, "joints": joints}]}
    after = ask(
        client,
        project,
        times=[0.5],
        operations=[{"do": "set", "on": "keyframe", "id": str(key.pk), "to": to}],
    )
    assert unlike(cells(before)[0], cells(after)[0]) > 50


def test_only_so_many_pairs_are_remembered(client, monkeypatch):
    recent = previews.Recent(2)
    made = []

    def value(name):
        return recent.get(name, lambda: made.append(name) or name)

    for name in ("a", "b", "a", "c", "a", "b"):
        assert value(name) == name
    assert made == ["a", "b", "c", "b"]


def test_drawings_of_a_higher_track_are_cut_outs(client, project):
    shot = keys_of(project)[0].shot
    keys = keyed(shot, 0, 5, track=TrackFactory(shot=shot, order="zz"))
    answer = ask(client, project, keyframe=keys[0].pk, times=[0.5])
    assert answer["Content-Type"] == "image/png"
    sprite = cv2.imdecode(np.frombuffer(answer.content, np.uint8), cv2.IMREAD_UNCHANGED)
    assert sprite.shape == (48, 64, 4)
    assert sprite[0, 0, 3] == 0 and sprite[..., 3].max() == 255


def test_there_is_none_where_nothing_is_to_be_drawn(client, project):
    assert ask(client, project, keyframe=uuid4()).status_code == 404
    last = ask(client, project, keyframe=keys_of(project)[2].pk)
    assert (last.status_code, last["Kf-Why"]) == (204, "nothing")
    gone = keys_of(project)[0].pk
    edit(project, {"do": "delete", "on": "keyframe", "id": str(gone)})
    deleted = ask(client, project, keyframe=gone)
    assert (deleted.status_code, deleted["Kf-Why"]) == (204, "gone")
    assert ask(client, project, times=[1.5]).status_code == 422


# -- turns ------------------------------------------------------------------------------------------------


class Asker(threading.Thread):
    """
    Somebody who asks from a thread of their own, and holds the turn until `let_go`.
    """

    def __init__(self, viewer):
        super().__init__(daemon=True)
        self.viewer, self.let_go, self.has_turn = viewer, threading.Event(), threading.Event()
        self.outcome, self.superseded = "waits", None
        self.start()

    def run(self):
        try:
            with newest(self.viewer) as superseded:
                self.has_turn.set()
                self.let_go.wait(5)
                self.outcome, self.superseded = "had it", superseded()
        except previews.Superseded:
            self.outcome = "superseded"
        except Refused as refused:
            self.outcome = refused.code


def test_of_one_person_the_newest_wins():
    viewer = Viewer(AccountFactory())
    first = Asker(viewer)
    assert first.has_turn.wait(5)
    asked = line._newest[viewer.user.pk]
    second = Asker(viewer)
    while line._newest[viewer.user.pk] == asked:
        time.sleep(0.001)
    third = Asker(viewer)
    second.join(5)
    assert second.outcome == "superseded"
    first.let_go.set()
    first.join(5)
    assert first.superseded, "who computes learns that nobody waits for it"
    assert third.has_turn.wait(5)
    third.let_go.set()
    third.join(5)
    assert (third.outcome, third.superseded) == ("had it", False)


def test_another_person_waits_and_is_not_overtaken():
    one, other = Viewer(AccountFactory()), Viewer(AccountFactory())
    first, second = Asker(one), None
    assert first.has_turn.wait(5)
    second = Asker(other)
    assert not second.has_turn.wait(0.05)
    first.let_go.set()
    assert second.has_turn.wait(5)
    second.let_go.set()
    second.join(5)
    assert first.superseded is False and second.outcome == "had it"
