"""
What is approved stays: segments and tracks that are locked refuse edits.

A lock holds where it was there before the batch and is there after it: who changes what is approved leaves it
unlocked, for it is to be looked at again. What counts for a segment is its sheet: a locked one can be moved
in time, and its hint written.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from editor.refusals import Refused
from editor.timeline.document import Document, Row
from editor.timeline.operations import NOBODY, Actor, Outcome
from editor.timeline.sheet import Change


def check(
    before: Document, outcome: Outcome, changes: Mapping[str, Change], *, actor: Actor = NOBODY
) -> None:
    """
    Refuse a batch that changes what is locked; whoever sends it reads "you" of their own locks.
    """
    _check_tracks(before, outcome)
    _check_segments(before, outcome, changes, actor)


def _check_segments(before: Document, outcome: Outcome, changes: Mapping[str, Change], actor: Actor) -> None:
    after = outcome.document
    for key, change in changes.items():
        if change.old is None or not change.old.key or not _stays_locked(before, after, key):
            continue
        if change.new is None or change.new.key != change.old.key:
            cause = outcome.touched.get(("keyframe", key), max(outcome.touched.values()))
            raise _locked_segment(before, key, actor).at(cause)


def _stays_locked(before: Document, after: Document, key: str) -> bool:
    return bool(before.keyframes[key]["locked"] and after.keyframes[key]["locked"])


def _locked_segment(document: Document, key: str, actor: Actor) -> Refused:
    left = document.keyframes[key]
    first = document.project["first_frame"]
    words = {
        "name": document.poses[left["pose"]]["name"],
        "frame": left["frame"] + first,
        "person": left["locked_by"],
    }
    if left["locker"] and left["locker"] == actor.id:
        sentence = _(
            "The segment from “%(name)s” at frame %(frame)d was approved and locked by you. Unlock it first. "
            "Nothing was changed."
        )
    elif left["locked_by"]:
        sentence = _(
            "The segment from “%(name)s” at frame %(frame)d was approved and locked by %(person)s. Unlock it "
            "first. Nothing was changed."
        )
    else:
        sentence = _(
            "The segment from “%(name)s” at frame %(frame)d was approved and locked. Unlock it first. "
            "Nothing was changed."
        )
    return Refused("locked", sentence % words, unlock={"on": "keyframe", "id": key})


def _check_tracks(before: Document, outcome: Outcome) -> None:
    after = outcome.document
    locked = {
        key for key, row in before.live("track").items() if row["locked"] and after.tracks[key]["locked"]
    }
    if not locked:
        return
    there = after.live("track")
    for key in locked:
        if key not in there:
            raise _locked_track(key, before.tracks[key]).at(max(outcome.touched.values()))
    for (kind, key), index in outcome.touched.items():
        if kind != "keyframe":
            continue
        for document in (before, after):
            row = document.keyframes.get(key)
            if row is not None and row["track"] in locked:
                raise _locked_track(row["track"], before.tracks[row["track"]]).at(index)


def _locked_track(key: str, row: Row) -> Refused:
    return Refused(
        "locked",
        _("The track “%(name)s” is locked. Unlock it first. Nothing was changed.") % {"name": row["name"]},
        unlock={"on": "track", "id": key},
    )
