from uuid import uuid4

import pytest
from django.http import Http404

from editor.models import Keyframe
from editor.projects.snapshot import snapshot
from editor.refusals import Refused
from editor.timeline import renders
from editor.timeline.renders import request_render
from jobs import leases
from jobs.actions import TooMuchWaiting
from jobs.models import Render, Segment
from jobs.signals import segment_settled
from tests.editor.timeline.test_actions import edit, keys_of, moved
from tests.factories import ProjectFactory, ShotFactory, drawing, keyed, marked, story, viewer_for

pytestmark = pytest.mark.django_db


def ask(project, **what):
    return request_render(viewer_for(project), project, **what)


def segments(project):
    return list(snapshot(viewer_for(project), project)["segments"].values())


def test_what_is_not_fresh_is_asked_for_and_nothing_else(draw):
    project = story(0, 4, 8, method="crossfade")
    asked = ask(project)
    assert [segment["state"] for segment in asked.segments.values()] == ["queued"] * 2
    assert draw() == 2
    assert [segment["state"] for segment in segments(project)] == ["fresh"] * 2
    assert ask(project).render is None
    edit(project, moved(keys_of(project)[2], 9))
    assert list(ask(project).segments) == [str(keys_of(project)[1].pk)]


def test_a_sheet_holds_all_that_is_drawn_from():
    project = story(0, 10, method="flow", ease="cubic", curve=[0, 0, 1, 1], exposure=2, hold=1)
    ask(project)
    sheet = Segment.objects.get().sheet
    first, last = keys_of(project)
    assert (sheet["width"], sheet["height"], sheet["method"]) == (64, 48, "flow")
    assert (sheet["first"], sheet["last"]) == (first.pose.picture_id, last.pose.picture_id)
    assert sheet["times"] == [0.2, 0.4, 0.6, 0.8]
    assert (sheet["plate"], sheet["ground"]) == (None, "#d9d9d9")


def test_what_was_measured_is_shown_with_the_drawings(client, draw):
    project = story(0, 4, method="crossfade")
    client.force_login(project.owner)
    ask(project)
    assert segments(project)[0]["quality"] is None
    draw()
    (shown,) = segments(project)
    assert 0 <= shown["quality"]["score"] <= 100
    assert len(shown["quality"]["curve"]) == 3
    whole = client.get(f"/api/projects/{project.pk}/segments/{shown['key']}/quality")
    assert whole.status_code == 200
    assert len(whole.json()["parts"]["whole"]["drawings"]["ghost"]) == 3
    assert client.get(f"/api/projects/{project.pk}").json()["segments"]
    edit(project, moved(keys_of(project)[1], 5))
    (stale,) = segments(project)
    assert (stale["state"], stale["quality"]) == ("stale", shown["quality"])


def test_a_segment_that_was_not_measured_says_nothing(client, draw):
    project = story(0, 4, method="crossfade")
    client.force_login(project.owner)
    ask(project)
    key = segments(project)[0]["key"]
    assert client.get(f"/api/projects/{project.pk}/segments/{key}/quality").status_code == 404
    draw()
    Segment.objects.update(quality=None)
    assert segments(project)[0]["quality"] is None
    assert client.get(f"/api/projects/{project.pk}/segments/{key}/quality").status_code == 404


def test_one_shot_or_some_keyframes_can_be_asked_for():
    project = story(0, 4, 8, method="crossfade")
    other = ShotFactory(project=project)
    keys = keyed(other, 0, 4, 8, 12, method="crossfade")
    assert len(ask(project, shot=other.pk).segments) == 3
    assert list(ask(project, keyframes=[keys[1].pk]).segments) == [str(keys[1].pk)]
    assert len(ask(project).segments) == 5


def test_what_is_not_there_cannot_be_asked_for():
    project, other = story(0, 4), story(0, 4)
    with pytest.raises(Http404):
        ask(project, shot=keys_of(other)[0].shot_id)
    with pytest.raises(Refused) as caught:
        ask(project, keyframes=[keys_of(other)[0].pk])
    assert caught.value.code == "gone"
    assert not Render.objects.exists()


def test_too_much_is_refused_with_when_to_ask_again(settings):
    settings.OWNER_WAITING = 1
    with pytest.raises(TooMuchWaiting):
        ask(story(0, 4, 8, 12))


def test_fewer_inbetweens_than_an_exposure_need_no_render():
    project = story(0, 2, exposure=2)
    (segment,) = segments(project)
    assert (segment["state"], segment["count"], segment["drawings"], segment["key"]) == ("fresh", 1, 0, None)
    assert ask(project).render is None


def test_no_inbetweens_are_no_segment():
    assert segments(story(0, 5, hold=5)) == []


def test_a_render_can_be_stopped_and_taken_up_again(draw):
    project = story(0, 4, method="crossfade")
    asked = ask(project)
    renders.cancel_render(project, asked.render.pk)
    assert [segment["state"] for segment in segments(project)] == ["missing"]
    ask(project)
    renders.cancel_segment(project, Segment.objects.get().key)
    assert draw() == 0
    ask(project)
    assert draw() == 1


def test_nobody_stops_the_work_of_another_project():
    project, other = story(0, 4), story(0, 5)
    asked = ask(project)
    with pytest.raises(Http404):
        renders.cancel_render(other, asked.render.pk)
    with pytest.raises(Http404):
        renders.cancel_segment(other, Segment.objects.get().key)
    with pytest.raises(Http404):
        renders.cancel_render(project, uuid4())
    assert Segment.objects.get().state == "queued"


def test_drawings_show_while_they_come_and_stay_when_they_are_stopped():
    project = story(0, 6, method="crossfade")
    ask(project)
    segment = leases.claim_next("worker")
    leases.heartbeat(segment, 2)
    (shown,) = segments(project)
    assert (shown["state"], shown["done"], shown["shown"], shown["shown_done"]) == (
        "running",
        2,
        segment.key,
        2,
    )
    assert shown["eta"] is not None
    renders.cancel_segment(project, segment.key)
    (shown,) = segments(project)
    assert (shown["state"], shown["shown"], shown["shown_done"]) == ("missing", segment.key, 2)


def test_a_failure_is_told_with_its_sentence():
    project = story(0, 6, method="crossfade")
    ask(project)
    leases.fail(leases.claim_next("worker"), "engine", 1)
    (shown,) = segments(project)
    assert shown["state"] == "failed"
    assert shown["error"]["code"] == "engine"
    assert shown["error"]["sentence"].endswith(".")
    assert shown["shown_done"] == 1


def test_work_that_ends_after_an_edit_is_what_the_stale_segment_shows(django_capture_on_commit_callbacks):
    project = story(0, 6, method="crossfade")
    with django_capture_on_commit_callbacks(execute=True):
        ask(project)
    segment = leases.claim_next("worker")
    edit(project, moved(keys_of(project)[1], 9))
    assert segments(project)[0]["state"] == "missing"
    with django_capture_on_commit_callbacks(execute=True):
        leases.finish(segment)
    (shown,) = segments(project)
    assert (shown["state"], shown["shown"], shown["shown_drawings"]) == ("stale", segment.key, 5)


def test_a_failed_segment_is_no_take():
    keyframe = keys_of(story(0, 6))[0]
    segment_settled.send(None, topic="x", ref=str(keyframe.pk), key="a" * 64, state="failed")
    keyframe.refresh_from_db()
    assert keyframe.take == ""
    segment_settled.send(None, topic="x", ref=str(keyframe.pk), key="a" * 64, state="done")
    assert Keyframe.objects.get(pk=keyframe.pk).take == "a" * 64


def test_equal_segments_of_two_projects_are_drawn_once_and_shown_by_both(draw):
    one, other = (story(0, 4, method="crossfade") for _ in range(2))
    assert drawing(0).sha256 == keys_of(one)[0].pose.picture_id == keys_of(other)[0].pose.picture_id
    ask(one)
    assert draw() == 1
    key = Segment.objects.get().key
    assert segments(other)[0]["state"] == "fresh"
    assert renders.shows(other, key)
    assert not renders.shows(ProjectFactory(), key)


def test_a_long_shot_is_summed_up_in_few_queries(django_assert_max_num_queries):
    project = ProjectFactory(width=32, height=32)
    keyed(ShotFactory(project=project), *range(0, 200, 2), method="crossfade")
    keys = keys_of(project)
    with django_assert_max_num_queries(25):
        edit(project, *(moved(key, key.frame + 2) for key in keys))


def test_a_marked_pair_is_drawn_by_the_rig_and_an_unmarked_one_is_not(draw):
    project = story(0, 4, method="auto")
    marked(project)
    ask(project)
    assert draw() == 1
    (shown,) = segments(project)
    assert (shown["state"], shown["method"]) == ("fresh", "rig")
    assert shown["reason"]
    pose = keys_of(project)[1].pose
    edit(project, {"do": "set", "on": "pose", "id": str(pose.pk), "to": {"joints": None}})
    ask(project)
    assert draw() == 1
    (shown,) = segments(project)
    assert (shown["state"], shown["method"]) != ("fresh", "rig")
