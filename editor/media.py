"""
Sending pictures and films: kept files, from a folder or by sending the browser to a bucket's signed address,
and what is made for one answer.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from asgiref.sync import sync_to_async
from django.core.files.storage import default_storage
from django.core.handlers.asgi import ASGIRequest
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

CHUNK = 2**18
TYPES = {".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg", ".mp4": "video/mp4"}
_FOR_EVER = "private, max-age=31536000, immutable"
# What a browser does with the file when somebody opens its address: show it, and nothing else.
_POLICY = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"


def send(request: HttpRequest, path: str, etag: str, *, download: str = "") -> HttpResponseBase:
    """
    Answer with a kept file that never changes; `download` is the name to save it under.

    The caller has asked whether the viewer may see it.
    """
    quoted = f'"{etag}"'
    if request.headers.get("If-None-Match") == quoted:
        return _kept(HttpResponse(status=304), quoted)
    local = _local(path)
    if local is None:
        if not default_storage.exists(path):
            raise _missing()
        return _away(path, download)
    try:
        size = local.stat().st_size
        response: HttpResponseBase = _whole(local) if size <= 4 * CHUNK else _streamed(request, local)
    except FileNotFoundError:
        raise _missing() from None
    response["Content-Length"] = str(size)
    guard(response, TYPES[local.suffix])
    disposition = content_disposition_header(bool(download), download or local.name)
    response["Content-Disposition"] = disposition or "inline"
    return _kept(response, quoted)


def send_made(request: HttpRequest, etag: str, make: Callable[[], bytes]) -> HttpResponse:
    """
    Answer with a PNG that is made for whoever does not have it yet; a browser asks each time whether it does.
    """
    quoted = f'"{etag}"'
    if request.headers.get("If-None-Match") == quoted:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(make())
        guard(response, TYPES[".png"])
        response["Content-Disposition"] = "inline"
    response["ETag"] = quoted
    response["Cache-Control"] = "private, no-cache"
    return response


def guard(response: HttpResponseBase, content_type: str) -> None:
    """
    Have a browser take it for what we say it is, run nothing of it, and show it on our pages alone.
    """
    response["Content-Type"] = content_type
    response["Content-Security-Policy"] = _POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"


def _missing() -> Http404:
    return Http404(_("There is no such picture, or it is not drawn yet."))


def _kept(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    response["ETag"] = etag
    response["Cache-Control"] = _FOR_EVER
    return response


def _local(path: str) -> Path | None:
    try:
        return Path(default_storage.path(path))
    except NotImplementedError:
        return None


def _away(path: str, download: str) -> HttpResponseBase:
    disposition = content_disposition_header(True, download) if download else "inline"
    try:
        address = default_storage.url(path, parameters={"ResponseContentDisposition": disposition})  # type: ignore[call-arg]
    except TypeError:
        address = default_storage.url(path)
    response = HttpResponseRedirect(address)
    # The signed address lives a minute; a browser that keeps the redirect longer would find it dead.
    response["Cache-Control"] = "private, max-age=30"
    return response


def _whole(local: Path) -> HttpResponse:
    return HttpResponse(local.read_bytes())


def _streamed(request: HttpRequest, local: Path) -> StreamingHttpResponse:
    """
    A large file, never whole in memory.
    """
    if isinstance(request, ASGIRequest):
        return StreamingHttpResponse(_chunks_async(local))
    return StreamingHttpResponse(_chunks(local))


def _chunks(local: Path) -> Iterator[bytes]:
    with local.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


async def _chunks_async(local: Path) -> AsyncIterator[bytes]:
    file = await sync_to_async(_opened)(local)
    try:
        while chunk := await sync_to_async(file.read)(CHUNK):
            yield chunk
    finally:
        file.close()


def _opened(local: Path) -> BinaryIO:
    return local.open("rb")
