"""
Masks: given by somebody, or found by the engine and kept.
"""

import hashlib
import json
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from PIL import Image

from editor import quota
from editor.access import Viewer
from editor.characters.skeletons import skeleton_of
from editor.poses import intake, pictures
from editor.poses.actions import check_bytes
from editor.poses.computing import in_turn
from editor.poses.models import Mask, Pose
from editor.projects.models import Project
from editor.refusals import Refused
from editor.timeline.actions import hold
from jobs.frames import PictureMissing, load_picture, mask_path
from jobs.inbetween import ENGINE_VERSION, Skeleton
from jobs.inbetween.masks.finding import find_mask
from jobs.placing import pixels


def add_mask(viewer: Viewer, project: Project, pose: Pose, upload: bytes) -> Mask:
    """
    Take in a mask for a pose's picture, so that an edit can give it to the pose.

    It is no edit itself: nothing is shown or drawn otherwise until a pose has it.
    """
    taken = intake.take_in_mask(upload, (pose.picture.width, pose.picture.height))
    known = Mask.objects.filter(project=project, sha256=taken.sha256).first()
    if known is not None and default_storage.exists(mask_path(known.sha256)):
        return known
    pictures.write(mask_path(taken.sha256), ContentFile(taken.png))
    with transaction.atomic():
        project = hold(viewer, project)
        _check_room(project, len(taken.png))
        row, _made = Mask.objects.get_or_create(
            project=project,
            sha256=taken.sha256,
            defaults={"width": taken.width, "height": taken.height, "byte_size": len(taken.png)},
        )
    return row


def mask_in_use(pose: Pose) -> str:
    """
    Where the mask lies in the storage that a pose is drawn with: the given one, else what the engine finds.

    What was found is kept under the hash of all that it was found by.
    """
    if pose.mask:
        return mask_path(pose.mask)
    path = _found_path(pose)
    if default_storage.exists(path):
        return path
    with in_turn():
        if not default_storage.exists(path):
            pictures.write(path, ContentFile(_find(pose)))
    return path


def _find(pose: Pose) -> bytes:
    try:
        picture = load_picture(pose.picture_id)
    except PictureMissing:
        raise Http404(_("There is no such picture.")) from None
    skeleton = _skeleton(pose)
    size = picture.shape[1], picture.shape[0]
    joints = None if skeleton is None else pixels(pose.joints or [], size)
    return intake.grey_png(Image.fromarray(find_mask(picture, joints, skeleton).mask))


def _found_path(pose: Pose) -> str:
    skeleton = _skeleton(pose)
    by: list[Any] = [pose.picture_id, ENGINE_VERSION]
    if skeleton is not None:
        by += [skeleton.to_json(), pose.joints]
    digest = hashlib.sha256(json.dumps(by, sort_keys=True).encode()).hexdigest()
    return f"masks/found/{digest[:2]}/{digest}.png"


def _skeleton(pose: Pose) -> Skeleton | None:
    """
    The skeleton that a pose's joints are those of.
    """
    if pose.character is None or pose.joints is None:
        return None
    return skeleton_of(pose.character.skeleton)


def _check_room(project: Project, byte_size: int) -> None:
    if Mask.objects.filter(project=project).count() >= quota.MASKS_PER_PROJECT:
        raise Refused(
            "too_many_masks",
            _("This project has %(most)d masks, the most it may hold. This one was not added.")
            % {"most": quota.MASKS_PER_PROJECT},
            status=507,
        )
    check_bytes(project, byte_size)
