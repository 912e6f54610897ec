"""
The sheet: all that a segment is drawn from, frozen.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Self

from jobs.inbetween import ENGINE_VERSION, Skeleton
from jobs.shares import Places

SHEET_VERSION = 2
KNOWN_VERSIONS = (1, 2)
_HASH = re.compile(r"[0-9a-f]{64}")
_COLOUR = re.compile(r"#[0-9a-f]{6}")

DRAFT_SIDE = 640
"""
The longer side of the canvas that a draft is drawn on.
"""


class Standing(NamedTuple):
    """
    Where a figure's joints are on a key, its mask, if somebody made one, and which limbs are behind.
    """

    joints: Places
    mask: str | None
    behind: tuple[str, ...]


class Passing(NamedTuple):
    """
    A pose that the motion passes through: `at` is 0 at the first key and 1 at the last.
    """

    at: float
    joints: Places


@dataclass(frozen=True, slots=True)
class Motion:
    """
    How a marked figure gets from the first key to the last: see `jobs.inbetween.Course`.

    `before` and `after` are the poses of the keys beyond, where the motion flows through the keys.
    """

    skeleton: Skeleton
    first: Standing
    last: Standing
    before: Passing | None = None
    after: Passing | None = None
    stops: tuple[bool, bool] = (False, False)
    breakdowns: tuple[Passing, ...] = ()
    turns: tuple[tuple[str, int], ...] = ()
    planted: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for standing in (self.first, self.last):
            if standing.mask is not None and not _HASH.fullmatch(standing.mask):
                raise ValueError(f"A mask is named by 64 hexadecimal digits; got {standing.mask!r}.")

    def to_json(self) -> dict[str, Any]:
        """
        Return the motion as a sheet keeps it.
        """
        return {
            "skeleton": self.skeleton.to_json(),
            "first": self.first._asdict(),
            "last": self.last._asdict(),
            "before": self.before._asdict() if self.before else None,
            "after": self.after._asdict() if self.after else None,
            "stops": self.stops,
            "breakdowns": [one._asdict() for one in self.breakdowns],
            "turns": dict(self.turns),
            "planted": self.planted,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """
        Read what `to_json` wrote.
        """
        skeleton = kept["skeleton"]
        # A database may give an object's properties in another order than they were written in.
        limbs = dict(sorted((skeleton.get("limbs") or {}).items()))
        begins, ends = kept["stops"]
        return cls(
            skeleton=Skeleton.from_json({**skeleton, "limbs": limbs}),
            first=_standing(kept["first"]),
            last=_standing(kept["last"]),
            before=_passing(kept["before"]) if kept["before"] else None,
            after=_passing(kept["after"]) if kept["after"] else None,
            stops=(bool(begins), bool(ends)),
            breakdowns=tuple(map(_passing, kept["breakdowns"])),
            turns=tuple(sorted(kept["turns"].items())),
            planted=tuple(kept["planted"]),
        )


@dataclass(frozen=True, slots=True)
class SegmentSheet:
    """
    Two poses, what lies behind them, and where between them each drawing stands.

    Pictures are named by the hash of their bytes, so equal sheets give equal drawings. `motion` is there
    where both poses are marked; `pins` are places `(ax, ay, bx, by)` of things on both keys, as shares of
    the canvas; `arc` is how far paths bend. Without a ground the drawings are cut-outs, to be laid over what
    is below them. `final` is the size of the canvas that a draft stands for.
    """

    width: int
    height: int
    first: str
    last: str
    plate: str | None
    ground: str | None
    method: str
    times: tuple[float, ...]
    motion: Motion | None = None
    pins: Places = ()
    arc: float = 0.0
    final: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        for name in (self.first, self.last, self.plate):
            if name is not None and not _HASH.fullmatch(name):
                raise ValueError(f"A picture is named by 64 hexadecimal digits; got {name!r}.")
        if self.ground is not None and not _COLOUR.fullmatch(self.ground):
            raise ValueError(f"A ground colour looks like #1b2c3d; got {self.ground!r}.")
        if self.ground is None and self.plate is not None:
            raise ValueError(f"Cut-outs have nothing behind them; got the plate {self.plate!r}.")
        if self.width < 1 or self.height < 1:
            raise ValueError(f"A canvas is at least 1 x 1; got {self.width} x {self.height}.")
        if not self.times or not all(0 <= u <= 1 for u in self.times):
            raise ValueError(f"A sheet has drawings, each between its keys at 0 to 1; got {self.times}.")
        if not -1 <= self.arc <= 1:
            raise ValueError(f"An arc bends by -1 to 1; got {self.arc}.")
        if any(len(pin) != 4 for pin in self.pins):
            raise ValueError(f"A pin has a place on each key, four numbers; got {self.pins}.")
        # Rounded, so that the last bits of a float never make two sheets of one.
        object.__setattr__(self, "times", tuple(round(float(u), 6) for u in self.times))

    @property
    def is_cut_out(self) -> bool:
        """
        Whether the drawings are cut-outs, with nothing behind the figure.
        """
        return self.ground is None

    def sized(self, longest: int) -> Self:
        """
        Return the same sheet on a canvas whose longer side is at most so long.
        """
        scale = longest / max(self.width, self.height)
        if scale >= 1:
            return self
        width, height = (max(1, round(side * scale)) for side in (self.width, self.height))
        return replace(self, width=width, height=height)

    def draft(self) -> Self:
        """
        Return the sheet of a small and quick take of the same; one that is small already stays as it is.
        """
        small = self.sized(DRAFT_SIDE)
        return self if small is self else replace(small, final=(self.width, self.height))

    def finished(self) -> Self:
        """
        Return the sheet that a draft stands for; any other stands for itself.
        """
        if self.final is None:
            return self
        width, height = self.final
        return replace(self, width=width, height=height, final=None)

    def to_json(self) -> dict[str, Any]:
        """
        Return the sheet as it is kept in a row.
        """
        kept = {
            "version": SHEET_VERSION,
            "width": self.width,
            "height": self.height,
            "first": self.first,
            "last": self.last,
            "plate": self.plate,
            "ground": self.ground,
            "method": self.method,
            "times": list(self.times),
            "motion": self.motion.to_json() if self.motion else None,
            "pins": [list(pin) for pin in self.pins],
            "arc": self.arc,
        }
        # Only where it is one: what is no draft keeps its key.
        return kept if self.final is None else {**kept, "final": list(self.final)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """
        Read a sheet from its row; one of version 1 has no motion, pins or arc.
        """
        if kept.get("version") not in KNOWN_VERSIONS:
            known = " and ".join(map(str, KNOWN_VERSIONS))
            raise ValueError(f"This sheet has version {kept.get('version')!r}; known are {known}.")
        values = {name: value for name, value in kept.items() if name != "version"}
        motion, final = values.get("motion"), values.get("final")
        return cls(
            **{
                **values,
                "times": tuple(values["times"]),
                "motion": Motion.from_json(motion) if motion else None,
                "pins": _places(values.get("pins") or ()),
                "final": (int(final[0]), int(final[1])) if final else None,
            }
        )

    def key(self) -> str:
        """
        Return the hash of all that decides what the drawings look like.

        An engine that draws otherwise has another version, and so makes other keys.
        """
        canonical = json.dumps(
            {**self.to_json(), "engine": ENGINE_VERSION},
            sort_keys=True,
            separators=(",", ":"),
            allow_nan=False,
        )
        return hashlib.sha256(canonical.encode()).hexdigest()


def _places(kept: Any) -> Places:
    return tuple(tuple(map(float, place)) for place in kept)


def _standing(kept: Mapping[str, Any]) -> Standing:
    return Standing(_places(kept["joints"]), kept["mask"], tuple(kept["behind"]))


def _passing(kept: Mapping[str, Any]) -> Passing:
    return Passing(kept["at"], _places(kept["joints"]))
