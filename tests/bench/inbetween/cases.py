"""
Cases: pairs of keys whose true in-betweens are known.

A folder of cases holds `manifest.json`; it is no part of the project, so its place is given.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from jobs.inbetween.skeleton import Skeleton


@dataclass(frozen=True)
class Case:
    """
    One pair: its keys and true in-betweens as `(h, w, 3)` RGB, read when they are asked for.
    """

    folder: Path
    entry: dict[str, Any]

    @property
    def name(self) -> str:
        return self.entry["id"]

    @property
    def motion(self) -> str:
        """
        How far things move: "small", "medium" or "large".
        """
        return self.entry["motion"]

    @property
    def drawn(self) -> bool:
        """
        Whether it is a figure whose joints are known.
        """
        return bool(self.entry.get("joints"))

    @property
    def places(self) -> list[float]:
        return [each["t"] for each in self.entry["truth"]]

    @cached_property
    def keys(self) -> tuple[np.ndarray, np.ndarray]:
        return self._picture(self.entry["key_a"]), self._picture(self.entry["key_b"])

    @cached_property
    def truth(self) -> list[np.ndarray]:
        return [self._picture(each["file"]) for each in self.entry["truth"]]

    @cached_property
    def masks(self) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]] | None:
        """
        Where the figure is, as booleans, in both keys and in each true in-between; None if nobody knows.
        """
        masks = self.entry["masks"]
        if not masks:
            return None
        first, last, *inner = (self._mask(each) for each in (masks["key_a"], masks["key_b"], *masks["truth"]))
        return first, last, inner

    @property
    def skeleton(self) -> Skeleton:
        return Skeleton.from_json(self.entry["joints"])

    @property
    def joints(self) -> list[np.ndarray]:
        """
        The joints in the first key, in each true in-between and in the last key.
        """
        return [np.array(frame, np.float64) for frame in self.entry["joints"]["frames"]]

    def _picture(self, name: str) -> np.ndarray:
        return cv2.cvtColor(cv2.imread(str(self.folder / name), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)

    def _mask(self, name: str) -> np.ndarray:
        return cv2.imread(str(self.folder / name), cv2.IMREAD_GRAYSCALE) > 127


def read(folder: Path) -> list[Case]:
    """
    Return the cases that may be looked at while the engine is made.
    """
    manifest = json.loads((folder / "manifest.json").read_text())
    return [Case(folder / each["dir"], each) for each in manifest["cases"] if each["split"] == "dev"]


def opaque(colours: np.ndarray) -> np.ndarray:
    """
    Return RGB as the engine's RGBA.
    """
    return np.dstack([colours, np.full(colours.shape[:2], 255, np.uint8)])
