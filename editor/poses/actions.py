"""
Taking pictures into a project's library.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from editor import quota
from editor.access import Viewer, person
from editor.poses import intake, labels, pictures
from editor.poses.models import Mask, Picture, Pose, Version
from editor.projects.models import Project
from editor.refusals import Refused
from editor.teams.models import User
from editor.timeline import rows
from editor.timeline.actions import announce, hold, record
from editor.timeline.document import Kind
from editor.timeline.fields import FIELDS
from editor.timeline.models import Batch
from editor.timeline.operations import Outcome, taken


@dataclass(frozen=True, slots=True)
class Added:
    """
    A pose in the library, and the revision of the project that first had it.
    """

    revision: int
    pose: dict[str, Any]


def add_pose(
    viewer: Viewer, project: Project, pose_id: UUID, file_name: str, upload: bytes, *, is_plate: bool = False
) -> Added:
    """
    Take a picture into a project's library, as an edit that everybody who looks is told of.

    The page chooses the pose's id, so an upload that is sent again is not added again.
    """
    actor = person(viewer)
    if added := added_before(project, pose_id):
        return added
    check_room(project)
    picture = pictures.keep(intake.take_in(upload))
    with transaction.atomic():
        project = hold(viewer, project)
        if added := added_before(project, pose_id):
            return added
        check_quota(project, picture)
        name = labels.label(file_name, _("Pose"))
        pose = Pose.objects.create(pk=pose_id, project=project, picture=picture, name=name, is_plate=is_plate)
        Version.objects.create(pose=pose, picture=picture, original=picture, file=file_hash(upload), by=actor)
        row = shown(pose)
        batch = record_made(project, actor, pose_id, _("Add %(name)s") % {"name": name}, [("pose", row)])
    return Added(batch.revision, row)


def file_hash(upload: bytes) -> str:
    """
    By what a file is known again before it is sent: the SHA-256 of its bytes.
    """
    return hashlib.sha256(upload).hexdigest()


def shown(pose: Pose) -> dict[str, Any]:
    """
    A pose as pages read it.
    """
    return {
        "id": str(pose.pk),
        **{key: value for key, value in rows.pose_row(pose).items() if key != "deleted"},
    }


def record_made(
    project: Project, actor: User, client_id: UUID, label: str, made: Sequence[tuple[Kind, dict[str, Any]]]
) -> Batch:
    """
    Count new rows into the project's history and tell everybody who looks. It can be undone like any edit.

    Belongs into the transaction that holds the project's row and made them.
    """
    outcome = Outcome(
        rows.load(project),
        applied=[
            {
                "do": "create",
                "on": kind,
                "id": row["id"],
                "to": {name: value for name, value in row.items() if name != "id"},
            }
            for kind, row in made
        ],
        inverse=[
            {"do": "delete", "on": kind, "id": row["id"], "was": {name: row[name] for name in FIELDS[kind]}}
            for kind, row in reversed(made)
        ],
        skipped=[],
    )
    batch = record(project, actor, outcome, client_id=client_id, label=label, segments=[])
    announce(project, batch, actor, {})
    return batch


def added_before(project: Project, pose_id: UUID) -> Added | None:
    """
    What an earlier upload under this id came to; an id of anything else is refused.
    """
    pose = Pose.objects.filter(pk=pose_id).select_related("picture").first()
    batch = Batch.objects.filter(project=project, client_id=pose_id).first()
    if pose is not None and pose.project_id == project.pk and batch is not None:
        return Added(batch.revision, shown(pose))
    if pose is not None or batch is not None:
        raise taken()
    return None


def check_room(project: Project, more: int = 1) -> None:
    """
    Refuse more pictures than a library may hold.
    """
    if Pose.objects.filter(project=project, deleted_at=None).count() + more > quota.POSES_PER_PROJECT:
        raise Refused(
            "too_many_poses",
            _(
                "This project has %(most)d pictures, the most it may hold. Delete some and "
                "upload this one again."
            )
            % {"most": quota.POSES_PER_PROJECT},
            status=507,
        )


def check_quota(project: Project, picture: Picture) -> None:
    """
    Refuse one pose more than a library, or a picture more than its owner, may have.
    """
    check_room(project)
    check_picture(project, picture)


def check_picture(project: Project, picture: Picture) -> None:
    """
    Refuse a picture that is more than its owner may keep; one that they have already takes no room.
    """
    if not _pictures_of(project.owner_id).filter(pk=picture.pk).exists():
        check_bytes(project, picture.byte_size)


def _pictures_of(owner: UUID) -> QuerySet[Picture]:
    """
    All pictures of everything that somebody has.
    """
    shown = Q(poses__project__owner=owner) | Q(versions__pose__project__owner=owner)
    return Picture.objects.filter(pk__in=Picture.objects.filter(shown).values("pk"))


def check_bytes(project: Project, byte_size: int) -> None:
    """
    Refuse what is more than the project's owner may keep.
    """
    quota.check_bytes(
        bytes_of(project.owner_id) + byte_size,
        _("Your pictures fill the %(most)d MB that one person may keep here. This one was not added."),
    )


def bytes_of(owner: UUID) -> int:
    """
    How many bytes somebody keeps; what several of their projects have is kept once.
    """
    masks = Mask.objects.filter(project__owner=owner).values("sha256", "byte_size").distinct()
    kept = (_pictures_of(owner), masks)
    return sum(some.aggregate(used=Sum("byte_size"))["used"] or 0 for some in kept)
