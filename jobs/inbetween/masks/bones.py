"""
Bones that lead a search: lines in a picture along which the figure surely is.
"""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from ..fields import Field
from ..marks import Joints, check_joints
from ..skeleton import Skeleton

Where = NDArray[np.bool_]
"""
`(h, w)` yes or no for each pixel.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Bones:
    """
    The bones of a figure in a picture.

    `ends` are `(n, 2, 2)` places x, y in pixels, `body` the `(m, 2)` joints of the body, and `height` is the
    larger side of the box around all joints.
    """

    ends: NDArray[np.float64]
    body: NDArray[np.float64]
    height: float

    @classmethod
    def of(cls, size: tuple[int, int], joints: Joints | None, skeleton: Skeleton | None) -> Self | None:
        """
        Return the bones in a picture of a `(height, width)`, or None if no joints lie in it.

        Raises `ValueError` for joints without their skeleton.
        """
        if joints is None:
            return None
        if skeleton is None:
            raise ValueError("Joints come with their skeleton; got none.")
        places = check_joints(skeleton, joints)
        inside = ((places >= 0) & (places <= (size[1] - 1, size[0] - 1))).all(axis=1)
        if not inside.any():
            return None
        limbs = {joint for limb in skeleton.limbs for joint in limb.joints}
        body = places[[joint for joint in range(len(places)) if joint not in limbs]]
        height = max(float(np.ptp(places, axis=0).max()), 1.0)
        return cls(places[np.array(skeleton.bones)], body, height)

    def scaled(self, across: float, down: float) -> Self:
        """
        Return the bones in a picture that was scaled by these two factors.
        """
        grown = np.array([across, down])
        height = max(self.height * max(across, down), 1.0)
        return type(self)((self.ends + 0.5) * grown - 0.5, (self.body + 0.5) * grown - 0.5, height)

    def drawn(self, shape: tuple[int, int], share: float) -> Where:
        """
        Return where the bones are, drawn as lines of a thickness that is a `share` of the figure's height.
        """
        lines = np.zeros(shape, np.uint8)
        thickness = min(max(1, round(share * self.height)), 32_767)
        for start, end in np.rint(self.ends).astype(int).tolist():
            cv2.line(lines, start, end, 1, thickness)
        return lines > 0

    def away(self, shape: tuple[int, int]) -> Field:
        """
        Return the distance of each pixel to the nearest bone, in heights of the figure.
        """
        lines = self.drawn(shape, 0)
        if not lines.any():
            return np.full(shape, np.inf, np.float32)
        distance = cv2.distanceTransform((~lines).astype(np.uint8), cv2.DIST_L2, 5)
        return np.asarray(distance / self.height, np.float32)

    def trunk(self, shape: tuple[int, int]) -> Where:
        """
        Return the inner part of the hull around the body's joints.
        """
        filled = np.zeros(shape, np.uint8)
        if len(self.body) > 2:
            hull = cv2.convexHull(self.body.astype(np.float32))[:, 0]
            inner = hull.mean(axis=0) + 0.8 * (hull - hull.mean(axis=0))
            cv2.fillConvexPoly(filled, np.rint(inner).astype(np.int32), 1)
        return filled > 0
