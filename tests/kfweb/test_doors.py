"""
What every door gives: headers, errors in one shape, the API's own pages, signing up with what one made.
"""

import json
import re

import pytest
from django.db import OperationalError
from django.test import Client

from editor.projects.models import Project
from editor.teams.models import User
from tests.machines import ROOT

pytestmark = pytest.mark.django_db


def test_every_page_forbids_what_it_does_not_need(client):
    response = client.get("/accounts/login/")

    policy = response["Content-Security-Policy"]
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert len(nonce) >= 20
    assert f'<script type="importmap" nonce="{nonce}">' in response.content.decode()
    assert "unsafe" not in policy
    for directive in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert directive in policy
    assert "camera=()" in response["Permissions-Policy"]
    assert response["Cross-Origin-Opener-Policy"] == response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"


def test_a_nonce_is_used_once(client):
    first, second = (client.get("/accounts/login/")["Content-Security-Policy"] for _ in range(2))

    assert first != second


def test_nobody_is_told_in_a_sentence(client):
    response = client.get("/api/me")

    assert response.status_code == 401
    assert response.json()["code"] == "signed_out"
    assert response.json()["sentence"].endswith(".")


def test_an_unsafe_request_without_the_token_is_refused():
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_guest())

    response = client.post("/api/projects", data={}, content_type="application/json")

    assert response.status_code == 403
    assert response.json()["code"] == "csrf"
    assert Project.objects.count() == 0


def test_what_does_not_fit_is_refused_with_its_fields(client):
    client.force_login(User.objects.create_guest())

    response = client.post("/api/projects", data={"title": 7}, content_type="application/json")

    assert response.status_code == 422
    assert response.json()["code"] == "invalid"
    assert any(field["field"].endswith("title") for field in response.json()["fields"])


@pytest.mark.parametrize("body", ["{", "x=1", "[" * 50_000, b"\xff\xfe"])
def test_what_is_no_json_is_refused_in_a_sentence(client, body):
    client.force_login(User.objects.create_guest())

    response = client.post("/api/projects", data=body, content_type="application/json")

    assert response.status_code == 400
    assert response.json() == {
        "code": "bad_request",
        "sentence": "The request's body cannot be read. Nothing was changed.",
    }


def test_no_template_carries_a_script_or_a_handler_of_its_own():
    templates = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("kfweb/templates/**/*.html")]
    assert templates
    for template in templates:
        text = template.read_text()
        assert not re.search(r"<[^>]*\son[a-z]+\s*=|javascript:", text), template
        assert not re.search(r"<[a-z][^>]*\sstyle\s*=", text), template


def test_an_unknown_address_of_the_api_is_json_and_a_page_elsewhere(client):
    api, page = client.get("/api/nothing"), client.get("/nothing")

    assert (api.status_code, page.status_code) == (404, 404)
    assert api.json()["code"] == "not_found"
    assert page["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/api/me", "/projects"])
def test_a_database_that_is_away_means_later(client, monkeypatch, path):
    client.force_login(User.objects.create_guest())

    def away(*_args, **_kwargs):
        raise OperationalError("the server closed the connection: password=hunter2")

    monkeypatch.setattr("django.contrib.auth.get_user", away)
    client.raise_request_exception = False
    response = client.get(path)

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "hunter2" not in response.content.decode()
    if path.startswith("/api/"):
        assert response.json()["code"] == "away"


def test_the_api_describes_itself_without_another_host(client):
    response = client.get("/api/docs")
    page = response.content.decode()

    schema = client.get("/api/openapi.json").json()
    for path, verbs in schema["paths"].items():
        assert path in page
        assert all(verb.upper() in page for verb in verbs)
    assert "<script" not in page
    assert "//cdn" not in page


def test_the_words_are_kept_by_the_browser(client):
    first = client.get("/jsi18n/")

    assert "gettext" in first.content.decode()
    assert "max-age=3600" in first["Cache-Control"]
    assert client.get("/jsi18n/", headers={"if-none-match": first["ETag"]}).status_code == 304


PASSWORD = "a long enough passphrase"


def made_by_a_guest(client):
    guest = User.objects.create_guest()
    client.force_login(guest)
    response = client.post(
        "/api/projects", data=json.dumps({"title": "Mine"}), content_type="application/json"
    )
    assert response.status_code in {200, 201}, response.content
    return Project.objects.get(title="Mine")


def test_a_guest_who_signs_up_keeps_everything(client):
    project = made_by_a_guest(client)

    response = client.post("/accounts/signup/", {"email": "ann@example.com", "password1": PASSWORD})

    assert response.status_code == 302, response.content
    project.refresh_from_db()
    assert project.owner.email == "ann@example.com"
    assert not project.owner.is_guest
    assert client.get(f"/api/projects/{project.pk}").status_code == 200


def test_who_signs_up_is_called_as_they_say(client):
    form = {"email": "ann.ames@example.com", "password1": PASSWORD}
    for name, shown in ((" Ann\t Ames ", "Ann Ames"), ("", "Somebody")):
        client.logout()
        client.post("/accounts/signup/", {**form, "name": name, "email": f"{len(name)}{form['email']}"})
        assert User.objects.latest("created_at").shown_name == shown


def test_a_guest_who_signs_in_keeps_everything_beside_what_was_there(client):
    ann = User.objects.create_user("ann@example.com", PASSWORD)
    project = made_by_a_guest(client)

    response = client.post("/accounts/login/", {"login": "ann@example.com", "password": PASSWORD})

    assert response.status_code == 302, response.content
    project.refresh_from_db()
    assert project.owner == ann


def test_signing_in_gives_a_new_session(client):
    User.objects.create_user("ann@example.com", PASSWORD)
    made_by_a_guest(client)
    before = client.session.session_key

    client.post("/accounts/login/", {"login": "ann@example.com", "password": PASSWORD})

    assert client.session.session_key != before
