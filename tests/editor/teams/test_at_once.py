"""
Two who change one team, or one project of it, at the same moment.
"""

from collections.abc import Callable

import pytest

from editor.models import Membership, Project, Team
from editor.sharing import actions as sharing
from editor.teams import invitations, memberships, moving
from tests.editor.teams.people import Person, join, of
from tests.editor.timeline.test_actions import shared_rows, together
from tests.factories import story

__all__ = ["shared_rows"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def meanwhile(monkeypatch):
    """
    Have something happen when a request has asked what it may, and before it holds the team.
    """

    def install(happens: Callable[[], object]) -> None:
        real = memberships.lock

        def late(team_id):
            monkeypatch.setattr(memberships, "lock", real)
            monkeypatch.setattr(moving, "lock", real)
            happens()
            real(team_id)

        monkeypatch.setattr(memberships, "lock", late)
        monkeypatch.setattr(moving, "lock", late)

    return install


def verbs(team: Team, other: Membership, invitation: str) -> list[tuple[str, str, object]]:
    """
    All that an owner may do to a team.
    """
    return [
        ("patch", "", {"name": "Mine"}),
        ("delete", "", None),
        ("patch", f"/members/{other.pk}", {"role": "viewer"}),
        ("delete", f"/members/{other.pk}", None),
        ("post", "/owner", {"member": str(other.pk)}),
        ("post", "/invitations", {"role": "editor"}),
        ("delete", f"/invitations/{invitation}", None),
    ]


@pytest.mark.parametrize("number", range(7))
@pytest.mark.parametrize(("gone", "status"), [(False, 403), (True, 404)])
def test_who_is_no_owner_any_more_does_nothing(ana, team, bo, meanwhile, number, gone, status):
    mine, other = join(team, bo, "owner"), join(team, Person("Cy"))
    made = ana.send("post", f"/teams/{team.pk}/invitations", {"role": "viewer"}).json()
    verb, tail, body = verbs(team, other, made["id"])[number]

    def lose() -> None:
        Membership.objects.filter(pk=mine.pk).update(role="viewer")
        if gone:
            Membership.objects.filter(pk=mine.pk).delete()

    meanwhile(lose)
    assert bo.send(verb, f"/teams/{team.pk}{tail}", body).status_code == status
    assert (Team.objects.get().name, of(team, ana)) == ("Winter walk", "owner")
    assert team.memberships.get(pk=other.pk).role == "editor"
    assert [str(one.pk) for one in invitations.open_ones()] == [made["id"]]


def test_who_was_just_taken_out_brings_nothing(ana, team, bo, meanwhile):
    mine, project = join(team, bo), story(0, owner=bo.user)
    meanwhile(mine.delete)
    assert bo.send("put", f"/projects/{project.pk}/team", {"team": str(team.pk)}).status_code == 404
    assert Project.objects.get(pk=project.pk).team is None


def test_what_a_team_has_by_now_is_not_moved_by_who_brought_it(ana, team, bo, monkeypatch):
    """
    Between the look at the project and its lock, whoever brought it is taken out.
    """
    member, project = join(team, bo), story(0, owner=bo.user)
    Project.objects.filter(pk=project.pk).update(team=team)
    real = moving._held

    def late(held):
        ana.send("delete", f"/teams/{team.pk}/members/{member.pk}")
        return real(held)

    monkeypatch.setattr(moving, "_held", late)
    assert bo.send("put", f"/projects/{project.pk}/team", {"team": None}).status_code == 404
    assert Project.objects.get(pk=project.pk).team == team


def test_who_was_just_taken_out_makes_no_link(ana, team, bo, monkeypatch):
    project, mine = story(0, owner=ana.user), join(team, bo, "owner")
    Project.objects.filter(pk=project.pk).update(team=team)
    real = sharing.new_token

    def late():
        Membership.objects.filter(pk=mine.pk).delete()
        return real()

    monkeypatch.setattr(sharing, "new_token", late)
    assert bo.send("post", f"/projects/{project.pk}/links", {"level": "edit"}).status_code == 404
    assert not project.links.exists()


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_change_each_other_at_once_both_get_an_answer(shared_rows, ana, team, bo):
    """
    One hands the team over while the other makes them less: whoever is first, nobody waits for ever.
    """
    mine, third = team.memberships.get(user=ana.user), join(team, Person("Cy"))
    join(team, bo, "owner")
    path, answers = f"/teams/{team.pk}", {}

    def hand_over():
        answers["ana"] = ana.send("post", f"{path}/owner", {"member": str(third.pk)}).status_code

    def lower():
        answers["bo"] = bo.send("patch", f"{path}/members/{mine.pk}", {"role": "editor"}).status_code

    assert together(hand_over, lower) == []
    assert answers["bo"] == 204
    assert answers["ana"] in (204, 403)
    assert of(team, ana) == "editor"
