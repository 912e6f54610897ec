"""
Masks that people make: taken in for a project, and forgotten when no pose has them.
"""

from collections.abc import Collection
from datetime import timedelta
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editor import quota
from editor.access import Viewer
from editor.poses import intake, pictures
from editor.poses.actions import check_bytes
from editor.poses.models import Mask, Pose
from editor.projects.models import Project
from editor.refusals import Refused
from editor.timeline.actions import hold
from jobs.frames import mask_path

KEPT_UNUSED = timedelta(days=1)
"""
How long a mask is kept that no pose has: whoever took it off may want it back.
"""


def add_mask(viewer: Viewer, project: Project, pose: Pose, upload: bytes) -> Mask:
    """
    Take in a mask for a pose's picture, so that an edit can give it to the pose.

    It is no edit itself: nothing is shown or drawn otherwise until a pose has it.
    """
    return keep(viewer, project, intake.take_in_mask(upload, (pose.picture.width, pose.picture.height)))


def keep(viewer: Viewer, project: Project, taken: intake.Mask) -> Mask:
    """
    Keep a mask for a project; one that it has already is joined.
    """
    path = mask_path(taken.sha256)
    with transaction.atomic():
        project = hold(viewer, project)
        # Asked for again, it is as new as any other.
        known = Mask.objects.filter(project=project, sha256=taken.sha256)
        if not known.update(created_at=timezone.now()):
            _forget_unused(project)
            _check_room(project, len(taken.png))
    if not default_storage.exists(path):
        pictures.write(path, ContentFile(taken.png))
    with transaction.atomic():
        project = hold(viewer, project)
        row = known.first()
        if row is not None:
            return row
        _check_room(project, len(taken.png))
        return Mask.objects.create(
            project=project,
            sha256=taken.sha256,
            width=taken.width,
            height=taken.height,
            byte_size=len(taken.png),
        )


def _check_room(project: Project, byte_size: int) -> None:
    if Mask.objects.filter(project=project).count() >= quota.MASKS_PER_PROJECT:
        raise Refused(
            "too_many_masks",
            _("This project has %(most)d masks, the most it may hold. This one was not added.")
            % {"most": quota.MASKS_PER_PROJECT},
            status=507,
        )
    check_bytes(project, byte_size)


def _forget_unused(project: Project) -> None:
    """
    Forget a project's masks that none of its poses has, those in the bin included.
    """
    named = Pose.objects.filter(project=project).exclude(mask="").values("mask")
    unused = Mask.objects.filter(project=project, created_at__lt=timezone.now() - KEPT_UNUSED)
    unused = unused.exclude(sha256__in=named)
    names = list(unused.values_list("sha256", flat=True))
    if names:
        unused.delete()
        transaction.on_commit(partial(_delete_files, names))


def _delete_files(names: Collection[str]) -> None:
    """
    Delete the files of masks that no project has any more.
    """
    had = set(Mask.objects.filter(sha256__in=names).values_list("sha256", flat=True))
    for name in names:
        if name not in had:
            default_storage.delete(mask_path(name))
