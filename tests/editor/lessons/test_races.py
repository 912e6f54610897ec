"""
What a teacher and a learner do at the same moment comes one after the other.
"""

from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.http import Http404

from editor.access import Viewer
from editor.lessons import classes, erasing, handing_in, joining, reviewing, seats
from editor.models import ClassGroup, Enrolment, Project, Review, Submission, User, Work
from editor.poses.pictures import poster_path, thumb_path
from editor.refusals import Refused
from editor.teams.actions import adopt
from jobs.frames import picture_path
from tests.editor.lessons.postgres import house, meanwhile, postgres_rows
from tests.editor.lessons.school import Browser, School, signed_in
from tests.factories import AccountFactory, ProjectFactory, new_id, png

__all__ = ["house", "postgres_rows"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("postgres_rows")]


@pytest.fixture
def school(postgres_rows):
    return School()


@pytest.fixture
def mina(school):
    return school.learner().start(school.exercise(school.lesson(checks=["start_and_end"])))


def hand_in(learner):
    return lambda: handing_in.hand_in(Work.objects.get(pk=learner.work["id"]), uuid4())


def erase():
    erasing.erase(Enrolment.objects.get())


def test_nothing_that_is_handed_in_meanwhile_survives_erasing(monkeypatch, mina):
    mina.hand_in()
    with meanwhile(monkeypatch, erasing, "_pictures", hand_in(mina)) as other:
        erase()
    assert isinstance(other.error, Http404)
    assert Submission.objects.count() == Work.objects.count() == 0
    assert not Project.objects.filter(kind__in=(Project.Kind.WORK, Project.Kind.HANDED_IN)).exists()
    assert not User.objects.filter(is_guest=True).exists()


def test_nothing_that_is_being_handed_in_survives_erasing(monkeypatch, mina):
    with meanwhile(monkeypatch, handing_in, "freeze", erase) as other:
        hand_in(mina)()
    assert other.error is None
    assert Submission.objects.count() == Work.objects.count() == 0
    assert not Project.objects.filter(kind__in=(Project.Kind.WORK, Project.Kind.HANDED_IN)).exists()


def upload(browser, project):
    file = SimpleUploadedFile("a.png", png(7), "image/png")
    answer = browser.client.post(f"/api/projects/{project.pk}/poses", {"id": new_id(), "file": file})
    assert answer.status_code < 300, answer.content
    return answer.json()["pose"]["sha256"]


@pytest.mark.parametrize("when", ["_forget_pictures", "_remove_pictures"])
def test_who_brings_the_same_picture_meanwhile_has_it(monkeypatch, mina, when):
    upload(mina, mina.project)
    project = ProjectFactory()
    somebody = signed_in(project.owner)
    with meanwhile(monkeypatch, erasing, when, lambda: upload(somebody, project)) as other:
        erase()
    # It may have come too late for the picture that was there, and not be taken: then it is sent again.
    assert other.error is None or isinstance(other.error, IntegrityError)
    sha = upload(somebody, project)
    for path in (picture_path(sha), thumb_path(sha), poster_path(sha)):
        assert default_storage.exists(path)


def accept(school, submission):
    return lambda: reviewing.publish(Viewer(school.person), submission, Review.Verdict.ACCEPTED)


def test_nothing_is_handed_in_after_it_was_accepted(monkeypatch, school, mina):
    submission = Submission.objects.get(pk=mina.hand_in()["id"])
    with meanwhile(monkeypatch, reviewing, "tell", hand_in(mina)) as other:
        accept(school, submission)()
    assert isinstance(other.error, Refused)
    assert other.error.code == "accepted"
    assert mina.state() == "accepted"


def test_nothing_is_accepted_while_another_is_being_handed_in(monkeypatch, school, mina):
    submission, seen = Submission.objects.get(pk=mina.hand_in()["id"]), []

    def accept_and_look():
        accept(school, submission)()
        seen.append(Submission.objects.count())

    with meanwhile(monkeypatch, handing_in, "standing_of", accept_and_look) as other:
        hand_in(mina)()
    assert (other.error, seen) == (None, [2])
    assert mina.state() == "handed_in"


@pytest.mark.parametrize("how", ["closed", "binned", "another code"])
def test_nobody_joins_a_class_that_is_shut_meanwhile(monkeypatch, school, how):
    group = ClassGroup.objects.get()
    acts = {
        "closed": lambda: classes.edit(group, {"closed": True}),
        "binned": lambda: classes.bin_class(group),
        "another code": lambda: classes.new_code(group),
    }
    with meanwhile(monkeypatch, joining, "make_password", acts[how]):
        said = {"code": school.group["code"], "alias": "Mina"}
        assert Browser().refused("post", "classes/join", said) == "no_class"
    assert Enrolment.objects.count() == 0


@pytest.fixture
def account(school, mina):
    """
    Somebody whose seat and work Mina's become part of when she signs in.
    """
    user = AccountFactory()
    school.learner("Minsu", user=user).start(mina.work["exercise"])
    return user


def test_what_is_being_handed_in_is_kept_when_two_works_become_one(monkeypatch, mina, account):
    user = mina.user
    with meanwhile(monkeypatch, handing_in, "handed_in", lambda: adopt(user, account)) as other:
        hand_in(mina)()
    assert other.error is None  # neither waited for the other in a ring
    work = Submission.objects.get().work
    assert (work.enrolment.user, work.project.owner) == (account, account)
    assert Work.objects.count() == 1


def test_nothing_is_handed_in_of_a_work_that_has_become_one_with_another(monkeypatch, mina, account):
    user = mina.user
    with meanwhile(monkeypatch, seats, "_merged", hand_in(mina)) as other:
        adopt(user, account)
    assert isinstance(other.error, Http404)
    assert Submission.objects.count() == 0
    assert Work.objects.get().enrolment.user == account
