"""
How good a segment's drawings are: measured while they are drawn, told to pages.

Measuring looks at copies. Whatever goes wrong with it is logged, and the segment is finished without.
"""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, runtime_checkable

import cv2
import numpy as np
from celery.exceptions import SoftTimeLimitExceeded

from jobs import frames
from jobs.inbetween import Alarms, Drawer, Mask, Pair, Picture
from jobs.inbetween.quality.advice import advise
from jobs.inbetween.quality.gauge import Gauge

NUMBERS = (
    *("ghost", "fades", "unexplained", "drift", "missing", "jump", "torn"),
    *("sharp", "light", "flicker", "flips", "area"),
)
LONG = ("parts", "alarms")
"""
What a verdict holds for every drawing.
"""

HALFWAY = 0.5
"""
Where both keys of a limb are looked at together.
"""

GREY = 128
"""
The shade that cut-outs are looked at over: what they will be laid over is not theirs.
"""

logger = logging.getLogger(__name__)


@runtime_checkable
class Geometry(Protocol):
    """
    A drawer that knows where its figure is, and how its mesh was bent.
    """

    def figure(self, u: float) -> Mask:
        """
        Return where the figure is at `u`.
        """

    def alarms(self, us: Sequence[float]) -> Alarms:
        """
        Return what the mesh says about some drawings.
        """

    def troubles(self, u: float) -> Mapping[str, float]:
        """
        Return for each limb, by its name, on how much of it the keys disagree at `u`.
        """


class Judge:
    """
    Look at a segment's drawings one by one, in their order, as people see them.
    """

    def __init__(self, pair: Pair, drawer: Drawer, scenery: Picture | None) -> None:
        self._pair, self._drawer = pair, drawer
        self._alone = scenery is None
        self._scenery = _grey(pair.first) if scenery is None else scenery
        self._geometry = drawer if isinstance(drawer, Geometry) else None
        self._cut_out = all(key[..., 3].min() < 255 for key in (pair.first, pair.last))
        self._places: list[float] = []
        self._gauge: Gauge | None = None
        with self._harmless():
            first, last = (frames.viewed(self._seen(key)) for key in (pair.first, pair.last))
            begin, end = self._figure(0, pair.first[..., 3]), self._figure(1, pair.last[..., 3])
            figures = None if begin is None or end is None else (begin, end)
            self._gauge = Gauge(first, last, figures)

    def drawn(self, u: float, figure: Picture, drawing: Picture) -> None:
        """
        Look at a drawing that was just made, and at what it was before it was laid over the scenery.
        """
        with self._harmless():
            if self._gauge is not None:
                self._add(u, drawing, figure[..., 3])

    def kept(self, u: float, key: str, n: int) -> None:
        """
        Look at a drawing that an earlier attempt left in the storage.
        """
        with self._harmless():
            if self._gauge is not None:
                drawing = frames.load_cut_out(key, n)
                cover = drawing[..., 3] if self._alone else self._seen_before_the_scenery(drawing)
                self._add(u, drawing, cover)

    def verdict(self) -> dict[str, Any] | None:
        """
        Return what was measured of all drawings, and advice, as it is kept; None where measuring failed.
        """
        found: dict[str, Any] | None = None
        with self._harmless():
            if self._gauge is not None:
                geometry = self._geometry
                alarms = [geometry.alarms([u]) for u in self._places] if geometry else None
                quality = self._gauge.result(alarms)
                limbs = geometry.troubles(HALFWAY) if geometry else None
                advice = [
                    {**one.to_json(), "sentence": str(one), "message": one.sentence}
                    for one in advise(quality, limbs)
                ]
                # A number that is none would be found out only when the row is saved, and fail the segment.
                told = {**quality.to_json(), "advice": advice, "ends": self._ends()}
                found = json.loads(json.dumps(told, allow_nan=False))
        return found

    def _add(self, u: float, drawing: Picture, cover: Mask) -> None:
        assert self._gauge is not None
        seen = self._seen(drawing) if self._alone else drawing
        self._gauge.add(u, frames.viewed(seen), self._figure(u, cover))
        self._places.append(u)

    def _seen(self, figure: Picture) -> Picture:
        return frames.over(figure, self._scenery)

    def _ends(self) -> list[bool]:
        """
        Whether the method begins and ends with the two poses, byte for byte as they are seen.
        """
        keys = (0.0, self._pair.first), (1.0, self._pair.last)
        return [np.array_equal(self._seen(self._drawer.draw(u)), self._seen(key)) for u, key in keys]

    def _figure(self, u: float, cover: Mask) -> Mask | None:
        """
        Where the figure is: what is drawn of a cut-out, debris and all, else where the geometry knows it.
        """
        if self._cut_out:
            return frames.viewed(cover)
        return frames.viewed(self._geometry.figure(u)) if self._geometry is not None else None

    def _seen_before_the_scenery(self, drawing: Picture) -> Mask:
        """
        Where a drawing that was laid over the scenery hides it.
        """
        off = cv2.absdiff(drawing, self._scenery)[..., :3].max(axis=2)
        return np.where(off > 0, 255, 0).astype(np.uint8)

    @contextmanager
    def _harmless(self) -> Iterator[None]:
        try:
            yield
        except SoftTimeLimitExceeded:
            raise
        except Exception:
            logger.exception("The drawings could not be measured; the segment is finished without.")
            self._gauge = None


def _grey(picture: Picture) -> Picture:
    ground = np.full_like(picture, GREY)
    ground[..., 3] = 255
    return ground


def kept_apart(found: Mapping[str, Any] | None) -> dict[str, Any]:
    """
    Return a verdict as the fields of a segment's row: what all pages read, and the values of each drawing.
    """
    if found is None:
        return {}
    measures = {name: found[name] for name in LONG}
    ghosts = [round(value, 3) for value in found["parts"]["whole"]["drawings"]["ghost"]]
    return {
        "quality": {name: value for name, value in found.items() if name not in LONG} | {"ghosts": ghosts},
        "measures": measures,
    }


def shown(kept: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """
    Return what pages read of a segment's quality: the score, where it is weakest, and advice.
    """
    if kept is None:
        return None
    return {
        "score": kept["score"],
        "weakest": kept["weakest"],
        "curve": kept["curve"],
        "ghosts": kept.get("ghosts"),
        **{name: kept.get(name) for name in NUMBERS},
        "advice": kept["advice"],
    }


def ends(kept: Mapping[str, Any] | None) -> list[bool] | None:
    """
    Return whether the drawings begin and end with the poses themselves; None where nobody looked.
    """
    found = (kept or {}).get("ends")
    return None if found is None else [bool(end) for end in found]
