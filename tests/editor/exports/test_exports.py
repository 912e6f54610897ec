import errno
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from uuid import uuid4

import av
import cv2
import numpy as np
import pytest
from django.core.files.storage import default_storage
from django.http import Http404
from django.utils import timezone

from editor.access import Viewer
from editor.exports import actions, reel, writing
from editor.exports.models import Export
from editor.exports.tasks import write_film
from editor.models import Keyframe, Track
from editor.projects import sample
from editor.projects.actions import create_sample
from editor.projects.snapshot import snapshot
from editor.refusals import Refused
from editor.timeline import rows, sheet
from editor.timeline.renders import request_render
from jobs.film import probe
from jobs.frames import Canvas, frame_path, load_cut_out, load_drawing, over, picture_path
from kfweb.storage import FolderStorage
from tests.editor.timeline.test_actions import edit, keys_of, moved
from tests.factories import (
    AccountFactory,
    ProjectFactory,
    ShotFactory,
    TrackFactory,
    keyed,
    pose_of,
    story,
    viewer_for,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(draw):
    """
    A project with keyframes on some frames, all drawn.
    """

    def make(*frames, **settings):
        project = story(*frames, **{"method": "crossfade", **settings})
        request_render(viewer_for(project), project)
        draw()
        return project

    return make


def ask(project, **what):
    return actions.request_export(viewer_for(project), project, **what)


def file_of(film):
    return Path(default_storage.path(actions.film_path(film.key)))


def segment_of(project):
    (segment,) = snapshot(viewer_for(project), project)["segments"].values()
    return segment


def bgr(picture):
    return cv2.cvtColor(picture, cv2.COLOR_RGBA2BGR)


def again(film):
    return Export.objects.get(pk=film.pk)


# -- What is asked for --------------------------------------------------------------------------------


def test_what_is_not_drawn_cannot_be_exported_and_how_much_is_said(draw):
    project = story(0, 4, 8, method="crossfade")
    with pytest.raises(Refused) as caught:
        ask(project)
    body = caught.value.body()
    assert (body["code"], body["count"], body["offer"]) == ("not_fresh", 2, "render")
    assert body["sentence"].startswith("2 segments are not rendered")
    request_render(viewer_for(project), project)
    draw()
    edit(project, moved(keys_of(project)[2], 9))
    with pytest.raises(Refused) as caught:
        ask(project)
    assert caught.value.sentence.startswith("1 segment is not rendered")
    assert caught.value.body()["keyframes"] == [str(keys_of(project)[1].pk)]


def test_nothing_cannot_be_exported():
    with pytest.raises(Refused) as caught:
        ask(story())
    assert caught.value.code == "empty"


def test_a_shot_of_another_project_is_not_there(drawn):
    project, other = drawn(0, 3), drawn(0, 3)
    with pytest.raises(Http404):
        ask(project, shot=keys_of(other)[0].shot_id)
    with pytest.raises(Http404):
        ask(project, shot=uuid4())


def test_the_reel_says_what_every_frame_shows(drawn):
    project = drawn(2, 9, hold=2, exposure=2)
    first, last = keys_of(project)
    (scene,) = ask(project).reel
    take = reel_take(project)
    assert scene["runs"] == [
        {"show": "background", "frames": 2},
        # Two frames of hold, and the in-between before the first drawing on twos.
        {"show": "pose", "picture": first.pose.picture_id, "frames": 3},
        {"show": "drawing", "take": take, "drawing": 0, "frames": 2},
        {"show": "drawing", "take": take, "drawing": 1, "frames": 2},
        {"show": "pose", "picture": last.pose.picture_id, "frames": 2},
    ]
    assert reel.length([scene]) == 11


def reel_take(project):
    return next(iter(sheet.stretches(rows.load(project)).values())).key


def test_the_project_is_its_shots_in_their_order_and_empty_ones_are_left_out(draw):
    project = ProjectFactory()
    for order, frames in (("c", (0, 2)), ("a", (0,)), ("b", ())):
        keyed(ShotFactory(project=project, order=order), *frames, method="crossfade")
    request_render(viewer_for(project), project)
    draw()
    film = ask(project)
    assert [reel.length([scene]) for scene in film.reel] == [1, 3]
    assert film.frames == 4


def test_the_same_film_is_not_written_twice(drawn, bells, django_capture_on_commit_callbacks):
    project = drawn(0, 3)
    bells.clear()
    with django_capture_on_commit_callbacks(execute=True):
        film = ask(project)
        assert ask(project) == film
    assert bells == [(actions.WRITE_FILM, [str(film.pk)])]
    write_film(str(film.pk))
    assert ask(project) == film
    # The only shot is the same film as the whole project, so it is offered at once.
    shot = ask(project, shot=keys_of(project)[0].shot_id)
    assert shot != film
    assert shot.state == "ready"
    assert shot.byte_size == again(film).byte_size


def test_a_film_whose_file_is_lost_is_written_again(drawn):
    project = drawn(0, 3)
    film = ask(project)
    write_film(str(film.pk))
    file_of(film).unlink()
    other = ask(project)
    assert other != film
    assert other.state == "queued"


def test_an_edit_makes_another_film(drawn):
    project = drawn(0, 3)
    film = ask(project)
    edit(project, {"do": "set", "on": "project", "id": str(project.pk), "to": {"rate": [12, 1]}})
    project.refresh_from_db()
    assert ask(project).key != film.key


# -- What is written ----------------------------------------------------------------------------------


def test_a_film_is_probed_before_it_is_offered(drawn, heard, django_capture_on_commit_callbacks):
    project = drawn(2, 6, 10, hold=2)
    project.rate_num, project.rate_den = 24000, 1001
    project.save()
    film = ask(project)
    with django_capture_on_commit_callbacks(execute=True):
        write_film(str(film.pk))
    found = probe(file_of(film))
    assert (found.codec, found.pix_fmt, found.faststart) == ("h264", "yuv420p", True)
    assert (found.width, found.height) == (64, 48)
    assert (found.frames, found.rate) == (12, Fraction(24000, 1001))
    assert again(film).state == "ready"
    assert again(film).byte_size == file_of(film).stat().st_size
    states = [event["state"] for event in heard.of("export")]
    assert (states[0], states[-1]) == ("writing", "ready")
    assert heard.of("export")[-1]["url"] == f"/projects/{project.pk}/exports/{film.pk}/film.mp4"


def test_the_film_of_the_sample_is_whole(draw, monkeypatch):
    monkeypatch.setattr(sample, "SIZE", (192, 108))
    sample._note.cache_clear()
    project = create_sample(Viewer(AccountFactory()))
    sample._note.cache_clear()
    Keyframe.objects.filter(shot__order="a0").update(method="flow", exposure=2)
    Keyframe.objects.filter(shot__order="a1").update(method="crossfade")
    request_render(viewer_for(project), project)
    assert draw() > 0
    film = ask(project)
    write_film(str(film.pk))
    assert again(film).state == "ready", again(film).error
    found = probe(file_of(film))
    lengths = [max(key["frame"] + key["hold"] for key in shot["keys"]) for shot in sample.plan()]
    assert found.frames == sum(lengths)
    assert (found.width, found.height, found.rate) == (192, 108, 24)
    assert (found.codec, found.pix_fmt, found.faststart) == ("h264", "yuv420p", True)


def test_frames_are_those_the_render_made_and_keys_are_laid_alike(drawn):
    project = drawn(1, 4)
    shot = keys_of(project)[0].shot
    shot.plate, shot.ground = pose_of(project, 30, is_plate=True), "#204060"
    shot.save()
    request_render(viewer_for(project), project)
    from jobs import drawing, leases

    while segment := leases.claim_next("test"):
        drawing.draw(segment)
    film = ask(project)
    frames = list(reel.frames(film.reel, (64, 48)))
    canvas = Canvas(64, 48, shot.plate.picture_id, "#204060")
    assert np.array_equal(frames[0], bgr(canvas.scenery()))
    pose = keys_of(project)[0].pose.picture_id
    assert np.array_equal(frames[1], bgr(over(canvas.pose(pose), canvas.scenery())))
    assert np.array_equal(frames[2], load_drawing(reel_take(project), 0))
    assert len(frames) == 5


def test_what_people_see_in_the_film_is_what_was_drawn(drawn):
    project = drawn(0, 4)
    film = ask(project)
    write_film(str(film.pk))
    with av.open(str(file_of(film))) as opened:
        seen = [frame.to_ndarray(format="bgr24") for frame in opened.decode(video=0)]
    wanted = list(reel.frames(film.reel, (64, 48)))
    assert len(seen) == len(wanted) == 5
    for one, other in zip(seen, wanted, strict=True):
        assert np.abs(one.astype(int) - other).mean() < 8


# -- What goes wrong ----------------------------------------------------------------------------------


def test_a_doubled_late_or_garbled_message_finds_nothing(drawn):
    film = ask(drawn(0, 3))
    write_film(str(film.pk), "of a later version", quality=9)
    written = file_of(film).stat().st_mtime_ns
    write_film(str(film.pk))
    for garbage in ("", "x", str(uuid4()), None, 7):
        write_film(garbage)
    assert file_of(film).stat().st_mtime_ns == written
    assert again(film).attempt == 1


@pytest.mark.parametrize(
    ("break_it", "words"),
    [
        ("full", "disk is full"),
        ("broken", "could not be saved"),
        ("unfit", "could not be written"),
    ],
)
def test_a_failure_is_told_and_can_be_tried_again(drawn, heard, monkeypatch, break_it, words):
    project = drawn(0, 3)
    film = ask(project)
    with monkeypatch.context() as patch:
        if break_it == "unfit":
            patch.setattr(writing, "CODEC", "av1")
        else:
            number = errno.ENOSPC if break_it == "full" else errno.EIO

            def fails(*_):
                raise OSError(number, "no")

            patch.setattr(FolderStorage, "_save", fails)
        write_film(str(film.pk))
    assert again(film).state == "failed"
    assert words in again(film).error
    assert heard.of("export")[-1]["error"]["sentence"] == again(film).error
    assert not file_of(film).exists()
    retry = ask(project)
    assert retry != film
    write_film(str(retry.pk))
    assert again(retry).state == "ready"


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"half a picture")])
def test_a_lost_drawing_is_no_longer_fresh_and_is_drawn_again(drawn, draw, heard, harm):
    project = drawn(0, 4)
    harm(Path(default_storage.path(frame_path(segment_of(project)["key"], 1, "full.png"))))
    film = ask(project)
    write_film(str(film.pk))
    assert "Press Render to have it drawn again" in again(film).error
    assert heard.of("again")
    assert (segment_of(project)["state"], segment_of(project)["done"]) == ("missing", 1)
    request_render(viewer_for(project), project)
    draw()
    retry = ask(project)
    write_film(str(retry.pk))
    assert again(retry).state == "ready"


def test_a_picture_that_is_gone_fails_a_film_with_a_sentence(drawn):
    project = drawn(0, 4)
    Path(default_storage.path(picture_path(keys_of(project)[0].pose.picture_id))).unlink()
    film = ask(project)
    write_film(str(film.pk))
    assert again(film).error.startswith("A picture of this film is missing.")


def lapse():
    Export.objects.update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_film_whose_writer_died_is_written_by_another(drawn, bells):
    film = ask(drawn(0, 3))
    dead = actions.claim(film.pk)
    assert actions.claim(film.pk) is None
    assert actions.sweep() == 0
    lapse()
    bells.clear()
    assert actions.sweep() == 1
    assert bells == [(actions.WRITE_FILM, [str(film.pk)])]
    write_film(str(film.pk))
    assert again(film).state == "ready"
    # The dead one wakes up: it neither goes on nor spoils what is there.
    assert not actions.heartbeat(dead, 1)
    assert not actions.finish(dead, 1)
    assert not actions.fail(dead, "late")
    assert again(film).state == "ready"


def test_a_film_does_not_wait_for_the_lease_of_a_worker_known_to_be_dead(drawn, bells):
    film = ask(drawn(0, 3))
    actions.claim(film.pk)
    bells.clear()
    assert actions.release_all() == 1
    assert again(film).state == "queued"
    assert bells == [(actions.WRITE_FILM, [str(film.pk)])]


def test_a_film_that_kills_its_writers_is_given_up_with_a_sentence(drawn):
    film = ask(drawn(0, 3))
    for _ in range(actions.MOST_ATTEMPTS):
        assert actions.claim(film.pk)
        lapse()
        actions.sweep()
    assert again(film).state == "failed"
    assert "three times" in again(film).error


def test_a_writer_that_lost_its_lease_stops(drawn, monkeypatch):
    film = actions.claim(ask(drawn(0, 3)).pk)
    monkeypatch.setattr(actions, "heartbeat", lambda *_: False)
    writing.write(film)
    assert again(film).state == "writing"
    assert not file_of(film).exists()


def test_the_same_film_of_two_projects_is_written_once(drawn):
    one, other = drawn(0, 3), drawn(0, 3)
    first, second = ask(one), ask(other)
    assert first.key == second.key
    held = actions.claim(first.pk)
    assert actions.claim(second.pk) is None
    writing.write(held)
    assert again(second).state == "ready"


def test_a_bell_that_was_lost_is_rung_again(drawn, bells):
    film = ask(drawn(0, 3))
    bells.clear()
    actions.sweep()
    assert bells == []
    Export.objects.update(made_at=timezone.now() - timedelta(minutes=1))
    actions.sweep()
    assert bells == [(actions.WRITE_FILM, [str(film.pk)])]


def test_pages_are_told_the_newest_film_of_each_shot(drawn):
    project = drawn(0, 3)
    shot = keys_of(project)[0].shot_id
    ask(project)
    ask(project, shot=shot)
    edit(project, {"do": "set", "on": "project", "id": str(project.pk), "to": {"rate": [12, 1]}})
    project.refresh_from_db()
    newest = {ask(project), ask(project, shot=shot)}
    assert set(actions.latest(project)) == newest


# -- Tracks and parts ---------------------------------------------------------------------------------


def above(project, *places, order="z", **settings):
    """
    Keyframes on a track over the one that is there.
    """
    shot = project.shots.get()
    return keyed(shot, *places, track=TrackFactory(shot=shot, order=order), **settings)


def test_a_film_of_one_track_keeps_its_hash():
    """
    A reel that is written otherwise would have every film written anew.
    """
    runs = [{"show": "background", "frames": 2}, {"show": "pose", "picture": "a" * 64, "frames": 3}]
    scene = {"plate": None, "ground": "#d9d9d9", "runs": runs}
    kept = "45bc093cde43de7c9abb1c6ae5d80cfb09aebaa5a8dc004f278cdbe6eb1cc8fd"
    assert reel.key_of([scene], (64, 48), (24, 1)) == kept


def test_an_empty_track_above_makes_no_other_film(drawn):
    project = drawn(0, 3)
    before = ask(project)
    TrackFactory(shot=project.shots.get(), order="z")
    assert ask(project) == before


def test_layers_are_as_long_as_their_shot_and_hidden_ones_are_left_out(drawn, draw):
    project = drawn(0, 3)
    high = above(project, 1, 4, hold=2, method="crossfade")
    request_render(viewer_for(project), project)
    draw()
    (scene,) = ask(project).reel
    low, top = scene["layers"]
    assert (low["cut_out"], top["cut_out"]) == (False, True)
    shown = [[(run["show"], run["frames"]) for run in layer["runs"]] for layer in (low, top)]
    assert shown == [
        [("pose", 1), ("drawing", 1), ("drawing", 1), ("pose", 1), ("background", 2)],
        [("background", 1), ("pose", 2), ("drawing", 1), ("pose", 2)],
    ]
    assert ask(project).frames == 6
    Track.objects.filter(pk=high[0].track_id).update(hidden=True)
    (scene,) = ask(project).reel
    assert [run["show"] for run in scene["runs"]] == ["pose", "drawing", "drawing", "pose", "background"]
    Track.objects.exclude(pk=high[0].track_id).update(hidden=True)
    (scene,) = ask(project).reel
    assert scene["runs"] == [{"show": "background", "frames": 6}]
    Track.objects.filter(pk=high[0].track_id).update(hidden=False)
    (scene,) = ask(project).reel
    assert [layer["cut_out"] for layer in scene["layers"]] == [True]


def test_what_is_hidden_need_not_be_drawn(drawn):
    project = drawn(0, 3)
    high = above(project, 0, 3, method="crossfade")
    with pytest.raises(Refused) as caught:
        ask(project)
    assert caught.value.body()["keyframes"] == [str(high[0].pk)]
    Track.objects.filter(pk=high[0].track_id).update(hidden=True)
    assert ask(project).frames == 4


def test_a_film_shows_each_track_over_those_below_it(drawn, draw):
    project = drawn(0, 5, exposure=2)
    low = keys_of(project)
    high = above(project, 1, 4, method="crossfade")
    request_render(viewer_for(project), project)
    draw()
    film = ask(project)
    made = list(reel.frames(film.reel, (64, 48)))
    assert len(made) == 6
    known = sheet.stretches(rows.load(project))
    canvas = Canvas(64, 48, None, "#d9d9d9")

    def lowest(frame):
        if frame in (0, 1, 5):
            return over(canvas.pose(low[frame // 5].pose.picture_id), canvas.scenery())
        return load_cut_out(known[str(low[0].pk)].key, frame // 2 - 1)

    def higher(frame, picture):
        if frame in (0, 5):
            return picture
        if frame in (1, 4):
            return over(canvas.pose(high[frame // 4].pose.picture_id), picture)
        return over(load_cut_out(known[str(high[0].pk)].key, frame - 2), picture)

    for frame, found in enumerate(made):
        assert np.array_equal(found, bgr(higher(frame, lowest(frame)))), frame
    assert not np.array_equal(made[2], bgr(lowest(2)))
    write_film(str(film.pk))
    assert again(film).state == "ready", again(film).error


def test_each_picture_of_a_layered_film_is_decoded_once(drawn, draw, monkeypatch):
    project = drawn(0, 9, exposure=3)
    above(project, 0, 9, method="crossfade", exposure=2)
    request_render(viewer_for(project), project)
    draw()
    read = []
    monkeypatch.setattr(reel, "load_cut_out", lambda *which: read.append(which) or load_cut_out(*which))
    assert len(list(reel.frames(ask(project).reel, (64, 48)))) == 10
    assert len(read) == len(set(read)) == 2 + 4


def test_lines_are_cut_where_any_of_them_changes():
    def line(*runs):
        return [{"show": name, "frames": frames} for name, frames in runs]

    found = reel.together([line(("a", 2), ("b", 3)), line(("c", 4), ("d", 1)), line(("e", 5))])
    assert [("".join(run["show"] for run in runs), count) for runs, count in found] == [
        ("ace", 2),
        ("bce", 2),
        ("bde", 1),
    ]


def test_a_part_of_a_shot_is_a_film_of_its_own(drawn):
    project = drawn(0, 4)
    shot = keys_of(project)[0].shot_id
    whole, part = ask(project, shot=shot), ask(project, shot=shot, span=(1, 4))
    assert part != whole
    assert (part.frames, part.start, part.end) == (3, 1, 4)
    assert [run["show"] for run in part.reel[0]["runs"]] == ["drawing"] * 3
    assert ask(project, shot=shot, span=(1, 4)) == part
    assert ask(project, shot=shot) == whole
    told = {tuple(film["span"] or ()): film["frames"] for film in map(actions.shown, actions.latest(project))}
    assert told == {(): 5, (1, 4): 3}
    write_film(str(part.pk))
    assert again(part).state == "ready", again(part).error


def test_a_part_needs_only_what_it_shows_and_ends_where_the_shot_ends(drawn):
    project = drawn(0, 4)
    keyed(project.shots.get(), 9, method="crossfade")
    shot = keys_of(project)[0].shot_id
    with pytest.raises(Refused):
        ask(project, shot=shot)
    assert ask(project, shot=shot, span=(0, 5)).frames == 5
    with pytest.raises(Refused):
        ask(project, shot=shot, span=(0, 6))
    assert ask(project, shot=shot, span=(9, 400)).frames == 1
    with pytest.raises(Refused) as caught:
        ask(project, shot=shot, span=(10, 20))
    assert caught.value.sentence.startswith("There is no frame between in and out.")


def test_layers_are_cut_alike(drawn, draw):
    project = drawn(0, 4)
    above(project, 1, 3, method="crossfade")
    request_render(viewer_for(project), project)
    draw()
    film = ask(project, shot=project.shots.get().pk, span=(1, 3))
    assert film.frames == 2
    whole = list(reel.frames(ask(project).reel, (64, 48)))
    assert all(map(np.array_equal, reel.frames(film.reel, (64, 48)), whole[1:3]))


@pytest.mark.parametrize(
    "wrong", [{"span": [0, 4]}, {"span": [4, 4], "shot": 1}, {"span": [-1, 4], "shot": 1}]
)
def test_a_part_of_nothing_is_refused(client, drawn, wrong):
    project = drawn(0, 4)
    client.force_login(project.owner)
    body = {**wrong, **({"shot": str(project.shots.get().pk)} if "shot" in wrong else {})}
    answer = client.post(f"/api/projects/{project.pk}/exports", body, content_type="application/json")
    assert answer.status_code == 422
    good = {"shot": str(project.shots.get().pk), "span": [0, 2]}
    answer = client.post(f"/api/projects/{project.pk}/exports", good, content_type="application/json")
    assert answer.json()["export"]["span"] == [0, 2]
