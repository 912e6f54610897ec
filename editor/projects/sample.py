"""
The sample's pictures: drawn once into the storage, then only looked up.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import pgettext
from PIL import Image

from editor import sample as art
from editor.poses import intake
from editor.poses import pictures as kept
from editor.poses.models import Picture as Row
from editor.sample import plan
from jobs.inbetween import HUMANOID
from jobs.shares import rounded

__all__ = ["RATE", "SIZE", "SKELETON", "Drawn", "joints", "label", "pictures", "plan"]

SIZE = (1280, 720)
RATE = 24
SKELETON = HUMANOID
"""
The girl's skeleton; her art names its joints as it does.
"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """
    One picture of the sample, as it is kept.
    """

    sha256: str
    is_plate: bool


def pictures() -> dict[str, Drawn]:
    """
    The sample's pictures by name, drawn now if the storage has them not, or not of this art.
    """
    found = _remembered()
    known = set(
        Row.objects.filter(pk__in=[drawn.sha256 for drawn in found.values()]).values_list("pk", flat=True)
    )
    if found and all(drawn.sha256 in known for drawn in found.values()):
        return found
    found = {name: Drawn(kept.keep(intake.plain(image)).pk, is_plate) for name, image, is_plate in _draw()}
    note = json.dumps({name: asdict(drawn) for name, drawn in found.items()})
    kept.write(_note(), ContentFile(note.encode()))
    return found


@cache
def joints() -> dict[str, list[list[float]]]:
    """
    The girl's joints in each of her poses, as shares of the picture.
    """
    width, height = art.DESIGN_SIZE
    found = {name: art.joints(pose, art.DESIGN_SIZE) for name, pose in art.poses().items()}
    return {
        name: [[rounded(x / width), rounded(y / height)] for x, y in (places[j] for j in SKELETON.names)]
        for name, places in found.items()
    }


def label(name: str) -> str:
    """
    A picture's or a shot's name as people read it, in the language of who asks.
    """
    names = {
        "stand": pgettext("sample", "Stand"),
        "reach": pgettext("sample", "Reach"),
        "hold": pgettext("sample", "Hold"),
        "crouch": pgettext("sample", "Crouch"),
        "jump": pgettext("sample", "Jump"),
        "land": pgettext("sample", "Land"),
        "wave": pgettext("sample", "Wave"),
        "Meadow at dusk": pgettext("sample", "Meadow at dusk"),
        "Pines at dusk": pgettext("sample", "Pines at dusk"),
        "Catching a star": pgettext("sample", "Catching a star"),
        "Jump for joy": pgettext("sample", "Jump for joy"),
    }
    return names[name]


def _draw() -> Iterator[tuple[str, Image.Image, bool]]:
    for name, image in art.figures(SIZE).items():
        yield name, image, False
    for name, image in art.backdrops(SIZE).items():
        yield name, image, True


def _remembered() -> dict[str, Drawn]:
    try:
        with default_storage.open(_note()) as file:
            return {name: Drawn(**drawn) for name, drawn in json.loads(file.read()).items()}
    except FileNotFoundError:
        return {}


@cache
def _note() -> str:
    """
    Where it is noted which pictures were drawn: another name for every version of the art.
    """
    digest = hashlib.sha256(repr(SIZE).encode())
    for file in sorted(Path(art.__file__).parent.rglob("*")):
        if file.suffix in (".py", ".json"):
            digest.update(file.read_bytes())
    return f"sample/{digest.hexdigest()[:32]}.json"
