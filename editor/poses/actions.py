"""
Taking pictures into a project's library.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from editor import quota
from editor.access import Viewer, person
from editor.poses import intake, labels, pictures
from editor.poses.models import Mask, Picture, Pose
from editor.projects.models import Project
from editor.refusals import Refused
from editor.teams.models import User
from editor.timeline import rows
from editor.timeline.actions import announce, hold, record
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
    if added := _added(project, pose_id):
        return added
    _check_room(project)
    picture = pictures.keep(intake.take_in(upload))
    with transaction.atomic():
        project = hold(viewer, project)
        if added := _added(project, pose_id):
            return added
        _check_quota(project, picture)
        name = labels.label(file_name, _("Pose"))
        pose = Pose.objects.create(pk=pose_id, project=project, picture=picture, name=name, is_plate=is_plate)
        row = shown(pose)
        batch = _record(project, actor, row)
        announce(project, batch, actor, {})
    return Added(batch.revision, row)


def shown(pose: Pose) -> dict[str, Any]:
    """
    A pose as pages read it.
    """
    return {
        "id": str(pose.pk),
        **{key: value for key, value in rows.pose_row(pose).items() if key != "deleted"},
    }


def _record(project: Project, actor: User, row: dict[str, Any]) -> Batch:
    to = {name: value for name, value in row.items() if name != "id"}
    guard = {name: row[name] for name in FIELDS["pose"]}
    outcome = Outcome(
        rows.load(project),
        applied=[{"do": "create", "on": "pose", "id": row["id"], "to": to}],
        inverse=[{"do": "delete", "on": "pose", "id": row["id"], "was": guard}],
        skipped=[],
    )
    label = _("Add %(name)s") % {"name": row["name"]}
    return record(project, actor, outcome, client_id=UUID(row["id"]), label=label, segments=[])


def _added(project: Project, pose_id: UUID) -> Added | None:
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


def _check_room(project: Project) -> None:
    if Pose.objects.filter(project=project, deleted_at=None).count() >= quota.POSES_PER_PROJECT:
        raise Refused(
            "too_many_poses",
            _(
                "This project has %(most)d pictures, the most it may hold. Delete some and "
                "upload this one again."
            )
            % {"most": quota.POSES_PER_PROJECT},
            status=507,
        )


def _check_quota(project: Project, picture: Picture) -> None:
    _check_room(project)
    mine = Picture.objects.filter(poses__project__owner=project.owner_id).distinct()
    if mine.filter(pk=picture.pk).exists():
        return
    check_bytes(project, picture.byte_size)


def check_bytes(project: Project, byte_size: int) -> None:
    """
    Refuse what is more than the project's owner may keep.
    """
    pictures_of = Picture.objects.filter(poses__project__owner=project.owner_id).distinct()
    masks_of = Mask.objects.filter(project__owner=project.owner_id)
    used = sum(kept.aggregate(used=Sum("byte_size"))["used"] or 0 for kept in (pictures_of, masks_of))
    if used + byte_size > quota.BYTES_PER_OWNER:
        raise Refused(
            "no_room",
            _("Your pictures fill the %(most)d MB that one person may keep here. This one was not added.")
            % {"most": quota.BYTES_PER_OWNER // 2**20},
            status=507,
        )
