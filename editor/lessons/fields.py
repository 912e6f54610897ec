"""
What may be said of lessons, classes, exercises and reviews.

Each check gives back the value to keep, or raises `Refused` with a sentence that says what is wrong with it.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _n

from editor.lessons import limits
from editor.lessons.checks import CHECKS
from editor.refusals import Refused
from editor.timeline.checks import JOINERS, invalid, prose, text
from editor.zones import zone_of

title = text(_n("The title"), limits.LONGEST_TITLE)
class_name = text(_n("The name"), limits.LONGEST_NAME)
words = prose(_n("The text"), limits.LONGEST_BRIEF)
mark_words = prose(_n("The text"), limits.LONGEST_MARK)

_row_name = text(_n("The name of a row"), limits.LONGEST_NAME)
_hint = text(_n("The hint"), limits.LONGEST_HINT, empty=True)
_level = text(_n("A level"), limits.LONGEST_LEVEL)
_alias = text(_n("The alias"), limits.LONGEST_ALIAS)


def markdown(value: str, most: int) -> str:
    """
    A text with its line ends and the spaces that its lines begin with, and nothing else that cannot be seen.
    """
    lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ").split("\n")
    kept = "\n".join("".join(c for c in line if c.isprintable() or c in JOINERS).rstrip() for line in lines)
    kept = kept.strip("\n")
    if len(kept) > most:
        raise invalid(
            _("The text has %(count)d characters; it may have %(most)d. Nothing was changed.")
            % {"count": len(kept), "most": most}
        )
    return kept


def lesson_text(value: str) -> str:
    """
    A lesson's text.
    """
    return markdown(value, limits.LONGEST_TEXT)


def brief(value: str) -> str:
    """
    What an exercise asks for.
    """
    return markdown(value, limits.LONGEST_BRIEF)


def wanted_checks(value: Sequence[str]) -> list[str]:
    """
    Names of checks, in the order in which they are done.
    """
    strange = [name for name in value if name not in CHECKS]
    if strange:
        raise invalid(_("There is no check with the name %(name)s.") % {"name": strange[0][:40]})
    return [name for name in CHECKS if name in value]


def rubric(value: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """
    Rows with a name, a hint and what each level means, the lowest first.
    """
    if len(value) > limits.ROWS:
        raise invalid(
            _("A rubric has %(most)d rows at most; this one has %(count)d.")
            % {"most": limits.ROWS, "count": len(value)}
        )
    return [_rubric_row(row) for row in value]


def _rubric_row(row: Mapping[str, Any]) -> dict[str, Any]:
    levels = [_level(one) for one in row["levels"]]
    if not limits.LEAST_LEVELS <= len(levels) <= limits.MOST_LEVELS:
        raise invalid(
            _("A row of a rubric has %(least)d to %(most)d levels; this one has %(count)d.")
            % {"least": limits.LEAST_LEVELS, "most": limits.MOST_LEVELS, "count": len(levels)}
        )
    return {"name": _row_name(row["name"]), "hint": _hint(row["hint"]), "levels": levels}


def time_zone(value: str) -> str:
    """
    The name of a time zone, as "Europe/Berlin".
    """
    return str(zone_of(value))


def alias(value: str) -> str:
    """
    What a learner wants to be called, as it is shown.
    """
    return str(_alias(unicodedata.normalize("NFC", value)))


def attempts(value: int) -> int:
    """
    How often an exercise may be handed in; 0 for as often as one likes.
    """
    if not 0 <= value <= limits.ATTEMPTS:
        raise invalid(
            _("Attempts are from 1 to %(most)d, or 0 for as many as one likes; got %(value)d.")
            % {"most": limits.ATTEMPTS, "value": value}
        )
    return value


def scores(value: Sequence[int | None], rows: Sequence[Mapping[str, Any]]) -> list[int | None]:
    """
    A level for each row of a rubric, or none yet.
    """
    if len(value) > len(rows):
        raise Refused("invalid", _("There are more scores than rows in the rubric. Nothing was changed."))
    for score, row in zip(value, rows, strict=False):
        if score is not None and not 1 <= score <= len(row["levels"]):
            raise invalid(
                _("%(name)s has %(count)d levels; got %(value)d.")
                % {"name": row["name"], "count": len(row["levels"]), "value": score}
            )
    return [*value, *[None] * (len(rows) - len(value))]
