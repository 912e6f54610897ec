"""
Small pictures for the pages, drawn with the sample's own girl.

    python -m editor.sample.art static/img/art
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image

from .login import login
from .lost import lost
from .steps import steps

PICTURES: Mapping[str, Callable[[], Image.Image]] = {"login": login, "first-steps": steps, "lost": lost}
"""A picture's name -> what draws it."""


def write(folder: Path) -> list[Path]:
    """
    Draw every picture into `folder` as WebP; the files' bytes are the same each time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, picture in PICTURES.items():
        paths.append(folder / f"{name}.webp")
        picture().save(paths[-1], quality=84, method=6)
    return paths
