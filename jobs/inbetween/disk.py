"""
Pictures, marks and films on the disk, for the command line alone: the engine itself knows no files.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from .marks import Joints, Marks, Mask, joints_from
from .picture import Picture, Pins

RATE = 24
"""
Drawings a second in a film.
"""


def read_picture(path: Path) -> Picture:
    """
    Return a picture file as RGBA.
    """
    read = _read(path)
    to_rgba = {2: cv2.COLOR_GRAY2RGBA, 3: cv2.COLOR_BGR2RGBA, 4: cv2.COLOR_BGRA2RGBA}
    return np.asarray(cv2.cvtColor(read, to_rgba[2 if read.ndim == 2 else read.shape[2]]), np.uint8)


def read_mask(path: Path) -> Mask:
    """
    Return a mask file: its alpha if it has one that says something, else its brightness.
    """
    read = _read(path)
    if read.ndim == 2:
        return np.asarray(read, np.uint8)
    if read.shape[2] == 4 and read[..., 3].min() < 255:
        return np.ascontiguousarray(read[..., 3])
    return np.asarray(cv2.cvtColor(read[..., :3], cv2.COLOR_BGR2GRAY), np.uint8)


def read_marks(path: Path) -> Marks:
    """
    Return the marks of a JSON file; the path of its mask starts at the file's own folder.
    """
    kept = _read_json(path)
    if not isinstance(kept, dict):
        raise ValueError(f"{path} holds no marks: an object with a skeleton and joints is expected.")
    mask = kept.get("mask")
    try:
        return Marks.from_json(kept, read_mask(path.parent / str(mask)) if mask else None)
    except (OSError, ValueError) as trouble:
        raise ValueError(f"{path}: {trouble}") from trouble


def read_joints(path: Path) -> Joints:
    """
    Return the joints of a marks file, of which a breakdown needs no more.
    """
    kept = _read_json(path)
    try:
        return joints_from(kept.get("joints") if isinstance(kept, dict) else kept)
    except ValueError as trouble:
        raise ValueError(f"{path}: {trouble}") from trouble


def read_pins(path: Path) -> Pins:
    """
    Return the pins of a JSON file: a list of `[ax, ay, bx, by]`.
    """
    kept = _read_json(path)
    try:
        pins = np.array(kept, np.float64)
    except (TypeError, ValueError):
        pins = np.zeros(1)
    if pins.ndim != 2 or pins.shape[1] != 4:
        raise ValueError(f"{path} holds no pins: a list of [ax, ay, bx, by] is expected.")
    return pins.reshape(-1, 2, 2)


def write_picture(path: Path, picture: Picture) -> None:
    """
    Write an RGBA picture as PNG.
    """
    written, encoded = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGBA2BGRA))
    if not written:
        raise OSError(f"{path} could not be encoded.")
    path.write_bytes(encoded.tobytes())


def write_json(path: Path, report: Any) -> None:
    """
    Write a report for people and programs.
    """
    path.write_text(json.dumps(report, indent=1, allow_nan=False) + "\n", encoding="utf-8")


def write_film(path: Path, drawings: Iterable[Picture]) -> None:
    """
    Write opaque drawings of one size as an H.264 film, `RATE` a second.
    """
    try:
        import av  # the engine needs it for nothing else, so it may be missing
    except ImportError:
        raise ValueError(f"{path} was not written: a film needs the package av (PyAV).") from None
    with av.open(str(path), "w") as film:
        stream = film.add_stream("libx264", rate=RATE)
        stream.pix_fmt = "yuv420p"
        for drawing in drawings:
            # This pixel format halves its colours, so a film's sides are even.
            even = np.ascontiguousarray(drawing[: drawing.shape[0] // 2 * 2, : drawing.shape[1] // 2 * 2, :3])
            if not even.size:
                raise ValueError(f"{path} was not written: a film is at least 2 x 2 pixels large.")
            if not stream.codec_context.is_open:
                stream.height, stream.width = even.shape[:2]
            film.mux(stream.encode(av.VideoFrame.from_ndarray(even, format="rgb24")))
        film.mux(stream.encode())


def _read(path: Path) -> np.ndarray[Any, np.dtype[np.uint8]]:
    packed = np.frombuffer(_bytes(path), np.uint8)
    read = cv2.imdecode(packed, cv2.IMREAD_UNCHANGED) if packed.size else None
    if read is None or read.dtype != np.uint8:
        raise ValueError(f"{path} is no picture of 8 bits a channel.")
    return np.asarray(read, np.uint8)


def _read_json(path: Path) -> Any:
    try:
        return json.loads(_bytes(path))
    except ValueError as trouble:
        raise ValueError(f"{path} is no JSON: {trouble}.") from trouble


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as trouble:
        raise OSError(f"{path} could not be read: {trouble.strerror}.") from trouble
