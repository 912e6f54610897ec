"""
Collecting static files, only when one of them changed, and serving them.
"""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware

from kfweb.modules import PREFIX

STAMP = ".collected"


class StaticMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]
    """
    Static files, each answered whole: under ASGI Django would join the pieces all the same, and warn.
    """

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:
        pieces = WhiteNoiseMiddleware.serve(static_file, request)
        try:
            whole = HttpResponse(pieces.getvalue(), status=pieces.status_code)
        finally:
            pieces.close()
        whole.headers = pieces.headers
        return whole

    def immutable_file_test(self, path: str, url: str) -> bool:
        # Chunks are imported by entries, under names that have the hash of what they hold already.
        return f"/{PREFIX}/chunks/" in url or bool(super().immutable_file_test(path, url))


def collect() -> bool:
    """
    Have the collected files match the written ones; say whether there was anything to do.
    """
    stamp = Path(settings.STATIC_ROOT) / STAMP
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now)
    return True


def _fingerprint() -> str:
    """
    A name for the files as they are: their paths, sizes and times.
    """
    found = hashlib.sha256(str(settings.STATIC_ROOT).encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list(None), key=lambda entry: str(entry[0])):
            stat = Path(storage.path(path)).stat()
            found.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return found.hexdigest()
