"""
Joining by a code, and coming back by three words.
"""

import json
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from editor.lessons.classes import ALPHABET, CODE_LENGTH
from editor.lessons.words import ENGLISH, KOREAN, new_words, read_words
from editor.models import Enrolment, User
from editor.teams.actions import adopt, forget_guests
from tests.editor.lessons.school import Browser, Learner
from tests.factories import AccountFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def join(school, browser, **said):
    return browser.ask("post", "classes/join", {"code": school.group["code"], **said})


def back(school, **said):
    return Browser().ask("post", "classes/back", {"code": school.group["code"], **said})


def test_a_learner_joins_without_an_account(school):
    mina = school.learner("미나")
    assert mina.user.is_guest
    assert mina.user.email is None
    listed = mina.got("get", "classes")["learning"]
    assert [(one["name"], one["alias"]) for one in listed] == [("8b", "미나")]


def test_a_code_is_read_as_people_type_it(school):
    code = school.group["code"]
    assert len(code) == CODE_LENGTH
    assert set(code) <= set(ALPHABET)
    typed = f" {code[:3].lower()}-{code[3:].lower()} "
    assert Browser().got("post", "classes/join", {"code": typed, "alias": "Mina"})["class"]["name"] == "8b"


@pytest.mark.parametrize("how", ["unknown", "old", "closed", "binned"])
def test_a_code_that_takes_nobody_is_told_in_one_sentence(school, how):
    code = school.group["code"]
    if how == "unknown":
        code = "ZZZZZZ"
    elif how == "old":
        school.teacher.got("post", f"classes/{school.id}/code")
    elif how == "closed":
        school.teacher.got("patch", f"classes/{school.id}", {"closed": True})
    else:
        school.teacher.got("delete", f"classes/{school.id}")
    answer = Browser().ask("post", "classes/join", {"code": code, "alias": "Mina"})
    assert (answer.status_code, answer.json()["code"]) == (422, "no_class")
    assert User.objects.filter(is_guest=True).count() == 0


def test_who_was_removed_does_not_come_in_again_by_the_code(school):
    mina = school.learner()
    school.teacher.got("delete", f"classes/{school.id}/learners/{school.learner_id('Mina')}")
    assert join(school, mina, alias="Mina").json()["code"] == "no_class"
    assert back(school, alias="Mina", words=" ".join(mina.words)).json()["code"] == "wrong"
    assert mina.lost("get", f"classes/{school.id}")
    school.teacher.got("post", f"classes/{school.id}/learners/{school.learner_id('Mina')}/restore")
    assert mina.got("get", f"classes/{school.id}")["alias"] == "Mina"


@pytest.mark.parametrize("other", ["Mina", "mina", " MINA ", "Mi\u200dna", "Ｍｉｎａ"])
def test_an_alias_is_of_one_learner_alone(school, other):
    school.learner("Mina")
    assert join(school, Browser(), alias=other).json()["code"] == "alias_taken"


@pytest.mark.parametrize("alias", ["Mina 3", "김민수", "أحمد", "O'Brien-Ñandú", "🦊", "x" * 40, "\u202eMina"])
def test_an_alias_is_in_any_script(school, alias):
    joined = join(school, Browser(), alias=alias)
    assert joined.status_code == 200
    shown = joined.json()["alias"]
    assert shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("alias", ["", "   ", "\u200d", "\n\t", "x" * 41, "\u200b"])
def test_an_alias_that_nobody_can_read_is_refused(school, alias):
    assert join(school, Browser(), alias=alias).status_code == 422
    assert Enrolment.objects.count() == 0
    assert User.objects.filter(is_guest=True).count() == 0


def test_rows_hold_what_is_promised_of_aliases(school):
    user = school.learner("Mina").user
    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.create(group_id=school.id, user=AccountFactory(), alias="ＭＩＮＡ")
    assert Enrolment.objects.get().user == user


def test_a_code_that_another_class_has_is_drawn_again(school, monkeypatch):
    code = school.group["code"]
    letters = iter(f"{code}BCDFGH{code}JKMNPQ")
    monkeypatch.setattr("editor.lessons.classes.secrets.choice", lambda _letters: next(letters))
    made = school.teacher.got("post", "classes", {"name": "9c", "time_zone": "UTC"})
    assert made["code"] == "BCDFGH"
    assert school.teacher.got("post", f"classes/{made['id']}/code")["code"] == "JKMNPQ"


def test_joining_twice_is_joining_once(school):
    mina = school.learner()
    again = mina.got("post", "classes/join", {"code": school.group["code"], "alias": "mina"})
    assert (again["alias"], again["words"]) == ("Mina", None)
    assert Enrolment.objects.count() == 1


def test_somebody_else_at_the_same_browser_is_somebody_else(school):
    mina = school.learner("Mina")
    answer = join(school, mina, alias="Jun").json()
    assert (answer["code"], answer["alias"]) == ("you_are_in", "Mina")
    user = mina.user
    assert join(school, mina, alias="Jun", other=True).status_code == 200
    assert mina.user != user
    assert Enrolment.objects.count() == 2


def test_a_class_holds_so_many(school, monkeypatch):
    monkeypatch.setattr("editor.lessons.limits.LEARNERS_PER_CLASS", 2)
    school.learner("A")
    school.learner("B")
    assert join(school, Browser(), alias="C").json()["code"] == "class_full"
    school.teacher.got("delete", f"classes/{school.id}/learners/{school.learner_id('A')}")
    assert join(school, Browser(), alias="C").status_code == 200
    answer = school.teacher.ask("post", f"classes/{school.id}/learners/{school.learner_id('A')}/restore")
    assert answer.json()["code"] == "class_full"


def test_a_teacher_is_no_learner_of_their_own_class(school):
    assert join(school, school.teacher, alias="Me").json()["code"] == "you_teach"


def test_wrong_codes_are_counted_and_right_ones_are_not(school):
    for number in range(40):
        assert join(school, Browser(), alias=f"L{number}").status_code == 200
    for _each in range(30):
        assert Browser().refused("post", "classes/join", {"code": "ZZZZZZ", "alias": "x"}) == "no_class"
    assert join(school, Browser(), alias="late").json()["code"] == "too_fast"


# -- Coming back --------------------------------------------------------------------------------------


def test_three_words_bring_a_learner_back(school):
    mina = school.learner("Mina")
    again = Learner()
    words = "  ".join(word.upper() for word in mina.words)
    came = again.got("post", "classes/back", {"code": school.group["code"], "alias": "mina", "words": words})
    assert came["alias"] == "Mina"
    assert again.user == mina.user


def test_every_wrong_is_one_answer(school):
    mina = school.learner("Mina")
    words = " ".join(mina.words)
    asks = [
        {"code": "ZZZZZZ", "alias": "Mina", "words": words},
        {"code": school.group["code"], "alias": "Jun", "words": words},
        {"code": school.group["code"], "alias": "Mina", "words": "maple maple maple maple"},
        {"code": school.group["code"], "alias": "Mina", "words": ""},
    ]
    answers = {Browser().ask("post", "classes/back", ask).content for ask in asks}
    assert len(answers) == 1
    assert json.loads(answers.pop())["code"] == "wrong"


def test_words_cannot_be_guessed(school):
    mina = school.learner("Mina")
    school.learner("Jun")
    for _each in range(10):
        assert back(school, alias="Mina", words="no no no").json()["code"] == "wrong"
    # Also the right words are not looked at any more, for this alias alone.
    answer = back(school, alias="MINA", words=" ".join(mina.words))
    assert (answer.status_code, answer.json()["code"]) == (429, "too_fast")
    assert back(school, alias="Jun", words="no no no").json()["code"] == "wrong"


def test_words_are_kept_as_a_hash_and_can_be_made_anew(school):
    mina = school.learner("Mina")
    kept = Enrolment.objects.get().return_hash
    assert not any(word in kept for word in mina.words)
    new = mina.got("post", f"classes/{school.id}/words")["words"]
    assert back(school, alias="Mina", words=" ".join(mina.words)).json()["code"] == "wrong"
    assert back(school, alias="Mina", words=" ".join(new)).status_code == 200


def test_who_has_an_account_comes_back_by_it_and_by_no_words(school):
    learner = school.learner("Mina", user=AccountFactory())
    assert learner.words == []
    assert learner.refused("post", f"classes/{school.id}/words") == "has_account"


def test_an_account_takes_a_guests_seat_and_its_words_are_dead(school, draw):
    exercise = school.exercise()
    mina = school.ready(draw, exercise)
    submission = mina.hand_in()
    account = AccountFactory()
    adopt(mina.user, account)
    assert back(school, alias="Mina", words=" ".join(mina.words)).json()["code"] == "wrong"
    again = Learner()
    again.client.force_login(account)
    assert again.got("get", f"submissions/{submission['id']}")["learner"]["alias"] == "Mina"
    assert again.got("get", f"works/{mina.work['id']}")["checklist"][-1]["done"]


def test_an_account_that_sits_there_already_keeps_its_seat_and_everything_else(school, draw):
    one, two = school.exercise(), school.exercise()
    account = AccountFactory()
    school.learner("Minsu", user=account).start(one)
    guest = school.ready(draw, one)
    guest.hand_in()
    twice, other = guest.work, school.teacher
    guest.start(two)
    adopt(guest.user, account)
    seat = Enrolment.objects.get()
    assert seat.alias == "Minsu"
    assert {str(work.exercise_id) for work in seat.works.all()} == {one, two}
    (waiting,) = other.got("get", f"exercises/{one}/queue?filter=all")["submissions"]
    assert waiting["alias"] == "Minsu"
    assert seat.works.get(exercise=one).project_id == UUID(twice["project"])


def test_what_was_handed_in_at_either_seat_stays(school):
    exercise = school.exercise(school.lesson(checks=["start_and_end"]))
    account = AccountFactory()
    own = school.learner("Minsu", user=account).start(exercise)
    guest = school.learner("Mina").start(exercise)
    first = guest.hand_in()
    path = f"submissions/{first['id']}/review"
    school.teacher.got("put", path, {"scores": [3, 2]})
    school.teacher.got("post", f"{path}/publish", {"verdict": "accepted"})
    adopt(guest.user, account)
    (line,) = school.teacher.got("get", f"exercises/{exercise}/learners")
    assert (line["alias"], line["state"], line["submission"]) == ("Minsu", "accepted", first["id"])
    assert line["points"] == {"got": 5, "of": 5}
    assert account.projects.get(pk=own.work["project"]).kind == "story"
    work = own.start(exercise).work
    assert (work["project"], work["state"]) == (guest.work["project"], "accepted")


def test_attempts_at_two_seats_follow_each_other_as_they_were_handed_in(school):
    exercise = school.exercise(school.lesson(checks=["start_and_end"]))
    account = AccountFactory()
    own = school.learner("Minsu", user=account).start(exercise)
    guest = school.learner("Mina").start(exercise)
    ids = [one.hand_in()["id"] for one in (guest, own, guest, own)]
    adopt(guest.user, account)
    work = own.start(exercise).work
    assert work["project"] == own.work["project"]
    assert [(one["attempt"], one["id"]) for one in work["submissions"]] == list(enumerate(ids, 1))[::-1]
    found = school.teacher.got("get", f"submissions/{ids[0]}")
    assert (found["learner"]["alias"], len(found["attempts"])) == ("Minsu", 4)
    assert own.hand_in()["attempt"] == 5


def test_a_teacher_who_came_as_a_guest_is_no_learner_of_their_own_class(school):
    exercise = school.exercise(school.lesson(checks=["start_and_end"]))
    guest = school.learner("Me").start(exercise)
    guest.hand_in()
    adopt(guest.user, school.person)
    assert school.teacher.got("get", f"classes/{school.id}")["learners"] == []
    assert school.teacher.got("get", "classes")["learning"] == []
    assert school.person.projects.get(pk=guest.work["project"]).kind == "story"
    assert school.teacher.got("get", f"exercises/{exercise}/queue?filter=all")["submissions"] == []


def test_a_guest_who_learns_is_not_forgotten(school):
    mina = school.learner()
    User.objects.filter(pk=mina.user.pk).update(created_at="2020-01-01T00:00Z", last_login=None)
    assert forget_guests() == 0


def test_coming_back_loses_nobodys_projects(school):
    mina = school.learner("Mina")
    other = Learner()
    other.client.get("/")
    ProjectFactory(owner=other.user)
    said = {"code": school.group["code"], "alias": "Mina", "words": " ".join(mina.words)}
    assert other.refused("post", "classes/back", said) == "guest_has_work"
    assert other.got("post", "classes/back", {**said, "other": True})["alias"] == "Mina"
    assert other.user == mina.user


@pytest.mark.parametrize("path", ["classes/join", "classes/back"])
def test_these_doors_are_open_to_our_own_pages_alone(school, path):
    stranger = Client(enforce_csrf_checks=True)
    body = {"code": school.group["code"], "alias": "Mina", "words": "a b c"}
    if path.endswith("join"):
        del body["words"]
    answer = stranger.post(f"/api/{path}", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")


def test_the_session_gets_another_name_when_somebody_joins(school):
    other = Learner()
    other.client.get("/accounts/login/")
    other.client.get("/")
    before = other.client.cookies["sessionid"].value
    join(school, other, alias="Jun", other=True)
    assert other.client.cookies["sessionid"].value != before


# -- The words themselves -----------------------------------------------------------------------------


@pytest.mark.parametrize("words", [ENGLISH, KOREAN])
def test_words_can_be_told_apart_and_typed(words):
    assert len(set(words)) == len(words) > 256
    assert all(read_words(word) == word for word in words)


def test_words_are_in_the_language_of_the_page():
    with translation.override("ko"):
        assert set(new_words()) <= set(KOREAN)
    with translation.override("en"):
        assert set(new_words()) <= set(ENGLISH)
