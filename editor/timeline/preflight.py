"""
What is to be said about a pair of keys before anything is rendered between them.

Size, form, colours, the figure's size and place, how far it goes, whether anything moves at all, and what
both keys are told by: each with a level, numbers, and where it is no good, with what helps.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from editor.access import Viewer
from editor.poses.computing import in_turn
from editor.projects.models import Project
from editor.refusals import Refused
from editor.timeline import pair_figures, pair_pictures, rows, sheet
from editor.timeline.document import Document, Row
from editor.timeline.pairs import GOOD, LEVELS, Check, Keys
from jobs import pairing, previews
from jobs.frames import PictureMissing
from jobs.pairing import Pairing
from jobs.sheet import SegmentSheet

LOOKS: tuple[Callable[[Keys], Check | None], ...] = (
    pair_pictures.same,
    pair_pictures.size,
    pair_pictures.form,
    pair_pictures.alpha,
    pair_pictures.palette,
    pair_figures.scale,
    pair_figures.place,
    pair_figures.far,
    pair_figures.marks,
)

PAIRS = 200
"""
How many pairs' numbers are remembered in this process.
"""

_known: previews.Recent[str, Pairing] = previews.Recent(PAIRS)


def preflight(viewer: Viewer, project: Project, keyframe: UUID) -> dict[str, Any]:
    """
    Look at the pair of keys right of a keyframe; no checks where nothing lies between them. What is not
    remembered of the pair is computed in turn.
    """
    document = rows.load(project)
    left = document.live("keyframe").get(str(keyframe))
    if left is None:
        raise Http404
    stretch = sheet.stretches(document, [left["shot"]]).get(str(keyframe))
    if stretch is None or stretch.sheet is None:
        return {"level": GOOD, "checks": []}
    right = _right_of(document, str(keyframe))
    asked = pairing.small(stretch.sheet)
    try:
        found = _known.get(asked.key(), lambda: _computed(viewer, asked))
    except PictureMissing:
        raise Refused("picture_missing", _("A picture of this pair is not there. Upload it again.")) from None
    keys = Keys(document, left, right, asked, found)
    checks = [check for look in LOOKS if (check := look(keys)) is not None]
    return {"level": max((check.level for check in checks), key=LEVELS.index), "checks": checks}


def _computed(viewer: Viewer, asked: SegmentSheet) -> Pairing:
    with in_turn(viewer):
        return pairing.pairing(asked)


def _right_of(document: Document, keyframe: str) -> Row:
    for lane in document.lanes().values():
        for (key, _left), (_key, right) in pairwise(lane):
            if key == keyframe:
                return right
    raise Http404
