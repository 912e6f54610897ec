"""
How many, and for how long.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """
    The scale of one run; a third of the people edit.
    """

    seconds: float = 60
    people: int = 30
    viewers: int = 200

    @property
    def editors(self) -> int:
        """
        How many of the people edit.
        """
        return max(1, self.people // 3)
