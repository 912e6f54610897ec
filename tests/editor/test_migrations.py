import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

MARKS, TRACKS = ("editor", "0002_marks"), ("editor", "0003_tracks")


@pytest.fixture
def at_marks(transactional_db):
    """
    The models as they were before there were tracks; afterwards the database is as it was.
    """
    executor = MigrationExecutor(connection)
    executor.migrate([MARKS])
    yield executor.loader.project_state([MARKS]).apps
    call_command("migrate", verbosity=0)


def test_each_shot_gets_a_track_that_its_keyframes_stand_on(at_marks):
    old = at_marks.get_model
    owner = old("editor", "User").objects.create(email="a@example.org")
    project = old("editor", "Project").objects.create(owner=owner, title="Story")
    picture = old("editor", "Picture").objects.create(
        sha256="a" * 64, width=4, height=4, has_alpha=False, byte_size=9
    )
    pose = old("editor", "Pose").objects.create(project=project, picture=picture, name="P")
    shots = [old("editor", "Shot").objects.create(project=project, name=n, order=n) for n in "ab"]
    for shot in shots:
        for frame in (0, 5):
            old("editor", "Keyframe").objects.create(shot=shot, pose=pose, frame=frame)

    executor = MigrationExecutor(connection)
    executor.migrate([TRACKS])
    new = executor.loader.project_state([TRACKS]).apps.get_model
    tracks = new("editor", "Track").objects.all()
    assert sorted((track.shot.name, track.name) for track in tracks) == [("a", "Keys"), ("b", "Keys")]
    for key in new("editor", "Keyframe").objects.select_related("track"):
        assert key.track.shot_id == key.shot_id
