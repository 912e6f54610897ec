"""
Reading and writing pictures as the product does, without the product.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]


def picture(path: Path) -> Pixels:
    """
    A PNG file as RGBA pixels (H, W, 4).
    """
    pixels = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if pixels is None:
        raise FileNotFoundError(path)
    return cv2.cvtColor(pixels, cv2.COLOR_BGRA2RGBA if pixels.shape[2] == 4 else cv2.COLOR_BGR2RGBA)


def write(stem: Path, drawing: Pixels) -> None:
    """
    One drawing in its three levels: lossless, to look at, to put on a filmstrip.
    """
    bgr = cv2.cvtColor(drawing, cv2.COLOR_RGBA2BGR)
    height, width = bgr.shape[:2]
    scale = 960 / max(width, height)
    view = cv2.resize(bgr, (round(width * scale), round(height * scale)), interpolation=cv2.INTER_AREA)
    thumb = cv2.resize(view, (round(width * 96 / height), 96), interpolation=cv2.INTER_AREA)
    for suffix, image, options in (
        ("view.jpg", view, [cv2.IMWRITE_JPEG_QUALITY, 85]),
        ("thumb.jpg", thumb, [cv2.IMWRITE_JPEG_QUALITY, 85]),
        ("full.png", bgr, [cv2.IMWRITE_PNG_COMPRESSION, 1]),
    ):
        stem.with_name(f"{stem.name}.{suffix}").write_bytes(cv2.imencode(f".{suffix[-3:]}", image, options)[1].tobytes())
