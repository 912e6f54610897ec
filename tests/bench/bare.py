"""
Reading, drawing and writing as the product does, without the product: its own `staged`, `over` and
`write_drawing` on a folder, and no rows, lease, heartbeat or event.

To be called in processes of its own: what `on` sets holds for the whole process.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobs.sheet import SegmentSheet


def on(folder: Path) -> None:
    """
    Let this process keep pictures in a folder, as the studio does; it draws on one core, as its workers do.
    """
    import cv2
    from django.conf import settings

    cv2.setNumThreads(1)
    place = {"BACKEND": "kfweb.storage.FolderStorage", "OPTIONS": {"location": str(folder)}}
    settings.configure(STORAGES={"default": place})


def put(folder: Path, sha: str, data: bytes) -> str:
    """
    Lay a picture where sheets look for it.
    """
    path = folder / "pictures" / sha[:2] / f"{sha}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return sha


def draw(sheet: SegmentSheet) -> None:
    """
    Draw a whole segment: read its pictures, prepare, then make and write each drawing in its three levels.
    """
    from jobs import frames
    from jobs.inbetween import method

    pair, scenery = frames.staged(sheet)
    drawer = method(sheet.method).prepare(pair)
    for n, u in enumerate(sheet.times):
        frames.write_drawing(sheet.key(), n, frames.over(drawer.draw(u), scenery))


def first(sheet: SegmentSheet) -> tuple[float, float]:
    """
    Do the same for the first drawing alone.

    Answers the milliseconds until it is written, and what of them preparing and drawing took.
    """
    from jobs import frames
    from jobs.inbetween import method

    began = time.perf_counter()
    pair, scenery = frames.staged(sheet)
    read = time.perf_counter()
    drawing = method(sheet.method).prepare(pair).draw(sheet.times[0])
    drawn = time.perf_counter()
    frames.write_drawing(sheet.key(), 0, frames.over(drawing, scenery))
    return (time.perf_counter() - began) * 1000, (drawn - read) * 1000
