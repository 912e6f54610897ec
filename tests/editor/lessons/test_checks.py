"""
The steps of an exercise: all of a work counts, not its best shot.
"""

import pytest

from editor.models import Keyframe
from tests.editor.lessons.school import STEPS
from tests.factories import ShotFactory, keyed, marked, new_id, story

pytestmark = pytest.mark.django_db


def open_steps(learner):
    work = learner.got("get", f"works/{learner.work['id']}")
    return [step["name"] for step in work["checklist"] if not step["done"]]


@pytest.fixture
def mina(school):
    """
    A learner whose exercise begins with two shots, each with two keyed poses.
    """
    project = story(0, 3, owner=school.person, method="crossfade")
    keyed(ShotFactory(project=project, order="a1"), 0, 3, method="crossfade")
    marked(project)
    return school.learner().start(school.exercise(school.lesson(starter=str(project.pk))))


def test_every_shot_has_to_be_rendered_watched_and_judged(mina, draw):
    first, second = [str(one.pk) for one in Keyframe.objects.filter(shot__project=mina.project, frame=0)]
    assert open_steps(mina) == STEPS[3:]
    mina.got("post", f"projects/{mina.project.pk}/renders", {"keyframes": [first]})
    draw()
    assert open_steps(mina) == STEPS[3:]
    mina.render(draw)
    assert open_steps(mina) == STEPS[4:]
    shown = mina.got("get", f"projects/{mina.project.pk}")["segments"]
    takes = {key: shown[key]["shown"] for key in (first, second)}
    for watched in takes.values():
        assert "watched" in open_steps(mina)
        mina.got("post", f"works/{mina.work['id']}/watched", {"takes": [watched]})
    for key, take in takes.items():
        assert open_steps(mina) == ["judged"]
        said = {"identity": "yes", "takes": [{"keyframe": key, "take": take}]}
        mina.got("post", f"works/{mina.work['id']}/judgement", said)
    assert open_steps(mina) == []


def test_a_shot_that_only_begins_keeps_the_work_open_and_an_empty_one_does_not(mina):
    shot = ShotFactory(project=mina.project, order="a2")
    assert "start_and_end" not in open_steps(mina)
    keyed(shot, 0)
    assert "start_and_end" in open_steps(mina)


def test_what_was_handed_in_is_changed_by_an_edit_and_by_a_word(school, draw):
    mina = school.ready(draw, school.exercise())
    path = f"works/{mina.work['id']}"
    assert mina.got("get", path)["changed"]
    mina.hand_in()
    assert not mina.got("get", path)["changed"]
    mina.draft("no")
    assert mina.got("get", path)["changed"]
    mina.hand_in()
    edit = {"do": "set", "on": "keyframe", "id": mina.stretch().left, "to": {"note": "slower"}}
    mina.got("post", f"projects/{mina.project.pk}/ops", {"id": new_id(), "operations": [edit]})
    assert mina.got("get", path)["changed"]
