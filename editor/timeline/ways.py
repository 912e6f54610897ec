"""
The way of a figure through a segment, so that a page can show and pull its joints between two keys.
"""

from typing import Any
from uuid import UUID

from django.http import Http404

from editor.projects.models import Project
from editor.timeline import rows, sheet
from jobs import figures
from jobs.inbetween import Path
from jobs.shares import shares
from jobs.sheet import SegmentSheet

Frame = dict[str, Any]


def way(project: Project, keyframe: UUID) -> list[Frame]:
    """
    The joints at each drawing of the segment right of a keyframe, as it is now; none where it has no figure.
    """
    document = rows.load(project)
    left = document.live("keyframe").get(str(keyframe))
    if left is None:
        raise Http404
    stretch = sheet.stretches(document, [left["shot"]]).get(str(keyframe))
    return [] if stretch is None or stretch.sheet is None else frames_of(stretch.sheet)


def frames_of(asked: SegmentSheet) -> list[Frame]:
    """
    The joints at each drawing of a sheet, as shares of its canvas.
    """
    first, last = figures.marks(asked)
    if first is None or last is None:
        return []
    path, size = Path(first, last, figures.course(asked)), (asked.width, asked.height)
    return [{"u": u, "joints": shares(path.at(u), size)} for u in asked.times]
