"""
The same picture again: a pose made from another, and files that the library has already.
"""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from editor.access import Viewer, person
from editor.poses import versions
from editor.poses.actions import Added, added_before, check_room, record_made, shown
from editor.poses.labels import label
from editor.poses.models import Pose, Version
from editor.projects.models import Project
from editor.timeline.actions import hold
from editor.timeline.checks import LONGEST_TEXT

_KEPT = ("is_plate", "character_id", "joints", "mask", "behind", "tags")
"""
What a copy has of its model, beside the picture.
"""


def known(project: Project, files: Sequence[str]) -> dict[str, list[UUID]]:
    """
    By file, the poses of a library whose picture came in as it, or was cut from it; the bin is left out.
    """
    found: defaultdict[str, list[UUID]] = defaultdict(list)
    cut_from_it = Version.objects.filter(
        pose=OuterRef("pose"), picture=OuterRef("pose__picture"), original=OuterRef("picture")
    )
    asked = Version.objects.filter(
        Exists(cut_from_it), pose__project=project, pose__deleted_at=None, file__in=set(files) - {""}
    )
    for file, pose in asked.order_by("made_at").values_list("file", "pose_id"):
        found[file].append(pose)
    return dict(found)


def copy_pose(viewer: Viewer, project: Project, pose: Pose, new_id: UUID, name: str | None) -> Added:
    """
    Add a pose with another one's picture, marks and tags. The page chooses its id, so that a request that is
    sent again adds no second one.
    """
    actor = person(viewer)
    with transaction.atomic():
        project = hold(viewer, project)
        if added := added_before(project, new_id):
            return added
        check_room(project)
        copy = Pose.objects.create(
            pk=new_id,
            project=project,
            picture=pose.picture,
            name=label(name or "", "") or _next_name(project, pose.name),
            **{kept: getattr(pose, kept) for kept in _KEPT},
        )
        _copy_version(pose, copy)
        row = shown(copy)
        words = _("Duplicate %(name)s") % {"name": pose.name}
        batch = record_made(project, actor, new_id, words, [("pose", row)])
    return Added(batch.revision, row)


def _copy_version(pose: Pose, copy: Pose) -> None:
    """
    A copy knows what its picture was cut from, so that it can be cut anew.
    """
    for version in {one.pk: one for one in (versions.present(pose), *_original(pose))}.values():
        Version.objects.create(
            pose=copy,
            picture=version.picture,
            original=version.original,
            framing=version.framing,
            file=version.file,
            by=version.by,
        )


def _original(pose: Pose) -> list[Version]:
    original = versions.present(pose).original_id
    return list(pose.versions.filter(picture=original).select_related("picture", "original", "by"))


def _next_name(project: Project, name: str) -> str:
    """
    The first of "Jump 2", "Jump 3", … that no pose has.
    """
    stem, _space, number = name.rpartition(" ")
    first = 2
    if stem and number.isdecimal() and len(number) < 6:
        name, first = stem, int(number) + 1
    taken = set(project.poses.filter(deleted_at=None).values_list("name", flat=True))
    names = (f"{name[: LONGEST_TEXT - len(f' {n}')]} {n}" for n in range(first, first + len(taken) + 1))
    return next(one for one in names if one not in taken)
