"""
Films: frames to an MP4 that plays everywhere, and a look at what was written.
"""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from av.video.stream import VideoStream
from numpy.typing import NDArray

QUALITY = "17"
"""
x264's constant rate factor: 17 is hardly to be told from the drawings.
"""


@dataclass(frozen=True, slots=True)
class Probe:
    """
    What a film's file holds.
    """

    frames: int
    width: int
    height: int
    rate: Fraction
    codec: str
    pix_fmt: str
    faststart: bool


def write_film(
    path: Path, frames: Iterable[NDArray[np.uint8]], rate: Fraction, size: tuple[int, int]
) -> None:
    """
    Write BGR frames of one `(width, height)` as H.264, one frame of film for each, at an exact rate.

    H.264 halves the colours' resolution, so an odd side is made even by repeating its last line.
    """
    width, height = size
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as film:
        stream = _stream(film, rate, (width + width % 2, height + height % 2))
        for number, pixels in enumerate(frames):
            if pixels.shape != (height, width, 3):
                raise ValueError(
                    f"Frame {number} must have the shape {(height, width, 3)}; got {pixels.shape}."
                )
            frame = _frame(pixels)
            frame.pts, frame.time_base = number, 1 / rate
            film.mux(stream.encode(frame))
        film.mux(stream.encode(None))


def probe(path: Path) -> Probe:
    """
    Read a film's file back: its frames are counted, and the first is decoded.
    """
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        count = sum(1 for packet in film.demux(stream) if packet.size)
        film.seek(0)
        next(film.decode(stream))
        return Probe(
            frames=count,
            width=stream.width,
            height=stream.height,
            rate=stream.average_rate or Fraction(0),
            codec=stream.codec_context.name,
            pix_fmt=stream.pix_fmt or "",
            faststart=_index_first(path),
        )


def _stream(film: av.container.OutputContainer, rate: Fraction, size: tuple[int, int]) -> VideoStream:
    stream = film.add_stream("libx264", rate=rate, options={"crf": QUALITY, "preset": "veryfast"})
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    context = stream.codec_context
    context.time_base = 1 / rate
    # Said in the file, or each player guesses its own red.
    context.colorspace = Colorspace.ITU709
    context.color_primaries = ColorPrimaries.BT709
    context.color_trc = ColorTrc.BT709
    context.color_range = ColorRange.MPEG
    return stream


def _frame(pixels: NDArray[np.uint8]) -> VideoFrame:
    height, width = pixels.shape[:2]
    even = cv2.copyMakeBorder(pixels, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE)
    return VideoFrame.from_ndarray(np.asarray(even, np.uint8), format="bgr24").reformat(
        format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
    )


def _index_first(path: Path) -> bool:
    """
    Return whether a player finds the index before the pictures, and so may begin before the end is here.
    """
    kinds = list(_boxes(path))
    return b"moov" in kinds and b"mdat" in kinds and kinds.index(b"moov") < kinds.index(b"mdat")


def _boxes(path: Path) -> Iterator[bytes]:
    """
    Return the kinds of an MP4's outermost boxes, in their order.
    """
    with path.open("rb") as file:
        while len(head := file.read(8)) == 8:
            length, kind = struct.unpack(">I4s", head)
            yield kind
            if length == 0:  # until the end of the file
                return
            body = struct.unpack(">Q", file.read(8))[0] - 16 if length == 1 else length - 8
            file.seek(body, 1)
