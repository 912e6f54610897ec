"""
Invitations: who follows one is in the team, once, and nobody else.
"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from editor.models import Invitation, Membership, Team
from tests.editor.teams.people import Person
from tests.factories import GuestFactory

pytestmark = pytest.mark.django_db


def invite(ana: Person, team: Team, **wish: str) -> str:
    """
    The path of an invitation's address.
    """
    answer = ana.send("post", f"/teams/{team.pk}/invitations", {"role": "editor", **wish})
    assert answer.status_code == 201, answer.content
    address = answer.json()["url"] or re.search(r"http\S+", mail.outbox[-1].body).group()
    return "/" + address.split("/", 3)[3]


def follow(client: Client, path: str):
    opened = client.get(path)
    if opened.status_code != 302:
        return opened
    assert opened.url == "/invitations"
    return client.post("/invitations")


def test_a_link_lets_in_whoever_has_it(ana, team, bo):
    path = invite(ana, team, role="commenter")
    for person in (bo, Person()):
        assert follow(person.client, path).url == f"/teams/{team.pk}"
        assert team.memberships.get(user=person.user).role == "commenter"


def test_a_mail_lets_in_one(ana, team, bo):
    path = invite(ana, team, email="bo@example.org")
    assert mail.outbox[-1].to == ["bo@example.org"]
    assert "Winter walk" in mail.outbox[-1].subject
    assert follow(bo.client, path).status_code == 302
    late = Person()
    assert follow(late.client, path).status_code == 404
    assert not team.memberships.filter(user=late.user).exists()


def test_two_who_follow_one_mail_at_once_are_one(ana, team, bo):
    path = invite(ana, team, email="bo@example.org")
    second = Person()
    for person in (bo, second):
        assert person.client.get(path).status_code == 302
    assert bo.client.post("/invitations").status_code == 302
    assert second.client.post("/invitations").status_code == 404


def test_a_mailed_address_is_not_told_to_who_sends_it(ana, team):
    answer = ana.send("post", f"/teams/{team.pk}/invitations", {"role": "editor", "email": "bo@example.org"})
    assert answer.json()["url"] is None


def test_the_database_holds_no_token(ana, team):
    token = invite(ana, team).rpartition("/")[2]
    assert len(token) == 43
    row = Invitation.objects.get()
    assert token not in str(vars(row))
    assert row.hint == token[:4]


def test_used_revoked_expired_and_unknown_are_one_answer(ana, team, bo):
    paths = {"unknown": "/invitations/" + "x" * 43}
    paths["used"] = invite(ana, team, email="bo@example.org")
    follow(bo.client, paths["used"])
    paths["revoked"] = invite(ana, team)
    revoked = Invitation.objects.order_by("-made_at").first()
    assert ana.send("delete", f"/teams/{team.pk}/invitations/{revoked.pk}").status_code == 204
    paths["expired"] = invite(ana, team)
    Invitation.objects.filter(hint=paths["expired"].rpartition("/")[2][:4]).update(expires_at=timezone.now())
    answers = {name: Person().client.get(path) for name, path in paths.items()}
    assert {answer.status_code for answer in answers.values()} == {404}
    bodies = {re.sub(rb'nonce="[^"]*"|content="[^"]*"', b"", one.content) for one in answers.values()}
    assert len(bodies) == 1
    for name, answer in answers.items():
        assert paths[name].rpartition("/")[2].encode() not in answer.content
        assert answer["Referrer-Policy"] == "no-referrer"


def test_an_invitation_ends_to_the_second(ana, team, bo, monkeypatch):
    path = invite(ana, team)
    end = Invitation.objects.get().expires_at
    monkeypatch.setattr("django.utils.timezone.now", lambda: end)
    assert bo.client.get(path).status_code == 404
    monkeypatch.setattr("django.utils.timezone.now", lambda: end - timedelta(seconds=1))
    assert bo.client.get(path).status_code == 302


def test_a_guest_is_shown_the_way_to_an_account_and_back(ana, team):
    path = invite(ana, team)
    for client in (Client(), Client()):
        client.get(path)
        page = client.get("/invitations").content.decode()
        assert "/accounts/signup/?next=/invitations" in page
        assert path not in page
        assert client.post("/invitations").status_code == 200
        client.force_login(GuestFactory())
    assert Membership.objects.count() == 1


def test_who_is_in_already_never_becomes_less(ana, team, bo):
    Membership.objects.create(team=team, user=bo.user, role="commenter")
    follow(bo.client, invite(ana, team, role="viewer"))
    assert team.memberships.get(user=bo.user).role == "commenter"
    follow(bo.client, invite(ana, team, role="editor"))
    assert team.memberships.get(user=bo.user).role == "editor"


@pytest.mark.parametrize(
    ("wish", "status", "words"),
    [
        ({"email": "nobody"}, 422, "no e-mail address"),
        ({"role": "owner"}, 422, "by mail"),
        ({"role": "king"}, 422, ""),
    ],
)
def test_what_cannot_be_is_said(ana, team, wish, status, words):
    answer = ana.send("post", f"/teams/{team.pk}/invitations", {"role": "editor", **wish})
    assert answer.status_code == status
    assert words in answer.json()["sentence"]
    assert not Invitation.objects.exists()


def test_who_is_in_is_not_invited_again(ana, team):
    answer = ana.send("post", f"/teams/{team.pk}/invitations", {"role": "editor", "email": ana.user.email})
    assert answer.status_code == 409


def test_who_is_in_enough_teams_comes_into_no_other(ana, team, bo, monkeypatch):
    monkeypatch.setattr("editor.quota.TEAMS_PER_PERSON", 1)
    path = invite(ana, team)
    assert follow(ana.client, path).status_code == 302, "who is in already stays so"
    bo.send("post", "/teams", {"name": "Bo's own"})
    assert follow(bo.client, path).status_code == 507
    assert not team.memberships.filter(user=bo.user).exists()


def test_a_name_of_two_lines_invites_in_one(ana, team):
    ana.user.name = "Ana\nBcc: everybody@example.org"
    ana.user.save()
    invite(ana, team, email="bo@example.org")
    assert mail.outbox[-1].subject.startswith("Ana Bcc: everybody@example.org invites you")
    assert mail.outbox[-1].recipients() == ["bo@example.org"]


def test_no_link_makes_an_owner(ana, team):
    with pytest.raises(IntegrityError):
        Invitation.objects.create(
            team=team, role="owner", token_hash="x", made_by=ana.user, expires_at=timezone.now()
        )


@pytest.mark.parametrize("error", [ConnectionRefusedError, UnicodeError, RuntimeError])
def test_mail_that_cannot_leave_invites_nobody(ana, team, monkeypatch, error):
    def broken(*_args: object) -> None:
        raise error

    monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)
    answer = ana.send("post", f"/teams/{team.pk}/invitations", {"role": "editor", "email": "bo@example.org"})
    assert (answer.status_code, answer.json()["code"]) == (502, "no_mail")
    assert not Invitation.objects.exists()


def test_a_team_is_no_way_to_mail_the_world(ana, team, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "invitation": "2/h/key"}
    for status in (201, 201, 429):
        answer = ana.send("post", f"/teams/{team.pk}/invitations", {"role": "viewer"})
        assert answer.status_code == status
