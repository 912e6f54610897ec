"""
What a value may be, whichever property it is for.

A check takes what a page sent and gives back the value to keep, or raises `Refused` with a sentence
and, where there is a nearest good value, with that as the fix.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from editor.refusals import Refused

LEAST_SIDE, MOST_SIDE = 16, 4096
LEAST_RATE, MOST_RATE = 1, 120
MOST_DIVISOR = 1001
LAST_FRAME = 99_999
LONGEST_HOLD = 10_000
LONGEST_TEXT = 120
JOINERS = "\u200c\u200d\u200e\u200f"

Check = Callable[[Any], Any]


def invalid(sentence: str, **more: Any) -> Refused:
    """
    The refusal of a value.
    """
    return Refused("invalid", sentence, **more)


def whole(name: str, least: int, most: int) -> Check:
    """
    A whole number within its limits.
    """

    def check(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise invalid(
                _("%(name)s is a whole number; got %(value)r.") % {"name": _(name), "value": short(value)}
            )
        if not least <= value <= most:
            raise invalid(
                _("%(name)s lies between %(least)d and %(most)d; got %(value)s.")
                % {"name": _(name), "least": least, "most": most, "value": short(value)},
                fix={"value": min(max(value, least), most)},
            )
        return value

    return check


def side(name: str) -> Check:
    """
    A width or height that films can have: even, because half of it is what a film keeps of its colours.
    """
    within = whole(name, LEAST_SIDE, MOST_SIDE)

    def check(value: Any) -> int:
        number: int = within(value)
        if number % 2:
            raise invalid(
                _(
                    "%(name)s is an even number, because films need one; got %(value)d. "
                    "The nearest is %(fix)d."
                )
                % {"name": _(name), "value": number, "fix": number + 1},
                fix={"value": number + 1},
            )
        return number

    return check


def text(name: str, most: int = LONGEST_TEXT, *, empty: bool = False) -> Check:
    """
    A line of text; it is not empty unless that is said.
    """

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise invalid(_("%(name)s is text; got %(value)r.") % {"name": _(name), "value": short(value)})
        line = " ".join(_printable(value).split())
        if not line.strip(JOINERS) and not empty:
            raise invalid(_("%(name)s cannot be empty.") % {"name": _(name)})
        return _not_longer(name, line, most)

    return check


def prose(name: str, most: int) -> Check:
    """
    Some lines of text, or none.
    """

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise invalid(_("%(name)s is text; got %(value)r.") % {"name": _(name), "value": short(value)})
        lines = [" ".join(_printable(line).split()) for line in value.splitlines()]
        return _not_longer(name, "\n".join(lines).strip(), most)

    return check


def _printable(value: str) -> str:
    """
    The text with a space for what cannot be seen, but for what joins emoji and letters or sets their way.
    """
    return "".join(c if c.isprintable() or c in JOINERS else " " for c in value)


def _not_longer(name: str, value: str, most: int) -> str:
    if len(value) > most:
        raise invalid(
            _("%(name)s has %(count)d characters; it may have %(most)d.")
            % {"name": _(name), "count": len(value), "most": most},
            fix={"value": value[:most].rstrip()},
        )
    return value


def several(name: str, inner: Check, most: int) -> Check:
    """
    A list of different values, each of which the inner check takes.
    """

    def check(value: Any) -> list[Any]:
        if not isinstance(value, list | tuple):
            raise invalid(_("%(name)s are a list; got %(value)r.") % {"name": _(name), "value": short(value)})
        found = list(dict.fromkeys(inner(one) for one in value))
        if len(found) > most:
            raise invalid(
                _("%(name)s are %(most)d at most; got %(count)d.")
                % {"name": _(name), "most": most, "count": len(found)},
                fix={"value": found[:most]},
            )
        return found

    return check


def one_of(name: str, *choices: str) -> Check:
    """
    One of a few words.
    """

    def check(value: Any) -> str:
        if not isinstance(value, str) or value not in choices:
            raise invalid(
                _("%(name)s is one of %(choices)s; got %(value)r.")
                % {"name": _(name), "choices": ", ".join(choices), "value": short(value)}
            )
        return value

    return check


def pattern(name: str, form: str, example: str) -> Check:
    """
    Text of an exact form.
    """
    compiled = re.compile(form)

    def check(value: Any) -> str:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            raise invalid(
                _("%(name)s is written like %(example)s; got %(value)r.")
                % {"name": _(name), "example": example, "value": short(value)}
            )
        return value

    return check


def rate(value: Any) -> list[int]:
    """
    Frames per second as a fraction in lowest terms: [24, 1], [24000, 1001].
    """
    good = isinstance(value, list | tuple) and len(value) == 2
    if not good or any(not isinstance(part, int) or isinstance(part, bool) or part < 1 for part in value):
        raise invalid(
            _("The rate is two whole numbers, like [24, 1] or [24000, 1001]; got %(value)r.")
            % {"value": short(value)}
        )
    lowest = Fraction(*value)
    if not LEAST_RATE <= lowest <= MOST_RATE or lowest.denominator > MOST_DIVISOR:
        raise invalid(
            _("The rate lies between %(least)d and %(most)d frames a second; got %(number)s/%(divisor)s.")
            % {
                "least": LEAST_RATE,
                "most": MOST_RATE,
                "number": short(value[0]),
                "divisor": short(value[1]),
            }
        )
    return [lowest.numerator, lowest.denominator]


def curve(value: Any) -> list[float] | None:
    """
    The four numbers of a cubic ease, or none.
    """
    if value is None:
        return None
    good = isinstance(value, list | tuple) and len(value) == 4
    if not good or any(
        isinstance(n, bool) or not isinstance(n, int | float) or not 0 <= n <= 1 for n in value
    ):
        raise invalid(_("A curve is four numbers from 0 to 1; got %(value)r.") % {"value": short(value)})
    return [round(float(n), 4) for n in value]


def reference(name: str) -> Check:
    """
    The id of another row.
    """

    def check(value: Any) -> str:
        found = identity(value)
        if found is None:
            raise invalid(_("%(name)s is an id; got %(value)r.") % {"name": _(name), "value": short(value)})
        return found

    return check


def yes_or_no(name: str) -> Check:
    """
    True or false.
    """

    def check(value: Any) -> bool:
        if not isinstance(value, bool):
            raise invalid(
                _("%(name)s is true or false; got %(value)r.") % {"name": _(name), "value": short(value)}
            )
        return value

    return check


def or_none(inner: Check) -> Check:
    """
    What the inner check takes, or nothing.
    """
    return lambda value: None if value is None else inner(value)


def identity(value: Any) -> str | None:
    """
    An id in the one way it is written here, or None when it is no id.
    """
    if not isinstance(value, str):
        return None
    try:
        return str(UUID(value))
    except ValueError:
        return None


def short(value: Any) -> Any:
    """
    The value, or so much of it as a sentence can quote.
    """
    if value is None or isinstance(value, bool | float) or (isinstance(value, int) and abs(value) < 10**15):
        return value
    if isinstance(value, int):
        return _("a number of %(count)d bits") % {"count": value.bit_length()}
    shown = value if isinstance(value, str) else repr(value)
    return shown if len(shown) <= 40 else shown[:39] + "…"
