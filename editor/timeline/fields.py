"""
What each property may hold, checked before anything is written.

A check takes what a page sent and gives back the value to keep, or raises `Refused` with a sentence
and, where there is a nearest good value, with that as the fix.
"""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _n

from editor.refusals import Refused
from editor.timeline.document import Kind

LEAST_SIDE, MOST_SIDE = 16, 4096
LEAST_RATE, MOST_RATE = 1, 120
MOST_DIVISOR = 1001
LAST_FRAME = 99_999
LONGEST_HOLD = 10_000
LONGEST_TEXT = 120

Check = Callable[[Any], Any]


def _invalid(sentence: str, **more: Any) -> Refused:
    return Refused("invalid", sentence, **more)


def whole(name: str, least: int, most: int) -> Check:
    """
    A whole number within its limits.
    """

    def check(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise _invalid(
                _("%(name)s is a whole number; got %(value)r.") % {"name": _(name), "value": _short(value)}
            )
        if not least <= value <= most:
            raise _invalid(
                _("%(name)s lies between %(least)d and %(most)d; got %(value)s.")
                % {"name": _(name), "least": least, "most": most, "value": _short(value)},
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
            raise _invalid(
                _(
                    "%(name)s is an even number, because films need one; got %(value)d. "
                    "The nearest is %(fix)d."
                )
                % {"name": _(name), "value": number, "fix": number + 1},
                fix={"value": number + 1},
            )
        return number

    return check


def text(name: str) -> Check:
    """
    A line of text that is not empty.
    """

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise _invalid(_("%(name)s is text; got %(value)r.") % {"name": _(name), "value": _short(value)})
        line = " ".join("".join(c if c.isprintable() else " " for c in value).split())
        if not line:
            raise _invalid(_("%(name)s cannot be empty.") % {"name": _(name)})
        if len(line) > LONGEST_TEXT:
            raise _invalid(
                _("%(name)s has %(count)d characters; it may have %(most)d.")
                % {"name": _(name), "count": len(line), "most": LONGEST_TEXT},
                fix={"value": line[:LONGEST_TEXT].rstrip()},
            )
        return line

    return check


def one_of(name: str, *choices: str) -> Check:
    """
    One of a few words.
    """

    def check(value: Any) -> str:
        if not isinstance(value, str) or value not in choices:
            raise _invalid(
                _("%(name)s is one of %(choices)s; got %(value)r.")
                % {"name": _(name), "choices": ", ".join(choices), "value": _short(value)}
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
            raise _invalid(
                _("%(name)s is written like %(example)s; got %(value)r.")
                % {"name": _(name), "example": example, "value": _short(value)}
            )
        return value

    return check


def rate(value: Any) -> list[int]:
    """
    Frames per second as a fraction in lowest terms: [24, 1], [24000, 1001].
    """
    good = isinstance(value, list | tuple) and len(value) == 2
    if not good or any(not isinstance(part, int) or isinstance(part, bool) or part < 1 for part in value):
        raise _invalid(
            _("The rate is two whole numbers, like [24, 1] or [24000, 1001]; got %(value)r.")
            % {"value": _short(value)}
        )
    lowest = Fraction(*value)
    if not LEAST_RATE <= lowest <= MOST_RATE or lowest.denominator > MOST_DIVISOR:
        raise _invalid(
            _("The rate lies between %(least)d and %(most)d frames a second; got %(number)s/%(divisor)s.")
            % {
                "least": LEAST_RATE,
                "most": MOST_RATE,
                "number": _short(value[0]),
                "divisor": _short(value[1]),
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
        raise _invalid(_("A curve is four numbers from 0 to 1; got %(value)r.") % {"value": _short(value)})
    return [round(float(n), 4) for n in value]


def reference(name: str) -> Check:
    """
    The id of another row.
    """

    def check(value: Any) -> str:
        found = identity(value)
        if found is None:
            raise _invalid(_("%(name)s is an id; got %(value)r.") % {"name": _(name), "value": _short(value)})
        return found

    return check


def yes_or_no(name: str) -> Check:
    """
    True or false.
    """

    def check(value: Any) -> bool:
        if not isinstance(value, bool):
            raise _invalid(
                _("%(name)s is true or false; got %(value)r.") % {"name": _(name), "value": _short(value)}
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


def _short(value: Any) -> Any:
    """
    The value, or so much of it as a sentence can quote.
    """
    if value is None or isinstance(value, bool | float) or (isinstance(value, int) and abs(value) < 10**15):
        return value
    if isinstance(value, int):
        return _("a number of %(count)d bits") % {"count": value.bit_length()}
    shown = value if isinstance(value, str) else repr(value)
    return shown if len(shown) <= 40 else shown[:39] + "…"


EASES = ("linear", "in", "out", "both", "cubic")
METHODS = ("auto", "flow", "crossfade", "hold")
ORDER = r"[0-9A-Za-z]{1,60}"

FIELDS: Mapping[Kind, Mapping[str, Check]] = {
    "project": {
        "title": text(_n("The title")),
        "width": side(_n("The width")),
        "height": side(_n("The height")),
        "rate": rate,
    },
    "shot": {
        "name": text(_n("The name")),
        "order": pattern(_n("The order"), ORDER, '"a0V"'),
        "plate": or_none(reference(_n("The background"))),
        "ground": pattern(_n("The ground"), r"#[0-9a-f]{6}", '"#1b1b1b"'),
    },
    "pose": {"name": text(_n("The name")), "is_plate": yes_or_no("is_plate")},
    "keyframe": {
        "shot": reference(_n("The shot")),
        "pose": reference(_n("The pose")),
        "frame": whole(_n("The frame"), 0, LAST_FRAME),
        "hold": whole(_n("The hold"), 1, LONGEST_HOLD),
        "method": one_of(_n("The method"), *METHODS),
        "ease": one_of(_n("The ease"), *EASES),
        "curve": curve,
        "exposure": whole(_n("The exposure"), 1, 3),
    },
}

NEW: Mapping[str, Mapping[str, Any]] = {
    "shot": {"plate": None, "ground": "#d9d9d9"},
    "keyframe": {"hold": 1, "method": "auto", "ease": "linear", "curve": None, "exposure": 1},
}
"""
What a new row holds where its maker says nothing.
"""

WORDS: Mapping[str, Any] = {
    "title": gettext_lazy("title"),
    "width": gettext_lazy("width"),
    "height": gettext_lazy("height"),
    "rate": gettext_lazy("rate"),
    "name": gettext_lazy("name"),
    "order": gettext_lazy("order"),
    "plate": gettext_lazy("background picture"),
    "ground": gettext_lazy("background colour"),
    "is_plate": gettext_lazy("kind of picture"),
    "shot": gettext_lazy("shot"),
    "pose": gettext_lazy("pose"),
    "frame": gettext_lazy("frame"),
    "hold": gettext_lazy("hold"),
    "method": gettext_lazy("method"),
    "ease": gettext_lazy("ease"),
    "curve": gettext_lazy("curve"),
    "exposure": gettext_lazy("exposure"),
}
"""
The properties as sentences name them.
"""
