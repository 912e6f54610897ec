import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

MARKS, TRACKS = ("editor", "0002_marks"), ("editor", "0003_tracks")
TOURED, LOCKER = ("editor", "0006_toured"), ("editor", "0007_locker")
LESSONS, COPIES = ("editor", "0009_lessons"), ("editor", "0010_teams_frozen_copies")


@pytest.fixture
def migrated(transactional_db):
    """
    Brings the database to a migration, and gives the models of then; afterwards the database is as it was.
    """

    def to(migration):
        executor = MigrationExecutor(connection)
        executor.migrate([migration])
        return executor.loader.project_state([migration]).apps.get_model

    yield to
    call_command("migrate", verbosity=0)


def a_pose(old):
    owner = old("editor", "User").objects.create(email="a@example.org")
    project = old("editor", "Project").objects.create(owner=owner, title="Story")
    picture = old("editor", "Picture").objects.create(
        sha256="a" * 64, width=4, height=4, has_alpha=False, byte_size=9
    )
    return old("editor", "Pose").objects.create(project=project, picture=picture, name="P")


def test_each_shot_gets_a_track_that_its_keyframes_stand_on(migrated):
    old = migrated(MARKS)
    pose = a_pose(old)
    shots = [old("editor", "Shot").objects.create(project=pose.project, name=n, order=n) for n in "ab"]
    for shot in shots:
        for frame in (0, 5):
            old("editor", "Keyframe").objects.create(shot=shot, pose=pose, frame=frame)

    new = migrated(TRACKS)
    tracks = new("editor", "Track").objects.all()
    assert sorted((track.shot.name, track.name) for track in tracks) == [("a", "Keys"), ("b", "Keys")]
    for key in new("editor", "Keyframe").objects.select_related("track"):
        assert key.track.shot_id == key.shot_id


def test_the_locks_that_are_there_are_the_owners(migrated):
    old = migrated(TOURED)
    pose = a_pose(old)
    shot = old("editor", "Shot").objects.create(project=pose.project, name="a", order="a")
    track = old("editor", "Track").objects.create(shot=shot, name="Keys", order="a")
    for frame, locked in ((0, True), (5, False)):
        placed = {"shot": shot, "track": track, "pose": pose, "frame": frame}
        old("editor", "Keyframe").objects.create(**placed, locked=locked, locked_by="Guest" if locked else "")

    new = migrated(LOCKER)
    lockers = new("editor", "Keyframe").objects.order_by("frame").values_list("locker__email", flat=True)
    assert [*lockers] == ["a@example.org", None]


def test_what_frozen_links_show_follows_its_project(migrated):
    old = migrated(LESSONS)
    brought, since = (old("editor", "User").objects.create(email=f"{name}@example.org") for name in "ab")
    team = old("editor", "Team").objects.create(name="Foxes")
    projects, links = old("editor", "Project").objects, old("editor", "ShareLink").objects
    original = projects.create(owner=since, team=team, title="Story")
    shown, starter = (
        projects.create(owner=brought, title=name, kind="frozen") for name in ("Shown", "Start")
    )
    old("editor", "Lesson").objects.create(owner=brought, starter=starter)
    for copy in (shown, starter):
        links.create(project=original, frozen=copy, token_hash=copy.title, hint="abcd")

    new = migrated(COPIES)
    found = new("editor", "Project").objects.order_by("title").values_list("title", "owner__email", "team")
    assert [*found] == [
        ("Shown", "b@example.org", team.pk),
        ("Start", "a@example.org", None),
        ("Story", "b@example.org", team.pk),
    ]


def test_the_aliases_that_are_there_are_told_apart_as_people_do(migrated):
    old = migrated(("editor", "0010_teams_frozen_copies"))
    users = [old("editor", "User").objects.create(email=f"{name}@example.org") for name in "ab"]
    group = old("editor", "ClassGroup").objects.create(teacher=users[0], name="8b", code="BCDFGH")
    old("editor", "Enrolment").objects.create(group=group, user=users[1], alias="Ｍｉｎａ \u200d3")

    new = migrated(("editor", "0011_lessons_aliases"))
    assert new("editor", "Enrolment").objects.get().folded == "mina3"
