"""
Grades as CSV, for spreadsheets.

What learners and teachers wrote is text to a spreadsheet, never a formula: a cell that could be taken for one
begins with an apostrophe.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editor.lessons import overview
from editor.lessons.models import ClassGroup, Exercise, Review
from editor.lessons.overview import Line
from editor.lessons.reviewing import points
from editor.lessons.wording import worded

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
    names = [row["name"] for row in worded(exercise).rubric]
    columns = [
        _("Alias"),
        _("State"),
        _("Handed in (%(zone)s)") % {"zone": exercise.group.time_zone},
        _("Late"),
        _("Attempt"),
        *names,
        _("Points"),
        _("Out of"),
        _("Points of attempt"),
    ]
    graded = _graded([exercise])
    return Table(columns, [_whole_row(line, graded, len(names)) for line in overview.of_exercise(exercise)])


def of_class(group: ClassGroup) -> Table:
    """
    A whole class: for each exercise how far a learner is, whether it is late, and their points.
    """
    learners, found = overview.of_class(group)
    graded = _graded(found)
    columns, rows = [_("Alias")], [[learner.alias] for learner in learners]
    for exercise, lines in found.items():
        title = worded(exercise).title
        heads = (_("%(title)s: late"), _("%(title)s: points"), _("%(title)s: out of"))
        columns += [title, *(head % {"title": title} for head in heads)]
        for row, line in zip(rows, lines, strict=True):
            row += [str(STATES[line.state]), _late(line), *_points(line, graded)]
    return Table(columns, rows)


Graded = Mapping[UUID, Review]


def _graded(exercises: Iterable[Exercise]) -> Graded:
    """
    Of each work the review that was published last with points: a newer attempt takes no grade away.
    """
    found = Review.objects.filter(submission__work__exercise__in=exercises).exclude(published_at=None)
    reviews = found.select_related("submission").only("scores", "submission__attempt", "submission__work")
    return {one.submission.work_id: one for one in reviews.order_by("submission__attempt") if any(one.scores)}


def _review(line: Line, graded: Graded) -> Review | None:
    return graded.get(line.work.pk) if line.work else None


def _whole_row(line: Line, graded: Graded, count: int) -> list[str]:
    newest, review = line.newest, _review(line, graded)
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
        _late(line),
        str(newest.attempt) if newest else "",
        *["" if score is None else str(score) for score in (*scores, *[None] * (count - len(scores)))],
        *_points(line, graded),
        str(review.submission.attempt) if review else "",
    ]


def _late(line: Line) -> str:
    return _("late") if line.newest is not None and line.newest.late else ""


def _points(line: Line, graded: Graded) -> tuple[str, str]:
    review = _review(line, graded)
    found = points(review, line.exercise.rubric) if review else None
    return (str(found.got), str(found.of)) if found else ("", "")
