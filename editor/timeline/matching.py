"""
Laying the last pose of a segment on its first one: what is suggested to a person, who decides.
"""

from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from editor.access import Viewer
from editor.poses.computing import in_turn
from editor.projects.models import Project
from editor.refusals import Refused
from editor.timeline import rows, sheet
from jobs import matching
from jobs.frames import PictureMissing


def match(viewer: Viewer, project: Project, keyframe: UUID) -> matching.Match:
    """
    How the pose of the next key would lie on this one's; nothing is changed.
    """
    document = rows.load(project)
    left = document.live("keyframe").get(str(keyframe))
    stretch = left and sheet.stretches(document, [left["shot"]]).get(str(keyframe))
    if not stretch or stretch.sheet is None:
        raise Http404
    with in_turn(viewer):
        try:
            return matching.match(stretch.sheet)
        except PictureMissing:
            raise Refused(
                "picture_missing", _("A picture of this pair is not there. Upload it again.")
            ) from None
