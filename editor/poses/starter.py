"""
Two poses of the sample for a library that has none yet: something to place and to render at once.
"""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from editor.access import Viewer, person
from editor.characters.models import Character
from editor.poses.actions import check_room, record_made, shown
from editor.poses.models import Pose
from editor.projects import sample
from editor.projects.models import Project
from editor.timeline import rows
from editor.timeline.actions import hold
from editor.timeline.models import Batch

PAIR = ("stand", "reach")


def add_pair(viewer: Viewer, project: Project, client_id: UUID) -> dict[str, Any]:
    """
    Add the sample's character, unless it is there, and two marked poses of it: one edit, told as such.

    A request that is sent again under the same id adds nothing, and is answered as the first time.
    """
    actor = person(viewer)
    drawn = sample.pictures()  # outside of the transaction: the first time they are drawn
    joints = sample.joints()
    with transaction.atomic():
        project = hold(viewer, project)
        earlier = Batch.objects.filter(project=project, client_id=client_id).first()
        if earlier is not None:
            return {"revision": earlier.revision, "applied": earlier.answer["applied"]}
        check_room(project, len(PAIR))
        girl, is_new = _character(project)
        poses = [
            Pose.objects.create(
                project=project,
                picture_id=drawn[name].sha256,
                name=sample.label(name),
                character=girl,
                joints=joints[name],
            )
            for name in PAIR
        ]
        made: list[tuple[Any, dict[str, Any]]] = [("pose", shown(pose)) for pose in poses]
        if is_new:
            row = {"id": str(girl.pk), **rows.character_row(girl)}
            made.insert(0, ("character", {name: value for name, value in row.items() if name != "deleted"}))
        batch = record_made(project, actor, client_id, _("Add two poses of the sample"), made)
    return {"revision": batch.revision, "applied": batch.answer["applied"]}


def _character(project: Project) -> tuple[Character, bool]:
    name = _("Girl in the fox cape")  # as the sample project calls her
    for known in project.characters.filter(deleted_at=None, name=name):
        if known.skeleton == sample.SKELETON.to_json():
            return known, False
    skeleton = sample.SKELETON.to_json()
    return Character.objects.create(project=project, name=name, skeleton=skeleton), True
