"""
What lies in a project's bin: rows that were deleted, when, by whom, and what must come back before each.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
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
MOST_READ = 500
"""
How many of the newest edits are looked through for who deleted something.
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


@dataclass(frozen=True, slots=True)
class _Act:
    """
    The edit that deleted something.
    """

    batch: int
    by: str


def contents(project: Project) -> list[Entry]:
    """
    Everything that was deleted from a project, the newest first.
    """
    found = [*_poses(project), *_characters(project), *_shots(project), *_tracks(project), *_markers(project)]
    keys = _binned_keyframes(project)
    wanted = {entry.rows[0] for entry in found} | {Named("keyframe", str(key.pk)) for key in keys}
    acts = _acts(project, wanted)
    told = [_by(entry, acts) for entry in found] + list(_keyframes(keys, acts))
    return sorted(told, key=lambda entry: entry.deleted_at, reverse=True)[:MOST_SHOWN]


def _acts(project: Project, wanted: set[Named]) -> Mapping[Named, _Act]:
    """
    By row, the newest edit that deleted it; edits are read until all rows are found.
    """
    found: dict[Named, _Act] = {}
    batches = Batch.objects.filter(project=project).select_related("actor").order_by("-revision")
    for batch in batches[:MOST_READ].iterator(chunk_size=20):
        if len(found) == len(wanted):
            break
        act = _Act(batch.revision, batch.actor.shown_name if batch.actor else "")
        for operation in batch.answer["applied"]:
            row = Named(operation["on"], operation["id"])
            if operation["do"] == "delete" and row in wanted:
                found.setdefault(row, act)
    return found


def _newest(rows: QuerySet[Row]) -> QuerySet[Row]:
    """
    Those of some rows that were deleted last: a bin that was never emptied is not read whole.
    """
    return rows.exclude(deleted_at=None).order_by("-deleted_at")[:MOST_SHOWN]


def _by(entry: Entry, acts: Mapping[Named, _Act]) -> Entry:
    act = acts.get(entry.rows[0])
    return replace(entry, by=act.by) if act else entry


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


def _keyframes(binned: Iterable[Keyframe], acts: Mapping[Named, _Act]) -> Iterator[Entry]:
    """
    Keyframes by the edit that deleted them; of those it is not known of, by the moment.
    """
    groups: defaultdict[tuple[Any, UUID], list[Keyframe]] = defaultdict(list)
    for key in binned:
        act = acts.get(Named("keyframe", str(key.pk)))
        moment: Any = act.batch if act else _when(key).replace(microsecond=0)
        groups[moment, key.shot_id].append(key)
    for keys in groups.values():
        first = keys[0]
        act = acts.get(Named("keyframe", str(first.pk)))
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
            act.by if act else "",
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
