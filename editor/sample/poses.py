"""
The key poses: from poses.json to joints, and the true in-between of two of them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .geometry import Place, Point, heading
from .skeleton import Joints, between, blend, hang

SPINE, NECK = 154.0, 85.0
"""From the root to the chest, and from the chest to the middle of the head, as she stands."""
SHOULDER, HIP = (52.0, 11.0), (27.0, 24.0)
"""A shoulder from the chest, a hip from the root: outwards and down.

The hip lies at the tunic's hem, where the leg leaves the cloth: with the anatomical hip, half of the hem
belonged to the legs and tore in a crouch."""
UPPER_ARM, FORE_ARM = 86.0, 80.0


@dataclass(frozen=True, slots=True)
class Pose:
    """
    All that a drawing of her needs: the skeleton, and the loose parts that follow it.
    """

    joints: Joints
    cape_sway: float = 0.0
    """How far the cape's hem hangs to the right, design units."""
    cape_lift: float = 0.0
    """How far the air lifts cape and skirt: 0 they hang, 1 they fly."""
    boots: tuple[float, float] = (0.0, 0.0)
    """Clockwise turn of the left and the right boot in degrees; 0 is flat on the ground."""
    star: float = 0.0
    """The star in her left hand: 0 none, 1 whole."""

    def lean(self, lower: str, upper: str) -> float:
        """
        How far the bone from joint `lower` up to joint `upper` leans to the right, in degrees.
        """
        return math.degrees(heading(self.joints[lower], self.joints[upper])) + 90


def build(sheet: Mapping[str, Any]) -> Pose:
    """
    One entry of poses.json as a pose; its angles are those of `skeleton.hang`.
    """
    lean = sheet.get("lean", 0.0)
    root: Point = (sheet["root"][0], sheet["root"][1])
    spine = Place(root, lean, 1.0, sheet.get("spine", 1.0))
    chest = Place(spine.at(0, -SPINE), lean)
    head = Place(chest.origin, lean + sheet.get("head", 0.0))
    joints: dict[str, Point] = {
        "root": root, "hip": spine.at(0, -60), "torso": chest.origin,
        "neck": head.at(0, -NECK * sheet.get("neck", 1.0)),
    }
    for side, out in (("right", -1), ("left", 1)):
        joints |= _arm(sheet, chest, side, out) | _leg(sheet, root, side, out)
    cape = sheet.get("cape", {})
    left, right = (float(sheet["legs"][side].get("boot", 0)) for side in ("left", "right"))
    sway, lift, star = cape.get("sway", 0.0), cape.get("lift", 0.0), sheet.get("star", 0.0)
    return Pose(joints, sway, lift, (left, right), star)


def _arm(sheet: Mapping[str, Any], chest: Place, side: str, out: int) -> dict[str, Point]:
    dx, dy = sheet.get("shoulders", {}).get(side, (0, 0))
    stretch = sheet.get("arm_stretch", {}).get(side, 1.0)
    upper, fore = sheet["arms"][side]
    shoulder = chest.at(out * SHOULDER[0] + dx, SHOULDER[1] + dy)
    elbow = hang(shoulder, upper, UPPER_ARM * stretch, out)
    hand = hang(elbow, fore, FORE_ARM * stretch, out)
    return {f"{side}_shoulder": shoulder, f"{side}_elbow": elbow, f"{side}_hand": hand}


def _leg(sheet: Mapping[str, Any], root: Point, side: str, out: int) -> dict[str, Point]:
    knee, foot = sheet["legs"][side]["knee"], sheet["legs"][side]["foot"]
    return {
        f"{side}_hip": (root[0] + out * HIP[0], root[1] + HIP[1]),
        f"{side}_knee": (knee[0], knee[1]), f"{side}_foot": (foot[0], foot[1]),
    }


@cache
def poses() -> Mapping[str, Pose]:
    """
    The seven key poses by name, in the order of poses.json.
    """
    text = Path(__file__).with_name("poses.json").read_text(encoding="utf-8")
    return {name: build(sheet) for name, sheet in json.loads(text).items()}


def mix(a: Pose, b: Pose, u: float) -> Pose:
    """
    The true in-between at share `u` of the way from `a` to `b`; at 0 and 1 it is the key itself.
    """
    if u in (0, 1):
        return b if u else a
    return Pose(
        between(a.joints, b.joints, u),
        blend(a.cape_sway, b.cape_sway, u),
        blend(a.cape_lift, b.cape_lift, u),
        (blend(a.boots[0], b.boots[0], u), blend(a.boots[1], b.boots[1], u)),
        blend(a.star, b.star, u),
    )
