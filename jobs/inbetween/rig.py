"""
Rig: a marked figure is cut into parts that follow its joints from key to key.

Both keys' parts are bent into the pose in between and mixed there, so a limb turns about its joint, and what
one key hides the other one shows. The scenery behind opaque keys is completed and stays where it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import cv2
import numpy as np

from .alarms import Alarms
from .marks import Course, Joints, Marks, Mask
from .masks.finding import FoundMask, find_masks
from .matte import Pixels, premultiply, straighten
from .path import Path
from .picture import Pair, Picture
from .puppetry.actor import Actor
from .puppetry.figure import Figure
from .puppetry.parts import parts_of
from .puppetry.plates import Shown, without
from .puppetry.puppet import Puppet
from .puppetry.scenery import Faded, Scenery, scenery_of


@dataclass(frozen=True, slots=True, eq=False)
class RigDrawer:
    """
    Draw the in-betweens of a marked pair.

    Where a key has no figure there is no `actor`, and one key fades into the other; where nothing moves there
    is no `scenery` either, and the first key stands.
    """

    pair: Pair
    path: Path
    actor: Actor | None
    scenery: Scenery | None
    cut_out: bool

    def draw(self, u: float) -> Picture:
        """
        Return the drawing at `u` from 0 to 1; a cut-out stays a cut-out.
        """
        key = self.pair.key_at(u)
        if key is not None:
            return key
        if self.scenery is None:
            return self.pair.first.copy()
        canvas = self.scenery.at(u)
        if self.actor is not None:
            self.actor.draw(canvas, self.path.at(u), u)
        return self._straight(canvas) if self.cut_out else canvas

    @staticmethod
    def _straight(canvas: Pixels) -> Picture:
        left, top, width, height = cv2.boundingRect(np.ascontiguousarray(canvas[..., 3]))
        if not width:
            return canvas
        view = slice(top, top + height), slice(left, left + width)
        canvas[view] = straighten(np.ascontiguousarray(canvas[view]))
        return canvas

    def along(self, course: Course) -> Self:
        """
        Return a drawer of the same figure that goes another way between the keys, without cutting it anew.

        The bytes are not those of a drawer prepared with that course: what is refined halfway was refined
        on the way that this one was prepared for.
        """
        first, last = self.pair.first_marks, self.pair.last_marks
        if first is None or last is None:
            return self
        return replace(self, path=Path(first, last, course))

    def joints(self, u: float) -> Joints:
        """
        Return where the joints are at `u`.
        """
        return self.path.at(u)

    def figure(self, u: float) -> Mask:
        """
        Return roughly where the figure is at `u`; much quicker than drawing it.
        """
        size = self.pair.first.shape[:2]
        if self.actor is None:
            return np.zeros(size, np.uint8)
        return self.actor.covered(self.path.at(u), u, size)

    def alarms(self, us: Sequence[float]) -> Alarms:
        """
        Return what the geometry of the figure says about itself in the drawings at `us`.
        """
        return self.actor.alarms([(u, self.path.at(u)) for u in us]) if self.actor else Alarms(0, 0)

    def troubles(self, u: float) -> dict[str, float]:
        """
        Return for each limb, by its name, from 0 to 1 on how much of it the keys do not agree at `u`: only
        one has it there, or it has another colour. Halfway tells most. Of thirteen measured pairs the worst
        limb of the one that was visibly torn had 0.70, no limb of the others more than 0.42.
        """
        if self.actor is None:
            return {}
        found = self.actor.troubles(self.path.at(u), u, self.pair.first.shape[:2])
        return {limb.name: found[limb.name] for limb in self.path.skeleton.limbs if limb.name in found}


class Rig:
    """
    Bend the parts of a marked figure after its joints; best wherever there are joints on both keys.
    """

    name = "rig"

    def prepare(self, pair: Pair) -> RigDrawer:
        """
        Return the drawer of `pair`'s in-betweens. Raises `ValueError` for a pair without marks.
        """
        if pair.first_marks is None or pair.last_marks is None:
            raise ValueError("The rig needs joints on both keys; these keys have none.")
        path = Path(pair.first_marks, pair.last_marks, pair.course)
        if _still(pair, pair.first_marks, pair.last_marks):
            return RigDrawer(pair, path, None, None, cut_out=False)
        masks = _masks(pair)
        cut_out = "alpha" in (masks[0].how, masks[1].how)
        figures = (
            Figure.of(pair.first, masks[0], pair.first_marks),
            Figure.of(pair.last, masks[1], pair.last_marks),
        )
        if figures[0] is None or figures[1] is None:
            fade = Faded.of(premultiply(pair.first), premultiply(pair.last))
            return RigDrawer(pair, path, None, fade, cut_out)
        actor = Actor(_puppets((figures[0], figures[1]), (pair.first_marks, pair.last_marks)))
        refined = actor.refined(path.at(0.5), pair.first.shape[:2])
        scenery = _scenery(pair, masks, (figures[0].size, figures[1].size))
        return RigDrawer(pair, path, refined, scenery, cut_out)


def _still(pair: Pair, first: Marks, last: Marks) -> bool:
    """
    Return whether both keys are the same and nothing was said that would move the figure in between.
    """
    alike = np.array_equal(pair.first, pair.last) and np.array_equal(first.joints, last.joints)
    return alike and not pair.course.breakdowns


def _masks(pair: Pair) -> tuple[FoundMask, FoundMask]:
    """
    Return the masks that were given or found; what a cut-out does not show, no mask covers.
    """
    plate = pair.plate if min(pair.first[..., 3].min(), pair.last[..., 3].min()) == 255 else None
    found = find_masks(pair.first, pair.last, pair.first_marks, pair.last_marks, plate)
    first, last = (
        FoundMask(np.minimum(mask.mask, key[..., 3]), "alpha") if key[..., 3].min() < 255 else mask
        for mask, key in zip(found, (pair.first, pair.last), strict=True)
    )
    return first, last


def _puppets(figures: tuple[Figure, Figure], marks: tuple[Marks, Marks]) -> tuple[Puppet, Puppet]:
    """
    Return both puppets, each cut with what the other one knows.
    """
    parts = parts_of(marks[0].skeleton)
    first, last = (
        Puppet.alone(figure, parts, mark.behind) for figure, mark in zip(figures, marks, strict=True)
    )
    return first.matched(last), last.matched(first)


def _scenery(pair: Pair, masks: tuple[FoundMask, FoundMask], sizes: tuple[float, float]) -> Scenery:
    """
    Return what is behind the figure: for cut-outs, what they show besides it, which most often is nothing.
    """
    keys = pair.first, pair.last
    if "alpha" in (masks[0].how, masks[1].how):
        bare = [without(premultiply(key), mask.mask) for key, mask in zip(keys, masks, strict=True)]
        return Faded.of(bare[0], bare[1])
    shown = [Shown.around(key, mask.mask, size) for key, mask, size in zip(keys, masks, sizes, strict=True)]
    return scenery_of(shown[0], shown[1], pair.plate)
