"""
The pictures that a pose had and may have again: replacing its picture, and cutting it from its original.

Nothing here changes a pose. A picture is kept as one of its versions, and the answer says what an edit sets
so that the pose is shown by it, its marks carried along. So it is undone as one step, like any edit.
"""

from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from PIL import Image

from editor.access import Viewer, person
from editor.poses import carrying, framing, intake, pictures
from editor.poses.actions import check_picture, file_hash
from editor.poses.framing import Framing
from editor.poses.models import Picture, Pose, Version
from editor.projects.models import Project
from editor.refusals import Refused
from editor.timeline.actions import hold
from jobs.frames import picture_path

MOST_CUTS = 60
"""
How many pictures that it was cut to a pose keeps, the newest; those that came in are counted by the quota.
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """
    A version, what an edit of the pose sets to be shown by it, and what the person should look at.
    """

    version: Version
    to: dict[str, Any]
    note: str


def replace(viewer: Viewer, project: Project, pose: Pose, upload: bytes) -> Setting:
    """
    Take in another picture for a pose.
    """
    picture = pictures.keep(intake.take_in(upload))
    wish = Version(pose=pose, picture=picture, original=picture, file=file_hash(upload))
    version = _keep(viewer, project, wish)
    return setting(viewer, project, pose, version)


def frame(viewer: Viewer, project: Project, pose: Pose, wish: Framing) -> Setting:
    """
    Cut a pose's picture anew from the picture that it came in as, however it was cut before.
    """
    original = present(pose).original
    with intake.decoding:
        cut = intake.plain(
            framing.cut(_load(original), framing.window(wish, (original.width, original.height)))
        )
    picture = pictures.keep(cut)
    kept = Version(pose=pose, picture=picture, original=original, framing=wish.to_json())
    version = _keep(viewer, project, kept)
    return setting(viewer, project, pose, version)


def choose(viewer: Viewer, project: Project, pose: Pose, sha256: str) -> Setting:
    """
    What an edit sets so that a pose is shown by a version that it has.
    """
    if sha256 == pose.picture_id:
        return Setting(present(pose), {}, "")
    version = pose.versions.filter(picture=sha256).select_related("picture", "original").first()
    if version is None:
        raise Http404
    return setting(viewer, project, pose, version)


def present(pose: Pose) -> Version:
    """
    The version that a pose is shown by. One from before versions were kept is made up, and not saved.
    """
    known = pose.versions.filter(picture=pose.picture_id).select_related("picture", "original").first()
    return known or Version(
        pose=pose, picture=pose.picture, original=pose.picture, made_at=pose.created_at, by=None
    )


def listed(pose: Pose) -> list[dict[str, Any]]:
    """
    A pose's versions as pages read them, the newest first.
    """
    kept = list(pose.versions.select_related("picture", "by"))
    if all(version.picture_id != pose.picture_id for version in kept):
        kept.append(present(pose))
    return [shown(version, pose) for version in kept]


def shown(version: Version, pose: Pose) -> dict[str, Any]:
    """
    A version as pages read it.
    """
    return {
        "sha256": version.picture_id,
        "width": version.picture.width,
        "height": version.picture.height,
        "has_alpha": version.picture.has_alpha,
        "original": version.original_id,
        "framing": version.framing,
        "made_at": version.made_at.isoformat(),
        "by": version.by.shown_name if version.by else "",
        "present": version.picture_id == pose.picture_id,
    }


def setting(viewer: Viewer, project: Project, pose: Pose, version: Version) -> Setting:
    """
    What an edit sets so that a pose is shown by a version: the picture, and where its marks lie in that one.
    """
    before = present(pose)
    if version.picture_id == before.picture_id:
        return Setting(version, {}, "")
    to, note = carrying.carry(viewer, project, carrying.Change(pose, before, version))
    return Setting(version, {"sha256": version.picture_id, **to}, note)


def _keep(viewer: Viewer, project: Project, wish: Version) -> Version:
    """
    Keep a picture as a version of a pose, and the present one too, so that there is a way back.
    """
    wish.by, pose = person(viewer), wish.pose
    with transaction.atomic():
        project = hold(viewer, project)
        pose.refresh_from_db()  # decoding took a while: it may be shown by another picture by now
        check_picture(project, wish.picture)
        if not pose.versions.filter(picture=pose.picture_id).exists():
            _first(pose)
        known = pose.versions.filter(picture=wish.picture).select_related("picture", "original", "by").first()
        if known is None:
            wish.save()
            _forget_oldest(pose, wish)
            return wish
        if wish.file and not known.file:
            Version.objects.filter(pk=known.pk).update(file=wish.file)
    return known


def _first(pose: Pose) -> None:
    """
    The version of a pose from before versions were kept.
    """
    first = Version.objects.create(pose=pose, picture=pose.picture, original=pose.picture)
    Version.objects.filter(pk=first.pk).update(made_at=pose.created_at)


def _forget_oldest(pose: Pose, newest: Version) -> None:
    cuts = pose.versions.exclude(framing=None)
    surplus = cuts.count() - MOST_CUTS
    if surplus > 0:
        spare = cuts.exclude(picture=pose.picture_id).exclude(pk=newest.pk)
        old = spare.order_by("made_at").values_list("pk", flat=True)[:surplus]
        Version.objects.filter(pk__in=list(old)).delete()


def _load(picture: Picture) -> Image.Image:
    try:
        with default_storage.open(picture_path(picture.sha256)) as file:
            image = Image.open(file)
            image.load()
            return image
    except OSError:
        raise Refused(
            "picture_missing",
            _("The picture's file is not there. Replace it by another, or upload it again."),
        ) from None
