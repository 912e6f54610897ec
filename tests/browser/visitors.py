"""
People with browsers.
"""

from __future__ import annotations

import re
from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, WebError

from tests.person import Person

TIMEOUT = 20_000  # milliseconds; two busy cores draw slowly
FIRST_VISIT = 90_000  # whoever comes first waits until the sample is drawn
WIDE = {"width": 1440, "height": 900}


class Visitors:
    """
    Everybody who comes to one studio in one test, and all that their pages complained about.
    """

    def __init__(self, browser: Browser, address: str, stack: ExitStack) -> None:
        self.address = str(address)
        self.troubles: list[str] = []
        self._browser = browser
        self._stack = stack
        self._contexts: list[BrowserContext] = []
        self._expected: list[re.Pattern[str]] = []

    def stranger(self, *, tour: bool = False, **options: Any) -> Page:
        """
        Somebody who has never been here, with an empty page. A tour is offered only to who wants one.
        """
        given = {"base_url": self.address, "viewport": WIDE, "locale": "en-GB", "reduced_motion": "reduce"}
        context = self._browser.new_context(**{**given, **options})
        self._stack.callback(context.close)
        self._contexts.append(context)
        context.set_default_timeout(TIMEOUT)
        context.set_default_navigation_timeout(FIRST_VISIT)
        if not tour:
            # An empty page has no storage.
            context.add_init_script("try { localStorage.setItem('kf-toured', '1') } catch {}")
        context.on("console", self._note_console)
        context.on("weberror", self._note_error)
        return context.new_page()

    def browser_of(self, person: Person, **options: Any) -> Page:
        """
        A browser in which this person is at home.
        """
        page = self.stranger(**options)
        names = person.http.cookies.items()
        page.context.add_cookies(
            [{"name": name, "value": value, "url": self.address} for name, value in names]
        )
        return page

    def second_browser(self, page: Page, **options: Any) -> Page:
        """
        Another browser of the same person, at the same address.
        """
        other = self.stranger(storage_state=page.context.storage_state(), **options)
        other.goto(page.url)
        return other

    @property
    def pages(self) -> list[Page]:
        """
        Every open page.
        """
        return [page for context in self._contexts for page in context.pages]

    def expect(self, pattern: str) -> None:
        """
        A complaint that this test provokes.
        """
        self._expected.append(re.compile(pattern))

    def check(self) -> None:
        """
        Fail if a page complained: an error of a script, a refusal by the content policy, a missing file.
        """
        unexpected = [line for line in self.troubles if not any(one.search(line) for one in self._expected)]
        assert not unexpected, "\n".join(unexpected)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning", "assert"}:
            self.troubles.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def _note_error(self, error: WebError) -> None:
        self.troubles.append(f"error: {error.error}")
