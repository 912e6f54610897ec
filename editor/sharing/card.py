"""
The picture of the preview card that chats and other sites show of a link.
"""

import cv2
import numpy as np
from django.core.cache import cache
from django.core.files.storage import default_storage
from PIL import Image

from editor.poses.pictures import poster_path
from editor.projects.models import Project
from editor.timeline import rows
from editor.timeline.document import Document, Row
from editor.watching.turns import turn_for
from jobs.frames import Canvas, over
from jobs.inbetween import Picture, place_on

SIZE = 1200, 630
_BEHIND = (20, 20, 20, 255)
_QUALITY = 85
SECONDS = 300
"""
How long a card is kept: as long as chats go on fetching one that was just pasted.
"""


def card_picture(project: Project) -> bytes | None:
    """
    The first key of the story before its background, as a JPEG of `SIZE`; None where there is no key.

    It is laid together once as long as nobody edits. Raises `Refused` where too much is being made.
    """
    name = f"card.{project.pk}.{project.revision}"
    if (kept := cache.get(name)) is None:
        with turn_for(name):
            kept = cache.get_or_set(name, lambda: _laid(project) or b"", SECONDS)
    return kept or None


def _laid(project: Project) -> bytes | None:
    document = rows.load(project)
    opening = _opening(document)
    if opening is None:
        return None
    shot, poses = opening
    scale = min(SIZE[0] / project.width, SIZE[1] / project.height)
    size = max(1, round(project.width * scale)), max(1, round(project.height * scale))
    plate = document.poses[shot["plate"]]["sha256"] if shot["plate"] else None
    canvas = Canvas(*size, plate, shot["ground"], _poster)
    picture = canvas.scenery()
    for sha in poses:
        picture = over(canvas.pose(sha), picture)
    assert picture is not None
    return _packed(picture)


def _opening(document: Document) -> tuple[Row, list[str]] | None:
    """
    The first shot that has a key, and the pictures that stand on the frame of that key, the lowest first.
    """
    lanes = document.lanes()
    for shot in document.shot_order():
        seen = [track for track in document.track_order(shot) if not document.tracks[track]["hidden"]]
        keys = [row for track in seen for _key, row in lanes[track]]
        if keys:
            first = min(row["frame"] for row in keys)
            standing = [row for row in keys if row["frame"] <= first < row["frame"] + row["hold"]]
            return document.shots[shot], [document.poses[row["pose"]]["sha256"] for row in standing]
    return None


def _poster(sha: str) -> Picture:
    with default_storage.open(poster_path(sha)) as file:
        return np.asarray(Image.open(file).convert("RGBA"), np.uint8)


def _packed(picture: Picture) -> bytes:
    behind = np.full((SIZE[1], SIZE[0], 4), _BEHIND, np.uint8)
    whole = over(place_on(SIZE, picture), behind)
    packed = cv2.imencode(
        ".jpg", cv2.cvtColor(whole, cv2.COLOR_RGBA2BGR), (cv2.IMWRITE_JPEG_QUALITY, _QUALITY)
    )
    return packed[1].tobytes()
