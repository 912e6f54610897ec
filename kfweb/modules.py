"""
The names under which the pages' modules import each other, and where each lies.

    #kf/core/time.js                                  static/js/core/time.js
    lit, lit/directives/…, @preact/signals-core       static/vendor, made by `manage.py vendor`
"""

from collections.abc import Iterator
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


def import_map() -> dict[str, str]:
    """
    Every module's name with its address.
    """
    return _found() if settings.DEBUG else _kept()


@cache
def _kept() -> dict[str, str]:
    # Collected files change only with a new start.
    return _found()


def _found() -> dict[str, str]:
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
