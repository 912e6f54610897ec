"""
From rows to a document, and back: what changed, and nothing else.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from editor.characters.models import Character
from editor.characters.skeletons import limbs_of
from editor.poses.models import Mask, Pose, Version
from editor.projects.models import Project, Shot
from editor.timeline.document import Document, Kind, Row
from editor.timeline.models import Keyframe, Marker, Track

COURSE = ("chart", "arc", "stop", "turns", "planted", "pins", "breakdowns")
"""
What a keyframe says about the way to the next one.
"""


def load(
    project: Project,
    *,
    binned: Iterable[str] = (),
    masks: Iterable[str] = (),
    versions: Iterable[str] = (),
) -> Document:
    """
    A project as a document: what is live, and those of its binned rows, its masks and its poses' versions
    that are asked for.
    """
    document = load_many([project], binned=binned)[str(project.pk)]
    if asked := list(masks):
        known = Mask.objects.filter(project=project, sha256__in=asked)
        document = replace(document, masks={mask.sha256: (mask.width, mask.height) for mask in known})
    if shown := list(versions):
        document = replace(document, versions=_versions(project, shown))
    return document


def _versions(project: Project, asked: Iterable[str]) -> dict[str, dict[str, tuple[int, int, bool]]]:
    found: defaultdict[str, dict[str, tuple[int, int, bool]]] = defaultdict(dict)
    kept = Version.objects.filter(pose__project=project, picture__in=asked).select_related("picture")
    for version in kept:
        picture = version.picture
        found[str(version.pose_id)][picture.sha256] = picture.width, picture.height, picture.has_alpha
    return dict(found)


def load_many(projects: Sequence[Project], *, binned: Iterable[str] = ()) -> dict[str, Document]:
    """
    Several projects as documents, in six queries however many there are.
    """
    binned = list(binned)
    asked = Q(deleted_at=None) | Q(pk__in=binned)
    # A row that comes out of the bin may point at a pose, a character or a track that lies there.
    pictured = Q() if binned else Q(deleted_at=None)
    keys = [project.pk for project in projects]
    shots: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    characters: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    poses: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    tracks: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    keyframes: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    markers: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for shot in Shot.objects.filter(asked, project__in=keys).order_by():
        shots[str(shot.project_id)][str(shot.pk)] = shot_row(shot)
    for character in Character.objects.filter(pictured, project__in=keys):
        characters[str(character.project_id)][str(character.pk)] = character_row(character)
    for pose in Pose.objects.filter(pictured, project__in=keys).select_related("picture"):
        poses[str(pose.project_id)][str(pose.pk)] = pose_row(pose)
    laid = Track.objects.filter(pictured, shot__project__in=keys).order_by()
    for track in laid.annotate(project=F("shot__project")):
        tracks[str(track.project)][str(track.pk)] = track_row(track)
    placed = Keyframe.objects.filter(asked, shot__project__in=keys).order_by()
    for keyframe in placed.annotate(project=F("shot__project")):
        keyframes[str(keyframe.project)][str(keyframe.pk)] = keyframe_row(keyframe)
    marked = Marker.objects.filter(asked, shot__project__in=keys).order_by()
    for marker in marked.annotate(project=F("shot__project")):
        markers[str(marker.project)][str(marker.pk)] = marker_row(marker)
    return {
        key: Document(
            key,
            project_row(project),
            shots[key],
            poses[key],
            keyframes[key],
            characters[key],
            tracks=tracks[key],
            markers=markers[key],
            frozen=project.is_frozen,
        )
        for project in projects
        for key in [str(project.pk)]
    }


def project_row(project: Project) -> dict[str, Any]:
    """
    A project's own properties.
    """
    return {
        "title": project.title,
        "width": project.width,
        "height": project.height,
        "rate": [project.rate_num, project.rate_den],
        "first_frame": project.first_frame,
    }


def shot_row(shot: Shot) -> dict[str, Any]:
    """
    A shot as values.
    """
    return {
        "name": shot.name,
        "order": shot.order,
        "plate": str(shot.plate_id) if shot.plate_id else None,
        "ground": shot.ground,
        "loop": shot.loop,
        "deleted": shot.deleted_at is not None,
    }


def track_row(track: Track) -> dict[str, Any]:
    """
    A track as values.
    """
    return {
        "shot": str(track.shot_id),
        "name": track.name,
        "order": track.order,
        "character": str(track.character_id) if track.character_id else None,
        "hidden": track.hidden,
        "locked": track.locked,
        "deleted": track.deleted_at is not None,
    }


def marker_row(marker: Marker) -> dict[str, Any]:
    """
    A marker as values.
    """
    return {
        "shot": str(marker.shot_id),
        **{name: getattr(marker, name) for name in _MARKER},
        "deleted": marker.deleted_at is not None,
    }


def character_row(character: Character) -> dict[str, Any]:
    """
    A character as values, with the limbs that follow from its skeleton.
    """
    return {
        "name": character.name,
        "skeleton": character.skeleton,
        "limbs": limbs_of(character.skeleton),
        "colour": character.colour or None,
        "card": str(character.card_id) if character.card_id else None,
        "deleted": character.deleted_at is not None,
    }


def pose_row(pose: Pose) -> dict[str, Any]:
    """
    A pose as values, with what is known of its picture.
    """
    return {
        "name": pose.name,
        "is_plate": pose.is_plate,
        "sha256": pose.picture_id,
        "width": pose.picture.width,
        "height": pose.picture.height,
        "has_alpha": pose.picture.has_alpha,
        "character": str(pose.character_id) if pose.character_id else None,
        "joints": pose.joints,
        "mask": pose.mask or None,
        "behind": pose.behind,
        "tags": pose.tags,
        "deleted": pose.deleted_at is not None,
    }


_OWN = (
    *("frame", "hold", "method", "ease", "curve", "exposure", *COURSE),
    *("hint", "note", "seed", "locked", "locked_by"),
)
_MARKER = ("frame", "length", "name", "colour")
_PLACE = ("track", "frame", "deleted")
FEW = 4
"""
So many changed keyframes are written one by one, only what changed of each: one statement that may set
everything of many is much longer in the making.
"""


def keyframe_row(keyframe: Keyframe) -> dict[str, Any]:
    """
    A keyframe as values.
    """
    return {
        "shot": str(keyframe.shot_id),
        "track": str(keyframe.track_id),
        "pose": str(keyframe.pose_id),
        **{name: getattr(keyframe, name) for name in _OWN},
        "locker": str(keyframe.locker_id) if keyframe.locker_id else None,
        "take": keyframe.take,
        "deleted": keyframe.deleted_at is not None,
    }


def save(project: Project, before: Document, after: Document) -> None:
    """
    Write the difference between two documents of a project.

    Belongs into the transaction that holds the project's row.
    """
    if after.project != before.project:
        row = after.project
        project.title, project.width, project.height = row["title"], row["width"], row["height"]
        project.rate_num, project.rate_den = row["rate"]
        project.first_frame = row["first_frame"]
    _save_characters(project, before, after)
    _save_poses(before, after)
    _save_shots(project, before, after)
    _save_tracks(before, after)
    _save_keyframes(before, after)
    _save_markers(before, after)


def differences(kind: Kind, before: Document, after: Document) -> tuple[dict[str, Row], dict[str, Row]]:
    """
    The rows of a kind that are new, and those that changed.
    """
    old, new = before.rows(kind), after.rows(kind)
    made = {key: row for key, row in new.items() if key not in old}
    changed = {key: row for key, row in new.items() if key in old and row != old[key]}
    return made, changed


def _save_characters(project: Project, before: Document, after: Document) -> None:
    made, changed = differences("character", before, after)
    rows = [
        Character(
            pk=UUID(key),
            project=project,
            name=row["name"],
            skeleton=row["skeleton"],
            colour=row["colour"] or "",
            card_id=row["card"],
            deleted_at=timezone.now() if row["deleted"] else None,
        )
        for key, row in (made | changed).items()
    ]
    Character.objects.bulk_create([row for row in rows if str(row.pk) in made])
    Character.objects.bulk_update(
        [row for row in rows if str(row.pk) in changed], ["name", "skeleton", "colour", "card", "deleted_at"]
    )


def _save_poses(before: Document, after: Document) -> None:
    _, changed = differences("pose", before, after)
    for key, row in changed.items():
        Pose.objects.filter(pk=key).update(
            name=row["name"],
            is_plate=row["is_plate"],
            picture=row["sha256"],
            tags=row["tags"],
            character=row["character"],
            joints=row["joints"],
            mask=row["mask"] or "",
            behind=row["behind"],
            deleted_at=timezone.now() if row["deleted"] else None,
        )


def _save_shots(project: Project, before: Document, after: Document) -> None:
    made, changed = differences("shot", before, after)
    rows = [Shot(pk=UUID(key), project=project, **_shot_values(row)) for key, row in (made | changed).items()]
    Shot.objects.bulk_create([row for row in rows if str(row.pk) in made])
    Shot.objects.bulk_update(
        [row for row in rows if str(row.pk) in changed],
        ["name", "order", "plate", "ground", "loop", "deleted_at"],
    )


def _save_tracks(before: Document, after: Document) -> None:
    made, changed = differences("track", before, after)
    rows = [
        Track(
            pk=UUID(key),
            shot_id=row["shot"],
            name=row["name"],
            order=row["order"],
            character_id=row["character"],
            hidden=row["hidden"],
            locked=row["locked"],
            deleted_at=timezone.now() if row["deleted"] else None,
        )
        for key, row in (made | changed).items()
    ]
    Track.objects.bulk_create([row for row in rows if str(row.pk) in made])
    Track.objects.bulk_update(
        [row for row in rows if str(row.pk) in changed],
        ["name", "order", "character", "hidden", "locked", "deleted_at"],
    )


def _save_markers(before: Document, after: Document) -> None:
    made, changed = differences("marker", before, after)
    rows = [
        Marker(
            pk=UUID(key),
            shot_id=row["shot"],
            **{name: row[name] for name in _MARKER},
            deleted_at=timezone.now() if row["deleted"] else None,
        )
        for key, row in (made | changed).items()
    ]
    Marker.objects.bulk_create([row for row in rows if str(row.pk) in made])
    Marker.objects.bulk_update(
        [row for row in rows if str(row.pk) in changed], ["shot", *_MARKER, "deleted_at"], batch_size=200
    )


def _save_keyframes(before: Document, after: Document) -> None:
    """
    Keyframes that move are first taken off their frames: two that swap never stand on one frame, not
    even between two statements.
    """
    made, changed = differences("keyframe", before, after)
    old = before.keyframes
    moved = [key for key, row in changed.items() if any(row[name] != old[key][name] for name in _PLACE)]
    if moved:
        Keyframe.objects.filter(pk__in=moved, deleted_at=None).update(deleted_at=timezone.now())
    if len(changed) <= FEW:
        for key, row in changed.items():
            Keyframe.objects.filter(pk=key).update(**_keyframe_changes(old[key], row, moved=key in moved))
    else:
        _update_keyframes(before, changed)
    Keyframe.objects.bulk_create(
        [Keyframe(pk=UUID(key), **_keyframe_values(row)) for key, row in made.items()]
    )


def _keyframe_changes(old: Row, new: Row, *, moved: bool) -> dict[str, Any]:
    """
    What is to be written of a keyframe. A worker may have kept a newer take since the rows were read, so only
    a take that is new is among it.
    """
    before = _keyframe_values(old)
    changes = {name: value for name, value in _keyframe_values(new).items() if value != before[name]}
    changes.pop("deleted_at", None)
    return {**changes, "deleted_at": timezone.now() if new["deleted"] else None} if moved else changes


def _update_keyframes(before: Document, changed: dict[str, Row]) -> None:
    rows = [Keyframe(pk=UUID(key), **_keyframe_values(row)) for key, row in changed.items()]
    fields = ["shot", "track", "pose", "locker", *_OWN, "deleted_at"]
    Keyframe.objects.bulk_update(rows, fields, batch_size=200)
    takes = [row for row in rows if row.take != before.keyframes[str(row.pk)]["take"]]
    Keyframe.objects.bulk_update(takes, ["take"], batch_size=200)


def _shot_values(row: Row) -> dict[str, Any]:
    return {
        "name": row["name"],
        "order": row["order"],
        "plate_id": row["plate"],
        "ground": row["ground"],
        "loop": row["loop"],
        "deleted_at": timezone.now() if row["deleted"] else None,
    }


def _keyframe_values(row: Row) -> dict[str, Any]:
    return {
        "shot_id": row["shot"],
        "track_id": row["track"],
        "pose_id": row["pose"],
        "locker_id": row["locker"],
        **{name: row[name] for name in (*_OWN, "take")},
        "deleted_at": timezone.now() if row["deleted"] else None,
    }
