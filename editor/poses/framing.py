"""
Cutting a picture: which part of an original is seen, and how far it is turned.

A framing is a rectangle in shares of the original's width and height, laid over it after the original was
turned about its middle. It may reach beyond the original; there the new picture is transparent.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from editor.poses.intake import MAX_PIXELS, MAX_SIDE
from editor.refusals import Refused
from jobs.shares import Size, rounded

LEAST_SIDE = 16
DIGITS = 6
_AIR = 2
"""
Transparent pixels around a picture that is turned, so that its edge is smooth.
"""

Affine = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Framing:
    """
    A part of an original: its corner and size in shares, and degrees clockwise that the original is turned.
    """

    x: float = 0.0
    y: float = 0.0
    width: float = 1.0
    height: float = 1.0
    turn: float = 0.0

    @classmethod
    def of(cls, kept: Mapping[str, Any] | None) -> "Framing":
        """
        A framing as it is kept; nothing is the whole original.
        """
        return cls(**{name: round(float(value), DIGITS) + 0.0 for name, value in (kept or {}).items()})

    def to_json(self) -> dict[str, float] | None:
        """
        What is kept of it: nothing, where it is the whole original.
        """
        return None if self == WHOLE else asdict(self)


WHOLE = Framing()


@dataclass(frozen=True, slots=True)
class Window:
    """
    A framing of an original of some size in whole pixels: left and top edge, width and height.
    """

    original: Size
    left: int
    top: int
    width: int
    height: int
    turn: float

    @property
    def size(self) -> Size:
        """
        How large the new picture is.
        """
        return self.width, self.height

    def back(self) -> Affine:
        """
        The way from a pixel of the new picture to one of the original.
        """
        cos, sin = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        middle = self.original[0] / 2, self.original[1] / 2
        x, y = self.left - middle[0], self.top - middle[1]
        return (cos, sin, middle[0] + cos * x + sin * y, -sin, cos, middle[1] - sin * x + cos * y)

    def place_back(self, place: Sequence[float]) -> tuple[float, float]:
        """
        A place of the new picture, in its shares, as one of the original in that one's.
        """
        a, b, c, d, e, f = self.back()
        x, y = place[0] * self.width, place[1] * self.height
        return (a * x + b * y + c) / self.original[0], (d * x + e * y + f) / self.original[1]

    def place(self, place: Sequence[float]) -> tuple[float, float]:
        """
        A place of the original, in its shares, as one of the new picture in that one's.
        """
        a, b, c, d, e, f = self.back()
        x, y = place[0] * self.original[0] - c, place[1] * self.original[1] - f
        # The way back turns and shifts, so its inverse turns the other way.
        return (a * x + d * y) / self.width, (b * x + e * y) / self.height


def window(framing: Framing, original: Size) -> Window:
    """
    A framing in whole pixels, or `Refused` where no picture can come of it.
    """
    width, height = (
        max(1, round(share * side))
        for share, side in zip((framing.width, framing.height), original, strict=True)
    )
    if min(width, height) < LEAST_SIDE:
        raise Refused(
            "too_small",
            _("What is left has %(size)s pixels; a side has at least %(least)d. Make the frame larger.")
            % {"size": f"{width} × {height}", "least": LEAST_SIDE},
        )
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise Refused(
            "too_many_pixels",
            _(
                "The frame has %(size)s pixels. A side may have %(side)d and the whole %(most)d million. "
                "Make the frame smaller."
            )
            % {"size": f"{width} × {height}", "side": MAX_SIDE, "most": MAX_PIXELS // 1_000_000},
        )
    left, top = round(framing.x * original[0]), round(framing.y * original[1])
    found = Window(original, left, top, width, height, framing.turn % 360)
    if not _meets(found):
        raise Refused("empty", _("The frame lies beside the picture. Move it over what is to be seen."))
    return found


def cut(image: Image.Image, through: Window) -> Image.Image:
    """
    The picture that a window shows of its original, in RGBA; transparent where the original does not reach.
    """
    return _seen(image.convert("RGBA"), through.back(), through.size)


def carry(grey: Image.Image, before: Window, after: Window) -> Image.Image:
    """
    A mask of one window's picture as another window of the same original has it.
    """
    onward = _after(_inverse(before.back()), after.back())
    return _seen(grey.convert("L"), onward, after.size)


def shares_of(places: Sequence[Sequence[float]], before: Window, after: Window) -> list[tuple[float, float]]:
    """
    Places in one window's picture as another window of the same original has them.
    """
    found = [after.place(before.place_back(place)) for place in places]
    return [(rounded(x), rounded(y)) for x, y in found]


def _seen(image: Image.Image, way: Affine, size: Size) -> Image.Image:
    """
    The pixels that a way back leads to. One that only shifts by whole pixels copies them as they are.
    """
    a, b, c, d, e, f = way
    if abs(a - 1) < 1e-9 and abs(b) < 1e-9 and abs(c - round(c)) < 1e-6 and abs(f - round(f)) < 1e-6:
        left, top = round(c), round(f)
        return image.crop((left, top, left + size[0], top + size[1]))
    # Colours are weighed by how much of them is seen, or the edge of a figure would be dark.
    form = "RGBa" if image.mode == "RGBA" else image.mode
    padded = ImageOps.expand(image.convert(form), _AIR)
    shifted = (a, b, c + _AIR, d, e, f + _AIR)
    turned = padded.transform(size, Image.Transform.AFFINE, shifted, Image.Resampling.BICUBIC)
    return turned.convert(image.mode)


def _meets(found: Window) -> bool:
    """
    Whether anything of the original is in the window: of a turned one, by its middle or a corner's place.
    """
    corners = [found.place(corner) for corner in ((0, 0), (1, 0), (1, 1), (0, 1))]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs) < 1 and max(xs) > 0 and min(ys) < 1 and max(ys) > 0


def _inverse(way: Affine) -> Affine:
    a, b, c, d, e, f = way
    turn = a * e - b * d
    return (
        e / turn,
        -b / turn,
        (b * f - e * c) / turn,
        -d / turn,
        a / turn,
        (d * c - a * f) / turn,
    )


def _after(outer: Affine, inner: Affine) -> Affine:
    """
    One way after another: `inner` is gone first.
    """
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return (
        a * p + b * s,
        a * q + b * t,
        a * r + b * u + c,
        d * p + e * s,
        d * q + e * t,
        d * r + e * u + f,
    )
