"""
The one way in for edits.
"""

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import ngettext

from editor.access import Action, Viewer, can, person
from editor.characters.models import Character
from editor.pace import Pace
from editor.projects.models import Project, Shot
from editor.refusals import Refused
from editor.teams.models import User
from editor.timeline import fields, known, locks, rows, sheet, standing
from editor.timeline.document import Document
from editor.timeline.models import Batch, Keyframe, Marker, Track
from editor.timeline.operations import Actor, Operation, Outcome, apply, check_count, taken
from editor.timeline.turn import turn
from jobs import progress

PACE = Pace(400, 10.0)
"""
How many edits one person may send in how many seconds.
"""


@dataclass(frozen=True, slots=True)
class Applied:
    """
    What a batch came to: the project's new revision, and everything a page needs to follow.
    """

    revision: int
    applied: list[dict[str, Any]]
    inverse: list[dict[str, Any]]
    skipped: list[dict[str, Any]]
    segments: dict[str, standing.Summary | None]


def apply_batch(
    viewer: Viewer, project: Project, client_id: UUID, label: str, operations: Sequence[Operation]
) -> Applied:
    """
    Apply a batch of operations to a project, whole or not at all, and tell everybody who looks at it.

    A batch that is sent again under the same id changes nothing and is answered as the first time.
    """
    actor = person(viewer)
    check_count(operations)  # before anything is read for them, or anybody waits
    with turn(project), transaction.atomic():
        project = hold(viewer, project)
        earlier = Batch.objects.filter(project=project, client_id=client_id).first()
        if earlier is not None:
            return _again(project, earlier)
        before = document_for(project, operations)
        _refuse_foreign_ids(operations)
        author = Actor(str(actor.pk), actor.shown_name)
        outcome = apply(before, operations, actor=author)
        sheets: sheet.Sheets = {}
        changed = sheet.changed(before, outcome.document, sheets)
        locks.check(before, outcome, changed, actor=author)
        after = _with_takes(outcome, changed)
        rows.save(project, before, after.document)
        present = sheet.stretches(after.document, sheets=sheets)
        segments = standing.summaries(project, {key: present.get(key) for key in changed})
        batch = record(project, actor, after, client_id=client_id, label=label, segments=list(changed))
        announce(project, batch, actor, segments)
        transaction.on_commit(functools.partial(known.note, project, after.document))
    return Applied(batch.revision, after.applied, after.inverse, after.skipped, segments)


def check_pace(viewer: Viewer) -> None:
    """
    Refuse more edits of one person than hands make; their page waits, and sends them then.
    """
    if wait := PACE.wait(person(viewer).pk):
        seconds = math.ceil(wait)
        raise Refused(
            "too_fast",
            ngettext(
                "Too many edits came at once. Nothing was changed by this one; it can be sent again in "
                "%(seconds)d second.",
                "Too many edits came at once. Nothing was changed by this one; it can be sent again in "
                "%(seconds)d seconds.",
                seconds,
            )
            % {"seconds": seconds},
            status=429,
            retry_after=seconds,
        )


def document_for(project: Project, operations: Sequence[Operation]) -> Document:
    """
    A project as a document, with all that these operations speak of: binned rows, masks, pictures of poses.
    """
    named = [key for operation in operations if (key := fields.identity(operation.get("id")))]
    binned = [*named, *_referred(operations)]
    masks, versions = _hashes_named(operations, "mask"), _hashes_named(operations, "sha256")
    if not masks and not versions and (found := known.find(project)) and _has(found, binned, operations):
        return found
    return rows.load(project, binned=binned, masks=masks, versions=versions)


def _has(document: Document, keys: Sequence[str], operations: Sequence[Operation]) -> bool:
    """
    Whether a document has all that some operations speak of, but for what they make.
    """
    made = {fields.identity(one.get("id")) for one in operations if one.get("do") == "create"}
    there = set().union(*(document.live(kind) for kind in fields.FIELDS))
    return all(key in there or key in made for key in keys)


def hold(viewer: Viewer, project: Project) -> Project:
    """
    The project's row, locked until the transaction ends, if it may still be edited.
    """
    locked = Project.objects.select_for_update().filter(pk=project.pk).first()
    if locked is None or not can(viewer, Action.EDIT, locked):
        raise Http404
    return locked


def record(
    project: Project, actor: User, outcome: Outcome, *, client_id: UUID, label: str, segments: list[str]
) -> Batch:
    """
    Count an edit into the project's history.
    """
    project.revision += 1
    project.changed_at = timezone.now()
    project.save()
    return Batch.objects.create(
        project=project,
        revision=project.revision,
        client_id=client_id,
        actor=actor,
        label=" ".join("".join(c if c.isprintable() else " " for c in label).split())[:200],
        answer={
            "applied": outcome.applied,
            "inverse": outcome.inverse,
            "skipped": outcome.skipped,
            "segments": segments,
        },
    )


def announce(
    project: Project, batch: Batch, actor: User, segments: dict[str, standing.Summary | None]
) -> None:
    """
    Send an edit to everybody who looks, once it is committed.
    """
    event = {
        "type": "ops",
        "revision": batch.revision,
        "batch": str(batch.client_id),
        "actor": {"id": str(actor.pk), "name": actor.shown_name},
        "applied": batch.answer["applied"],
        "segments": segments,
    }
    transaction.on_commit(functools.partial(progress.publish, project.topic, event))


def _again(project: Project, batch: Batch) -> Applied:
    """
    The answer of a batch that was applied before; only its segments are told as they stand by now.
    """
    present = sheet.stretches(rows.load(project))
    segments = standing.summaries(project, {key: present.get(key) for key in batch.answer["segments"]})
    answer = batch.answer
    return Applied(batch.revision, answer["applied"], answer["inverse"], answer["skipped"], segments)


def _referred(operations: Sequence[Operation]) -> list[str]:
    """
    The ids that operations point to, so that a binned one can be told from one that never was.
    """
    values = [
        operation["to"].get(name)
        for operation in operations
        if isinstance(operation.get("to"), dict)
        for name in ("shot", "track", "pose", "plate", "card", "character")
    ]
    return [key for value in values if (key := fields.identity(value))]


def _hashes_named(operations: Sequence[Operation], name: str) -> list[str]:
    """
    The masks, or pictures, that operations give to poses.
    """
    values = [operation["to"].get(name) for operation in operations if isinstance(operation.get("to"), dict)]
    return [value for value in values if isinstance(value, str) and len(value) == 64]


def _refuse_foreign_ids(operations: Sequence[Operation]) -> None:
    """
    A new row's id must be new everywhere, not only in this project.
    """
    new = [
        (index, operation.get("on"), key)
        for index, operation in enumerate(operations)
        if operation.get("do") == "create" and (key := fields.identity(operation.get("id")))
    ]
    for kind, made in (
        ("keyframe", Keyframe.objects.all()),
        ("shot", Shot.objects.all()),
        ("track", Track.objects.all()),
        ("marker", Marker.objects.all()),
        ("character", Character.objects.all()),
    ):
        asked = {key: index for index, on, key in new if on == kind}
        for found in made.filter(pk__in=list(asked)).values_list("pk", flat=True) if asked else ():
            raise taken().at(asked[str(found)])


def _with_takes(outcome: Outcome, changes: dict[str, sheet.Change]) -> Outcome:
    """
    The outcome, where each changed keyframe has for its take the newest drawings there are: those of
    what it asks for now, else those of what it asked for before.
    """
    known = standing.rows_of(
        stretch for change in changes.values() for stretch in (change.old, change.new) if stretch is not None
    )
    keyframes = dict(outcome.document.keyframes)
    for key, change in changes.items():
        for stretch in (change.new, change.old):
            if stretch is not None and stretch.key and standing.is_fresh(stretch, known):
                keyframes[key] = {**keyframes[key], "take": stretch.key}
                break
    return replace(outcome, document=replace(outcome.document, keyframes=keyframes))
