"""
Pages that are open by a link while it changes.
"""

import pytest
from channels.db import database_sync_to_async
from channels.layers import get_channel_layer

from editor import live
from jobs import progress
from tests.editor.sharing.links import change, made, renewed, revoke, visitor
from tests.editor.test_live import Page
from tests.factories import story

pytestmark = pytest.mark.django_db(transaction=True)


def opened(path, project):
    """
    A page of a browser that has opened a link, at a project.
    """
    page = Page(f"/ws/projects/{project.pk}")
    held = "; ".join(f"{name}={cookie.value}" for name, cookie in visitor(path).cookies.items())
    page.socket.scope["headers"].append((b"cookie", held.encode()))
    return page


async def hear(page, *but):
    """
    The next message that is not of these kinds.
    """
    while (message := await page.hear())["type"] in but:
        pass
    return message


async def pass_on(heard):
    """
    Send what was published to those who listen.
    """
    for topic, event in heard:
        await get_channel_layer().group_send(progress.group_of(topic), {"type": "event", "event": event})


def shown(frozen, **wish):
    project = story(0, 6)
    link, path = made(project, frozen=frozen, **wish)
    return project, link, path, link.frozen or project


@pytest.mark.parametrize("frozen", [False, True])
@pytest.mark.parametrize("deed", [revoke, renewed], ids=["revoke", "renew"])
async def test_a_link_that_is_shut_closes_what_is_open_by_it(frozen, deed, heard):
    project, link, path, seen = await database_sync_to_async(shown)(frozen)
    async with await database_sync_to_async(opened)(path, seen) as page:
        assert (await hear(page, "level"))["type"] == "welcome"
        heard.clear()
        await database_sync_to_async(deed)(project, link)
        await pass_on(heard)
        assert await hear(page, "level") == {"type": "bye", "code": "access"}
        assert await page.closed() == live.NO_ACCESS
    async with await database_sync_to_async(lambda: Page(f"/ws/projects/{seen.pk}"))() as page:
        assert not page.open


async def test_a_link_with_less_leaves_the_page_open(heard):
    project, link, path, seen = await database_sync_to_async(shown)(False, level="edit")
    async with await database_sync_to_async(opened)(path, seen) as page:
        assert (await hear(page, "level"))["type"] == "welcome"
        await database_sync_to_async(change)(project, link, level="view")
        await pass_on(heard)
        await page.say({"type": "ping"})
        assert (await hear(page, "level"))["type"] == "pong"


async def test_a_link_to_another_project_opens_no_socket():
    _project, _link, path, _seen = await database_sync_to_async(shown)(False)
    other = await database_sync_to_async(story)(0)
    async with await database_sync_to_async(opened)(path, other) as page:
        assert (page.open, page.code) == (False, live.UNKNOWN)
