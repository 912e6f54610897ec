"""
Asking for drawings, and taking it back.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from jobs import actions, frames
from jobs.inbetween import ENGINE_VERSION
from jobs.models import Line, Render, Segment
from jobs.sheet import SegmentSheet
from jobs.signals import segment_settled
from tests.jobs.rows import ask, claim, let_leases_lapse, let_pauses_pass, many, row, state
from tests.jobs.sheets import ref, sheet

pytestmark = pytest.mark.django_db(transaction=True)
Told = list[tuple[str, dict[str, Any]]]


def events(told: Told, topic: str, kind: str) -> list[dict[str, Any]]:
    return [event for where, event in told if where == topic and event["type"] == kind]


@pytest.fixture
def settled() -> Any:
    heard: list[tuple[str, str, str, str]] = []

    def listen(*, topic: str, ref: str, key: str, state: str, **_: Any) -> None:
        heard.append((topic, ref, key, state))

    segment_settled.connect(listen)
    yield heard
    segment_settled.disconnect(listen)


# Asking


def test_what_is_asked_for_is_queued_and_rung_for(bells: list[str], told: Told):
    sheets = many("ann", 3)
    render = ask("ann", *sheets)

    assert state(render) == "running"
    assert {row(s.key()).state for s in sheets} == {"queued"}
    assert bells == ["jobs.draw_next"] * 3
    assert [e["state"] for e in events(told, "project.ann", "segment")] == ["queued"] * 3
    assert events(told, "project.ann", "render") == [
        {"type": "render", "id": str(render.pk), "state": "running"}
    ]
    places = events(told, "project.ann", "queue")[-1]["places"]
    assert [places[s.key()][0] for s in sheets] == [1, 2, 3]


def test_nothing_rings_when_the_request_is_rolled_back(bells: list[str], settings: Any):
    settings.OWNER_WAITING = 1

    with pytest.raises(actions.TooMuchWaiting):
        ask("ann", *many("ann", 2))

    assert bells == []
    assert not Render.objects.exists()
    assert not Segment.objects.exists()


def test_segments_are_drawn_in_the_order_of_the_lines():
    sheets = many("ann", 5)
    ask("ann", *sheets)

    assert [claim().key for _ in sheets] == [s.key() for s in sheets]


def test_an_equal_segment_is_joined(bells: list[str]):
    first, second = ask("ann", sheet("same")), ask("bob", sheet("same"))

    segment = claim()
    assert actions.claim_next("worker") is None
    assert actions.finish(segment)
    assert (state(first), state(second)) == ("done", "done")
    assert len(bells) == 1


def test_done_work_is_reused_and_its_asker_is_told(bells: list[str], settled: Any):
    ask("ann", sheet("same"))
    actions.finish(claim())
    bells.clear()
    settled.clear()

    render = ask("bob", sheet("same"))

    assert state(render) == "done"
    assert render.finished_at is not None
    assert bells == []
    assert settled == [("project.bob", ref(0), sheet("same").key(), "done")]


def test_failed_and_cancelled_work_is_begun_again():
    sheets = many("ann", 2)
    ask("ann", *sheets)
    actions.fail(claim(), "engine", 1)
    actions.cancel_segment("project.ann", sheets[1].key())

    render = ask("ann", *sheets)

    for each in sheets:
        again = row(each.key())
        assert (again.state, again.attempt, again.error_code, again.error) == ("queued", 0, "", "")
    assert row(sheets[0].key()).drawings_done == 1
    assert state(render) == "running"


def test_one_sheet_on_two_lines_is_drawn_once(settled: Any):
    render = ask("ann", sheet("same"), sheet("same"))

    actions.finish(claim())

    assert state(render) == "done"
    assert [ref for _, ref, _, _ in settled] == [ref(0), ref(1)]


def test_a_waiting_segment_goes_to_the_asker_with_less_waiting():
    """
    Otherwise one who asks for what stands last in a long queue waits for all of it.
    """
    sheets = many("ann", 20)
    ask("ann", *sheets)
    ask("bob", sheets[-1])

    claimed = [claim().key for _ in range(2)]

    assert sheets[-1].key() in claimed


def test_the_refusal_says_what_is_safe_and_when_to_come_back(settings: Any):
    settings.OWNER_WAITING = 3
    ask("ann", *many("ann", 3))
    ask("bob", *many("bob", 3))

    with pytest.raises(actions.TooMuchWaiting) as refused:
        ask("ann", sheet("one more"))

    assert refused.value.retry_after >= 1
    assert refused.value.sentence == (
        "3 segments of yours wait already, and 3 may wait at a time. Nothing new was queued and nothing "
        "is lost. Press Render again when some of them are drawn."
    )


def test_joining_and_reusing_are_never_too_much(settings: Any):
    ask("ann", *many("ann", 3))
    settings.OWNER_WAITING = 1

    assert state(ask("bob", *many("ann", 3))) == "running"


# Taking back


def test_cancelling_is_true_at_once(told: Told):
    sheets = many("ann", 2)
    render = ask("ann", *sheets)
    running = claim()
    told.clear()

    actions.cancel_render(render.pk)

    assert state(render) == "cancelled"
    assert {row(s.key()).state for s in sheets} == {"cancelled"}
    assert not actions.still_mine(running)
    assert not actions.heartbeat(running, 1)
    assert not actions.finish(running)
    assert actions.claim_next("worker") is None
    assert [e["state"] for e in events(told, "project.ann", "segment")] == ["cancelled"] * 2
    assert [e["state"] for e in events(told, "project.ann", "render")] == ["cancelled"]


def test_a_cancelled_segment_tells_of_every_drawing_that_is_kept(told: Told):
    ask("ann", sheet("a"))
    running = claim()
    for n in range(2):  # since the last heartbeat
        frames.write_drawing(running.key, n, np.full((36, 64, 4), 255, np.uint8))
    told.clear()

    actions.cancel_segment("project.ann", running.key)

    assert [e["done"] for e in events(told, "project.ann", "segment")] == [2]


def test_what_someone_else_wants_goes_on(told: Told):
    shared, mine = sheet("shared"), sheet("mine")
    first, second = ask("ann", shared, mine), ask("bob", shared)
    running = claim()
    assert running.key == shared.key()
    told.clear()

    actions.cancel_render(first.pk)

    assert row(shared.key()).state == "running"
    assert row(shared.key()).owner == "bob"
    assert row(mine.key()).state == "cancelled"
    assert actions.still_mine(running)
    assert {e["key"] for e in events(told, "project.ann", "segment")} == {shared.key(), mine.key()}
    assert events(told, "project.bob", "segment") == []
    assert actions.wanted("project.ann") == set()
    assert actions.wanted("project.bob") == {shared.key()}
    actions.finish(running)
    assert (state(first), state(second)) == ("cancelled", "done")


def test_what_another_render_of_the_topic_wants_goes_on(told: Told):
    first, second = (ask("ann", sheet("shared")) for _ in range(2))
    told.clear()

    actions.cancel_render(first.pk)

    assert row(sheet("shared").key()).state == "queued"
    assert events(told, "project.ann", "segment") == []
    assert state(second) == "running"


def test_one_segment_can_be_taken_out():
    sheets = many("ann", 2)
    render = ask("ann", *sheets)

    actions.cancel_segment("project.ann", sheets[0].key())

    assert row(sheets[0].key()).state == "cancelled"
    assert state(render) == "running"
    actions.finish(claim())
    assert state(render) == "done"


def test_a_render_ends_when_the_rest_is_done():
    sheets = many("ann", 2)
    render = ask("ann", *sheets)
    actions.finish(claim())

    actions.cancel_segment("project.ann", sheets[1].key())

    assert state(render) == "done"


def test_a_render_without_segments_left_is_cancelled():
    render = ask("ann", sheet())

    actions.cancel_segment("project.ann", sheet().key())

    assert state(render) == "cancelled"
    assert not Line.objects.exists()


def test_a_segment_is_taken_out_of_ones_own_topic_only():
    ask("ann", sheet())
    other = ask("bob", sheet())

    actions.cancel_segment("project.ann", sheet().key())
    assert row(sheet().key()).state == "queued"

    actions.cancel_segment("project.nobody", sheet().key())
    actions.cancel_segment("project.bob", "0" * 64)
    assert state(other) == "running"


def test_cancelling_late_or_twice_changes_nothing():
    render = ask("ann", sheet())
    actions.finish(claim())

    actions.cancel_render(render.pk)
    actions.cancel_segment("project.ann", sheet().key())

    assert state(render) == "done"
    assert row(sheet().key()).state == "done"


# Drawing


def test_a_render_fails_when_all_else_is_done(settled: Any):
    render = ask("ann", *many("ann", 2))
    failing, other = claim(), claim()

    actions.fail(failing, "engine", 2)
    assert state(render) == "running"
    actions.finish(other)

    assert state(render) == "failed"
    assert [state for *_, state in settled] == ["failed", "done"]
    assert row(failing.key).error == (
        "The method failed between these two poses. 2 of 3 drawings are kept. "
        "Press Render to draw the last one. Choose another method first, if it fails again."
    )


def test_a_lease_is_held_by_one_claim_only():
    """
    A new request counts the attempts anew; the worker that slept through it has the same number.
    """
    ask("ann", sheet())
    sleeper = claim()
    actions.cancel_segment("project.ann", sheet().key())
    ask("ann", sheet())
    other = claim()

    assert sleeper.attempt == other.attempt == 1
    for act in (
        lambda: actions.heartbeat(sleeper, 1),
        lambda: actions.still_mine(sleeper),
        lambda: actions.finish(sleeper),
        lambda: actions.fail(sleeper, "engine", 0),
        lambda: actions.release(sleeper, 0),
        lambda: actions.retry(sleeper, "storage", 0),
        lambda: actions.postpone(sleeper, "disk_full", 0),
        lambda: actions.note_method(sleeper, "flow", "Because."),
    ):
        assert not act()
    assert actions.still_mine(other)
    assert row(other.key).worker == other.worker


def test_a_released_segment_is_claimed_again_and_no_attempt_is_lost(bells: list[str]):
    ask("ann", sheet())
    for _ in range(5):
        bells.clear()
        segment = claim()
        assert segment.attempt == 1
        assert actions.release(segment, 2)
        assert bells == ["jobs.draw_next"]
    assert row(segment.key).drawings_done == 2


def test_three_lost_workers_fail_a_segment(told: Told):
    render = ask("ann", sheet(drawings=12))
    for attempt in (1, 2, 3):
        assert claim().attempt == attempt
        let_leases_lapse()
        actions.sweep()

    failed = row(sheet(drawings=12).key())
    assert (failed.state, failed.error_code) == ("failed", "worker_lost")
    assert failed.error == (
        "The worker that drew this stopped three times. No drawing was finished. Press Render to try again."
    )
    assert state(render) == "failed"
    last = events(told, "project.ann", "segment")[-1]
    assert (last["error"]["code"], last["error"]["sentence"]) == ("worker_lost", failed.error)
    assert " ".join(last["error"]["messages"]) == failed.error


def test_a_failing_storage_is_tried_three_times():
    ask("ann", sheet())
    for attempt in (1, 2, 3):
        segment = claim()
        assert segment.attempt == attempt
        assert actions.retry(segment, "storage", 0)
        assert actions.claim_next("worker") is None
        let_pauses_pass()

    assert row(segment.key).error_code == "storage"


def test_no_room_waits_and_says_so(bells: list[str]):
    ask("ann", sheet(drawings=12))
    bells.clear()
    segment = claim()

    assert actions.postpone(segment, "disk_full", 8)

    waiting = row(segment.key)
    assert (waiting.state, waiting.attempt, waiting.error_code) == ("queued", 0, "disk_full")
    assert waiting.error == (
        "The disk is full. 8 of 12 drawings are kept; the others are drawn as soon as there is room."
    )
    assert actions.claim_next("worker") is None
    assert bells == []
    let_pauses_pass()
    assert (claim().attempt, row(segment.key).error_code) == (1, "")


def test_the_sweep_leaves_the_living_alone():
    ask("ann", *many("ann", 2))
    alive = claim()

    assert actions.sweep() == 0
    assert actions.still_mine(alive)


def test_the_sweep_rings_for_forgotten_work(bells: list[str]):
    ask("ann", *many("ann", 9))
    bells.clear()
    actions.sweep()
    assert bells == []  # just asked for: the first bells may still be on their way

    Segment.objects.update(queued_at="2020-01-01T00:00Z")
    actions.sweep()
    assert 1 <= len(bells) <= 9


def test_release_all_gives_everything_back():
    ask("ann", *many("ann", 2))
    running = [claim(), claim()]

    assert actions.release_all() == 2

    assert not any(actions.still_mine(segment) for segment in running)
    assert [row(segment.key).attempt for segment in running] == [0, 0]
    assert claim().attempt == 1


# What is remembered


def test_a_row_knows_its_engine_and_what_its_drawings_are():
    whole = sheet("whole", width=1280, height=720)
    ask("ann", whole, whole.draft(), sheet("figure", ground=None))

    kept = row(whole.key())
    assert (kept.cut_out, kept.draft_of, kept.engine) == (False, "", ENGINE_VERSION)
    assert row(whole.draft().key()).draft_of == whole.key()
    assert row(sheet("figure", ground=None).key()).cut_out


def test_a_line_keeps_what_the_asker_wants_to_know_later():
    lines = [actions.Asked(ref(0), sheet("a"), {"ease": "in"}), actions.Asked(ref(1), sheet("b"))]
    actions.request_render(topic="project.ann", owner="ann", lines=lines)

    assert [line.settings for line in Line.objects.order_by("index")] == [{"ease": "in"}, None]


def test_pages_are_told_what_a_draft_stands_for(told: Told):
    whole = sheet("whole", width=1280, height=720)
    ask("ann", whole.draft())
    ask("ann", whole)

    assert [e["draft_of"] for e in events(told, "project.ann", "segment")] == [whole.key(), None]


# Once more


def written(sheet: SegmentSheet) -> None:
    """
    Have a claimed segment's drawings there, and the segment done.
    """
    segment = claim()
    for n in range(len(sheet.times)):
        frames.write_drawing(sheet.key(), n, np.full((36, 64, 4), 255, np.uint8))
    actions.finish(segment)


def mended(owner: str, sheet: SegmentSheet) -> Render:
    """
    Have what is there looked at, and asked for again.
    """
    topic = f"project.{owner}"
    actions.mend(topic, [sheet.key()])
    return actions.request_render(topic=topic, owner=owner, lines=[(ref(0), sheet)])


def test_what_is_whole_stays_however_often_it_is_looked_at(told: Told):
    ask("ann", sheet())
    written(sheet())
    told.clear()

    assert actions.mend("project.ann", [sheet().key()]) == set()
    assert state(mended("ann", sheet())) == "done"
    assert (row(sheet().key()).state, frames.drawn(sheet().key())) == ("done", {0, 1, 2})
    assert events(told, "project.ann", "again") == []


@pytest.mark.parametrize("file", ["full.png", "view.jpg", "thumb.jpg"])
def test_what_is_broken_is_drawn_again_and_all_who_show_it_look_again(folder: Path, told: Told, file: Any):
    ask("ann", sheet())
    ask("bob", sheet())
    written(sheet())
    told.clear()
    (folder / frames.frame_path(sheet().key(), 1, file)).write_bytes(b"")

    assert state(mended("ann", sheet())) == "running"
    assert (row(sheet().key()).state, frames.drawn(sheet().key())) == ("queued", {0, 2})
    assert [len(events(told, topic, "again")) for topic in ("project.ann", "project.bob")] == [1, 1]
    written(sheet())
    assert actions.mend("project.ann", [sheet().key()]) == set()


def test_what_is_under_way_is_not_looked_at():
    ask("ann", sheet())
    claim()
    assert actions.mend("project.ann", [sheet().key()]) == set()
    assert row(sheet().key()).state == "running"


# Cancelling all


def test_all_of_mine_is_cancelled_and_what_it_was_is_told():
    one, other = many("ann", 2)
    whole = sheet("whole", width=1280, height=720)
    first = ask("ann", one, other)
    second = ask("ann", other, whole.draft())
    theirs = ask("bob", other, topic="project.ann")
    elsewhere = ask("ann", sheet("else"), topic="project.else")
    actions.finish(claim())

    assert actions.cancel_all("project.ann", "ann") == [(ref(1), False), (ref(0), False), (ref(1), True)]
    assert [state(render) for render in (first, second, theirs, elsewhere)] == [
        "cancelled", "cancelled", "running", "running",
    ]  # fmt: skip
    assert row(other.key()).state == "queued"
    assert actions.cancel_all("project.ann", "ann") == []
