"""
Erasing frozen copies that nothing shows any more.
"""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from editor.exports.models import Export
from editor.exports.removing import remove_films
from editor.lessons.models import Exercise, Lesson
from editor.projects.models import Project, ProjectQuerySet
from editor.sharing.models import ShareLink
from editor.watching import removing
from jobs import progress

COPY_DAYS = 30
COPIES_AT_ONCE = 100


def forget_copies(days: int = COPY_DAYS, most: int = COPIES_AT_ONCE) -> int:
    """
    Erase frozen copies whose links have been revoked for that long, or are gone with their original, some at
    a time; say how many. What lessons begin with stays, and so does what was handed in.
    """
    with transaction.atomic():
        copies = list(_unshown(days).select_for_update().order_by("pk")[:most])
        keys = [copy.pk for copy in copies]
        films = set(Export.objects.filter(project__in=keys).values_list("key", flat=True))
        Project.objects.filter(pk__in=keys).delete()
        transaction.on_commit(partial(remove_films, films))
        transaction.on_commit(partial(removing.remove, keys))
        for copy in copies:
            transaction.on_commit(partial(progress.publish, copy.topic, {"type": "access"}))
    return len(copies)


def _unshown(days: int) -> ProjectQuerySet:
    before, this = timezone.now() - timedelta(days=days), OuterRef("pk")
    open_ones = Q(revoked_at=None) | Q(revoked_at__gt=before)
    return Project.objects.filter(
        ~Exists(ShareLink.objects.filter(open_ones, frozen=this)),
        ~Exists(Lesson.objects.filter(starter=this)),
        ~Exists(Exercise.objects.filter(starter=this)),
        kind=Project.Kind.FROZEN,
        created_at__lt=before,  # a new one may be about to be given to a lesson
    )
