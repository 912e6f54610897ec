"""
The whole way: a teacher gives a lesson, a learner joins, works, judges, hands in, is reviewed and revises.
"""

import pytest

from editor.models import Project
from tests.editor.lessons.school import STEPS
from tests.factories import new_id

pytestmark = pytest.mark.django_db


def done(work):
    return [check["name"] for check in work["checklist"] if check["done"]]


def test_a_learner_goes_from_nothing_to_accepted(school, draw):
    exercise = school.exercise(attempts=2)
    mina = school.learner("Mina")
    assert len(mina.words) == 3
    assert mina.got("get", f"exercises/{exercise}")["work"] is None

    mina.start(exercise)
    assert mina.project.kind == Project.Kind.WORK
    assert done(mina.work) == STEPS[:3]
    assert not mina.work["may_hand_in"]
    assert "Render" in mina.work["why_not"]
    mina.render(draw)
    assert done(mina.got("get", f"works/{mina.work['id']}")) == STEPS[:4]
    assert done(mina.watch()) == STEPS[:5]
    mina.judge("partly", frames=[1], text="The arm melts.")
    assert mina.got("get", f"works/{mina.work['id']}")["may_hand_in"]

    first = mina.hand_in()
    assert (first["attempt"], first["late"], first["state"], first["review"]) == (1, False, "handed_in", None)
    assert first["judgement"]["text"] == "The arm melts."
    assert [check["done"] for check in first["checklist"]] == [True] * 6
    assert first["measures"][0]["quality"]["score"] >= 0

    queue = school.teacher.got("get", f"exercises/{exercise}/queue")
    assert [one["alias"] for one in queue["submissions"]] == ["Mina"]
    seen = school.teacher.got("get", f"submissions/{first['id']}")
    assert seen["judgements"][0]["by"] == "Mina"
    review = {"scores": [2, None], "words": "Look at the arm.", "identity": "partly"}
    review["marks"] = [{"frame": 1, "x": 0.5, "y": 0.25, "text": "here"}]
    path = f"submissions/{first['id']}/review"
    school.teacher.got("put", path, review)
    assert mina.got("get", f"submissions/{first['id']}")["review"] is None
    assert mina.state() == "handed_in"
    school.teacher.got("post", f"{path}/publish", {"verdict": "changes"})
    read = mina.got("get", f"submissions/{first['id']}")["review"]
    assert (read["words"], read["scores"], read["points"]) == (
        "Look at the arm.",
        [2, None],
        {"got": 2, "of": 5},
    )
    assert mina.state() == "changes"

    second = mina.hand_in()
    assert second["attempt"] == 2
    old = mina.got("get", f"submissions/{first['id']}")
    assert old["outdated"]
    assert not second["outdated"]
    school.teacher.got("post", f"submissions/{second['id']}/review/publish", {"verdict": "accepted"})
    assert mina.state() == "accepted"
    assert mina.refused("post", f"works/{mina.work['id']}/hand-in", {"id": new_id()}) == "accepted"


def test_without_a_starter_one_begins_with_nothing(school):
    exercise = school.exercise(school.lesson(starter=None))
    mina = school.learner().start(exercise)
    assert done(mina.work) == []
    assert mina.project.poses.count() == 0
    assert mina.got("post", f"exercises/{exercise}/start")["project"] == mina.work["project"]
