"""
Comments, through the API: who may say what, where, and who may take it back.
"""

import uuid

import pytest
from django.test import Client

from editor.access import Key
from editor.models import Comment, Membership, Project, ShareLink, Team, User
from editor.sharing import keys
from tests.factories import AccountFactory, GuestFactory, ShotFactory, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return story(0, 6)


def of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def by_link(project: Project, level: str) -> Client:
    """
    A browser that has opened a link.
    """
    link = ShareLink.objects.create(
        project=project, level=level, token_hash=str(ShareLink.objects.count()), hint="abcd"
    )
    client = Client()

    class Jar:
        def set_cookie(self, name: str, value: str, **_more: object) -> None:
            client.cookies[name] = value

    keys.give(Jar(), Key(link.pk, link.generation), [])
    return client


def say(client: Client, project: Project, text: str = "The arm grows here.", **more: object):
    where = {} if "thread" in more else {"shot": str(project.shots.first().pk), "start": 3}
    body = {"id": str(uuid.uuid4()), "text": text, **where, **more}
    return client.post(f"/api/projects/{project.pk}/comments", body, content_type="application/json")


def change(client: Client, project: Project, key: str, verb: str, body: object = None, tail: str = ""):
    path = f"/api/projects/{project.pk}/comments/{key}{tail}"
    return getattr(client, verb)(path, body, content_type="application/json")


def threads(client: Client, project: Project):
    return client.get(f"/api/projects/{project.pk}/comments").json()


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


def test_what_is_sent_twice_is_said_once(project):
    key = str(uuid.uuid4())
    for _ in range(2):
        assert say(of(project.owner), project, id=key).status_code == 201
    assert Comment.objects.count() == 1


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


def test_a_guest_comments_with_a_name_alone_and_is_the_same_guest_afterwards(project):
    client = by_link(project, "comment")
    assert say(client, project).json()["code"] == "name_needed"
    assert not User.objects.filter(is_guest=True).exists()
    first = say(client, project, name="  Ruth  ").json()
    assert (first["by"], first["is_guest"]) == ("Ruth", True)
    second = say(client, project).json()
    assert (second["by"], second["person"]) == ("Ruth", first["person"])
    assert Comment.objects.first().link == ShareLink.objects.get()


def test_an_account_is_not_called_otherwise(project):
    assert say(of(project.owner), project, name="Somebody else").json()["by"] == project.owner.shown_name


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
    assert say(by_link(project, "comment"), project, name="Ruth").status_code == 201


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
