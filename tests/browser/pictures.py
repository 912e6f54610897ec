"""
Pictures for the pages, drawn here: one plain disc on nothing, whose place and colour a test can look for.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload

SIZE = (320, 180)

RED, BLUE, GREEN = (200, 40, 40), (40, 80, 200), (30, 150, 70)


@dataclass(frozen=True)
class Disc:
    """
    A disc of one colour, its middle at `x` of 320 and in the middle of the height.
    """

    name: str
    x: int
    colour: tuple[int, int, int]

    def file(self) -> FilePayload:
        """
        As a PNG file with alpha.
        """
        image = Image.new("RGBA", SIZE)
        y, radius = SIZE[1] // 2, 30
        ImageDraw.Draw(image).ellipse(
            (self.x - radius, y - radius, self.x + radius, y + radius), (*self.colour, 255)
        )
        return png(f"{self.name}.png", image)


LEFT, MIDDLE, RIGHT = Disc("Left", 60, RED), Disc("Middle", 160, RED), Disc("Right", 260, RED)


def plate(name: str, colour: tuple[int, int, int]) -> FilePayload:
    """
    A background of one colour.
    """
    return png(f"{name}.png", Image.new("RGB", SIZE, colour))


def broken() -> FilePayload:
    """
    A picture whose second half was lost.
    """
    whole = LEFT.file()["buffer"]
    return {"name": "Broken.png", "mimeType": "image/png", "buffer": whole[: len(whole) // 2]}


def png(name: str, image: Image.Image) -> FilePayload:
    """
    An image as a file that a browser can send.
    """
    out = io.BytesIO()
    image.save(out, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": out.getvalue()}
