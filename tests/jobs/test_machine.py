"""
Any order of asking, drawing, failing, freezing and sweeping keeps the promises.
"""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from jobs import actions
from jobs.models import Render, Segment
from tests.jobs.rows import ask, let_pauses_pass
from tests.jobs.sheets import sheet

OWNERS = ("ann", "bob", "eve")
WORDS = ("a", "b", "c", "d", "e", "f")
UNDER_WAY = {"queued", "running"}


class Rendering(RuleBasedStateMachine):
    """
    Three owners, six segments, and workers that may lose their lease without knowing it.
    """

    renders = Bundle("renders")
    claims = Bundle("claims")

    def __init__(self) -> None:
        super().__init__()
        Render.objects.all().delete()
        Segment.objects.all().delete()
        self.holder: dict[str, str] = {}
        self.drawn: set[str] = set()
        self.passed: dict[str, int] = {}
        self.again: set[str] = set()

    @rule(target=renders, owner=st.sampled_from(OWNERS), words=st.lists(st.sampled_from(WORDS), max_size=4))
    def request(self, owner: str, words: list[str]) -> Render:
        return ask(owner, *(sheet(word) for word in words))

    @rule(render=renders)
    def cancel(self, render: Render) -> None:
        actions.cancel_render(render.pk)
        self._forget_unheld()

    @rule(owner=st.sampled_from(OWNERS), word=st.sampled_from(WORDS))
    def cancel_one(self, owner: str, word: str) -> None:
        actions.cancel_segment(f"project.{owner}", sheet(word).key())
        self._forget_unheld()

    @rule(target=renders, owner=st.sampled_from(OWNERS), word=st.sampled_from(WORDS))
    def mend(self, owner: str, word: str) -> Render:
        key = sheet(word).key()
        broken = actions.mend(f"project.{owner}", [key])
        assert broken == {key} & self.drawn  # nothing draws here: what is done has no files
        self.drawn -= broken
        self.again |= broken
        return ask(owner, sheet(word))

    @rule(owner=st.sampled_from(OWNERS))
    def cancel_all(self, owner: str) -> None:
        actions.cancel_all(f"project.{owner}", owner)
        assert not Render.objects.filter(owner=owner, state="running").exists()
        self._forget_unheld()

    @rule(target=claims)
    def claim(self) -> Any:
        waiting = set(
            Segment.objects.filter(state="queued", paused_until=None).values_list("owner", flat=True)
        )
        segment = actions.claim_next("worker")
        if segment is None:
            assert not waiting
            return multiple()
        assert segment.key not in self.holder
        assert segment.key not in self.drawn
        self.holder[segment.key] = segment.worker
        # Nobody who waits is passed by more often than there are others, plus what those have running.
        for owner in waiting:
            self.passed[owner] = 0 if owner == segment.owner else self.passed.get(owner, 0) + 1
            assert self.passed[owner] <= len(OWNERS) + len(WORDS)
        return segment

    @rule(segment=claims, done=st.integers(0, 3))
    def heartbeat(self, segment: Segment, done: int) -> None:
        assert actions.heartbeat(segment, done) == self._holds(segment)
        assert actions.still_mine(segment) == self._holds(segment)

    @rule(segment=claims)
    def finish(self, segment: Segment) -> None:
        held = self._holds(segment)
        assert actions.finish(segment) == held
        if held:
            del self.holder[segment.key]
            self.drawn.add(segment.key)

    @rule(
        segment=claims,
        give_up=st.sampled_from(
            [
                lambda segment: actions.fail(segment, "engine", 1),
                lambda segment: actions.retry(segment, "storage", 1),
                lambda segment: actions.release(segment, 2),
                lambda segment: actions.postpone(segment, "disk_full", 3),
            ]
        ),
    )
    def give_up(self, segment: Segment, give_up: Any) -> None:
        held = self._holds(segment)
        assert give_up(segment) == held
        if held:
            del self.holder[segment.key]

    @rule(segment=claims)
    def freeze(self, segment: Segment) -> None:
        if self._holds(segment):
            Segment.objects.filter(key=segment.key).update(lease_until="2020-01-01T00:00Z")

    @rule()
    def sweep(self) -> None:
        lapsed = set(
            Segment.objects.filter(state="running", lease_until__lt="2021-01-01T00:00Z").values_list(
                "key", flat=True
            )
        )
        actions.sweep()
        for key in lapsed:
            del self.holder[key]

    @rule()
    def pauses_pass(self) -> None:
        let_pauses_pass()

    @rule()
    def release_all(self) -> None:
        actions.release_all()
        self.holder.clear()

    @invariant()
    def one_lease_for_a_key(self) -> None:
        running = {segment.key: segment.worker for segment in Segment.objects.filter(state="running")}
        assert running == self.holder

    @invariant()
    def done_stays_done(self) -> None:
        assert set(Segment.objects.filter(state="done").values_list("key", flat=True)) == self.drawn

    @invariant()
    def attempts_end(self) -> None:
        for segment in Segment.objects.all():
            assert 0 <= segment.attempt <= 3
            assert segment.state != "running" or segment.attempt >= 1
            assert segment.state != "queued" or segment.attempt < 3
            assert (segment.state == "failed") == bool(segment.error_code and segment.state != "queued")

    @invariant()
    def renders_agree_with_their_lines(self) -> None:
        for render in Render.objects.prefetch_related("segments"):
            states = {segment.state for segment in render.segments.all()}
            first = {segment.state for segment in render.segments.all() if segment.key not in self.again}
            if render.state == "running":
                assert states & UNDER_WAY
                assert "cancelled" not in states
            elif render.state == "done":
                assert first <= {"done"}
            assert (render.finished_at is None) == (render.state == "running")

    @invariant()
    def nothing_is_drawn_for_nobody(self) -> None:
        for segment in Segment.objects.filter(state__in=UNDER_WAY):
            live = segment.renders.filter(state="running")
            assert segment.owner in {render.owner for render in live}

    def teardown(self) -> None:
        """
        Whatever happened, healthy workers bring every render to an end.
        """
        let_pauses_pass()
        actions.release_all()
        while (segment := actions.claim_next("worker")) is not None:
            assert actions.finish(segment)
        assert not Render.objects.filter(state="running").exists()
        assert not Segment.objects.filter(state__in=UNDER_WAY).exists()

    def _holds(self, segment: Segment) -> bool:
        return self.holder.get(segment.key) == segment.worker

    def _forget_unheld(self) -> None:
        running = set(Segment.objects.filter(state="running").values_list("key", flat=True))
        self.holder = {key: worker for key, worker in self.holder.items() if key in running}


@pytest.mark.django_db(transaction=True)
def test_the_promises_hold_in_any_order():
    run_state_machine_as_test(
        Rendering,
        settings=settings(
            max_examples=60,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
