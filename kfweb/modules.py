"""
The names under which the pages' modules import each other, and where each lies.

    #kf/core/time.js                                  static/js/core/time.js
    lit, lit/directives/…, @preact/signals-core       static/vendor, made by `manage.py vendor`

With KF_DEBUG=1 browsers get the modules as they are written. Otherwise they get what the pages begin with
(`ENTRIES`), each bundled with all that it imports; what several share, or what is imported when it is first
needed, lies in chunks beside them. Style sheets that are lists of others (`SHEETS`) are bundled likewise.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

# `unsafe-html` and `unsafe-svg` are left out: what is not there cannot be used.
DIRECTIVES = (
    "async-append", "async-replace", "cache", "choose", "class-map", "guard", "if-defined", "join", "keyed",
    "live", "map", "range", "ref", "repeat", "style-map", "template-content", "until", "when",
)  # fmt: skip

# A bundle's file in static/vendor, and the names it is imported by.
BUNDLES: dict[str, tuple[str, ...]] = {
    "lit.js": ("lit", *(f"lit/directives/{name}.js" for name in DIRECTIVES)),
    "signals.js": ("@preact/signals-core",),
}

# Where the bundles of our own modules are found among the static files: see `kfweb.bundles`.
PREFIX = "bundle"

GROUPS: tuple[tuple[str, ...], ...] = (
    ("ui/page.js", "pages/dashboard.js", "pages/editor.js"),
    ("watch/page.js",),
    ("embed/page.js",),
    (
        "pages/teams.js",
        "lesson/join.js",
        "lesson/class.js",
        "lesson/read.js",
        "lesson/exercise.js",
        "teach/page.js",
        "teach/edit.js",
        "teach/class.js",
        "review/page.js",
    ),
)
"""
The modules that templates import, below static/js. Each group is bundled by itself, whatever it shares with
others: a page that has to be there at once comes in as few files as can be, and is not cut up for others.
"""

ENTRIES = tuple(path for group in GROUPS for path in group)

SHEETS = ("css/sheets/editor.css",)
"""
The style sheets that are lists of others, below static.
"""

INITIAL = ".initial.json"
"""
Beside the bundles: which chunks each entry begins with.
"""


def import_map() -> dict[str, str]:
    """
    The names that a page may import, each with its address.
    """
    return as_written() if settings.DEBUG else _bundled()


@cache
def _bundled() -> dict[str, str]:
    # Collected files change only with a new start.
    return {f"#kf/{path}": staticfiles_storage.url(f"{PREFIX}/{path}") for path in ENTRIES}


def preloads(entry: str) -> list[str]:
    """
    The addresses of all that a page loads at once with an entry; none where modules are as written.
    """
    if settings.DEBUG:
        return []
    # The manifest's hash is not in the names by which chunks import each other.
    chunks = [f"{settings.STATIC_URL}{PREFIX}/{chunk}" for chunk in _initial().get(entry, ())]
    return [staticfiles_storage.url(f"{PREFIX}/{entry}"), *chunks]


@cache
def _initial() -> Mapping[str, list[str]]:
    file = Path(settings.BUNDLE_DIR) / INITIAL
    found: dict[str, list[str]] = json.loads(file.read_text()) if file.exists() else {}
    return found


def sheet(path: str) -> str:
    """
    The address of one of `SHEETS`.
    """
    return staticfiles_storage.url(path if settings.DEBUG else f"{PREFIX}/{path}")


def as_written() -> dict[str, str]:
    """
    Every module's name with its address.
    """
    ours = {f"#kf/{path}": staticfiles_storage.url(f"js/{path}") for path in sorted(_modules())}
    vendored = {
        name: staticfiles_storage.url(f"vendor/{bundle}")
        for bundle, names in BUNDLES.items()
        for name in names
    }
    return ours | vendored


def _modules() -> Iterator[str]:
    """
    The path of each of our modules, below static/js.
    """
    for folder in finders.find("js", find_all=True):
        for file in Path(folder).rglob("*.js"):
            yield file.relative_to(folder).as_posix()
