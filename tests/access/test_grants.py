"""
What several things that one viewer has come to together.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from editor.access import Action, Key, Role, Viewer, grant_of
from editor.models import Membership, ShareLink, Team
from tests.factories import AccountFactory, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return story(0, 6)


def key_of(project, level="view", **says):
    number = ShareLink.objects.count()
    link = ShareLink.objects.create(project=project, level=level, token_hash=str(number), hint="abcd", **says)
    return Key(link.pk, link.generation)


def test_a_second_link_takes_nothing_away(project):
    watch = key_of(project)
    say = key_of(project, "comment", download=False)
    alone = grant_of(Viewer(keys=(watch,)), project)
    both = grant_of(Viewer(keys=(say, watch)), project)
    assert both.role is Role.COMMENTER
    assert both.may == alone.may | {Action.COMMENT}
    assert Action.EXPORT in both.may
    assert Action.EXPORT not in grant_of(Viewer(keys=(say,)), project).may


def test_what_a_member_may_is_not_less_for_a_link(project):
    project.team = Team.objects.create(name="Team")
    project.save()
    member = Membership.objects.create(team=project.team, user=AccountFactory(), role="viewer")
    key = key_of(project, "edit", download=False)
    grant = grant_of(Viewer(member.user, (key,)), project)
    assert (grant.role, grant.link) == (Role.EDITOR, key.link)
    assert {Action.EDIT, Action.EXPORT} <= grant.may


def test_it_is_looked_at_again_when_the_first_link_is_over(project):
    soon, later = (timezone.now() + timedelta(hours=hours) for hours in (1, 2))
    keys = (key_of(project, expires_at=later), key_of(project, "edit", expires_at=soon), key_of(project))
    assert grant_of(Viewer(keys=keys), project).until == soon


def test_whoever_is_switched_off_has_their_links_alone(project):
    project.owner.is_active = False
    grant = grant_of(Viewer(project.owner, (key_of(project),)), project)
    assert grant.role is Role.VIEWER
    assert Action.EDIT not in grant.may


def test_pages_are_told_the_same_in_a_fixed_order(project):
    client = Client()
    client.force_login(project.owner)
    level = client.get(f"/api/projects/{project.pk}").json()["level"]
    assert level == grant_of(Viewer(project.owner), project).level
    assert level["may"] == [action.value for action in Action if action.value in level["may"]]
