"""
Pictures, and pairs of them.
"""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from .marks import FARTHEST, Course, Marks
from .matte import premultiply, straighten

Picture = NDArray[np.uint8]
"""
A picture: `(height, width, 4)` bytes of RGBA with straight alpha.
"""

LONGEST_SIDE = 16_384
"""
The longest side, in pixels, that a picture may have (OpenCV samples sources of up to 32,766).
"""


def check_picture(name: str, picture: Picture) -> None:
    """
    Raise a `ValueError` that says what `name` is when it is no picture.
    """
    if not isinstance(picture, np.ndarray):
        raise ValueError(f"The {name} must be an array of RGBA bytes; got {type(picture).__name__}.")
    if picture.dtype != np.uint8:
        raise ValueError(f"The {name} must hold bytes (uint8); got {picture.dtype}.")
    if picture.ndim != 3 or picture.shape[2] != 4:
        raise ValueError(f"The {name} must have the shape (height, width, 4); got {picture.shape}.")
    if picture.size == 0:
        raise ValueError(f"The {name} must have at least one pixel; got the shape {picture.shape}.")
    if max(picture.shape) > LONGEST_SIDE:
        raise ValueError(f"The {name} may be {LONGEST_SIDE} pixels long at most; got {size_of(picture)}.")


def check_alike(name: str, picture: Picture, other_name: str, other: Picture) -> None:
    """
    Raise a `ValueError` when two pictures differ in size.
    """
    if picture.shape != other.shape:
        sizes = f"{size_of(picture)} and {size_of(other)}"
        raise ValueError(f"The {name} and the {other_name} must have the same size; got {sizes}.")


def check_plate(plate: Picture) -> None:
    """
    Raise a `ValueError` when a plate lets anything show through.
    """
    check_picture("plate", plate)
    thinnest = int(plate[..., 3].min())
    if thinnest < 255:
        raise ValueError(f"The plate must be opaque; got a pixel with an alpha of {thinnest}.")


def size_of(picture: NDArray[np.uint8]) -> str:
    """
    Return a picture's size in words, as in "1280 x 720".
    """
    return f"{picture.shape[1]} x {picture.shape[0]}"


Pins = NDArray[np.float64]
"""
`(n, 2, 2)` point pairs: the place x, y of a thing in the first key, and its place in the last one.
"""

NO_PINS: Pins = np.zeros((0, 2, 2))


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """
    Hold the two keys that a segment runs between, the plate behind them, and what was said about them.

    All pictures have the same size. The engine never draws the plate: a drawing of two cut-outs is a cut-out
    that the caller lays over the plate, so that scenery stays still.

    `first_marks` and `last_marks` are given both or not at all, on one skeleton; `course` says how the marked
    figure moves, `pins` guide where there is no skeleton to give.
    """

    first: Picture
    last: Picture
    plate: Picture | None = None
    first_marks: Marks | None = None
    last_marks: Marks | None = None
    course: Course = field(default_factory=Course)
    pins: Pins = field(default_factory=NO_PINS.copy)

    def __post_init__(self) -> None:
        check_picture("first key", self.first)
        check_picture("last key", self.last)
        check_alike("first key", self.first, "last key", self.last)
        if self.plate is not None:
            check_plate(self.plate)
            check_alike("plate", self.plate, "keys", self.first)
        _check_pins(self.pins)
        if (self.first_marks is None) != (self.last_marks is None):
            raise ValueError("Marks are given for both keys or for none; one of them has none.")
        if self.first_marks is None or self.last_marks is None:
            return
        if self.first_marks.skeleton != self.last_marks.skeleton:
            raise ValueError("Both keys must be marked with one skeleton; these two are not the same.")
        for name, marks in (("first", self.first_marks), ("last", self.last_marks)):
            if marks.mask is not None and marks.mask.shape != self.first.shape[:2]:
                sizes = f"{size_of(marks.mask)} and {size_of(self.first)}"
                raise ValueError(f"The {name} key and its mask must have the same size; got {sizes}.")
        self.course.check(self.first_marks.skeleton)

    def key_at(self, u: float) -> Picture | None:
        """
        Return a copy of the key that stands at `u`, 0 or 1, or None for any place in between.
        """
        if not 0 <= u <= 1:
            raise ValueError(f"A drawing lies between its keys, at 0 to 1; got {u}.")
        if u == 0:
            return self.first.copy()
        if u == 1:
            return self.last.copy()
        return None


def _check_pins(pins: Pins) -> None:
    if pins.ndim != 3 or pins.shape[1:] != (2, 2):
        raise ValueError(f"Pins are pairs of places x, y: an array (n, 2, 2); got {pins.shape}.")
    if not np.isfinite(pins).all() or np.abs(pins).max(initial=0) > FARTHEST:
        raise ValueError(f"Pins lie within {FARTHEST:.0f} pixels of the picture; got {pins.tolist()}.")


def lay(figure: Picture, plate: Picture) -> Picture:
    """
    Return `figure` laid over an opaque `plate` of the same size; the result is opaque.
    """
    check_picture("figure", figure)
    check_plate(plate)
    check_alike("figure", figure, "plate", plate)
    cover = np.multiply(figure[..., 3], 1 / 255, dtype=np.float32)
    laid = np.asarray(cv2.blendLinear(figure, plate, cover, 1 - cover), np.uint8)
    laid[..., 3] = 255
    return laid


class Box(NamedTuple):
    """
    Where on a canvas a picture lies, in pixels.
    """

    left: int
    top: int
    width: int
    height: int


def fitted(canvas_size: tuple[int, int], size: tuple[int, int]) -> Box:
    """
    Return where `place_on` puts a picture of `(width, height)` on a canvas.
    """
    canvas = _checked(canvas_size)
    scale = min(canvas[0] / size[0], canvas[1] / size[1])
    width, height = (min(most, max(1, round(side * scale))) for most, side in zip(canvas, size, strict=True))
    return Box((canvas[0] - width) // 2, (canvas[1] - height) // 2, width, height)


def place_on(canvas_size: tuple[int, int], picture: Picture) -> Picture:
    """
    Return `picture` scaled to fit inside a `(width, height)` canvas, centred, transparent around it.
    """
    check_picture("picture", picture)
    box = fitted(canvas_size, (picture.shape[1], picture.shape[0]))
    canvas = np.zeros((canvas_size[1], canvas_size[0], 4), np.uint8)
    canvas[box.top : box.top + box.height, box.left : box.left + box.width] = _scaled(picture, box[2:])
    return canvas


def place_marks(canvas_size: tuple[int, int], size: tuple[int, int], marks: Marks) -> Marks:
    """
    Return the marks of a picture of `(width, height)` as they lie where `place_on` puts it on a canvas.
    """
    box = fitted(canvas_size, size)
    # Places name the middle of a pixel; scaling keeps the corners of the picture.
    joints = (marks.joints + 0.5) * (np.array(box[2:]) / size) - 0.5 + box[:2]
    mask = marks.mask
    if mask is not None:
        placed = np.zeros((canvas_size[1], canvas_size[0]), np.uint8)
        sampling = cv2.INTER_AREA if box.width < size[0] else cv2.INTER_LINEAR
        placed[box.top : box.top + box.height, box.left : box.left + box.width] = cv2.resize(
            mask, box[2:], interpolation=sampling
        )
        mask = placed
    return replace(marks, joints=joints, mask=mask)


def cover(canvas_size: tuple[int, int], picture: Picture) -> Picture:
    """
    Return `picture` scaled to fill a `(width, height)` canvas, centred, what juts out cut off.
    """
    check_picture("picture", picture)
    width, height = _checked(canvas_size)
    scale = max(width / picture.shape[1], height / picture.shape[0])
    across, down = (round(side * scale) for side in (picture.shape[1], picture.shape[0]))
    filling = _scaled(picture, (max(width, across), max(height, down)))
    top, left = (filling.shape[0] - height) // 2, (filling.shape[1] - width) // 2
    return filling[top : top + height, left : left + width].copy()


def _checked(canvas_size: tuple[int, int]) -> tuple[int, int]:
    width, height = canvas_size
    if not (1 <= width <= LONGEST_SIDE and 1 <= height <= LONGEST_SIDE):
        raise ValueError(f"A canvas is 1 to {LONGEST_SIDE} pixels wide and high; got {width} x {height}.")
    return width, height


def _scaled(picture: Picture, size: tuple[int, int]) -> Picture:
    height, width = picture.shape[:2]
    if size == (width, height):
        return picture
    # Scaled premultiplied: otherwise the colour that hides under transparent pixels seeps into the edges.
    # Linear when enlarged, as a cubic would ring: a light halo around every line.
    sampling = cv2.INTER_AREA if size[0] * size[1] < width * height else cv2.INTER_LINEAR
    return straighten(np.asarray(cv2.resize(premultiply(picture), size, interpolation=sampling), np.uint8))
