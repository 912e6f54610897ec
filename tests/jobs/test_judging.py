"""
What is measured of drawings while they are drawn, and that it harms nothing.
"""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from celery.exceptions import SoftTimeLimitExceeded

from jobs import drawing, frames, judging, tasks
from jobs.inbetween import Alarms, Drawer, method
from jobs.inbetween.crossfade import CrossfadeDrawer as Drawn
from jobs.inbetween.quality.gauge import Quality
from jobs.models import Segment
from tests.jobs.rows import ask, row
from tests.jobs.sheets import disc, store, stored_sheet
from tests.jobs.test_drawing import Stumble, files

pytestmark = pytest.mark.django_db(transaction=True)

TOLD = {
    "score", "weakest", "curve", "ghosts", "ghost", "fades", "unexplained", "drift", "missing", "jump",
    "sharp", "light", "flicker", "flips", "area", "torn", "advice",
}  # fmt: skip


def opaque(x: int) -> str:
    """
    A disc before a wall.
    """
    picture = disc(x)
    picture[picture[..., 3] < 255] = (90, 120, 60, 255)
    return store(picture)


def test_a_finished_segment_is_measured_and_pages_are_told(told: Any):
    asked = stored_sheet(drawings=5, method="flow")
    ask("ann", asked)
    tasks.draw_next()
    quality = row(asked.key()).quality
    assert 0 <= quality["score"] <= 100
    assert len(quality["curve"]) == len(quality["ghosts"]) == 5
    assert row(asked.key()).measures["parts"]["figure"] is not None  # of cut-outs the figure is known
    events = [event for _, event in told if event["type"] == "segment"]
    assert set(events[-1]["quality"]) == TOLD
    assert events[-1]["quality"]["score"] == quality["score"]
    assert all(events[-1]["quality"][name] is not None for name in ("jump", "flicker"))
    assert {event["quality"] for event in events[:-1]} == {None}
    assert [event["ends"] for event in events] == [*([None] * (len(events) - 1)), [True, True]]


@pytest.mark.parametrize("ground", ["#204060", None])
@pytest.mark.parametrize("u", [0.0, 1.0])
def test_a_method_that_does_not_begin_and_end_with_the_poses_is_found_out(
    monkeypatch: pytest.MonkeyPatch, u: float, ground: str | None
):
    draw = Drawn.draw

    def off(drawer: Drawn, at: float) -> np.ndarray:
        drawing = draw(drawer, at)
        if at == u:
            drawing[18, 25, :3] += 1
        return drawing

    monkeypatch.setattr(Drawn, "draw", off)
    asked = stored_sheet(method="crossfade", ground=ground)
    ask("ann", asked)
    tasks.draw_next()
    ends = row(asked.key()).quality["ends"]
    assert ends == [u != 0.0, u != 1.0]
    assert judging.ends(row(asked.key()).quality) == ends


def test_where_nobody_looked_at_the_ends_nothing_is_said():
    assert judging.ends(None) is None
    assert judging.ends({"score": 80}) is None


def test_cut_outs_are_measured_like_what_is_laid_over_a_plain_ground():
    scores = {}
    for ground in ("#808080", None):
        asked = stored_sheet(drawings=5, method="flow", ground=ground)
        ask("ann", asked)
        tasks.draw_next()
        scores[ground] = row(asked.key())
    assert scores[None].measures["parts"]["figure"] is not None
    assert scores[None].quality == scores["#808080"].quality


def test_a_dissolve_is_judged_worse_than_a_movement():
    scores = {}
    for how in ("crossfade", "flow"):
        asked = stored_sheet(drawings=5, method=how)
        ask("ann", asked)
        tasks.draw_next()
        scores[how] = row(asked.key()).quality["score"]
        advice = row(asked.key()).quality["advice"]
        assert all("{" not in one["sentence"] for one in advice)
    assert scores["flow"] > scores["crossfade"]


@pytest.mark.parametrize("cut_out", [True, False, None])
def test_what_an_earlier_attempt_drew_is_measured_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, cut_out: bool | None
):
    poses = (
        {"ground": None} if cut_out is None else {} if cut_out else {"first": opaque(20), "last": opaque(30)}
    )
    asked = stored_sheet(drawings=4, method="crossfade", **poses)
    ask("ann", asked)
    tasks.draw_next()
    at_once = row(asked.key()).quality
    Segment.objects.all().delete()
    for file in (folder / "frames").rglob("*.*"):
        file.unlink()
    ask("ann", asked)
    stumble = Stumble(monkeypatch, 2, SystemExit(0))
    with pytest.raises(SystemExit):
        tasks.draw_next()
    stumble.broken = False
    tasks.draw_next()
    in_two_goes = row(asked.key()).quality
    if not cut_out:
        assert in_two_goes == at_once
    assert in_two_goes["score"] == pytest.approx(at_once["score"], abs=3)


def test_a_measurement_stays_when_nothing_is_drawn_anew():
    asked = stored_sheet(method="crossfade")
    ask("ann", asked)
    tasks.draw_next()
    before = row(asked.key()).quality
    Segment.objects.update(state="failed")
    ask("ann", asked)
    tasks.draw_next()
    assert row(asked.key()).quality == before


@pytest.mark.parametrize("how", ["crossfade", "auto"])
def test_what_is_all_drawn_but_was_not_measured_is_measured(
    monkeypatch: pytest.MonkeyPatch, folder: Path, how: str
):
    asked = stored_sheet(method=how, first=opaque(20), last=opaque(30))
    ask("ann", asked)
    with monkeypatch.context() as dying:
        dying.setattr(judging.Judge, "verdict", _dies)
        with pytest.raises(SystemExit):
            tasks.draw_next()
    before = files(folder, asked.key())
    assert (row(asked.key()).quality, len(before)) == (None, 9)
    tasks.draw_next()
    done = row(asked.key())
    assert done.state == "done"
    assert 0 <= done.quality["score"] <= 100
    assert len(done.quality["curve"]) == 3
    assert files(folder, asked.key()) == before


def _dies(*_: object) -> None:
    raise SystemExit(0)


def _is_late(*_: object) -> None:
    raise SoftTimeLimitExceeded


@pytest.mark.parametrize("lost", [True, False])
def test_what_is_all_drawn_is_finished_even_where_it_cannot_be_measured(
    monkeypatch: pytest.MonkeyPatch, folder: Path, *, lost: bool
):
    asked = stored_sheet(method="crossfade")
    ask("ann", asked)
    with monkeypatch.context() as dying:
        dying.setattr(judging.Judge, "verdict", _dies)
        with pytest.raises(SystemExit):
            tasks.draw_next()
    if lost:
        (folder / frames.picture_path(asked.first)).unlink()
    else:
        monkeypatch.setattr(judging.Judge, "kept", _is_late)
    tasks.draw_next()
    assert (row(asked.key()).state, row(asked.key()).quality) == ("done", None)


@pytest.mark.parametrize("broken", ["__init__", "add", "result"])
def test_what_cannot_be_measured_is_finished_without(
    monkeypatch: pytest.MonkeyPatch, folder: Path, caplog: pytest.LogCaptureFixture, broken: str
):
    asked = stored_sheet(method="crossfade")
    ask("ann", asked)
    tasks.draw_next()
    before = files(folder, asked.key())
    Segment.objects.all().delete()
    for file in (folder / "frames").rglob("*.*"):
        file.unlink()

    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(judging.Gauge, broken, breaks)
    logging.getLogger("jobs").propagate = True
    ask("ann", asked)
    tasks.draw_next()
    done = row(asked.key())
    assert (done.state, done.quality) == ("done", None)
    assert files(folder, asked.key()) == before
    assert "could not be measured" in caplog.text


def test_a_measure_that_is_no_number_is_not_kept(monkeypatch: pytest.MonkeyPatch):
    measured = Quality.to_json
    monkeypatch.setattr(Quality, "to_json", lambda quality: {**measured(quality), "ghost": float("nan")})
    asked = stored_sheet(method="crossfade")
    ask("ann", asked)
    tasks.draw_next()
    assert (row(asked.key()).state, row(asked.key()).quality) == ("done", None)


def test_a_time_limit_is_no_failure_of_measuring(monkeypatch: pytest.MonkeyPatch):
    def late(*_: object) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(judging.Gauge, "add", late)
    asked = stored_sheet(method="crossfade")
    ask("ann", asked)
    tasks.draw_next()
    assert (row(asked.key()).state, row(asked.key()).drawings_done) == ("queued", 1)


class Knowing:
    """
    A drawer that knows its figure, as the rig does.
    """

    def __init__(self, inner: Drawer) -> None:
        self.inner = inner

    def draw(self, u: float) -> Any:
        return self.inner.draw(u)

    def figure(self, u: float) -> Any:
        mask = np.zeros((36, 64), np.uint8)
        mask[8:28, 20:40] = 255
        return mask

    def alarms(self, us: Sequence[float]) -> Alarms:
        return Alarms(flips=us[0], area=0.1)

    def troubles(self, u: float) -> dict[str, float]:
        return {"left_arm": 0.6}


def test_a_figures_geometry_is_asked(monkeypatch: pytest.MonkeyPatch):
    class Known:
        def prepare(self, pair: Any) -> Knowing:
            return Knowing(method("crossfade").prepare(pair))

    monkeypatch.setattr(drawing, "method", lambda _: Known())
    asked = stored_sheet(method="crossfade")
    ask("ann", asked)
    tasks.draw_next()
    quality = judging.shown(row(asked.key()).quality)
    assert quality is not None
    assert quality["flips"] == 0.5
    assert row(asked.key()).measures["alarms"] == [[0.25, 0.1], [0.5, 0.1], [0.75, 0.1]]
    advice = quality["advice"][0]
    assert (advice["code"], advice["drawing"], advice["limb"]) == ("torn_limb", 2, "left_arm")
