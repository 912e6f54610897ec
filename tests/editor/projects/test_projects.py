import json

import pytest
from django.core.management import call_command
from django.http import Http404

from editor import quota
from editor.access import Action, Viewer, can, reach
from editor.models import Batch, Character, Keyframe, Picture, Pose, Project, Shot
from editor.projects import actions, sample
from editor.projects.snapshot import cards, snapshot
from editor.refusals import Refused
from editor.timeline import rows
from editor.timeline.renders import request_render
from editor.timeline.sheet import stretches
from jobs import leases
from jobs.frames import load_picture
from tests.factories import AccountFactory, ProjectFactory, ShotFactory, keyed, marked, story, viewer_for

pytestmark = pytest.mark.django_db


def test_an_empty_project_has_one_shot_and_the_usual_size_and_rate():
    project = actions.create(Viewer(AccountFactory()), "Story")
    assert (project.width, project.height, project.rate_num, project.rate_den) == (1280, 720, 24, 1)
    assert [shot.name for shot in Shot.objects.filter(project=project)] == ["Shot 1"]
    assert actions.create(Viewer(project.owner), "").title == "Untitled"


@pytest.mark.parametrize(
    "wish",
    [
        {"width": 1281},
        {"height": 14},
        {"height": 4098},
        {"rate": (121, 1)},
        {"rate": (1, 2)},
        {"title": "x" * 500},
    ],
)
def test_a_project_that_no_film_can_be_made_of_is_refused(wish):
    with pytest.raises(Refused) as caught:
        actions.create(Viewer(AccountFactory()), **{"title": "Story", **wish})
    assert caught.value.code == "invalid"
    assert not Project.objects.exists()


def test_a_person_has_only_so_many(monkeypatch):
    monkeypatch.setattr(quota, "PROJECTS_PER_OWNER", 1)
    viewer = Viewer(AccountFactory())
    actions.create(viewer, "One")
    with pytest.raises(Refused) as caught:
        actions.create(viewer, "Two")
    assert caught.value.status == 507


def test_nobody_makes_none():
    with pytest.raises(Refused) as caught:
        actions.create(Viewer(), "Story")
    assert caught.value.status == 401


def test_a_binned_project_is_gone_until_it_is_put_back(heard, django_capture_on_commit_callbacks):
    project = story(0, 5)
    viewer = viewer_for(project)
    with django_capture_on_commit_callbacks(execute=True):
        actions.bin_project(project)
    assert heard.of("access")
    with pytest.raises(Http404):
        reach(viewer, Action.VIEW, project.pk)
    project.refresh_from_db()
    assert not can(viewer, Action.BIN, project)
    actions.restore(reach(viewer, Action.RESTORE, project.pk))
    assert len(snapshot(viewer, reach(viewer, Action.VIEW, project.pk))["keyframes"]) == 2


def test_a_deleted_project_takes_its_rows_along():
    marked(story(0, 5))
    Project.objects.all().delete()
    assert not Character.objects.exists()
    assert not Keyframe.objects.exists()
    assert not Pose.objects.exists()
    assert Picture.objects.count() == 2


# -- The snapshot -------------------------------------------------------------------------------------


def test_the_snapshot_is_the_whole_project():
    project = story(0, 12, hold=2)
    owner = project.owner
    found = snapshot(viewer_for(project), project)
    assert set(found) == {
        "revision", "you", "level", "project", "characters", "shots", "tracks", "poses", "keyframes",
        "markers", "segments", "judgements", "exports", "engine",
    }  # fmt: skip
    assert found["you"] == {
        "id": str(owner.pk),
        "name": owner.shown_name,
        "is_guest": False,
        "toured": False,
    }
    assert found["project"]["rate"] == [24, 1]
    assert len(found["poses"]) == len(found["keyframes"]) == 2
    assert "deleted" not in str(found["keyframes"])
    left = found["keyframes"][0]
    segment = found["segments"][left["id"]]
    assert segment["state"] == "missing"
    assert (segment["count"], segment["drawings"], segment["total"]) == (10, 10, 10)
    assert (segment["shown"], segment["error"], segment["place"], segment["eta"]) == (None, None, None, None)
    assert {method["name"] for method in found["engine"]["methods"]} == {
        "auto", "rig", "flow", "crossfade", "hold",
    }  # fmt: skip
    assert found["engine"]["seconds_per_drawing"] > 0
    json.dumps(found)


def test_nothing_is_drawn_for_a_binned_project(draw):
    project, other = story(0, 5, 10, method="crossfade"), story(0, 5, method="hold")
    request_render(viewer_for(project), project)
    draw_one = leases.claim_next("test")
    request_render(viewer_for(other), other)
    actions.bin_project(project)
    assert not leases.still_mine(draw_one)
    assert draw() == 1
    actions.restore(project)
    request_render(viewer_for(project), project)
    assert draw() == 2


def test_rows_in_the_bin_are_left_out():
    project = story(0, 5, 10)
    other = ShotFactory(project=project)
    keyed(other, 0, 5)
    keys = list(Keyframe.objects.filter(shot__project=project).exclude(shot=other).order_by("frame"))
    Keyframe.objects.filter(pk=keys[1].pk).update(deleted_at="2026-01-01T00:00Z")
    Pose.objects.filter(pk=keys[1].pose_id).update(deleted_at="2026-01-01T00:00Z")
    Shot.objects.filter(pk=other.pk).update(deleted_at="2026-01-01T00:00Z")
    found = snapshot(viewer_for(project), project)
    assert [key["id"] for key in found["keyframes"]] == [str(keys[0].pk), str(keys[2].pk)]
    assert list(found["segments"]) == [str(keys[0].pk)]
    assert len(found["shots"]) == 1
    assert str(keys[1].pose_id) not in {pose["id"] for pose in found["poses"]}


@pytest.mark.parametrize(("shots", "frames"), [(1, 2), (4, 30)])
@pytest.mark.parametrize("rendered", [False, True])
def test_a_snapshot_takes_as_many_queries_for_a_large_project(
    shots, frames, rendered, draw, django_assert_max_num_queries
):
    project = ProjectFactory(width=32, height=32)
    for _ in range(shots):
        keyed(ShotFactory(project=project), *range(0, frames * 2, 2), method="crossfade")
    if rendered:
        request_render(viewer_for(project), project)
        draw()
    with django_assert_max_num_queries(13):
        snapshot(viewer_for(project), project)


@pytest.mark.parametrize(("shots", "frames"), [(1, 3), (3, 20)])
def test_a_waiting_project_takes_as_many_queries(shots, frames, django_assert_max_num_queries):
    project = ProjectFactory(width=32, height=32)
    for _ in range(shots):
        keyed(ShotFactory(project=project), *range(0, frames * 2, 2), method="crossfade")
    request_render(viewer_for(project), project)
    with django_assert_max_num_queries(18):
        found = snapshot(viewer_for(project), project)
    assert {segment["state"] for segment in found["segments"].values()} == {"queued"}
    assert sorted(segment["place"] for segment in found["segments"].values()) == list(
        range(1, shots * (frames - 1) + 1)
    )


def test_a_snapshot_that_an_edit_comes_between_is_read_again(monkeypatch):
    project = story(0, 5)
    load, edits = rows.load, [1, 2]

    def overtaken(one):
        found = load(one)
        if edits:
            Project.objects.filter(pk=project.pk).update(revision=edits.pop(0), title="Later")
        return found

    monkeypatch.setattr(rows, "load", overtaken)
    found = snapshot(viewer_for(project), project)
    assert found["revision"] == 2
    assert found["project"]["title"] == "Later"


def test_cards_take_as_many_queries_for_many_projects(django_assert_num_queries):
    owner = AccountFactory()
    for _ in range(5):
        story(0, 12, 24, owner=owner)
    with django_assert_num_queries(9):
        found = cards(list(Project.objects.of(Viewer(owner))))
    assert [card["shot_count"] for card in found] == [1] * 5
    assert found[0]["seconds"] == 25 / 24
    assert found[0]["states"] == {"fresh": 0, "running": 0, "stale": 0, "failed": 0, "missing": 2}
    assert found[0]["poster_url"].startswith(f"/projects/{found[0]['id']}/pictures/")
    empty = ProjectFactory()
    assert found[0]["plate_url"] is None
    assert cards([empty])[0]["poster_url"] is None


# -- The sample ---------------------------------------------------------------------------------------


@pytest.fixture
def small_sample(monkeypatch):
    """
    The sample at a size that is drawn quickly.
    """
    monkeypatch.setattr(sample, "SIZE", (320, 180))
    sample._note.cache_clear()
    yield
    sample._note.cache_clear()


def test_the_sample_is_drawn_once_and_placed_as_two_shots(small_sample, capsys, monkeypatch):
    call_command("sample")
    drawn = Picture.objects.count()
    assert "pictures are there" in capsys.readouterr().out
    monkeypatch.setattr(sample, "_draw", lambda: pytest.fail("It was drawn again."))
    call_command("sample", verbosity=0)
    project = actions.create_sample(Viewer(AccountFactory()))
    assert Picture.objects.count() == drawn
    found = snapshot(viewer_for(project), project)
    assert found["project"]["sample"]
    assert len(found["shots"]) == 2
    assert len(found["keyframes"]) == sum(len(shot["keys"]) for shot in sample.plan())
    assert all(shot["plate"] for shot in found["shots"])
    card = cards([project])[0]
    assert card["poster_url"] != card["plate_url"]
    assert all(card[name].endswith("/poster.webp") for name in ("poster_url", "plate_url"))
    assert all(pose["has_alpha"] != pose["is_plate"] for pose in found["poses"])
    assert {segment["state"] for segment in found["segments"].values()} == {"missing"}
    assert not Batch.objects.exists()


def test_the_sample_is_marked_so_that_the_rig_can_draw_it_at_once(small_sample):
    project = actions.create_sample(Viewer(AccountFactory()))
    found = snapshot(viewer_for(project), project)
    (girl,) = found["characters"]
    assert girl["name"] == "Girl in the fox cape"
    assert {limb["name"] for limb in girl["limbs"]} == {"left_arm", "right_arm", "left_leg", "right_leg"}
    for pose in found["poses"]:
        marks = (pose["character"], len(pose["joints"] or []))
        assert marks == ((None, 0) if pose["is_plate"] else (girl["id"], 16))
    # The joints lie on her, but for a hand's breadth.
    stand = next(pose for pose in found["poses"] if pose["name"] == "Stand")
    figure = load_picture(stand["sha256"])[..., 3]
    for x, y in stand["joints"]:
        assert figure[round(y * 180), round(x * 320)] == 255
    sheets = [stretch.sheet for stretch in stretches(rows.load(project)).values()]
    assert all(one is not None and one.motion is not None for one in sheets)
    assert any(one.motion.before and one.motion.after for one in sheets)


def test_a_storage_that_lost_the_sample_gets_it_again(small_sample, media):
    first = sample.pictures()
    for file in media.rglob("*.json"):
        file.unlink()
    Picture.objects.all().delete()
    assert sample.pictures() == first
    assert Picture.objects.count() == len({drawn.sha256 for drawn in first.values()})
