"""
Copies of a project: what a link or a hand-in freezes, what somebody remixes, what learners begin with.

Pictures and drawings are named by what is in them, so a copy is rows alone: nothing is stored or drawn again.
It keeps as the take of each key the drawings that its original shows; of a frozen copy these are all that is
ever shown, whatever is drawn, edited or deleted elsewhere afterwards (see `editor.timeline.standing`).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from editor import quota
from editor.access import Viewer
from editor.poses.actions import bytes_of
from editor.poses.models import Mask, Pose, Version
from editor.projects.actions import check_count
from editor.projects.models import Project
from editor.projects.unsaved import POINTERS, Edit, Names, carry_over
from editor.teams.accounts import account
from editor.teams.models import Team, User
from editor.timeline import rows, standing
from editor.timeline.document import Document, Kind, Row
from editor.timeline.models import Judgement
from editor.timeline.operations import taken
from editor.timeline.turn import turn

PERSONAL = ("locker",)
"""
What of a row is no content: an account may take it over from a guest.
"""
LONGEST_TITLE, LONGEST_CREDIT = 120, 300


@dataclass(frozen=True, slots=True)
class _Content:
    """
    All that a copy has: the live rows, with the takes that are shown, and what is beside them.
    """

    document: Document
    versions: list[Version]
    judgements: list[Judgement]


def remix(viewer: Viewer, project: Project, key: UUID, unsaved: Sequence[Edit] = ()) -> tuple[Project, int]:
    """
    A project of one's own that begins as somebody else's stands, and says so; once under one id, however
    often it is asked for.

    `unsaved` are edits that the original did not take any more. They are made in the copy, as far as they can
    be; returned is how many were.
    """
    user = account(
        viewer,
        _("A copy needs somebody to belong to. Make an account, and copy it then. Nothing was copied."),
    )
    title = _("Copy of %(title)s") % {"title": project.title}
    with turn(project), transaction.atomic():
        held = Project.objects.select_for_update().get(pk=project.pk)
        if (earlier := Project.objects.filter(pk=key).first()) is not None:
            return _again(earlier, user, project, unsaved)
        copy, names = _copied(
            held, pk=key, owner=user, title=title[:LONGEST_TITLE], credit=_credit(user, held)
        )
        return copy, carry_over(viewer, copy, names, unsaved)


def _again(copy: Project, user: User, project: Project, unsaved: Sequence[Edit]) -> tuple[Project, int]:
    """
    What was answered when a copy was made.
    """
    if (copy.owner_id, copy.copied_from_id) != (user.pk, project.pk):
        raise taken()
    return copy, copy.batches.filter(client_id__in=[edit.key for edit in unsaved]).count()


def copy_project(
    project: Project, *, owner: User, kind: str = Project.Kind.STORY, title: str | None = None
) -> Project:
    """
    A new project with all that a project holds now, as it is shown now; comments stay where they are.
    """
    with transaction.atomic():
        held = Project.objects.select_for_update().get(pk=project.pk)
        return _copied(held, owner=owner, kind=kind, title=title or held.title, credit=held.credit)[0]


def _copied(
    project: Project, *, owner: User, kind: str = Project.Kind.STORY, **settings: Any
) -> tuple[Project, Names]:
    if kind == Project.Kind.STORY:
        check_count(owner)
    content = _read(project, judged=False)
    copy, names = _written(project, content, owner=owner, kind=kind, **settings)
    if kind == Project.Kind.STORY:
        quota.check_bytes(
            bytes_of(owner.pk),
            _(
                "With its pictures you would have more than the %(most)d MB that one person may "
                "keep here. Nothing was copied."
            ),
        )
    return copy, names


def freeze(project: Project, kind: str, owner: User, team: Team | None = None) -> Project:
    """
    A project as it is now, for ever.
    """
    with transaction.atomic():
        held = Project.objects.select_for_update().get(pk=project.pk)
        content = _read(held, judged=kind == Project.Kind.HANDED_IN)
        return _written(
            held,
            content,
            owner=owner,
            team=team,
            kind=kind,
            title=held.title,
            credit=held.credit,
            digest=_digest(content),
        )[0]


def digest_of(project: Project) -> str:
    """
    The hash of all that a project holds, as it is shown: equal for a project and its copy, whatever their
    rows are called. A frozen copy whose hash is another than its `digest` is not what it was.
    """
    judged = project.kind in (Project.Kind.WORK, Project.Kind.HANDED_IN)
    return _digest(_read(Project.objects.get(pk=project.pk), judged=judged))


def _credit(user: User, project: Project) -> str:
    """
    Whose work a remix began with: that of others, and what that began with.
    """
    if project.owner_id == user.pk and project.team_id is None:
        return project.credit
    author = project.team.name if project.team else project.owner.shown_name
    words = _("Copy of “%(title)s” by %(person)s") % {"title": project.title, "person": author}
    both = f"{words} · {project.credit}" if project.credit else words
    return both if len(both) <= LONGEST_CREDIT else words


# -- Reading ------------------------------------------------------------------------------------------


def _read(project: Project, *, judged: bool) -> _Content:
    document = rows.load(project)
    takes = standing.takes_of(document)
    keyframes = {key: {**row, "take": takes.get(key, "")} for key, row in document.live("keyframe").items()}
    mine = Judgement.objects.filter(keyframe__in=list(keyframes), person=project.owner_id)
    return _Content(
        replace(document, keyframes=keyframes),
        _versions(project),
        list(mine.order_by("pk")) if judged else [],
    )


def _versions(project: Project) -> list[Version]:
    """
    Of each pose the picture that it shows, and what that was cut from; the oldest first.
    """
    shown = Version.objects.filter(
        pose=OuterRef("pose"), picture=OuterRef("pose__picture"), original=OuterRef("picture")
    )
    kept = Version.objects.filter(
        Q(picture=F("pose__picture")) | Exists(shown), pose__project=project, pose__deleted_at=None
    )
    return list(kept.order_by("made_at", "-pk"))


def _ordered(document: Document) -> dict[Kind, list[str]]:
    """
    The ids of all live rows, in an order that copying keeps.
    """
    shots = {key: place for place, key in enumerate(document.shot_order())}
    markers = document.live("marker")
    return {
        "character": list(document.live("character")),
        "pose": list(document.live("pose")),
        "shot": list(shots),
        "track": document.track_order(),
        "keyframe": [key for lane in document.lanes().values() for key, _row in lane],
        "marker": sorted(markers, key=lambda key: (shots[markers[key]["shot"]], markers[key]["frame"], key)),
    }


def _renamed(row: Row, names: Names) -> dict[str, Any]:
    """
    A row that names others as they are called in the copy; what lies in the bin is not there.
    """
    return {name: names.get(value) if name in POINTERS else value for name, value in row.items()}


def _digest(content: _Content) -> str:
    document = content.document
    ordered = _ordered(document)
    names = {key: f"{kind} {place}" for kind, keys in ordered.items() for place, key in enumerate(keys)}
    whole: dict[str, Any] = {"project": _bare(document.project)}
    for kind, keys in ordered.items():
        found = document.rows(kind)
        whole[kind] = [_bare(_renamed(found[key], names)) for key in keys]
    whole["version"] = sorted(
        [names[str(one.pose_id)], one.picture_id, one.original_id, one.framing, one.file]
        for one in content.versions
    )
    whole["judgement"] = [
        [names[str(one.keyframe_id)], *(getattr(one, name) for name in _SAID)] for one in content.judgements
    ]
    canonical = json.dumps(whole, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _bare(row: Row) -> dict[str, Any]:
    """
    A row without what is empty, so that a property that people get later changes no digest.
    """
    return {name: value for name, value in row.items() if value and name not in PERSONAL}


# -- Writing ------------------------------------------------------------------------------------------


_SAID = ("take", "identity", "reasons", "frames", "text", "verdict", "given")


def _written(project: Project, content: _Content, **settings: Any) -> tuple[Project, Names]:
    copy = Project.objects.create(
        copied_from=project,
        width=project.width,
        height=project.height,
        rate_num=project.rate_num,
        rate_den=project.rate_den,
        first_frame=project.first_frame,
        **settings,
    )
    document = content.document
    ordered = _ordered(document)
    names = {
        key: str(new) for keys in ordered.values() for key, new in zip(keys, _ids(len(keys)), strict=True)
    }
    found = {
        kind: {names[key]: _renamed(document.rows(kind)[key], names) for key in keys}
        for kind, keys in ordered.items()
    }
    _write_poses(copy, found["pose"])
    empty = Document(str(copy.pk), document.project, {}, {}, {})
    rows.save(
        copy,
        empty,
        replace(
            empty,
            shots=found["shot"],
            poses=found["pose"],
            keyframes=found["keyframe"],
            characters=found["character"],
            tracks=found["track"],
            markers=found["marker"],
        ),
    )
    _write_versions(content.versions, names)
    _write_masks(project, copy, found["pose"])
    Judgement.objects.bulk_create(
        Judgement(
            keyframe_id=names[str(one.keyframe_id)],
            person_id=one.person_id,
            **{name: getattr(one, name) for name in _SAID},
        )
        for one in content.judgements
    )
    return copy, {**names, str(project.pk): str(copy.pk)}


def _ids(count: int) -> list[UUID]:
    """
    New ids in their order: rows that are made at the same moment stay as they follow each other.
    """
    return sorted(uuid4() for _each in range(count))


def _write_poses(copy: Project, found: Mapping[str, Row]) -> None:
    Pose.objects.bulk_create(
        Pose(
            pk=UUID(key),
            project=copy,
            picture_id=row["sha256"],
            character_id=row["character"],
            mask=row["mask"] or "",
            **{name: row[name] for name in ("name", "is_plate", "joints", "behind", "tags")},
        )
        for key, row in found.items()
    )


def _write_versions(versions: Iterable[Version], names: Names) -> None:
    versions = list(versions)
    Version.objects.bulk_create(
        Version(
            pk=new,
            pose_id=names[str(one.pose_id)],
            picture_id=one.picture_id,
            original_id=one.original_id,
            framing=one.framing,
            file=one.file,
        )
        for one, new in zip(versions, reversed(_ids(len(versions))), strict=True)
    )


def _write_masks(project: Project, copy: Project, found: Mapping[str, Row]) -> None:
    named = {row["mask"] for row in found.values()} - {None}
    Mask.objects.bulk_create(
        Mask(project=copy, sha256=one.sha256, width=one.width, height=one.height, byte_size=one.byte_size)
        for one in Mask.objects.filter(project=project, sha256__in=named)
    )
