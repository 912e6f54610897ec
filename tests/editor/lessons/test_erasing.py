"""
Erasing a learner: rows, pictures and drawings are gone, and nothing of anybody else.
"""

import pytest
from django.core.files.storage import default_storage

from editor.models import Enrolment, Judgement, Picture, Project, Review, Submission, User, Work
from editor.poses.pictures import poster_path, thumb_path
from jobs.frames import frame_path, picture_path
from jobs.models import Render, Segment
from tests.factories import AccountFactory, ProjectFactory, pose_of, story

pytestmark = pytest.mark.django_db(transaction=True)


def erase(school, alias):
    school.teacher.got("post", f"classes/{school.id}/learners/{school.learner_id(alias)}/erase")


@pytest.fixture
def school(transactional_db):
    from tests.editor.lessons.school import School

    return School()


def own_pictures(project):
    """
    Give the poses of a work pictures that nobody else has.
    """
    from editor.poses import pictures
    from tests.factories import drawing

    for shade, pose in enumerate(project.poses.order_by("pk"), 20):
        pose.versions.all().delete()
        pose.picture = pictures.keep(drawing(shade))
        pose.save()
    return [pose.picture_id for pose in project.poses.order_by("pk")]


def kept_frames():
    """
    The pictures of frames that were laid together.
    """
    folders = default_storage.listdir("reel")[0]
    return [name for folder in folders for name in default_storage.listdir(f"reel/{folder}")[1]]


def look(viewer, project):
    """
    Look at every frame of a project.
    """
    for span in viewer.got("get", f"projects/{project}/reel")["runs"]:
        assert viewer.client.get(span["picture"]).status_code == 200


def test_everything_is_gone(school, draw):
    exercise = school.exercise()
    mina = school.learner("Mina").start(exercise)
    pictures = own_pictures(mina.project)
    mina.render(draw)
    mina.watch()
    mina.judge("no", text="secret words")
    handed_in = mina.hand_in()
    user, topic, take = mina.user, mina.project.topic, mina.stretch().key
    school.teacher.got("put", f"submissions/{handed_in['id']}/review", {"words": "Hm."})
    look(school.teacher, handed_in["project"])
    look(mina, mina.project.pk)
    shot = str(mina.project.shots.get().pk)
    mina.edit({"do": "set", "on": "shot", "id": shot, "to": {"ground": "#123456"}})
    look(mina, mina.project.pk)  # what it showed before is not forgotten
    assert kept_frames()
    files = [path(sha) for sha in pictures for path in (picture_path, poster_path, thumb_path)]
    files.append(frame_path(take, 0, "full.png"))
    assert all(map(default_storage.exists, files))

    erase(school, "Mina")
    for model in (Enrolment, Work, Submission, Review, Judgement):
        assert model.objects.count() == 0, model
    assert not Project.objects.filter(owner=user.pk).exists()
    assert not User.objects.filter(pk=user.pk).exists()
    assert not Picture.objects.filter(pk__in=pictures).exists()
    assert not Render.objects.filter(topic=topic).exists()
    assert not Segment.objects.filter(pk=take).exists()
    assert not any(map(default_storage.exists, files))
    assert kept_frames() == []
    assert mina.client.get("/api/me").status_code == 401
    assert school.teacher.got("get", f"exercises/{exercise}/queue?filter=all")["submissions"] == []


def test_what_others_have_as_well_stays(school, draw):
    exercise = school.exercise()
    mina, jun = school.ready(draw, exercise, "Mina"), school.ready(draw, exercise, "Jun")
    mina.hand_in()
    handed_in = jun.hand_in()
    take, pictures = jun.stretch().key, [pose.picture_id for pose in jun.project.poses.all()]
    assert mina.stretch().key == take
    erase(school, "Mina")
    assert Segment.objects.filter(pk=take).exists()
    assert all(default_storage.exists(picture_path(sha)) for sha in pictures)
    assert jun.got("get", f"submissions/{handed_in['id']}")["attempt"] == 1
    assert jun.client.get(f"/projects/{jun.project.pk}/frames/{take}/0/full").status_code == 200


def test_an_account_keeps_what_it_made_for_itself(school, draw):
    user = AccountFactory()
    own = story(0, 3, owner=user)
    learner = school.ready(draw, school.exercise(), "Fox", user=user)
    learner.hand_in()
    erase(school, "Fox")
    assert list(Project.objects.filter(owner=user)) == [own]
    assert User.objects.filter(pk=user.pk).exists()


def test_a_guest_with_a_story_of_their_own_keeps_it(school):
    mina = school.learner("Mina")
    own = ProjectFactory(owner=mina.user)
    pose_of(own)
    erase(school, "Mina")
    assert mina.got("get", f"projects/{own.pk}")["project"]["id"] == str(own.pk)
    assert mina.got("get", "classes")["learning"] == []


def test_a_picture_that_a_lesson_shows_stays(school, draw):
    import io

    from editor.poses import intake

    lesson = school.lesson()
    mina = school.learner("Mina").start(school.exercise(lesson))
    sha = own_pictures(mina.project)[0]
    with default_storage.open(picture_path(sha)) as file:
        upload = io.BytesIO(file.read())
    upload.name = "x.png"
    added = school.teacher.client.post(f"/api/lessons/{lesson['id']}/pictures", {"file": upload}).json()
    assert added["sha256"] == sha == intake.take_in(upload.getvalue()).sha256
    erase(school, "Mina")
    assert school.teacher.client.get(added["url"]).status_code == 200
