"""
Fading: what vanishes or appears on its way, instead of moving there.

A limb that is let go of while its body moves on is at no place a mixture of what both keys have there, so
`ghosts` does not see it. Here each part of a key is followed through the drawings: what moves, and turns step
by step into what the scenery shows, has faded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ..fields import Field, points, sample
from .ghosts import CLEARLY, INSIDE
from .seen import Area, Seen
from .steps import Step

OFF_THE_LINE = 0.4
"""
How far a colour may lie beside the way from the part's colour to the one it ends with, as a share of its
length: the scenery that shines through changes as the part moves.
"""

BACK = 0.15
"""
The share of that way by which a part may come back while it fades.
"""

SHOWS = 3 * 12.0**2
"""
The squared distance of two colours from which on a drawing does not show what a key shows at that place.
"""

MOVES = 2.0
"""
Pixels that a part goes before it has half faded; what fades where it stands is a ghost.
"""

ASTRAY = 3.0
"""
Pixels by which a part that is followed on and back again may miss where it was.
"""

PIECE = np.ones((3, 3), np.uint8)
"""
The smallest piece that counts. Edges are mixtures, too.
"""

NEVER = 1 << 14


@dataclass(frozen=True, slots=True, eq=False)
class Faded:
    """
    Hold for each point of a key the first and the last drawing, counted from the key, in which it is fading,
    `(h, w)` numbers; `NEVER` and less than nothing where it does not fade.
    """

    since: NDArray[np.int16]
    until: NDArray[np.int16]

    def within(self, area: Area) -> int:
        """
        Return how many points of an area fade.
        """
        return int((self.since[area] < NEVER).sum())

    def at(self, drawing: int, area: Area) -> int:
        """
        Return how many points of an area are fading in a drawing.
        """
        return int(((self.since[area] <= drawing) & (drawing <= self.until[area])).sum())


def fading(frames: Sequence[Seen], steps: Sequence[Step], area: Area) -> tuple[Faded, Faded]:
    """
    Return what fades out of the first key, and what fades in on the way to the last key, counted from there.

    `frames` have keys at both ends, `steps` lie between them; only points of `area` are followed.
    """
    return (
        _faded(frames, [(step.on, step.back) for step in steps], area),
        _faded(frames[::-1], [(step.back, step.on) for step in reversed(steps)], area),
    )


def _faded(frames: Sequence[Seen], ways: Sequence[tuple[Field, Field]], area: Area) -> Faded:
    """
    Return what fades of the first frame; `ways` lead from each frame to the next one, and back.
    """
    since, until = np.full(area.shape, NEVER, np.int16), np.full(area.shape, -1, np.int16)
    tracks = list(_followed(frames, ways, area))
    start, end = tracks[0].colours, tracks[-1].colours
    way = end - start
    length = np.einsum("nc,nc->n", way, way)
    fades = (length > CLEARLY) & ~np.logical_or.reduce([track.lost for track in tracks])
    # The way is only looked at where there is one.
    fades_at = np.flatnonzero(fades)
    ...
    return Faded(since, until)
