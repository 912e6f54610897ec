"""
Equal work has equal names, and other work other ones.
"""

import json

import pytest

from jobs import sheet as sheets
from jobs.sheet import SegmentSheet
from tests.jobs.sheets import name, sheet

OTHERS = {
    "width": 65,
    "height": 37,
    "first": name("other"),
    "last": name("other"),
    "plate": name("plate"),
    "ground": "#000000",
    "method": "flow",
    "times": (0.25, 0.5, 0.76),
}


def test_a_sheet_survives_its_row():
    before = sheet(plate=name("plate"))

    after = SegmentSheet.from_json(json.loads(json.dumps(before.to_json())))

    assert after == before
    assert after.key() == before.key()


@pytest.mark.parametrize("field", OTHERS)
def test_everything_that_is_drawn_from_is_in_the_key(field: str):
    assert sheet(**{field: OTHERS[field]}).key() != sheet().key()


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

    assert kept["version"] == 1
    assert list(kept) == ["version", "width", "height", "first", "last", "plate", "ground", "method", "times"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": "../../etc/passwd"},
        {"plate": "A" * 64},
        {"ground": "red"},
        {"width": 0},
        {"times": ()},
        {"times": (1.5,)},
        {"times": (float("nan"),)},
    ],
)
def test_a_sheet_that_cannot_be_meant_is_refused(wrong: dict[str, object]):
    with pytest.raises(ValueError, match="got"):
        sheet(**wrong)


def test_a_sheet_of_another_version_is_refused():
    with pytest.raises(ValueError, match="version 2"):
        SegmentSheet.from_json({**sheet().to_json(), "version": 2})
