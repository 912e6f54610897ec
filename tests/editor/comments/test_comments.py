"""
Comments, through the API: who may say what, where, and who may take it back.
"""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from editor.models import Comment, Membership, Project, Team
from tests.editor.comments.talk import by_link, change, of, say, threads
from tests.factories import AccountFactory, GuestFactory, ShotFactory, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return story(0, 6)


def test_a_thread_is_begun_answered_and_read_in_the_order_of_its_frames(project):
    owner = of(project.owner)
    late = say(owner, project, "Later", start=5, end=6).json()
    first = say(owner, project, "First", pin=[0.25, 0.5]).json()
    assert say(owner, project, "Yes", thread=first["id"]).status_code == 201
    found = threads(owner, project)
    assert [one["id"] for one in found] == [first["id"], late["id"]]
    assert (found[0]["start"], found[0]["end"], found[0]["pin"]) == (3, 4, [0.25, 0.5])
    assert [one["text"] for one in found[0]["answers"]] == ["Yes"]
    assert found[0]["by"] == project.owner.shown_name


def test_threads_come_in_the_order_of_the_film(project):
    first = project.shots.first()
    # What is in front has an id that sorts behind.
    front = ShotFactory(project=project, id=uuid.UUID(int=2**128 - 1), order="0")
    back = ShotFactory(project=project, id=uuid.UUID(int=1), order="z")
    gone = ShotFactory(project=project, order="00")
    owner = of(project.owner)
    for shot in (gone, back, first, front):
        say(owner, project, shot.order, shot=str(shot.pk))
    gone.deleted_at = timezone.now()
    gone.save()

    assert [one["shot"] for one in threads(owner, project)] == [
        str(shot.pk) for shot in (front, first, back, gone)
    ]


def test_what_is_sent_twice_is_said_once(project):
    owner, key = of(project.owner), str(uuid.uuid4())
    for _ in range(2):
        assert say(owner, project, id=key, pin=[0.1, 0.2]).status_code == 201
    thread, answer = key, str(uuid.uuid4())
    for _ in range(2):
        assert say(owner, project, "Yes", thread=thread, id=answer).status_code == 201
    assert Comment.objects.count() == 2


@pytest.mark.parametrize("more", [{"text": "The leg grows here."}, {"start": 4}, {"pin": [0.5, 0.5]}])
def test_an_id_stands_for_one_remark(project, more):
    owner, key = of(project.owner), str(uuid.uuid4())
    say(owner, project, id=key)
    answer = say(owner, project, **{"text": "The arm grows here.", "id": key, **more})
    assert (answer.status_code, answer.json()["code"]) == (409, "exists")
    assert say(owner, project, id=key, thread=say(owner, project).json()["id"]).status_code == 409
    assert threads(owner, project)[0]["text"] == "The arm grows here."


def test_another_persons_id_is_not_taken_over(project):
    key = say(of(project.owner), project).json()["id"]
    answer = say(by_link(project, "comment"), project, "Mine", id=key, name="Eve")
    assert answer.status_code == 404
    assert Comment.objects.get().text == "The arm grows here."


@pytest.mark.parametrize(("level", "status"), [("view", 404), ("comment", 201), ("edit", 201)])
def test_a_link_comments_as_far_as_it_says(project, level, status):
    client = by_link(project, level)
    assert say(client, project, name="Ruth").status_code == status
    assert threads(client, project) == threads(of(project.owner), project)


def test_only_who_said_it_says_it_otherwise(project):
    ruth = by_link(project, "comment")
    key = say(ruth, project, name="Ruth").json()["id"]
    for other in (of(project.owner), by_link(project, "comment")):
        assert change(other, project, key, "patch", {"text": "No"}).status_code == 404
    edited = change(ruth, project, key, "patch", {"text": "The leg grows."}).json()
    assert edited["text"] == "The leg grows."
    assert edited["edited_at"]


def test_who_said_it_or_owns_the_project_takes_it_back(project):
    ruth, eve = by_link(project, "comment"), by_link(project, "comment")
    say(eve, project, name="Eve")
    for taker in (ruth, of(project.owner)):
        key = say(ruth, project, name="Ruth").json()["id"]
        assert change(eve, project, key, "delete").status_code == 404
        assert change(taker, project, key, "delete").status_code == 204
        assert change(taker, project, key, "delete").status_code == 404
    assert [one["by"] for one in threads(ruth, project)] == ["Eve"]


def test_answers_stay_when_what_they_answer_is_taken_back(project):
    owner, ruth = of(project.owner), by_link(project, "comment")
    key = say(ruth, project, "Oops", name="Ruth").json()["id"]
    say(owner, project, "What?", thread=key)
    change(ruth, project, key, "delete")
    found = threads(owner, project)[0]
    assert (found["deleted"], found["text"]) == (True, "")
    assert [one["text"] for one in found["answers"]] == ["What?"]
    assert "Oops" not in str(Comment.objects.values_list("text"))


def test_a_thread_is_resolved_and_opened_again(project):
    ruth = by_link(project, "comment")
    key = say(of(project.owner), project).json()["id"]
    say(ruth, project, "See", thread=key, name="Ruth")
    done = change(ruth, project, key, "post", {"resolved": True}, "/resolve").json()
    assert done["resolved_by"] == "Ruth"
    assert change(ruth, project, key, "post", {"resolved": False}, "/resolve").json()["resolved_at"] is None
    reply = threads(ruth, project)[0]["answers"][0]["id"]
    assert change(ruth, project, reply, "post", {"resolved": True}, "/resolve").status_code == 422


@pytest.mark.parametrize(
    "place",
    [
        {"shot": None},
        {"start": None},
        {"end": None},
        {"end": 3},
        {"x": 0.5},
        {"y": 0.5},
        {"answer": True, "end": 4},
        {"answer": True, "x": 0.5, "y": 0.5},
    ],
)
def test_no_row_has_half_a_place(project, place):
    """
    Whatever wrote it.
    """
    head = Comment.objects.get(pk=say(of(project.owner), project).json()["id"])
    whole = {"shot": head.shot, "start": 3, "end": 4, **place}
    if whole.pop("answer", False):
        whole = {"thread": head, **{name: value for name, value in place.items() if name != "answer"}}
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(project=project, text="Hm", name="Ruth", **whole)


@pytest.mark.parametrize(
    "more",
    [
        {"text": "   "},
        {"text": "x" * 2001},
        {"start": -1},
        {"start": 5, "end": 5},
        {"pin": [1.2, 0]},
        {"pin": [float("nan"), 0]},
        {"start": None},
        {"shot": str(uuid.uuid4())},
        {"thread": str(uuid.uuid4())},
    ],
)
def test_what_cannot_be_said_is_refused(project, more):
    import json

    body = {"id": str(uuid.uuid4()), "text": "Hm", "shot": str(project.shots.first().pk), "start": 3, **more}
    if "thread" in more:
        body = {"id": body["id"], "text": "Hm", **more}
    answer = of(project.owner).post(
        f"/api/projects/{project.pk}/comments", json.dumps(body), content_type="application/json"
    )
    assert answer.status_code in (400, 422)
    assert not Comment.objects.exists()


def test_a_shot_of_another_project_is_no_place(project):
    assert say(of(project.owner), project, shot=str(ShotFactory().pk)).status_code == 422


def test_frozen_versions_are_commented_but_never_edited(project):
    Project.objects.filter(pk=project.pk).update(kind="frozen")
    said = say(by_link(project, "comment"), project, name="Ruth")
    assert said.status_code == 201
    key = said.json()["id"]
    assert change(by_link(project, "comment"), project, key, "delete").status_code == 404
    assert change(of(project.owner), project, key, "delete").status_code == 204


def test_members_comment_as_far_as_they_may(project):
    team = Team.objects.create(name="Team")
    Project.objects.filter(pk=project.pk).update(team=team)
    for role, status in [("viewer", 404), ("commenter", 201), ("editor", 201)]:
        user = AccountFactory()
        Membership.objects.create(team=team, user=user, role=role)
        assert say(of(user), project).status_code == status, role
    assert say(of(AccountFactory()), project).status_code == 404
    assert say(of(GuestFactory()), project).status_code == 404
    assert say(Client(), project).status_code == 401


def test_new_ones_are_told_live(project, monkeypatch, django_capture_on_commit_callbacks):
    told = []
    monkeypatch.setattr("jobs.progress.publish", lambda topic, event: told.append((topic, event)))
    with django_capture_on_commit_callbacks(execute=True):
        key = say(of(project.owner), project).json()["id"]
    [(topic, event)] = told
    assert topic == project.topic
    assert (event["type"], event["comment"]["id"]) == ("comment", key)


def test_nobody_floods_a_project(project, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "comment": "2/m/key"}
    statuses = [say(of(project.owner), project).status_code for _ in range(3)]
    assert statuses == [201, 201, 429]


def test_nor_by_saying_it_otherwise(project, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "comment": "3/m/key"}
    owner = of(project.owner)
    key = say(owner, project).json()["id"]
    assert change(owner, project, key, "patch", {"text": "No"}).status_code == 200
    assert change(owner, project, key, "post", {"resolved": True}, "/resolve").status_code == 200
    assert change(owner, project, key, "patch", {"text": "Yes"}).status_code == 429
    assert change(owner, project, key, "post", {"resolved": False}, "/resolve").status_code == 429
    assert change(owner, project, key, "delete").status_code == 204
