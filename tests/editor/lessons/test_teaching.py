"""
The pages of those who teach, and who is let onto them.
"""

import pytest
from django.test import Client

from editor.models import Project
from tests.editor.lessons.school import School, signed_in
from tests.factories import AccountFactory, GuestFactory, ProjectFactory

pytestmark = pytest.mark.django_db

PAGES = (
    "/lessons/{lesson}/edit",
    "/classes/{group}",
    "/exercises/{exercise}/review",
    "/exercises/{exercise}/grades.csv",
    "/classes/{group}/grades.csv",
)
LEARNERS = {"/classes/{group}"}
"""
Those that learners of the class see as well, in their own way.
"""


@pytest.fixture
def places(school):
    lesson = school.lesson()
    return {"lesson": lesson["id"], "group": school.id, "exercise": school.exercise(lesson)}


@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_its_teachers_alone(school, places, page):
    path = page.format(**places)
    learner = school.learner("Mina")
    assert school.teacher.client.get(path).status_code == 200
    assert learner.client.get(path).status_code == (200 if page in LEARNERS else 404)
    colleague = School()
    colleague.lesson()
    for other in (colleague.teacher, signed_in(AccountFactory()), signed_in(GuestFactory())):
        assert other.client.get(path).status_code == 404
    nobody = Client().get(path)
    assert nobody.status_code == 302
    assert nobody["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_written_at_a_page(school, places, page):
    assert school.teacher.client.post(page.format(**places)).status_code == 405


def test_what_is_binned_or_withdrawn_has_no_page(school, places):
    school.teacher.got("delete", f"exercises/{places['exercise']}")
    for page in ("/exercises/{exercise}/review", "/exercises/{exercise}/grades.csv"):
        assert school.teacher.client.get(page.format(**places)).status_code == 404
    school.teacher.got("delete", f"lessons/{places['lesson']}")
    assert school.teacher.client.get("/lessons/{lesson}/edit".format(**places)).status_code == 404
    school.teacher.got("delete", f"classes/{places['group']}")
    assert school.teacher.client.get("/classes/{group}/grades.csv".format(**places)).status_code == 404


@pytest.mark.parametrize("path", ["/lessons", "/classes"])
def test_lists_are_for_everybody_who_is_here_and_show_ones_own(school, path):
    school.lesson(title="Of Frau Weber")
    assert Client().get(path).status_code == 302
    guest = signed_in(GuestFactory()).client.get(path)
    assert "account" in guest.content.decode()
    own = school.teacher.client.get(path).content.decode()
    assert ("Of Frau Weber" if path == "/lessons" else "8b") in own
    stranger = signed_in(AccountFactory()).client.get(path).content.decode()
    assert "Of Frau Weber" not in stranger
    assert "8b" not in stranger


def test_the_bin_has_what_was_moved_there(school):
    lesson = school.lesson(title="Moved away")
    school.teacher.got("delete", f"lessons/{lesson['id']}")
    page = school.teacher.client.get("/lessons").content.decode()
    assert f"POST /api/lessons/{lesson['id']}/restore" in page
    school.teacher.got("delete", f"classes/{school.id}")
    assert f"POST /api/classes/{school.id}/restore" in school.teacher.client.get("/classes").content.decode()


def test_a_learner_finds_their_class_in_the_list_and_nobody_elses_alias(school):
    school.learner("Fox")
    page = school.learner("Owl").client.get("/classes").content.decode()
    assert "Owl" in page
    assert "Fox" not in page
    assert school.group["code"] not in page


def test_a_lesson_begins_with_ones_own_projects_alone(school):
    mine = ProjectFactory(owner=school.person, title="My two poses")
    ProjectFactory(title="Of somebody else")
    lesson = school.lesson()
    page = school.teacher.client.get(f"/lessons/{lesson['id']}/edit").content.decode()
    assert f'<option value="{mine.pk}">' in page
    assert "Of somebody else" not in page
    frozen = Project.objects.get(pk=lesson["starter"]["id"])
    assert frozen.kind == Project.Kind.FROZEN
    assert f'<option value="{frozen.pk}" selected>' in page


def test_the_edit_page_holds_no_text_that_acts(school):
    evil = "</script><script>alert(1)</script>"
    lesson = school.lesson(title="Plain", text=evil, brief=evil, starter=None)
    page = school.teacher.client.get(f"/lessons/{lesson['id']}/edit").content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize("page", [page for page in PAGES if page.endswith(".csv")])
def test_grades_come_as_a_file_with_a_plain_name(school, places, page):
    school.learner("=1+1")
    answer = school.teacher.client.get(page.format(**places))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    kind, _, name = answer["Content-Disposition"].partition("; filename=")
    assert kind == "attachment"
    assert name.strip('"').isascii()
    assert name.endswith('.csv"')
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert b'"\'=1+1"' in answer.content


def test_an_exercise_leads_its_teacher_to_the_review(school, places):
    answer = school.teacher.client.get("/exercises/{exercise}".format(**places))
    assert answer["Location"] == "/exercises/{exercise}/review".format(**places)
