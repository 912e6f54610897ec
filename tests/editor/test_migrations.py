import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

MARKS, TRACKS = ("editor", "0002_marks"), ("editor", "0003_tracks")
TOURED, LOCKER = ("editor", "0006_toured"), ("editor", "0007_locker")


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
