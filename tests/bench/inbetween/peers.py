"""
Peers: other ways to make in-betweens, run beside the engine.

Each takes two `(h, w, 3)` RGB keys and places, and gives RGB drawings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import av
import av.filter
import cv2
import numpy as np


def hold(first: np.ndarray, last: np.ndarray, places: Sequence[float]) -> list[np.ndarray]:
    """
    The nearest key.
    """
    return [first if place < 0.5 else last for place in places]


def crossfade(first: np.ndarray, last: np.ndarray, places: Sequence[float]) -> list[np.ndarray]:
    """
    Both keys, mixed.
    """
    return [cv2.addWeighted(first, 1 - place, last, place, 0) for place in places]


def flow(first: np.ndarray, last: np.ndarray, places: Sequence[float]) -> list[np.ndarray]:
    """
    Plain optical flow, warped from both keys and mixed (Jiang and others, "Super SloMo", 2018).
    """
    search = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    a, b = (cv2.cvtColor(key, cv2.COLOR_RGB2GRAY) for key in (first, last))
    there, back = search.calc(a, b, None), search.calc(b, a, None)
    drawings = []
    for t in places:
        from_first = _warped(first, -(1 - t) * t * there + t * t * back)
        from_last = _warped(last, (1 - t) ** 2 * there - t * (1 - t) * back)
        drawings.append(cv2.addWeighted(from_first, 1 - t, from_last, t, 0))
    return drawings


def minterpolate(first: np.ndarray, last: np.ndarray, places: Sequence[float]) -> list[np.ndarray]:
    """
    FFmpeg's motion compensated interpolation, in this process and on one thread; evenly spaced places only.
    """
    count = len(places) + 1
    if not np.allclose(places, np.arange(1, count) / count, atol=1e-3):
        raise ValueError(f"minterpolate draws evenly spaced places only; got {list(places)}.")
    height, width = first.shape[:2]
    padding = 0, -height % 16, 0, -width % 16
    keys = [cv2.copyMakeBorder(key, *padding, cv2.BORDER_REPLICATE) for key in (first, last)]
    # It looks at a frame before and one after: so each key is given twice, and the second of the first pair
    # stands at one second, the frame `count` of what comes out.
    frames = [each[:height, :width] for each in interpolated([keys[0], keys[0], keys[1], keys[1]], count)]
    return [np.ascontiguousarray(frames[min(count + k + 1, len(frames) - 1)]) for k in range(len(places))]


PEERS = {"hold": hold, "crossfade": crossfade, "DIS flow": flow, "minterpolate": minterpolate}


def _warped(key: np.ndarray, flow: np.ndarray) -> np.ndarray:
    height, width = key.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return cv2.remap(
        key, x + flow[..., 0], y + flow[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )


def interpolated(frames: Sequence[np.ndarray], count: int) -> Iterator[np.ndarray]:
    """
    Give what minterpolate makes of frames one second apart, at `count` frames a second.
    """
    height, width = frames[0].shape[:2]
    graph = av.filter.Graph()
    graph.threads = 1
    source = graph.add_buffer(width=width, height=height, format="rgb24", time_base=Fraction(1, 1))
    motion = graph.add(
        "minterpolate", f"fps={count}:mi_mode=mci:mc_mode=aobmc:me_mode=bidir:vsbmc=1:scd=none"
    )
    # It works on yuv; both conversions are those that the command line puts in by itself.
    steps = [
        source,
        graph.add("format", "yuv444p"),
        motion,
        graph.add("format", "rgb24"),
        graph.add("buffersink"),
    ]
    graph.link_nodes(*steps).configure()
    for number, each in enumerate(frames):
        frame = av.VideoFrame.from_ndarray(each, format="rgb24")
        frame.pts, frame.time_base = number, Fraction(1, 1)
        graph.push(frame)
    graph.push(None)
    while True:
        try:
            yield graph.pull().to_ndarray(format="rgb24")
        except (av.error.EOFError, av.error.BlockingIOError):
            return
