"""
What becomes of a guest's seats in classes when they make an account, or sign in with one.
"""

from editor.lessons.models import Enrolment, Submission, Work
from editor.projects.models import Project
from editor.teams.models import User


def hand_over(guest: User, account: User) -> None:
    """
    Give a guest's seats, and all that they made there, to an account, which comes back by signing in.

    Where the account sits in the same class already, it keeps its own seat. It takes over the works on
    exercises that it has not begun; what was made twice it keeps as projects of its own.

    Belongs into the transaction in which the account gets the guest's projects.
    """
    for seat in Enrolment.objects.filter(user=guest):
        known = Enrolment.objects.filter(user=account, group=seat.group_id).first()
        if known is None:
            seat.user, seat.return_hash = account, ""
            seat.save(update_fields=["user", "return_hash"])
        else:
            _join(seat, known)


def _join(seat: Enrolment, known: Enrolment) -> None:
    begun = Work.objects.filter(enrolment=known).values("exercise")
    Work.objects.filter(enrolment=seat).exclude(exercise__in=begun).update(enrolment=known)
    twice = Work.objects.filter(enrolment=seat)
    Project.objects.filter(work__in=twice).update(kind=Project.Kind.STORY)
    copies = list(Submission.objects.filter(work__in=twice).values_list("project", flat=True))
    seat.delete()
    Project.objects.filter(pk__in=copies).delete()
