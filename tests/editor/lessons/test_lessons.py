"""
Writing lessons: text, pictures, starters, what is asked for; giving them; limits.
"""

import io

import pytest
from django.utils import translation

from editor.lessons import builtin, limits
from editor.lessons.text import html_of
from editor.models import Exercise, Lesson, LessonPicture, Project
from tests.editor.lessons.school import RUBRIC, School, signed_in
from tests.factories import AccountFactory, GuestFactory, png, story

pytestmark = pytest.mark.django_db


def upload(school, lesson, data=None, name="figure.png"):
    file = io.BytesIO(png(5) if data is None else data)
    file.name = name
    return school.teacher.client.post(f"/api/lessons/{lesson}/pictures", {"file": file})


def test_a_lesson_is_written_and_read_again(school):
    lesson = school.teacher.got("post", "lessons", {})
    assert lesson["title"] == "Untitled lesson"
    said = {
        "title": " Key  frames ",
        "text": "# One\r\n\r\n* a\n    * b\n",
        "checks": ["judged", "rendered"],
        "rubric": RUBRIC,
    }
    found = school.teacher.got("patch", f"lessons/{lesson['id']}", said)
    assert found["title"] == "Key frames"
    assert found["text"] == "# One\n\n* a\n    * b"
    assert "<h2>One</h2>" in found["html"]
    assert found["html"].count("<ul>") == 2
    assert found["checks"] == ["rendered", "judged"]  # in the order in which they are done
    assert found["rubric"] == RUBRIC
    again = school.teacher.got("patch", f"lessons/{lesson['id']}", {"brief": "Do *it*."})
    assert (again["title"], again["brief_html"]) == ("Key frames", "<p>Do <em>it</em>.</p>\n")


def test_a_picture_is_taken_in_as_poses_are_and_shown_where_the_text_names_it(school):
    lesson = school.lesson()
    picture = upload(school, lesson["id"]).json()
    assert (picture["width"], picture["height"]) == (40, 30)
    text = f"![A figure]({picture['sha256']}.webp) ![else](https://elsewhere.example/x.png)"
    found = school.teacher.got("patch", f"lessons/{lesson['id']}", {"text": text})
    assert f'src="{picture["url"]}"' in found["html"]
    assert "elsewhere" not in found["html"]
    assert upload(school, lesson["id"]).json() == picture
    assert LessonPicture.objects.count() == 1
    assert school.teacher.client.get(picture["url"]).status_code == 200
    assert school.teacher.got("post", "lessons/preview", {"text": text, "lesson": lesson["id"]}) == {
        "html": found["html"]
    }
    school.teacher.got("delete", f"lessons/{lesson['id']}/pictures/{picture['sha256']}")
    assert school.teacher.client.get(picture["url"]).status_code == 404
    assert "<img" not in school.teacher.got("get", f"lessons/{lesson['id']}")["html"]


@pytest.mark.parametrize("data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"x" * 99])
def test_what_is_no_picture_is_refused(school, data):
    lesson = school.lesson()
    answer = upload(school, lesson["id"], data)
    assert answer.status_code == 422
    assert LessonPicture.objects.count() == 0


def test_a_built_in_lesson_is_taken_over_in_the_language_of_the_page(school):
    listed = school.teacher.got("get", "lessons")["built_in"]
    assert [one["name"] for one in listed] == ["keyframes"]
    lesson = school.teacher.got("post", "lessons", {"from": "keyframes"})
    with translation.override("en"):
        own = builtin.find("keyframes")
    assert (lesson["mine"], lesson["title"], lesson["checks"]) == (True, own.title, list(own.checks))
    assert len(lesson["pictures"]) == len(own.pictures)
    assert lesson["html"].count("<img") >= len(own.pictures)
    korean = school.teacher.client.post(
        "/api/lessons",
        {"from": "keyframes"},
        content_type="application/json",
        headers={"accept-language": "ko"},
    ).json()
    with translation.override("ko"):
        assert korean["title"] == builtin.find("keyframes").title
    exercise = school.exercise(lesson)
    assert school.learner().got("get", f"exercises/{exercise}")["checks"] == lesson["checks"]


def test_a_built_in_lesson_that_was_given_is_read_by_each_in_their_own_language(school):
    exercise = school.exercise({"id": "keyframes"})
    assert Lesson.objects.count() == 0
    english, korean = school.learner(), school.learner("미나")
    korean.client.defaults["HTTP_ACCEPT_LANGUAGE"] = "ko"
    for browser, language in ((english, "en"), (korean, "ko"), (school.teacher, "en")):
        with translation.override(language):
            own = builtin.find("keyframes")
        found = browser.got("get", f"exercises/{exercise}")
        assert (found["lesson"], found["built_in"]) == (None, "keyframes")
        assert (found["title"], found["brief"], found["rubric"]) == (own.title, own.brief, own.rubric)
        group = browser.got("get", f"classes/{school.id}")
        assert [one["title"] for one in group["exercises"]] == [own.title]
    with translation.override("ko"):
        own = builtin.find("keyframes")
    page = korean.client.get(f"/exercises/{exercise}").content.decode()

    assert html_of(own.text, own.addresses) in page
    assert korean.start(exercise).project.title == own_title("ko")
    assert school.teacher.client.get(f"/exercises/{exercise}/grades.csv").status_code == 200


def own_title(language):
    """
    What the built-in lesson is called.
    """
    with translation.override(language):
        return builtin.find("keyframes").title


def test_the_words_of_what_was_given_stay_where_the_studios_lesson_has_other_rows(school):
    exercise = school.exercise({"id": "keyframes"})
    Exercise.objects.filter(pk=exercise).update(rubric=RUBRIC, title="As it was")
    found = school.learner().got("get", f"exercises/{exercise}")
    assert (found["title"], found["rubric"]) == ("As it was", RUBRIC)


@pytest.mark.parametrize("lesson", ["no-such-lesson", "", "keyframes.en"])
def test_a_lesson_that_nobody_has_is_not_given(school, lesson):
    assert school.teacher.lost("post", f"classes/{school.id}/exercises", {"lesson": lesson})


def test_a_lesson_of_ones_own_is_copied(school):
    lesson = school.lesson()
    picture = upload(school, lesson["id"]).json()
    school.teacher.got("patch", f"lessons/{lesson['id']}", {"text": f"![A]({picture['sha256']}.webp)"})
    copy = school.teacher.got("post", "lessons", {"from": lesson["id"]})
    assert copy["title"] == "Copy of Keyframes"
    assert copy["starter"] == lesson["starter"]
    assert copy["id"] in copy["html"]
    assert lesson["id"] not in copy["html"]


def test_what_a_class_was_given_stays_while_the_lesson_is_edited(school):
    lesson = school.lesson()
    exercise = school.exercise(lesson)
    school.teacher.got("patch", f"lessons/{lesson['id']}", {"brief": "Other.", "checks": [], "rubric": []})
    found = school.learner().got("get", f"exercises/{exercise}")
    assert found["brief"] == "Two poses."
    assert len(found["checks"]) == 6
    assert found["rubric"] == RUBRIC


def test_a_binned_lesson_stays_with_the_classes_that_have_it(school):
    lesson = school.lesson()
    school.exercise(lesson)
    mina = school.learner()
    school.teacher.got("delete", f"lessons/{lesson['id']}")
    assert school.teacher.lost("get", f"lessons/{lesson['id']}")
    assert school.teacher.got("get", "lessons")["lessons"] == []
    assert mina.got("get", f"lessons/{lesson['id']}")["mine"] is False
    school.teacher.got("post", f"lessons/{lesson['id']}/restore")
    assert school.teacher.got("get", "lessons")["lessons"][0]["exercises"] == 1


def test_a_learner_is_not_told_what_all_begin_with(school):
    lesson = school.lesson()
    school.exercise(lesson)
    mina = school.learner()
    assert mina.got("get", f"lessons/{lesson['id']}")["starter"] is None
    assert mina.lost("get", f"projects/{lesson['starter']['id']}")


def test_a_starter_is_a_project_of_ones_own(school):
    lesson = school.lesson(starter=None)
    path = f"lessons/{lesson['id']}"
    assert school.teacher.lost("patch", path, {"starter": str(story(0, 3).pk)})
    found = school.teacher.got("patch", path, {"starter": str(story(0, 3, owner=school.person).pk)})
    again = school.teacher.got("patch", path, {"starter": found["starter"]["id"]})
    assert again["starter"] == found["starter"]
    assert Project.objects.filter(kind=Project.Kind.FROZEN).count() == 1


def test_a_teacher_needs_an_account():
    guest = signed_in(GuestFactory())
    for verb, path, body in [
        ("get", "lessons", None),
        ("post", "lessons", {}),
        ("post", "classes", {"name": "8b", "time_zone": "UTC"}),
    ]:
        assert guest.refused(verb, path, body, status=403) == "account_needed"


@pytest.mark.parametrize(
    "said",
    [
        {"title": ""},
        {"title": "x" * 121},
        {"text": "x" * (limits.LONGEST_TEXT + 1)},
        {"brief": "x" * (limits.LONGEST_BRIEF + 1)},
        {"checks": ["rendered", "polished"]},
        {"rubric": [{"name": "A", "levels": ["one"]}]},
        {"rubric": [{"name": "", "levels": ["one", "two"]}]},
        {"rubric": [{"name": "A", "levels": ["x"] * 7}]},
        {"rubric": [{"name": "A", "levels": ["x" * 201, "y"]}]},
        {"rubric": [{"name": "A", "levels": ["x", "y"]}] * 13},
    ],
)
def test_too_much_or_too_little_is_refused_in_a_sentence(school, said):
    lesson = school.lesson()
    school.teacher.refused("patch", f"lessons/{lesson['id']}", said)
    assert school.teacher.got("get", f"lessons/{lesson['id']}") == lesson


@pytest.mark.parametrize(
    ("limit", "path", "body"),
    [
        ("LESSONS_PER_TEACHER", "lessons", {}),
        ("LESSONS_PER_TEACHER", "lessons", {"from": "keyframes"}),
        ("CLASSES_PER_TEACHER", "classes", {"name": "x", "time_zone": "UTC"}),
        ("EXERCISES_PER_CLASS", "classes/{class_id}/exercises", {"lesson": "{lesson_id}"}),
    ],
)
def test_there_is_an_end_to_everything(school, monkeypatch, limit, path, body):
    lesson = school.lesson()
    school.exercise(lesson)
    monkeypatch.setattr(limits, limit, 1)
    path = path.format(class_id=school.id)
    body = {name: value.format(lesson_id=lesson["id"]) for name, value in body.items()}
    assert school.teacher.refused("post", path, body, status=507) == "too_many"


def test_a_lesson_has_so_many_pictures(school, monkeypatch):
    lesson = school.lesson()
    monkeypatch.setattr(limits, "PICTURES_PER_LESSON", 1)
    assert upload(school, lesson["id"]).status_code == 200
    answer = upload(school, lesson["id"], png(9))
    assert (answer.status_code, answer.json()["code"]) == (507, "too_many")


def test_a_teachers_pictures_have_so_much_room(school, monkeypatch):
    lesson = school.lesson()
    monkeypatch.setattr("editor.quota.BYTES_PER_OWNER", 10)
    answer = upload(school, lesson["id"])
    assert (answer.status_code, answer.json()["code"]) == (507, "no_room")


def test_classes_are_renamed_closed_and_given_another_code(school):
    teacher, path = school.teacher, f"classes/{school.id}"
    old = school.group["code"]
    found = teacher.got("patch", path, {"name": " 9b ", "closed": True})
    assert (found["name"], found["closed"], found["code"]) == ("9b", True, old)
    assert teacher.got("post", f"{path}/code")["code"] != old
    card = teacher.got("get", "classes")["teaching"][0]
    assert (card["name"], card["learners"], card["waiting"]) == ("9b", 0, 0)
    assert School().teacher.got("get", "classes")["teaching"][0]["id"] != school.id
    assert signed_in(AccountFactory()).got("get", "classes")["teaching"] == []


# -- Markdown -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScript&#58;alert(1))",
        "[x](data:text/html,<script>1</script>)",
        "[x](vbscript:x)",
        "![x](javascript:alert(1))",
        '![x"><script>alert(1)</script>](a.webp)',
        '[x](https://a.example "\\"><script>alert(1)</script>")',
        "`<script>alert(1)</script>`",
        "```<script>\nalert(1)\n```",
        '<https://a.example/"onclick=alert(1)>',
    ],
)
def test_nothing_a_teacher_writes_runs(text):
    html = html_of(text, {"a.webp": "/x.webp"}).lower()
    assert "<script" not in html
    assert "<img src=x" not in html
    for scheme in ("javascript:", "vbscript:", "data:"):
        assert f'href="{scheme}' not in html
        assert f'src="{scheme}' not in html
    assert " onclick=" not in html.replace("&quot;", "")


def test_links_tell_nobody_where_their_reader_came_from():
    html = html_of("[a](https://a.example) <https://b.example>")
    assert html.count('rel="nofollow noopener noreferrer"') == 2


def test_a_lesson_of_somebody_elses_words_costs_no_more_than_its_length():
    assert html_of("[" * 20_000 + "*a " * 6_000)
    assert Lesson.objects.count() == 0
