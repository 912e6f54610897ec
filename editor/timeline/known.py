"""
Documents of projects that people are at work on, so that not every edit reads all rows again.

A document is known by the revision that it is of: whatever edits a project counts it, and who edits holds its
row, so one of the same revision is what would be read. What is written beside the revisions, by workers and
when a guest's things go to an account, is read each time.
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from django.conf import settings

from editor.projects.models import Project
from editor.timeline import rows
from editor.timeline.document import Document, Row
from editor.timeline.models import Keyframe

BESIDE = ("take", "locker")
"""
What is written of a keyframe without a new revision.
"""

_lock = threading.Lock()
_known: OrderedDict[UUID, tuple[int, Document]] = OrderedDict()


def find(project: Project) -> Document | None:
    """
    What is live of a project, if it is known as it stands.
    """
    with _lock:
        revision, document = _known.get(project.pk, (-1, None))
    if document is None or revision != project.revision:
        return None
    return replace(document, project=rows.project_row(project), keyframes=_keyframes(project, document))


def note(project: Project, document: Document) -> None:
    """
    Keep what an edit has led to, once it is committed.
    """
    live = _live(document)
    with _lock:
        if project.pk in _known and _known[project.pk][0] > project.revision:
            return
        _known[project.pk] = project.revision, live
        _known.move_to_end(project.pk)
        while len(_known) > settings.DOCUMENTS_KEPT:
            _known.popitem(last=False)


def _keyframes(project: Project, document: Document) -> Mapping[str, Row]:
    there = Keyframe.objects.filter(shot__project=project, deleted_at=None)
    fresh = {str(key): (take, locker) for key, take, locker in there.values_list("pk", *BESIDE)}
    return {
        key: {**row, "take": fresh[key][0], "locker": str(fresh[key][1]) if fresh[key][1] else None}
        for key, row in document.keyframes.items()
        if key in fresh
    }


def _live(document: Document) -> Document:
    """
    A document as it is read: without what lies in the bin, and without what was looked up for one edit.
    """
    return replace(
        document,
        shots=_there(document.shots),
        poses=_there(document.poses),
        keyframes=_there(document.keyframes),
        characters=_there(document.characters),
        tracks=_there(document.tracks),
        markers=_there(document.markers),
        masks={},
        versions={},
    )


def _there(rows_: Mapping[str, Row]) -> dict[str, Row]:
    return {key: row for key, row in rows_.items() if not row["deleted"]}
