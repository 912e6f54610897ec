"""
The bundles of our own modules, as static files like any other.

Whoever lists the static files to collect them has them bundled first, so that no step can be forgotten.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import utils
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from django.utils._os import safe_join

from kfweb.esbuild import esbuild
from kfweb.modules import ENTRIES, GROUPS, INITIAL, PREFIX, SHEETS

STAMP = ".bundled"


class BundleFinder(BaseFinder):
    """
    Finds what is below `bundle/`: an entry under its module's path, chunks under the hash of what they hold.
    """

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.BUNDLE_DIR)
        self.storage.prefix = PREFIX  # type: ignore[attr-defined]
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002  (Django's)
        name = path.removeprefix(f"{PREFIX}/")
        file = Path(safe_join(settings.BUNDLE_DIR, name))
        found = [str(file)] if name != path and file.is_file() else []
        return found if find_all else next(iter(found), [])

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        bundle()
        for path in utils.get_files(self.storage, ignore_patterns):
            if path not in {STAMP, INITIAL}:
                yield path, self.storage


def bundle() -> None:
    """
    Have the bundles match the modules and the style sheets; raises `kfweb.esbuild.NotBundled`.
    """
    goal, static = Path(settings.BUNDLE_DIR), Path(settings.BASE_DIR) / "static"
    sources = static / "js"
    stamp, now = goal / STAMP, _fingerprint(static)
    if stamp.exists() and stamp.read_text() == now:
        return
    shutil.rmtree(goal, ignore_errors=True)
    begun: dict[str, list[str]] = {}
    for group in GROUPS:
        account = esbuild(
            "--splitting",
            "--legal-comments=none",  # the packages' licences stand in static/vendor
            f"--outbase={sources}",
            f"--outdir={goal}",
            "--entry-names=[dir]/[name]",
            "--chunk-names=chunks/[name]-[hash]",
            *(str(sources / path) for path in group),
        )
        begun |= initial(account["outputs"], goal)
    (goal / INITIAL).write_text(json.dumps(begun))
    esbuild(f"--outbase={static}", f"--outdir={goal}", *(str(static / path) for path in SHEETS))
    stamp.write_text(now)


def initial(outputs: Mapping[str, Any], goal: Path) -> dict[str, list[str]]:
    """
    The chunks that each entry begins with, by esbuild's account: what it imports at once, and they in turn.
    """
    root, goal = Path(settings.BASE_DIR), goal.resolve()
    names = {path: (root / path).resolve().relative_to(goal).as_posix() for path in outputs}
    found: dict[str, list[str]] = {}
    for path, name in names.items():
        if name in ENTRIES:
            found[name] = [names[chunk] for chunk in _reached(outputs, path)]
    return found


def _reached(outputs: Mapping[str, Any], path: str) -> list[str]:
    """
    What an output imports at once, the nearest first.
    """
    found: list[str] = []
    ahead = [path]
    while ahead:
        for one in outputs[ahead.pop(0)]["imports"]:
            if one["kind"] == "import-statement" and one["path"] not in found:
                found.append(one["path"])
                ahead.append(one["path"])
    return found


def _fingerprint(static: Path) -> str:
    """
    A name for the modules, sheets and packages as they are.
    """
    found = hashlib.sha256(repr((GROUPS, SHEETS)).encode())
    lock = static.parent / "package-lock.json"
    for file in (lock, *sorted(static.rglob("*.js")), *sorted(static.rglob("*.css"))):
        stat = file.stat()
        found.update(f"{file} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return found.hexdigest()
