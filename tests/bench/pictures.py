"""
Pictures for the benches, drawn by our own code.
"""

from __future__ import annotations

import io

from editor.sample import backdrops, figures

SIZE = (1280, 720)


def poses(size: tuple[int, int] = SIZE) -> dict[str, bytes]:
    """
    The sample's poses as PNG files with alpha.
    """
    return {name: _png(image) for name, image in figures(size).items()}


def backdrop() -> bytes:
    """
    One of the sample's sceneries as a PNG file.
    """
    return _png(next(iter(backdrops(SIZE).values())))


def _png(image: object) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)  # type: ignore[attr-defined]
    return out.getvalue()
