import json
from pathlib import Path

import pytest

from editor.timeline import timing

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "timing.json").read_text())


@pytest.mark.parametrize("case", VECTORS["segments"], ids=lambda case: json.dumps(case.get("name", ""))[:40])
def test_segments_are_timed_as_the_page_times_them(case):
    count = timing.gap(case["frame"], case["hold"], case["next"])
    curve = tuple(case["curve"]) if case["curve"] else None
    assert count == case["count"]
    assert timing.drawings(count, case["exposure"]) == case["drawings"]
    chart = tuple(case["chart"]) if case.get("chart") else None
    assert timing.places(count, case["exposure"], case["ease"], curve, chart) == pytest.approx(
        case["times"], abs=1e-6
    )
    assert [timing.drawing_at(i, case["exposure"]) for i in range(1, count + 1)] == case["shows"]


@pytest.mark.parametrize("count", range(0, 14))
@pytest.mark.parametrize("exposure", [1, 2, 3])
def test_runs_are_the_drawings_of_the_inbetweens_in_order(count, exposure):
    shown = [drawing for drawing, frames in timing.runs(count, exposure) for _ in range(frames)]
    assert shown == [timing.drawing_at(i, exposure) for i in range(1, count + 1)]
    assert {drawing for drawing in shown if drawing >= 0} == set(range(timing.drawings(count, exposure)))


def test_a_hold_that_reaches_the_next_key_leaves_no_inbetween():
    assert timing.gap(10, 5, 15) == 0
    assert timing.gap(10, 9, 15) == 0
    assert timing.places(0, 1, "both", None) == ()
