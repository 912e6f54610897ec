"""
Which frame shows what: the arithmetic of holds, gaps and exposure.

Frames are whole numbers from 0 and ranges are half open.  A keyframe at `first` with a hold of `hold`
shows its pose on `first .. first + hold - 1`; what is left before the next keyframe are the
in-betweens, counted from 1.  The page computes the same in `core/time.js`; both are held to
`tests/vectors/timing.json`.
"""

from collections.abc import Sequence
from functools import lru_cache

from jobs.inbetween.easing import charted, ease

KEY_A = -1
"""
The drawing shown before the first new drawing: the left keyframe's own pose.
"""


def gap(first: int, hold: int, following: int) -> int:
    """
    How many in-betweens lie between a keyframe's hold and the following keyframe.
    """
    return max(0, following - first - hold)


def drawings(count: int, exposure: int) -> int:
    """
    How many drawings fill that many in-betweens when each is shown for `exposure` frames.
    """
    return count // exposure


def drawing_at(inbetween: int, exposure: int) -> int:
    """
    The index of the drawing that an in-between (from 1) shows, or `KEY_A`.
    """
    return inbetween // exposure - 1


def runs(count: int, exposure: int) -> list[tuple[int, int]]:
    """
    The in-betweens of a segment as (drawing, frames) in the order shown.
    """
    found: list[tuple[int, int]] = []
    for inbetween in range(1, count + 1):
        drawing = drawing_at(inbetween, exposure)
        if found and found[-1][0] == drawing:
            found[-1] = (drawing, found[-1][1] + 1)
        else:
            found.append((drawing, 1))
    return found


@lru_cache(maxsize=4096)
def places(
    count: int,
    exposure: int,
    easing: str,
    curve: tuple[float, ...] | None = None,
    chart: tuple[float, ...] | None = None,
) -> tuple[float, ...]:
    """
    Where each drawing of a segment lies between its keys, from 0 to 1, eased and rounded to six digits.

    A chart has a place for each drawing; where there are more drawings or fewer, it is read as a curve.
    """
    number = drawings(count, exposure)
    if easing == "chart" and chart and len(chart) == number:
        return tuple(round(u, 6) for u in chart)
    times = (k * exposure / (count + 1) for k in range(1, number + 1))
    if easing == "chart":
        return tuple(round(charted(chart or (), t), 6) for t in times)
    spacing: str | Sequence[float] = curve if easing == "cubic" and curve else easing
    if spacing == "cubic":
        spacing = "linear"
    return tuple(round(ease(spacing, t), 6) for t in times)
