"""
Easing: how in-betweens are spaced between two keys.
"""

from collections.abc import Sequence
from itertools import pairwise

Curve = tuple[float, float, float, float]

EASES: dict[str, Curve] = {
    "linear": (0, 0, 1, 1),
    "in": (0.42, 0, 1, 1),
    "out": (0, 0, 0.58, 1),
    "both": (0.42, 0, 0.58, 1),
}
"""
The named eases as cubic Bezier curves, with the numbers of CSS Easing Functions Level 1.
"""


def ease(name_or_curve: str | Sequence[float], t: float) -> float:
    """
    Return the place `u` from 0 to 1 of the drawing at time `t` from 0 to 1.

    An ease is a name in `EASES`, or the numbers `x1, y1, x2, y2`, each from 0 to 1, of a cubic Bezier
    curve from (0, 0) to (1, 1). Such a curve never runs backwards, and it begins and ends exactly at 0 and 1.
    """
    x1, y1, x2, y2 = _curve(name_or_curve)
    if not 0 <= t <= 1:
        raise ValueError(f"A drawing's time lies between its keys, at 0 to 1; got {t}.")
    if t in (0, 1) or (x1 == y1 and x2 == y2):
        return float(t)
    return _bezier(y1, y2, _when(x1, x2, t))


def charted(ticks: Sequence[float], t: float) -> float:
    """
    Return the place `u` from 0 to 1 of the drawing at time `t` from 0 to 1, read off an animator's chart.

    A chart has a tick for each drawing, evenly timed from key to key. Between them it is read along straight
    lines, so a chart of eleven ticks spaces five drawings too. Ticks lie from 0 to 1 and never run backwards.
    """
    if not 0 <= t <= 1:
        raise ValueError(f"A drawing's time lies between its keys, at 0 to 1; got {t}.")
    marks = (0.0, *ticks, 1.0)
    if any(not before <= after for before, after in pairwise(marks)):
        raise ValueError(f"A chart's ticks rise from 0 to 1; got {list(ticks)}.")
    place = t * (len(marks) - 1)
    step = min(int(place), len(marks) - 2)
    return marks[step] + (place - step) * (marks[step + 1] - marks[step])


def _curve(name_or_curve: str | Sequence[float]) -> Curve:
    if isinstance(name_or_curve, str):
        if name_or_curve == "cubic":
            raise ValueError("A cubic ease is given by its four numbers x1, y1, x2, y2; got only its name.")
        if name_or_curve not in EASES:
            raise ValueError(f"An ease is one of {', '.join(EASES)} or four numbers; got {name_or_curve!r}.")
        return EASES[name_or_curve]
    if len(name_or_curve) != 4 or not all(0 <= number <= 1 for number in name_or_curve):
        raise ValueError(f"A cubic ease has four numbers, each from 0 to 1; got {list(name_or_curve)}.")
    x1, y1, x2, y2 = map(float, name_or_curve)
    return x1, y1, x2, y2


def _bezier(c1: float, c2: float, s: float) -> float:
    """
    Return one coordinate of the curve at its parameter `s`, from its two inner controls.
    """
    r = 1 - s
    return s * (3 * r * (r * c1 + s * c2) + s * s)


def _when(x1: float, x2: float, t: float) -> float:
    """
    Return the parameter at which the curve's x is `t`, by halving until no float lies between.

    Newton's method stalls where the curve stands upright; halving always ends, and a later `t` can
    never find an earlier parameter.
    """
    low, high = 0.0, 1.0
    while (middle := (low + high) / 2) not in (low, high):
        if _bezier(x1, x2, middle) < t:
            low = middle
        else:
            high = middle
    return high
