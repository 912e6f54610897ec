"""
Flow: the drawing is followed from one key to the other and both are moved along its path.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from .changes import Change
from .fields import Field, along, enlarged, fetch, points, sample
from .hold import HoldDrawer
from .motion import Motion, measure
from .picture import Pair, Picture

MARGIN = 32
"""
Pixels around what changes in which flow finds its footing.
"""

STEPS = 3
"""
Rounds in which a point looks for the path that passes through it.
"""

DISSOLVE = 0.35
"""
The share of the segment in which two clashing drawings give way to each other: short, as both are seen in it.
"""

DISSOLVE_SHIFT = 0.32
"""
How much earlier or later that happens where only one of the keys shows what is there. With half of
`DISSOLVE` it stays below one half, so a dissolve never reaches into a key.
"""


@dataclass(frozen=True, slots=True)
class FlowDrawer:
    """
    Move both keys of a change along its motion and mix them.
    """

    change: Change
    motion: Motion

    def draw(self, u: float) -> Picture:
        """
        Return the drawing at `u` from 0 to 1; a cut-out stays a cut-out.
        """
        key = self.change.pair.key_at(u)
        if key is not None:
            return key
        height, width = self.change.first.shape[:2]
        here = _passing(self.motion.path, u)
        path = enlarged(_in_pixels(sample(self.motion.path, here), height, width), height, width)
        share = enlarged(_share_of_last(self.motion, here, u), height, width)
        first = fetch(self.change.first, along(path, -u))
        last = fetch(self.change.last, along(path, 1 - u))
        return self.change.complete(np.asarray(cv2.blendLinear(first, last, 1 - share, share), np.uint8))


class Flow:
    """
    Follow the drawing with optical flow; best where poses are close.
    """

    name = "flow"

    def prepare(self, pair: Pair) -> FlowDrawer | HoldDrawer:
        """
        Return the drawer of `pair`'s in-betweens; keys that look the same are held.
        """
        change = Change.of(pair, MARGIN)
        if change is None:
            return HoldDrawer(pair)
        motion = measure(change.first, change.last)
        return FlowDrawer(change, replace(motion, path=_pinned(motion.path, change)))


def _pinned(path: Field, change: Change) -> Field:
    """
    Return the path fading to nothing at the sides of the box that join what stays as it is.
    """
    height, width = change.pair.first.shape[:2]
    rows, columns = change.box
    down, across = _freedom(rows, height, path.shape[0]), _freedom(columns, width, path.shape[1])
    return path * np.minimum(down[:, None], across)[..., None]


def _freedom(side: slice, length: int, count: int) -> Field:
    """
    Return for `count` points along one side of a box how freely they move: 0 where the box joins the rest
    of a picture's side of `length` pixels, 1 inside and at the picture's own edge.
    """
    at = (np.arange(count, dtype=np.float32) + 0.5) * ((side.stop - side.start) / count)
    from_start = at if side.start > 0 else np.full_like(at, MARGIN)
    from_stop = at[::-1] if side.stop < length else np.full_like(at, MARGIN)
    return np.asarray(np.clip(np.minimum(from_start, from_stop) / (MARGIN / 2), 0, 1), np.float32)


def _passing(path: Field, u: float) -> Field:
    """
    Return for each point where halfway the thing was, or will be, that passes it at `u`.

    What is at `p` halfway is at `p + (u - 1/2) path(p)` at `u`; this looks for `p` from its outcome.
    """
    here = points(*path.shape[:2])
    for _ in range(STEPS):
        here = along(sample(path, here), 0.5 - u)
    return here


def _in_pixels(path: Field, height: int, width: int) -> Field:
    return path * np.array([width / path.shape[1], height / path.shape[0]], np.float32)


def _share_of_last(motion: Motion, here: Field, u: float) -> Field:
    """
    Return from 0 to 1 how much of the last key is seen at each point.

    That is `u` where the keys agree, and a short dissolve where they clash, sooner where only the last key
    shows what is there.
    """
    centre = 0.5 + DISSOLVE_SHIFT * sample(motion.lead, here)
    dissolve = np.clip((u - centre) / DISSOLVE + 0.5, 0, 1)
    return np.asarray(u + sample(motion.clash, here) * (dissolve - u), np.float32)
