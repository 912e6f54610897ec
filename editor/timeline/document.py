"""
A project as values: what operations change and sheets are read from.

A row is a mapping of JSON values, with ids as text and `deleted` for what lies in the bin.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["project", "character", "shot", "pose", "keyframe"]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Document:
    """
    Everything of a project that edits can touch; never changed, only followed by another.

    `masks` are the sizes of uploaded masks, by hash: as many as whoever reads the document asked for.
    """

    id: str
    project: Row
    shots: Mapping[str, Row]
    poses: Mapping[str, Row]
    keyframes: Mapping[str, Row]
    characters: Mapping[str, Row] = field(default_factory=dict)
    masks: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def rows(self, kind: Kind) -> Mapping[str, Row]:
        """
        All rows of a kind by their id.
        """
        if kind == "project":
            return {self.id: self.project}
        return {
            "character": self.characters,
            "shot": self.shots,
            "pose": self.poses,
            "keyframe": self.keyframes,
        }[kind]

    def live(self, kind: Kind) -> dict[str, Row]:
        """
        The rows of a kind that people see: not binned, and not in a binned shot.
        """
        rows = {key: row for key, row in self.rows(kind).items() if not row.get("deleted")}
        if kind == "keyframe":
            shots = self.live("shot")
            rows = {key: row for key, row in rows.items() if row["shot"] in shots}
        return rows

    def shot_order(self) -> list[str]:
        """
        The ids of the live shots as they follow each other in the film.
        """
        shots = self.live("shot")
        # Sorted here and not by the database, whose collation may put "a" before "B".
        return sorted(shots, key=lambda key: (shots[key]["order"], key))

    def lanes(self) -> dict[str, list[tuple[str, Row]]]:
        """
        Each live shot's keyframes in the order of their frames.
        """
        lanes: dict[str, list[tuple[str, Row]]] = {key: [] for key in self.shot_order()}
        for key, row in self.live("keyframe").items():
            lanes[row["shot"]].append((key, row))
        for lane in lanes.values():
            lane.sort(key=lambda item: (item[1]["frame"], item[0]))
        return lanes


def length(lane: Iterable[tuple[str, Row]]) -> int:
    """
    How many frames a shot with these keyframes has.
    """
    return max((row["frame"] + row["hold"] for _, row in lane), default=0)
