"""
Teams, through the API: who may do what to whom, and what that does to their projects.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from editor.access import Role
from editor.models import Invitation, Membership, Project
from tests.editor.teams.people import join, of
from tests.factories import GuestFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def test_who_makes_a_team_owns_it(ana, team):
    assert team.name == "Winter walk"
    found = ana.send("get", f"/teams/{team.pk}").json()
    assert [(one["name"], one["role"], one["you"]) for one in found["members"]] == [("Ana", "owner", True)]
    assert ana.send("get", "/teams").json() == [
        {"id": str(team.pk), "name": "Winter walk", "role": "owner", "members": 1, "projects": 0}
    ]


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_team_needs_a_name(ana, name):
    answer = ana.send("post", "/teams", {"name": name})
    assert answer.status_code == 422
    assert "1 to 80" in answer.json()["sentence"]


def test_a_guest_is_told_to_make_an_account():
    client = Client()
    client.force_login(GuestFactory())
    answer = client.post("/api/teams", {"name": "X"}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "account_needed")


def test_a_stranger_finds_no_team(team, bo):
    for verb, tail in [
        ("get", ""),
        ("patch", ""),
        ("delete", ""),
        ("post", "/invitations"),
        ("post", "/owner"),
    ]:
        body = {"name": "X"} if verb == "patch" else {"role": "editor", "member": str(team.pk)}
        body = {"member": str(team.pk)} if tail == "/owner" else {"role": "editor"} if tail else body
        assert bo.send(verb, f"/teams/{team.pk}{tail}", body).status_code == 404, (verb, tail)
    assert bo.client.get(f"/teams/{team.pk}").status_code == 404


@pytest.mark.parametrize("role", ["editor", "commenter", "viewer"])
def test_a_member_who_does_not_own_it_changes_nothing(ana, team, bo, role):
    mine = join(team, bo, role)
    others = team.memberships.get(user=ana.user)
    invitation = Invitation.objects.create(
        team=team, token_hash="x", made_by=ana.user, expires_at="2099-01-01T00:00Z"
    )
    for verb, tail, body in [
        ("patch", "", {"name": "Mine"}),
        ("delete", "", None),
        ("patch", f"/members/{mine.pk}", {"role": "owner"}),
        ("delete", f"/members/{others.pk}", None),
        ("post", "/owner", {"member": str(mine.pk)}),
        ("post", "/invitations", {"role": "editor"}),
        ("delete", f"/invitations/{invitation.pk}", None),
    ]:
        answer = bo.send(verb, f"/teams/{team.pk}{tail}", body)
        assert (answer.status_code, answer.json()["code"]) == (403, "owners_only"), (verb, tail)
    seen = bo.send("get", f"/teams/{team.pk}").json()
    assert seen["invitations"] == []
    assert {one["email"] for one in seen["members"]} == {"", bo.user.email}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("owner", Role.OWNER),
        ("editor", Role.EDITOR),
        ("commenter", Role.COMMENTER),
        ("viewer", Role.VIEWER),
    ],
)
def test_a_project_in_a_team_is_everybodys_as_far_as_they_may(ana, team, bo, role, expected):
    project = ProjectFactory(owner=ana.user)
    join(team, bo, role)
    assert bo.role_in(project) == Role.STRANGER
    assert ana.send("put", f"/projects/{project.pk}/team", {"team": str(team.pk)}).status_code == 204
    assert bo.role_in(project) == expected
    assert [one["id"] for one in bo.send("get", "/projects").json()] == [str(project.pk)]
    assert ana.send("put", f"/projects/{project.pk}/team", {"team": None}).status_code == 204
    assert bo.role_in(project) == Role.STRANGER


def test_only_its_owner_moves_a_project_and_only_to_where_they_edit(ana, team, bo):
    project = ProjectFactory(owner=ana.user, team=team)
    join(team, bo, "owner")
    answer = bo.send("put", f"/projects/{project.pk}/team", {"team": None})
    assert (answer.status_code, answer.json()["code"]) == (403, "owners_only")
    own = ProjectFactory(owner=bo.user)
    Membership.objects.filter(user=bo.user).update(role="commenter")
    answer = bo.send("put", f"/projects/{own.pk}/team", {"team": str(team.pk)})
    assert (answer.status_code, answer.json()["code"]) == (403, "editors_only")
    Membership.objects.filter(user=bo.user).delete()
    assert bo.send("put", f"/projects/{own.pk}/team", {"team": str(team.pk)}).status_code == 404


def test_what_somebody_brought_stays_when_they_go(ana, team, bo):
    member = join(team, bo)
    project = ProjectFactory(owner=bo.user, team=team)
    assert bo.send("delete", f"/teams/{team.pk}/members/{member.pk}").status_code == 204
    assert bo.role_in(project) == Role.STRANGER
    assert ana.role_in(project) == Role.OWNER
    assert Project.objects.get(pk=project.pk).owner == ana.user


def test_a_team_never_loses_its_last_owner(ana, team, bo):
    mine = team.memberships.get(user=ana.user)
    join(team, bo)
    for verb, body in [("delete", None), ("patch", {"role": "viewer"})]:
        answer = ana.send(verb, f"/teams/{team.pk}/members/{mine.pk}", body)
        assert (answer.status_code, answer.json()["code"]) == (409, "last_owner")
    assert of(team, ana) == "owner"


def test_a_team_is_handed_over_and_left(ana, team, bo):
    other = join(team, bo, "viewer")
    assert ana.send("post", f"/teams/{team.pk}/owner", {"member": str(other.pk)}).status_code == 204
    assert (of(team, ana), of(team, bo)) == ("editor", "owner")
    mine = team.memberships.get(user=ana.user)
    assert ana.send("delete", f"/teams/{team.pk}/members/{mine.pk}").status_code == 204
    assert ana.send("get", f"/teams/{team.pk}").status_code == 404


def test_a_dissolved_team_gives_projects_back_to_their_owners(ana, team, bo):
    join(team, bo)
    project = ProjectFactory(owner=bo.user, team=team)
    assert ana.send("delete", f"/teams/{team.pk}").status_code == 204
    assert bo.role_in(project) == Role.OWNER
    assert ana.role_in(project) == Role.STRANGER


def test_an_open_page_is_told_when_a_role_changes(
    ana, team, bo, monkeypatch, django_capture_on_commit_callbacks
):
    told = []
    monkeypatch.setattr("jobs.progress.publish", lambda topic, event: told.append((topic, event["type"])))
    project = ProjectFactory(owner=ana.user, team=team)
    member = join(team, bo)
    with django_capture_on_commit_callbacks(execute=True):
        ana.send("patch", f"/teams/{team.pk}/members/{member.pk}", {"role": "viewer"})
    assert (project.topic, "access") in told
    told.clear()
    with django_capture_on_commit_callbacks(execute=True):
        ana.send("delete", f"/teams/{team.pk}/members/{member.pk}")
    assert (project.topic, "access") in told


def test_a_larger_team_is_told_by_no_more_queries(ana, team, bo):
    member = join(team, bo)

    def asked(role):
        with CaptureQueriesContext(connection) as queries:
            ana.send("patch", f"/teams/{team.pk}/members/{member.pk}", {"role": role})
        return len(queries)

    ProjectFactory(owner=ana.user, team=team)
    once = asked("viewer")
    asked("editor")
    for _number in range(4):
        ProjectFactory(owner=ana.user, team=team)
    assert asked("viewer") == once


def test_pages_show_teams_to_their_members(ana, team, bo):
    project = ProjectFactory(owner=ana.user, team=team, title="The long way home")
    page = ana.client.get(f"/teams/{team.pk}").content.decode()
    assert "The long way home" in page
    assert "Winter walk" in ana.client.get("/teams").content.decode()
    assert "Winter walk" not in bo.client.get("/teams").content.decode()
    join(team, bo, "viewer")
    page = bo.client.get(f"/teams/{team.pk}").content.decode()
    assert project.title in page
    assert "Dissolve" not in page
    assert ana.user.email not in page
