"""
Everything that changes a render: the verbs of those who ask, and, from `jobs.leases`, of those who draw.

Each is one short transaction. None draws, and none holds a lock while pixels are drawn.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from jobs import events, frames
from jobs.bell import ring
from jobs.inbetween import ENGINE_VERSION
from jobs.leases import (
    claim_next,
    fail,
    finish,
    heartbeat,
    lost,
    note_method,
    postpone,
    release,
    release_all,
    retry,
    still_mine,
    sweep,
)
from jobs.models import Line, Render, Segment
from jobs.quota import Place, TooMuchWaiting, check_waiting, estimate, places, wanted
from jobs.settling import announce, end, live, outcome, settle
from jobs.sheet import SegmentSheet

__all__ = [
    "Asked",
    "Place",
    "TooMuchWaiting",
    "cancel_all",
    "cancel_render",
    "cancel_segment",
    "claim_next",
    "estimate",
    "fail",
    "finish",
    "hand_over",
    "heartbeat",
    "lost",
    "mend",
    "note_method",
    "places",
    "postpone",
    "release",
    "release_all",
    "request_render",
    "retry",
    "still_mine",
    "sweep",
    "wanted",
]

State = Segment.State
WAITING = (State.QUEUED, State.RUNNING)


class Asked(NamedTuple):
    """
    One line of a wish: what the asker calls it, what is to be drawn, and what it wants to know of it later.
    """

    ref: str
    sheet: SegmentSheet
    settings: Mapping[str, Any] | None = None


def request_render(*, topic: str, owner: str, lines: Iterable[Asked | tuple[str, SegmentSheet]]) -> Render:
    """
    Ask for the drawings of some segments, each with what the asker calls it.

    What is done is reused, what someone else has asked for is joined, the rest is queued in the order
    of the lines.
    """
    asked = [Asked(*line) for line in lines]
    keyed = [(line.ref, line.sheet.key(), line.sheet) for line in asked]
    sheets = {key: sheet for _, key, sheet in keyed}
    with transaction.atomic():
        segments = _locked_rows(sheets)
        queued = _queue(owner, [segments[key] for key in sheets])
        _take_over(owner, segments.values())
        render = Render.objects.create(topic=topic, owner=owner)
        Line.objects.bulk_create(
            Line(render=render, segment_id=key, ref=ref, index=index, settings=asked[index].settings)
            for index, (ref, key, _) in enumerate(keyed)
        )
        transaction.on_commit(partial(events.tell_render, render), robust=True)
        if outcome({segment.state for segment in segments.values()}) != Render.State.RUNNING:
            end(render, Render.State.DONE)
        transaction.on_commit(partial(_tell_asked, topic, keyed, segments), robust=True)
        transaction.on_commit(partial(ring, len(queued)), robust=True)
    return render


def mend(topic: str, keys: Iterable[str]) -> set[str]:
    """
    Look at the drawings of some finished segments, and return those that are no longer done because drawings
    are missing or cannot be read. Whoever asks for those again has these drawn; all others stay.

    It reads files, so no transaction may be open. Pages that may show what is not there look at everything
    again.
    """
    broken = {key for key in keys if lost(key)}
    if broken:
        events.tell_lost(broken, topic)
    return broken


def cancel_all(topic: str, owner: str) -> list[tuple[str, bool]]:
    """
    Cancel all that one owner asked for in a topic, and return what is not drawn therefore: what the owner
    called it, and whether it is a draft. True at once.
    """
    mine = Render.objects.filter(topic=topic, owner=owner, state=Render.State.RUNNING)
    renders = list(mine.order_by("made_at").values_list("pk", flat=True))
    lines = Line.objects.filter(render__in=renders, segment__state__in=WAITING)
    stopped = [
        (ref, bool(draft_of))
        for ref, draft_of in lines.order_by("render__made_at", "index").values_list(
            "ref", "segment__draft_of"
        )
    ]
    for render in renders:
        cancel_render(render)
    return list(dict.fromkeys(stopped))


def hand_over(owner: str, other: str) -> None:
    """
    Count all that one owner asked for for another one from now on.
    """
    with transaction.atomic():
        _lock(Segment.objects.filter(owner=owner, state__in=WAITING).values_list("key", flat=True))
        Segment.objects.filter(owner=owner, state__in=WAITING).update(owner=other)
        renders = Render.objects.filter(owner=owner)
        list(renders.select_for_update(no_key=True).order_by("pk"))
        renders.update(owner=other)


def cancel_render(render_id: UUID) -> None:
    """
    Stop wanting what a render asked for; what nobody else wants is not drawn on. True at once.
    """
    with transaction.atomic():
        segments = _lock(Line.objects.filter(render=render_id).values_list("segment_id", flat=True))
        for render in live(Render.objects.filter(pk=render_id)):
            end(render, Render.State.CANCELLED)
            _let_go(segments, render.topic)


def cancel_segment(topic: str, key: str) -> None:
    """
    Take one segment out of a topic's live renders; if nobody else wants it, it is not drawn on. True at once.
    """
    with transaction.atomic():
        segments = _lock([key])
        lines = Line.objects.filter(segment=key, render__topic=topic)
        renders = live(Render.objects.filter(pk__in=lines.values("render_id")))
        lines.filter(render__in=renders).delete()
        for render in renders:
            if not render.lines.exists():
                end(render, Render.State.CANCELLED)
        settle(render for render in renders if render.state == Render.State.RUNNING)
        _let_go(segments, topic)


def _locked_rows(sheets: dict[str, SegmentSheet]) -> dict[str, Segment]:
    """
    Return the rows of some sheets, made where there is none yet, locked by key.
    """
    known = set(Segment.objects.filter(key__in=sheets).values_list("key", flat=True))
    now = timezone.now()
    Segment.objects.bulk_create(
        [_unwanted(key, sheets[key], now) for key in sorted(sheets.keys() - known)],
        ignore_conflicts=True,  # someone else may ask for the same at this moment
    )
    return {segment.key: segment for segment in _lock(sheets)}


def _unwanted(key: str, sheet: SegmentSheet, now: datetime) -> Segment:
    """
    Return the row of a segment that nobody has asked for: it is queued like any other that is not wanted.
    """
    return Segment(
        key=key,
        sheet=sheet.to_json(),
        cut_out=sheet.is_cut_out,
        draft_of=sheet.finished().key() if sheet.final else "",
        engine=ENGINE_VERSION,
        state=State.CANCELLED,
        drawings=len(sheet.times),
        method="" if sheet.method == "auto" else sheet.method,
        queued_at=now,
    )


def _lock(keys: Iterable[str]) -> list[Segment]:
    rows = Segment.objects.filter(key__in=set(keys))
    return list(rows.select_for_update(no_key=True).order_by("key"))


def _queue(owner: str, segments: Sequence[Segment]) -> list[Segment]:
    """
    Queue those segments that are neither done nor under way, in their order.
    """
    new = [segment for segment in segments if segment.state in {State.FAILED, State.CANCELLED}]
    if not new:
        return []
    check_waiting(owner, len(new))
    now = timezone.now()
    for number, segment in enumerate(new):
        segment.state, segment.owner, segment.attempt = State.QUEUED, owner, 0
        segment.error_code = segment.error = ""
        segment.paused_until = None
        # A microsecond apart: what was asked for together is drawn in the order of the lines.
        segment.queued_at = now + timedelta(microseconds=number)
    Segment.objects.filter(key__in=[segment.key for segment in new]).update(
        state=State.QUEUED, owner=owner, attempt=0, error_code="", error="", worker="", paused_until=None,
        lease_until=None, finished_at=None,
    )  # fmt: skip
    Segment.objects.bulk_update(new, ["queued_at"])
    return new


def _take_over(owner: str, segments: Iterable[Segment]) -> None:
    """
    Count waiting segments that others asked for first for `owner`, where those have more waiting.

    Otherwise one who asks for what stands at the end of a long queue would wait for all of it.
    """
    others = [segment for segment in segments if segment.state == State.QUEUED and segment.owner != owner]
    if not others:
        return
    owners = {owner, *(segment.owner for segment in others)}
    waiting = Segment.objects.filter(state=State.QUEUED, owner__in=owners)
    count = Counter(dict(waiting.values_list("owner").annotate(Count("key"))))
    for segment in others:
        if count[owner] < count[segment.owner]:
            count[segment.owner] -= 1
            count[owner] += 1
            segment.owner = owner
            segment.save(update_fields=["owner"])


def _let_go(segments: Iterable[Segment], topic: str) -> None:
    """
    Cancel those locked segments that no live render wants any more; the others become their askers'.
    """
    under_way = {segment.key: segment for segment in segments if segment.state in WAITING}
    lines = Line.objects.filter(segment__in=under_way.keys(), render__state=Render.State.RUNNING)
    askers: dict[str, list[tuple[str, str]]] = {}
    for key, *asker in lines.order_by("render__made_at").values_list(
        "segment_id", "render__owner", "render__topic"
    ):
        askers.setdefault(key, []).append((asker[0], asker[1]))
    for key, segment in under_way.items():
        wanting = askers.get(key, [])
        if not wanting:
            # What it waited for, room on the disk, is no trouble of it any more.
            segment.state, segment.error_code, segment.error = State.CANCELLED, "", ""
        elif segment.owner not in {owner for owner, _ in wanting}:
            segment.owner = wanting[0][0]
        Segment.objects.filter(key=key).update(
            state=segment.state, owner=segment.owner, error_code=segment.error_code, error=segment.error
        )
        if topic not in {other for _, other in wanting}:
            transaction.on_commit(partial(_tell_cancelled, segment, topic), robust=True)
    transaction.on_commit(partial(events.tell_queue), robust=True)


def _tell_cancelled(segment: Segment, topic: str) -> None:
    # The row knows what the last heartbeat saw; what is kept is what the storage has.
    segment.drawings_done = len(frames.drawn(segment.key))
    events.tell_segment(segment, [topic], state=State.CANCELLED)


def _tell_asked(
    topic: str, keyed: Iterable[tuple[str, str, SegmentSheet]], segments: dict[str, Segment]
) -> None:
    for segment in segments.values():
        events.tell_segment(segment, [topic])
    for ref, key, _ in keyed:
        if segments[key].state == State.DONE:
            announce(key, State.DONE, [(topic, ref)])
    events.tell_queue([topic])
