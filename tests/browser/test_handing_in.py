"""
Handing in on a line that breaks.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests import machines
from tests.browser.lessons import join
from tests.browser.visitors import Visitors
from tests.person import Person

pytestmark = pytest.mark.timeout(240)


def test_what_was_handed_in_is_told_also_where_the_answer_was_lost(
    visitors: Visitors, studio: machines.Studio
) -> None:
    teacher = Person(str(studio))
    teacher.sign_up()
    group = teacher.post("/classes", {"name": "Class 2b", "time_zone": "Asia/Seoul"})
    lesson = teacher.post("/lessons", {"title": "Nothing is asked"})
    exercise = teacher.post(f"/classes/{group['id']}/exercises", {"lesson": lesson["id"]})
    page = visitors.stranger()
    join(page, group["code"], "Fox")
    page.goto(f"/exercises/{exercise['id']}")
    page.locator("#begin").click()
    sent: list[str] = []

    def loses_the_answer(route: Route) -> None:
        sent.append(str(route.request.post_data_json["id"]))
        route.fetch()
        route.abort()

    visitors.expect("ERR_FAILED")
    page.route("**/hand-in", loses_the_answer)
    page.locator("#handin").get_by_role("button", name="Hand in").click()
    expect(page.locator("#handin")).to_contain_text("Attempt 1 handed in")
    expect(page.locator("#problem")).to_be_hidden()
    [line] = teacher.get(f"/exercises/{exercise['id']}/learners")
    assert (line["attempt"], len(sent)) == (1, 1)
