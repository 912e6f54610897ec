"""
Rows for tests, made the short way.
"""

import io
from functools import cache
from uuid import uuid4

import factory
import numpy as np
from django.core.files.storage import default_storage
from PIL import Image

from editor.access import Viewer
from editor.models import Character, Keyframe, Marker, Pose, Project, Shot, Track, User
from editor.poses import intake, pictures
from jobs.frames import picture_path


class AccountFactory(factory.django.DjangoModelFactory):
    """
    A person with an account.
    """

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    password = factory.django.Password("a long pass phrase")


class GuestFactory(factory.django.DjangoModelFactory):
    """
    A person without one.
    """

    class Meta:
        model = User

    is_guest = True


class ProjectFactory(factory.django.DjangoModelFactory):
    """
    An empty project of somebody, small so that its frames are drawn in no time.
    """

    class Meta:
        model = Project

    owner = factory.SubFactory(AccountFactory)
    title = factory.Sequence(lambda n: f"Story {n}")
    width = 64
    height = 48


class ShotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Shot

    project = factory.SubFactory(ProjectFactory)
    name = factory.Sequence(lambda n: f"Shot {n}")
    order = factory.Sequence(lambda n: f"a{n:05d}")


class TrackFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Track

    shot = factory.SubFactory(ShotFactory)
    name = "Keys"
    order = factory.Sequence(lambda n: f"a{n:05d}")


class MarkerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Marker

    shot = factory.SubFactory(ShotFactory)
    frame = 0


@cache
def drawing(shade: int, *, alpha: bool = True, size: tuple[int, int] = (40, 30)) -> intake.Picture:
    """
    A picture that no other shade gives: a bar that stands elsewhere.
    """
    pixels = np.zeros((size[1], size[0], 4), np.uint8)
    pixels[..., 3] = 0 if alpha else 255
    left = shade % (size[0] - 6)
    pixels[4:-4, left : left + 6] = (shade % 256, 255 - shade % 256, shade * 7 % 256, 255)
    return intake.plain(Image.fromarray(pixels))


def png(shade: int = 1, size: tuple[int, int] = (40, 30)) -> bytes:
    """
    A picture as a browser sends it.
    """
    return drawing(shade, size=size).png


def encoded(image: Image.Image, form: str, **options: object) -> bytes:
    """
    A picture in some format.
    """
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def pose_of(project: Project, shade: int = 1, **more: object) -> Pose:
    """
    A pose in a project's library, its picture kept in the storage.
    """
    picture = pictures.keep(drawing(shade, alpha=not more.get("is_plate", False)))
    return Pose.objects.create(project=project, picture=picture, **{"name": f"Pose {shade}", **more})


def keyed(shot: Shot, *frames: int, **settings: object) -> list[Keyframe]:
    """
    Keyframes on some frames of a shot's lowest track, which is made if need be, each with a pose of its own.
    """
    first = shot.project.poses.count()
    track = settings.pop("track", None) or shot.tracks.first() or TrackFactory(shot=shot)
    return [
        Keyframe.objects.create(
            shot=shot, track=track, pose=pose_of(shot.project, first + n), frame=frame, **settings
        )
        for n, frame in enumerate(frames)
    ]


def story(*frames: int, owner: User | None = None, **settings: object) -> Project:
    """
    A project with one shot and keyframes on some frames.
    """
    project = ProjectFactory(**({"owner": owner} if owner else {}))
    keyed(ShotFactory(project=project), *frames, **settings)
    return project


BARS = {"names": ["root", "middle", "tip"], "parents": {"middle": "root", "tip": "middle"}}
"""
The skeleton of the bars that `drawing` draws.
"""


class CharacterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Character

    project = factory.SubFactory(ProjectFactory)
    name = "Bar"
    skeleton = factory.LazyFunction(lambda: BARS)


def marked(project: Project) -> Character:
    """
    The character of all of a project's poses that are no plates, marked as far as they are seen: bars.
    """
    character = CharacterFactory(project=project)
    for pose in project.poses.filter(is_plate=False).select_related("picture"):
        with default_storage.open(picture_path(pose.picture_id)) as file:
            seen = np.argwhere(np.asarray(Image.open(file).convert("RGBA"))[..., 3])
        x = (float(seen[:, 1].mean()) + 0.5) / pose.picture.width
        pose.character, pose.joints = character, [[round(x, 5), y] for y in (0.2, 0.5, 0.8)]
        pose.save()
    return character


def viewer_for(project: Project) -> Viewer:
    """
    The project's owner, looking.
    """
    return Viewer(project.owner)


def new_id() -> str:
    """
    An id as a page makes it.
    """
    return str(uuid4())
