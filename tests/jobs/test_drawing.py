"""
From a claimed segment to its files, through good and bad days.
"""

import errno
import logging
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import cv2
import numpy as np
import pytest
from celery.exceptions import SoftTimeLimitExceeded

from jobs import actions, drawing, frames, leases, tasks
from jobs.inbetween import METHODS, choose, lay, method
from jobs.models import Segment
from kfweb.storage import FolderStorage
from tests.jobs.rows import ask, claim, let_pauses_pass, row, state
from tests.jobs.sheets import disc, motion, name, sheet, store, stored_sheet

pytestmark = pytest.mark.django_db(transaction=True)


def files(folder: Path, key: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / f"frames/{key[:2]}/{key}").glob("*"))}


class Stumble:
    """
    A storage that fails when the n-th drawing is completed.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch, n: int, error: BaseException) -> None:
        save = FolderStorage.save
        self.broken = True

        def stumbling(storage: FolderStorage, path: str, content: Any, max_length: int | None = None) -> str:
            if self.broken and path.endswith(f"/{n}.full.png"):
                raise error
            return save(storage, path, content, max_length)

        monkeypatch.setattr(FolderStorage, "save", stumbling)


@pytest.mark.parametrize("how", sorted(METHODS))
def test_the_drawings_are_the_engines(folder: Path, how: str):
    asked = stored_sheet(drawings=3, method=how, motion=motion() if how == "rig" else None)
    render = ask("ann", asked)

    tasks.draw_next()

    assert state(render) == "done"
    pair, scenery = frames.staged(asked)
    drawer = method(how).prepare(pair)
    for n, u in enumerate(asked.times):
        expected = lay(drawer.draw(u), scenery)[..., [2, 1, 0]]
        kept = cv2.imread(str(folder / frames.frame_path(asked.key(), n, "full.png")))
        assert np.array_equal(kept, expected)
    assert len(files(folder, asked.key())) == 9
    assert row(asked.key()).seconds > 0


@pytest.mark.parametrize("how", [*sorted(METHODS), "auto"])
def test_a_cut_out_is_drawn_as_one(folder: Path, how: str):
    asked = stored_sheet(drawings=3, method=how, ground=None, motion=motion() if how == "rig" else None)
    render = ask("ann", asked)

    tasks.draw_next()

    assert state(render) == "done"
    assert sorted(files(folder, asked.key()))[:3] == ["0.full.png", "0.thumb.webp", "0.view.webp"]
    drawer = method(row(asked.key()).method).prepare(frames.staged(asked)[0])
    for n, u in enumerate(asked.times):
        kept = frames.load_cut_out(asked.key(), n)
        assert np.array_equal(kept, drawer.draw(u))
        assert kept[..., 3].min() == 0
    assert row(asked.key()).cut_out


def test_opaque_poses_above_others_are_drawn(folder: Path):
    wide = store(np.full((10, 64, 3), 90, np.uint8))
    for how, first in (("flow", wide), ("rig", wide), ("rig", store(np.full((36, 64, 3), 90, np.uint8)))):
        asked = stored_sheet(method=how, first=first, last=wide, ground=None, motion=motion())
        ask("ann", asked)
        tasks.draw_next()
        assert row(asked.key()).state == "done"
        assert row(asked.key()).quality["ends"] == [True, True]


def test_auto_notes_what_it_chose_and_why():
    asked = stored_sheet(method="auto")
    ask("ann", asked)

    tasks.draw_next()

    choice = choose(frames.staged(asked)[0])
    done = row(asked.key())
    assert (done.method, done.reason) == (choice.method, choice.reason)


def test_auto_draws_the_same_when_it_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch):
    asked = stored_sheet(drawings=4, method="auto")
    ask("ann", asked)
    stumble = Stumble(monkeypatch, 2, SystemExit(0))
    with pytest.raises(SystemExit):
        tasks.draw_next()
    stumble.broken = False
    tasks.draw_next()
    in_two_goes = files(folder, asked.key())

    for path in (folder / "frames").rglob("*.*"):
        path.unlink()
    Segment.objects.all().delete()
    ask("ann", asked)
    tasks.draw_next()

    assert files(folder, asked.key()) == in_two_goes
    assert len(in_two_goes) == 12


def test_one_bell_draws_one_segment_and_rings_for_the_next(bells: list[str]):
    ask("ann", *(stored_sheet(ground=f"#00000{n}") for n in range(2)))
    bells.clear()

    tasks.draw_next()
    assert Segment.objects.filter(state="done").count() == 1
    assert len(bells) == 1

    tasks.draw_next()
    tasks.draw_next()
    assert Segment.objects.filter(state="done").count() == 2
    assert len(bells) == 1


def test_a_bell_of_another_version_is_heard(caplog: pytest.LogCaptureFixture):
    asked = stored_sheet()
    ask("ann", asked)

    with caplog.at_level(logging.INFO, "jobs"):
        logging.getLogger("jobs").propagate = True
        tasks.draw_next("deleted id", colour="red")

    assert row(asked.key()).state == "done"
    assert "colour" in caplog.text


def test_drawings_that_are_there_are_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch):
    asked = stored_sheet(drawings=4)
    render = ask("ann", asked)
    Stumble(monkeypatch, 2, SystemExit(0)).broken = True
    with pytest.raises(SystemExit):
        tasks.draw_next()
    assert row(asked.key()).drawings_done == 2
    assert (row(asked.key()).state, row(asked.key()).attempt) == ("queued", 0)
    kept = {path: path.stat().st_mtime_ns for path in folder.rglob("*.full.png")}
    monkeypatch.undo()

    actions.cancel_render(render.pk)
    ask("ann", asked)
    drawing.draw(claim())

    assert row(asked.key()).state == "done"
    assert len(kept) == 2
    assert {path: path.stat().st_mtime_ns for path in kept} == kept


def test_a_hole_in_the_drawings_is_filled(folder: Path):
    asked = stored_sheet(drawings=4)
    ask("ann", asked)
    tasks.draw_next()
    before = files(folder, asked.key())
    (folder / frames.frame_path(asked.key(), 1, "full.png")).unlink()
    Segment.objects.update(state="failed")

    ask("ann", asked)
    tasks.draw_next()

    assert files(folder, asked.key()) == before


def test_nothing_is_loaded_when_all_drawings_are_there(folder: Path, monkeypatch: pytest.MonkeyPatch):
    asked = stored_sheet()
    ask("ann", asked)
    tasks.draw_next()
    Segment.objects.update(state="failed")
    for picture in (folder / "pictures").rglob("*.png"):
        picture.unlink()

    ask("ann", asked)
    tasks.draw_next()

    assert row(asked.key()).state == "done"


def test_pages_see_the_first_drawing_at_once_and_the_last_always(told: Any, monkeypatch: pytest.MonkeyPatch):
    asked = stored_sheet(drawings=30)
    ask("ann", asked)
    told.clear()

    tasks.draw_next()

    seen = [event for topic, event in told if event["type"] == "segment" and topic == "project.ann"]
    assert [(e["state"], e["done"]) for e in seen[:2]] == [("running", 0), ("running", 1)]
    assert (seen[-1]["state"], seen[-1]["done"], seen[-1]["total"]) == ("done", 30, 30)
    assert seen[1]["eta"] is not None
    assert [event for _, event in told if event["type"] == "render"][-1]["state"] == "done"


def test_events_are_at_most_ten_a_second(told: Any, monkeypatch: pytest.MonkeyPatch):
    now = [0.0]
    monkeypatch.setattr("jobs.progress.time", SimpleNamespace(monotonic=lambda: now[0]))
    write = frames.write_drawing

    def write_slowly(key: str, n: int, picture: Any, **more: Any) -> None:
        write(key, n, picture, **more)
        now[0] += 0.03

    monkeypatch.setattr(frames, "write_drawing", write_slowly)
    asked = stored_sheet(drawings=60)
    ask("ann", asked)
    told.clear()

    tasks.draw_next()

    running = [event["done"] for _, event in told if event.get("state") == "running"]
    assert running == [0, *range(1, 61, 4)]


def test_one_who_joins_while_it_is_drawn_is_told(told: Any, monkeypatch: pytest.MonkeyPatch):
    asked = stored_sheet(drawings=3)
    ask("ann", asked)
    segment = claim()
    ask("bob", asked)
    told.clear()

    drawing.draw(segment)

    assert {topic for topic, event in told if event["type"] == "segment"} == {"project.ann", "project.bob"}


def test_a_cancelled_worker_stops_before_the_next_drawing(folder: Path, monkeypatch: pytest.MonkeyPatch):
    asked = stored_sheet(drawings=9)
    render = ask("ann", asked)
    write = frames.write_drawing

    def write_then_cancel(key: str, n: int, picture: Any, **more: Any) -> None:
        write(key, n, picture, **more)
        if n == 3:
            actions.cancel_render(render.pk)

    monkeypatch.setattr(frames, "write_drawing", write_then_cancel)
    tasks.draw_next()

    assert frames.drawn(asked.key()) == {0, 1, 2, 3}
    left = row(asked.key())
    assert (left.state, left.drawings_done) == ("cancelled", 4)


# Bad days


def test_a_missing_picture_fails_in_words():
    render = ask("ann", sheet())

    tasks.draw_next()

    failed = row(sheet().key())
    assert (state(render), failed.error_code) == ("failed", "picture_missing")
    assert failed.error == (
        "A picture that this segment is drawn from is not there or cannot be read. No drawing was finished. "
        "Press Render to try again. Upload the pose again or choose another one first."
    )


def test_a_missing_plate_fails_in_words():
    asked = stored_sheet(plate=name("nowhere"))
    ask("ann", asked)
    tasks.draw_next()
    assert row(asked.key()).error_code == "picture_missing"


class Broken:
    def __init__(self, error: Exception) -> None:
        self.error = error

    def prepare(self, _: object) -> "Broken":
        return self

    def draw(self, u: float) -> Any:
        if u < 0.4:
            return np.zeros((36, 64, 4), np.uint8)
        raise self.error


def out_of_memory() -> Exception:
    error = cv2.error("Failed to allocate")
    error.code = cv2.Error.StsNoMem
    return error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ValueError("no"), "engine"),
        (cv2.error("no"), "engine"),
        (MemoryError(), "too_big"),
        (out_of_memory(), "too_big"),
    ],
    ids=["value", "cv2", "memory", "cv2 memory"],
)
def test_an_engine_that_fails_is_not_tried_again(
    monkeypatch: pytest.MonkeyPatch, bells: list[str], error: Exception, code: str
):
    monkeypatch.setattr(drawing, "method", lambda _: Broken(error))
    asked = stored_sheet(drawings=3)
    render = ask("ann", asked)
    bells.clear()

    tasks.draw_next()

    failed = row(asked.key())
    assert (state(render), failed.error_code, failed.drawings_done) == ("failed", code, 1)
    assert "1 of 3 drawings are kept. Press Render to draw the other 2." in failed.error
    assert bells == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_no_room_waits_and_goes_on(monkeypatch: pytest.MonkeyPatch, number: int):
    asked = stored_sheet(drawings=4)
    render = ask("ann", asked)
    stumble = Stumble(monkeypatch, 2, OSError(number, "no room"))

    tasks.draw_next()
    waiting = row(asked.key())
    assert (waiting.state, waiting.error_code, waiting.drawings_done) == ("queued", "disk_full", 2)
    assert state(render) == "running"

    stumble.broken = False
    let_pauses_pass()
    tasks.draw_next()
    assert state(render) == "done"


def test_a_storage_that_fails_is_tried_three_times(monkeypatch: pytest.MonkeyPatch):
    asked = stored_sheet(drawings=4)
    ask("ann", asked)
    Stumble(monkeypatch, 2, OSError(errno.EIO, "broken"))

    for _ in range(3):
        assert row(asked.key()).state == "queued"
        let_pauses_pass()
        tasks.draw_next()

    failed = row(asked.key())
    assert (failed.error_code, failed.drawings_done) == ("storage", 2)


def test_the_time_limit_costs_no_attempt_while_drawings_come(monkeypatch: pytest.MonkeyPatch):
    asked = stored_sheet(drawings=6)
    ask("ann", asked)
    for n in range(1, 6):
        with monkeypatch.context() as patch:
            Stumble(patch, n, SoftTimeLimitExceeded())
            tasks.draw_next()
        assert (row(asked.key()).state, row(asked.key()).drawings_done) == ("queued", n)

    tasks.draw_next()
    assert row(asked.key()).state == "done"


def test_the_time_limit_ends_what_never_comes(monkeypatch: pytest.MonkeyPatch):
    asked = stored_sheet(drawings=6)
    ask("ann", asked)
    Stumble(monkeypatch, 0, SoftTimeLimitExceeded())
    for _ in range(3):
        let_pauses_pass()
        tasks.draw_next()

    assert (row(asked.key()).state, row(asked.key()).error_code) == ("failed", "time_limit")


def test_a_zombie_writes_the_same_bytes_and_changes_no_row(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """
    It froze between the look at its lease and the writing of a drawing, and wakes when all is done.
    """
    asked = stored_sheet(drawings=4)
    ask("ann", asked)
    sleeper = claim()
    mine = iter([True] * 4)
    monkeypatch.setattr(leases, "still_mine", lambda _: next(mine))
    Segment.objects.update(lease_until="2020-01-01T00:00Z")
    actions.sweep()
    winner = claim()
    drawing.draw(winner)
    before, kept = Segment.objects.values().get(), files(folder, asked.key())
    for path in (folder / "frames").rglob("*.full.png"):
        path.unlink()
    mine = iter([True] * 4)

    drawing.draw(sleeper)

    assert files(folder, asked.key()) == kept
    assert Segment.objects.values().get() == before


def test_a_picture_of_one_pose_in_two_places_is_one_key_pair():
    same = store(disc(20))
    asked = stored_sheet(first=same, last=same, method="auto")
    ask("ann", asked)

    tasks.draw_next()

    assert row(asked.key()).method == "hold"
