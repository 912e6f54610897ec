"""
Alarms: what the geometry of a drawn figure says about itself.
"""

from dataclasses import dataclass

MOST_FLIPS, MOST_AREA = 0.01, 0.8
"""
Where to warn. Of nine measured pairs the good ones stayed well below both; one that was visibly torn had
twice as much of each.
"""


@dataclass(frozen=True, slots=True)
class Alarms:
    """
    How badly the figure's mesh was bent.

    `flips`  the share of triangles inside the figure that are turned over, mean over the drawings
    `area`   how far 95% of them stay from their area: |log of the ratio|, mean over the drawings
    """

    flips: float
    area: float

    @property
    def torn(self) -> bool:
        """
        Whether the figure is likely to look torn.
        """
        return self.flips > MOST_FLIPS or self.area > MOST_AREA
