"""
A segment's drawings at preview size, as they would be after edits that need not have been made yet.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from editor.access import Viewer
from editor.projects.models import Project
from editor.refusals import Refused
from editor.timeline import operations, sheet
from editor.timeline.actions import document_for
from editor.timeline.document import Document
from editor.timeline.models import Keyframe
from editor.timeline.newest import newest
from jobs import previews
from jobs.frames import PictureMissing
from jobs.models import Segment
from jobs.sheet import SegmentSheet


class NothingToShow(Exception):
    """
    There is no preview, for a reason that is no fault: its text is a word for the page.
    """


MOST_DRAWINGS = 64
MOST_OPERATIONS = 100


def preview(
    viewer: Viewer,
    project: Project,
    keyframe: UUID,
    times: Sequence[float],
    *,
    longest: int = previews.LONGEST_SIDE,
    edits: Sequence[Mapping[str, Any]] = (),
) -> previews.Preview:
    """
    Draw the segment right of a keyframe at some places between its keys; without any, at those of its sheet.

    `edits` are operations that the page has not sent, or that are on their way: the drawings are those that
    there would be with them. Nothing is changed by it, and one that cannot be, or has been made meanwhile, is
    passed over.

    Raises `NothingToShow`: "superseded" where the same person has asked for something else since, "gone"
    where the keyframe is deleted (as after an undo), "nothing" where nothing lies between the keys.
    """
    try:
        with newest(viewer) as superseded:
            asked, guess = _asked(project, str(keyframe), edits)
            return previews.preview(
                asked,
                tuple(times) or asked.times[:MOST_DRAWINGS],
                longest=longest,
                guess=guess,
                superseded=superseded,
            )
    except previews.Superseded:
        raise NothingToShow("superseded") from None
    except PictureMissing:
        raise Refused(
            "picture_missing", _("A picture of this segment is not there. Upload it again.")
        ) from None


def _asked(project: Project, keyframe: str, edits: Sequence[Mapping[str, Any]]) -> tuple[SegmentSheet, str]:
    """
    The sheet to draw, and the method that auto chose for this pair when it measured it last.
    """
    document = _edited(document_for(project, edits), edits)
    left = document.live("keyframe").get(keyframe)
    if left is None:
        if Keyframe.objects.filter(pk=keyframe, shot__project=project).exists():
            raise NothingToShow("gone")
        raise Http404
    stretch = sheet.stretches(document, [left["shot"]]).get(keyframe)
    if stretch is None or stretch.sheet is None:
        raise NothingToShow("nothing")
    return stretch.sheet, _chosen_before(stretch)


def _edited(document: Document, edits: Sequence[Mapping[str, Any]]) -> Document:
    try:
        # Together, for only together do two keys swap their frames.
        return operations.apply(document, edits).document
    except Refused:
        pass
    for operation in edits:
        try:
            document = operations.apply(document, [operation]).document
        except Refused:
            continue
    return document


def _chosen_before(stretch: sheet.Stretch) -> str:
    if stretch.method != "auto" or not stretch.take or stretch.sheet is None:
        return ""
    row = Segment.objects.filter(key=stretch.take).only("method", "sheet").first()
    if row is None or not row.method:
        return ""
    before = SegmentSheet.from_json(row.sheet)
    same = (before.first, before.last, before.method) == (stretch.sheet.first, stretch.sheet.last, "auto")
    return row.method if same else ""
