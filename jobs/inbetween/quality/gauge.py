"""
Quality: how good a segment's drawings are, measured without knowing the true ones.

Five measures rank drawings: ghost, fades, unexplained, drift and missing. A sixth, jump, sees what was not
drawn at all; a seventh, torn, a figure whose outline comes apart, where it is known what is the figure. Two
only raise an alarm, as good and bad drawings have them alike: sharp and light. None of them sees a limb that
moves well to a wrong place, or a tear within the outline; the figure's own geometry does, see `Alarms`. So a
score is shown beside the drawings, never instead of them.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

import cv2
import numpy as np

from ..alarms import Alarms
from ..marks import Mask
from ..picture import Picture, check_alike, check_picture, size_of
from .fading import fading
from .ghosts import Ghosts
from .measures import Part
from .region import Region, edge_strength
from .seen import Area, Seen, changed
from .steps import step
from .wholeness import Wholeness

MOST_OF_THE_SCENERY = 0.5
"""
The largest weight of the scenery next to the figure, however much of it changes.
"""

ROOM = 2
"""
Pixels of the small pictures around the figure that count as its own.
"""


@dataclass(frozen=True, slots=True)
class Quality:
    """
    How good a segment's drawings are.

    `score`    0 to 100, of the measures that are no alarms; for comparing drawings of the same two keys
    `whole`    the picture; where the figure is known, figure and scenery weighed by how much of each changes
    `figure`, `scenery`  both apart, where the figure is known
    `flicker`  the largest up and down of brightness from drawing to drawing, in grey levels
    `alarms`   what the figure's geometry says, mean over the drawings; None where it says nothing
    `alarms_each`  what it says of each drawing, where it was asked
    """

    score: float
    whole: Part
    figure: Part | None = None
    scenery: Part | None = None
    flicker: float = 0.0
    alarms: Alarms | None = None
    alarms_each: tuple[Alarms, ...] = ()

    @property
    def curve(self) -> tuple[float, ...]:
        """
        The trouble with each drawing, 0 for none to 1.
        """
        return tuple(drawing.trouble for drawing in self.whole.drawings)

    @property
    def weakest(self) -> int | None:
        """
        The index of the drawing with the most trouble; None where there is no drawing.
        """
        return int(np.argmax(self.curve)) if self.curve else None

    def to_json(self) -> dict[str, Any]:
        """
        Return what `from_json` reads: numbers, rounded, and lists of them.

        `score`, `weakest`, `curve`, the measures of the whole, `flicker`, `flips` and `area` (None without
        geometry), the pairs of both of each drawing under "alarms", and for "whole", "figure" and "scenery"
        under "parts" (None where the figure is not known) the `measures`, for each of them the list of the
        `drawings`' values, and the part's `weight`.
        """
        parts = {"whole": self.whole, "figure": self.figure, "scenery": self.scenery}
        return {
            "score": round(self.score, 1),
            "weakest": self.weakest,
            "curve": [round(value, 3) for value in self.curve],
            **asdict(self.whole.measures),
            "flicker": round(self.flicker, 4),
            "flips": None if self.alarms is None else round(self.alarms.flips, 5),
            "area": None if self.alarms is None else round(self.alarms.area, 5),
            "alarms": [[round(each.flips, 5), round(each.area, 5)] for each in self.alarms_each],
            "parts": {name: None if part is None else part.to_json() for name, part in parts.items()},
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """
        Read what `to_json` returned.
        """
        figure, scenery = (
            None if part is None else Part.from_json(part)
            for part in (kept["parts"]["figure"], kept["parts"]["scenery"])
        )
        geometry = None if kept["flips"] is None else Alarms(kept["flips"], kept["area"])
        whole = Part.from_json(kept["parts"]["whole"])
        each = tuple(Alarms(*pair) for pair in kept["alarms"])
        return cls(kept["score"], whole, figure, scenery, kept["flicker"], geometry, each)


def measure(
    first: Picture,
    last: Picture,
    drawings: Sequence[Picture],
    places: Sequence[float],
    figure: Sequence[Mask] | None = None,
    *,
    alarms: Alarms | Sequence[Alarms] | None = None,
) -> Quality:
    """
    Return how good the drawings of a segment are, all pictures of one size and as they are seen.

    `places` are the drawings' u in [0, 1]. `figure` says where the figure is: one mask for the first key, one
    for each drawing, one for the last key; without it figure and scenery are not told apart. `alarms` are
    passed on: those of each drawing, or of all together. Raises `ValueError` when these do not fit together.
    """
    if len(places) != len(drawings) or (figure is not None and len(figure) != len(drawings) + 2):
        masks = "none" if figure is None else len(figure)
        raise ValueError(
            f"Each drawing has a place, and a mask as the keys have; got {len(drawings)} drawings, "
            f"{len(places)} places and masks: {masks}."
        )
    gauge = Gauge(first, last, None if figure is None else (figure[0], figure[-1]))
    for k, (place, drawing) in enumerate(zip(places, drawings, strict=True)):
        gauge.add(place, drawing, None if figure is None else figure[k + 1])
    return gauge.result(alarms)


class Gauge:
    """
    Measure a segment whose drawings come one by one; of each only a small version is kept.

        gauge = Gauge(first, last)
        gauge.add(0.5, drawing)
        quality = gauge.result()
    """

    def __init__(self, first: Picture, last: Picture, figure: tuple[Mask, Mask] | None = None) -> None:
        check_picture("first key", first)
        check_picture("last key", last)
        check_alike("first key", first, "last key", last)
        self._shape = first.shape
        self._masked = figure is not None
        masks = (None, None) if figure is None else tuple(self._checked(mask) for mask in figure)
        self._first = Seen.of(first, masks[0])
        self._last = Seen.of(last, masks[1], beside=self._first)
        self._wholeness = _wholeness(first, last, figure)
        self._torn: list[float] = []
        self._places: list[float] = []
        self._drawings: list[Seen] = []

    def add(self, place: float, drawing: Picture, figure: Mask | None = None) -> None:
        """
        Take the next drawing, at `place` from 0 to 1, and where its figure is.
        """
        check_picture("drawing", drawing)
        if drawing.shape != self._shape:
            sizes = f"{size_of(drawing)} instead of {self._shape[1]} x {self._shape[0]}"
            raise ValueError(f"A drawing has the size of its keys; got {sizes}.")
        if not 0 <= place <= 1:
            raise ValueError(f"A drawing lies between its keys, at 0 to 1; got {place}.")
        mask = None if figure is None else self._checked(figure)
        self._drawings.append(Seen.of(drawing, mask, beside=self._first))
        self._places.append(float(place))
        if self._wholeness is not None and (figure is not None or not self._masked):
            covered = drawing[..., 3] if figure is None else figure
            self._torn.append(self._wholeness.torn(covered))

    def result(self, alarms: Alarms | Sequence[Alarms] | None = None) -> Quality:
        """
        Return the quality of all drawings taken so far; without any there is nothing to find fault with.

        `alarms` are passed on: those of each drawing, or of all together.
        """
        quality = _judged([self._first, *self._drawings, self._last], self._places, self._torn)
        if isinstance(alarms, Alarms):
            return replace(quality, alarms=alarms) if _finite(alarms) else quality
        if not alarms or not all(map(_finite, alarms)):
            return quality
        if len(alarms) != len(self._drawings):
            raise ValueError(f"Each drawing has alarms; got {len(alarms)} for {len(self._drawings)}.")
        columns = np.array([(each.flips, each.area) for each in alarms])
        flips, area = (float(value) for value in columns.mean(axis=0))
        return replace(quality, alarms=Alarms(flips, area), alarms_each=tuple(alarms))

    def _checked(self, mask: Mask) -> Mask:
        if mask.dtype != np.uint8 or mask.shape != self._shape[:2]:
            raise ValueError(
                f"A mask has bytes and the size of its picture; got {mask.dtype} {mask.shape} "
                f"for {self._shape[1]} x {self._shape[0]}."
            )
        return mask


def _judged(frames: Sequence[Seen], places: Sequence[float], torn: Sequence[float]) -> Quality:
    """
    Return the quality of frames with keys at both ends; `places` are those between, `torn` how torn the
    figure is there, as far as it is known.
    """
    first, last = frames[0], frames[-1]
    whole = Region(changed(frames), first, last)
    figures = [frame.figure for frame in frames if frame.figure is not None]
    if len(figures) < len(frames):
        _gather([whole], whole, frames)
        part = _with_torn(whole.part(places), torn)
        return Quality(100 * (1 - part.measures.trouble), part, flicker=_flicker(whole.strays(places)))
    near = _grown(np.logical_or.reduce(figures)) & whole.area
    figure, scenery = Region(near, first, last, figures=True), Region(whole.area & ~near, first, last)
    _gather([figure, scenery], whole, frames)
    scenic = min(MOST_OF_THE_SCENERY, scenery.change / max(1.0, whole.change))
    own, around = _with_torn(figure.part(places), torn), scenery.part(places)
    parts = replace(own, weight=1 - scenic), replace(around, weight=scenic)
    part = parts[0].beside(parts[1])
    return Quality(100 * (1 - part.measures.trouble), part, *parts, _flicker(whole.strays(places)))


def _gather(parts: Sequence[Region], whole: Region, frames: Sequence[Seen]) -> None:
    """
    Let each part take all frames; of the whole, if it is none of them, no drawings are judged.
    """
    ghosts = Ghosts(frames[0], frames[-1])
    for k, frame in enumerate(frames):
        edges = edge_strength(frame)
        come = step(frames[k - 1], frame) if k else None
        ghostly = ghosts.of(frame) if 0 < k < len(frames) - 1 else None
        for region in (*parts, *([] if whole in parts else [whole])):
            region.frame(frame, edges)
            if come is not None:
                region.step(come)
        if ghostly is not None:
            for part in parts:
                part.drawing(frame, ghosts, ghostly)
    if len(frames) > 2:
        faded = fading(frames, whole.area)
        for part in parts:
            part.faded(faded, ghosts, len(frames) - 2)


def _with_torn(part: Part, torn: Sequence[float]) -> Part:
    return part.torn(torn) if len(torn) == len(part.drawings) else part


def _wholeness(first: Picture, last: Picture, figure: tuple[Mask, Mask] | None) -> Wholeness | None:
    """
    Return what tells how whole the figure is: the one that is given, else what cut-outs show.
    """
    if figure is not None:
        return Wholeness(*figure)
    covers = first[..., 3], last[..., 3]
    return Wholeness(*covers) if max(int(cover.min()) for cover in covers) < 255 else None


def _flicker(strays: Sequence[float]) -> float:
    return float(np.abs(np.diff([0.0, *strays, 0.0], 2)).max(initial=0))


def _grown(area: Area) -> Area:
    side = 2 * ROOM + 1
    return np.asarray(cv2.dilate(area.astype(np.uint8), np.ones((side, side), np.uint8)) > 0, np.bool_)


def _finite(alarms: Alarms) -> bool:
    return math.isfinite(alarms.flips) and math.isfinite(alarms.area)
