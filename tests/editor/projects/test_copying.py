"""
Copies of projects: frozen, remixed, handed in.
"""

from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor import quota
from editor.access import Action, Key, Viewer, can
from editor.models import Character, Judgement, Keyframe, Marker, Mask, Pose, Project, Track, User, Version
from editor.projects import copying, unsaved
from editor.projects.actions import bin_project, create
from editor.projects.copying import copy_project, digest_of, freeze
from editor.projects.snapshot import snapshot
from editor.refusals import Refused
from editor.timeline import renders
from editor.timeline.renders import request_render
from jobs import sheet as sheets
from jobs.models import Segment
from tests.editor.timeline.test_actions import edit, keys_of, moved
from tests.factories import (
    AccountFactory,
    GuestFactory,
    MarkerFactory,
    ShotFactory,
    TrackFactory,
    keyed,
    marked,
    pose_of,
    story,
    viewer_for,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draw(draw, django_capture_on_commit_callbacks):
    """
    A worker whose news arrive.
    """

    def work():
        with django_capture_on_commit_callbacks(execute=True):
            draw()

    return work


FROZEN, HANDED_IN, WORK = Project.Kind.FROZEN, Project.Kind.HANDED_IN, Project.Kind.WORK


def full(draw=None):
    """
    A project with some of everything, its lowest track drawn.
    """
    project = story(0, 4, 8, method="crossfade")
    shot = project.shots.get()
    pose_of(project, 50, is_plate=True)
    shot.plate = project.poses.get(is_plate=True)
    shot.loop = True
    shot.save()
    who = marked(project)
    who.card = project.poses.filter(is_plate=False).first()
    who.save()
    above = TrackFactory(shot=shot, name="Above", character=who, hidden=True)
    keyed(shot, 2, 6, track=above, note="Two", seed=3)
    keyed(ShotFactory(project=project), 0, 5, method="hold")
    MarkerFactory(shot=shot, frame=3, length=2, name="Here", colour="ok")
    mask = Mask.objects.create(project=project, sha256="a" * 64, width=40, height=30, byte_size=9)
    pose = project.poses.first()
    pose.mask, pose.tags = mask.sha256, ["a", "b"]
    pose.save()
    cut = pose_of(project, 51).picture
    Version.objects.create(pose=pose, picture=cut, original=cut, file="f" * 64)
    Version.objects.create(
        pose=pose, picture=pose.picture, original=cut, framing={"turn": 90}, by=project.owner
    )
    if draw:
        request_render(viewer_for(project), project)
        draw()
    return project


def seen(project):
    """
    What a project shows, without the names of its rows.
    """
    found = snapshot(viewer_for(project), Project.objects.get(pk=project.pk))
    kinds = ("characters", "poses", "shots", "tracks", "keyframes", "markers")
    for kind in ("keyframes", "markers"):
        places = {row["id"]: place for place, row in enumerate(found["shots"])}
        found[kind].sort(key=lambda row: (places[row["shot"]], row["frame"], row["id"]))
    names = {row["id"]: (kind, place) for kind in kinds for place, row in enumerate(found[kind])}

    def plain(row):
        return {
            name: names.get(value, value) if isinstance(value, str) else value
            for name, value in row.items()
            if name != "id"
        }

    return {
        **{kind: [plain(row) for row in found[kind]] for kind in kinds},
        "segments": sorted(
            (names[key], {name: value for name, value in row.items() if name not in ("place", "eta")})
            for key, row in found["segments"].items()
        ),
        "project": {name: value for name, value in found["project"].items() if name not in ("id", "title")},
    }


def frozen(project, kind=FROZEN):
    return freeze(project, kind, project.owner)


# -- What a copy is ------------------------------------------------------------------------------------


def test_a_copy_shows_the_same(draw):
    project = full(draw)
    before = Segment.objects.count()
    copy = copy_project(project, owner=AccountFactory())
    assert seen(copy) == seen(project)
    assert "fresh" in {row["state"] for _name, row in seen(copy)["segments"]}
    assert (Segment.objects.count(), copy.copied_from, copy.revision, copy.sample) == (
        before, project, 0, False,
    )  # fmt: skip
    assert digest_of(copy) == digest_of(project)
    assert copy.masks.get().sha256 == "a" * 64
    kept = Version.objects.filter(pose__project=copy)
    assert {(one.picture_id, one.original_id, bool(one.framing), one.file) for one in kept} == {
        (one.picture_id, one.original_id, bool(one.framing), one.file)
        for one in Version.objects.filter(pose__project=project)
    }


def test_rows_keep_their_order():
    project = story(*range(0, 60, 2))
    for _each in range(20):
        MarkerFactory(shot=project.shots.get(), frame=5, name=str(_each))
    assert seen(copy_project(project, owner=project.owner)) == seen(project)


def test_what_lies_in_the_bin_is_not_copied():
    project = full()
    shot, gone = project.shots.order_by("order")
    edit(project, {"do": "delete", "on": "shot", "id": str(gone.pk)})
    edit(project, {"do": "delete", "on": "keyframe", "id": str(keys_of(project)[0].pk)})
    copy = copy_project(project, owner=project.owner)
    assert seen(copy) == seen(project)
    assert not Keyframe.objects.filter(~Q(deleted_at=None), shot__project=copy).exists()
    assert copy.shots.count() == 1, shot


def test_a_copy_and_its_original_are_edited_apart(draw):
    project = full(draw)
    copy = copy_project(project, owner=project.owner)
    before = seen(project)
    edit(copy, moved(keys_of(copy)[-1], 40))
    assert seen(project) == before
    assert keys_of(copy)[-1].frame == 40


def test_a_copy_of_a_copy_is_as_the_first(draw):
    project = full(draw)
    first = frozen(project)
    second = copy_project(first, owner=AccountFactory())
    third = frozen(second)
    assert seen(second) == seen(project)
    assert digest_of(third) == third.digest == first.digest == digest_of(second)
    edit(second, moved(keys_of(second)[-1], 41))  # what came of a frozen one is at work again
    assert can(viewer_for(second), Action.EDIT, second)


def test_the_number_of_queries_does_not_grow():
    def queries(project):
        with CaptureQueriesContext(connection) as caught:
            frozen(project)
        return len(caught)

    few, many = full(), full()
    keyed(many.shots.first(), *range(20, 80, 2))
    for _each in range(9):
        MarkerFactory(shot=many.shots.first(), frame=_each)
    assert queries(many) == queries(few)


# -- Frozen ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [FROZEN, HANDED_IN])
def test_whatever_is_frozen_is_a_copy_of_its_own(kind):
    project = full()
    first, second = frozen(project, kind), frozen(project, kind)
    assert (first.kind, first.title, first.owner) == (kind, project.title, project.owner)
    assert first != second
    assert first.digest == second.digest
    edit(project, moved(keys_of(project)[-1], 30))
    assert frozen(project, kind).digest != first.digest


def test_a_handed_in_copy_has_its_owners_judgements_and_no_other_copy_has_any(draw):
    project = full(draw)
    key = keys_of(project)[0]
    for person in (project.owner, AccountFactory()):
        Judgement.objects.create(keyframe=key, take=key.take, person=person, identity="yes", frames=[1])
    handed_in, other = frozen(project, HANDED_IN), frozen(project)
    (kept,) = Judgement.objects.filter(keyframe__shot__project=handed_in)
    assert (kept.person, kept.identity, kept.frames, kept.take) == (project.owner, "yes", [1], key.take)
    assert not Judgement.objects.filter(keyframe__shot__project=other).exists()
    assert handed_in.digest == digest_of(handed_in) != other.digest


def test_nobody_changes_what_is_frozen(client, draw):
    project = full(draw)
    copy = frozen(project)
    client.force_login(project.owner)
    body = {"id": str(uuid4()), "operations": [moved(keys_of(copy)[0], 1)]}
    for path, sent in (("ops", body), ("renders", {})):
        answer = client.post(f"/api/projects/{copy.pk}/{path}", sent, content_type="application/json")
        assert answer.status_code == 404
    assert digest_of(copy) == copy.digest


@pytest.mark.parametrize("kind", [FROZEN, HANDED_IN])
def test_frozen_copies_take_no_room_of_their_owner(kind, monkeypatch, client):
    project = full()
    monkeypatch.setattr(quota, "PROJECTS_PER_OWNER", 2)
    monkeypatch.setattr(quota, "BYTES_PER_OWNER", 0)
    for number in range(3):
        edit(project, moved(keys_of(project)[-1], 30 + number))
        frozen(project, kind)
    monkeypatch.undo()
    assert create(viewer_for(project), "Another")
    client.force_login(project.owner)
    assert len(client.get("/api/projects").json()) == 2


# -- What is shown of a frozen copy ----------------------------------------------------------------------


def shown(project):
    return [
        (row["state"], row["shown"], row["draft"])
        for row in snapshot(viewer_for(project), project)["segments"].values()
    ]


def test_what_is_drawn_later_is_not_seen_in_it(draw):
    project = story(0, 4, method="crossfade")
    copy, work = frozen(project), copy_project(project, owner=project.owner)
    assert shown(copy) == [("missing", None, False)]
    request_render(viewer_for(project), project)
    draw()
    key = keys_of(project)[0].take
    assert shown(project) == shown(work) == [("fresh", key, False)]
    assert shown(copy) == [("missing", None, False)]
    assert renders.shows(work, key)
    assert not renders.shows(copy, key)
    assert renders.file_of(copy, key, "full") is None
    assert frozen(project) != copy


def test_what_is_stale_stays_stale_and_a_draft_a_draft(draw):
    project = story(0, 4, method="crossfade")
    project.width, project.height = 1280, 720
    project.save()
    request_render(viewer_for(project), project, renders.Wish(draft=True))
    draw()
    assert shown(project)[0][2]
    draft = frozen(project)
    assert shown(draft) == shown(project)
    edit(project, moved(keys_of(project)[1], 6))
    assert shown(project)[0][0] == "stale"
    stale = frozen(project)
    assert shown(stale) == shown(project)
    assert shown(stale)[0][0] == "stale"


def test_half_a_take_is_not_kept(draw):
    project = story(0, 4, method="crossfade")
    request_render(viewer_for(project), project)
    Segment.objects.update(state="running", drawings_done=1)
    copy = frozen(project)
    assert shown(copy) == [("missing", None, False)]
    assert digest_of(copy) == copy.digest


def test_an_engine_that_draws_otherwise_changes_nothing_in_it(draw, monkeypatch):
    project = full(draw)
    copy = frozen(project)
    before = shown(copy)
    assert {state for state, _key, _draft in before} == {"fresh"}
    monkeypatch.setattr(sheets, "ENGINE_VERSION", "another")
    assert "stale" in {state for state, _key, _draft in shown(project)}
    assert shown(copy) == before
    request_render(viewer_for(project), project)
    draw()
    assert {state for state, _key, _draft in shown(project)} == {"fresh"}
    assert shown(project) != before
    assert shown(copy) == before
    assert digest_of(copy) == copy.digest != digest_of(project)


def test_its_drawings_can_be_looked_at(draw, client):
    project = story(0, 4, method="crossfade")
    request_render(viewer_for(project), project)
    draw()
    copy = frozen(project)
    client.force_login(project.owner)
    (segment,) = client.get(f"/api/projects/{copy.pk}").json()["segments"].values()
    assert renders.shows(copy, segment["shown"])
    key = keys_of(copy)[0]
    (take,) = client.get(f"/api/projects/{copy.pk}/segments/{key.pk}/takes").json()["takes"]
    assert take["key"] == segment["shown"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["move", "ease", "delete key", "bin", "rename", "render", "erase rows", "engine"]),
        min_size=1,
        max_size=5,
    )
)
def test_a_frozen_copy_is_the_same_whatever_happens_to_its_original(draw, deeds):
    project = full(draw)
    copy = frozen(project, HANDED_IN)
    before, digest = seen(copy), digest_of(copy)
    assert digest == copy.digest
    with pytest.MonkeyPatch.context() as patch:
        for number, deed in enumerate(deeds):
            happen(project, deed, number, draw, patch)
            copy.refresh_from_db()
            assert {**seen(copy), "segments": None} == {**before, "segments": None}
            assert [{**row, "key": None} for _name, row in seen(copy)["segments"]] == [
                {**row, "key": None} for _name, row in before["segments"]
            ]
            assert digest_of(copy) == digest == copy.digest


def happen(project, deed, number, draw, patch):
    if not Project.objects.filter(pk=project.pk, deleted_at=None).exists():
        return
    keys = [key for key in keys_of(project) if key.deleted_at is None]
    if deed == "move":
        edit(project, moved(keys[-1], 50 + number))
    elif deed == "ease":
        edit(project, {"do": "set", "on": "keyframe", "id": str(keys[0].pk), "to": {"ease": "in"}})
    elif deed == "delete key":
        edit(project, {"do": "delete", "on": "keyframe", "id": str(keys[-1].pk)})
    elif deed == "bin":
        bin_project(project)
    elif deed == "rename":
        pose = project.poses.first()
        to = {"name": f"Name {number}", "mask": None}
        edit(project, {"do": "set", "on": "pose", "id": str(pose.pk), "to": to})
    elif deed == "render":
        request_render(viewer_for(project), project)
        draw()
    elif deed == "erase rows":
        project.delete()
    else:
        patch.setattr(sheets, "ENGINE_VERSION", f"other {number}")


# -- Guests who come and go -------------------------------------------------------------------------------


def test_it_goes_with_a_guest_to_their_account(draw):
    from editor.teams.actions import adopt

    guest, account = GuestFactory(), AccountFactory()
    project = full(draw)
    Project.objects.update(owner=guest)
    project.refresh_from_db()
    key = keys_of(project)[0]
    edit(project, {"do": "set", "on": "keyframe", "id": str(key.pk), "to": {"locked": True}})
    Judgement.objects.create(keyframe=key, take=key.take, person=guest, identity="no")
    copy = frozen(project, HANDED_IN)
    adopt(guest, account)
    copy.refresh_from_db()
    assert copy.owner == account
    assert digest_of(copy) == copy.digest
    assert seen(copy)


def test_rows_of_a_copy_go_with_it():
    project = full()
    before = [model.objects.count() for model in (Character, Pose, Track, Keyframe, Marker, Mask, Version)]
    frozen(project).delete()
    after = [model.objects.count() for model in (Character, Pose, Track, Keyframe, Marker, Mask, Version)]
    assert before == after


# -- Remixes ----------------------------------------------------------------------------------------------


def remix(viewer, project):
    return copying.remix(viewer, project, uuid4())[0]


def asked(client, project, **wish):
    wish = {"id": str(uuid4()), **wish}
    return client.post(f"/api/projects/{project.pk}/copy", wish, content_type="application/json")


def test_who_has_an_account_keeps_a_copy_with_credit(client):
    project = full()
    project.owner.name = "Ana"
    project.owner.save()
    client.force_login(project.owner)
    mine = asked(client, project)
    assert mine.status_code == 201
    assert (mine.json()["title"], mine.json()["credit"]) == (f"Copy of {project.title}", "")
    other = AccountFactory()
    found = remix(Viewer(other), project)
    assert found.credit == f"Copy of “{project.title}” by Ana"
    assert (found.owner, found.kind, found.team) == (other, Project.Kind.STORY, None)
    third = remix(Viewer(AccountFactory()), found)
    assert third.credit.endswith(f" · {found.credit}")
    assert remix(Viewer(other), found).credit == found.credit


def test_what_was_not_saved_any_more_is_made_in_the_copy(client):
    project = full()
    client.force_login(project.owner)
    first, *_rest = keys_of(project)
    shot, track = str(first.shot_id), str(first.track_id)
    new, pose = str(uuid4()), str(first.pose_id)

    def batch(label, *operations):
        return {"id": str(uuid4()), "label": label, "operations": list(operations)}

    made = {"shot": shot, "track": track, "pose": pose, "frame": 30}
    answer = asked(
        client,
        project,
        unsaved=[
            batch("Move", moved(first, 1)),
            batch("Place", {"do": "create", "on": "keyframe", "id": new, "to": made}),
            batch("Move it", {"do": "set", "on": "keyframe", "id": new, "to": {"frame": 31}}),
            batch("Cannot be", {"do": "set", "on": "keyframe", "id": str(uuid4()), "to": {"frame": 3}}),
            batch("Name", {"do": "set", "on": "project", "id": str(project.pk), "to": {"title": "Mine"}}),
        ],
    )
    assert (answer.status_code, answer.json()["saved"]) == (201, 4)
    copy = Project.objects.get(pk=answer.json()["id"])
    frames = [key.frame for key in keys_of(copy)]
    assert copy.title == "Mine"
    assert 1 in frames
    assert 31 in frames
    assert copy.revision == 4
    project.refresh_from_db()
    assert (project.revision, project.title) != (4, "Mine")
    assert keys_of(project)[0].frame == 0


def test_a_copy_that_is_asked_for_again_is_one_copy(client):
    project = full()
    client.force_login(project.owner)
    moving = {"id": str(uuid4()), "label": "Move", "operations": [moved(keys_of(project)[0], 1)]}
    wish = {"id": str(uuid4()), "unsaved": [moving]}
    first, again = asked(client, project, **wish), asked(client, project, **wish)
    assert (first.status_code, first.json()) == (201, again.json())
    assert (first.json()["id"], first.json()["saved"]) == (wish["id"], 1)
    assert Project.objects.count() == 2
    assert asked(client, project, id=str(project.pk)).json()["code"] == "exists"
    client.force_login(AccountFactory())
    Project.objects.update(owner=client.session["_auth_user_id"])
    Project.objects.filter(pk=wish["id"]).update(owner=AccountFactory())
    assert asked(client, project, **wish).json()["code"] == "exists"


def test_a_copy_is_made_with_what_was_not_saved_or_not_at_all(client, monkeypatch):
    project = full()
    client.force_login(project.owner)

    def broken(*_args):
        raise RuntimeError("the power went")

    monkeypatch.setattr(unsaved, "apply_batch", broken)
    client.raise_request_exception = False
    edits = [{"id": str(uuid4()), "operations": [moved(keys_of(project)[0], 1)]}]
    assert asked(client, project, unsaved=edits).status_code == 500
    assert Project.objects.count() == 1


def test_nobody_makes_copies_without_end(client, monkeypatch, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "copy": "2/m/key"}
    project = full()
    client.force_login(project.owner)
    assert [asked(client, project).status_code for _number in range(3)] == [201, 201, 429]
    settings.ACCOUNT_RATE_LIMITS = {}
    monkeypatch.setattr(unsaved, "MOST", 1)
    step = moved(keys_of(project)[0], 1)
    refused = asked(client, project, unsaved=[{"id": str(uuid4()), "operations": [step, step]}])
    assert (refused.status_code, refused.json()["code"]) == (413, "too_many")
    assert Project.objects.count() == 3


def test_a_credit_never_grows_too_long():
    project = full()
    project.title, project.credit = "x" * 120, "y" * 290
    project.save()
    copy = remix(Viewer(AccountFactory()), project)
    copy.full_clean(exclude=["digest"])
    assert copy.credit.startswith("Copy of “xxx")


BY_LINK = (Key(uuid4(), 1),)


@pytest.mark.parametrize("viewer", [lambda: Viewer(keys=BY_LINK), lambda: Viewer(GuestFactory())])
def test_without_an_account_there_is_nobody_to_keep_it(viewer):
    project = full()
    with pytest.raises(Refused) as caught:
        remix(viewer(), project)
    assert (caught.value.code, caught.value.status) == ("account_needed", 403)
    assert Project.objects.count() == 1


def test_a_guest_is_told_at_the_door_and_a_stranger_that_there_is_nothing(client):
    project = full()
    User.objects.filter(pk=project.owner_id).update(is_guest=True)
    client.force_login(User.objects.get(pk=project.owner_id))
    answer = asked(client, project)
    assert (answer.status_code, answer.json()["code"]) == (403, "account_needed")
    client.force_login(AccountFactory())
    assert asked(client, project).status_code == 404
    client.logout()
    assert asked(client, project).status_code == 401


def test_a_copy_counts_as_a_project_and_its_pictures_as_ones_own(monkeypatch):
    project, other = full(), AccountFactory()
    monkeypatch.setattr(quota, "BYTES_PER_OWNER", 100)
    with pytest.raises(Refused) as caught:
        remix(Viewer(other), project)
    assert (caught.value.code, caught.value.status) == ("no_room", 507)
    monkeypatch.setattr(quota, "PROJECTS_PER_OWNER", 0)
    with pytest.raises(Refused) as caught:
        remix(Viewer(other), project)
    assert (caught.value.code, caught.value.status) == ("too_many", 507)
    assert Project.objects.count() == 1
    assert copy_project(project, owner=other, kind=WORK)  # a work on an exercise is not counted
