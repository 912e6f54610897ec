"""
What the bench's own measures say of drawings that need no measuring.
"""

import json

import cv2
import numpy as np
import pytest

from tests.bench.inbetween import cases
from tests.bench.inbetween.peers import PEERS
from tests.bench.inbetween.scoring import Scorer
from tests.bench.inbetween.table import Goal, Row
from tests.inbetween.drawn import disc, scenery

PLACES = [k / 10 for k in range(1, 10)]


@pytest.fixture
def case(tmp_path):
    """
    A disc that moves evenly, in a folder of cases that also holds one to keep hands off.
    """
    ground = scenery()[..., :3]
    for name, u in (("a", 0), ("b", 1), *((f"t{k}", place) for k, place in enumerate(PLACES))):
        figure = disc(60 + 80 * u)
        alpha = figure[..., 3:] / 255
        colours = np.rint(figure[..., :3] * alpha + ground * (1 - alpha)).astype(np.uint8)
        cv2.imwrite(str(tmp_path / f"{name}.png"), cv2.cvtColor(colours, cv2.COLOR_RGB2BGR))
        cv2.imwrite(str(tmp_path / f"mask-{name}.png"), figure[..., 3])
    entry = {
        "id": "disc",
        "split": "dev",
        "dir": ".",
        "motion": "large",
        "key_a": "a.png",
        "key_b": "b.png",
        "truth": [{"file": f"t{k}.png", "t": place} for k, place in enumerate(PLACES)],
        "masks": {
            "key_a": "mask-a.png",
            "key_b": "mask-b.png",
            "truth": [f"mask-t{k}.png" for k in range(len(PLACES))],
        },
        "joints": None,
    }
    other = {**entry, "id": "sealed", "split": "heldout"}
    (tmp_path / "manifest.json").write_text(json.dumps({"cases": [entry, other]}))
    found = cases.read(tmp_path)
    assert [each.name for each in found] == ["disc"]
    return found[0]


def test_the_truth_is_flawless(case):
    score = Scorer(case).score(case.truth)
    assert score["fg_ssim"] == score["ssim"] == pytest.approx(1)
    assert score["psnr"] == score["fg_psnr"] == score["tt_fg_psnr"] == 60
    assert score["chamfer"] == 0
    assert score["edge_f1"] == score["sharp"] == score["travel"] == score["pop"] == pytest.approx(1, abs=1e-5)


def test_drawings_a_little_late_are_forgiven_in_time_only(case):
    late = [case.truth[max(0, k - 1)] for k in range(len(case.truth))]
    score = Scorer(case).score(late)
    assert score["fg_psnr"] < 30
    assert score["tt_fg_psnr"] == 60


def test_a_crossfade_ghosts_and_a_hold_does_not_travel(case):
    scorer = Scorer(case)
    faded, held = (scorer.score(PEERS[name](*case.keys, case.places)) for name in ("crossfade", "hold"))
    assert faded["ghost"] > scorer.score(case.truth)["ghost"] + 0.05
    assert faded["fg_ssim"] < held["fg_ssim"] + 0.2
    assert held["travel"] < 0.5
    assert held["pop"] > 3


def test_motion_interpolation_gives_as_many_drawings_as_places(case):
    first, last = (key[:50, :90] for key in case.keys)
    drawings = PEERS["minterpolate"](first, last, PLACES)
    assert [each.shape for each in drawings] == [first.shape] * 9
    with pytest.raises(ValueError, match=r"evenly spaced places only; got \[0.2, 0.5\]"):
        PEERS["minterpolate"](first, last, [0.2, 0.5])


def test_a_row_says_what_misses_its_goal():
    row = Row(
        "row",
        {"a": 0.5, "b": 2.0, "d": float("nan")},
        {"a": Goal(most=1), "b": Goal(0.9, 1.1), "c": Goal(3), "d": Goal(3)},
    )
    assert row.missed == ["b", "c", "d"]
    assert row.lines()[0] == "MISS row"
    assert "0.500 ok" in row.lines()[3]
    assert json.dumps(row.as_json(), allow_nan=False)
