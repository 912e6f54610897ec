import asyncio
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from asgiref.testing import ApplicationCommunicator
from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from editor import live
from editor.access import Key, Viewer
from editor.models import Membership, Project, ShareLink, Team
from editor.projects.actions import bin_project
from editor.sharing import keys
from editor.teams.actions import adopt
from jobs import progress
from kfweb.asgi import application
from tests.editor.timeline.test_actions import edit, keys_of, moved
from tests.factories import AccountFactory, GuestFactory, story

pytestmark = pytest.mark.django_db(transaction=True)

ORIGIN = b"http://localhost"


def signed_in(user):
    """
    A session of this person, as a browser holds it.
    """
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session


class Page:
    """
    A page that looks at a project live.
    """

    def __init__(self, path, session=None, origin=ORIGIN, links=""):
        headers = [(b"host", b"localhost")]
        if origin is not None:
            headers.append((b"origin", origin))
        if session is not None:
            headers.append((b"cookie", f"sessionid={session.session_key}".encode()))
        if links:
            headers.append((b"cookie", f"{keys.COOKIE}={links}".encode()))
        scope = {
            "type": "websocket",
            "path": path,
            "query_string": b"",
            "headers": headers,
            "subprotocols": [],
        }
        self.socket = ApplicationCommunicator(application, scope)

    async def __aenter__(self):
        await self.socket.send_input({"type": "websocket.connect"})
        answer = await self.socket.receive_output(10)
        self.open, self.code = answer["type"] == "websocket.accept", answer.get("code")
        return self

    async def __aexit__(self, *_):
        if self.open:
            await self.socket.send_input({"type": "websocket.disconnect", "code": 1000})
            await self.socket.wait(10)

    async def say(self, message):
        text = message if isinstance(message, str) else json.dumps(message)
        await self.socket.send_input({"type": "websocket.receive", "text": text})

    async def hear(self):
        message = await self.socket.receive_output(10)
        assert message["type"] == "websocket.send", message
        return json.loads(message["text"])

    async def closed(self):
        message = await self.socket.receive_output(10)
        assert message["type"] == "websocket.close"
        return message["code"]

    async def silent(self):
        return await self.socket.receive_nothing(timeout=0.2)


def page_of(project, session=None, **more):
    return Page(f"/ws/projects/{project.pk}", session, **more)


async def tell(project, event):
    await get_channel_layer().group_send(progress.group_of(project.topic), {"type": "event", "event": event})


@pytest.fixture
def project():
    return story(0, 6)


@pytest.fixture
def session(project):
    return signed_in(project.owner)


# -- Who is let in ------------------------------------------------------------------------------------


async def test_the_owner_is_welcomed_with_the_snapshot(project, session):
    async with page_of(project, session) as page:
        welcome = await page.hear()
    assert welcome["type"] == "welcome"
    assert welcome["snapshot"]["project"]["id"] == str(project.pk)
    assert len(welcome["snapshot"]["keyframes"]) == 2


async def test_everybody_else_is_refused_at_the_handshake_without_a_hint(project):
    stranger, guest = await database_sync_to_async(lambda: (AccountFactory(), GuestFactory()))()
    sessions = [None] + [await database_sync_to_async(signed_in)(user) for user in (stranger, guest)]
    codes = set()
    for session in sessions:
        for path in (f"/ws/projects/{project.pk}", f"/ws/projects/{uuid4()}"):
            async with Page(path, session) as page:
                codes.add((page.open, page.code))
    assert codes == {(False, live.UNKNOWN)}


@pytest.mark.parametrize("origin", [None, b"null", b"http://evil.example", b"http://localhost.evil.example"])
async def test_pages_of_other_sites_are_refused(project, session, origin):
    async with page_of(project, session, origin=origin) as page:
        assert not page.open


async def test_the_bin_closes_the_page(project, session):
    async with page_of(project, session) as page:
        await page.hear()
        await database_sync_to_async(bin_project)(project)
        await tell(project, {"type": "access"})
        assert await page.hear() == {"type": "bye", "code": "access"}
        assert await page.closed() == live.NO_ACCESS
    async with page_of(project, session) as page:
        assert not page.open


async def test_an_access_event_that_is_not_about_us_changes_nothing(project, session):
    async with page_of(project, session) as page:
        await page.hear()
        await tell(project, {"type": "access", "session": "0" * 64})
        await page.say({"type": "ping"})
        assert (await page.hear())["type"] == "pong"


async def test_signing_out_closes_the_pages_of_that_session_and_no_others(project, session, heard):
    other = await database_sync_to_async(signed_in)(project.owner)

    def sign_out():
        client = Client()
        client.cookies["sessionid"] = session.session_key
        client.post("/accounts/logout/")

    async with page_of(project, session) as page, page_of(project, other) as stays:
        await page.hear()
        await stays.hear()
        await database_sync_to_async(sign_out)()
        (event,) = heard.of("access")
        assert session.session_key not in json.dumps(event)
        await tell(project, event)
        assert (await page.hear())["type"] == "bye"
        assert await page.closed() == live.NO_ACCESS
        await stays.say({"type": "ping"})
        assert (await stays.hear())["type"] == "pong"


@pytest.mark.parametrize("ends", ["session", "password", "inactive", "adopted"])
async def test_who_is_no_longer_signed_in_is_closed_at_the_next_ping(ends):
    def begin():
        mine = story(0, 6, owner=GuestFactory())
        return mine, signed_in(mine.owner)

    project, session = await database_sync_to_async(begin)()

    def end():
        owner = project.owner
        if ends == "session":
            session.flush()
        elif ends == "password":
            owner.set_password("another pass phrase")
            owner.save()
        elif ends == "inactive":
            owner.is_active = False
            owner.save()
        else:
            adopt(owner, AccountFactory())

    async with page_of(project, session) as page:
        await page.hear()
        await database_sync_to_async(end)()
        await page.say({"type": "ping"})
        assert (await page.hear())["type"] == "bye"
        assert await page.closed() == live.NO_ACCESS


# -- What one may do ----------------------------------------------------------------------------------


def member_of(project, role):
    team = Team.objects.create(name="Team")
    Project.objects.filter(pk=project.pk).update(team=team)
    member = Membership.objects.create(team=team, user=AccountFactory(), role=role)
    return member, signed_in(member.user)


def opened(project, level="view", **more):
    """
    A link, and the cookie of a browser that has opened it.
    """
    token = uuid4().hex
    link = ShareLink.objects.create(project=project, level=level, token_hash=token, hint=token[:4], **more)
    response = HttpResponse()
    keys.give(response, Key(link.pk, link.generation), ())
    return link, response.cookies[keys.COOKIE].value


async def test_a_page_is_told_what_it_may_do_and_when_that_changes(project, session):
    member, theirs = await database_sync_to_async(member_of)(project, "editor")
    async with page_of(project, session) as owner, page_of(project, theirs) as page:
        assert (await owner.hear())["level"]["role"] == "owner"
        level = (await page.hear())["level"]
        assert level["role"] == "editor"
        assert {"view", "edit", "render"} <= set(level["may"])
        assert "share" not in level["may"]
        await database_sync_to_async(Membership.objects.update)(role="viewer")
        await tell(project, {"type": "access"})
        lowered = await page.hear()
        assert (lowered["type"], lowered["role"]) == ("level", "viewer")
        assert "edit" not in lowered["may"]
        assert await owner.silent(), "nothing has changed for the owner"
        await database_sync_to_async(Membership.objects.update)(role="editor")
        await page.say({"type": "ping"})  # an event that was lost is made up for
        assert await page.hear() == {"type": "level", **level}
        assert (await page.hear())["type"] == "pong"
        await database_sync_to_async(member.delete)()
        await tell(project, {"type": "access"})
        assert (await page.hear())["type"] == "bye"
        assert await page.closed() == live.NO_ACCESS
        assert await owner.silent()


async def test_nobody_with_a_link_is_let_in_until_it_is_revoked(project):
    link, cookie = await database_sync_to_async(opened)(project)
    async with page_of(project, links=cookie) as page:
        welcome = await page.hear()
        assert welcome["level"]["role"] == "viewer"
        assert welcome["snapshot"]["you"]["id"] is None
        await database_sync_to_async(ShareLink.objects.filter(pk=link.pk).update)(generation=2)
        await tell(project, {"type": "access"})
        assert (await page.hear())["type"] == "bye"
        assert await page.closed() == live.NO_ACCESS
    async with page_of(project, links=cookie) as page:
        assert not page.open


async def test_a_link_to_another_project_opens_nothing(project):
    other = await database_sync_to_async(story)(0, 6)
    _link, cookie = await database_sync_to_async(opened)(other)
    async with page_of(project, links=cookie) as page:
        assert not page.open


async def test_a_link_that_runs_out_closes_the_page_by_itself(project):
    soon = timezone.now() + timedelta(seconds=2)
    _link, cookie = await database_sync_to_async(opened)(project, expires_at=soon)
    async with page_of(project, links=cookie) as page:
        assert (await page.hear())["type"] == "welcome"
        assert (await page.hear())["type"] == "bye"
        assert timezone.now() >= soon
        assert await page.closed() == live.NO_ACCESS


async def test_a_link_whose_end_was_moved_closes_the_page_at_its_next_ping(project):
    link, cookie = await database_sync_to_async(opened)(project)
    async with page_of(project, links=cookie) as page:
        await page.hear()
        await database_sync_to_async(ShareLink.objects.filter(pk=link.pk).update)(expires_at=timezone.now())
        await page.say({"type": "ping"})
        assert (await page.hear())["type"] == "bye"


# -- What is heard, and in which order ----------------------------------------------------------------


async def test_an_edit_during_the_snapshot_is_neither_lost_nor_told_twice(
    project, session, heard, monkeypatch
):
    """
    Two edits are committed and told while the snapshot is read: the first is in it, the second is not.
    """
    key = (await database_sync_to_async(keys_of)(project))[1]
    make = live.snapshot
    reading, go_on = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(viewer, one):
        edit(project, moved(key, 7))
        found = make(viewer, one)
        edit(project, moved(key, 8))
        loop.call_soon_threadsafe(reading.set)
        asyncio.run_coroutine_threadsafe(go_on.wait(), loop).result(10)
        return found

    monkeypatch.setattr(live, "snapshot", slow)
    page = page_of(project, session)
    opening = asyncio.create_task(page.__aenter__())
    await asyncio.wait_for(reading.wait(), 10)
    for event in heard.of("ops"):
        await tell(project, event)
    go_on.set()
    await opening
    welcome, event = await page.hear(), await page.hear()
    assert welcome["snapshot"]["revision"] == 1
    assert (event["type"], event["revision"]) == ("ops", 2)
    assert await page.silent()
    await page.__aexit__()


async def test_all_events_reach_the_page_as_they_are(project, session):
    segment = {"type": "segment", "key": "a" * 64, "state": "running", "stream": "s", "seq": 4}
    async with page_of(project, session) as page:
        await page.hear()
        await tell(project, segment)
        assert await page.hear() == segment


async def test_events_of_one_project_never_reach_another(project, session):
    other = await database_sync_to_async(lambda: story(0, 6, owner=project.owner))()
    async with page_of(project, session) as page, page_of(other, session) as aside:
        await page.hear()
        await aside.hear()
        await tell(project, {"type": "segment", "key": "a" * 64})
        assert (await page.hear())["type"] == "segment"
        assert await aside.silent()


async def test_ping_tells_the_revision_and_again_everything(project, session):
    async with page_of(project, session) as page:
        await page.hear()
        await database_sync_to_async(edit)(project, {
            "do": "set", "on": "project", "id": str(project.pk), "to": {"title": "New"},
        })  # fmt: skip
        await page.say({"type": "ping"})
        assert await page.hear() == {"type": "pong", "revision": 1}
        await page.say({"type": "again"})
        welcome = await page.hear()
        assert welcome["snapshot"]["revision"] == 1
        assert welcome["snapshot"]["project"]["title"] == "New"


async def test_all_pages_look_again_when_they_are_told_to(project, session):
    async with page_of(project, session) as page:
        await page.hear()
        await tell(project, {"type": "again"})
        assert (await page.hear())["type"] == "welcome"


async def test_a_wish_of_a_later_version_is_passed_over(project, session):
    async with page_of(project, session) as page:
        await page.hear()
        await page.say({"type": "cursor", "frame": 3})
        await page.say({"type": "ping"})
        assert (await page.hear())["type"] == "pong"


# -- Limits -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("x" * (live.MOST_CHARACTERS + 1), live.TOO_LARGE),
        ("not json", live.NOT_UNDERSTOOD),
        ("[]", live.NOT_UNDERSTOOD),
        ("{}", live.NOT_UNDERSTOOD),
        ("null", live.NOT_UNDERSTOOD),
        ("[" * 60_000, live.NOT_UNDERSTOOD),
    ],
)
async def test_what_no_page_of_ours_sends_closes_the_socket(project, session, message, code):
    async with page_of(project, session) as page:
        await page.hear()
        await page.say(message)
        assert await page.closed() == code


async def test_bytes_close_the_socket(project, session):
    async with page_of(project, session) as page:
        await page.hear()
        await page.socket.send_input({"type": "websocket.receive", "bytes": b"\0"})
        assert await page.closed() == live.TOO_LARGE


async def test_a_flood_closes_the_socket(project, session):
    async with page_of(project, session) as page:
        await page.hear()
        for _ in range(live.MOST_MESSAGES + 1):
            await page.say({"type": "cursor"})
        assert await page.closed() == live.TOO_FAST


async def test_everything_is_not_sent_again_and_again(project, session):
    async with page_of(project, session) as page:
        await page.hear()
        most = live.MOST_MESSAGES // live.AGAIN_COUNTS
        for _ in range(most + 1):
            await page.say({"type": "again"})
        assert [(await page.hear())["type"] for _ in range(most)] == ["welcome"] * most
        assert await page.closed() == live.TOO_FAST


async def test_one_person_has_only_so_many_pages_open(project, session, monkeypatch):
    monkeypatch.setattr(live, "MOST_PAGES", 2)
    other = await database_sync_to_async(story)(0, 6)
    theirs = await database_sync_to_async(signed_in)(other.owner)
    async with page_of(project, session) as one:
        await one.hear()
        async with page_of(project, session) as two, page_of(project, session) as three:
            await two.hear()
            assert (three.open, three.code) == (False, live.TOO_FAST)
            async with page_of(other, theirs) as aside:
                assert aside.open
        async with page_of(project, session) as again:
            assert again.open


def test_nobody_is_signed_in_without_a_session():
    assert not live.signed_in(Viewer(), None)
    assert not live.signed_in(Viewer(AccountFactory()), SessionStore())
