"""
Where pictures and drawings lie, and how a drawing becomes files.

A drawing is kept in three levels: `full.png` lossless, `view.jpg` to play from, `thumb.jpg` for the
filmstrip. The full one is written last: where it is, the drawing is complete.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from numpy.typing import NDArray

from jobs import figures
from jobs.inbetween import Mask, Pair, Picture, cover, lay, place_on
from jobs.sheet import SegmentSheet

Level = Literal["full.png", "view.jpg", "thumb.jpg"]

VIEW_SIDE = 960
THUMB_HEIGHT = 96
# The Up filter packs drawn pictures as tightly as OpenCV's own choice, in less than half its time.
_PNG = (
    *(cv2.IMWRITE_PNG_COMPRESSION, 1),
    *(cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_UP),
    *(cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_DEFAULT),
)
_JPEG = (cv2.IMWRITE_JPEG_QUALITY, 85)
_TO_RGBA = {1: cv2.COLOR_GRAY2RGBA, 3: cv2.COLOR_BGR2RGBA, 4: cv2.COLOR_BGRA2RGBA}


class PictureMissing(Exception):
    """
    A picture that a sheet names is not there, or cannot be read.
    """


class DrawingMissing(PictureMissing):
    """
    A drawing of a finished segment is not there, or cannot be read.
    """

    def __init__(self, key: str, n: int) -> None:
        super().__init__(f"The drawing {n} of the segment {key} is not there.")
        self.key = key


def picture_path(sha: str) -> str:
    """
    Return where an uploaded picture lies in the storage.
    """
    return f"pictures/{sha[:2]}/{sha}.png"


def mask_path(sha: str) -> str:
    """
    Return where an uploaded mask lies in the storage.
    """
    return f"masks/{sha[:2]}/{sha}.png"


def frame_path(key: str, n: int, level: Level) -> str:
    """
    Return where a segment's drawing `n` lies in the storage, in one of its levels.
    """
    return f"{_folder(key)}/{n}.{level}"


def load_picture(sha: str) -> Picture:
    """
    Return an uploaded picture as RGBA.
    """
    try:
        with default_storage.open(picture_path(sha)) as file:
            packed = file.read()
    except FileNotFoundError:
        raise PictureMissing(f"There is no picture {sha}.") from None
    pixels = _decode(packed, cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.dtype != np.uint8:
        raise PictureMissing(f"The picture {sha} cannot be read.")
    channels = pixels.shape[2] if pixels.ndim == 3 else 1
    return np.asarray(cv2.cvtColor(pixels, _TO_RGBA[channels]), np.uint8)


def load_mask(sha: str) -> Mask:
    """
    Return an uploaded mask.
    """
    try:
        with default_storage.open(mask_path(sha)) as file:
            pixels = _decode(file.read(), cv2.IMREAD_UNCHANGED)
    except FileNotFoundError:
        pixels = None
    if pixels is None or pixels.dtype != np.uint8 or pixels.ndim != 2:
        raise PictureMissing(f"There is no mask {sha}, or it cannot be read.")
    return pixels


def load_drawing(key: str, n: int) -> NDArray[np.uint8]:
    """
    Return a finished drawing's full level as BGR, as films are written from.
    """
    try:
        with default_storage.open(frame_path(key, n, "full.png")) as file:
            pixels = _decode(file.read(), cv2.IMREAD_COLOR)
    except FileNotFoundError:
        pixels = None
    if pixels is None:
        raise DrawingMissing(key, n)
    return pixels


def viewed(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """
    Return a drawing or a mask in the size that drawings are played in.
    """
    return np.asarray(_scaled(picture, _view_scale(picture)), np.uint8)


@dataclass(frozen=True, slots=True)
class Canvas:
    """
    What figures are laid on: a size, and behind them a plate over a ground colour.
    """

    width: int
    height: int
    plate: str | None
    ground: str

    @classmethod
    def of(cls, sheet: SegmentSheet) -> "Canvas":
        """
        Return the canvas that a sheet asks for.
        """
        return cls(sheet.width, sheet.height, sheet.plate, sheet.ground)

    def scenery(self) -> Picture:
        """
        Return what is seen where no figure stands, opaque.
        """
        colour = (*bytes.fromhex(self.ground[1:]), 255)
        ground = np.full((self.height, self.width, 4), colour, np.uint8)
        if self.plate is None:
            return ground
        return over(cover((self.width, self.height), load_picture(self.plate)), ground)

    def pose(self, sha: str) -> Picture:
        """
        Return a pose as it stands on the canvas, with nothing behind it.
        """
        return place_on((self.width, self.height), load_picture(sha))

    def mask(self, sha: str) -> Mask:
        """
        Return a pose's mask where `pose` puts its picture.
        """
        mask = load_mask(sha)
        carrier = np.zeros((*mask.shape, 4), np.uint8)
        carrier[..., 3] = mask
        return np.ascontiguousarray(place_on((self.width, self.height), carrier)[..., 3])


def staged(sheet: SegmentSheet) -> tuple[Pair, Picture]:
    """
    Return a sheet's two keys on their canvas with all that was said of them, and the scenery behind them.
    """
    canvas = Canvas.of(sheet)
    scenery = canvas.scenery()
    behind = scenery if sheet.motion else None
    first = _standing(canvas, sheet.first, behind)
    last = first.copy() if sheet.last == sheet.first else _standing(canvas, sheet.last, behind)
    begin, end = figures.marks(sheet, canvas.mask)
    opaque = first[..., 3].min() == 255 and last[..., 3].min() == 255
    # Pictures that bring their own background hide the ground: to the engine it is not behind them.
    plate = None if opaque and sheet.plate is None else scenery
    return Pair(first, last, plate, begin, end, figures.course(sheet), figures.pins(sheet)), scenery


def _standing(canvas: Canvas, sha: str, behind: Picture | None) -> Picture:
    """
    Return a pose as it stands on the canvas.

    One that is opaque but leaves some of the canvas free is no cut-out: it is laid over what is behind it,
    where that is given, or the picture's edges would be taken for the figure's.
    """
    picture = load_picture(sha)
    placed = place_on((canvas.width, canvas.height), picture)
    opaque = picture[..., 3].min() == 255
    return over(placed, behind) if opaque and behind is not None else placed


def over(figure: Picture, scenery: Picture) -> Picture:
    """
    Return a figure laid over opaque scenery; one that hides all of it is returned as it is.
    """
    return figure if figure[..., 3].min() == 255 else lay(figure, scenery)


def drawn(key: str) -> set[int]:
    """
    Return the numbers of a segment's drawings that are complete.
    """
    try:
        _, files = default_storage.listdir(_folder(key))
    except FileNotFoundError:
        return set()
    return {int(name.split(".")[0]) for name in files if name.endswith(".full.png")}


def discard_broken(key: str) -> None:
    """
    Remove those of a segment's drawings that cannot be read: what is not there is drawn again.
    """
    for n in sorted(drawn(key)):
        try:
            load_drawing(key, n)
        except DrawingMissing:
            default_storage.delete(frame_path(key, n, "full.png"))


def write_drawing(key: str, n: int, drawing: Picture) -> None:
    """
    Write an opaque drawing in its three levels; written again, the files stay as they were.
    """
    for level, packed in _levels(drawing):
        default_storage.save(frame_path(key, n, level), ContentFile(packed))


def _levels(drawing: Picture) -> Iterator[tuple[Level, bytes]]:
    full = cv2.cvtColor(drawing, cv2.COLOR_RGBA2BGR)
    view = _scaled(full, _view_scale(full))
    yield "view.jpg", _encode(".jpg", view, _JPEG)
    yield "thumb.jpg", _encode(".jpg", _scaled(view, THUMB_HEIGHT / view.shape[0]), _JPEG)
    yield "full.png", _encode(".png", full, _PNG)


def _view_scale(picture: cv2.typing.MatLike) -> float:
    height, width = picture.shape[:2]
    return min(1.0, VIEW_SIDE / int(max(width, height)))


def _scaled(picture: cv2.typing.MatLike, scale: float) -> cv2.typing.MatLike:
    if scale == 1:
        return picture
    size = max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)


def _encode(kind: str, picture: cv2.typing.MatLike, options: tuple[int, ...]) -> bytes:
    return cv2.imencode(kind, picture, options)[1].tobytes()


def _decode(packed: bytes, mode: int) -> NDArray[np.uint8] | None:
    if not packed:
        return None
    pixels = cv2.imdecode(np.frombuffer(packed, np.uint8), mode)
    return None if pixels is None else np.asarray(pixels)


def _folder(key: str) -> str:
    return f"frames/{key[:2]}/{key}"
