"""
Handing in: what is handed in stays what it was, once and in order.
"""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from editor.access import Action, Viewer, can
from editor.models import Enrolment, Project, Submission, User
from editor.projects.copying import digest_of
from editor.projects.snapshot import snapshot
from editor.quota import KEYFRAMES_PER_PROJECT
from editor.timeline import rows, sheet
from editor.timeline.renders import request_render
from tests.editor.lessons.school import STEPS, Learner, School
from tests.editor.timeline.test_actions import shared_rows
from tests.factories import AccountFactory, new_id, story, viewer_for

__all__ = ["shared_rows"]

pytestmark = pytest.mark.django_db


def shown(viewer, copy):
    """
    Everything of a copy, but for what is guessed of the next render.
    """
    return {name: value for name, value in snapshot(viewer, copy).items() if name != "engine"}


@pytest.fixture
def mina(school, draw):
    return school.ready(draw, school.exercise())


def test_the_copy_stays_the_same_whatever_becomes_of_the_work(mina, draw):
    handed_in = mina.hand_in()
    copy = Project.objects.get(pk=handed_in["project"])
    assert copy.kind == Project.Kind.HANDED_IN
    assert copy.digest == digest_of(copy)
    viewer = Viewer(mina.user)
    before = shown(viewer, copy)
    stretch, project = mina.stretch(), mina.project
    edits = [
        {"do": "set", "on": "keyframe", "id": stretch.left, "to": {"ease": "in"}},
        {"do": "delete", "on": "pose", "id": str(project.poses.last().pk)},
    ]
    for edit in edits:
        mina.ask("post", f"projects/{project.pk}/ops", {"id": new_id(), "operations": [edit]})
    mina.render(draw)
    mina.judge("no", text="I changed my mind")
    assert shown(viewer, Project.objects.get(pk=copy.pk)) == before
    assert digest_of(copy) == copy.digest
    found = mina.got("get", f"submissions/{handed_in['id']}")
    assert found["judgement"]["identity"] == "partly"
    mina.project.delete()
    assert digest_of(Project.objects.get(pk=copy.pk)) == copy.digest


def test_nobody_edits_a_copy(school, mina):
    copy = Project.objects.get(pk=mina.hand_in()["project"])
    for user in (mina.user, school.person):
        changing = {Action.EDIT, Action.RENDER, Action.JUDGE, Action.BIN, Action.SHARE, Action.COMMENT}
        assert not {action for action in changing if can(Viewer(user), action, copy)}
        assert can(Viewer(user), Action.VIEW, copy)


def test_a_doubled_message_hands_in_once(mina):
    path, body = f"works/{mina.work['id']}/hand-in", {"id": new_id()}
    assert mina.got("post", path, body) == mina.got("post", path, body)
    assert Submission.objects.count() == 1
    assert mina.hand_in()["attempt"] == 2
    assert mina.got("post", path, body)["attempt"] == 1


def test_attempts_are_counted(school, draw):
    mina = school.ready(draw, school.exercise(attempts=2))
    assert mina.got("get", f"works/{mina.work['id']}")["attempts_left"] == 2
    mina.hand_in()
    mina.hand_in()
    assert mina.refused("post", f"works/{mina.work['id']}/hand-in", {"id": new_id()}) == "no_attempts_left"
    work = mina.got("get", f"works/{mina.work['id']}")
    assert (work["attempts_left"], work["may_hand_in"]) == (0, False)
    school.teacher.got("patch", f"exercises/{mina.work['exercise']}", {"attempts": 3})
    assert mina.hand_in()["attempt"] == 3


@pytest.mark.parametrize("missing", ["rendered", "watched", "judged"])
def test_what_is_still_to_do_is_named(school, draw, missing):
    mina = school.learner().start(school.exercise())
    steps = {"rendered": lambda: mina.render(draw), "watched": mina.watch, "judged": mina.judge}
    for name, step in steps.items():
        if name == missing:
            break
        step()
    answer = mina.ask("post", f"works/{mina.work['id']}/hand-in", {"id": new_id()})
    assert answer.status_code == 422
    assert answer.json()["code"] == "open_checks"
    assert answer.json()["open"][0]["name"] == missing
    assert Submission.objects.count() == 0
    assert Project.objects.filter(kind=Project.Kind.HANDED_IN).count() == 0


def test_an_edit_makes_the_work_stale_and_the_steps_open_again(mina):
    edit = {"do": "set", "on": "keyframe", "id": mina.stretch().left, "to": {"ease": "in"}}
    mina.got("post", f"projects/{mina.project.pk}/ops", {"id": new_id(), "operations": [edit]})
    work = mina.got("get", f"works/{mina.work['id']}")
    assert [check["name"] for check in work["checklist"] if not check["done"]] == STEPS[3:]


def test_only_what_is_wanted_is_asked_for(school):
    lesson = school.lesson(checks=["two_poses"])
    mina = school.learner().start(school.exercise(lesson))
    assert mina.hand_in()["checklist"] == mina.work["checklist"]


def test_watching_counts_the_works_own_takes_alone(mina, draw):
    path = f"works/{mina.work['id']}/watched"
    assert mina.lost("post", path, {"takes": ["0" * 64]})
    project = story(0, 5, method="crossfade")
    request_render(viewer_for(project), project)
    draw()
    foreign = next(iter(sheet.stretches(rows.load(project)).values())).key
    assert mina.lost("post", path, {"takes": [mina.stretch().key, foreign]})
    found = mina.watch(2)
    assert found["watched"] == {mina.stretch().key: 3}
    same = mina.got("post", path, {"takes": [mina.stretch().key] * 3})
    assert same["watched"] == {mina.stretch().key: 4}


def test_as_many_takes_are_watched_at_once_as_a_work_can_have(mina):
    named = [f"{number:064x}" for number in range(KEYFRAMES_PER_PROJECT + 1)]
    path = f"works/{mina.work['id']}/watched"
    assert mina.lost("post", path, {"takes": named[:-1]})  # looked for, and none is theirs
    assert mina.refused("post", path, {"takes": named}) == "invalid"


def test_watching_twice_can_be_wanted(school, draw):
    lesson = school.lesson(checks=["rendered", "watched_twice"])
    mina = school.learner().start(school.exercise(lesson))
    mina.render(draw)
    assert not mina.watch()["may_hand_in"]
    assert mina.watch()["may_hand_in"]


def test_a_learner_begins_once_however_often_it_is_asked_for(school):
    exercise = school.exercise()
    mina = school.learner().start(exercise)
    assert mina.got("post", f"exercises/{exercise}/start")["id"] == mina.work["id"]
    assert Project.objects.filter(owner=mina.user).count() == 1


def test_an_exercise_is_begun_however_many_projects_one_has(school, monkeypatch):
    monkeypatch.setattr("editor.quota.PROJECTS_PER_OWNER", 0)
    for starter in ({}, {"starter": None}):
        exercise = school.exercise(school.lesson(**starter))
        learner = school.learner(f"Fox {len(starter)}", user=AccountFactory()).start(exercise)
        assert learner.project.kind == Project.Kind.WORK
        assert learner.project.shots.get().tracks.count() == 1


def test_a_starter_is_kept_as_it_was_when_it_was_chosen(school):
    lesson = school.lesson()
    exercise = school.exercise(lesson)
    starter = Project.objects.get(pk=lesson["starter"]["id"])
    assert starter.kind == Project.Kind.FROZEN
    original = starter.copied_from
    original.shots.get().keyframes.all().delete()
    original.poses.all().delete()
    school.teacher.got("patch", f"lessons/{lesson['id']}", {"starter": None})
    mina = school.learner().start(exercise)
    assert mina.project.poses.count() == 2
    assert mina.project.shots.get().keyframes.count() == 2


def test_of_an_account_only_the_alias_is_told(school, draw):
    user = AccountFactory(name="Kim Minseo", email="minseo.kim@example.org")
    learner = school.ready(draw, school.exercise(), "Fox", user=user)
    lock = {"do": "set", "on": "keyframe", "id": learner.stretch().left, "to": {"locked": True}}
    learner.got("post", f"projects/{learner.project.pk}/ops", {"id": new_id(), "operations": [lock]})
    handed_in = learner.hand_in()
    teacher = school.teacher
    pages = [
        f"/api/submissions/{handed_in['id']}",
        f"/api/projects/{handed_in['project']}",
        f"/api/projects/{handed_in['project']}/renders",
        f"/api/exercises/{learner.work['exercise']}/queue?filter=all",
        f"/api/exercises/{learner.work['exercise']}/learners",
        f"/api/exercises/{learner.work['exercise']}/grades",
        f"/api/classes/{school.id}",
        f"/projects/{handed_in['project']}/watch",
        f"/api/projects/{handed_in['project']}/reel",
    ]
    for page in pages:
        answer = teacher.client.get(page)
        assert answer.status_code == 200, page
        assert b"inseo" not in answer.content, page
    key = teacher.got("get", f"projects/{handed_in['project']}")["keyframes"][0]
    assert (key["locked"], key["locked_by"]) == (True, "Fox")


def all_at_once(act, people):
    """
    What each of them gets when they act at the same moment.
    """
    together = threading.Barrier(len(people))

    def run(person):
        try:
            together.wait(60)
            return act(person)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(run, people))


@pytest.mark.django_db(transaction=True)
def test_a_class_of_200_begins_and_hands_in_at_once(shared_rows):
    """
    All of them are taken, each once, each with its own copy.
    """
    school = School()
    exercise = school.exercise(school.lesson(checks=["start_and_end"]))
    learners = []
    for number in range(200):
        user = User.objects.create_guest()
        Enrolment.objects.create(group_id=school.id, user=user, alias=f"Learner {number}")
        learners.append(Learner(alias=f"Learner {number}"))
        learners[-1].client.force_login(user)
    all_at_once(lambda learner: learner.start(exercise), learners)
    assert len({learner.work["project"] for learner in learners}) == 200
    found = all_at_once(Learner.hand_in, learners)
    assert {one["attempt"] for one in found} == {1}
    assert len({one["id"] for one in found}) == len({one["project"] for one in found}) == 200
    assert Submission.objects.count() == 200
    assert Project.objects.filter(kind=Project.Kind.HANDED_IN).count() == 200
    waiting = school.teacher.got("get", f"exercises/{exercise}/queue")
    assert waiting["counts"] == {"waiting": 200, "late": 0, "all": 200}


@pytest.mark.django_db(transaction=True)
def test_one_message_that_arrives_many_times_at_once_is_one_attempt(shared_rows):
    school = School()
    learner = school.learner().start(school.exercise(school.lesson(checks=["start_and_end"])))
    path, body = f"works/{learner.work['id']}/hand-in", {"id": new_id()}
    ids = all_at_once(lambda one: one.ask("post", path, body).json()["id"], [learner] * 8)
    assert len(set(ids)) == 1
    assert Submission.objects.count() == 1
