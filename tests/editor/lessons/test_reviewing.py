"""
Reviewing: the queue, drafts, verdicts, and what a teacher sees of a class at work.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.lessons.working import state_of
from editor.models import Review, Submission
from tests.editor.lessons.school import School, signed_in
from tests.factories import AccountFactory, new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def exercise(school):
    return school.exercise()


def review(school, submission, **said):
    return school.teacher.got("put", f"submissions/{submission['id']}/review", said)


def publish(school, submission, verdict):
    return school.teacher.got("post", f"submissions/{submission['id']}/review/publish", {"verdict": verdict})


def queue(school, exercise, which="waiting"):
    found = school.teacher.got("get", f"exercises/{exercise}/queue?filter={which}")
    return [(one["alias"], one["attempt"], one["state"], one["reviewed"]) for one in found["submissions"]]


def test_the_queue_holds_each_learners_newest_attempt_the_oldest_first(school, draw, exercise):
    mina, jun = school.ready(draw, exercise, "Mina"), school.ready(draw, exercise, "Jun")
    first, second = mina.hand_in(), jun.hand_in()
    assert queue(school, exercise) == [("Mina", 1, "handed_in", ""), ("Jun", 1, "handed_in", "")]
    mina.hand_in()
    assert queue(school, exercise) == [("Jun", 1, "handed_in", ""), ("Mina", 2, "handed_in", "")]
    review(school, second, words="Hm.")
    assert queue(school, exercise)[0] == ("Jun", 1, "handed_in", "draft")
    publish(school, second, "returned")
    assert queue(school, exercise) == [("Mina", 2, "handed_in", "")]
    assert queue(school, exercise, "all")[0] == ("Jun", 1, "returned", "published")
    assert queue(school, exercise, "late") == []
    assert school.teacher.got("get", f"classes/{school.id}")["exercises"][0]["waiting"] == 1
    assert school.teacher.got("get", "classes")["teaching"][0]["waiting"] == 1
    assert school.teacher.got("get", f"submissions/{first['id']}")["outdated"]


def test_a_draft_is_kept_on_every_change_and_is_the_teachers_alone(school, draw, exercise):
    submission = school.ready(draw, exercise).hand_in()
    review(school, submission, scores=[3], words="One")
    found = review(school, submission, scores=[1, 2], words="Two", identity="no", marks=[{"frame": 2}])
    assert found["scores"] == [1, 2]
    assert found["marks"] == [{"frame": 2, "x": None, "y": None, "text": ""}]
    assert found["points"] == {"got": 3, "of": 5}
    assert Review.objects.get().reviewer == school.person
    kept = school.teacher.got("get", f"submissions/{submission['id']}")
    assert kept["review"] == found
    assert kept["attempts"][0]["review"] == found


def test_a_published_review_is_changed_only_after_it_was_taken_back(school, draw, exercise):
    mina = school.ready(draw, exercise)
    submission = mina.hand_in()
    path = f"submissions/{submission['id']}/review"
    assert school.teacher.refused("post", f"{path}/reopen") == "not_published"
    review(school, submission, words="Good.")
    publish(school, submission, "accepted")
    assert school.teacher.refused("put", path, {"words": "Better."}) == "published"
    assert school.teacher.refused("post", f"{path}/publish", {"verdict": "returned"}) == "published"
    school.teacher.got("post", f"{path}/reopen")
    assert mina.state() == "handed_in"
    review(school, submission, words="Better.")
    publish(school, submission, "returned")
    assert mina.got("get", f"submissions/{submission['id']}")["review"]["words"] == "Better."


def test_a_review_names_the_attempt_it_judged_and_a_newer_one_outdates_it(school, draw, exercise):
    mina = school.ready(draw, exercise)
    first = mina.hand_in()
    review(school, first, words="To the first.")
    second = mina.hand_in()
    publish(school, first, "changes")
    assert mina.state() == "handed_in"
    seen = mina.got("get", f"submissions/{second['id']}")
    assert [(one["attempt"], one["outdated"], bool(one["review"])) for one in seen["attempts"]] == [
        (2, False, False),
        (1, True, True),
    ]


@pytest.mark.parametrize(
    "said",
    [
        {"scores": [4]},
        {"scores": [0]},
        {"scores": [1, 1, 1]},
        {"words": "x" * 4001},
        {"marks": [{"frame": -1}]},
        {"marks": [{"frame": 0, "x": 2}]},
        {"marks": [{"frame": 0, "text": "x" * 1001}]},
        {"marks": [{"frame": 0}] * 201},
        {"identity": "maybe"},
    ],
)
def test_what_does_not_fit_is_refused(school, draw, exercise, said):
    submission = school.ready(draw, exercise).hand_in()
    school.teacher.refused("put", f"submissions/{submission['id']}/review", said)
    assert Review.objects.count() == 0


def test_a_teacher_sees_where_somebody_is_stuck_and_no_more(school, draw, exercise):
    school.learner("A")
    school.learner("B").start(exercise)
    c = school.learner("C").start(exercise)
    slower = {"do": "set", "on": "keyframe", "id": c.stretch().left, "to": {"ease": "in"}}
    c.got("post", f"projects/{c.project.pk}/ops", {"id": new_id(), "operations": [slower]})
    c.render(draw)
    stuck = school.teacher.got("get", f"exercises/{exercise}/learners")[1]["open"]
    assert [step["name"] for step in stuck] == ["rendered", "watched", "judged"]
    school.ready(draw, exercise, "D").hand_in()
    publish(school, school.ready(draw, exercise, "E").hand_in(), "changes")
    lines = school.teacher.got("get", f"exercises/{exercise}/learners")
    assert [(one["alias"], one["state"], [step["name"] for step in one["open"]]) for one in lines] == [
        ("A", "not_started", []),
        ("B", "started", ["watched", "judged"]),  # what others had drawn is drawn for all
        ("C", "started", ["watched", "judged"]),
        ("D", "handed_in", []),
        ("E", "changes", []),
    ]
    assert c.work["project"] not in str(lines)
    card = school.teacher.got("get", f"classes/{school.id}")["exercises"][0]
    assert card["counts"] == {"not_started": 1, "started": 2, "handed_in": 1, "changes": 1}
    assert c.got("get", f"classes/{school.id}")["exercises"][0]["state"] == "started"
    assert c.got("get", "classes")["learning"][0]["open"] == 1


def test_a_class_at_work_is_read_in_as_many_queries_however_large_it_is(
    school, draw, exercise, django_assert_max_num_queries
):
    for number in range(3):
        school.learner(f"L{number}").start(exercise)
    with django_assert_max_num_queries(40) as few:
        school.teacher.got("get", f"exercises/{exercise}/learners")
    count = len(few)
    for number in range(3, 9):
        school.learner(f"L{number}").start(exercise)
    with django_assert_max_num_queries(count):
        school.teacher.got("get", f"exercises/{exercise}/learners")


def test_classes_are_listed_in_as_many_queries_however_many_there_are(school, django_assert_num_queries):
    user = AccountFactory()
    browsers = (school.teacher, signed_in(user))
    lesson = school.lesson(checks=["start_and_end"])

    def another_class():
        group = School(person=school.person)
        exercise = group.exercise(lesson)
        for learner in (group.learner("Mina"), group.learner("Jun", user=user)):
            learner.start(exercise).hand_in()

    def lists():
        return [browser.got("get", "classes") for browser in browsers]

    another_class()
    with CaptureQueriesContext(connection) as few:
        lists()
        count = len(few)
    another_class()
    another_class()
    with django_assert_num_queries(count):
        taught, attended = lists()
    found = [(one["learners"], one["exercises"], one["waiting"]) for one in taught["teaching"]]
    assert sorted(found) == [(0, 0, 0), *[(2, 1, 2)] * 3]
    assert [(one["alias"], one["exercises"], one["open"]) for one in attended["learning"]] == [
        ("Jun", 1, 0)
    ] * 3


def test_a_class_is_read_without_all_that_was_measured(school):
    exercise = school.exercise(school.lesson(checks=["start_and_end"]))
    learner = school.learner().start(exercise)
    learner.hand_in()
    learner.hand_in()
    for path in (f"classes/{school.id}", f"exercises/{exercise}/grades", f"exercises/{exercise}/queue"):
        with CaptureQueriesContext(connection) as asked:
            school.teacher.got("get", path)
        assert not [one for one in asked.captured_queries if "measures" in one["sql"]], path


def test_pages_of_the_work_are_told_of_reviews(
    school, draw, exercise, heard, django_capture_on_commit_callbacks
):
    mina = school.ready(draw, exercise)
    with django_capture_on_commit_callbacks(execute=True):
        submission = mina.hand_in()
        review(school, submission, words="Good.")
        told = len(heard)
        publish(school, submission, "returned")
    mine = [topic for topic, event in heard if event["type"] == "work"]
    assert mine == [mina.project.topic] * 2
    assert told <= len(heard)


# -- States -------------------------------------------------------------------------------------------

reviews = st.none() | st.tuples(st.sampled_from(["", *Review.Verdict.values]), st.booleans())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.booleans(), reviews), max_size=5))
def test_the_newest_attempt_says_how_far_a_work_is(attempts):
    made = []
    for number, (late, reviewed) in enumerate(attempts):
        submission = Submission(attempt=number + 1, late=late)
        if reviewed is not None:
            verdict, published = reviewed
            at = "2026-01-01T00:00Z" if published and verdict else None
            submission.review = Review(submission=submission, verdict=verdict, published_at=at)
        made.append(submission)
    state = state_of(made[-1] if made else None)
    if not made:
        assert state == "started"
        return
    late, reviewed = attempts[-1]
    if reviewed is not None and reviewed[0] and reviewed[1]:
        assert state == reviewed[0]
    else:
        assert state == ("late" if late else "handed_in")


def test_an_id_that_was_used_for_another_work_is_that_works_alone(school, draw, exercise):
    mina, jun = school.ready(draw, exercise, "Mina"), school.ready(draw, exercise, "Jun")
    body = {"id": new_id()}
    one = mina.got("post", f"works/{mina.work['id']}/hand-in", body)
    two = jun.got("post", f"works/{jun.work['id']}/hand-in", body)
    assert one["id"] != two["id"]
