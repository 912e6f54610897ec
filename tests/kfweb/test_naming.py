"""
What somebody is called: said when they make an account, or whenever they like.
"""

from uuid import uuid4

import pytest

from editor.models import User
from tests.factories import AccountFactory, GuestFactory

pytestmark = pytest.mark.django_db

SIGN_UP = {"email": "ana@example.org", "password1": "a long pass phrase"}


@pytest.mark.parametrize("make", [AccountFactory, GuestFactory])
def test_one_says_another_name_and_is_back_where_one_was(client, make):
    somebody = make()
    client.force_login(somebody)
    assert "/projects/here" in client.get("/accounts/name/?next=/projects/here").text

    answer = client.post("/accounts/name/", {"name": "  Ana   B. ", "next": "/projects/here"})

    assert answer.url == "/projects/here"
    somebody.refresh_from_db()
    assert somebody.shown_name == "Ana B."
    assert 'value="Ana B."' in client.get("/accounts/name/").text
    assert client.post("/accounts/name/", {"name": ""}).url == "/projects"
    somebody.refresh_from_db()
    assert somebody.name == ""


def test_nobody_is_sent_to_another_site(client):
    client.force_login(AccountFactory())
    assert client.post("/accounts/name/", {"name": "Ana", "next": "https://evil.example/"}).url == "/projects"


def test_a_name_that_is_too_long_is_said_and_nothing_changes(client):
    ana = AccountFactory(name="Ana")
    client.force_login(ana)
    answer = client.post("/accounts/name/", {"name": "x" * 81})
    assert answer.status_code == 200
    assert "hint--error" in answer.text
    ana.refresh_from_db()
    assert ana.name == "Ana"


def test_nobody_has_no_name(client):
    assert client.get("/accounts/name/").url.startswith("/accounts/login/")


def test_what_a_guest_was_called_their_account_is_called_unless_it_says_otherwise(client):
    client.force_login(GuestFactory(name="Fox"))
    client.post("/accounts/signup/", SIGN_UP)
    assert User.objects.get().name == "Fox"


def test_what_was_said_at_sign_up_holds(client):
    client.force_login(GuestFactory(name="Fox"))
    client.post("/accounts/signup/", {**SIGN_UP, "name": "Ana"})
    assert User.objects.get().name == "Ana"


def test_what_is_said_once_does_not_come_up_later(client):
    # A letter to one address is not sent again at once, not even for another test.
    email = f"{uuid4().hex}@example.org"
    page = client.post("/accounts/signup/", {**SIGN_UP, "email": email}, follow=True)
    assert f"{email}. Open the link" in page.text
    assert "Successfully" not in page.text
    client.post("/accounts/logout/")
    client.post("/accounts/login/", {"login": email, "password": SIGN_UP["password1"]})
    assert 'class="note said"' not in client.get("/accounts/email/").text
