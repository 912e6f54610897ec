"""
What lies in a project's bin: rows that were deleted, when, by whom, and what must come back before each.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from editor.characters.models import Character
from editor.poses.models import Pose
from editor.projects.models import Project, Shot
from editor.timeline.models import Batch, Keyframe, Marker, Track

MOST_SHOWN = 200
"""
How many entries are told of, the newest first.
"""
MOST_READ = 5000
"""
How many of the newest edits are looked through for who deleted something.
"""
SAVING = timedelta(minutes=1)
"""
How long an edit may take from its first row that is written to the note that it was made.
"""
MOST_PICTURES = 3

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Named:
    """
    A row: its kind and id.
    """

    on: str
    id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """
    What one act of deleting put into the bin: a row, or several keys at once. `needs` are rows that lie there
    too and must come back before it; `count` are its keyframes.
    """

    on: str
    rows: tuple[Named, ...]
    name: str
    deleted_at: datetime
    pictures: tuple[str, ...] = ()
    count: int = 0
    needs: tuple[Named, ...] = ()
    by: str = field(default="")


class _Acts:
    """
    Who deleted what, by the moment: edits of a project are made one after the other, each first its rows and
    then the note of it.
    """

    def __init__(self, project: Project, since: datetime) -> None:
        made = Batch.objects.filter(project=project, made_at__gte=since).select_related("actor")
        self._batches = list(made.defer("answer").order_by("-revision")[:MOST_READ])[::-1]

    def of(self, moment: datetime) -> Batch | None:
        """
        The edit in which a row was deleted at this moment.
        """
        place = bisect_left(self._batches, moment, key=lambda batch: batch.made_at)
        if place == len(self._batches) or self._batches[place].made_at - moment > SAVING:
            return None
        return self._batches[place]

    def by(self, moment: datetime) -> str:
        """
        The name of whoever made it, or "".
        """
        batch = self.of(moment)
        return batch.actor.shown_name if batch and batch.actor else ""


def contents(project: Project) -> list[Entry]:
    """
    Everything that was deleted from a project, the newest first.
    """
    found = [*_poses(project), *_characters(project), *_shots(project), *_tracks(project), *_markers(project)]
    keys = _binned_keyframes(project)
    moments = [entry.deleted_at for entry in found] + [_when(key) for key in keys]
    if not moments:
        return []
    acts = _Acts(project, min(moments))
    told = [replace(entry, by=acts.by(entry.deleted_at)) for entry in found] + list(_keyframes(keys, acts))
    return sorted(told, key=lambda entry: entry.deleted_at, reverse=True)[:MOST_SHOWN]


def _newest(rows: QuerySet[Row]) -> QuerySet[Row]:
    """
    Those of some rows that were deleted last: a bin that was never emptied is not read whole.
    """
    return rows.exclude(deleted_at=None).order_by("-deleted_at")[:MOST_SHOWN]


def _poses(project: Project) -> Iterator[Entry]:
    for pose in _newest(project.poses.select_related("character")):
        yield Entry(
            "pose",
            _named("pose", pose.pk),
            pose.name,
            _when(pose),
            (pose.picture_id,),
            needs=_binned("character", [pose.character]),
        )


def _characters(project: Project) -> Iterator[Entry]:
    for character in _newest(project.characters.select_related("card")):
        card = (character.card.picture_id,) if character.card else ()
        yield Entry("character", _named("character", character.pk), character.name, _when(character), card)


def _shots(project: Project) -> Iterator[Entry]:
    for shot in _newest(project.shots.select_related("plate__character")):
        inside = Q(shot=shot, deleted_at=None, track__deleted_at=None)
        yield _house("shot", shot, shot.name, inside, also=[shot.plate])


def _tracks(project: Project) -> Iterator[Entry]:
    for track in _newest(Track.objects.filter(shot__project=project).select_related("shot")):
        needs = _binned("shot", [track.shot])
        entry = _house("track", track, track.name, Q(track=track, deleted_at=None))
        yield replace(entry, needs=needs + entry.needs)


def _house(kind: str, row: Shot | Track, name: str, inside: Q, also: Iterable[Pose | None] = ()) -> Entry:
    """
    A shot or a track with the keyframes that come back with it, and the poses that those need.
    """
    keys = Keyframe.objects.filter(inside).select_related("pose__character").order_by("frame")
    poses = [*also, *(key.pose for key in keys)]
    pictures = tuple(dict.fromkeys(pose.picture_id for pose in poses if pose))
    return Entry(
        kind,
        _named(kind, row.pk),
        name,
        _when(row),
        pictures[:MOST_PICTURES],
        len(keys),
        _needed(poses),
    )


def _markers(project: Project) -> Iterator[Entry]:
    for marker in _newest(Marker.objects.filter(shot__project=project).select_related("shot")):
        yield Entry(
            "marker",
            _named("marker", marker.pk),
            marker.name or marker.shot.name,
            _when(marker),
            needs=_binned("shot", [marker.shot]),
        )


def _binned_keyframes(project: Project) -> list[Keyframe]:
    related = ("shot", "track", "pose__character")
    binned = Keyframe.objects.filter(shot__project=project).exclude(deleted_at=None)
    return list(binned.select_related(*related).order_by("-deleted_at", "frame")[: 10 * MOST_SHOWN])


def _keyframes(binned: Iterable[Keyframe], acts: _Acts) -> Iterator[Entry]:
    """
    Keyframes by the edit that deleted them; of those it is not known of, by the moment.
    """
    groups: defaultdict[tuple[Any, UUID], list[Keyframe]] = defaultdict(list)
    for key in binned:
        batch = acts.of(_when(key))
        moment: Any = batch.revision if batch else _when(key).replace(microsecond=0)
        groups[moment, key.shot_id].append(key)
    for keys in groups.values():
        first = keys[0]
        yield Entry(
            "keyframe",
            tuple(Named("keyframe", str(key.pk)) for key in keys),
            first.shot.name,
            _when(first),
            tuple(dict.fromkeys(key.pose.picture_id for key in keys))[:MOST_PICTURES],
            len(keys),
            _binned("shot", [first.shot])
            + _binned("track", [key.track for key in keys])
            + _needed([key.pose for key in keys]),
            acts.by(_when(first)),
        )


def _needed(poses: Iterable[Pose | None]) -> tuple[Named, ...]:
    """
    Poses that lie in the bin, each after its character that lies there too.
    """
    there = [pose for pose in poses if pose is not None and pose.deleted_at is not None]
    return _binned("character", [pose.character for pose in there]) + _binned("pose", there)


def _binned(kind: str, rows: Iterable[Character | Pose | Shot | Track | None]) -> tuple[Named, ...]:
    lying = (row for row in rows if row is not None and row.deleted_at is not None)
    return tuple(dict.fromkeys(Named(kind, str(row.pk)) for row in lying))


def _named(kind: str, key: UUID) -> tuple[Named, ...]:
    return (Named(kind, str(key)),)


def _when(row: Any) -> datetime:
    moment: datetime = row.deleted_at
    return moment
