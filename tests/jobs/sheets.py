"""
Sheets and pictures to test with.
"""

import hashlib
import uuid

import cv2
import numpy as np
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from jobs.frames import picture_path
from jobs.inbetween import Skeleton
from jobs.sheet import Motion, SegmentSheet, Standing


def name(word: str) -> str:
    """
    A picture's name, without a picture.
    """
    return hashlib.sha256(word.encode()).hexdigest()


def ref(number: int) -> str:
    """
    What an asker may call a line.
    """
    return str(uuid.UUID(int=number))


def sheet(word: str = "a", drawings: int = 3, method: str = "crossfade", **changes: object) -> SegmentSheet:
    """
    A sheet of pictures that need not be there; another word makes another sheet.
    """
    values = {
        "width": 64,
        "height": 36,
        "first": name(word),
        "last": name("last"),
        "plate": None,
        "ground": "#204060",
        "method": method,
        "times": tuple((n + 1) / (drawings + 1) for n in range(drawings)),
    }
    return SegmentSheet(**{**values, **changes})  # type: ignore[arg-type]


ARM = Skeleton.of({"root": None, "elbow": "root", "hand": "elbow"})


def standing(x: float, mask: str | None = None, behind: tuple[str, ...] = ()) -> Standing:
    """
    Three joints beside each other.
    """
    return Standing(((x, 0.5), (x + 0.05, 0.5), (x + 0.1, 0.5)), mask, behind)


def motion(**changes: object) -> Motion:
    """
    The motion of three joints from one side to the other.
    """
    values = {"skeleton": ARM, "first": standing(0.2), "last": standing(0.4), **changes}
    return Motion(**values)  # type: ignore[arg-type]


def store(pixels: np.ndarray) -> str:
    """
    Keep a picture of BGR or BGRA pixels in the storage, and return its name.
    """
    packed = cv2.imencode(".png", pixels)[1].tobytes()
    sha = hashlib.sha256(packed).hexdigest()
    default_storage.save(picture_path(sha), ContentFile(packed))
    return sha


def disc(
    x: int, size: tuple[int, int] = (64, 36), colour: tuple[int, int, int] = (40, 80, 220)
) -> np.ndarray:
    """
    A cut-out: a disc somewhere on a transparent picture.
    """
    picture = np.zeros((size[1], size[0], 4), np.uint8)
    cv2.circle(picture, (x, size[1] // 2), size[1] // 4, (*colour, 255), -1, cv2.LINE_AA)
    return picture


def stored_sheet(drawings: int = 3, method: str = "crossfade", **changes: object) -> SegmentSheet:
    """
    A sheet whose pictures are there.
    """
    return sheet(
        drawings=drawings, method=method, **{"first": store(disc(20)), "last": store(disc(30)), **changes}
    )
