"""
Fading: what vanishes or appears on its way, instead of moving there.

An arm that is left behind while its body moves on is at no place a mixture of what both keys show there, so
`ghosts` does not see it. Here the parts of a key are followed through the drawings: what moves along, and
turns into something else little by little, fades.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from ..fields import Field, sample
from .ghosts import CLEARLY, INSIDE
from .seen import Area, Seen
from .steps import found, panned_by

MOST = 25
"""
How many of a segment's frames are looked at, evenly chosen.
"""

OFF_THE_LINE = 0.6
"""
How far a colour may lie beside the way from a part's first colour to its last one, as a share of that way:
the scenery that shines through changes as the part moves.
"""

RETURNS = 0.15
"""
The share of that way by which a part may come back as it fades.
"""

UNLIKE = 3 * 12.0**2
"""
The squared distance of two colours from which on a drawing does not show what a key shows in that place.
"""

MOVES = 2.0
"""
Pixels that a part has gone when it is half faded. What fades where it stands is for `ghosts` to see, and may
as well be light.
"""

ASTRAY = 8.0
"""
Pixels by which a part that is followed to the next frame and back may miss where it was.
"""

PIECE = np.ones((3, 3), np.uint8)
"""
The smallest piece that fades. Edges are mixtures, too.
"""

ROW = 256
"""
Points are read in rows of so many: there are more of them than a picture may be high.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Faded:
    """
    Hold where a key fades, `(h, w)`, and for each of these points, `(n,)`, the first and the last frame in
    which it is neither what it was nor what it becomes.
    """

    where: Area
    since: NDArray[np.intp]
    until: NDArray[np.intp]

    def within(self, area: Area, frames: int) -> NDArray[np.intp]:
        """
        Return how many points of an area fade at all, and after that in each of so many frames.
        """
        inside = area[self.where]
        since, until = self.since[inside], self.until[inside]
        each = [np.count_nonzero((since <= k) & (k <= until)) for k in range(frames)]
        return np.array([len(since), *each], np.intp)


def fading(frames: Sequence[Seen], area: Area) -> tuple[Faded, Faded]:
    """
    Return what fades out of the first frame and what fades into the last one, within an area.
    """
    last = len(frames) - 1
    chosen = np.unique(np.linspace(0, last, min(len(frames), MOST)).round().astype(np.intp))
    looked = [frames[k] for k in chosen]
    ways = [_both_ways(*both) for both in pairwise(looked)]
    out, since, until = _faded(looked, ways, area)
    into, *counted = _faded(looked[::-1], [way[::-1] for way in reversed(ways)], area)
    back_since, back_until = (len(chosen) - 1 - each for each in counted)
    return (
        Faded(out, chosen[since], chosen[until]),
        Faded(into, chosen[back_until], chosen[back_since]),
    )


def _both_ways(drawing: Seen, following: Seen) -> tuple[Field, Field]:
    """
    Return where the parts of a drawing are found in the following one, and the other way round.
    """
    if np.array_equal(drawing.raw, following.raw):
        still = np.zeros((*drawing.raw.shape[:2], 2), np.float32)
        return still, still
    across, down = panned_by(drawing, following)
    return found(drawing, following, (-across, -down)), found(following, drawing, (across, down))


@dataclass(frozen=True, slots=True, eq=False)
class _Sight:
    """
    Hold what is seen in a frame where the points of the first one have gone.

    `colours`  `(n, 3)`
    `gone`     how far each has gone, squared pixels
    `lost`     which have left the picture
    `astray`   which are not found where they were by following them back, in the step to this frame
    `own`      which show what neither key shows in that place
    """

    colours: NDArray[np.float32]
    gone: NDArray[np.float32]
    lost: Area
    astray: Area
    own: Area


def _faded(
    frames: Sequence[Seen], ways: Sequence[tuple[Field, Field]], area: Area
) -> tuple[Area, NDArray[np.intp], NDArray[np.intp]]:
    """
    Return where the first frame fades, and for each point in which of the frames first and last.
    """
    start = frames[0].colours[area].astype(np.float32)
    *between, end = _followed(frames, ways, area)
    way = end.colours - start
    length = np.einsum("nc,nc->n", way, way)
    lost = np.logical_or.reduce([sight.lost for sight in (*between, end)])
    fades = (length > CLEARLY) & ~lost
    trusted, whole = fades.copy(), fades.copy()
    reached, moved = np.zeros_like(length), np.zeros_like(length)
    mixed = np.zeros((len(between), len(length)), np.bool_)
    for k, sight in enumerate(between):
        off = sight.colours - start
        share = np.einsum("nc,nc->n", off, way) / np.maximum(length, CLEARLY)
        beside = off - share[:, None] * way
        fades &= np.einsum("nc,nc->n", beside, beside) < OFF_THE_LINE**2 * length
        fades &= share > reached - RETURNS
        whole &= share < 0.5
        moved = np.where(whole, np.maximum(moved, sight.gone), moved)
        trusted &= ~sight.astray | (reached > INSIDE[1])
        mixed[k] = trusted & sight.own & (share > INSIDE[0]) & (share < INSIDE[1])
        reached = np.maximum(reached, share)
    mixed &= fades & (moved >= MOVES**2)
    where = np.zeros(area.shape, np.uint8)
    where[area] = mixed.any(axis=0)
    where = np.asarray(cv2.morphologyEx(where, cv2.MORPH_OPEN, PIECE), np.uint8)
    piece = mixed[:, where[area] > 0]
    if not piece.size:
        return np.zeros_like(area), np.zeros(0, np.intp), np.zeros(0, np.intp)
    return where > 0, piece.argmax(axis=0) + 1, len(between) - piece[::-1].argmax(axis=0)


def _followed(frames: Sequence[Seen], ways: Sequence[tuple[Field, Field]], area: Area) -> Iterator[_Sight]:
    """
    Yield for each frame but the first what is seen where the points of an area of the first one have gone.
    """
    height, width = area.shape
    down, across = np.nonzero(area)
    start = np.stack((across, down), axis=1).astype(np.float32)
    keys = [frames[k].colours.astype(np.float32) for k in (0, -1)]
    places = start
    for frame, (on, back) in zip(frames[1:], ways, strict=True):
        step = _read(on, places)
        places = places + step
        astray = step + _read(back, places)
        colours = _read(frame.colours.astype(np.float32), places)
        away = places - start
        unlike = [colours - _read(key, places) for key in keys]
        yield _Sight(
            colours,
            np.einsum("nc,nc->n", away, away),
            np.any((places < 0) | (places > (width - 1, height - 1)), axis=1),
            np.einsum("nc,nc->n", astray, astray) >= ASTRAY**2,
            np.logical_and.reduce([np.einsum("nc,nc->n", each, each) > UNLIKE for each in unlike]),
        )


def _read(field: Field, places: Field) -> Field:
    """
    Return a field read at `(n, 2)` places.
    """
    count = len(places)
    rows = np.zeros((-(-count // ROW), ROW, 2), np.float32)
    rows.reshape(-1, 2)[:count] = places
    if not count:
        return np.zeros((0, field.shape[2]), np.float32)
    return sample(field, rows).reshape(rows.shape[0] * ROW, -1)[:count]
