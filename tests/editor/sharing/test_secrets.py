"""
What a link must never give away, and what must never open anything.
"""

import base64
import hashlib
import io
import json
import logging
import re
import secrets
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import time_machine
from django.contrib.auth import hashers
from django.core import signing
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from editor.models import ShareLink
from editor.sharing import keys, opening, pages, tokens
from kfweb.logs import Line
from tests import machines
from tests.editor.sharing.links import change, made, owner_of, renewed, revoke, sees, visitor
from tests.factories import AccountFactory, keyed, story

pytestmark = pytest.mark.django_db

PASSWORD = "paper fox"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def project():
    return story(0, 6)


# -- The token ----------------------------------------------------------------------------------------


def test_a_token_has_256_bits_of_the_systems_own_randomness(monkeypatch):
    asked = []
    monkeypatch.setattr(secrets, "token_bytes", lambda count: asked.append(count) or bytes(range(count)))
    monkeypatch.setattr(
        secrets,
        "token_urlsafe",
        lambda count: base64.urlsafe_b64encode(secrets.token_bytes(count)).decode().rstrip("="),
    )
    token = tokens.new_token()
    assert asked == [32]
    assert base64.urlsafe_b64decode(token + "=") == bytes(range(32))


def test_no_token_comes_twice():
    assert len({tokens.new_token() for _ in range(1000)}) == 1000


def test_the_database_holds_no_token_and_no_password(project):
    told = [made(project, level=level, password=PASSWORD)[1] for level in ("view", "comment", "edit")]
    told.append(renewed(project, ShareLink.objects.first()))
    for path in told:
        Client().post(path, {"password": PASSWORD})
    dump = connection.creation.serialize_db_to_string()
    if connection.vendor == "sqlite":
        dump += "\n".join(connection.connection.iterdump())
    assert ShareLink.objects.first().token_hash in dump
    for path in told:
        assert path.rpartition("/")[2] not in dump
    assert PASSWORD not in dump


def test_no_answer_of_the_api_holds_a_hash(project):
    made(project, password=PASSWORD)
    link = ShareLink.objects.get()
    text = owner_of(project).get(f"/api/projects/{project.pk}/links").content.decode()
    assert link.token_hash not in text
    assert link.password not in text


# -- Where an address is seen -------------------------------------------------------------------------


def test_pages_with_a_token_stay_out_of_caches_referrers_and_search_engines(project):
    _, path = made(project)
    _, locked = made(project, password=PASSWORD)
    client = Client()
    answers = [
        client.get(path),
        client.get(locked),
        client.get(f"{path}/card.jpg"),
        client.get("/s/unknown"),
        client.post(locked, {"password": "no"}),
        client.put(path),
        Client(enforce_csrf_checks=True).post(path),
        client.post(path),
    ]
    for answer in answers:
        assert answer["Cache-Control"] == "no-store"
        assert "noindex" in answer["X-Robots-Tag"]
        # The pages with a form let their site be known, which is never more than the site.
        assert answer["Referrer-Policy"] in ("no-referrer", "strict-origin")
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    token = path.rpartition("/")[2]
    assert token not in answers[-1].url
    assert token not in str(answers[-1].cookies)


def test_no_log_has_a_token(project, monkeypatch):
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.getLogger("django").handlers[0].formatter)
    loggers = [
        logging.getLogger(name) for name in ("django", "django.request", "django.security", "editor", "kfweb")
    ]
    for logger in loggers:
        logger.addHandler(handler)
        monkeypatch.setattr(logger, "level", logging.DEBUG)
    _, path = made(project)
    _, locked = made(project, password=PASSWORD)
    client = Client(raise_request_exception=False)
    (
        client.get(path),
        client.post(path),
        client.post(locked, {"password": "no"}),
        client.get(f"{path}/card.jpg"),
    )
    Client(enforce_csrf_checks=True).post(path)

    def breaks(token):
        raise RuntimeError(f"It broke at /s/{token}, that is {token!r}.")

    monkeypatch.setattr(pages, "find", breaks)
    answer = client.get(path)
    for logger in loggers:
        logger.removeHandler(handler)
    assert answer.status_code == 500
    log = written.getvalue()
    assert "Internal Server Error: /s/…" in log
    assert "It broke at /s/…, that is '…'." in log
    for secret in (path.rpartition("/")[2], locked.rpartition("/")[2]):
        assert secret not in log
        assert secret not in answer.content.decode()


def answers(http):
    with suppress(httpx.TransportError):
        return http.get("/favicon.ico").status_code
    return None


def test_the_server_of_requests_writes_no_token_down(tmp_path):
    """
    Started as for several machines, where it writes a line for each request.
    """
    port, token = machines.free_port(), tokens.new_token()
    command = [sys.executable, "-m", "uvicorn", "kfweb.asgi:application", "--lifespan", "off"]
    command += ["--port", str(port)]
    asked = ("/s/{}", "/e/{}", "/nowhere?next=%2Fs%2F{}", "/nowhere?next=%252fs%252f{}", "/nowhere/{}")
    environment = machines.environment_for(tmp_path)
    with (tmp_path / "log").open("wb") as written:
        server = subprocess.Popen(command, env=environment, stderr=written, stdout=written)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as http:
            machines.wait_until(lambda: answers(http), "the server answers", seconds=60)
            for path in asked:
                http.get(path.format(token))
    finally:
        server.terminate()
        server.wait(30)
    log = (tmp_path / "log").read_text()
    assert log.count("GET /nowhere?next=%2Fs%2F… HTTP") == 1
    assert log.count("GET /s/… HTTP") == 1
    assert token not in log
    assert token[:20] not in log


def test_a_log_says_which_drawing_is_missing():
    name = hashlib.sha256(b"one").hexdigest()
    record = logging.LogRecord("kfweb", logging.INFO, "", 0, "frames/%s.png", (name,), None)
    assert Line().format(record) == f"frames/{name}.png"


# -- One answer ---------------------------------------------------------------------------------------


def dead_ends(project):
    """
    Addresses that open nothing, by why.
    """
    found = {"unknown": f"/s/{tokens.new_token()}", "no token at all": "/s/x", "odd": "/s/%00%F0%9F%A6%8A%ff"}
    link, found["revoked"] = made(project, password=PASSWORD)
    revoke(project, link)
    link, found["renewed"] = made(project, password=PASSWORD)
    renewed(project, link)
    link, found["expired"] = made(project, password=PASSWORD)
    ShareLink.objects.filter(pk=link.pk).update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    return found


def bare(answer):
    """
    All of an answer but what differs each time.
    """
    nonce = re.search(r"'nonce-([^']+)'", answer["Content-Security-Policy"])[1]
    headers = {name: value.replace(nonce, "") for name, value in answer.headers.items()}
    return answer.status_code, answer.content.decode().replace(nonce, ""), headers, str(answer.cookies)


@pytest.mark.parametrize("said", [None, {}, {"password": "not it"}, {"password": PASSWORD}])
def test_what_opens_nothing_is_answered_alike(project, said, monkeypatch):
    opening.decoy()
    compared = []
    check = hashers.check_password
    monkeypatch.setattr(opening, "check_password", lambda *args: compared.append(1) or check(*args))
    ends = dead_ends(project)
    if said != {"password": PASSWORD} and said is not None:
        ends["wrong password"] = made(project, password=PASSWORD)[1]
    answers, work = {}, {}
    for why, path in ends.items():
        client = Client()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(path) if said is None else client.post(path, said)
        answers[why] = bare(answer)
        shapes = [re.sub(r"'[^']*'", "?", query["sql"]) for query in queries]
        work[why] = shapes, len(compared)
        compared.clear()
    assert len({str(answer) for answer in answers.values()}) == 1, answers
    assert {answer[0] for answer in answers.values()} == {404}
    assert len({str(done) for done in work.values()}) == 1, work
    assert next(iter(work.values()))[1] == (1 if said and "password" in said else 0)


def test_the_one_answer_sets_no_cookie_and_names_nothing(project):
    _, path = made(project, password=PASSWORD)
    answer = Client().post(path, {"password": "not it"})
    assert not answer.cookies
    assert path.rpartition("/")[2] not in answer.content.decode()
    assert project.title not in answer.content.decode()


def test_passwords_are_not_tried_for_ever(project):
    _, path = made(project, password=PASSWORD)
    client = Client()
    told = [client.post(path, {"password": f"guess {n}"}).status_code for n in range(21)]
    assert told == [404] * 20 + [429]
    answer = client.post(path, {"password": PASSWORD})
    assert answer.status_code == 429, "the right one is not looked at either"
    assert int(answer["Retry-After"]) > 0
    assert Client(REMOTE_ADDR="198.51.100.7").post(path, {"password": PASSWORD}).status_code == 302


def test_a_link_is_not_tried_from_everywhere(project):
    _, path = made(project, password=PASSWORD)
    told = [
        Client(REMOTE_ADDR=f"198.51.100.{n}").post(path, {"password": f"guess {n}"}).status_code
        for n in range(101)
    ]
    assert told == [404] * 100 + [429]


def test_limits_tell_nothing_of_what_there_is():
    path = f"/s/{tokens.new_token()}"
    client = Client()
    assert [client.post(path, {"password": "x"}).status_code for _ in range(21)][-1] == 429
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404, "only passwords are counted"


# -- How long -----------------------------------------------------------------------------------------


def test_a_link_ends_to_the_second(project):
    with time_machine.travel(datetime(2031, 1, 15, 12, tzinfo=UTC), tick=False) as clock:
        _, path = made(project, until={"date": "2031-01-15", "zone": "Asia/Seoul"})
        watcher = visitor(path)
        clock.move_to(datetime(2031, 1, 15, 14, 59, 59, 999_999, tzinfo=UTC))
        assert sees(watcher, project)
        assert Client().get(path).status_code == 200
        assert Client().get(f"{path}/card.jpg").status_code == 200
        clock.move_to(datetime(2031, 1, 15, 15, tzinfo=UTC))
        assert not sees(watcher, project)
        assert Client().get(path).status_code == Client().post(path).status_code == 404
        assert Client().get(f"{path}/card.jpg").status_code == 404


@pytest.mark.parametrize("level", ["view", "comment", "edit"])
def test_a_revoked_link_is_shut_in_every_browser(project, level):
    link, path = made(project, level=level)
    other, second = made(project, level="view")
    watcher, both = visitor(path), visitor(path)
    both.post(second)
    revoke(project, link)
    assert not sees(watcher, project)
    assert watcher.get(f"/projects/{project.pk}").status_code in (302, 404)
    assert sees(both, project), "what somebody has by another link stays"
    assert other.revoked_at is None


def test_a_new_address_shuts_the_old_one_in_every_browser(project):
    link, path = made(project)
    watcher = visitor(path)
    renewed(project, link)
    assert not sees(watcher, project)


@pytest.mark.parametrize(
    "deed",
    [
        revoke,
        renewed,
        lambda project, link: change(project, link, level="comment"),
        lambda project, link: change(project, link, password="another one"),
        lambda project, link: change(project, link, until={"date": "2031-01-15", "zone": "UTC"}),
    ],
    ids=["revoke", "renew", "level", "password", "end"],
)
def test_open_pages_are_told(project, deed, heard, django_capture_on_commit_callbacks):
    link, _ = made(project, frozen=True)
    with django_capture_on_commit_callbacks(execute=True):
        deed(project, link)
    told = {topic for topic, event in heard if event["type"] == "access"}
    assert told == {project.topic, link.frozen.topic}


# -- The cookie ---------------------------------------------------------------------------------------


def held(client):
    return signing.loads(client.cookies["kf_links"].value, salt=keys.SALT)


def test_the_cookie_is_for_the_server_alone(project):
    _, path = made(project)
    cookie = visitor(path).cookies["kf_links"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"


def test_the_cookie_is_secure_where_the_studio_is(project, settings):
    settings.SESSION_COOKIE_SECURE = True
    _, path = made(project)
    assert visitor(path).cookies["kf_links"]["secure"]


def test_the_cookie_names_no_role_and_no_token(project):
    link, path = made(project, level="edit")
    client = visitor(path)
    assert held(client) == [[str(link.pk), 1]]


def test_what_is_written_into_the_cookie_opens_nothing(project):
    edit_link, _ = made(project, level="edit")
    _, path = made(project, level="view")
    client = visitor(path)
    good = client.cookies["kf_links"].value
    wanted = [[str(edit_link.pk), 1]]
    body = base64.urlsafe_b64encode(json.dumps(wanted).encode()).decode().rstrip("=")
    forged = [
        body,
        ":".join([body, *good.split(":")[1:]]),
        signing.dumps(wanted, salt="another"),
        signing.dumps(wanted, key="a key of theirs", salt=keys.SALT),
        signing.dumps("not a list", salt=keys.SALT),
        signing.dumps([["no uuid", 1]], salt=keys.SALT),
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        "",
    ]
    for text in forged:
        stranger = Client()
        stranger.cookies["kf_links"] = text
        assert not sees(stranger, project), text
    assert sees(client, project)
    operation = {"id": str(edit_link.pk), "operations": []}
    ops = client.post(f"/api/projects/{project.pk}/ops", operation, content_type="application/json")
    assert ops.status_code == 404


def test_another_generation_opens_nothing(project):
    link, _ = made(project)
    stranger = Client()
    for generation in (0, 2, -1):
        stranger.cookies["kf_links"] = signing.dumps([[str(link.pk), generation]], salt=keys.SALT)
        assert not sees(stranger, project)


def test_a_cookie_ends_by_itself(project):
    _, path = made(project)
    client = visitor(path)
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=keys.SECONDS + 60)):
        assert not sees(client, project)


def test_a_browser_holds_so_many(project):
    _, first = made(project)
    client = visitor(first)
    for _ in range(keys.MOST):
        client.post(made(story(0))[1])
    assert len(held(client)) == keys.MOST
    assert not sees(client, project)
    client.post(first)
    assert sees(client, project)


# -- A and B ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["view", "comment", "edit"])
def test_a_link_to_one_never_opens_another(project, level):
    other = story(0, 6, owner=project.owner)
    _, path = made(project, level=level)
    client = visitor(path)
    sha = keyed(other.shots.get(), 20)[0].pose.picture_id
    assert sees(client, project)
    assert not sees(client, other)
    for address in (
        f"/projects/{other.pk}",
        f"/projects/{other.pk}/pictures/{sha}/thumb.webp",
        f"/projects/{project.pk}/pictures/{sha}/thumb.webp",
        f"/api/projects/{other.pk}/renders",
        f"/api/projects/{other.pk}/links",
    ):
        assert client.get(address).status_code in (302, 404), address
    assert client.get("/api/projects").status_code in (200, 401)
    listed = client.get("/api/projects").json()
    assert not isinstance(listed, list) or listed == [], "what was shown is not one's own"


def test_who_signs_out_of_an_account_keeps_what_the_browser_has_opened(project):
    _, path = made(project)
    client = Client()
    client.force_login(AccountFactory())
    client.post(path)
    client.post("/accounts/logout/")
    assert sees(client, project)


# -- Other sites --------------------------------------------------------------------------------------


def test_a_page_of_another_site_opens_nothing(project):
    """
    Browsers leave the session's cookie out of what other sites post: a guest made then would push out whoever
    was signed in.
    """
    _, path = made(project, level="edit")
    client = Client(enforce_csrf_checks=True)
    assert client.post(path).status_code == 403
    client.get(path)
    token = client.cookies["csrftoken"].value
    foreign = {"Origin": "https://evil.example"}
    assert client.post(path, {"csrfmiddlewaretoken": token}, headers=foreign).status_code == 403
    assert client.post(path, {"csrfmiddlewaretoken": token}).status_code == 302
