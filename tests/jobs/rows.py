"""
Short ways to ask, to draw and to look.
"""

from datetime import timedelta

from django.utils import timezone

from jobs import actions
from jobs.models import Render, Segment
from jobs.sheet import SegmentSheet
from tests.jobs.sheets import ref, sheet


def ask(owner: str, *sheets: SegmentSheet, topic: str = "") -> Render:
    """
    Ask for sheets; each line's reference is its number.
    """
    lines = [(ref(number), each) for number, each in enumerate(sheets)]
    return actions.request_render(topic=topic or f"project.{owner}", owner=owner, lines=lines)


def many(owner: str, count: int) -> list[SegmentSheet]:
    """
    Sheets that nobody else asks for.
    """
    return [sheet(f"{owner} {number}") for number in range(count)]


def claim() -> Segment:
    """
    Claim what must be there to claim.
    """
    segment = actions.claim_next("worker")
    assert segment is not None
    return segment


def row(key: str) -> Segment:
    """
    A segment as it is now.
    """
    return Segment.objects.get(key=key)


def state(render: Render) -> str:
    """
    A render's state as it is now.
    """
    render.refresh_from_db()
    return str(render.state)


def let_leases_lapse() -> None:
    """
    Have every worker be silent for longer than its lease.
    """
    Segment.objects.filter(state="running").update(lease_until=timezone.now() - timedelta(seconds=1))


def let_pauses_pass() -> None:
    """
    Have every pause be over.
    """
    Segment.objects.filter(state="queued").update(paused_until=None)
