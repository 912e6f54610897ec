"""
Flow: the drawing is followed from one key to the other and both are moved along its path.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from .changes import Change
from .fields import Field, along, enlarged, fetch, left_of, points, sample, scatter, spread
from .following.camera import Camera, find_camera
from .following.lift import Lifted, lift
from .following.motion import Motion, measure, nearness
from .following.stage import Stage
from .hold import HoldDrawer
from .picture import Pair, Picture

MARGIN = 32
"""
Pixels around what changes in which flow finds its footing.
"""

STEPS = 3
"""
Rounds in which a point looks for the path that passes through it.
"""

CARRIED = 0.1
"""
The part of the change below which the camera is all there is to a pair, and no figure needs to be lifted.
"""


@dataclass(frozen=True, slots=True)
class FlowDrawer:
    """
    Move both keys of a change along its motion and mix them.
    """

    change: Change
    motion: Motion
    stage: Stage | None = None
    lifted: Lifted | None = None

    def draw(self, u: float) -> Picture:
        """
        Return the drawing at `u` from 0 to 1; a cut-out stays a cut-out.
        """
        key = self.change.pair.key_at(u)
        if key is not None:
            return key
        change = self.change if self.lifted is None else self.lifted.change
        first, last = change.first, change.last
        height, width = first.shape[:2]
        if self.stage is None:
            here = _passing(self.motion, points(*self.motion.bend.shape), u)
            steps = np.array([width / here.shape[1], height / here.shape[0]], np.float32)
            back, on = (enlarged(way * steps, height, width) for way in _ways(self.motion, here, u))
            from_first, from_last = along(back, 1), along(on, 1)
            share = _share_of_last(self.motion, here, u)
        else:
            view = self.stage.view(u)
            here = _passing(self.motion, view.places, u)
            back, on = _ways(self.motion, here, u)
            from_first, from_last = view.in_first(back), view.in_last(on)
            share = view.seen(_share_of_last(self.motion, here, u), back, on)
        share = enlarged(share, height, width)
        mixed = cv2.blendLinear(fetch(first, from_first), fetch(last, from_last), 1 - share, share)
        drawn = np.asarray(mixed, np.uint8)
        return change.complete(drawn if self.lifted is None else self.lifted.lay(drawn, u))


class Flow:
    """
    Take the camera's motion out, then follow the drawing with optical flow; best where poses are close.
    """

    name = "flow"

    def prepare(self, pair: Pair) -> FlowDrawer | HoldDrawer:
        """
        Return the drawer of `pair`'s in-betweens; keys that look the same are held.

        Pins guide the flow and an arc bends its paths.
        """
        # Pins and arcs may lead anywhere.
        free = len(pair.pins) > 0 or pair.course.arc != 0
        change = Change.of(pair, max(pair.first.shape) if free else MARGIN)
        if change is None:
            return HoldDrawer(pair)
        if not _is_opaque(pair):
            return _followed(change)
        camera = find_camera(pair.first, pair.last)
        steady = None if camera is None else _steadier(_followed(change), camera)
        if steady is not None and steady.motion.unexplained < CARRIED:
            return steady
        lifted = lift(change)
        if lifted is not None:
            return _followed(change, lifted)
        return _followed(change) if steady is None else steady


def _followed(change: Change, lifted: Lifted | None = None) -> FlowDrawer:
    """
    Return the drawer that follows a whole change, or the figure that was lifted off it.
    """
    pair, keys = change.pair, change if lifted is None else lifted.change
    corner = np.array([change.box[1].start, change.box[0].start])
    motion = measure(keys.first, keys.last, pair.pins - corner, pair.course.arc)
    return FlowDrawer(change, replace(motion, path=_pinned(motion.path, change)), lifted=lifted)


def _is_opaque(pair: Pair) -> bool:
    """
    Return whether both keys show scenery; a cut-out has none that a camera could be told from.
    """
    return min(int(key[..., 3].min()) for key in (pair.first, pair.last)) == 255


def _steadier(still: FlowDrawer, camera: Camera) -> FlowDrawer:
    """
    Return the drawer that takes the camera's motion out first, if that leaves less unexplained.
    """
    pair = still.change.pair
    change = Change.of(pair, max(pair.first.shape))
    stage = Stage.of(camera, pair.first.shape[0], pair.first.shape[1])
    if change is None or stage is None:
        return still
    first, last = stage.steadied(change.first, change.last)
    motion = measure(first, last, stage.pinned(pair.pins), pair.course.arc)
    box = still.change.first
    left = motion.left * (first.size / box.size)
    if left > still.motion.left:
        return still
    unexplained = still.motion.unexplained * left / max(still.motion.left, 1e-6)
    reach = max(motion.reach, camera.reach)
    motion = replace(motion, left=left, unexplained=unexplained, reach=reach)
    return FlowDrawer(change, motion, replace(stage, grid=motion.bend.shape))


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


def _passing(motion: Motion, start: Field, u: float) -> Field:
    """
    Return for each place on the motion's grid where halfway the thing was, or will be, that passes it at `u`.

    What is at `p` halfway is at `p + (u - 1/2) path(p)` at `u`, and beside that line where the path bends;
    this looks for `p` from its outcome, starting from where the points of the grid are carried.
    """
    here = start - sample(_carried(motion, u), start)
    for _ in range(STEPS):
        path = sample(motion.path, here)
        aside = sample(motion.bend, here)[..., None] * left_of(path)
        here = start + np.float32(0.5 - u) * path + np.float32(1 - _height(u)) * aside
    return here


def _carried(motion: Motion, u: float) -> Field:
    """
    Return for each point how far what passes it at `u` has come from halfway, roughly.
    """
    height, width = motion.bend.shape
    aside = motion.bend[..., None] * left_of(motion.path)
    come = np.float32(u - 0.5) * motion.path + np.float32(_height(u) - 1) * aside
    places, weights = points(height, width) + come, nearness(motion.path)
    sums = scatter(places.reshape(-1, 2), come.reshape(-1, 2), weights.ravel(), height, width)
    return spread(*sums)


def _ways(motion: Motion, here: Field, u: float) -> tuple[Field, Field]:
    """
    Return the ways, in steps of the grid, back to the first key and on to the last one.
    """
    path = sample(motion.path, here)
    aside = np.float32(_height(u)) * sample(motion.bend, here)[..., None] * left_of(path)
    return -np.float32(u) * path - aside, np.float32(1 - u) * path - aside


def _height(u: float) -> float:
    """
    Return how high an arc of height 1 is at `u`.
    """
    return 4 * u * (1 - u)


def _share_of_last(motion: Motion, here: Field, u: float) -> Field:
    """
    Return from 0 to 1 how much of the last key is seen at each point.

    That is `u` where the keys agree, and a short dissolve where they clash.
    """
    dissolve = np.clip((u - sample(motion.moment, here)) / sample(motion.span, here) + 0.5, 0, 1)
    return np.asarray(u + sample(motion.clash, here) * (dissolve - u), np.float32)
