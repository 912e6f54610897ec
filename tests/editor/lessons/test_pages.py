"""
The pages of those who learn, and who is let onto them.
"""

import pytest
from django.test import Client

from editor.access import Viewer
from editor.lessons import classes, lessons
from tests.factories import AccountFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher():
    return AccountFactory(name="Ruth")


@pytest.fixture
def group(teacher):
    return classes.make(Viewer(teacher), "Class 2b", "Asia/Seoul")


def joined(group, alias="Fox") -> Client:
    client = Client()
    body = {"code": group.code, "alias": alias}
    answer = client.post("/api/classes/join", body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return client


def test_everybody_reads_the_built_in_lesson():
    for language, words in (("en", "key poses"), ("ko", "키 포즈")):
        page = Client(headers={"accept-language": language}).get("/lessons/keyframes")
        assert page.status_code == 200
        text = page.content.decode()
        assert words in text
        assert text.count("<img") >= 6
        assert "<em>" in text
    assert Client().get("/lessons/nothing").status_code == 404


def test_every_picture_of_the_built_in_lesson_is_there():
    from editor.lessons import builtin

    for lesson in builtin.all_of_them():
        for name, path in lesson.pictures.items():
            assert path.exists(), name
            assert name in lesson.text


def test_a_code_in_the_address_is_filled_in(group):
    page = Client().get(f"/join/{group.code}").content.decode()
    assert f'value="{group.code}"' in page


def test_a_class_is_shown_to_its_learners_and_teacher_alone(group, teacher):
    learner = joined(group)
    assert "Fox" in learner.get(f"/classes/{group.pk}").content.decode()
    assert Client().get(f"/classes/{group.pk}").status_code == 302
    stranger = Client()
    stranger.force_login(AccountFactory())
    assert stranger.get(f"/classes/{group.pk}").status_code == 404


def test_a_learner_never_reads_another_alias(group):
    joined(group, "Fox")
    page = joined(group, "Owl").get(f"/classes/{group.pk}").content.decode()
    assert "Owl" in page
    assert "Fox" not in page


def test_a_lesson_is_read_by_who_wrote_it_and_not_by_strangers(teacher):
    lesson = lessons.take(Viewer(teacher), "keyframes")
    client = Client()
    client.force_login(teacher)
    page = client.get(f"/lessons/{lesson.pk}").content.decode()
    assert f"/lessons/{lesson.pk}/pictures/" in page
    stranger = Client()
    stranger.force_login(AccountFactory())
    assert stranger.get(f"/lessons/{lesson.pk}").status_code == 404
