"""
What becomes of a guest's seats in classes when they make an account, or sign in with one.
"""

from functools import partial

from django.db import transaction
from django.db.models import F

from editor.lessons.models import Enrolment, Submission, Work
from editor.projects.models import Project
from editor.teams.models import User
from editor.watching import removing

ASIDE = 10_000
"""
More attempts than any work has: numbers from there on are not taken.
"""


def hand_over(guest: User, account: User) -> None:
    """
    Give a guest's seats, and all that they made there, to an account, which comes back by signing in.

    Where the account sits in the same class already, it keeps its own seat and has there what was made at
    either. Nobody learns in a class that they teach: there the seat goes, and its works are projects.

    Belongs into the transaction in which the account gets the guest's projects, before these are locked.
    """
    taught = set(account.classes.values_list("pk", flat=True))
    for seat in Enrolment.objects.select_for_update().filter(user=guest).order_by("pk"):
        known = Enrolment.objects.filter(user=account, group=seat.group_id).first()
        if seat.group_id in taught:
            _leave(seat)
        elif known is not None:
            _join(seat, known)
        else:
            seat.user, seat.return_hash = account, ""
            seat.save(update_fields=["user", "return_hash"])


def _leave(seat: Enrolment) -> None:
    Project.objects.filter(work__enrolment=seat).update(kind=Project.Kind.STORY)
    copies = list(Submission.objects.filter(work__enrolment=seat).values_list("project", flat=True))
    seat.delete()
    Project.objects.filter(pk__in=copies).delete()
    transaction.on_commit(partial(removing.remove, copies))


def _join(seat: Enrolment, known: Enrolment) -> None:
    works = list(Work.objects.select_for_update().filter(enrolment__in=(seat, known)).order_by("pk"))
    own = {work.exercise_id: work for work in works if work.enrolment_id == known.pk}
    for work in works:
        if work.enrolment_id == seat.pk:
            mine = own.get(work.exercise_id)
            kept = _merged(mine, work) if mine else work
            Work.objects.filter(pk=kept.pk).update(enrolment=known)
    seat.delete()


def _merged(own: Work, other: Work) -> Work:
    """
    Two works on one exercise as one, with the attempts of both in the order in which they were handed in, and
    with the project of the newest. The other project stays as one of the account's own.
    """
    attempts = Submission.objects.filter(work__in=(own, other)).order_by("handed_in_at", "pk")
    found = list(attempts.values_list("pk", "work"))
    if found and found[-1][1] == other.pk:
        own, other = other, own
    attempts.filter(work=own).order_by().update(attempt=F("attempt") + ASIDE)
    for number, (attempt, _work) in enumerate(found, 1):
        Submission.objects.filter(pk=attempt).update(work=own, attempt=number)
    Project.objects.filter(work=other).update(kind=Project.Kind.STORY)
    other.delete()
    return own
