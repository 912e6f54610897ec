"""
Edits that a project did not take any more, made in a copy of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from editor.access import Viewer
from editor.projects.models import Project
from editor.refusals import Refused
from editor.timeline.actions import apply_batch
from editor.timeline.operations import Operation

MOST = 10_000
"""
How many operations a copy takes along, in one transaction.
"""
Names = Mapping[str, str]
"""
What the rows of a project are called in its copy.
"""

POINTERS = ("card", "character", "plate", "pose", "shot", "track")
"""
The properties by which a row names another.
"""


@dataclass(frozen=True, slots=True)
class Edit:
    """
    A batch of operations, in the names of the original.
    """

    key: UUID
    label: str
    operations: Sequence[Operation]


def carry_over(viewer: Viewer, copy: Project, names: Names, edits: Sequence[Edit]) -> int:
    """
    Make edits in a copy, each whole or not at all and once under its id, and say how many could be made.
    """
    _check_count(edits)
    done = 0
    for edit in edits:
        operations = [_renamed(operation, names) for operation in edit.operations]
        try:
            apply_batch(viewer, copy, edit.key, edit.label, operations)
        except (Refused, Http404):
            continue
        done += 1
    return done


def _check_count(edits: Sequence[Edit]) -> None:
    if sum(len(edit.operations) for edit in edits) > MOST:
        raise Refused(
            "too_many",
            _("A copy takes up to %(most)d steps along that were not saved. Nothing was copied.")
            % {"most": MOST},
            status=413,
        )


def _renamed(operation: Operation, names: Names) -> dict[str, Any]:
    values = {
        part: {name: _called(name, value, names) for name, value in operation[part].items()}
        for part in ("to", "was")
        if isinstance(operation.get(part), dict)
    }
    return {**operation, **values, "id": names.get(operation["id"], operation["id"])}


def _called(name: str, value: Any, names: Names) -> Any:
    return names.get(value, value) if name in POINTERS and isinstance(value, str) else value
