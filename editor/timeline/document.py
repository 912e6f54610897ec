"""
A project as values: what operations change and sheets are read from.

A row is a mapping of JSON values, with ids as text and `deleted` for what lies in the bin.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["project", "character", "shot", "track", "pose", "keyframe", "marker"]
Row = Mapping[str, Any]
Size = tuple[int, int]


Lane = list[tuple[str, Row]]

HOUSES: Mapping[Kind, tuple[Kind, ...]] = {"track": ("shot",), "keyframe": ("track",), "marker": ("shot",)}
"""
What a row of some kind lies in, and goes to the bin with.
"""


@dataclass(frozen=True, slots=True)
class Document:
    """
    Everything of a project that edits can touch; never changed, only followed by another.

    `masks` are the sizes of uploaded masks, by hash, and `versions` the pictures that a pose may show, by
    pose and hash: width, height and whether there is alpha. Of both there are as many as whoever reads the
    document asked for.
    """

    id: str
    project: Row
    shots: Mapping[str, Row]
    poses: Mapping[str, Row]
    keyframes: Mapping[str, Row]
    characters: Mapping[str, Row] = field(default_factory=dict)
    masks: Mapping[str, Size] = field(default_factory=dict)
    tracks: Mapping[str, Row] = field(default_factory=dict)
    markers: Mapping[str, Row] = field(default_factory=dict)
    versions: Mapping[str, Mapping[str, tuple[int, int, bool]]] = field(default_factory=dict)
    # Of a frozen project only the takes are shown that its keyframes name.
    frozen: bool = False

    def rows(self, kind: Kind) -> Mapping[str, Row]:
        """
        All rows of a kind by their id.
        """
        if kind == "project":
            return {self.id: self.project}
        return {
            "character": self.characters,
            "shot": self.shots,
            "track": self.tracks,
            "pose": self.poses,
            "keyframe": self.keyframes,
            "marker": self.markers,
        }[kind]

    def live(self, kind: Kind) -> dict[str, Row]:
        """
        The rows of a kind that people see: not binned, and not in a binned track or shot.
        """
        rows = {key: row for key, row in self.rows(kind).items() if not row.get("deleted")}
        for house in HOUSES.get(kind, ()):
            there = self.live(house)
            rows = {key: row for key, row in rows.items() if row[house] in there}
        return rows

    def shot_order(self) -> list[str]:
        """
        The ids of the live shots as they follow each other in the film.
        """
        shots = self.live("shot")
        # Sorted here and not by the database, whose collation may put "a" before "B".
        return sorted(shots, key=lambda key: (shots[key]["order"], key))

    def track_order(self, shot: str | None = None) -> list[str]:
        """
        The ids of a shot's live tracks, the lowest first; of all shots as these follow each other where none
        is named.
        """
        tracks, places = self.live("track"), {key: place for place, key in enumerate(self.shot_order())}
        found = [key for key, row in tracks.items() if shot is None or row["shot"] == shot]
        return sorted(found, key=lambda key: (places[tracks[key]["shot"]], tracks[key]["order"], key))

    def lanes(self) -> dict[str, Lane]:
        """
        Each live track's keyframes in the order of their frames; tracks in the order of `track_order`.
        """
        lanes: dict[str, Lane] = {key: [] for key in self.track_order()}
        for key, row in self.live("keyframe").items():
            lanes[row["track"]].append((key, row))
        for lane in lanes.values():
            lane.sort(key=_by_frame)
        return lanes

    def shot_keys(self) -> dict[str, Lane]:
        """
        Each live shot's keyframes, of all its tracks, in the order of their frames.
        """
        keys: dict[str, Lane] = {key: [] for key in self.shot_order()}
        for key, row in self.live("keyframe").items():
            keys[row["shot"]].append((key, row))
        for found in keys.values():
            found.sort(key=_by_frame)
        return keys


def _by_frame(item: tuple[str, Row]) -> tuple[int, str]:
    return item[1]["frame"], item[0]


def length(lane: Iterable[tuple[str, Row]]) -> int:
    """
    How many frames a shot with these keyframes has.
    """
    return max((row["frame"] + row["hold"] for _, row in lane), default=0)
