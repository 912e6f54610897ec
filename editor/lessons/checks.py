"""
The steps of an exercise that can be seen in the work itself.

A work may have several shots, and all of it is handed in: what is asked of one shot is asked of each that has
keyframes.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editor.lessons.models import Work
from editor.timeline import rows, sheet, standing
from editor.timeline.document import Document, Row
from editor.timeline.models import Judgement

CHECKS = {
    "two_poses": gettext_lazy("Two poses"),
    "same_character": gettext_lazy("Same character"),
    "start_and_end": gettext_lazy("Start and end keyed"),
    "rendered": gettext_lazy("Rendered"),
    "watched": gettext_lazy("Watched through"),
    "watched_twice": gettext_lazy("Watched through twice"),
    "judged": gettext_lazy("Judged"),
}
"""
The names of all checks and what they are called, in the order in which one does them.
"""


@dataclass(frozen=True, slots=True)
class Check:
    """
    A step: whether it is done, and a sentence that says so or what is still to do.
    """

    name: str
    done: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Seen:
    """
    All that the checks look at: a work's project, which of its takes was watched how often, and of which
    keyframe's take its learner has given their judgement.
    """

    document: Document
    found: Mapping[str, sheet.Stretch]
    known: standing.Known
    watched: Mapping[str, int] = field(default_factory=dict)
    judged: Collection[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """
    How far a work is: the wanted checks, and the takes that it shows by left keyframe.
    """

    checks: list[Check]
    takes: Mapping[str, str]

    @property
    def open(self) -> list[Check]:
        """
        The steps that are still to do.
        """
        return [check for check in self.checks if not check.done]


def standing_of(work: Work) -> Standing:
    """
    How far one work is.
    """
    return standing_of_all([work])[work.pk]


def standing_of_all(works: Sequence[Work]) -> dict[UUID, Standing]:
    """
    How far some works are, in the same number of queries however many there are.
    """
    documents = rows.load_many([work.project for work in works])
    found = {key: sheet.stretches(document) for key, document in documents.items()}
    known = standing.rows_of(stretch for several in found.values() for stretch in several.values())
    judged = _judged(works)
    return {
        work.pk: examine(
            work.exercise.checks,
            Seen(
                documents[key := str(work.project_id)],
                found[key],
                known,
                work.watched,
                judged[work.project_id],
            ),
        )
        for work in works
    }


def _judged(works: Iterable[Work]) -> dict[UUID, set[tuple[str, str]]]:
    judged: defaultdict[UUID, set[tuple[str, str]]] = defaultdict(set)
    owners = {work.project_id: work.project.owner_id for work in works}
    said = Judgement.objects.filter(keyframe__shot__project__in=list(owners), given__isnull=False)
    names = ("keyframe__shot__project", "person", "keyframe", "take")
    for project, person, keyframe, take in said.values_list(*names):
        if person == owners[project]:
            judged[project].add((str(keyframe), take))
    return judged


def examine(wanted: Sequence[str], seen: Seen) -> Standing:
    """
    Look for the wanted steps.
    """
    stretches = {left: one for left, one in seen.found.items() if one.sheet}
    drawn = {left: standing.drawn(one, seen.known) for left, one in stretches.items()}
    takes = {left: row.key for left, row in drawn.items() if row is not None}
    rendered = bool(stretches) and len(takes) == len(stretches)
    times = min((seen.watched.get(take, 0) for take in takes.values()), default=0) if rendered else 0
    steps = {
        **_posed(seen.document),
        "rendered": rendered,
        "watched": times > 0,
        "watched_twice": times > 1,
        "judged": rendered and all(each in seen.judged for each in takes.items()),
    }
    checks = [Check(name, steps.get(name, False), _sentence(name, steps.get(name, False))) for name in wanted]
    return Standing(checks, takes)


def _posed(document: Document) -> dict[str, bool]:
    """
    The steps that are about poses and keyframes alone.
    """
    stills = [pose for pose in document.live("pose").values() if not pose["is_plate"]]
    used = {row["shot"] for row in document.live("keyframe").values()}
    ends = [_ends(document, shot) for shot in document.shot_order() if shot in used]
    known = [pair for pair in ends if pair is not None]
    return {
        "two_poses": len({pose["sha256"] for pose in stills}) > 1,
        "same_character": all(map(_is_same, known)) if known else any(map(_is_same, _pairs(stills))),
        "start_and_end": bool(ends) and len(known) == len(ends),
    }


def _is_same(pair: tuple[Row, Row]) -> bool:
    one, two = pair
    return bool(one["character"]) and one["character"] == two["character"]


def _ends(document: Document, shot: str) -> tuple[Row, Row] | None:
    """
    The poses of the first and the last key of a track, where they are different pictures.
    """
    lanes = document.lanes()
    for track in document.track_order(shot):
        keys = [row for _key, row in lanes[track]]
        if keys:
            first, last = (document.poses[key["pose"]] for key in (keys[0], keys[-1]))
            if first["sha256"] != last["sha256"]:
                return first, last
    return None


def _pairs(stills: Iterable[Row]) -> list[tuple[Row, Row]]:
    """
    One pair of different pictures for each character that has some.
    """
    first: dict[str, Row] = {}
    pairs = []
    for pose in stills:
        known = first.setdefault(pose["character"], pose)
        if known["sha256"] != pose["sha256"]:
            pairs.append((known, pose))
    return pairs


def told(kept: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """
    Steps as they are kept, with their sentences in the language of who reads them.
    """
    return [{**step, "sentence": _sentence(step["name"], step["done"])} for step in kept]


def _sentence(name: str, done: bool) -> str:  # noqa: FBT001 (which of two sentences)
    return _DONE[name]() if done else _OPEN[name]()


_DONE: Mapping[str, Callable[[], str]] = {
    "two_poses": lambda: _("There are two different poses."),
    "same_character": lambda: _("Both poses show the same character."),
    "start_and_end": lambda: _("It starts with one pose and ends with another."),
    "rendered": lambda: _("Everything between the keys is rendered."),
    "watched": lambda: _("You watched it from the first frame to the last."),
    "watched_twice": lambda: _("You watched it twice from the first frame to the last."),
    "judged": lambda: _("You gave your judgement."),
}
_OPEN: Mapping[str, Callable[[], str]] = {
    "two_poses": lambda: _("Make two different poses: upload two pictures that you have drawn or made."),
    "same_character": lambda: _("Say that both poses show the same character."),
    "start_and_end": lambda: _("Place one pose at the start of each shot and another at its end."),
    "rendered": lambda: _("Render what lies between the keys; what is stale is rendered again."),
    "watched": lambda: _("Play it from its first frame to its last."),
    "watched_twice": lambda: _("Play it from its first frame to its last, twice."),
    "judged": lambda: _(
        "Say whether it is still the same character, and where not. Then give your judgement."
    ),
}
