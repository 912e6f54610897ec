"""
Grades as CSV: every state and score, and nothing that a spreadsheet would run.
"""

import csv
import io
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.lessons.grades import Table, harmless, of_class, of_exercise
from editor.models import ClassGroup, Exercise
from tests.factories import new_id

STARTS = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def read(packed):
    """
    The cells as a spreadsheet reads them.
    """
    assert packed.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(packed.decode("utf-8-sig"), newline="")))


@settings(max_examples=400, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_cell_is_a_formula(text):
    cell = harmless(text)
    assert cell.lstrip()[:1] not in ("=", "+", "-", "@", "|", "%")
    assert not cell.startswith(STARTS)
    assert cell in (text, f"'{text}")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=3, max_size=3)))
def test_what_is_written_is_read_again(rows):
    table = Table(["a", "b", "c"], rows)
    assert read(table.csv()) == [["a", "b", "c"], *[[harmless(cell) for cell in row] for row in rows]]


@pytest.mark.parametrize(
    "text",
    [
        "=HYPERLINK(1)",
        "+1",
        "-1",
        "@SUM(A1)",
        "|calc",
        "%0",
        "\t=1",
        "\r=1",
        " =1",
        "\u00a0=1",
        "＝1",
        "\n=1",
    ],
)
def test_what_begins_like_a_formula_begins_with_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Mina", "김민수", "3", "a=b", "2026-11-27 14:02", ""])
def test_other_words_stay_as_they_are(text):
    assert harmless(text) == text


@pytest.mark.django_db
def test_a_line_for_each_learner_with_state_and_scores(school, draw):
    exercise = school.exercise()
    school.learner('=HYPERLINK("http://evil.example")')
    school.learner("Ara").start(exercise)
    handed_in = school.ready(draw, exercise, "미나").hand_in()
    path = f"submissions/{handed_in['id']}/review"
    school.teacher.got("put", path, {"scores": [2, None]})
    school.teacher.got("post", f"{path}/publish", {"verdict": "returned"})
    table = of_exercise(Exercise.objects.get(pk=exercise))
    assert table.columns == [
        *["Alias", "State", "Handed in (Europe/Berlin)", "Late", "Attempt", "Identity", "Reasons"],
        *["Points", "Out of", "Points of attempt"],
    ]
    rows = {row[0]: row[1:] for row in read(table.csv())[1:]}
    assert rows['\'=HYPERLINK("http://evil.example")'][0] == "Not started"
    assert rows["Ara"] == ["Started", "", "", "", "", "", "", "", ""]
    state, at, *rest = rows["미나"]
    assert (state, rest) == ("Returned", ["", "1", "2", "", "2", "5", "1"])
    assert len(at) == len("2026-11-27 14:02")
    told = school.teacher.got("get", f"exercises/{exercise}/grades")
    assert told["columns"] == table.columns
    assert len(told["rows"]) == 3


@pytest.mark.django_db
def test_a_newer_attempt_takes_no_grade_away(school, draw):
    exercise = school.exercise()
    mina = school.ready(draw, exercise, "Mina")
    path = f"submissions/{mina.hand_in()['id']}/review"
    school.teacher.got("put", path, {"scores": [3, 1]})
    school.teacher.got("post", f"{path}/publish", {"verdict": "changes"})
    second = mina.hand_in()
    (row,) = of_exercise(Exercise.objects.get(pk=exercise)).rows
    assert (row[1], row[3:]) == ("Handed in", ["", "2", "3", "1", "4", "5", "1"])
    assert of_class(ClassGroup.objects.get(pk=school.id)).rows == [["Mina", "Handed in", "", "4", "5"]]
    school.teacher.got("put", f"submissions/{second['id']}/review", {"scores": [3, 2]})
    school.teacher.got("post", f"submissions/{second['id']}/review/publish", {"verdict": "accepted"})
    (row,) = of_exercise(Exercise.objects.get(pk=exercise)).rows
    assert (row[1], row[3:]) == ("Accepted", ["", "2", "3", "2", "5", "5", "2"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "name"), [("classes/{group}", "2반-3"), ("exercises/{exercise}", "2반-3, Keyframes")]
)
def test_a_file_is_called_by_its_class_and_its_exercise(school, path, name):
    exercise = school.exercise()
    ClassGroup.objects.filter(pk=school.id).update(name="2반/3")
    address = path.format(group=school.id, exercise=exercise)
    answer = school.teacher.client.get(f"/{address}/grades.csv")
    assert unquote(answer["Content-Disposition"]) == f"attachment; filename*=utf-8''Grades, {name}.csv"


@pytest.mark.django_db
def test_a_class_has_four_columns_for_each_exercise(school, draw):
    first, _second = school.exercise(), school.exercise()
    handed_in = school.ready(draw, first, "Mina").hand_in()
    school.teacher.got("put", f"submissions/{handed_in['id']}/review", {"scores": [3, 2]})
    school.teacher.got("post", f"submissions/{handed_in['id']}/review/publish", {"verdict": "accepted"})
    table = of_class(ClassGroup.objects.get(pk=school.id))
    heads = ["Keyframes", "Keyframes: late", "Keyframes: points", "Keyframes: out of"]
    assert table.columns == ["Alias", *heads, *heads]
    assert table.rows == [["Mina", "Accepted", "", "5", "5", "Not started", "", "", ""]]


@pytest.mark.django_db
def test_a_class_that_was_given_nothing_lists_its_learners(school):
    school.learner("Mina")
    school.learner("Jun")
    table = of_class(ClassGroup.objects.get(pk=school.id))
    assert (table.columns, table.rows) == (["Alias"], [["Jun"], ["Mina"]])


@pytest.mark.django_db
def test_a_draft_tells_no_grade(school, draw):
    exercise = school.exercise()
    handed_in = school.ready(draw, exercise, "Mina").hand_in()
    school.teacher.got("put", f"submissions/{handed_in['id']}/review", {"scores": [3, 2]})
    (row,) = of_exercise(Exercise.objects.get(pk=exercise)).rows
    assert row[1] == "Handed in"
    assert row[5:] == ["", "", "", "", ""]
    assert new_id() not in row
