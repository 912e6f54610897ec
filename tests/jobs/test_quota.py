"""
Everyone gets their share, and is told a true place.
"""

from typing import Any

import pytest

from jobs import actions, quota
from jobs.models import Segment
from tests.jobs.rows import ask, claim, many, row
from tests.jobs.sheets import sheet

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_small_request_passes_a_large_one():
    """
    Two owners with 200 and 2 segments: the second's last is finished before the first's tenth.
    """
    ask("ann", *many("ann", 200))
    ask("bob", *many("bob", 2))
    finished: list[str] = []
    hands = [claim(), claim()]
    while "bob" not in finished or finished.count("bob") < 2:
        segment = hands.pop(0)
        assert actions.finish(segment)
        finished.append(segment.owner)
        hands.append(claim())

    assert finished.count("ann") < 10


def test_owners_take_turns():
    for owner in ("ann", "bob", "eve"):
        ask(owner, *many(owner, 3))

    assert [claim().owner for _ in range(9)] == ["ann", "bob", "eve"] * 3


def test_the_limit_of_one_owner_leaves_the_rest_to_others(settings: Any):
    settings.OWNER_RUNNING = 2
    ask("ann", *many("ann", 5))
    ask("bob", *many("bob", 1))

    claimed = [claim() for _ in range(3)]
    assert actions.claim_next("worker") is None
    actions.finish(next(segment for segment in claimed if segment.owner == "ann"))

    assert claim().owner == "ann"


def test_places_are_the_order_of_the_claims():
    ask("ann", *many("ann", 4))
    ask("bob", *many("bob", 2))
    claim()
    ask("eve", *many("eve", 1))

    told = sorted(actions.places().items(), key=lambda item: item[1].place)

    assert [place.place for _, place in told] == list(range(1, 7))
    assert [key for key, _ in told] == [claim().key for _ in range(6)]


def test_places_of_a_topic_are_places_among_all():
    ask("ann", *many("ann", 3))
    ask("bob", *many("bob", 1))

    assert {place.place for place in actions.places("project.bob").values()} == {2}
    assert len(actions.places("project.ann")) == 3
    assert actions.places("project.nobody") == {}


def finished(word: str, method: str, seconds: float, drawings: int = 10, **changes: object) -> None:
    ask("old", sheet(word, drawings=drawings, method=method, **changes))
    actions.finish(claim(), seconds)


def test_estimates_follow_the_method_and_the_drawings_left():
    finished("a", "flow", 20.0)
    finished("b", "crossfade", 1.0)
    ask("ann", sheet("new", drawings=5, method="flow"))
    segment = row(sheet("new", drawings=5, method="flow").key())

    assert actions.estimate(segment) == pytest.approx(10.0)
    segment.drawings_done = 4
    assert actions.estimate(segment) == pytest.approx(2.0)
    assert quota.seconds_per_drawing("crossfade", 64, 36) == pytest.approx(0.1)
    assert quota.seconds_per_drawing("auto", 64, 36) == pytest.approx(1.05)


def test_estimates_follow_the_size():
    finished("a", "flow", 1.0, drawings=1, width=100, height=100)

    assert quota.seconds_per_drawing("flow", 200, 100) == pytest.approx(2.0)


def test_estimates_are_of_the_last_runs():
    for number in range(25):
        finished(str(number), "flow", 100.0 if number < 5 else 10.0, drawings=1)

    assert quota.seconds_per_drawing("flow", 64, 36) == pytest.approx(10.0)


def test_drafts_have_paces_of_their_own():
    paces = quota.Paces()
    assert (paces.pace("flow", draft=True), paces.guessed) == (quota.FIRST_GUESS, True)
    finished("a", "flow", 1.0, drawings=1, width=1000, height=100)
    paces = quota.Paces()
    assert (paces.pace("rig", draft=True), paces.guessed) == (1e-5, False)
    finished("b", "flow", 0.5, drawings=1, width=100, height=100, final=(1000, 1000))
    paces = quota.Paces()
    assert (paces.pace("flow"), paces.pace("flow", draft=True)) == (1e-5, 5e-5)
    draft = sheet("new", drawings=4, method="flow", width=100, height=100, final=(1000, 1000))
    ask("ann", draft)
    assert actions.estimate(row(draft.key())) == pytest.approx(2.0)


def test_a_run_without_drawings_says_nothing():
    finished("a", "flow", 0.0)

    assert quota.seconds_per_drawing("flow", 1000, 1000) == pytest.approx(0.1)


def test_the_time_left_counts_who_is_ahead_and_how_many_draw():
    finished("a", "flow", 10.0, drawings=1)
    ask("ann", *(sheet(f"n{number}", drawings=1, method="flow") for number in range(4)))

    alone = sorted(place.eta for place in actions.places().values())
    assert alone == [10, 20, 30, 40]

    claim(), claim()
    assert sorted(place.eta for place in actions.places().values()) == [20, 25]


def test_looking_at_the_queue_costs_a_fixed_number_of_queries(django_assert_max_num_queries: Any):
    ask("ann", *many("ann", 50))
    with django_assert_max_num_queries(6):
        actions.places("project.ann")
    with django_assert_max_num_queries(6):
        claimed = quota.next_key()
    assert claimed == Segment.objects.order_by("queued_at")[0].key
