"""
From a sheet to what the engine is told of its figure: marks, course and pins, in pixels of the canvas.
"""

from collections.abc import Callable

from jobs.inbetween import Course, Joints, Marks, Mask, Pins
from jobs.shares import pixels
from jobs.sheet import Passing, SegmentSheet


def marks(
    sheet: SegmentSheet, load: Callable[[str], Mask] | None = None
) -> tuple[Marks, Marks] | tuple[None, None]:
    """
    Return the marks of both keys, or none where a key has none; `load` gives the canvas' mask of a name.
    """
    motion = sheet.motion
    if motion is None:
        return None, None
    first, last = (
        Marks(
            motion.skeleton,
            pixels(standing.joints, (sheet.width, sheet.height)),
            load(standing.mask) if load and standing.mask else None,
            frozenset(standing.behind),
        )
        for standing in (motion.first, motion.last)
    )
    return first, last


def course(sheet: SegmentSheet) -> Course:
    """
    Return how the figure runs from key to key.
    """
    motion, size = sheet.motion, (sheet.width, sheet.height)
    if motion is None:
        return Course(arc=sheet.arc)

    def passing(one: Passing) -> tuple[float, Joints]:
        return one.at, pixels(one.joints, size)

    return Course(
        breakdowns=tuple(map(passing, motion.breakdowns)),
        before=passing(motion.before) if motion.before else None,
        after=passing(motion.after) if motion.after else None,
        stops=motion.stops,
        turns=dict(motion.turns),
        planted=frozenset(motion.planted),
        arc=sheet.arc,
    )


def pins(sheet: SegmentSheet) -> Pins:
    """
    Return the pins as pairs of places.
    """
    ends = [pin[at : at + 2] for pin in sheet.pins for at in (0, 2)]
    return pixels(ends, (sheet.width, sheet.height)).reshape(-1, 2, 2)
