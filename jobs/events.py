"""
What pages are told.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from jobs import judging, quota, troubles
from jobs.models import Line, Render, Segment
from jobs.progress import Throttle, publish

_queue_told: defaultdict[str, Throttle] = defaultdict(lambda: Throttle(1.0))
_all_told = Throttle(1.0)


def topics_of(key: str) -> list[str]:
    """
    Return the topics of the live renders that want a segment.
    """
    lines = Line.objects.filter(segment_id=key, render__state=Render.State.RUNNING)
    return sorted(set(lines.values_list("render__topic", flat=True)))


def segment_event(segment: Segment, *, state: str | None = None, eta: float | None = None) -> dict[str, Any]:
    """
    Return how far a segment is.
    """
    done, total = segment.drawings_done, segment.drawings
    error = troubles.told(segment.error_code, segment.error, done, total) if segment.error_code else None
    return {
        "type": "segment",
        "key": segment.key,
        "state": state or segment.state,
        "done": done,
        "total": total,
        "eta": eta,
        "method": segment.method,
        "reason": segment.reason,
        "error": error,
        "attempt": segment.attempt,
        "quality": judging.shown(segment.quality) if segment.state == Segment.State.DONE else None,
        "ends": judging.ends(segment.quality) if segment.state == Segment.State.DONE else None,
        "draft_of": segment.draft_of or None,
    }


def tell_segment(
    segment: Segment, topics: Iterable[str], *, state: str | None = None, eta: float | None = None
) -> None:
    """
    Tell topics how far a segment is.
    """
    event = segment_event(segment, state=state, eta=eta)
    for topic in topics:
        publish(topic, event)


def tell_lost(keys: Iterable[str], topic: str) -> None:
    """
    Have a topic's pages, and those of all who ever asked for some segments, look at everything again:
    drawings that they show are gone.
    """
    lines = Line.objects.filter(segment__in=list(keys))
    for one in sorted({topic, *lines.values_list("render__topic", flat=True)}):
        publish(one, {"type": "again"})


def tell_segment_now(key: str) -> None:
    """
    Tell all who want a segment what its row says.
    """
    if segment := Segment.objects.filter(key=key).first():
        tell_segment(segment, topics_of(key))


def tell_render(render: Render) -> None:
    """
    Tell a render's topic how it stands.
    """
    publish(render.topic, {"type": "render", "id": str(render.pk), "state": render.state})


def tell_queue(topics: Iterable[str] | None = None) -> None:
    """
    Tell topics, or all, the places of what they wait for; each at most once a second.
    """
    if topics is None and not _all_told.ready():
        return
    waiting = quota.waiting_by_topic(topics)
    due = [topic for topic in waiting if _queue_told[topic].ready()]
    if not due:
        return
    places = quota.places()
    for topic in due:
        known = {key: places[key] for key in waiting[topic] if key in places}
        publish(topic, {"type": "queue", "places": {key: [at.place, at.eta] for key, at in known.items()}})
