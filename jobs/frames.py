"""
Where pictures and drawings lie, and how a drawing becomes files.

A drawing is kept in three levels: full without loss, view to play from, thumb for the filmstrip. Those of an
opaque drawing are `full.png`, `view.jpg`, `thumb.jpg`; a cut-out's have alpha: `full.png`, `view.webp`,
`thumb.webp`. The full one is written last: where it is, the drawing is complete.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

import cv2
import numpy as np
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from numpy.typing import NDArray
from PIL import Image

from jobs import figures
from jobs.inbetween import Mask, Pair, Picture, cover, lay, place_on
from jobs.inbetween.matte import premultiply, straighten
from jobs.sheet import SegmentSheet

File = Literal["full.png", "view.jpg", "thumb.jpg", "view.webp", "thumb.webp"]
OPAQUE: Mapping[str, File] = {"full": "full.png", "view": "view.jpg", "thumb": "thumb.jpg"}
CUT_OUT: Mapping[str, File] = {"full": "full.png", "view": "view.webp", "thumb": "thumb.webp"}
Load = Callable[[str], Picture]

VIEW_SIDE = 960
THUMB_HEIGHT = 96
# The Up filter packs drawn pictures as tightly as OpenCV's own choice, in less than half its time.
_PNG = (
    *(cv2.IMWRITE_PNG_COMPRESSION, 1),
    *(cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_UP),
    *(cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_DEFAULT),
)
_JPEG = (cv2.IMWRITE_JPEG_QUALITY, 85)
# Colours with loss, alpha without. More effort than this costs more time than the smaller file is worth.
_WEBP = {"quality": 85, "alpha_quality": 100, "method": 1}
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


def frame_path(key: str, n: int, file: File) -> str:
    """
    Return where a segment's drawing `n` lies in the storage, in one of its levels.
    """
    return f"{_folder(key)}/{n}.{file}"


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
    return _load_full(key, n, cv2.IMREAD_COLOR)


def load_cut_out(key: str, n: int) -> Picture:
    """
    Return a finished drawing's full level as RGBA, to be laid over what is below it.
    """
    pixels = _load_full(key, n, cv2.IMREAD_UNCHANGED)
    channels = pixels.shape[2] if pixels.ndim == 3 else 1
    return np.asarray(cv2.cvtColor(pixels, _TO_RGBA[channels]), np.uint8)


def _load_full(key: str, n: int, mode: int) -> NDArray[np.uint8]:
    try:
        with default_storage.open(frame_path(key, n, "full.png")) as file:
            pixels = _decode(file.read(), mode)
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
    What figures are laid on: a size, and behind them a plate over a ground colour, or nothing.
    """

    width: int
    height: int
    plate: str | None
    ground: str | None
    load: Load = field(default=load_picture, repr=False, compare=False)

    @classmethod
    def of(cls, sheet: SegmentSheet, load: Load = load_picture) -> "Canvas":
        """
        Return the canvas that a sheet asks for; `load` gives the pictures that it names.
        """
        return cls(sheet.width, sheet.height, sheet.plate, sheet.ground, load)

    def scenery(self) -> Picture | None:
        """
        Return what is seen where no figure stands, opaque; None where nothing is behind the figures.
        """
        if self.ground is None:
            return None
        colour = (*bytes.fromhex(self.ground[1:]), 255)
        ground = np.full((self.height, self.width, 4), colour, np.uint8)
        if self.plate is None:
            return ground
        return over(cover((self.width, self.height), self.load(self.plate)), ground)

    def pose(self, sha: str) -> Picture:
        """
        Return a pose as it stands on the canvas, with nothing behind it.
        """
        return place_on((self.width, self.height), self.load(sha))

    def mask(self, sha: str) -> Mask:
        """
        Return a pose's mask where `pose` puts its picture.
        """
        mask = load_mask(sha)
        carrier = np.zeros((*mask.shape, 4), np.uint8)
        carrier[..., 3] = mask
        return np.ascontiguousarray(place_on((self.width, self.height), carrier)[..., 3])


def staged(sheet: SegmentSheet, load: Load = load_picture) -> tuple[Pair, Picture | None]:
    """
    Return a sheet's two keys on their canvas with all that was said of them, and the scenery behind them:
    None where the drawings are cut-outs.

    `load` gives the pictures that the sheet names, by their hashes.
    """
    canvas = Canvas.of(sheet, load)
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
    picture = canvas.load(sha)
    placed = place_on((canvas.width, canvas.height), picture)
    opaque = picture[..., 3].min() == 255
    return over(placed, behind) if opaque and behind is not None else placed


def over(figure: Picture, scenery: Picture | None) -> Picture:
    """
    Return a figure laid over opaque scenery; one that hides all of it, or has none, is returned as it is.
    """
    return figure if scenery is None or figure[..., 3].min() == 255 else lay(figure, scenery)


def filling(canvas: Canvas, drawing: Picture) -> Picture:
    """
    Return a drawing in the size of its canvas: a draft is smaller. Scaled premultiplied, as its levels are.
    """
    height, width = drawing.shape[:2]
    if (width, height) == (canvas.width, canvas.height):
        return drawing
    wider = canvas.width > width
    scaling = cv2.INTER_LINEAR if wider else cv2.INTER_AREA
    scaled = cv2.resize(premultiply(drawing), (canvas.width, canvas.height), interpolation=scaling)
    return straighten(np.asarray(scaled, np.uint8))


def drawn(key: str) -> set[int]:
    """
    Return the numbers of a segment's drawings that are complete.
    """
    return {int(name.split(".")[0]) for name in _files(key) if name.endswith(".full.png")}


def discard_broken(key: str) -> None:
    """
    Remove those of a segment's drawings that cannot be read or lack a level: what is not there is drawn
    again.
    """
    folder, levels = _folder(key), {"full", "view", "thumb"}
    files = {name: default_storage.size(f"{folder}/{name}") for name in _files(key)}
    for n in sorted(drawn(key)):
        own = {name: size for name, size in files.items() if name.startswith(f"{n}.")}
        there = {name.split(".")[1] for name, size in own.items() if size}
        if levels <= there and _is_whole(frame_path(key, n, "full.png")):
            continue
        # The full level first: without it the others are no drawing. Those that have anything are shown on.
        for name in [f"{n}.full.png", *(name for name, size in own.items() if not size)]:
            default_storage.delete(f"{folder}/{name}")


def discard(key: str) -> None:
    """
    Remove all of a segment's drawings.
    """
    for name in _files(key):
        default_storage.delete(f"{_folder(key)}/{name}")


def _is_whole(path: str) -> bool:
    """
    Whether a PNG's bytes are those that were written, by its own sums: far quicker than unpacking it.
    """
    try:
        with default_storage.open(path) as file:
            Image.open(file).verify()
    except (OSError, SyntaxError):
        return False
    return True


def write_drawing(key: str, n: int, drawing: Picture, *, cut_out: bool = False) -> None:
    """
    Write a drawing in its three levels; written again, the files stay as they were.
    """
    for file, packed in (_levels_with_alpha if cut_out else _levels)(drawing):
        default_storage.save(frame_path(key, n, file), ContentFile(packed))


def _levels_with_alpha(drawing: Picture) -> Iterator[tuple[File, bytes]]:
    """
    The levels of a cut-out. Scaled premultiplied, or hidden colours would seep into its edges.
    """
    whole = premultiply(drawing)
    view = _scaled(whole, _view_scale(whole))
    yield "view.webp", _webp(view)
    yield "thumb.webp", _webp(_scaled(view, THUMB_HEIGHT / view.shape[0]))
    yield "full.png", _encode(".png", cv2.cvtColor(drawing, cv2.COLOR_RGBA2BGRA), _PNG)


def _webp(premultiplied: cv2.typing.MatLike) -> bytes:
    packed = io.BytesIO()
    Image.fromarray(straighten(np.asarray(premultiplied, np.uint8))).save(packed, "WEBP", **_WEBP)
    return packed.getvalue()


def _levels(drawing: Picture) -> Iterator[tuple[File, bytes]]:
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


def _files(key: str) -> list[str]:
    try:
        return list(default_storage.listdir(_folder(key))[1])
    except FileNotFoundError:
        return []


def _folder(key: str) -> str:
    return f"frames/{key[:2]}/{key}"
