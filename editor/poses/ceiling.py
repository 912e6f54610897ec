"""
No request is larger than a picture may be.

Asked before anything of a request is kept: Django would write all of it to the disk before the first
line of a view runs.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from django.utils.translation import gettext as _

from editor.poses.intake import MAX_BYTES

# Room for the other fields of the form around the file.
MAX_BODY = MAX_BYTES + 2**20
# A browser that is cut off while it sends shows a broken connection instead of our sentence, so what
# comes is read and dropped; but not for ever.
MAX_DROPPED = 2**30

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Ceiling:
    """
    Pass requests on, except those whose body is too large by its header or by count.
    """

    def __init__(self, inner: Callable[[Message, Receive, Send], Awaitable[None]]) -> None:
        self.inner = inner

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.inner(scope, receive, send)
        if _announced(scope) > MAX_BODY:
            return await _refuse(receive, send)
        counted = _Counted(receive, send)
        try:
            await self.inner(scope, counted.receive, counted.send)
        except _TooLarge:
            if not counted.answered:
                await _refuse(receive, send, ended=counted.ended)
        return None


class _TooLarge(Exception):
    """
    More came than may come.
    """


class _Counted:
    """
    A request's messages, counted.
    """

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._came = 0
        self.ended = False
        self.answered = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._came += len(message.get("body", b""))
        self.ended = not message.get("more_body", False)
        if self._came > MAX_BODY:
            raise _TooLarge
        return message

    async def send(self, message: Message) -> None:
        self.answered = True
        await self._send(message)


def _announced(scope: Message) -> int:
    """
    How many bytes the request says it has; what is no number says nothing.
    """
    value = dict(scope["headers"]).get(b"content-length", b"0")
    return int(value) if value.isdigit() else 0


async def _refuse(receive: Receive, send: Send, *, ended: bool = False) -> None:
    dropped = 0
    while not ended and dropped < MAX_DROPPED:
        message = await receive()
        dropped += len(message.get("body", b""))
        ended = message["type"] == "http.disconnect" or not message.get("more_body", False)
    sentence = _(
        "The file is too large; a picture may have %(most)d MB. Save it smaller and upload it again."
    )
    body = {"code": "too_large", "sentence": sentence % {"most": MAX_BYTES // 2**20}}
    packed = json.dumps(body).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(packed)).encode()),
        (b"x-content-type-options", b"nosniff"),
        *([] if ended else [(b"connection", b"close")]),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": packed})
