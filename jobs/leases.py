"""
The verbs of those who draw: a segment is drawn by whoever holds its lease.

Each is one short transaction; the ones on the way of every drawing are one statement, so that a worker
which is frozen or killed in the middle of it leaves no lock behind. All times are the database's clock.
"""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from jobs import events, frames, judging, quota, troubles
from jobs.bell import ring
from jobs.models import Segment
from jobs.settling import settle_segment

State = Segment.State
MOST_ATTEMPTS = 3
FORGOTTEN_BELLS = 4
"""
How often one sweep rings: each worker it wakes rings the next one while work waits.
"""


def claim_next(worker: str) -> Segment | None:
    """
    Take the lease on the segment whose turn it is, or return None when nothing may be begun.
    """
    # A word that no other claim has: a worker that wakes up late cannot mistake a new lease for its own,
    # even when a new request has begun to count the attempts anew.
    claim = f"{worker[:110]}/{secrets.token_hex(8)}"
    while (key := quota.next_key()) is not None:
        taken = Segment.objects.filter(key=key, state=State.QUEUED).update(
            state=State.RUNNING,
            attempt=F("attempt") + 1,
            worker=claim,
            lease_until=Now() + _lease(),
            paused_until=None,
            started_at=Now(),
            error_code="",
            error="",
        )
        if taken:
            segment = Segment.objects.get(key=key)
            events.tell_segment(segment, events.topics_of(key))
            events.tell_queue()
            return segment
    return None


def heartbeat(segment: Segment, done: int) -> bool:
    """
    Extend the lease and note how many drawings are there; False means stop: cancelled or overtaken.
    """
    return bool(_mine(segment).update(drawings_done=done, lease_until=Now() + _lease()))


def still_mine(segment: Segment) -> bool:
    """
    Return whether the lease still holds: not cancelled, not overtaken.
    """
    return _mine(segment).exists()


def note_method(segment: Segment, method: str, reason: str) -> bool:
    """
    Note which method draws the segment, and why.
    """
    segment.method, segment.reason = method, reason
    return bool(_mine(segment).update(method=method, reason=reason))


def note_kept(segment: Segment, done: int) -> None:
    """
    Note how many drawings are there of a segment that was cancelled while it was drawn.
    """
    cancelled = Segment.objects.filter(key=segment.key, state=State.CANCELLED, worker=segment.worker)
    cancelled.update(drawings_done=done)


def finish(segment: Segment, seconds: float = 0, quality: Mapping[str, Any] | None = None) -> bool:
    """
    Mark the segment done; `seconds` is what all its drawings take at the speed of this run.

    `quality` is what was measured of them; without it an earlier measurement stays, of the same drawings.
    """
    return _settle(
        _mine(segment),
        segment,
        state=State.DONE,
        drawings_done=segment.drawings,
        seconds=seconds,
        **judging.kept_apart(quality),
    )


def fail(segment: Segment, code: str, done: int) -> bool:
    """
    Mark the segment failed, with a sentence; its `done` drawings are kept.
    """
    return _fail(_mine(segment), segment, code, done)


def release(segment: Segment, done: int) -> bool:
    """
    Give the segment back unfinished because the worker stops: that is no failed attempt.
    """
    return _give_back(segment, drawings_done=done, attempt=F("attempt") - 1)


def postpone(segment: Segment, code: str, done: int) -> bool:
    """
    Give the segment back for a while because no worker could go on: that is no failed attempt.
    """
    return _give_back(
        segment,
        drawings_done=done,
        attempt=F("attempt") - 1,
        paused_until=Now() + 2 * _lease(),
        error_code=code,
        error=troubles.waiting_sentence(code, done, segment.drawings),
    )


def retry(segment: Segment, code: str, done: int) -> bool:
    """
    Give the segment back after a failed attempt; the last one fails it.
    """
    if segment.attempt >= MOST_ATTEMPTS:
        return fail(segment, code, done)
    return _give_back(segment, drawings_done=done, paused_until=Now() + _lease())


def lost(key: str) -> bool:
    """
    Look whether all drawings of a finished segment are there and whole; if not, it is no longer done.

    The database and the drawings are kept apart: a backup may hold the rows alone, a power cut may take
    a file. Whoever asks for the segment again has drawn what is lacking.
    """
    segment = Segment.objects.filter(key=key, state=State.DONE).first()
    if segment is None:
        return False
    frames.discard_broken(key)
    there = frames.drawn(key)
    lacking = next((n for n in range(segment.drawings) if n not in there), None)
    if lacking is None:
        return False
    done = Segment.objects.filter(key=key, state=State.DONE)
    return bool(done.update(state=State.CANCELLED, drawings_done=lacking))


def release_all() -> int:
    """
    Give back every segment that is being drawn. Only for one who knows that no worker lives.
    """
    count = Segment.objects.filter(state=State.RUNNING).update(
        state=State.QUEUED, attempt=F("attempt") - 1, worker="", lease_until=None
    )
    if quota.next_key() is not None:
        ring(FORGOTTEN_BELLS)
    return count


def sweep() -> int:
    """
    Bring back the work that no living worker holds, and return how much that was.

    Safe to run anywhere, at any time, from several places: a doubled bell finds nothing to claim.
    """
    lapsed = Segment.objects.filter(state=State.RUNNING, lease_until__lt=Now())
    keys = list(lapsed.filter(attempt__lt=MOST_ATTEMPTS).values_list("key", flat=True))
    brought_back = [
        key for key in keys if lapsed.filter(key=key).update(state=State.QUEUED, worker="", lease_until=None)
    ]
    for key in brought_back:
        events.tell_segment_now(key)
    forgotten = quota.claimable().filter(queued_at__lt=Now() - _lease())
    if count := forgotten[:FORGOTTEN_BELLS].count():
        ring(count)
    for segment in lapsed.filter(attempt__gte=MOST_ATTEMPTS):
        # The row knows what the last heartbeat saw, the storage what the worker did until its end.
        _fail(lapsed.filter(key=segment.key), segment, "worker_lost", len(frames.drawn(segment.key)))
    return len(brought_back)


def _mine(segment: Segment) -> QuerySet[Segment]:
    return Segment.objects.filter(
        key=segment.key, state=State.RUNNING, attempt=segment.attempt, worker=segment.worker
    )


def _give_back(segment: Segment, **changes: object) -> bool:
    given = _mine(segment).update(state=State.QUEUED, worker="", lease_until=None, **changes)
    if given:
        events.tell_segment_now(segment.key)
        if "paused_until" not in changes:
            ring()
    return bool(given)


def _fail(where: QuerySet[Segment], segment: Segment, code: str, done: int) -> bool:
    error = troubles.sentence(code, done, segment.drawings)
    return _settle(where, segment, state=State.FAILED, drawings_done=done, error_code=code, error=error)


def _settle(where: QuerySet[Segment], segment: Segment, **changes: object) -> bool:
    """
    End a segment that is still as `where` finds it, and what waits for it.
    """
    with transaction.atomic():
        # The change itself locks the row, before the renders: see jobs.settling.
        if not where.update(worker="", lease_until=None, finished_at=timezone.now(), **changes):
            return False
        settle_segment(Segment.objects.get(key=segment.key))
        transaction.on_commit(partial(events.tell_queue), robust=True)
    return True


def _lease() -> timedelta:
    return timedelta(seconds=settings.LEASE_SECONDS)
