"""
How people who comment are called: guests sign with a name, accounts have one.
"""

import uuid

import pytest
from django.core.cache import cache

from editor.models import Comment, ShareLink, User
from editor.teams.actions import adopt
from tests.editor.comments.talk import by_link, change, of, say, threads
from tests.factories import AccountFactory, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    cache.clear()
    return story(0, 6)


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


@pytest.mark.parametrize(
    "more",
    [
        {"text": " "},
        {"text": "x" * 2001},
        {"name": "x" * 81},
        {"shot": str(uuid.uuid4())},
        {"thread": str(uuid.uuid4())},
    ],
)
def test_who_says_nothing_becomes_nobody(project, more):
    client = by_link(project, "comment")
    assert say(client, project, **{"name": "Ruth", **more}).status_code == 422
    assert not User.objects.filter(is_guest=True).exists()
    assert "sessionid" not in client.cookies


def test_a_name_is_one_line(project):
    assert say(by_link(project, "comment"), project, name="Owner\n\nRuth").json()["by"] == "Owner Ruth"


def test_what_a_guest_signed_stays_signed_when_they_make_an_account(project):
    ruth = by_link(project, "comment")
    key = say(ruth, project, name="Ruth").json()["id"]
    account = AccountFactory(email="ruth.ames.1987@example.org")
    adopt(User.objects.get(is_guest=True), account)

    [told] = threads(of(project.owner), project)
    assert (told["by"], told["is_guest"], told["person"]) == ("Ruth", True, str(account.pk))
    assert account.shown_name == "Ruth"
    client = by_link(project, "comment")
    client.force_login(account)
    assert change(client, project, key, "patch", {"text": "Mine still."}).status_code == 200


def test_strangers_never_read_a_part_of_an_address(project):
    nameless = AccountFactory(email="ruth.ames.1987@example.org", name="")
    client = by_link(project, "comment")
    client.force_login(nameless)
    key = say(client, project).json()["id"]
    change(client, project, key, "post", {"resolved": True}, "/resolve")

    stranger = by_link(project, "edit")
    for path in ("/comments", "/reel", ""):
        assert b"ruth.ames" not in stranger.get(f"/api/projects/{project.pk}{path}").content
    assert threads(stranger, project)[0]["by"] == "Somebody"
