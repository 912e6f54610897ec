"""
The threads that requests run on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.db import connections
from django.http import HttpRequest, HttpResponseBase

KEPT = 8
"""
How many threads wait for the next request at most, each with its connection to the database.
"""


class Pages(ASGIHandler):
    """
    Django, with the whole of a request on one thread that has served others before.

    By itself Django starts a thread for every request, which opens the database anew, and goes back to the
    loop between middleware and view. All of ours is written without `async`.
    """

    def __init__(self) -> None:
        super().__init__()
        self._idle: deque[ThreadPoolExecutor] = deque()

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: FBT001, FBT002
        """
        Chain the middleware for calls that return, not for ones that are awaited.
        """
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """
        Have the thread of this request answer it.
        """
        return await sync_to_async(self.get_response)(request)

    async def __call__(
        self,
        scope: dict[str, Any],
        receive: Callable[[], Awaitable[Any]],
        send: Callable[[Any], Awaitable[None]],
    ) -> None:
        """
        Serve a request.
        """
        thread = self._idle.pop() if self._idle else ThreadPoolExecutor(1, "request")
        try:
            async with ThreadSensitiveContext(executor=thread):
                await super().__call__(scope, receive, send)
        finally:
            # Who goes away before the answer leaves their thread at work: it is free when it comes to this.
            thread.submit(self._free, thread)

    def _free(self, thread: ThreadPoolExecutor) -> None:
        if len(self._idle) < KEPT:
            self._idle.append(thread)
        else:
            connections.close_all()
            thread.shutdown(wait=False)
