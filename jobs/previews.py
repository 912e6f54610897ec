"""
A segment's drawings at preview size, for somebody who waits for them: nothing is kept but in memory.

What is slow, reading pictures and preparing a pair, is remembered for a while, so that the next question
about the same pair (other places between the keys, another way of the figure) costs its drawings alone.
"""

import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from jobs import figures, frames
from jobs.inbetween import Drawer, Picture, choose, method
from jobs.inbetween.rig import RigDrawer
from jobs.sheet import SegmentSheet

LONGEST_SIDE = 480
PAIRS = 8
"""
How many prepared pairs are remembered: one takes some megabytes.
"""

PICTURES = 48
"""
How many pictures are remembered at preview size.
"""

SHARPEST = 3
"""
How many times as large as its place on a preview a picture is kept at most: it may be shown cropped.
"""

_JPEG = (cv2.IMWRITE_JPEG_QUALITY, 82)
# Some ten times as fast as WebP with alpha, and a cut-out is mostly empty.
_PNG = (cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_UP)

_decoding = threading.BoundedSemaphore(2)
"""
Held while a whole picture is in memory: two at a time, however many pairs are asked about.
"""

Key = TypeVar("Key")
Value = TypeVar("Value")


class Superseded(Exception):
    """
    Whoever asked has asked for something else meanwhile.
    """


@dataclass(frozen=True, slots=True)
class Preview:
    """
    Drawings side by side in one picture, row after row, and by which method they were made.
    """

    packed: bytes
    content_type: str
    columns: int
    cell: tuple[int, int]
    method: str


def preview(
    sheet: SegmentSheet,
    times: Sequence[float],
    *,
    longest: int = LONGEST_SIDE,
    guess: str = "",
    superseded: Callable[[], bool] = lambda: False,
) -> Preview:
    """
    Draw a sheet's segment at some places between its keys, no larger than `longest` pixels.

    `guess` is the method that auto chose for this pair before. Raises `Superseded` as soon as nobody waits
    any more, and `PictureMissing`.
    """
    small = _reduced(sheet, longest)
    prepared = _prepare(small, guess)
    drawings = []
    for u in times:
        if superseded():
            raise Superseded
        drawings.append(prepared.seen(small, u))
    return _packed(drawings, prepared)


# -- remembering ----------------------------------------------------------------------------------------


class Recent(Generic[Key, Value]):
    """
    The values that were asked for last, each made once.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Key, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """
        The value of a key, made if it is not remembered.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    def clear(self) -> None:
        """
        Forget all of it.
        """
        with self._lock:
            self._kept.clear()


@dataclass(frozen=True, slots=True)
class _Prepared:
    drawer: Drawer
    scenery: Picture | None
    method: str

    def seen(self, sheet: SegmentSheet, u: float) -> Picture:
        """
        The drawing at `u` as it is looked at, the figure on the way that the sheet says.
        """
        drawer = self.drawer
        if isinstance(drawer, RigDrawer) and drawer.actor is not None:
            drawer = drawer.along(figures.course(sheet))
        figure = drawer.draw(u)
        return figure if self.scenery is None else frames.over(figure, self.scenery)


_pairs: Recent[str, _Prepared] = Recent(PAIRS)
_pictures: Recent[tuple[str, int], Picture] = Recent(PICTURES)


def forget() -> None:
    """
    Forget every pair and picture.
    """
    _pairs.clear()
    _pictures.clear()


# -- preparing ------------------------------------------------------------------------------------------


def _reduced(sheet: SegmentSheet, longest: int) -> SegmentSheet:
    return replace(sheet.sized(longest), times=(0,))


def _prepare(sheet: SegmentSheet, guess: str) -> _Prepared:
    """
    Auto would measure for longer than anybody waits: what has joints is drawn by the rig, if there is no
    better guess.
    """
    name = sheet.method if sheet.method != "auto" or sheet.motion is None else guess or "rig"
    pair = sheet if name != "rig" else _anywhere(sheet)
    return _pairs.get(f"{name} {pair.key()}", lambda: _made(sheet, name))


def _anywhere(sheet: SegmentSheet) -> SegmentSheet:
    """
    A sheet without what says which way its figure goes: the rig is cut alike for all of them.
    """
    motion = sheet.motion
    if motion is None:
        return sheet
    bare = replace(motion, before=None, after=None, stops=(False, False), breakdowns=(), turns=(), planted=())
    if motion.breakdowns and motion.first == motion.last and sheet.first == sheet.last:
        return sheet  # two equal keys move only because of their breakdowns
    return replace(sheet, motion=bare, arc=0.0)


def _made(sheet: SegmentSheet, name: str) -> _Prepared:
    pair, scenery = frames.staged(sheet, loaded(sheet.width, sheet.height))
    if name == "auto":
        choice = choose(pair)
        return _Prepared(choice.drawer, scenery, choice.method)
    return _Prepared(method(name).prepare(pair), scenery, name)


def loaded(width: int, height: int) -> Callable[[str], Picture]:
    """
    Return how pictures are read for a small canvas: once, and not much larger than they are seen.
    """
    most = SHARPEST * max(width, height)

    def whole_then_small(sha: str) -> Picture:
        with _decoding:
            return _shrunk(frames.load_picture(sha), most)

    def load(sha: str) -> Picture:
        return _pictures.get((sha, most), lambda: whole_then_small(sha))

    return load


def _shrunk(picture: Picture, most: int) -> Picture:
    height, width = picture.shape[:2]
    scale = most / max(width, height)
    if scale >= 1:
        return picture
    box = max(1, round(width * scale)), max(1, round(height * scale))
    return frames.Canvas(*box, plate=None, ground="#000000", load=lambda _: picture).pose("")


# -- one picture of all ---------------------------------------------------------------------------------


def _packed(drawings: Sequence[Picture], prepared: _Prepared) -> Preview:
    height, width = drawings[0].shape[:2]
    columns = math.ceil(math.sqrt(len(drawings)))
    sprite = _tiled(drawings, columns)
    opaque = prepared.scenery is not None or all(one[..., 3].min() == 255 for one in drawings)
    form, options = (".jpg", _JPEG) if opaque else (".png", _PNG)
    colours = cv2.cvtColor(sprite, cv2.COLOR_RGBA2BGR if opaque else cv2.COLOR_RGBA2BGRA)
    packed = cv2.imencode(form, colours, options)[1].tobytes()
    content_type = "image/jpeg" if opaque else "image/png"
    return Preview(packed, content_type, columns, (width, height), prepared.method)


def _tiled(drawings: Sequence[Picture], columns: int) -> NDArray[np.uint8]:
    height, width = drawings[0].shape[:2]
    rows = math.ceil(len(drawings) / columns)
    sprite = np.zeros((rows * height, columns * width, 4), np.uint8)
    for index, drawing in enumerate(drawings):
        top, left = index // columns * height, index % columns * width
        sprite[top : top + height, left : left + width] = drawing
    return sprite
