"""
Alarms: what the geometry of a drawn figure says about itself.
"""

from dataclasses import dataclass

MOST_FLIPS, MOST_AREA = 0.003, 0.4
"""
Where to warn. Of thirteen measured pairs twelve stayed at 0.002 and 0.30 or below; the one whose figure was
visibly torn had 0.004 and 0.46. That is one torn figure: values to start from.
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
