"""
Removing what somebody wants to be gone for good.
"""

from collections.abc import Collection

from django.db import transaction

from jobs import frames
from jobs.models import Line, Render, Segment


def forget(topics: Collection[str], pictures: Collection[str]) -> set[str]:
    """
    Remove the renders of some topics, and the takes of theirs that were drawn from pictures which are gone;
    return the keys of these, whose files `remove_drawings` can remove once that is committed.

    What was drawn from pictures that somebody still has stays: it may be theirs as well.
    """
    gone = set(pictures)
    with transaction.atomic():
        asked = Line.objects.filter(render__topic__in=topics).values("segment")
        found = Segment.objects.filter(pk__in=asked).values_list("key", "draft_of", "sheet")
        keys = {
            name
            for key, draft_of, sheet in found
            if gone & {sheet["first"], sheet["last"], sheet["plate"]}
            for name in (key, draft_of)
            if name
        }
        keys |= set(Segment.objects.filter(draft_of__in=keys).values_list("key", flat=True))
        Render.objects.filter(topic__in=topics).delete()
        Segment.objects.filter(pk__in=keys).delete()
    return keys


def remove_drawings(keys: Collection[str]) -> None:
    """
    Remove the files of takes that are gone.
    """
    for key in set(keys) - set(Segment.objects.filter(pk__in=keys).values_list("pk", flat=True)):
        frames.discard(key)
