"""
What is shut behind somebody who goes from a team, or becomes less in it, and what follows its projects.
"""

import pytest
from django.core import mail

from editor.access import Role
from editor.models import Membership, Project, ShareLink, Team
from tests.editor.sharing.links import sees, visitor
from tests.editor.teams.people import Person, join, of
from tests.editor.teams.test_invitations import follow, invite
from tests.factories import story

pytestmark = pytest.mark.django_db


def take_out(ana: Person, team: Team, person: Person) -> None:
    member = team.memberships.get(user=person.user)
    assert ana.send("delete", f"/teams/{team.pk}/members/{member.pk}").status_code == 204


def lower(ana: Person, team: Team, person: Person, role: str) -> None:
    member = team.memberships.get(user=person.user)
    answer = ana.send("patch", f"/teams/{team.pk}/members/{member.pk}", {"role": role})
    assert answer.status_code == 204


def link(person: Person, project: Project, **wish: object) -> tuple[ShareLink, str]:
    """
    A link that somebody makes, and its address's path.
    """
    answer = person.send("post", f"/projects/{project.pk}/links", wish)
    assert answer.status_code == 201, answer.content
    return ShareLink.objects.get(pk=answer.json()["id"]), "/" + answer.json()["url"].split("/", 3)[3]


# -- Who is out stays out -----------------------------------------------------------------------------


def test_who_is_taken_out_does_not_come_back_by_the_same_link(ana, team, bo):
    path = invite(ana, team)
    follow(bo.client, path)
    take_out(ana, team, bo)
    assert follow(bo.client, path).status_code == 404
    assert not team.memberships.filter(user=bo.user).exists()


def test_who_is_taken_out_does_not_come_back_by_a_mail(ana, team, bo):
    path = invite(ana, team, email=bo.user.email.upper())
    assert mail.outbox
    join(team, bo)
    other = invite(ana, team, email="cy@example.org")
    take_out(ana, team, bo)
    assert follow(bo.client, path).status_code == 404
    assert follow(Person("Cy").client, other).status_code == 302


def test_an_owner_who_is_taken_out_has_made_no_way_back(ana, team, bo):
    join(team, bo, "owner")
    path = invite(bo, team, email="bo-again@example.org", role="owner")
    take_out(ana, team, bo)
    assert follow(Person("Bo again").client, path).status_code == 404


def test_who_leaves_shuts_what_they_made_and_no_more(ana, team, bo):
    join(team, bo, "owner")
    theirs, others = invite(bo, team), invite(ana, team)
    mine = team.memberships.get(user=bo.user)
    assert bo.send("delete", f"/teams/{team.pk}/members/{mine.pk}").status_code == 204
    assert follow(Person().client, theirs).status_code == 404
    assert follow(Person().client, others).status_code == 302


@pytest.mark.parametrize(
    ("role", "to", "link_as", "status"),
    [
        ("editor", "viewer", "editor", 404),
        ("editor", "viewer", "commenter", 404),
        ("editor", "viewer", "viewer", 302),
        ("owner", "editor", "editor", 302),
        ("viewer", "editor", "editor", 302),
    ],
)
def test_who_becomes_less_does_not_become_more_by_a_link(ana, team, bo, role, to, link_as, status):
    join(team, bo, role)
    path = invite(ana, team, role=link_as)
    lower(ana, team, bo, to)
    assert follow(bo.client, path).status_code == status
    assert of(team, bo) == to


def test_who_is_no_owner_any_more_has_invited_nobody(ana, team, bo):
    join(team, bo, "owner")
    path = invite(bo, team)
    lower(ana, team, bo, "editor")
    assert follow(Person().client, path).status_code == 404


def test_who_hands_a_team_over_has_invited_nobody_and_their_links_go_on(ana, team, bo):
    other = join(team, bo)
    path = invite(ana, team)
    shared = story(0, 3, owner=bo.user)
    Project.objects.filter(pk=shared.pk).update(team=team)
    watching = visitor(link(ana, shared)[1])
    assert ana.send("post", f"/teams/{team.pk}/owner", {"member": str(other.pk)}).status_code == 204
    assert follow(Person().client, path).status_code == 404
    assert sees(watching, shared)


# -- Links to what is the team's ----------------------------------------------------------------------


@pytest.fixture
def shared(ana, team):
    project = story(0, 3, owner=ana.user)
    assert ana.send("put", f"/projects/{project.pk}/team", {"team": str(team.pk)}).status_code == 204
    return project


@pytest.mark.parametrize("going", [take_out, lambda *of: lower(*of, "viewer")])
def test_links_that_somebody_made_are_shut_behind_them(
    ana, team, bo, shared, going, monkeypatch, django_capture_on_commit_callbacks
):
    told = []
    monkeypatch.setattr("jobs.progress.publish", lambda topic, event: told.append((topic, event["type"])))
    join(team, bo, "owner")
    edits, frozen = link(bo, shared, level="edit"), link(bo, shared, frozen=True)
    stays = link(ana, shared)
    watching = {one.pk: visitor(path) for one, path in (edits, frozen, stays)}
    with django_capture_on_commit_callbacks(execute=True):
        going(ana, team, bo)
    assert not sees(watching[edits[0].pk], shared)
    assert not sees(watching[frozen[0].pk], frozen[0].frozen)
    assert sees(watching[stays[0].pk], shared)
    assert {(shared.topic, "access"), (frozen[0].frozen.topic, "access")} <= set(told)
    assert [one["id"] for one in ana.send("get", f"/projects/{shared.pk}/links").json()["links"]] == [
        str(stays[0].pk)
    ]


def test_who_becomes_less_goes_on_sharing_what_is_their_own(ana, team, bo):
    join(team, bo)
    brought = story(0, 3, owner=bo.user)
    elsewhere = story(0, 3, owner=bo.user)
    bo.send("put", f"/projects/{brought.pk}/team", {"team": str(team.pk)})
    watching = {one: visitor(link(bo, one)[1]) for one in (brought, elsewhere)}
    lower(ana, team, bo, "viewer")
    assert all(sees(client, one) for one, client in watching.items())
    take_out(ana, team, bo)
    assert not sees(watching[brought], brought), "it is Ana's now"
    assert sees(watching[elsewhere], elsewhere)


# -- Frozen copies ------------------------------------------------------------------------------------


def test_a_frozen_copy_is_its_teams_and_stays_with_it(ana, team, bo):
    join(team, bo)
    project = story(0, 3, owner=bo.user)
    before, _path = link(bo, project, frozen=True)
    assert bo.send("put", f"/projects/{project.pk}/team", {"team": str(team.pk)}).status_code == 204
    since, path = link(ana, project, frozen=True)
    copies = [before.frozen, since.frozen]
    assert {ana.role_in(copy) for copy in copies} == {Role.OWNER}
    take_out(ana, team, bo)
    assert {bo.role_in(copy) for copy in copies} == {Role.STRANGER}
    assert {ana.role_in(copy) for copy in copies} == {Role.OWNER}
    assert set(Project.objects.values_list("owner", "team")) == {(ana.user.pk, team.pk)}
    assert sees(visitor(path), since.frozen)


def test_a_frozen_copy_leaves_the_team_with_its_original(ana, team, bo, shared):
    join(team, bo)
    copy = link(ana, shared, frozen=True)[0].frozen
    assert bo.role_in(copy) == Role.EDITOR
    assert ana.send("put", f"/projects/{shared.pk}/team", {"team": None}).status_code == 204
    assert bo.role_in(copy) == Role.STRANGER
    assert ana.role_in(copy) == Role.OWNER


def test_frozen_copies_are_not_counted_among_a_teams_projects(ana, team, shared):
    link(ana, shared, frozen=True)
    assert ana.send("get", "/teams").json()[0]["projects"] == 1
    page = ana.client.get(f"/teams/{team.pk}").content.decode()
    assert page.count('<article class="card proj">') == 1


def test_a_dissolved_team_leaves_copies_to_whoever_has_the_original(ana, team, bo):
    join(team, bo)
    project = story(0, 3, owner=bo.user)
    bo.send("put", f"/projects/{project.pk}/team", {"team": str(team.pk)})
    copy = link(ana, project, frozen=True)[0].frozen
    assert ana.send("delete", f"/teams/{team.pk}").status_code == 204
    assert (ana.role_in(copy), bo.role_in(copy)) == (Role.STRANGER, Role.OWNER)
    assert not Membership.objects.exists()
