"""
Guests: at work without an account, and keeping everything when they make one.
"""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from django.contrib.auth import login
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.utils import timezone

from editor.access import viewer_of
from editor.comments import actions as comments
from editor.exports.models import Export
from editor.lessons import seats
from editor.lessons.models import Enrolment
from editor.poses.models import Version
from editor.projects.models import Project
from editor.sharing import actions as links
from editor.sharing.models import ShareLink
from editor.teams.models import User
from editor.timeline.models import Batch, Judgement, Keyframe
from jobs import progress
from jobs.actions import hand_over

GUEST_DAYS = 30
GUESTS_AT_ONCE = 100
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def make_guest(request: HttpRequest) -> User:
    """
    Make a guest and sign this session in as them.
    """
    guest = User.objects.create_guest()
    sign_in(request, guest)
    return guest


def sign_in(request: HttpRequest, user: User) -> None:
    """
    Sign this session in as somebody, whoever it was signed in as.
    """
    login(request, user, backend=_BACKEND)
    # What follows in this request is theirs, whoever it was when the request came in.
    request.viewer = replace(viewer_of(request), user=user)  # type: ignore[attr-defined]


def adopt(guest: User, account: User) -> None:
    """
    Hand everything a guest made to an account, and let the guest go.

    Pages that are still open as the guest are told to check who they are.
    """
    if not guest.is_guest or guest.pk == account.pk:
        return
    with transaction.atomic():
        seats.hand_over(guest, account)
        projects = list(Project.objects.select_for_update().filter(owner=guest))
        Project.objects.filter(owner=guest).update(owner=account)
        Batch.objects.filter(actor=guest).update(actor=account)
        Export.objects.filter(requested_by=guest).update(requested_by=account)
        Judgement.objects.filter(person=guest).update(person=account)
        Keyframe.objects.filter(locker=guest).update(locker=account)
        Version.objects.filter(by=guest).update(by=account)
        hand_over(str(guest.pk), str(account.pk))
        comments.hand_over(guest, account)
        links.hand_over(guest, account)
        if guest.name and not account.name:
            User.objects.filter(pk=account.pk).update(name=guest.name)
        if guest.toured:
            show_around(account)
        guest.delete()
        for project in projects:
            transaction.on_commit(partial(progress.publish, project.topic, {"type": "access"}))


def show_around(person: User) -> None:
    """
    Note that somebody has been shown around, or did not want to be.
    """
    person.toured = True
    person.save(update_fields=["toured"])


def forget_guests(days: int = GUEST_DAYS, most: int = GUESTS_AT_ONCE) -> int:
    """
    Remove guests who came that long ago, never made a single edit and shared nothing, some at a time; say how
    many.
    """
    edited = Batch.objects.filter(Q(project__owner=OuterRef("pk")) | Q(actor=OuterRef("pk")))
    shared = ShareLink.objects.filter(project__owner=OuterRef("pk"))
    made = Project.objects.filter(owner=OuterRef("pk"), sample=False)
    learns = Enrolment.objects.filter(user=OuterRef("pk"))
    idle = User.objects.filter(
        ~Exists(edited),
        ~Exists(made),
        ~Exists(shared),
        ~Exists(learns),
        is_guest=True,
        created_at__lt=timezone.now() - timedelta(days=days),
    ).exclude(last_login__gt=timezone.now() - timedelta(days=days))
    found = list(idle.order_by("created_at")[:most])
    for guest in found:
        guest.delete()
    return len(found)
