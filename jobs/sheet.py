"""
The sheet: all that a segment is drawn from, frozen.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from jobs.inbetween import ENGINE_VERSION

SHEET_VERSION = 1
_HASH = re.compile(r"[0-9a-f]{64}")
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class SegmentSheet:
    """
    Two poses, what lies behind them, and where between them each drawing stands.

    Pictures are named by the hash of their bytes, so equal sheets give equal drawings.
    """

    width: int
    height: int
    first: str
    last: str
    plate: str | None
    ground: str
    method: str
    times: tuple[float, ...]

    def __post_init__(self) -> None:
        for name in (self.first, self.last, self.plate):
            if name is not None and not _HASH.fullmatch(name):
                raise ValueError(f"A picture is named by 64 hexadecimal digits; got {name!r}.")
        if not _COLOUR.fullmatch(self.ground):
            raise ValueError(f"A ground colour looks like #1b2c3d; got {self.ground!r}.")
        if self.width < 1 or self.height < 1:
            raise ValueError(f"A canvas is at least 1 x 1; got {self.width} x {self.height}.")
        if not self.times or not all(0 <= u <= 1 for u in self.times):
            raise ValueError(f"A sheet has drawings, each between its keys at 0 to 1; got {self.times}.")
        # Rounded, so that the last bits of a float never make two sheets of one.
        object.__setattr__(self, "times", tuple(round(float(u), 6) for u in self.times))

    def to_json(self) -> dict[str, Any]:
        """
        Return the sheet as it is kept in a row.
        """
        return {
            "version": SHEET_VERSION,
            "width": self.width,
            "height": self.height,
            "first": self.first,
            "last": self.last,
            "plate": self.plate,
            "ground": self.ground,
            "method": self.method,
            "times": list(self.times),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """
        Read a sheet from its row.
        """
        if kept.get("version") != SHEET_VERSION:
            raise ValueError(f"This sheet has version {kept.get('version')!r}; known is {SHEET_VERSION}.")
        values = {name: value for name, value in kept.items() if name != "version"}
        return cls(**{**values, "times": tuple(values["times"])})

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
