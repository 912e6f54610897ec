from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.http import Http404

from editor.access import Viewer
from editor.exports.actions import request_export
from editor.models import Keyframe
from editor.projects.snapshot import snapshot
from editor.refusals import Refused
from editor.timeline import renders, rows, sheet
from editor.timeline.renders import Wish, request_render
from jobs import frames, leases
from jobs.actions import TooMuchWaiting
from jobs.models import Render, Segment
from jobs.signals import segment_settled
from tests.editor.timeline.test_actions import edit, keys_of, moved
from tests.factories import (
    AccountFactory,
    ProjectFactory,
    ShotFactory,
    TrackFactory,
    drawing,
    keyed,
    marked,
    pose_of,
    story,
    viewer_for,
)

pytestmark = pytest.mark.django_db


def ask(project, **what):
    return request_render(viewer_for(project), project, Wish(**what))


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
    kept = Segment.objects.get().sheet
    first, last = keys_of(project)
    assert (kept["width"], kept["height"], kept["method"]) == (64, 48, "flow")
    assert (kept["first"], kept["last"]) == (first.pose.picture_id, last.pose.picture_id)
    assert kept["times"] == [0.2, 0.4, 0.6, 0.8]
    assert (kept["plate"], kept["ground"]) == (None, "#d9d9d9")


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


# -- Tracks -------------------------------------------------------------------------------------------


def above(project, *frames, **settings):
    """
    Keyframes on a second track, over the one that is there.
    """
    shot = project.shots.get()
    return keyed(shot, *frames, track=TrackFactory(shot=shot, order="z"), **settings)


def sheets(project):
    return {key: stretch.sheet for key, stretch in sheet.stretches(rows.load(project)).items()}


def keys(project):
    return {key: stretch.key for key, stretch in sheet.stretches(rows.load(project)).items()}


def test_the_lowest_track_is_drawn_over_the_background_and_the_others_are_cut_outs(draw):
    project = story(0, 4, method="crossfade")
    plate = pose_of(project, 40, is_plate=True)
    project.shots.update(plate=plate)
    low, high = str(keys_of(project)[0].pk), str(above(project, 0, 4, method="flow")[0].pk)
    found = sheets(project)
    assert (found[low].plate, found[low].ground) == (plate.picture_id, "#d9d9d9")
    assert (found[high].plate, found[high].ground) == (None, None)
    ask(project)
    assert draw() == 2
    assert [segment["state"] for segment in segments(project)] == ["fresh"] * 2
    assert [segment["ends"] for segment in segments(project)] == [[True, True]] * 2
    assert all(0 <= segment["quality"]["score"] <= 100 for segment in segments(project))
    cut_outs = dict(Segment.objects.values_list("key", "cut_out"))
    assert cut_outs == {keys(project)[low]: False, keys(project)[high]: True}


def test_what_is_behind_makes_only_the_lowest_track_stale(draw):
    project = story(0, 4, method="crossfade")
    low, high = str(keys_of(project)[0].pk), str(above(project, 0, 4, method="crossfade")[0].pk)
    ask(project)
    draw()
    shot = str(project.shots.get().pk)
    answer = edit(project, {"do": "set", "on": "shot", "id": shot, "to": {"ground": "#102030"}})
    assert {key: found["state"] for key, found in answer.segments.items()} == {low: "stale"}
    assert {key: stretch.sheet.ground for key, stretch in sheet.stretches(rows.load(project)).items()} == {
        low: "#102030",
        high: None,
    }


def test_tracks_that_change_places_make_stale_what_is_now_drawn_otherwise(draw):
    project = story(0, 4, method="crossfade")
    middle, top = (above(project, 0, 4, method=how) for how in ("crossfade", "flow"))
    middle[0].track.__class__.objects.filter(pk=middle[0].track_id).update(order="m")
    ask(project)
    assert draw() == 3
    first, second, third = (str(one.pk) for one in (keys_of(project)[0], middle[0], top[0]))
    # The two upper ones change places: nothing of them is drawn otherwise.
    up = {"do": "set", "on": "track", "id": str(middle[0].track_id), "to": {"order": "zz"}}
    assert edit(project, up).segments == {}
    # The middle one goes below: it is drawn over the background now, and what was there is a cut-out.
    down = {"do": "set", "on": "track", "id": str(middle[0].track_id), "to": {"order": "A"}}
    assert set(edit(project, down).segments) == {first, second}
    assert third not in edit(project, {**down, "to": {"order": "zz"}}).segments
    assert {found["state"] for found in segments(project)} == {"fresh"}


def test_a_track_that_is_hidden_stays_as_it_is(draw):
    project = story(0, 4, method="crossfade")
    track = above(project, 0, 4, method="crossfade")[0].track_id
    ask(project)
    draw()
    hide = {"do": "set", "on": "track", "id": str(track), "to": {"hidden": True}}
    assert edit(project, hide).segments == {}
    low = keys_of(project)[0].track_id
    assert edit(project, {**hide, "id": str(low)}).segments == {}  # the one above stays a cut-out


def test_a_failed_track_keeps_what_is_drawn_and_only_the_rest_is_drawn_again(draw, monkeypatch):
    project = story(0, 4, method="crossfade")
    high = above(project, 0, 8, method="crossfade")[0]
    ask(project)
    write = frames.write_drawing

    def full(key, n, drawing, *, cut_out=False):
        if cut_out and n == 3:
            raise MemoryError
        write(key, n, drawing, cut_out=cut_out)

    monkeypatch.setattr(frames, "write_drawing", full)
    assert draw() == 2
    states = {key: (found["state"], found["shown_done"]) for key, found in ask_states(project).items()}
    assert states[str(high.pk)] == ("failed", 3)
    assert "3 of 7 drawings are kept" in ask_states(project)[str(high.pk)]["error"]["sentence"]
    monkeypatch.setattr(frames, "write_drawing", write)
    kept = {path.name: path.stat().st_mtime_ns for path in folder_of(keys(project)[str(high.pk)]).iterdir()}
    assert list(ask(project).segments) == [str(high.pk)]
    assert draw() == 1
    after = {path.name: path.stat().st_mtime_ns for path in folder_of(keys(project)[str(high.pk)]).iterdir()}
    assert kept.items() <= after.items()
    assert {found["state"] for found in segments(project)} == {"fresh"}


def ask_states(project):
    return snapshot(viewer_for(project), project)["segments"]


def folder_of(key):
    return Path(default_storage.path(frames.frame_path(key, 0, "full.png"))).parent


# -- Drafts -------------------------------------------------------------------------------------------


def large(*places, **settings):
    """
    A project of a size that drafts are smaller than.
    """
    project = story(*places, **settings)
    project.width, project.height = 1280, 720
    project.save()
    return project


def test_a_draft_is_small_and_shown_until_the_final_is_there(draw):
    project = large(0, 3, method="crossfade")
    (missing,) = ask(project, draft=True).segments.values()
    assert (missing["state"], missing["drafting"]["state"], missing["draft"]) == ("missing", "queued", False)
    assert draw() == 1
    row = Segment.objects.get()
    assert (row.sheet["width"], row.sheet["height"]) == (640, 360)
    (drafted,) = segments(project)
    assert (drafted["state"], drafted["draft"], drafted["shown"]) == ("missing", True, row.key)
    assert (drafted["shown_done"], drafted["drafting"], drafted["done"]) == (2, None, 0)
    assert drafted["ends"] == [True, True]
    assert ask(project, draft=True).render is None
    (asked,) = ask(project).segments.values()
    assert (asked["state"], asked["draft"], asked["shown"]) == ("queued", True, row.key)
    draw()
    (final,) = segments(project)
    assert (final["state"], final["draft"], final["shown"]) == ("fresh", False, final["key"])
    assert ask(project, draft=True).render is None


def test_a_draft_that_goes_stale_is_shown_and_said_to_be_one(draw, django_capture_on_commit_callbacks):
    project = large(0, 3, method="crossfade")
    with django_capture_on_commit_callbacks(execute=True):
        ask(project, draft=True)
        draw()
    edit(project, moved(keys_of(project)[1], 4))
    (stale,) = segments(project)
    assert (stale["state"], stale["draft"], stale["shown_drawings"]) == ("stale", True, 2)


def test_a_film_waits_for_more_than_a_draft(draw):
    project = large(0, 3, method="crossfade")
    ask(project, draft=True)
    draw()
    with pytest.raises(Refused) as caught:
        request_export(viewer_for(project), project)
    assert caught.value.code == "not_fresh"


def test_a_small_project_is_drawn_as_it_is_at_once(draw):
    project = story(0, 3, method="crossfade")
    ask(project, draft=True)
    draw()
    assert [found["state"] for found in segments(project)] == ["fresh"]


# -- Locked, and once more ----------------------------------------------------------------------------


def test_what_is_approved_is_left_as_it_is_and_said(draw):
    project = story(0, 4, 8, method="crossfade")
    ask(project)
    draw()
    first, second = keys_of(project)[:2]
    Keyframe.objects.filter(pk=first.pk).update(locked=True, take=keys(project)[str(first.pk)])
    again = ask(project, redo=True)
    assert (again.locked, again.kept) == ([str(first.pk)], [str(second.pk)])


def test_what_is_approved_without_drawings_is_drawn(draw):
    project = story(0, 4, method="crossfade")
    Keyframe.objects.filter(pk=keys_of(project)[0].pk).update(locked=True)
    asked = ask(project)
    assert (len(asked.segments), asked.locked) == (1, [])


def test_what_is_approved_stands_when_the_engine_has_changed(draw, monkeypatch):
    project = story(0, 4, method="crossfade")
    ask(project)
    draw()
    old = segments(project)[0]["key"]
    Keyframe.objects.filter(pk=keys_of(project)[0].pk).update(locked=True, take=old)
    monkeypatch.setattr("jobs.sheet.ENGINE_VERSION", "another")
    (found,) = segments(project)
    assert found["key"] != old
    assert (found["state"], found["shown"], found["done"]) == ("fresh", old, 3)
    assert ask(project).render is None
    film = request_export(viewer_for(project), project)
    assert {run.get("take") for run in film.reel[0]["runs"]} == {None, old}
    Keyframe.objects.update(locked=False)
    assert segments(project)[0]["state"] == "stale"


def test_what_is_drawn_is_looked_at_and_only_what_is_broken_is_drawn_again(draw):
    project = story(0, 4, 8, method="crossfade")
    ask(project)
    draw()
    first, second = (str(key.pk) for key in keys_of(project)[:2])
    whole = ask(project, redo=True)
    assert (whole.render, whole.kept) == (None, [first, second])
    (folder_of(keys(project)[first]) / "0.full.png").write_bytes(b"")
    asked = ask(project, redo=True)
    assert {key: found["state"] for key, found in asked.segments.items()} == {first: "queued"}
    assert asked.kept == [second]
    assert draw() == 1
    assert [found["state"] for found in segments(project)] == ["fresh"] * 2


def test_what_others_show_without_having_asked_stays(draw):
    one, other = (story(0, 4, method="crossfade") for _ in range(2))
    ask(one)
    draw()
    key = keys(one)[str(keys_of(one)[0].pk)]
    assert [(found["key"], found["state"]) for found in segments(other)] == [(key, "fresh")]
    kept = {path: path.stat().st_mtime_ns for path in folder_of(key).iterdir()}
    assert ask(one, redo=True).render is None
    assert {path: path.stat().st_mtime_ns for path in folder_of(key).iterdir()} == kept
    assert [found["state"] for found in segments(other)] == ["fresh"]


def test_no_more_is_looked_at_than_somebody_waits_for(draw, monkeypatch):
    project = story(0, 4, 8, method="crossfade")
    ask(project)
    draw()
    monkeypatch.setattr(renders, "MOST_LOOKED_AT", 1)
    with pytest.raises(Refused, match="Up to 1 segments"):
        ask(project, redo=True)
    assert ask(project, keyframes=[keys_of(project)[0].pk], redo=True).render is None


# -- Mine, and how long -------------------------------------------------------------------------------


def test_all_of_mine_is_stopped_and_can_be_asked_for_again():
    project = large(0, 4, 8, method="crossfade")
    first, second = keys_of(project)[:2]
    ask(project, keyframes=[first.pk])
    ask(project, keyframes=[second.pk], draft=True)
    stopped = renders.cancel_mine(viewer_for(project), project)
    assert stopped == {"keyframes": [str(first.pk)], "drafts": [str(second.pk)]}
    assert {found["state"] for found in segments(project)} == {"missing"}
    assert renders.cancel_mine(viewer_for(project), project) == {"keyframes": [], "drafts": []}


def test_others_work_goes_on_when_mine_is_stopped():
    project = story(0, 4, method="crossfade")
    ask(project)
    other = Viewer(AccountFactory())
    assert renders.cancel_mine(other, project)["keyframes"] == []
    assert segments(project)[0]["state"] == "queued"


def test_how_long_a_wish_takes_is_told_before_it_is_asked_for(draw):
    project = large(0, 4, 8, method="crossfade")
    first, second = keys_of(project)[:2]
    told = renders.estimate(project, Wish())
    assert (told.segments, told.drawings, told.guessed) == (2, 6, True)
    ask(project, keyframes=[first.pk])
    draw()
    Segment.objects.update(seconds=3.0)
    told = renders.estimate(project, Wish())
    assert (told.segments, told.drawings, told.seconds, told.guessed) == (1, 3, 3.0, False)
    assert renders.estimate(project, Wish(keyframes=[first.pk])).drawings == 0
    assert renders.estimate(project, Wish(redo=True)).seconds == 3.0
    assert 0 < renders.estimate(project, Wish(draft=True)).seconds < 1
    ask(project, keyframes=[second.pk])
    leases.heartbeat(leases.claim_next("worker"), 2)
    assert renders.estimate(project, Wish()).seconds == 1.0
    Keyframe.objects.filter(pk=first.pk).update(locked=True)
    assert renders.estimate(project, Wish(redo=True)).locked == 1
    assert Render.objects.count() == 2
