"""
Making projects, and putting them into the bin and back.
"""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editor import quota
from editor.access import Viewer, person
from editor.characters.models import Character
from editor.poses.models import Pose
from editor.projects import sample
from editor.projects.models import Project, Shot
from editor.sharing.telling import tell
from editor.teams.models import User
from editor.timeline import renders
from editor.timeline.fields import FIELDS
from editor.timeline.models import Keyframe, Track

FIRST_ORDER = "a0"


def create(
    viewer: Viewer,
    title: str,
    width: int = 1280,
    height: int = 720,
    rate: tuple[int, int] = (24, 1),
    *,
    kind: str = Project.Kind.STORY,
) -> Project:
    """
    Make an empty project: one shot, nothing in it.
    """
    checks: Mapping[str, Any] = FIELDS["project"]
    given = {"title": title or _("Untitled"), "width": width, "height": height, "rate": list(rate)}
    good = {name: checks[name](value) for name, value in given.items()}
    owner = _owner(viewer) if kind == Project.Kind.STORY else person(viewer)
    with transaction.atomic():
        project = Project.objects.create(
            owner=owner,
            kind=kind,
            title=good["title"],
            width=good["width"],
            height=good["height"],
            rate_num=good["rate"][0],
            rate_den=good["rate"][1],
        )
        shot = Shot.objects.create(
            project=project, name=_("Shot %(number)d") % {"number": 1}, order=FIRST_ORDER
        )
        Track.objects.create(shot=shot, name=_("Keys"), order=FIRST_ORDER)
    return project


def create_sample(viewer: Viewer) -> Project:
    """
    Make the sample project: its pictures are drawn by our own code, and already marked and placed as two
    shots.
    """
    owner = _owner(viewer)
    pictures = sample.pictures()  # outside of the transaction: the first time they are drawn
    with transaction.atomic():
        width, height = sample.SIZE
        project = Project.objects.create(
            owner=owner,
            title=_("The girl and the star"),
            width=width,
            height=height,
            rate_num=sample.RATE,
            sample=True,
        )
        girl = Character.objects.create(
            project=project, name=_("Girl in the fox cape"), skeleton=sample.SKELETON.to_json()
        )
        joints = sample.joints()
        poses = {
            name: Pose(
                project=project,
                picture_id=picture.sha256,
                name=sample.label(name),
                is_plate=picture.is_plate,
                character=girl if name in joints else None,
                joints=joints.get(name),
            )
            for name, picture in pictures.items()
        }
        Pose.objects.bulk_create(poses.values())
        _place(project, poses)
    return project


def _place(project: Project, poses: Mapping[str, Pose]) -> None:
    shots, tracks, keyframes = [], [], []
    for index, planned in enumerate(sample.plan()):
        shot = Shot(
            pk=uuid4(),
            project=project,
            name=sample.label(planned["name"]),
            order=f"a{index}",
            plate=poses[planned["backdrop"]],
        )
        shots.append(shot)
        track = Track(pk=uuid4(), shot=shot, name=_("Keys"), order=FIRST_ORDER)
        tracks.append(track)
        keyframes += [
            Keyframe(
                shot=shot,
                track=track,
                pose=poses[key["pose"]],
                frame=key["frame"],
                hold=key["hold"],
                ease=key["ease"],
            )
            for key in planned["keys"]
        ]
    Shot.objects.bulk_create(shots)
    Track.objects.bulk_create(tracks)
    Keyframe.objects.bulk_create(keyframes)


def bin_project(project: Project) -> None:
    """
    Put a project into the bin: it is gone for everybody who looks, and its owner can put it back.

    Nothing more is drawn for it; the drawings that are there come back with it.
    """
    with transaction.atomic():
        Project.objects.filter(pk=project.pk, deleted_at=None).update(deleted_at=timezone.now())
        tell(project)
    renders.cancel_all(project)  # a transaction for each: segments are locked before their renders


def restore(project: Project) -> None:
    """
    Take a project out of the bin, as it was.
    """
    Project.objects.filter(pk=project.pk).update(deleted_at=None)


def _owner(viewer: Viewer) -> User:
    owner = person(viewer)
    check_count(owner)
    return owner


def check_count(owner: User) -> None:
    """
    Refuse one project more than a person may have; frozen copies and works on exercises are not counted.
    """
    quota.check_room(
        Project.objects.filter(owner=owner).stories().count(),
        quota.PROJECTS_PER_OWNER,
        _("You have %(most)d projects, the most that one person may have here. Nothing was made."),
    )
