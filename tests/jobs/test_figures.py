"""
What the engine is told of a sheet's figure.
"""

import cv2
import numpy as np
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from jobs import figures, frames
from jobs.inbetween import Pair
from jobs.sheet import Passing
from tests.jobs.sheets import ARM, motion, name, sheet, standing, store, stored_sheet

FULL = {
    "first": standing(0.2, behind=()),
    "before": Passing(-0.5, standing(0.1).joints),
    "after": Passing(1.5, standing(0.6).joints),
    "stops": (True, False),
    "breakdowns": (Passing(0.5, standing(0.3).joints),),
    "turns": (("hand", -1),),
    "planted": ("root",),
}


def test_all_of_a_sheet_reaches_the_engine():
    asked = sheet(motion=motion(**FULL), pins=((0, 0, 1, 1), (0.5, 0.5, 0.25, 0.75)), arc=0.5)
    first, last = figures.marks(asked)
    course = figures.course(asked)
    assert first is not None
    assert last is not None
    assert first.skeleton == last.skeleton == ARM
    assert first.joints == pytest.approx(np.array([[0.2 * 64, 18], [0.25 * 64, 18], [0.3 * 64, 18]]) - 0.5)
    assert [u for u, _ in course.breakdowns] == [0.5]
    assert (course.before[0], course.after[0]) == (-0.5, 1.5)  # type: ignore[index]
    assert (course.stops, course.turns, course.planted) == ((True, False), {"hand": -1}, {"root"})
    assert course.arc == 0.5
    assert figures.pins(asked)[1] == pytest.approx(np.array([[32, 18], [16, 27]]) - 0.5)


def test_a_sheet_without_a_figure_still_has_its_arc():
    assert figures.marks(sheet()) == (None, None)
    assert figures.course(sheet(arc=-0.5)).arc == -0.5
    assert figures.pins(sheet()).shape == (0, 2, 2)


def filled(size: tuple[int, int]) -> str:
    """
    An opaque picture.
    """
    return store(np.full((size[1], size[0], 4), (90, 120, 60, 255), np.uint8))


@pytest.mark.parametrize(
    ("size", "moves", "whole"),
    [((64, 36), True, True), ((36, 36), True, True), ((36, 36), False, False)],
)
def test_an_opaque_picture_is_no_cut_out_though_it_leaves_some_of_the_canvas_free(
    size: tuple[int, int], *, moves: bool, whole: bool
):
    pose = filled(size)
    asked = stored_sheet(first=pose, last=pose, motion=motion() if moves else None)
    pair, scenery = frames.staged(asked)
    assert (pair.first[..., 3].min() == 255) == whole
    if whole and size[0] < 64:
        assert (pair.first[:, :14] == scenery[:, :14]).all()


def test_the_ground_is_not_behind_pictures_that_bring_their_own():
    opaque = filled((64, 36))
    assert frames.staged(stored_sheet(first=opaque, last=opaque))[0].plate is None
    assert frames.staged(stored_sheet(first=opaque, last=opaque, plate=opaque))[0].plate is not None
    assert frames.staged(stored_sheet())[0].plate is not None


def store_mask(pixels: np.ndarray, word: str = "mask") -> str:
    """
    Keep a mask in the storage, and return its name.
    """
    default_storage.save(frames.mask_path(name(word)), ContentFile(cv2.imencode(".png", pixels)[1].tobytes()))
    return name(word)


def test_a_mask_lies_where_its_picture_does():
    mask = np.zeros((72, 64), np.uint8)
    mask[36:] = 255
    asked = stored_sheet(motion=motion(first=standing(0.2, mask=store_mask(mask))))
    pair, _ = frames.staged(asked)
    assert isinstance(pair, Pair)
    assert pair.first_marks is not None
    placed = pair.first_marks.mask
    # 64 x 72 on 64 x 36: half as large, in the middle.
    assert placed is not None
    assert placed.shape == (36, 64)
    assert (placed[20:, 16:48].min(), placed[:17].max(), placed[:, :16].max()) == (255, 0, 0)
    assert pair.last_marks is not None
    assert pair.last_marks.mask is None


@pytest.mark.parametrize(
    "broken", [None, b"", b"no picture", cv2.imencode(".png", np.zeros((4, 4, 3)))[1].tobytes()]
)
def test_a_mask_that_is_lost_is_missing_like_a_picture(broken: bytes | None):
    if broken is not None:
        default_storage.save(frames.mask_path(name("mask")), ContentFile(broken))
    asked = stored_sheet(motion=motion(first=standing(0.2, mask=name("mask"))))
    with pytest.raises(frames.PictureMissing):
        frames.staged(asked)
