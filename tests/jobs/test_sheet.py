"""
Equal work has equal names, and other work other ones.
"""

import json
from typing import Any

import pytest

from jobs import sheet as sheets
from jobs.inbetween import Skeleton
from jobs.sheet import Motion, Passing, SegmentSheet
from tests.jobs.sheets import motion, name, sheet, standing

OTHERS = {
    "width": 65,
    "height": 37,
    "first": name("other"),
    "last": name("other"),
    "plate": name("plate"),
    "ground": None,
    "method": "flow",
    "times": (0.25, 0.5, 0.76),
    "motion": motion(),
    "pins": ((0.1, 0.2, 0.3, 0.4),),
    "arc": 0.5,
    "final": (128, 72),
}
MOTIONS = {
    "skeleton": Skeleton.of({"root": None, "elbow": "root", "wrist": "elbow"}),
    "first": standing(0.3),
    "last": standing(0.1, mask=name("mask")),
    "before": Passing(-0.5, standing(0.1).joints),
    "after": Passing(1.5, standing(0.1).joints),
    "stops": (False, True),
    "breakdowns": (Passing(0.5, standing(0.1).joints),),
    "turns": (("hand", -1),),
    "planted": ("hand",),
}


@pytest.mark.parametrize(
    "kept", [{}, {**MOTIONS, "turns": (("elbow", 1), ("wrist", -1))}], ids=["bare", "full"]
)
def test_a_sheet_survives_its_row(kept: dict[str, Any]):
    before = sheet(plate=name("plate"), motion=motion(**kept), pins=((0.1, 0.2, 0.3, 0.4),), arc=-0.25)

    after = SegmentSheet.from_json(json.loads(json.dumps(before.to_json())))

    assert after == before
    assert after.key() == before.key()


@pytest.mark.parametrize("field", OTHERS)
def test_everything_that_is_drawn_from_is_in_the_key(field: str):
    assert sheet(**{field: OTHERS[field]}).key() != sheet().key()


def test_a_draft_is_the_same_on_a_small_canvas_and_knows_what_it_stands_for():
    whole = sheet(width=1920, height=1080)
    draft = whole.draft()

    assert (draft.width, draft.height, draft.times) == (640, 360, whole.times)
    assert draft.finished() == whole
    assert SegmentSheet.from_json(json.loads(json.dumps(draft.to_json()))) == draft
    # Drafts of two sizes look alike, but each stands for its own segment.
    assert draft.key() != sheet(width=1280, height=720).draft().key()
    assert draft.draft() is draft


def test_what_is_small_already_needs_no_draft():
    small = sheet(width=640, height=360)

    assert small.draft() is small
    assert small.finished() is small


@pytest.mark.parametrize(("size", "small"), [((1080, 1920), (360, 640)), ((4000, 2), (640, 1))])
def test_a_draft_has_its_longer_side(size: tuple[int, int], small: tuple[int, int]):
    draft = sheet(width=size[0], height=size[1]).draft()

    assert (draft.width, draft.height) == small


def test_a_cut_out_has_no_plate():
    assert sheet(ground=None).is_cut_out
    assert not sheet().is_cut_out
    with pytest.raises(ValueError, match="nothing behind"):
        sheet(ground=None, plate=name("plate"))


@pytest.mark.parametrize("field", MOTIONS)
def test_everything_that_moves_the_figure_is_in_the_key(field: str):
    assert sheet(motion=motion(**{field: MOTIONS[field]})).key() != sheet(motion=motion()).key()


def test_limbs_come_in_one_order_whatever_order_a_database_gives_them():
    skeleton = Skeleton.of(
        {"hip": None, "knee": "hip", "foot": "knee", "elbow": "hip", "hand": "elbow"},
        {"leg": ["knee", "foot"], "arm": ["elbow", "hand"]},
    )
    kept = motion(skeleton=skeleton).to_json()
    turned = {**kept["skeleton"], "limbs": dict(reversed(kept["skeleton"]["limbs"].items()))}
    assert Motion.from_json(kept) == Motion.from_json({**kept, "skeleton": turned})


def test_the_engine_is_in_the_key(monkeypatch: pytest.MonkeyPatch):
    before = sheet().key()
    monkeypatch.setattr(sheets, "ENGINE_VERSION", "another")

    assert sheet().key() != before


def test_the_last_bits_of_a_float_make_no_other_sheet():
    assert sheet(times=(0.1 + 0.2,)) == sheet(times=(0.3,))
    assert sheet(times=(0.1 + 0.2,)).key() == sheet(times=(0.3,)).key()


def test_the_key_is_kept_between_versions():
    """
    A key that changes without the engine changing would have everything drawn again.
    """
    kept = sheet().to_json()

    assert kept["version"] == 2
    assert list(kept) == [
        "version", "width", "height", "first", "last", "plate", "ground", "method", "times",
        "motion", "pins", "arc",
    ]  # fmt: skip


def test_a_key_never_becomes_another_one(monkeypatch: pytest.MonkeyPatch):
    """
    Drawings are found by it that were made before there were cut-outs and drafts.
    """
    monkeypatch.setattr(sheets, "ENGINE_VERSION", "x")

    assert sheet().key() == "c0022d1aec3efc8776130d51767af0b665dacfa7bebc87f52ea1b0bd2db8e530"


def test_a_sheet_of_the_first_version_is_still_read():
    kept = sheet().to_json()
    first = {name: kept[name] for name in list(kept)[:9]} | {"version": 1}

    assert SegmentSheet.from_json(first) == sheet()


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": "../../etc/passwd"},
        {"plate": "A" * 64},
        {"ground": "red"},
        {"ground": ""},
        {"width": 0},
        {"times": ()},
        {"times": (1.5,)},
        {"times": (float("nan"),)},
        {"arc": 2.0},
        {"pins": ((0.1, 0.2),)},
    ],
)
def test_a_sheet_that_cannot_be_meant_is_refused(wrong: dict[str, object]):
    with pytest.raises(ValueError, match="got"):
        sheet(**wrong)


def test_a_sheet_of_another_version_is_refused():
    with pytest.raises(ValueError, match="version 3"):
        SegmentSheet.from_json({**sheet().to_json(), "version": 3})


def test_a_mask_is_named_like_a_picture():
    with pytest.raises(ValueError, match="got"):
        motion(first=standing(0.3, mask="../mask"))
