"""
A person's browser for the benches that look at the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.machines import chromium
from tests.person import Person


@contextmanager
def page_of(person: Person) -> Iterator[Page]:
    """
    Chromium, in which this person is at home.
    """
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        context = browser.new_context(base_url=person.address, viewport={"width": 1440, "height": 900})
        cookies = person.http.cookies.items()
        context.add_cookies(
            [{"name": name, "value": value, "url": person.address} for name, value in cookies]
        )
        context.add_init_script("localStorage.setItem('kf-toured', '1')")
        page = context.new_page()
        page.set_default_timeout(120_000)
        yield page
        browser.close()
