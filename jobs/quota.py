"""
Fair shares: whose turn it is, who waits where, and for how long.

The order of work lies in the rows alone. Owners take turns: a waiting segment's turn is the number of its
owner's segments that are drawn now or wait before it; of equal turns, the one that waited longest is first.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import ceil
from statistics import median
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import ngettext

from jobs.models import Line, Render, Segment

State = Segment.State
KNOWN_RUNS = 20
FIRST_GUESS = 1e-7
"""
Seconds for one pixel of one drawing, before anything was ever drawn.
"""


class TooMuchWaiting(Exception):
    """
    An owner asks for more than may wait: says what is safe, and after how many seconds to ask again.
    """

    def __init__(self, waiting: int, limit: int, retry_after: int) -> None:
        self.retry_after = retry_after
        self.sentence = ngettext(
            "%(waiting)d segment of yours waits already, and %(limit)d may wait at a time. Nothing new was "
            "queued and nothing is lost. Press Render again when some of it is drawn.",
            "%(waiting)d segments of yours wait already, and %(limit)d may wait at a time. Nothing new was "
            "queued and nothing is lost. Press Render again when some of them are drawn.",
            waiting,
        ) % {"waiting": waiting, "limit": limit}
        super().__init__(self.sentence)


class Place(NamedTuple):
    """
    Where a waiting segment stands, from 1, and in how many seconds it will be drawn.
    """

    place: int
    eta: float


def claimable() -> QuerySet[Segment]:
    """
    Return the segments that wait and may be begun now.
    """
    return Segment.objects.filter(Q(paused_until=None) | Q(paused_until__lte=Now()), state=State.QUEUED)


def next_key() -> str | None:
    """
    Return the segment whose turn it is: of the owner with the fewest running, then who waited longest.
    """
    running = _running()
    waiting = dict(claimable().values_list("owner").annotate(since=Min("queued_at")))
    if limit := settings.OWNER_RUNNING:
        waiting = {owner: since for owner, since in waiting.items() if running[owner] < limit}
    if not waiting:
        return None
    owner = min(waiting, key=lambda owner: (running[owner], waiting[owner], owner))
    return claimable().filter(owner=owner).order_by("queued_at", "key").values_list("key", flat=True).first()


def check_waiting(owner: str, new: int) -> None:
    """
    Refuse with `TooMuchWaiting` when an owner would have more waiting than may wait.
    """
    limit = settings.OWNER_WAITING
    mine = Segment.objects.filter(owner=owner, state=State.QUEUED)
    waiting = mine.count()
    if not limit or waiting + new <= limit:
        return
    paces = Paces()
    seconds = sum(map(paces.estimate, mine)) / max(1, sum(_running().values()))
    too_many = min(1.0, (waiting + new - limit) / max(1, waiting))
    raise TooMuchWaiting(waiting, limit, max(1, ceil(seconds * too_many)))


def places(topic: str | None = None) -> dict[str, Place]:
    """
    Return the place of every waiting segment, or of those that live renders of one topic wait for.
    """
    running = list(Segment.objects.filter(state=State.RUNNING))
    waiting = Segment.objects.filter(state=State.QUEUED).order_by("queued_at", "key")
    turns = Counter(segment.owner for segment in running)
    order: list[tuple[int, int, Segment]] = []
    for number, segment in enumerate(waiting):
        order.append((turns[segment.owner], number, segment))
        turns[segment.owner] += 1
    order.sort(key=lambda turn: turn[:2])

    paces, workers = Paces(), max(1, len(running))
    ahead = sum(map(paces.estimate, running))
    found: dict[str, Place] = {}
    for number, (_, _, segment) in enumerate(order, start=1):
        own = paces.estimate(segment)
        found[segment.key] = Place(number, round(ahead / workers + own, 1))
        ahead += own
    if topic is None:
        return found
    mine = wanted(topic)
    return {key: place for key, place in found.items() if key in mine}


def wanted(topic: str) -> set[str]:
    """
    Return the keys of the unfinished segments that live renders of a topic wait for.

    A segment that is drawn for someone else alone is not among them.
    """
    lines = Line.objects.filter(
        render__topic=topic,
        render__state=Render.State.RUNNING,
        segment__state__in=[State.QUEUED, State.RUNNING],
    )
    return set(lines.values_list("segment_id", flat=True))


def waiting_by_topic(topics: Iterable[str] | None = None) -> dict[str, set[str]]:
    """
    Return for each topic which segments it waits for that nobody draws yet.
    """
    lines = Line.objects.filter(render__state=Render.State.RUNNING, segment__state=State.QUEUED)
    if topics is not None:
        lines = lines.filter(render__topic__in=list(topics))
    found: dict[str, set[str]] = defaultdict(set)
    for topic, key in lines.values_list("render__topic", "segment_id"):
        found[topic].add(key)
    return found


def estimate(segment: Segment) -> float:
    """
    Return how many seconds the drawings that are missing will take.
    """
    return Paces().estimate(segment)


def seconds_per_drawing(method: str, width: int, height: int) -> float:
    """
    Return how long one drawing of a size takes by a method; "auto" means by any.
    """
    return Paces().pace("" if method == "auto" else method) * width * height


class Paces:
    """
    How long each method takes for a pixel of a drawing: the median of its last finished runs.

    Drafts have paces of their own: on a small canvas it is preparing that takes the time.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, bool], float] = {}
        self.guessed = False
        """
        Whether a pace was asked for that nothing here was ever drawn at.
        """

    def pace(self, method: str, *, draft: bool = False) -> float:
        """
        Return seconds per pixel and drawing; of any method when it is not chosen yet.
        """
        if (method, draft) not in self._known:
            self._known[method, draft] = self._measured(method, draft=draft)
        return self._known[method, draft]

    def estimate(self, segment: Segment) -> float:
        """
        Return how many seconds a segment's missing drawings will take.
        """
        left = max(0, segment.drawings - segment.drawings_done)
        return self.pace(segment.method, draft=bool(segment.draft_of)) * _pixels(segment) * left

    def _measured(self, method: str, *, draft: bool) -> float:
        runs = Segment.objects.filter(state=State.DONE, seconds__gt=0)
        runs = runs.exclude(draft_of="") if draft else runs.filter(draft_of="")
        if method:
            runs = runs.filter(method=method)
        latest = runs.order_by("-finished_at")[:KNOWN_RUNS]
        paces = [run.seconds / (run.drawings * _pixels(run)) for run in latest]
        if paces:
            return median(paces)
        if method:
            return self.pace("", draft=draft)
        if draft:
            return self.pace("")
        self.guessed = True
        return FIRST_GUESS


def _running() -> Counter[str]:
    return Counter(
        dict(Segment.objects.filter(state=State.RUNNING).values_list("owner").annotate(Count("key")))
    )


def _pixels(segment: Segment) -> int:
    return int(segment.sheet["width"]) * int(segment.sheet["height"])
