"""
Regions: what is measured in a part of the picture, frame by frame.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from .fading import Faded
from .ghosts import Ghosts
from .looks import KeyLooks, Looks, looks
from .measures import HARMLESS, Measures, Part
from .seen import Area, Seen
from .steps import Step, overshoots

FLOOR = 0.25
"""
The part of an average step below which a step's change is too small to divide by.
"""


@dataclass(slots=True, eq=False)
class Region:
    """
    Gather the numbers of one area of a segment whose frames come in order, keys at both ends.

    `figures` says that only what belongs to the figure in a frame has looks that are compared.
    """

    area: Area
    first: Seen
    last: Seen
    figures: bool = False
    _levels: list[float] = field(default_factory=list)
    _strengths: list[float] = field(default_factory=list)
    _steps: list[tuple[float, float]] = field(default_factory=list)
    _ghosts: list[float] = field(default_factory=list)
    _fades: list[float] = field(default_factory=list)
    _compared: list[tuple[float, float]] = field(default_factory=list)
    _keys: KeyLooks | None = None

    @property
    def change(self) -> float:
        """
        All that changed from frame to frame, in grey levels times pixels.
        """
        return sum(before for before, _ in self._steps)

    def frame(self, frame: Seen, edges: NDArray[np.float32]) -> None:
        """
        Take the next frame, a key or a drawing, and the `(h, w)` strength of its edges.
        """
        self._levels.append(float(frame.raw[self.area].mean()) if self.area.any() else 0.0)
        self._strengths.append(float(edges[self.area].sum(dtype=np.float64)))

    def step(self, step: Step) -> None:
        """
        Take the step from the frame before to this one.
        """
        self._steps.append(step.within(self.area))

    def drawing(self, frame: Seen, ghosts: Ghosts, ghostly: Area) -> None:
        """
        Take what is a drawing among the frames, and where it is ghostly.
        """
        self._ghosts.append(float((ghostly & self.area).sum() / ghosts.within(self.area)))
        if self._keys is None:
            self._keys = KeyLooks(self._looks(self.first), self._looks(self.last))
        self._compared.append(self._keys.compare(self._looks(frame)))

    def faded(self, faded: Sequence[Faded], ghosts: Ghosts, drawings: int) -> None:
        """
        Take what fades of the keys, once all drawings are taken: the drawing in which most does has it all.
        """
        total, *each = np.sum([one.within(self.area, drawings + 2) for one in faded], axis=0).tolist()
        share = min(1.0, total / ghosts.within(self.area))
        self._fades = [share * count / max(1, *each) for count in each[1:-1]]

    def strays(self, places: Sequence[float]) -> list[float]:
        """
        Return how far the brightness of each drawing lies above what lies between that of the keys.
        """
        return [level - due for level, due in _between(self._levels, places)]

    def part(self, places: Sequence[float]) -> Part:
        """
        Return the measures of all frames taken; `places` are those of the drawings.
        """
        over = overshoots([before for before, _ in self._steps], places)
        columns = (
            self._ghosts,
            self._fades,
            self._unexplained(),
            [strange for strange, _ in self._compared],
            [missing for _, missing in self._compared],
            [max(there, from_there) for there, from_there in pairwise(over)],
            [found / due if due > 1 else 1.0 for found, due in _between(self._strengths, places)],
            [abs(stray) for stray in self.strays(places)],
        )
        drawings = tuple(Measures(*row) for row in zip(*columns, strict=True))
        return Part(self._together(drawings, sum(over)), drawings)

    def _looks(self, frame: Seen) -> Looks:
        return looks(frame.colours, frame.figure if self.figures and frame.figure is not None else self.area)

    def _unexplained(self) -> list[float]:
        """
        Return the unexplained part of the change around each drawing: in the steps to it and from it.
        """
        least = max(1.0, FLOOR * 2 * self.change / max(1, len(self._steps)))
        return [
            min(1.0, (left + then_left) / max(before + then_before, least))
            for (before, left), (then_before, then_left) in pairwise(self._steps)
        ]

    def _together(self, drawings: Sequence[Measures], jump: float) -> Measures:
        if not drawings:
            return HARMLESS
        left = sum(left for _, left in self._steps)
        return Measures(
            ghost=float(np.mean([each.ghost for each in drawings])),
            fades=max(each.fades for each in drawings),
            unexplained=min(1.0, left / max(self.change, 1.0)),
            drift=float(np.mean([each.drift for each in drawings])),
            missing=float(np.mean([each.missing for each in drawings])),
            jump=jump,
            sharp=min(each.sharp for each in drawings),
            light=max(each.light for each in drawings),
        )


def edge_strength(frame: Seen) -> NDArray[np.float32]:
    """
    Return the `(h, w)` strength of a frame's edges.
    """
    across, down = (np.asarray(cv2.Sobel(frame.grey, cv2.CV_32F, *order)) for order in ((1, 0), (0, 1)))
    # Not cv2.magnitude: its last bit depends on where in memory a picture lies.
    return np.asarray(np.sqrt(across * across + down * down), np.float32)


def _between(values: Sequence[float], places: Sequence[float]) -> list[tuple[float, float]]:
    """
    Return each drawing's value with the one that lies between the keys' at its place.
    """
    first, *inner, last = values
    due = [first + (last - first) * place for place in places]
    return list(zip(inner, due, strict=True))
