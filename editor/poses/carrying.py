"""
A pose's marks on another of its pictures.

Two pictures cut from one original show the same places, so the marks go where the places went. Of a picture
that replaced another nothing is known: its marks keep their shares, and the person is told to look.
"""

from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image

from editor.access import Viewer
from editor.poses import framing, intake, masks
from editor.poses.framing import Framing, Window
from editor.poses.models import Picture, Pose, Version
from editor.projects.models import Project
from editor.timeline.marks import LEAST_PLACE, MOST_PLACE
from jobs.frames import mask_path
from jobs.shares import Size

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """
    A pose that goes from one of its versions to another.
    """

    pose: Pose
    before: Version
    after: Version

    @property
    def windows(self) -> tuple[Window, Window] | None:
        """
        How both were cut from one original; nothing where they were cut from two.
        """
        if self.before.original_id != self.after.original_id:
            return None
        size = size_of(self.after.original)
        return (
            framing.window(Framing.of(self.before.framing), size),
            framing.window(Framing.of(self.after.framing), size),
        )

    @property
    def same_size(self) -> bool:
        """
        Whether the new picture is as large as the old one.
        """
        return size_of(self.before.picture) == size_of(self.after.picture)


def carry(viewer: Viewer, project: Project, change: Change) -> tuple[Values, str]:
    """
    What to set of a pose's marks, and what the person should look at.
    """
    joints, lost_joints = _joints(change)
    mask, lost_mask = _mask(viewer, project, change)
    notes = [lost_joints, lost_mask]
    marked = change.pose.joints is not None or bool(change.pose.mask)
    if marked and change.windows is None and not change.same_size:
        notes.append(_("The new picture has another size. Look whether the marks still fit."))
    return {**joints, **mask}, " ".join(filter(None, notes))


def _joints(change: Change) -> tuple[Values, str]:
    windows = change.windows
    if change.pose.joints is None or windows is None:
        return {}, ""
    found = framing.shares_of(change.pose.joints, *windows)
    near = [[min(max(share, float(LEAST_PLACE)), float(MOST_PLACE)) for share in place] for place in found]
    outside = sum(not (0 <= x <= 1 and 0 <= y <= 1) for x, y in near)
    note = ngettext(
        "%(count)d joint lies outside of what is seen now. Look at it.",
        "%(count)d joints lie outside of what is seen now. Look at them.",
        outside,
    )
    return {"joints": near}, note % {"count": outside} if outside else ""


def _mask(viewer: Viewer, project: Project, change: Change) -> tuple[Values, str]:
    """
    The mask that somebody made for the old picture, made anew for the new one.
    """
    windows, size = change.windows, size_of(change.after.picture)
    if not change.pose.mask or (windows is None and change.same_size):
        return {}, ""
    try:
        with default_storage.open(mask_path(change.pose.mask)) as file:
            grey = Image.open(file).convert("L")
    except OSError:
        return {"mask": None}, _("Its mask is not there any more; the figure is found anew.")
    made = grey.resize(size, Image.Resampling.BILINEAR) if windows is None else framing.carry(grey, *windows)
    if made.getbbox() is None:
        return {"mask": None}, _("Nothing of its mask is seen now; the figure is found anew.")
    return {"mask": masks.keep(viewer, project, intake.plain_mask(made)).sha256}, ""


def size_of(picture: Picture) -> Size:
    """
    A picture's width and height.
    """
    return picture.width, picture.height
