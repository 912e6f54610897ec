"""
Rows of the table that the bench prints: what was measured, the goals, and what others reach.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, float]


@dataclass(frozen=True)
class Goal:
    """
    What a value should be: not below `least`, not above `most`.
    """

    least: float = -math.inf
    most: float = math.inf

    def reached(self, value: float) -> bool:
        return self.least <= value <= self.most

    def __str__(self) -> str:
        if math.isinf(self.least):
            return f"<={self.most:.4g}"
        return f">={self.least:.4g}" if math.isinf(self.most) else f"{self.least:g}-{self.most:g}"


@dataclass(frozen=True)
class Row:
    """
    One line of the promise: `values` of ours, the `goals` of some of them, and the values of others `beside`.

    `notes` are printed below it; `detail` only goes into the file.
    """

    title: str
    values: Values
    goals: Mapping[str, Goal]
    ours: str = "ours"
    beside: Mapping[str, Values] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    detail: Any = None

    @property
    def missed(self) -> list[str]:
        """
        The names of the values that do not reach their goal; one that was not measured does not.
        """
        return [
            name for name, goal in self.goals.items() if not goal.reached(self.values.get(name, math.nan))
        ]

    def lines(self) -> list[str]:
        """
        The row in words and figures.
        """
        names = list(dict.fromkeys([*self.goals, *self.values]))
        marks = {name: " MISS" if name in self.missed else " ok" for name in self.goals}
        goals = ["goal", *(str(self.goals[name]) if name in self.goals else "" for name in names)]
        cells = [
            ["", *names],
            *([goals] if self.goals else []),
            [self.ours, *(_cell(self.values, name) + marks.get(name, "") for name in names)],
            *([other, *(_cell(values, name) for name in names)] for other, values in self.beside.items()),
        ]
        widths = [max(len(line[k]) for line in cells) for k in range(len(names) + 1)]
        table = [
            "    " + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in cells
        ]
        mark = "MISS" if self.missed else "ok  " if self.goals else "    "
        return [
            f"{mark} {self.title}",
            *table,
            *(f"    {note}" for note in self.notes),
        ]

    def as_json(self) -> dict[str, Any]:
        """
        The row as plain values.
        """
        goals = {name: str(goal) for name, goal in self.goals.items()}
        return {
            "title": self.title,
            "values": _plain(self.values),
            "goals": goals,
            "missed": self.missed,
            "beside": {other: _plain(values) for other, values in self.beside.items()},
            "notes": list(self.notes),
            "detail": self.detail,
        }


def _plain(values: Values) -> dict[str, float | None]:
    return {name: round(value, 5) if math.isfinite(value) else None for name, value in values.items()}


def _cell(values: Values, name: str) -> str:
    if name not in values or math.isnan(values[name]):
        return "-"
    value = values[name]
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}" if abs(value) >= 10 else f"{value:.3f}"
