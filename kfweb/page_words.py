"""
The words of one page's modules alone: a page that has to be there at once does not carry those of all others.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.views.i18n import JavaScriptCatalog

from kfweb.words import from_module


class PageWords(JavaScriptCatalog):
    """
    The catalogue of what some modules say; `modules` are patterns of paths below static/js.
    """

    def get_catalog(self) -> dict[str, Any]:
        """
        The words that these modules ask for, of all that there are.
        """
        said = messages(tuple(self.kwargs["modules"]))
        return {key: words for key, words in super().get_catalog().items() if key in said}


@cache
def messages(patterns: Iterable[str]) -> frozenset[str]:
    """
    The English of all that some modules say.
    """
    root = Path(settings.BASE_DIR) / "static" / "js"
    found = set()
    for pattern in patterns:
        for file in root.glob(pattern):
            with file.open("rb") as opened:
                for _line, _name, words, _comments in from_module(opened, None, None, None):
                    found.add(words if isinstance(words, str) else words[0])
    return frozenset(found)
