"""
Masks that the engine finds for poses that nobody made one for, as they are drawn with.

Nothing of it is kept here: a browser keeps what it was shown, under the hash of all that it was found by.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from PIL import Image

from editor.characters.skeletons import skeleton_of
from editor.poses import intake
from editor.poses.models import Pose
from editor.projects.models import Project
from editor.timeline import rows, sheet
from jobs.frames import Canvas, staged
from jobs.inbetween import ENGINE_VERSION, Mask, Skeleton, fitted
from jobs.inbetween.masks.finding import find_mask, find_masks
from jobs.shares import Size, pixels
from jobs.sheet import SegmentSheet

LONGEST_SIDE = 2048
"""
The longest side, in pixels, of a mask that is found here: as large as a page draws on it.
"""


@dataclass(frozen=True, slots=True)
class Appearance:
    """
    Where a pose is drawn by its marks: on the first or the last key of a segment.
    """

    sheet: SegmentSheet
    key: int


@dataclass(frozen=True, slots=True)
class Finding:
    """
    What a pose's mask is found by: its picture and marks alone, or all that a segment is drawn from.
    """

    pose: Pose
    appearance: Appearance | None

    @property
    def name(self) -> str:
        """
        The hash of all that the mask depends on.
        """
        by: list[Any] = [self.pose.picture_id, ENGINE_VERSION]
        if self.appearance is not None:
            by += [self.appearance.sheet.key(), self.appearance.key]
        elif (skeleton := _skeleton(self.pose)) is not None:
            by += [skeleton.to_json(), self.pose.joints]
        return hashlib.sha256(json.dumps(by, sort_keys=True).encode()).hexdigest()

    def png(self) -> bytes:
        """
        Find the mask, a grey picture of the form of the pose's, at most `LONGEST_SIDE` long.

        It takes a core for up to some seconds. Raises `PictureMissing` for a picture that is not there.
        """
        size = self.pose.picture.width, self.pose.picture.height
        found = _alone(self.pose, size) if self.appearance is None else _in_shot(self.appearance, size)
        return intake.grey_png(Image.fromarray(found))


def found_by(project: Project, pose: Pose) -> Finding:
    """
    What the mask of a pose is found by.

    An opaque picture is compared with the other key and the plate of the first segment that is drawn by its
    marks, as the rig does. A cut-out, and a pose that no segment is drawn by, is looked at alone.
    """
    return Finding(pose, None if pose.picture.has_alpha else _appearance(project, pose))


def _appearance(project: Project, pose: Pose) -> Appearance | None:
    document, key = rows.load(project), str(pose.pk)
    lanes = [lane for lane in document.lanes().values() if any(row["pose"] == key for _, row in lane)]
    stretches = sheet.stretches(document, {lane[0][1]["shot"] for lane in lanes})
    for lane in lanes:
        for (left, first), (_, last) in pairwise(lane):
            stretch = stretches.get(left)
            if key not in (first["pose"], last["pose"]) or stretch is None:
                continue
            if stretch.sheet is not None and stretch.sheet.motion is not None:
                asked = replace(stretch.sheet.sized(LONGEST_SIDE), times=(0,))
                return Appearance(asked, 0 if first["pose"] == key else 1)
    return None


def _in_shot(appearance: Appearance, size: Size) -> Mask:
    """
    Find the mask as the rig does, and cut the pose's picture out of the canvas.
    """
    pair, _ = staged(appearance.sheet)
    opaque = min(pair.first[..., 3].min(), pair.last[..., 3].min()) == 255
    plate = pair.plate if opaque else None
    found = find_masks(pair.first, pair.last, pair.first_marks, pair.last_marks, plate)
    box = fitted((appearance.sheet.width, appearance.sheet.height), size)
    return found[appearance.key].mask[box.top : box.top + box.height, box.left : box.left + box.width]


def _alone(pose: Pose, size: Size) -> Mask:
    width, height = _reduced(size)
    picture = Canvas(width, height, plate=None, ground="#000000").pose(pose.picture_id)
    skeleton = _skeleton(pose)
    joints = None if skeleton is None else pixels(pose.joints or [], (width, height))
    return find_mask(picture, joints, skeleton).mask


def _reduced(size: Size) -> Size:
    scale = min(1.0, LONGEST_SIDE / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _skeleton(pose: Pose) -> Skeleton | None:
    """
    The skeleton that a pose's joints are those of.
    """
    if pose.character is None or pose.joints is None:
        return None
    return skeleton_of(pose.character.skeleton)
