"""
The fan-in: when its last segment settles, a render is settled too.

Locks are taken in one order everywhere, segments before renders and each kind by its name, so that no two
verbs wait for each other in a circle.
"""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from jobs import events
from jobs.models import Line, Render, Segment
from jobs.signals import segment_settled

State = Segment.State


def live(renders: QuerySet[Render]) -> list[Render]:
    """
    Lock and return the renders that still run.

    Without the lock two finishers of one render, each blind to what the other has not committed yet,
    would both leave the end to the other. SQLite, which has one writer at a time, hides this.
    """
    running = renders.filter(state=Render.State.RUNNING)
    return list(running.select_for_update(no_key=True).order_by("pk"))


def settle_segment(segment: Segment) -> None:
    """
    Follow a segment that has just become done or failed, in the transaction that holds its row.
    """
    lines = Line.objects.filter(segment=segment)
    renders = live(Render.objects.filter(pk__in=lines.values("render_id")))
    asked = list(lines.filter(render__in=renders).values_list("render__topic", "ref"))
    topics = sorted({topic for topic, _ in asked})
    transaction.on_commit(partial(events.tell_segment, segment, topics), robust=True)
    transaction.on_commit(partial(announce, segment.key, segment.state, asked), robust=True)
    settle(renders)


def settle(renders: Iterable[Render]) -> None:
    """
    End those of some locked renders that have nothing left to wait for.
    """
    for render in renders:
        render.state = outcome(
            set(Segment.objects.filter(lines__render=render).values_list("state", flat=True))
        )
        if render.state != Render.State.RUNNING:
            end(render, render.state)


def outcome(states: set[str]) -> Render.State:
    """
    Return a live render's state from those of its segments.
    """
    if states & {State.QUEUED, State.RUNNING}:
        return Render.State.RUNNING
    return Render.State.FAILED if State.FAILED in states else Render.State.DONE


def end(render: Render, state: str) -> None:
    """
    Record that a locked render is over, and tell its topic.
    """
    render.state, render.finished_at = state, timezone.now()
    render.save(update_fields=["state", "finished_at"])
    transaction.on_commit(partial(events.tell_render, render), robust=True)


def announce(key: str, state: str, asked: Iterable[tuple[str, str]]) -> None:
    """
    Tell the listeners of `segment_settled`, once for each line that asked.
    """
    for topic, ref in asked:
        segment_settled.send_robust(sender=Segment, topic=topic, ref=ref, key=key, state=state)
