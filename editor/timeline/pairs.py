"""
A pair of keys that is looked at, and one thing that was seen of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from editor.timeline.document import Document, Row
from jobs.pairing import Pairing
from jobs.sheet import SegmentSheet

GOOD, LOOK, TROUBLE = "good", "look", "trouble"
LEVELS = (GOOD, LOOK, TROUBLE)


@dataclass(frozen=True, slots=True)
class Check:
    """
    One thing that was looked at. `act` is what helps: breakdown, joints, match, crop, mask or replace.
    """

    code: str
    level: str
    numbers: Mapping[str, Any]
    sentence: str
    advice: str = ""
    act: str | None = None
    poses: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Keys:
    """
    A pair, what it says of itself and what was measured.
    """

    document: Document
    left: Row
    right: Row
    sheet: SegmentSheet
    found: Pairing

    @property
    def poses(self) -> tuple[Row, Row]:
        """
        The poses of both keys.
        """
        return self.document.poses[self.left["pose"]], self.document.poses[self.right["pose"]]

    @property
    def names(self) -> dict[str, str]:
        """
        The poses' names, for sentences.
        """
        first, last = self.poses
        return {"a": first["name"], "b": last["name"]}


def level_of(value: float, limits: tuple[float, float]) -> str:
    """
    The level of a value that is worth a look beyond the first limit, and trouble beyond the second.
    """
    return LEVELS[sum(value > limit for limit in limits)]
