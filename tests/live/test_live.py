"""
The live page over a real Valkey: what a worker publishes in its own process reaches the pages.
"""

import asyncio
import subprocess
import sys

import pytest
from channels.db import database_sync_to_async
from channels.layers import channel_layers

from jobs import progress
from tests.editor.test_live import page_of, signed_in
from tests.editor.timeline.test_actions import edit, keys_of, moved
from tests.factories import BARS, new_id, story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def layer(valkey, settings, monkeypatch):
    """
    Events go through a Valkey, as in the studio.
    """
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [f"unix://{valkey}?db=1"], "prefix": "kf", "capacity": 2000},
        }
    }
    channel_layers.backends.clear()
    publisher = progress.Publisher()
    monkeypatch.setattr(progress, "_publisher", publisher)
    yield publisher
    publisher.flush(5)
    channel_layers.backends.clear()


async def test_an_edit_reaches_every_page_in_order_and_no_page_of_another_project():
    def begin():
        project = story(0, 6)
        other = story(0, 6, owner=project.owner)
        return project, other, signed_in(project.owner)

    project, other, session = await database_sync_to_async(begin)()
    key = (await database_sync_to_async(keys_of)(project))[1]
    async with (
        page_of(project, session) as one,
        page_of(project, session) as two,
        page_of(other, session) as aside,
    ):
        for page in (one, two, aside):
            assert (await page.hear())["type"] == "welcome"
        for frame in (8, 9, 10):
            await database_sync_to_async(edit)(project, moved(key, frame))
        for page in (one, two):
            events = [await page.hear() for _ in range(3)]
            assert [event["revision"] for event in events] == [1, 2, 3]
            assert [event["seq"] for event in events] == [1, 2, 3]
            assert len({event["stream"] for event in events}) == 1
            assert [event["applied"][0]["to"]["frame"] for event in events] == [8, 9, 10]
        assert await aside.silent()


async def test_a_page_that_opens_while_edits_rain_has_every_one_of_them():
    def begin():
        project = story(0, 6)
        return project, signed_in(project.owner)

    project, session = await database_sync_to_async(begin)()
    key = (await database_sync_to_async(keys_of)(project))[1]

    async def rain():
        for frame in range(7, 27):
            await database_sync_to_async(edit)(project, moved(key, frame))

    edits = asyncio.create_task(rain())
    for _ in range(3):
        async with page_of(project, session) as page:
            revision = (await page.hear())["snapshot"]["revision"]
            while revision < 20:
                event = await page.hear()
                assert event["revision"] == revision + 1
                revision += 1
    await edits


async def test_marks_reach_a_page_as_a_page_that_opens_later_sees_them():
    def begin():
        project = story(0, 6)
        return project, signed_in(project.owner), keys_of(project)

    project, session, keys = await database_sync_to_async(begin)()
    hero, pose, key = new_id(), str(keys[0].pose_id), str(keys[0].pk)
    marks = {"character": hero, "joints": [[0.123456, 0.5], [0, 1], [0.5, 0.25]], "behind": []}
    way = {"planted": ["tip"], "breakdowns": [{"u": 0.5, "joints": [[0, 0.5]] * 3}], "stop": True}
    operations = [
        {"do": "create", "on": "character", "id": hero, "to": {"name": "Hero", "skeleton": BARS}},
        {"do": "set", "on": "pose", "id": pose, "to": marks},
        {"do": "set", "on": "keyframe", "id": key, "to": way},
    ]
    async with page_of(project, session) as one:
        rows = (await one.hear())["snapshot"]
        edited = await database_sync_to_async(edit)(project, *operations)
        shown = {
            kind: {row["id"]: row for row in rows[kind]} for kind in ("characters", "poses", "keyframes")
        }
        for operation in (await one.hear())["applied"]:
            kept = shown[f"{operation['on']}s"]
            kept[operation["id"]] = {
                "id": operation["id"],
                **kept.get(operation["id"], {}),
                **operation["to"],
            }
        async with page_of(project, session) as two:
            later = (await two.hear())["snapshot"]
    for kind, kept in shown.items():
        assert {row["id"]: row for row in later[kind]} == kept
    assert await database_sync_to_async(edit)(project, *edited.inverse)


async def test_what_another_process_publishes_arrives(valkey):
    def begin():
        project = story(0, 6)
        return project, signed_in(project.owner)

    project, session = await database_sync_to_async(begin)()
    script = (
        "import django; django.setup()\n"
        "from jobs import progress\n"
        f"progress.publish('{project.topic}', {{'type': 'segment', 'key': 'a'}})\n"
        "progress.flush(10)\n"
    )
    async with page_of(project, session) as page:
        await page.hear()
        worker = await asyncio.create_subprocess_exec(
            sys.executable, "-c", script, stdout=subprocess.DEVNULL,
            env={"PATH": "/usr/bin", "DJANGO_SETTINGS_MODULE": "kfweb.settings",
                 "KF_CHANNELS_URL": f"unix://{valkey}?db=1", "KF_DATA_DIR": str(valkey.parent / "data")},
        )  # fmt: skip
        event = await page.hear()
        assert (event["type"], event["key"], event["seq"]) == ("segment", "a", 1)
        assert await worker.wait() == 0
