"""
What a segment knows of its figure: the marks of both keys, and how the motion runs through them.

A key is passed through, not stopped at, when both its neighbours show the same character, it is not held and
nobody asked for a stop there. Then its segments know the nearest pose beyond it, a breakdown or a key, and a
key that moves also changes the segments one further: at most four. Where poses are not marked, segments know
nothing of each other.
"""

from collections.abc import Sequence
from typing import NamedTuple

from editor.characters.skeletons import skeleton_of
from editor.timeline.document import Document, Row
from editor.timeline.marks import U_DIGITS
from jobs.inbetween import Skeleton
from jobs.shares import Places, on_canvas
from jobs.sheet import Motion, Passing, Standing

RIGGED = ("auto", "rig")
"""
The methods that look at marks.
"""

LEAST = 10.0**-U_DIGITS
"""
How far beyond a key the next pose lies at least.
"""

Lane = Sequence[tuple[str, Row]]


class Marked:
    """
    The marks of a document's poses, as they lie on its canvas.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.canvas = document.project["width"], document.project["height"]
        self._skeletons: dict[str, Skeleton] = {}
        self._places: dict[str, Places] = {}

    def motion(self, lane: Lane, number: int, *, loop: bool = False) -> Motion | None:
        """
        The motion right of the keyframe with that number in its lane; None unless both keys are marked.
        """
        left, right = lane[number][1], lane[number + 1][1]
        character = self._character(left)
        if left["method"] not in RIGGED or character is None or character != self._character(right):
            return None
        skeleton = self._skeleton(character)
        begin: int = left["frame"] + left["hold"] - 1
        end: int = right["frame"]
        before, after = _gaps_beside(lane, number, loop=loop)
        earlier = self._poses(before, character) if before and _flows(left) else []
        later = self._poses(after, character) if after and _flows(right) else []

        def at(frame: float) -> float:
            return round((frame - begin) / (end - begin), U_DIGITS)

        return Motion(
            skeleton=skeleton,
            first=self._standing(left, skeleton),
            last=self._standing(right, skeleton),
            before=Passing(min(at(earlier[-2][0]), -LEAST), earlier[-2][1]) if earlier else None,
            after=Passing(max(at(later[1][0]), 1 + LEAST), later[1][1]) if later else None,
            stops=(left["stop"], right["stop"]),
            breakdowns=tuple(Passing(*one) for one in self._breakdowns(left, skeleton)),
            turns=tuple(sorted((name, way) for name, way in left["turns"].items() if name in skeleton.names)),
            planted=tuple(sorted(name for name in left["planted"] if name in skeleton.names)),
        )

    def _poses(self, gap: "Gap", character: str) -> list[tuple[float, Places]]:
        """
        The poses of a gap, key, breakdowns and key, each with its frame; none unless all are this character.
        """
        if self._character(gap.left) != character or self._character(gap.right) != character:
            return []
        begin, end = gap.left["frame"] + gap.left["hold"] - 1 + gap.shift, gap.right["frame"] + gap.shift
        between = [
            (begin + u * (end - begin), joints)
            for u, joints in self._breakdowns(gap.left, self._skeleton(character))
        ]
        return [(begin, self._joints(gap.left)), *between, (end, self._joints(gap.right))]

    def _breakdowns(self, row: Row, skeleton: Skeleton) -> list[tuple[float, Places]]:
        """
        The breakdowns right of a key; those that were made for another skeleton are passed over.
        """
        return [
            (one["u"], _tuples(one["joints"]))
            for one in row["breakdowns"]
            if len(one["joints"]) == len(skeleton.names)
        ]

    def _standing(self, row: Row, skeleton: Skeleton) -> Standing:
        pose = self.document.poses[row["pose"]]
        limbs = {limb.name for limb in skeleton.limbs}
        behind = tuple(name for name in pose["behind"] if name in limbs)
        return Standing(self._joints(row), pose["mask"], behind)

    def _joints(self, row: Row) -> Places:
        key = row["pose"]
        if key not in self._places:
            pose = self.document.poses[key]
            size = pose["width"], pose["height"]
            self._places[key] = on_canvas(self.canvas, size, pose["joints"])
        return self._places[key]

    def _character(self, row: Row) -> str | None:
        """
        The character that a key's pose is marked as.
        """
        pose = self.document.poses[row["pose"]]
        return pose["character"] if pose["joints"] is not None else None

    def _skeleton(self, character: str) -> Skeleton:
        if character not in self._skeletons:
            self._skeletons[character] = skeleton_of(self.document.characters[character]["skeleton"])
        return self._skeletons[character]


class Gap(NamedTuple):
    """
    Two keys that follow each other, and how many frames later they are thought to stand.
    """

    left: Row
    right: Row
    shift: int = 0


def _gaps_beside(lane: Lane, number: int, *, loop: bool) -> tuple[Gap | None, Gap | None]:
    """
    The gaps before and after one of a lane; in a loop the last is followed by the first.
    """
    before = Gap(lane[number - 1][1], lane[number][1]) if number else None
    after = Gap(lane[number + 1][1], lane[number + 2][1]) if number + 2 < len(lane) else None
    if loop and _closes(lane):
        length = lane[-1][1]["frame"] - lane[0][1]["frame"]
        before = before or Gap(lane[-2][1], lane[-1][1], -length)
        after = after or Gap(lane[0][1], lane[1][1], length)
    return before, after


def _flows(row: Row) -> bool:
    """
    Whether motion runs through a key instead of ending there.
    """
    return row["hold"] == 1 and not row["stop"]


def _closes(lane: Lane) -> bool:
    """
    Whether a shot ends with the pose it begins with, so that its end can flow into its beginning.
    """
    first, last = lane[0][1], lane[-1][1]
    return len(lane) > 2 and first["pose"] == last["pose"] and _flows(first) and _flows(last)


def _tuples(places: Sequence[Sequence[float]]) -> Places:
    return tuple(tuple(place) for place in places)
