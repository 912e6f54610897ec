"""
The player's line: it hears that something has changed, and no more.
"""

import pytest
from channels.db import database_sync_to_async

from editor import live
from tests.editor.sharing.links import change, made, revoke, visitor
from tests.editor.sharing.test_live import hear, pass_on
from tests.editor.test_live import Page, signed_in, tell
from tests.editor.timeline.test_actions import edit, keys_of, moved
from tests.factories import story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def project():
    return story(0, 6)


def line(project, session=None):
    return Page(f"/ws/projects/{project.pk}/watch", session)


def by_link(project, path):
    page = line(project)
    held = "; ".join(f"{name}={cookie.value}" for name, cookie in visitor(path).cookies.items())
    page.socket.scope["headers"].append((b"cookie", held.encode()))
    return page


async def test_it_is_welcomed_without_everything(project):
    session = await database_sync_to_async(signed_in)(project.owner)
    async with line(project, session) as page:
        welcome = await page.hear()

    assert welcome["type"] == "welcome"
    assert welcome["snapshot"] == {"revision": 0}


async def test_it_is_told_that_something_changed_and_not_what(project, heard):
    session = await database_sync_to_async(signed_in)(project.owner)
    async with line(project, session) as page:
        await page.hear()
        await database_sync_to_async(lambda: edit(project, moved(keys_of(project)[1], 7)))()
        await pass_on(heard)
        assert await hear(page, "level") == {"type": "changed"}
        await tell(project, {"type": "segment", "state": "done", "key": "k"})
        assert await page.hear() == {"type": "changed"}
        for quiet in ({"type": "segment", "state": "running"}, {"type": "queue"}, {"type": "render"}):
            await tell(project, quiet)
        await tell(project, {"type": "comment", "id": "c"})
        assert await page.hear() == {"type": "comment", "id": "c"}


async def test_a_link_that_is_revoked_shuts_it(project, heard):
    link, path = await database_sync_to_async(made)(project)
    async with await database_sync_to_async(by_link)(project, path) as page:
        assert (await page.hear())["type"] == "welcome"
        heard.clear()
        await database_sync_to_async(revoke)(project, link)
        await pass_on(heard)
        assert await hear(page, "level") == {"type": "bye", "code": "access"}
        assert await page.closed() == live.NO_ACCESS


async def test_a_link_that_allows_less_says_so(project, heard):
    link, path = await database_sync_to_async(made)(project, level="comment")
    async with await database_sync_to_async(by_link)(project, path) as page:
        await page.hear()
        heard.clear()
        await database_sync_to_async(change)(project, link, level="view")
        await pass_on(heard)
        level = await page.hear()

    assert level["type"] == "level"
    assert "comment" not in level["may"]


async def test_nobody_and_strangers_are_refused_at_the_handshake(project):
    other, path = await database_sync_to_async(lambda: (story(0), made(story(0))[1]))()
    stranger = await database_sync_to_async(signed_in)(other.owner)
    for page in (
        line(project),
        line(project, stranger),
        await database_sync_to_async(by_link)(project, path),
    ):
        async with page:
            assert (page.open, page.code) == (False, live.UNKNOWN)
