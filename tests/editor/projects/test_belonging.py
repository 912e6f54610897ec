"""
Whose the projects of a list are, and what is offered with each.
"""

import pytest

from editor.access import Viewer
from editor.models import Membership, Project, Team
from editor.projects.belonging import cards_for
from tests.factories import AccountFactory, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return Team.objects.create(name="Winter walk")


def bring(team, user, **what):
    project = story(0, 4, owner=user)
    Project.objects.filter(pk=project.pk).update(team=team, **what)
    return project


def listed(user):
    return {card["id"]: card for card in cards_for(Viewer(user), Project.objects.of(Viewer(user)))}


@pytest.mark.parametrize(("role", "bins"), [("viewer", False), ("editor", False), ("owner", True)])
def test_a_card_says_whose_it_is_and_what_may_be_done(team, role, bins):
    ana, bo = AccountFactory(name="Ana"), AccountFactory(name="Bo")
    for user, what in ((ana, "editor"), (bo, role)):
        Membership.objects.create(team=team, user=user, role=what)
    brought, own = bring(team, ana), story(0, 4, owner=bo)

    found = listed(bo)

    card = found[str(brought.pk)]
    assert (card["yours"], card["owner"], card["role"]) == (False, "Ana", role)
    assert card["team"] == {"id": team.pk, "name": "Winter walk"}
    assert ("bin" in card["may"]) == bins
    mine = found[str(own.pk)]
    assert (mine["yours"], mine["team"], "bin" in mine["may"]) == (True, None, True)
    assert listed(ana)[str(brought.pk)]["yours"]


def test_a_longer_list_takes_no_more_queries(team, django_assert_num_queries):
    ana, bo = AccountFactory(), AccountFactory()
    Membership.objects.create(team=team, user=bo, role="viewer")
    for _ in range(5):
        bring(team, ana)
    with django_assert_num_queries(10):  # one more than the cards alone: what Bo is to the team
        assert len(listed(bo)) == 5


def test_the_bin_shows_what_one_may_take_out_of_it(client, team):
    ana, bo = AccountFactory(), AccountFactory()
    Membership.objects.create(team=team, user=bo, role="editor")
    bring(team, ana, deleted_at="2026-01-01T00:00:00Z", title="Thrown away")
    for user, there in ((ana, True), (bo, False)):
        client.force_login(user)
        assert ("Thrown away" in client.get("/projects").text) == there
