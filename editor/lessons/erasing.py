"""
Erasing a learner: whatever they made in a class is gone for good, also the pictures and drawings, as far as
nobody else has them too.
"""

from collections.abc import Collection
from functools import partial
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from editor.exports.models import Export
from editor.exports.removing import remove_films
from editor.lessons.models import Enrolment, LessonPicture, Submission, Work
from editor.poses.models import Mask, Picture, Pose, Version
from editor.poses.pictures import poster_path, thumb_path
from editor.projects.models import Project
from editor.teams.models import User
from editor.timeline import renders
from editor.watching import removing
from jobs import progress
from jobs.forgetting import forget, remove_drawings
from jobs.frames import mask_path, picture_path


def erase(enrolment: Enrolment) -> None:
    """
    Remove a learner from a class with their works, what they handed in, and its reviews.

    A guest who has nothing else here is gone as well.
    """
    for project in _projects(enrolment):
        renders.cancel_all(project)
    with transaction.atomic():
        # In the order in which they are held to hand in: from here on nothing is begun, made or handed in.
        enrolment = get_object_or_404(Enrolment.objects.select_for_update(), pk=enrolment.pk)
        list(Work.objects.select_for_update().filter(enrolment=enrolment).order_by("pk"))
        projects = list(_projects(enrolment).select_for_update())
        names = [project.pk for project in projects]
        topics = [project.topic for project in projects]
        masks = set(Mask.objects.filter(project__in=names).values_list("sha256", flat=True))
        films = set(Export.objects.filter(project__in=names).values_list("key", flat=True))
        pictures = _pictures(names)
        enrolment.delete()
        Project.objects.filter(pk__in=names).delete()
        gone = _forget_pictures(pictures)
        takes = forget(topics, gone)
        _let_go(enrolment.user)
        _remove_pictures(gone)
        transaction.on_commit(partial(_remove_files, masks, films))
        transaction.on_commit(partial(remove_drawings, takes))
        transaction.on_commit(partial(removing.remove, names))
        for topic in topics:
            transaction.on_commit(partial(progress.publish, topic, {"type": "access"}))


def _projects(enrolment: Enrolment) -> QuerySet[Project]:
    """
    What a learner works in, and the copies that they handed in.
    """
    works = Work.objects.filter(enrolment=enrolment)
    copies = Submission.objects.filter(work__in=works)
    found = Project.objects.filter(Q(pk__in=works.values("project")) | Q(pk__in=copies.values("project")))
    return found.order_by("pk")


def _pictures(projects: Collection[UUID]) -> set[str]:
    """
    All pictures that some projects have or had.
    """
    posed = Pose.objects.filter(project__in=projects).values_list("picture", flat=True)
    kept = Version.objects.filter(pose__project__in=projects).values_list("picture", "original")
    return set(posed) | {sha for pair in kept for sha in pair}


def _forget_pictures(pictures: Collection[str]) -> set[str]:
    """
    Forget those pictures that nobody has any more, and return their names.
    """
    held = Picture.objects.select_for_update().filter(pk__in=pictures).order_by("pk")
    list(held.values_list("pk", flat=True))  # nobody gets one between the look and the deed
    poses, versions = Pose.objects.all(), Version.objects.all()
    unused = Picture.objects.filter(pk__in=pictures).exclude(
        Q(pk__in=poses.values("picture"))
        | Q(pk__in=versions.values("picture"))
        | Q(pk__in=versions.values("original"))
        | Q(pk__in=LessonPicture.objects.values("picture"))
    )
    gone = set(unused.values_list("pk", flat=True))
    Picture.objects.filter(pk__in=gone).delete()
    return gone


def _let_go(user: User) -> None:
    if not user.is_guest or user.enrolments.exists() or user.memberships.exists():
        return
    if not Project.objects.filter(owner=user, sample=False).exists():
        user.delete()


def _remove_pictures(pictures: Collection[str]) -> None:
    """
    Remove the files of pictures before it is settled that they are gone: whoever brings the same one after
    that keeps its files anew, and where one cannot be removed, all is as it was and can be erased again.
    """
    for sha in pictures:
        for path in (thumb_path(sha), poster_path(sha), picture_path(sha)):
            default_storage.delete(path)


def _remove_files(masks: Collection[str], films: Collection[str]) -> None:
    """
    Remove the files of what has no row any more: somebody may have brought the same since.
    """
    for mask in set(masks) - set(Mask.objects.filter(sha256__in=masks).values_list("sha256", flat=True)):
        default_storage.delete(mask_path(mask))
    remove_films(films)
