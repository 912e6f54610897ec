"""
Contact sheets: what each way made of a case, to be looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from tests.bench.inbetween.cases import Case

WIDTH = 180
SHOWN = (1, 3, 4, 5, 7)
PAPER = 235


@dataclass
class Sheets:
    """
    Keep small versions of drawings, and write a sheet for each case: a line for the truth and for each way.
    """

    folder: Path
    _lines: dict[str, dict[str, np.ndarray]] = field(default_factory=dict)

    def keep(self, case: Case, way: str, drawings: list[np.ndarray]) -> None:
        """
        Keep some of the drawings, between the keys.
        """
        first, last = case.keys
        for name, some in (("truth", case.truth), (way, drawings)):
            self.keep_alike(case.name, name, [first, *(some[k] for k in SHOWN), last])

    def keep_alike(self, name: str, way: str, pictures: list[np.ndarray]) -> None:
        """
        Keep a line of pictures that belong to no case.
        """
        self._lines.setdefault(name, {})[way] = _line(way, pictures)

    def write(self) -> None:
        """
        Write all sheets as PNG files.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, lines in self._lines.items():
            sheet = np.vstack(list(lines.values()))
            cv2.imwrite(str(self.folder / f"{name}.png"), cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR))


def _line(way: str, pictures: list[np.ndarray]) -> np.ndarray:
    return np.hstack([_thumbnail(each, "" if k else way) for k, each in enumerate(pictures)])


def _thumbnail(picture: np.ndarray, label: str) -> np.ndarray:
    height = round(WIDTH * picture.shape[0] / picture.shape[1])
    small = cv2.resize(picture, (WIDTH, height), interpolation=cv2.INTER_AREA)
    small = cv2.copyMakeBorder(small, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=(PAPER,) * 3)
    if label:
        cv2.rectangle(small, (0, 0), (8 * len(label), 14), (255, 255, 255), -1)
        cv2.putText(small, label, (2, 11), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (200, 0, 0), 1, cv2.LINE_AA)
    return small
