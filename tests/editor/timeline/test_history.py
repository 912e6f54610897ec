from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.http import Http404

from editor.models import Keyframe
from editor.projects.snapshot import snapshot
from editor.timeline import history, renders
from editor.timeline.renders import Wish, request_render
from jobs import frames, leases
from jobs.inbetween import ENGINE_VERSION
from jobs.models import Line, Segment
from tests.editor.timeline.test_actions import edit, keys_of, moved
from tests.factories import pose_of, story, viewer_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """
    Have what waits for a commit happen, as takes are kept only then.
    """
    with django_capture_on_commit_callbacks(execute=True):
        yield


def ask(project, **what):
    return request_render(viewer_for(project), project, Wish(**what))


def setting(key, **to):
    return {"do": "set", "on": "keyframe", "id": str(key.pk), "to": to}


def segment(project):
    return next(iter(snapshot(viewer_for(project), project)["segments"].values()))


def takes(project, number=0):
    return history.takes(project, keys_of(project)[number].pk)


def test_a_render_is_remembered_with_all_that_it_was_asked_with(draw):
    project = story(0, 4, method="crossfade", ease="in", hint="slowly")
    left, right = keys_of(project)
    render = ask(project).render
    draw()
    edit(project, setting(left, ease="out"))
    (found,) = history.history(project)["renders"]
    assert (found["id"], found["state"], found["draft"]) == (render.pk, "done", False)
    assert (found["by"], found["engine"]) == (project.owner.shown_name, ENGINE_VERSION)
    assert found["finished_at"] >= found["made_at"]
    (line,) = found["lines"]
    assert (line["keyframe"], line["state"], line["drawings"]) == (str(left.pk), "done", 3)
    assert (line["method"], line["seconds"] > 0, 0 <= line["score"] <= 100) == ("crossfade", True, True)
    told = line["settings"]
    assert (told["ease"], told["hint"], told["frame"]) == ("in", "slowly", 0)
    assert told["to"] == {"pose": str(right.pose_id), "frame": 4}
    assert not {"take", "locked", "note", "deleted"} & told.keys()


def test_renders_come_page_by_page_the_newest_first(monkeypatch):
    project = story(0, 4, method="crossfade")
    made = []
    for frame in range(4, 9):
        edit(project, moved(keys_of(project)[1], frame + 1))
        made.append(ask(project).render.pk)
    monkeypatch.setattr(history, "PAGE", 3)
    first = history.history(project)
    assert ([one["id"] for one in first["renders"]], first["more"]) == (made[:1:-1], True)
    rest = history.history(project, first["renders"][-1]["id"])
    assert ([one["id"] for one in rest["renders"]], rest["more"]) == (made[1::-1], False)
    monkeypatch.setattr(history, "LINES", 1)
    assert len(history.history(project)["renders"]) == 1
    with pytest.raises(Http404):
        history.history(project, uuid4())


def test_a_history_takes_as_many_queries_however_long_it_is(django_assert_num_queries):
    project = story(0, 4, 8, method="crossfade")
    for frame in range(9, 15):
        edit(project, moved(keys_of(project)[2], frame))
        ask(project)
    with django_assert_num_queries(3):
        history.history(project)


def test_another_projects_renders_are_not_told():
    project, other = story(0, 4), story(0, 5)
    ask(project)
    assert history.history(other) == {"renders": [], "more": False}
    with pytest.raises(Http404):
        history.takes(other, keys_of(project)[0].pk)


def test_a_failure_is_remembered_with_its_sentence():
    project = story(0, 4, method="crossfade")
    ask(project)
    leases.fail(leases.claim_next("worker"), "engine", 1)
    (line,) = history.history(project)["renders"][0]["lines"]
    assert (line["state"], line["seconds"], line["score"]) == ("failed", None, None)
    assert line["error"].endswith(".")


@pytest.mark.usefixtures("commits")
def test_the_takes_of_a_segment_are_kept_and_one_is_chosen_by_its_settings(draw):
    project = story(0, 4, method="crossfade")
    left = keys_of(project)[0]
    ask(project)
    draw()
    edit(project, setting(left, ease="in"))
    ask(project)
    draw()
    second, first = takes(project)
    assert [one["settings"]["ease"] for one in (second, first)] == ["in", "linear"]
    assert first["times"] == [0.25, 0.5, 0.75]
    assert (first["fits"], second["fits"], first["by"]) == (True, True, project.owner.shown_name)
    assert first["ends"] == [True, True]
    assert segment(project)["shown"] == second["key"]
    edit(project, setting(left, ease="linear"))
    assert (segment(project)["state"], segment(project)["shown"]) == ("fresh", first["key"])
    assert ask(project).render is None


@pytest.mark.usefixtures("commits")
def test_a_take_of_other_poses_or_another_background_does_not_fit(draw):
    project = story(0, 4, method="crossfade")
    left = keys_of(project)[0]
    ask(project)
    draw()
    edit(project, moved(keys_of(project)[1], 9))
    assert [one["fits"] for one in takes(project)] == [True]
    edit(project, setting(left, pose=str(pose_of(project, 50).pk)))
    assert [one["fits"] for one in takes(project)] == [False]
    Keyframe.objects.filter(pk=keys_of(project)[1].pk).update(deleted_at="2026-01-01T00:00Z")
    assert [one["fits"] for one in takes(project)] == [False]


@pytest.mark.usefixtures("commits")
def test_a_draft_is_a_take_that_says_so(draw):
    project = story(0, 4, method="crossfade")
    project.width, project.height = 1280, 720
    project.save()
    ask(project, draft=True)
    draw()
    ask(project)
    draw()
    final, draft = takes(project)
    assert (final["draft"], draft["draft"], final["fits"], draft["fits"]) == (False, True, True, True)
    assert [one["draft"] for one in history.history(project)["renders"]] == [False, True]


def test_what_somebody_else_had_drawn_is_a_take_without_a_name(draw):
    one, other = (story(0, 4, method="crossfade") for _ in range(2))
    ask(one)
    draw()
    (take,) = takes(other)
    assert (take["key"], take["by"], take["settings"], take["fits"]) == (
        segment(other)["key"],
        "",
        None,
        True,
    )


def test_what_was_asked_for_before_settings_were_kept_has_none(draw):
    project = story(0, 4, method="crossfade")
    ask(project)
    draw()
    Line.objects.update(settings=None)
    Segment.objects.update(engine="")
    (take,) = takes(project)
    assert (take["settings"], take["engine"]) == (None, None)
    assert history.history(project)["renders"][0]["engine"] is None


@pytest.mark.usefixtures("commits")
def test_drawings_of_an_earlier_take_can_still_be_looked_at(client, draw):
    project = story(0, 4, method="crossfade")
    client.force_login(project.owner)
    ask(project)
    draw()
    edit(project, moved(keys_of(project)[1], 6))
    ask(project)
    draw()
    assert len(takes(project)) == 2
    for take in takes(project):
        assert renders.shows(project, take["key"])
        assert default_storage.exists(frames.frame_path(take["key"], 0, "full.png"))
        assert client.get(f"/projects/{project.pk}/frames/{take['key']}/0/thumb").status_code == 200


def test_history_and_takes_over_http(client, draw):
    project = story(0, 4, method="crossfade")
    client.force_login(project.owner)
    ask(project)
    draw()
    told = client.get(f"/api/projects/{project.pk}/renders").json()
    assert told["renders"][0]["lines"][0]["settings"]["method"] == "crossfade"
    left = keys_of(project)[0].pk
    (take,) = client.get(f"/api/projects/{project.pk}/segments/{left}/takes").json()["takes"]
    assert (take["fits"], take["ends"]) == (True, [True, True])
    assert client.get(f"/api/projects/{project.pk}/renders?before={uuid4()}").status_code == 404
    body = {"keyframes": [str(left)], "redo": True}
    path = f"/api/projects/{project.pk}/renders"
    told = client.post(f"{path}/estimate", body, content_type="application/json").json()
    assert (told["segments"], told["drawings"]) == (0, 0)  # nobody has looked at it yet
    told = client.post(path, body, content_type="application/json").json()
    assert (told["render"], told["kept"]) == (None, [str(left)])
    default_storage.delete(frames.frame_path(take["key"], 0, "full.png"))
    assert client.post(path, body, content_type="application/json").json()["render"]["state"] == "running"
    told = client.post(f"{path}/cancel", {}, content_type="application/json").json()
    assert told == {"keyframes": [str(left)], "drafts": []}
