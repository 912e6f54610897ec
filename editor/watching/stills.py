"""
One frame of a film: what it is made of, the name that follows from that, and its picture.

A still is a reel of one frame. Where it shows nothing but a drawing that stands before its background
already, that drawing is its picture, as it was drawn; everything else is laid together once, for the first
who looks, in the size that drawings are played in, and kept.
"""

import hashlib
import io
import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import cv2
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from editor.exports import reel
from editor.watching.turns import turn_for
from jobs.frames import OPAQUE, frame_path, viewed

# Another number when stills are laid together in another way, so that old ones are not taken for new.
VERSION = 1
_WEBP = {"quality": 85, "method": 2}
_SAYS = ("show", "picture", "take", "drawing")

Still = dict[str, Any]
Size = tuple[int, int]


def still(scene: reel.Scene, runs: Sequence[reel.Run]) -> Still:
    """
    One frame of a scene in which its layers show these runs.
    """
    said = [{name: run[name] for name in _SAYS if name in run} | {"frames": 1} for run in runs]
    behind = {"plate": scene["plate"], "ground": scene["ground"]}
    if "runs" in scene and not runs[0].get("cut_out"):
        return {**behind, "runs": said}
    return {**behind, "layers": [{"cut_out": bool(place), "runs": [run]} for place, run in enumerate(said)]}


def name_of(one: Still, size: Size) -> str:
    """
    The name of a still's picture: the hash of all that is seen on it, and what kind of file it is.
    """
    canonical = json.dumps([VERSION, size, one], sort_keys=True, separators=(",", ":"))
    return f"{hashlib.sha256(canonical.encode()).hexdigest()}.{'webp' if _drawing(one) is None else 'jpg'}"


def folder_of(project: UUID) -> str:
    """
    Where all pictures lie that were laid together for a project.
    """
    return f"reel/{project}"


def path_of(project: UUID, one: Still, name: str, size: Size) -> str:
    """
    Where a still's picture lies in the storage; it is made where it is not there yet.

    Raises `Refused` where too much is being made, `PictureMissing` where something that it shows is gone.
    """
    drawing = _drawing(one)
    if drawing is not None:
        return frame_path(drawing["take"], drawing["drawing"], OPAQUE["view"])
    path = f"{folder_of(project)}/{name}"
    if not default_storage.exists(path):
        with turn_for(path):
            if not default_storage.exists(path):
                default_storage.save(path, ContentFile(_packed(laid(one, size))))
    return path


def laid(one: Still, size: Size) -> reel.Frame:
    """
    A still in full size, as BGR: the very frame that a film has.
    """
    return next(reel.frames([one], size))


def _drawing(one: Still) -> reel.Run | None:
    """
    The drawing that is all there is to see, if it is one.
    """
    run: reel.Run = one["runs"][0] if "runs" in one else {}
    return run if run.get("show") == "drawing" else None


def _packed(frame: reel.Frame) -> bytes:
    packed = io.BytesIO()
    Image.fromarray(cv2.cvtColor(viewed(frame), cv2.COLOR_BGR2RGB)).save(packed, "WEBP", **_WEBP)
    return packed.getvalue()
