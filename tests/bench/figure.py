"""
One figure: what was measured, against which goal.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Figure:
    """
    A measured value with its goal; `detail` says in numbers what it was made of.
    """

    name: str
    value: float
    goal: float
    better: str = "less"
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def reached(self) -> bool:
        """
        Whether the goal is met.
        """
        return self.value <= self.goal if self.better == "less" else self.value >= self.goal

    def __str__(self) -> str:
        sign = "<=" if self.better == "less" else ">="
        mark = "ok  " if self.reached else "MISS"
        detail = ", ".join(f"{key} {_short(value)}" for key, value in self.detail.items())
        return f"{mark} {self.name}: {self.value:.3g} (goal {sign} {self.goal:g}; {detail})"

    def as_json(self) -> dict[str, Any]:
        """
        The figure as plain data.
        """
        return {**asdict(self), "reached": self.reached}


def percentile(values: Sequence[float], share: float) -> float:
    """
    The smallest value that at least `share` (0 to 1) of all values do not exceed.
    """
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def _short(value: Any) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)
