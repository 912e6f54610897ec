"""
Grades as CSV, for spreadsheets.

What learners and teachers wrote is text to a spreadsheet, never a formula: a cell that could be taken for one
begins with an apostrophe.
"""

import csv
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editor.lessons import overview
from editor.lessons.models import ClassGroup, Exercise
from editor.lessons.overview import Line
from editor.lessons.working import published

FORMULAS = ("=", "+", "-", "@", "|", "%", "\t", "\r", "\n")
STATES = {
    "not_started": gettext_lazy("Not started"),
    "started": gettext_lazy("Started"),
    "handed_in": gettext_lazy("Handed in"),
    "late": gettext_lazy("Handed in late"),
    "returned": gettext_lazy("Returned"),
    "changes": gettext_lazy("Changes asked"),
    "accepted": gettext_lazy("Accepted"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """
    Columns, and rows of as many texts.
    """

    columns: list[str]
    rows: list[list[str]]

    def csv(self) -> bytes:
        """
        The table as a file that spreadsheets open: UTF-8 with a byte order mark, lines as they want them.
        """
        out = io.StringIO()
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerows([harmless(cell) for cell in row] for row in (self.columns, *self.rows))
        return b"\xef\xbb\xbf" + out.getvalue().encode()


def harmless(cell: str) -> str:
    """
    A text that no spreadsheet takes for a formula.
    """
    seen = unicodedata.normalize("NFKC", cell)  # as full-width signs are read
    return f"'{cell}" if cell.startswith(FORMULAS) or seen.lstrip().startswith(FORMULAS) else cell


def of_exercise(exercise: Exercise) -> Table:
    """
    One exercise: how far each learner is, and the level of each row of the rubric.
    """
    lines = next(
        (found for key, found in overview.of_class(exercise.group).items() if key.pk == exercise.pk), []
    )
    names = [row["name"] for row in exercise.rubric]
    columns = [
        _("Alias"),
        _("State"),
        _("Handed in"),
        _("Late"),
        _("Attempt"),
        *names,
        _("Points"),
        _("Out of"),
    ]
    return Table(columns, [_whole_row(line, len(names)) for line in lines])


def of_class(group: ClassGroup) -> Table:
    """
    A whole class: for each exercise how far a learner is, and their points.
    """
    found = overview.of_class(group)
    columns = [_("Alias")]
    for exercise in found:
        columns += [exercise.title, _("%(title)s: points") % {"title": exercise.title}]
    by_learner: dict[str, list[str]] = {}
    for line in (line for lines in found.values() for line in lines):
        row = by_learner.setdefault(line.learner.alias, [line.learner.alias])
        row += [str(STATES[line.state]), _points(line)[0]]
    return Table(columns, list(by_learner.values()))


def _whole_row(line: Line, count: int) -> list[str]:
    newest = line.newest
    review = published(newest) if newest else None
    scores: Sequence[int | None] = review.scores if review else []
    at = ""
    if newest is not None:
        at = localtime(newest.handed_in_at, ZoneInfo(line.exercise.group.time_zone)).strftime(
            "%Y-%m-%d %H:%M"
        )
    return [
        line.learner.alias,
        str(STATES[line.state]),
        at,
        _("late") if newest is not None and newest.late else "",
        str(newest.attempt) if newest else "",
        *["" if score is None else str(score) for score in (*scores, *[None] * (count - len(scores)))],
        *_points(line),
    ]


def _points(line: Line) -> tuple[str, str]:
    found = line.points
    return (str(found.got), str(found.of)) if found else ("", "")
