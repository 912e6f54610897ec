import asyncio
import threading

import pytest
from asgiref.testing import ApplicationCommunicator
from django.http import HttpResponse

from kfweb.threads import Pages

SCOPE = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}


class Telling(Pages):
    """
    Answers with the thread that it ran on; `/slow` when it is let go on.
    """

    def __init__(self):
        super().__init__()
        self.begun, self.go_on = threading.Event(), threading.Event()

    def get_response(self, request):
        if request.path == "/slow":
            self.begun.set()
            assert self.go_on.wait(20)
        return HttpResponse(threading.current_thread().name)


async def asked(pages, path="/"):
    request = ApplicationCommunicator(pages, SCOPE | {"path": path})
    await request.send_input({"type": "http.request", "body": b""})
    return request


async def answer(pages):
    request = await asked(pages)
    await request.receive_output(10)
    body = (await request.receive_output(10))["body"].decode()
    await request.wait(10)
    return body


@pytest.fixture
def pages():
    return Telling()


async def test_one_request_after_the_other_is_served_by_the_same_thread(pages):
    first = await answer(pages)
    await settled(pages)
    assert await answer(pages) == first


async def test_a_thread_whose_visitor_has_gone_serves_nobody_until_it_is_done(pages):
    gone = await asked(pages, "/slow")
    assert await asyncio.to_thread(pages.begun.wait, 10)
    await gone.send_input({"type": "http.disconnect"})
    await answer(pages)
    pages.go_on.set()
    await gone.wait(10)


async def settled(pages):
    """
    Until the thread that has answered is free again.
    """
    async with asyncio.timeout(10):
        while not pages._idle:
            await asyncio.sleep(0.001)
