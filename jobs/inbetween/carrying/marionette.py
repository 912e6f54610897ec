"""
The marionette: a marked figure's pixels, each fixed to a bone, so that they follow when the bones are posed.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from ..fields import Field
from ..marks import Joints, Mask
from ..masks.bones import Where
from ..picture import Picture
from ..puppetry.cutting import cut
from ..puppetry.parts import parts_of
from ..skeleton import Skeleton

Places = NDArray[np.float64]
"""
`(..., 2)` places x, y.
"""

Numbers = NDArray[np.float64]

MARGIN = 10
"""
How much scenery is kept around a figure, in pixels of its look.
"""

SOFT = 1.0
"""
By how many pixels a look is softened: as far as a line may lie beside where a stiff bone takes it.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """
    A figure cut from its picture and scaled: `(h, w, 3)` Lab colours, softened within the figure, and where
    it is. `scale` and `corner` lead from places in the picture to places in the look.
    """

    lab: Field
    inside: Where
    scale: float
    corner: NDArray[np.float64]

    @classmethod
    def of(cls, picture: Picture, mask: Mask, scale: float) -> Self:
        """
        Return the look of the figure under a mask that is not empty.
        """
        rows, columns = (np.flatnonzero((mask > 127).any(axis=axis)) for axis in (1, 0))
        pad = int(np.ceil(MARGIN / scale))
        top, left = int(rows[0]) - pad, int(columns[0]) - pad
        height, width = int(rows[-1]) + 1 + pad - top, int(columns[-1]) + 1 + pad - left
        size = max(1, round(width * scale)), max(1, round(height * scale))
        sampling = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        colours, share = (
            cv2.resize(_cropped(whole, top, left, height, width), size, interpolation=sampling)
            for whole in (picture, mask)
        )
        lab = cv2.cvtColor(colours[..., :3].astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
        weight = share.astype(np.float32) / 255
        lab = cv2.GaussianBlur(lab * weight[..., None], (0, 0), SOFT)
        lab = lab / (cv2.GaussianBlur(weight, (0, 0), SOFT)[..., None] + 0.02)
        corner = (np.array([left, top]) - 0.5) * scale + 0.5
        return cls(np.asarray(lab, np.float32), np.asarray(weight > 0.4), scale, corner)

    def places(self, joints: Joints) -> Places:
        """
        Return where places of the picture are in the look.
        """
        return joints * self.scale - self.corner

    def joints(self, places: Places) -> Joints:
        """
        Return where places of the look are in the picture.
        """
        return (places + self.corner) / self.scale


def _cropped(whole: NDArray[np.uint8], top: int, left: int, height: int, width: int) -> NDArray[np.uint8]:
    """
    Return a rectangle that may reach beyond the picture, where it is all zero.
    """
    out = np.zeros((height, width, *whole.shape[2:]), np.uint8)
    y, x = max(top, 0), max(left, 0)
    part = whole[y : top + height, x : left + width]
    out[y - top : y - top + part.shape[0], x - left : x - left + part.shape[1]] = part
    return out


@dataclass(frozen=True, slots=True, eq=False)
class Pose:
    """
    How a marionette is posed: its root's `place`, the `turn` of all of it in radians, how far each bone
    `bends` from the one it hangs on and `stretches` (log), by the joint it ends in, and how much all of it
    `grows` (log).
    """

    place: NDArray[np.float64]
    turn: float
    bends: Numbers
    stretches: Numbers
    grows: float = 0.0

    def bent(self, joints: tuple[int, ...], bends: tuple[float, ...]) -> Self:
        """
        Return the pose with some bones bent otherwise.
        """
        changed = self.bends.copy()
        changed[list(joints)] = bends
        return replace(self, bends=changed)


@dataclass(frozen=True, eq=False)
class Marionette:
    """
    A skeleton with its `joints`, and the `(n, 2)` points of the figure around it with their Lab `colours`.

    `bones` says by its end joint which bone a point is fixed to, the root for none. `hidden` are the places
    of the body that a limb lies over.
    """

    skeleton: Skeleton
    joints: Joints
    points: Places
    colours: Field
    bones: NDArray[np.intp]
    hidden: Places

    @classmethod
    def of(cls, look: Likeness, skeleton: Skeleton, joints: Joints, behind: frozenset[str]) -> Self:
        """
        Fix each pixel of a marked figure to a bone.
        """
        places = look.places(joints)
        parts = parts_of(skeleton)
        labels = cut(
            mask=look.inside.astype(np.uint8) * 255, joints=places, parts=parts, behind=behind
        ).labels
        rows, columns = np.nonzero(look.inside)
        points = np.stack([columns, rows], axis=1).astype(np.float64)
        of_part = np.maximum(labels[rows, columns], 0)
        bones = np.full(len(points), skeleton.root)
        for index, part in enumerate(parts):
            mine = np.flatnonzero(of_part == index)
            if len(mine) and part.bones:
                away = [_away(points[mine], places[start], places[end]) for start, end in part.bones]
                bones[mine] = np.array([end for _, end in part.bones])[np.argmin(away, axis=0)]
        body = points[of_part == 0]
        return cls(
            skeleton, places, points, look.lab[rows, columns], bones, _within(body, points[of_part > 0])
        )

    @cached_property
    def parents(self) -> NDArray[np.intp]:
        """
        For each joint the one it hangs on; the root's is itself.
        """
        parents = np.array(self.skeleton.parents, np.intp)
        parents[self.skeleton.root] = self.skeleton.root
        return parents

    @cached_property
    def directions(self) -> Places:
        """
        For each joint the direction of the bone that ends in it, of length one; zero for a bone of no length.
        """
        along = self.joints - self.joints[self.parents]
        return np.asarray(along / np.maximum(np.linalg.norm(along, axis=1), 1e-6)[:, None])

    @cached_property
    def of_body(self) -> Where:
        """
        Which points belong to the body.
        """
        limbs = [joint for limb in self.skeleton.limbs for joint in limb.joints]
        return np.asarray(~np.isin(self.bones, limbs))

    @cached_property
    def sizes(self) -> NDArray[np.intp]:
        """
        How many points each bone has, by the joint it ends in.
        """
        return np.bincount(self.bones, minlength=len(self.joints))

    def rest(self) -> Pose:
        """
        Return the pose it was drawn in.
        """
        none = np.zeros(len(self.joints))
        return Pose(self.joints[self.skeleton.root].copy(), 0.0, none, none)

    def posed(self, pose: Pose) -> tuple[Joints, Numbers]:
        """
        Return the joints in a pose, and by how many radians the bones that end in them are turned.
        """
        joints, turns = np.empty_like(self.joints), np.empty(len(self.joints))
        root = self.skeleton.root
        joints[root], turns[root] = pose.place, pose.turn
        lengths = np.exp(pose.grows + pose.stretches)
        for start, end in self.skeleton.bones:
            turns[end] = turns[start] + pose.bends[end]
            bone = self.joints[end] - self.joints[start]
            joints[end] = joints[start] + lengths[end] * (turning(turns[end]) @ bone)
        return joints, turns

    def carried(self, pose: Pose, chosen: Where | NDArray[np.intp] | None = None) -> Places:
        """
        Return where the points, or those chosen, go in a pose.
        """
        joints, turns = self.posed(pose)
        points, bones = self.points, self.bones
        if chosen is not None:
            points, bones = points[chosen], bones[chosen]
        starts, along = self.parents[bones], self.directions[bones]
        from_start = points - self.joints[starts]
        grown = np.exp(pose.stretches[bones]) - 1
        from_start = from_start + (grown * (from_start * along).sum(axis=1))[:, None] * along
        turned = np.einsum("nij,nj->ni", turning(turns)[bones], from_start)
        return np.asarray(np.exp(pose.grows) * turned + joints[starts])


def turning(angle: Numbers | float) -> NDArray[np.float64]:
    """
    Return the `(..., 2, 2)` matrices that turn by angles, clockwise on the screen.
    """
    cos, sin = np.cos(angle), np.sin(angle)
    return np.stack([np.stack([cos, -sin], axis=-1), np.stack([sin, cos], axis=-1)], axis=-2)


def _away(points: Places, start: Places, end: Places) -> Numbers:
    bone = end - start
    share = np.clip((points - start) @ bone / max(float(bone @ bone), 1e-9), 0, 1)
    return np.asarray(np.linalg.norm(points - start - share[:, None] * bone, axis=1))


def _within(body: Places, others: Places) -> Places:
    """
    Return those of the other places that lie in the hull of the body.
    """
    if len(body) < 3 or not len(others):
        return others[:0]
    hull = cv2.convexHull(body.astype(np.float32))
    inside = [cv2.pointPolygonTest(hull, (float(x), float(y)), False) >= 0 for x, y in others]
    return np.asarray(others[np.array(inside)])
