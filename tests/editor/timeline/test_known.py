"""
Documents that are kept between edits are those that would be read.
"""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.access import Viewer
from editor.models import Keyframe, Project
from editor.refusals import Refused
from editor.teams.actions import adopt
from editor.timeline import known, rows
from tests.editor.timeline.test_actions import edit, keys_of, moved
from tests.factories import (
    AccountFactory,
    GuestFactory,
    MarkerFactory,
    ShotFactory,
    TrackFactory,
    keyed,
    marked,
    story,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeping(settings):
    settings.DOCUMENTS_KEPT = 4
    known._known.clear()
    yield
    known._known.clear()


def scene():
    """
    A project with one of everything.
    """
    project = story(0, 6, 12)
    marked(project)
    shot = project.shots.get()
    keyed(shot, 3, track=TrackFactory(shot=shot, order="b0"))
    keyed(ShotFactory(project=project, order="b0"), 0, 4)
    MarkerFactory(shot=shot, frame=2)
    return project


def read(project):
    """
    A project as it is read, its rows in any order.
    """
    found = rows.load(project)
    return {name: dict(getattr(found, name)) for name in PARTS} | {"project": found.project}


PARTS = ("shots", "poses", "keyframes", "characters", "tracks", "markers")


def steps(project):
    """
    Edits of all kinds, by name.
    """
    key, *_others = keys_of(project)
    pose, shot = project.poses.order_by("pk").first(), project.shots.order_by("order").first()
    track, marker = shot.tracks.order_by("order").last(), shot.markers.first()
    who = project.characters.first()

    def put(on, row, **to):
        return {"do": "set", "on": on, "id": str(row.pk), "to": to}

    new = str(uuid4())
    return {
        "move": lambda n: [moved(key, 20 + n)],
        "say all": lambda n: [
            put(
                "keyframe", key, hold=1 + n % 3, ease="cubic", curve=[0, 0, 1, 1], arc=n % 2, seed=n, note="x"
            )
        ],
        "lock": lambda n: [put("keyframe", key, locked=n % 2 == 0)],
        "pose": lambda n: [put("pose", pose, name=f"P {n}", tags=["a"], behind=[])],
        "joints": lambda n: [put("pose", pose, joints=[[0.1, n / 100], [0.123456789, 1], [0, 0]])],
        "shot": lambda n: [put("shot", shot, name=f"S {n}", ground="#102030", loop=n % 2 == 0)],
        "track": lambda n: [put("track", track, name=f"T {n}", hidden=n % 2 == 0)],
        "marker": lambda n: [put("marker", marker, frame=n, name=f"M {n}")],
        "character": lambda n: [put("character", who, name=f"C {n}", colour="#aabbcc", card=str(pose.pk))],
        "project": lambda n: [put("project", project, title=f"Title {n}", first_frame=n)],
        "place": lambda n: [
            {
                "do": "create",
                "on": "keyframe",
                "id": new,
                "to": {"shot": str(shot.pk), "pose": str(pose.pk), "frame": 60},
            }
        ],
        "delete": lambda _n: [{"do": "delete", "on": "keyframe", "id": str(key.pk)}],
        "restore": lambda _n: [{"do": "restore", "on": "keyframe", "id": str(key.pk)}],
        "delete track": lambda _n: [{"do": "delete", "on": "track", "id": str(track.pk)}],
        "restore track": lambda _n: [{"do": "restore", "on": "track", "id": str(track.pk)}],
        "new track": lambda _n: [
            {
                "do": "create",
                "on": "track",
                "id": str(uuid4()),
                "to": {"shot": str(shot.pk), "name": "N", "order": "c0"},
            }
        ],
    }


NAMES = [
    *("move", "say all", "lock", "pose", "joints", "shot", "track", "marker", "character", "project"),
    *("place", "delete", "restore", "delete track", "restore track", "new track"),
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(NAMES), min_size=2, max_size=8))
def test_what_is_kept_is_what_would_be_read(django_capture_on_commit_callbacks, names):
    project = scene()
    acts = steps(project)
    for number, name in enumerate(names):
        with django_capture_on_commit_callbacks(execute=True):
            try:
                edit(project, *acts[name](number))
            except Refused:
                continue
        project.refresh_from_db()
        kept = known.find(project)
        assert kept is not None
        found = {part: dict(getattr(kept, part)) for part in PARTS} | {"project": kept.project}
        assert found == read(project), name


def test_an_edit_of_what_is_known_reads_no_rows(django_capture_on_commit_callbacks):
    project = scene()
    key = keys_of(project)[0]
    counts = []
    for frame in (20, 21, 22):
        with CaptureQueriesContext(connection) as caught, django_capture_on_commit_callbacks(execute=True):
            edit(project, moved(key, frame))
        counts.append(sum('FROM "editor_pose"' in one["sql"] for one in caught))
    assert counts == [1, 0, 0]


def test_a_refused_edit_leaves_what_is_known(django_capture_on_commit_callbacks):
    project = story(0, 6)
    first, second = keys_of(project)
    with django_capture_on_commit_callbacks(execute=True):
        edit(project, moved(first, 20))
    project.refresh_from_db()
    with pytest.raises(Refused):
        edit(project, moved(second, 20))
    assert known.find(project).keyframes[str(second.pk)]["frame"] == second.frame


def test_what_is_written_beside_the_revisions_is_read(django_capture_on_commit_callbacks):
    guest, account = GuestFactory(), AccountFactory()
    project = scene()
    Project.objects.filter(pk=project.pk).update(owner=guest)
    project.refresh_from_db()
    key = keys_of(project)[0]
    lock = {"do": "set", "on": "keyframe", "id": str(key.pk), "to": {"locked": True}}
    with django_capture_on_commit_callbacks(execute=True):
        edit(project, lock, viewer=Viewer(guest))
    Keyframe.objects.filter(pk=key.pk).update(take="a" * 64)
    adopt(guest, account)
    project.refresh_from_db()
    row = known.find(project).keyframes[str(key.pk)]
    assert (row["take"], row["locker"]) == ("a" * 64, str(account.pk))


def test_another_revision_is_not_known(django_capture_on_commit_callbacks):
    project = scene()
    with django_capture_on_commit_callbacks(execute=True):
        edit(project, moved(keys_of(project)[0], 20))
    project.refresh_from_db()
    project.revision += 1
    assert known.find(project) is None


def test_only_so_many_are_kept(django_capture_on_commit_callbacks, settings):
    settings.DOCUMENTS_KEPT = 2
    projects = [story(0, 6) for _ in range(3)]
    for project in projects:
        with django_capture_on_commit_callbacks(execute=True):
            edit(project, moved(keys_of(project)[0], 20))
        project.refresh_from_db()
    assert [known.find(project) is not None for project in projects] == [False, True, True]
