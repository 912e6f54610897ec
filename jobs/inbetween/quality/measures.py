"""
Measures: what is said of one drawing, or of all drawings of a segment, in numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Self

WEIGHTS: Mapping[str, tuple[float, float, float]] = {
    "ghost": (0.55, 0.03, 0.75),
    "fades": (0.45, 0.05, 0.1),
    "unexplained": (0.35, 0.25, 0.95),
    "drift": (0.18, 3.6, 12.5),
    "missing": (0.12, 4.5, 8.5),
    "jump": (0.50, 0.0, 1.0),
    "torn": (0.35, 0.001, 0.02),
}
"""
What each measure counts for, and the values between which it goes from harmless to as bad as it gets: the
medians of the true drawings of thirty-seven pairs, and of their cross-fades.
What jumps shows no ghosts and needs no drawing, so a jump weighs as good as most. What fades is small beside
what moves: flow that lost the limbs of the sample had 0.08 to 0.1, its rig at most 0.04. Legs that pedal
faster than they can be followed, and small things before a texture, seem to fade as well, so it weighs less
than ghosts, and what shows double still or on its way counts once.
Of torn figures, all true drawings of thirty-two cut-out pairs had at most 0.0015 in the mean, flow that lost
limbs 0.006 to 0.035. It does not tell which drawings are nearer to the true ones (rank correlation -0.08
within a pair, 0.16 over all): it weighs what it does because it is as plain to see as a ghost.
"""


@dataclass(frozen=True, slots=True)
class Measures:
    """
    Hold what was measured of one drawing, or of all.

    `ghost`        the share of what changes that shows both keys at once, 0 to 1
    `fades`        the share of what changes, of both keys, that fades as it moves along, likewise; of all
                   the largest
    `unexplained`  the part of the change from drawing to drawing that is no movement: 0 moves, 1 dissolves
    `drift`        how strange the drawing's looks are to both keys, 0 for not at all, 60 at most
    `missing`      how much of the better matching key is not in the drawing, likewise
    `jump`         the share of all change that comes in steps too large for their time, 0 to 1
    `sharp`        the strength of its edges, 1 for the keys'; an alarm when well below. Of all: the least
    `torn`         the share of the figure's area in shreds, or in pieces apart from it, beyond what the keys
                   have, 0 to 1; None where the figure is not known
    `light`        how far its brightness strays from between the keys', in grey levels of 255; an alarm. Of
                   all: the largest
    """

    ghost: float
    fades: float
    unexplained: float
    drift: float
    missing: float
    jump: float
    sharp: float
    light: float
    torn: float | None = None

    def __post_init__(self) -> None:
        # Rounded here, not when it is kept, so that what is computed from kept values is the same.
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None:
                object.__setattr__(self, field.name, round(float(value), 4))

    @property
    def trouble(self) -> float:
        """
        How bad these measures are together, 0 to 1.
        """
        troubles = {name: self._trouble(name) for name in WEIGHTS}
        # A figure that shows double, still or on its way, does so once.
        return min(1.0, sum(troubles.values()) - min(troubles["ghost"], troubles["fades"]))

    def _trouble(self, name: str) -> float:
        weight, harmless, worst = WEIGHTS[name]
        value = getattr(self, name)
        return 0.0 if value is None else weight * min(1.0, max(0.0, (value - harmless) / (worst - harmless)))


NAMES = tuple(field.name for field in fields(Measures))
HARMLESS = Measures(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Part:
    """
    Hold the measures of a part of the picture: of all drawings together, and of each.

    `weight` is what the part counts for in the whole, 0 to 1.
    """

    measures: Measures
    drawings: tuple[Measures, ...]
    weight: float = 1.0

    def beside(self, other: Self) -> Self:
        """
        Return the measures of this part and another one together, each with its weight.
        """
        drawings = [self._blend(*both, other) for both in zip(self.drawings, other.drawings, strict=True)]
        return type(self)(self._blend(self.measures, other.measures, other), tuple(drawings))

    def torn(self, shares: Sequence[float]) -> Self:
        """
        Return this part with how torn the figure is in each drawing.
        """
        if not self.drawings:
            return self
        drawings = tuple(replace(each, torn=share) for each, share in zip(self.drawings, shares, strict=True))
        together = replace(self.measures, torn=sum(shares) / len(shares))
        return replace(self, measures=together, drawings=drawings)

    def _blend(self, own: Measures, others: Measures, other: Self) -> Measures:
        a, b = asdict(own), asdict(others)
        # What is torn belongs to the figure alone: the scenery beside it makes it no better.
        torn = [value for value in (a.pop("torn"), b.pop("torn")) if value is not None]
        blended = {name: self.weight * a[name] + other.weight * b[name] for name in a}
        return Measures(**blended, torn=max(torn, default=None))

    def to_json(self) -> dict[str, Any]:
        """
        Return what `from_json` reads: `measures` by name, the list of each over the `drawings`, `weight`.
        """
        lists = {name: [getattr(each, name) for each in self.drawings] for name in NAMES}
        return {"measures": asdict(self.measures), "drawings": lists, "weight": round(self.weight, 4)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """
        Read what `to_json` returned.
        """
        columns = [kept["drawings"][name] for name in NAMES]
        drawings = tuple(Measures(*row) for row in zip(*columns, strict=True))
        return cls(Measures(**kept["measures"]), drawings, kept["weight"])
