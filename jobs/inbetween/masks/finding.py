"""
Masks: where the figure is in a picture, found without asking anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from ..following.camera import Affine, after, find_camera, inverse
from ..marks import Joints, Marks, Mask
from ..matte import Pixels
from ..picture import Picture, check_alike, check_picture, check_plate
from ..skeleton import Skeleton
from .bones import Bones, Where
from .difference import Side, beside, grab_cut, matte, moves_all_round, stands_still
from .guided import follow
from .regained import regained
from .steadying import steadying

How = Literal["given", "alpha", "ground", "difference", "segmented"]

CUT_OUT = 0.002
"""
The share of transparent pixels from which a picture counts as a cut-out.
"""

PLAIN, PLAINEST = 22, 8
"""
Grey levels that nine tenths of the border stay within where the ground is plain, and where it is so plain
that no other key could tell more.
"""

SAME = 14
"""
Grey levels within which a pixel has the colour of the ground: what paper and compression vary by.
"""

SOFTENED = 3
"""
How many pixels farther softening reaches.
"""

SEGMENTED_SIDE, COMPARED_SIDE = 480, 256
"""
The longest sides, in pixels, at which a figure is told from scenery in one picture, and in two; its edge is
found again at full size.
"""

SMALLEST_SIDE = 8
"""
The shortest side, in pixels, of a picture in which a figure can be told from scenery.
"""


@dataclass(frozen=True, slots=True, eq=False)
class FoundMask:
    """
    A figure's mask, and how it was found: given by a person, in the picture's alpha, on its plain ground, by
    the difference from another picture of the scene, or by segmentation of this one alone.

    From first to last these can be relied on less; a segmented mask is a proposal to look at.
    """

    mask: Mask
    how: How


def find_mask(picture: Picture, joints: Joints | None = None, skeleton: Skeleton | None = None) -> FoundMask:
    """
    Return the mask, `(h, w)` with a soft edge, of the figure in one picture.

    It is the picture's alpha if it is a cut-out; else what stands on its ground if its border has one colour;
    else what GrabCut tells from scenery, led by the skeleton where there are `joints`. A picture without a
    figure (one colour, all transparent) has an empty mask. Raises `ValueError` for what is no picture, and
    for joints without their skeleton.
    """
    check_picture("picture", picture)
    bones = Bones.of(picture.shape[:2], joints, skeleton)
    return _alone(picture, bones)


def find_masks(
    first: Picture,
    last: Picture,
    first_marks: Marks | None = None,
    last_marks: Marks | None = None,
    plate: Picture | None = None,
) -> tuple[FoundMask, FoundMask]:
    """
    Return the masks of the figure in two keys of one shot, as `find_mask` does for one.

    What a person's marks hold as a mask is taken as it is. Where neither alpha nor a plain ground tells, the
    keys are compared with the `plate`, or without one with each other, after the camera's move is taken out:
    scenery stays the same. Keys that have no scenery in common, are the same or differ in size are looked at
    one by one. Raises `ValueError` as `find_mask` does, and for a plate of another size.
    """
    keys, marks = (first, last), (first_marks, last_marks)
    for name, picture in zip(("first key", "last key"), keys, strict=True):
        check_picture(name, picture)
        if plate is not None:
            check_plate(plate)
            check_alike("plate", plate, name, picture)
    given = [_given(picture, told) for picture, told in zip(keys, marks, strict=True)]
    bones = [
        Bones.of(picture.shape[:2], *((told.joints, told.skeleton) if told else (None, None)))
        for picture, told in zip(keys, marks, strict=True)
    ]
    found = [
        mask or _without_segmenting(picture, led, PLAINEST)
        for mask, picture, led in zip(given, keys, bones, strict=True)
    ]
    if None in found:
        compared = _compared(keys, bones, found, plate)
        found = [mask or other for mask, other in zip(found, compared, strict=True)]
    one, other = (mask or _alone(picture, led) for mask, picture, led in zip(found, keys, bones, strict=True))
    return one, other


def _given(picture: Picture, marks: Marks | None) -> FoundMask | None:
    if marks is None or marks.mask is None:
        return None
    if marks.mask.shape != picture.shape[:2]:
        sizes = f"{marks.mask.shape} and {picture.shape[:2]}"
        raise ValueError(f"A picture and its mask must have the same size; got {sizes}.")
    return FoundMask(marks.mask, "given")


def _alone(picture: Picture, bones: Bones | None) -> FoundMask:
    return _without_segmenting(picture, bones, PLAIN) or FoundMask(_segmented(picture, bones), "segmented")


def _without_segmenting(picture: Picture, bones: Bones | None, plain: float) -> FoundMask | None:
    """
    Return the mask of a cut-out or of a figure on a ground that is so plain, or None for what is neither.
    """
    alpha = picture[..., 3]
    if (alpha < 128).mean() > CUT_OUT:
        return FoundMask(alpha.copy(), "alpha")
    grounded = _on_ground(picture, bones, plain)
    return None if grounded is None else FoundMask(grounded, "ground")


def _compared(
    keys: tuple[Picture, Picture],
    bones: Sequence[Bones | None],
    found: Sequence[FoundMask | None],
    plate: Picture | None,
) -> list[FoundMask | None]:
    """
    Return what comparing the keys, with the plate or with each other, says about the masks not yet found.
    """
    views = [
        _View.of(picture, led, mask.mask if mask else None)
        for picture, led, mask in zip(keys, bones, found, strict=True)
    ]
    if plate is not None:
        bare = _View.of(plate, None, np.zeros(plate.shape[:2], np.uint8))
        return [None if mask else view.against(bare)[0] for view, mask in zip(views, found, strict=True)]
    if keys[0].shape != keys[1].shape:
        return [None, None]
    still = stands_still(views[0].side, views[1].side)
    there = None if still else _move(keys, *views)
    if there is None:
        astray = not still and moves_all_round(views[0].side, views[1].side)
        return [None, None] if astray else list(views[0].against(views[1]))
    back = inverse(there)
    return [
        views[0].against(views[1].carried(back, views[0]))[0],
        views[1].against(views[0].carried(there, views[1]))[0],
    ]


def _move(keys: tuple[Picture, Picture], here: "_View", there: "_View") -> Affine | None:
    """
    Return what carries the scenery of the first key to the last one's, or None where nothing tells.
    """
    if min(here.small.shape[:2]) < SMALLEST_SIDE:
        return None
    camera = find_camera(*keys)
    if camera is not None:
        return camera.at(1)
    one, other = (
        np.asarray(cv2.cvtColor(view.small, cv2.COLOR_RGBA2GRAY), np.float32) for view in (here, there)
    )
    found = steadying(one, other, np.where(beside(here.side, there.side), 255, 0).astype(np.uint8))
    return None if found is None else after(inverse(here.shrink), after(found, here.shrink))


@dataclass(frozen=True, eq=False)
class _View:
    """
    A picture to be compared: `full` and small, with what is known of the figure in the small one.

    Where it was `moved`, the small one is as another camera sees it, and the full one is not.
    """

    full: Picture
    small: Pixels
    bones: Bones | None
    known: Mask | None
    moved: bool = False

    @classmethod
    def of(cls, picture: Picture, bones: Bones | None, known: Mask | None) -> Self:
        small, led = _reduced(picture, bones, COMPARED_SIDE)
        size = small.shape[1], small.shape[0]
        if known is not None:
            known = np.asarray(cv2.resize(known, size, interpolation=cv2.INTER_AREA), np.uint8)
        return cls(picture, small, led, known)

    @cached_property
    def side(self) -> Side:
        """
        The small picture as it is compared.
        """
        return Side.of(self.small, self.bones, self.known)

    @property
    def shrink(self) -> Affine:
        """
        What carries places of the full picture to those of the small one.
        """
        height, width = self.small.shape[:2]
        grown = np.array([width / self.full.shape[1], height / self.full.shape[0]])
        return np.column_stack((np.diag(grown), 0.5 * grown - 0.5))

    def carried(self, affine: Affine, onto: Self) -> Self:
        """
        Return the view as the other one's camera sees it; what it does not see is taken from `onto`.
        """
        height, width = self.small.shape[:2]
        affine = after(self.shrink, after(affine, inverse(self.shrink)))
        seen = cv2.warpAffine(np.full((height, width), 255, np.uint8), affine, (width, height)) == 255
        small = np.where(seen[..., None], cv2.warpAffine(self.small, affine, (width, height)), onto.small)
        bones = self.bones and Bones(
            self.bones.ends @ affine[:, :2].T + affine[:, 2],
            self.bones.body @ affine[:, :2].T + affine[:, 2],
            self.bones.height,
        )
        known = self.known
        if known is not None:
            known = np.asarray(cv2.warpAffine(known, affine, (width, height)), np.uint8)
        return type(self)(self.full, np.asarray(small, np.uint8), bones, known, moved=True)

    def against(self, other: Self) -> tuple[FoundMask | None, FoundMask | None]:
        """
        Return the masks that the difference of two views gives, or None and None.
        """
        if min(self.small.shape[:2]) < SMALLEST_SIDE:
            return None, None
        views = self, other
        figures = matte(self.side, other.side)
        if figures is None:
            return None, None
        one, two = (
            follow(view.full, view.small, figure.astype(np.float32))
            for view, figure in zip(views, figures, strict=True)
        )
        if not (self.moved or other.moved):
            one, two = regained(one, self.full, other.full, two), regained(two, other.full, self.full, one)
        return FoundMask(one, "difference"), FoundMask(two, "difference")


def _on_ground(picture: Picture, bones: Bones | None, plain: float) -> Mask | None:
    """
    Return what stands on a ground whose border varies less than `plain`, or None when it does not.
    """
    height, width = picture.shape[:2]
    ring = _ring(picture, max(1, min(height, width) // 100)).astype(np.int16)
    colour = np.median(ring, axis=0)
    spread = float(np.percentile(np.abs(ring - colour).max(axis=1), 90))
    if spread >= plain:
        return None
    lab = _softened(picture)
    away = cv2.absdiff(lab, np.full_like(lab, np.rint(colour).astype(np.uint8))).max(axis=2)
    figure = ~_flooded(away, max(SAME, 1.5 * spread), bones)
    core = np.asarray(cv2.morphologyEx(figure.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3))), np.uint8)
    if core.mean() > 0.95:
        return None
    # An edge pixel is as much figure as its colour has gone from the ground's to the figure's beside it.
    full = np.maximum(cv2.dilate(np.where(core > 0, away, 0), np.ones((5, 5))), SAME)
    edge = np.clip(away.astype(np.float32) * 255 / full, 0, 255).astype(np.uint8)
    inner = cv2.erode(core, np.ones((3, 3)), borderValue=1)
    return np.where(
        inner > 0, np.uint8(255), np.where(cv2.dilate(core, np.ones((3, 3))) > 0, edge, np.uint8(0))
    )


def _softened(picture: Pixels) -> NDArray[np.uint8]:
    """
    Return a picture in Lab, with less of its grain.
    """
    return np.asarray(cv2.cvtColor(cv2.GaussianBlur(picture, (0, 0), 0.7), cv2.COLOR_RGB2Lab), np.uint8)


def _ring(picture: Pixels, thickness: int) -> NDArray[np.uint8]:
    """
    Return the softened colours of a picture's border, so thick.
    """
    reach = thickness + SOFTENED
    sides = (
        _softened(picture[:reach])[:thickness],
        _softened(picture[-reach:])[-thickness:],
        _softened(picture[:, :reach])[:, :thickness],
        _softened(picture[:, -reach:])[:, -thickness:],
    )
    return np.concatenate([side.reshape(-1, 3) for side in sides])


def _flooded(away: NDArray[np.uint8], tolerance: float, bones: Bones | None) -> Where:
    """
    Return the ground: what has its colour and hangs together with the border, and gaps it shows through.

    Nothing that bones run through is ground: a figure may be of the ground's colour and cut by the border.
    """
    height, width = away.shape
    like = (away < tolerance).astype(np.uint8)
    count, areas, sizes, _ = cv2.connectedComponentsWithStats(like, connectivity=4)
    border = np.concatenate([areas[0], areas[-1], areas[:, 0], areas[:, -1]])
    ground = np.zeros(count, np.bool_)
    ground[border] = True
    if bones is not None:
        crossed = np.bincount(areas[bones.drawn((height, width), 0)], minlength=count)
        area = sizes[:, cv2.CC_STAT_AREA]
        exactly = np.bincount(areas[away < 6], minlength=count)
        ground &= (crossed < 0.02 * bones.height) | (area > 0.25 * height * width)
        ground |= (crossed == 0) & (exactly > 0.8 * area) & (area > 30)
    ground[0] = False
    return np.asarray(ground[areas], np.bool_)


def _segmented(picture: Picture, bones: Bones | None) -> Mask:
    small, led = _reduced(picture, bones, SEGMENTED_SIDE)
    figure = np.zeros(small.shape[:2], np.bool_)
    if min(small.shape[:2]) >= SMALLEST_SIDE:
        figure = _without_crumbs(grab_cut(small, _guess(small.shape[:2], led), 5))
    return follow(picture, small, figure.astype(np.float32))


def _reduced(picture: Picture, bones: Bones | None, side: int) -> tuple[Pixels, Bones | None]:
    height, width = picture.shape[:2]
    scale = min(1.0, side / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    return small, bones.scaled(size[0] / width, size[1] / height) if bones else None


def _guess(shape: tuple[int, int], bones: Bones | None) -> NDArray[np.uint8]:
    """
    Return GrabCut's seeds: sure figure along the bones, sure scenery far from them.
    """
    guess = np.full(shape, cv2.GC_PR_BGD, np.uint8)
    if bones is None:
        height, width = shape
        guess[...] = cv2.GC_BGD
        guess[height // 20 : height - height // 20, width // 20 : width - width // 20] = cv2.GC_PR_FGD
        return guess
    guess[~bones.drawn(shape, 0.30)] = cv2.GC_BGD
    guess[bones.drawn(shape, 0.10)] = cv2.GC_PR_FGD
    guess[bones.trunk(shape)] = cv2.GC_FGD
    guess[bones.drawn(shape, 0.035)] = cv2.GC_FGD
    return guess


def _without_crumbs(figure: Where) -> Where:
    radius = max(1, round(0.006 * max(figure.shape)))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    smooth = cv2.morphologyEx(figure.astype(np.uint8), cv2.MORPH_CLOSE, disc)
    smooth = cv2.morphologyEx(smooth, cv2.MORPH_OPEN, disc)
    count, areas, sizes, _ = cv2.connectedComponentsWithStats(smooth)
    if count < 2:
        return np.zeros(figure.shape, np.bool_)
    large = sizes[:, cv2.CC_STAT_AREA] > 0.02 * sizes[1:, cv2.CC_STAT_AREA].max()
    large[0] = False
    return np.asarray(large[areas], np.bool_)
