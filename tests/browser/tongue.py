"""
The product's words in the language of a test, looked up in the product's own catalogues: no word of another
language stands twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from babel.messages.catalog import Catalog

from kfweb import words
from tests import machines

_PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Tongue:
    """
    What the pages say to a browser of one locale, by their English words.
    """

    locale: str = "en-GB"

    def __call__(self, english: str, **places: object) -> str:
        """
        What a page's module says.
        """
        return _filled(self._said("djangojs", english), places)

    def page(self, english: str, **places: object) -> str:
        """
        What the server writes into a page or an answer.
        """
        return _filled(self._said("django", english), places)

    def _said(self, domain: str, english: str) -> str:
        language = self.locale.partition("-")[0]
        if language == "en":
            return english
        message = _catalogue(language, domain).get(english)
        assert message is not None, f"The product never says “{english}”."
        said = message.string if isinstance(message.string, str) else message.string[0]
        assert said, f"There is no word for “{english}” in {self.locale}."
        return said


ENGLISH, KOREAN = Tongue("en-GB"), Tongue("ko-KR")


@cache
def _catalogue(language: str, domain: str) -> Catalog:
    return words.read(machines.ROOT, language, domain)


def _filled(said: str, places: dict[str, object]) -> str:
    return _PLACE.sub(lambda found: str(places[found[1] or found[2]]), said)
