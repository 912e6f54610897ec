"""
What a document must always be: no two keyframes on one frame, nothing that points at nothing.

Checked where a batch ends, and only around what it touched; a breach is laid at the door of the last
operation that touched one of the rows concerned.
"""

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editor import quota
from editor.refusals import Refused
from editor.timeline import marking, timing
from editor.timeline.document import Document, Kind, Lane, Row
from editor.timeline.fields import LAST_FRAME

Touched = Mapping[tuple[Kind, str], int]
Asked = Mapping[tuple[Kind, str], set[str]]


def check(before: Document, after: Document, touched: Touched, asked: Asked) -> None:
    """
    Refuse a document that cannot be; `asked` are the properties that were set without a guard.
    """
    if not touched:
        return
    lanes = after.lanes()
    _check_counts(before, after, touched)
    _check_tracks(before, after, touched)
    _check_markers(after, touched)
    _check_poses(after, touched)
    marking.check(before, after, touched, asked)
    for track in _tracks_of(before, after, touched):
        if track in lanes:
            _check_lane(lanes[track], touched, after.project["first_frame"])


def _tracks_of(before: Document, after: Document, touched: Touched) -> set[str]:
    """
    The tracks whose keyframes may stand differently now.
    """
    shots = {key for kind, key in touched if kind == "shot"}
    found = {key for kind, key in touched if kind == "track"}
    found |= {key for key, row in after.tracks.items() if row["shot"] in shots}
    for kind, key in touched:
        if kind == "keyframe":
            found |= {
                document.keyframes[key]["track"] for document in (before, after) if key in document.keyframes
            }
    return found


def _check_tracks(before: Document, after: Document, touched: Touched) -> None:
    """
    A shot that has tracks keeps one, and has not more than can be looked at.
    """
    had, has = _tracks_by_shot(before), _tracks_by_shot(after)
    last = max(touched.values())
    for shot in after.live("shot"):
        if not has[shot] and had[shot]:
            raise Refused(
                "last_track", _("A shot keeps at least one track. Add another before you delete this one.")
            ).at(last)
        if has[shot] > max(quota.TRACKS_PER_SHOT, had[shot]):
            raise Refused(
                "too_many",
                _("A shot may have %(most)d tracks. Nothing was changed.") % {"most": quota.TRACKS_PER_SHOT},
            ).at(last)


def _tracks_by_shot(document: Document) -> Counter[str]:
    return Counter(row["shot"] for row in document.live("track").values())


def _check_markers(after: Document, touched: Touched) -> None:
    for (kind, key), index in touched.items():
        row = after.markers[key] if kind == "marker" else None
        if row and not row["deleted"] and row["frame"] + row["length"] > LAST_FRAME + 1:
            raise Refused(
                "invalid",
                _("A marker ends at frame %(last)d at the latest.")
                % {"last": LAST_FRAME + after.project["first_frame"]},
                fix={"length": LAST_FRAME + 1 - row["frame"]},
            ).at(index)


def _check_counts(before: Document, after: Document, touched: Touched) -> None:
    shots, keyframes = after.live("shot"), after.live("keyframe")
    last = max(touched.values())
    if not shots and before.live("shot"):
        raise Refused(
            "last_shot", _("A project keeps at least one shot. Add another before you delete this one.")
        ).at(last)
    for count, before_count, most, words in (
        (len(shots), len(before.live("shot")), quota.SHOTS_PER_PROJECT, _("shots")),
        (
            len(after.live("character")),
            len(before.live("character")),
            quota.CHARACTERS_PER_PROJECT,
            _("characters"),
        ),
        (len(keyframes), len(before.live("keyframe")), quota.KEYFRAMES_PER_PROJECT, _("keyframes")),
        (len(after.live("marker")), len(before.live("marker")), quota.MARKERS_PER_PROJECT, _("markers")),
        (
            _breakdown_joints(after),
            _breakdown_joints(before),
            quota.BREAKDOWN_JOINTS_PER_PROJECT,
            _("joints of breakdowns"),
        ),
    ):
        if count > max(most, before_count):
            raise Refused(
                "too_many", _("A project may hold %(most)d %(words)s.") % {"most": most, "words": words}
            ).at(last)


def _breakdown_joints(document: Document) -> int:
    rows = document.live("keyframe").values()
    return sum(len(one["joints"]) for row in rows for one in row["breakdowns"])


def _check_poses(after: Document, touched: Touched) -> None:
    """
    A pose that stands somewhere stays; a row that came back finds its pose.
    """
    binned = {key for key, row in after.poses.items() if row.get("deleted")}
    if not binned:
        return
    for kind, rows, name in (
        ("keyframe", after.live("keyframe"), "pose"),
        ("shot", after.live("shot"), "plate"),
    ):
        for key, row in rows.items():
            if row[name] not in binned:
                continue
            if ("pose", row[name]) in touched:
                raise _in_use(after, row[name]).at(touched["pose", row[name]])
            own: Kind = "keyframe" if kind == "keyframe" else "shot"
            houses: list[tuple[Kind, str]] = [
                (own, key),
                ("track", row.get("track", "")),
                ("shot", row.get("shot", key)),
            ]
            cause = next((touched[house] for house in houses if house in touched), 0)
            raise Refused(
                "gone",
                _("The pose “%(name)s” that it needs was deleted since. Restore the pose first.")
                % {"name": after.poses[row[name]]["name"]},
                restore={"on": "pose", "id": row[name]},
            ).at(cause)


def _in_use(after: Document, pose: str) -> Refused:
    places = sum(row["pose"] == pose for row in after.live("keyframe").values())
    places += sum(row["plate"] == pose for row in after.live("shot").values())
    return Refused(
        "in_use",
        ngettext(
            "“%(name)s” is used in %(count)d place. Remove it there first; nothing was changed.",
            "“%(name)s” is used in %(count)d places. Remove it there first; nothing was changed.",
            places,
        )
        % {"name": after.poses[pose]["name"], "count": places},
        count=places,
    )


def _check_lane(lane: Lane, touched: Touched, first: int) -> None:
    """
    Refuse keyframes of a track that overlap or lie too far apart; `first` is what people read for frame 0.
    """
    for key, row in lane:
        if row["ease"] == "cubic" and row["curve"] is None and ("keyframe", key) in touched:
            raise Refused("invalid", _("The ease “cubic” needs a curve of four numbers.")).at(
                touched["keyframe", key]
            )
        if row["ease"] == "chart" and row["chart"] is None and ("keyframe", key) in touched:
            raise Refused("invalid", _("The ease “chart” needs a chart with a place for each drawing.")).at(
                touched["keyframe", key]
            )
    for (left_key, left), (right_key, right) in pairwise(lane):
        cause = _cause(touched, left_key, right_key)
        if left["frame"] + left["hold"] > right["frame"]:
            raise _occupied(lane, left_key, right_key, touched, first).at(cause)
        count = timing.gap(left["frame"], left["hold"], right["frame"])
        if count > quota.INBETWEENS_PER_SEGMENT:
            raise Refused(
                "too_long",
                _(
                    "Between the frames %(first)d and %(last)d there would be %(count)d "
                    "in-betweens; a segment holds "
                    "%(most)d. Put a keyframe between."
                )
                % {
                    "first": left["frame"] + first,
                    "last": right["frame"] + first,
                    "count": count,
                    "most": quota.INBETWEENS_PER_SEGMENT,
                },
            ).at(cause)


def _cause(touched: Touched, *keys: str) -> int:
    """
    The last operation that touched one of these keyframes, else the last of all.
    """
    return max(
        (touched["keyframe", key] for key in keys if ("keyframe", key) in touched),
        default=max(touched.values()),
    )


def _occupied(lane: Lane, left_key: str, right_key: str, touched: Touched, first: int) -> Refused:
    """
    Two keyframes want the same frame: name the one that came later, and where it would fit.
    """
    rows = dict(lane)
    left_when, right_when = (touched.get(("keyframe", key), -1) for key in (left_key, right_key))
    moved, stays = (left_key, right_key) if left_when > right_when else (right_key, left_key)
    if moved == left_key and rows[moved]["frame"] < rows[stays]["frame"]:
        hold = rows[stays]["frame"] - rows[moved]["frame"]
        return Refused(
            "occupied",
            _(
                "A hold of %(hold)d reaches into the keyframe on frame %(frame)d; the "
                "longest there is %(fix)d."
            )
            % {"hold": rows[moved]["hold"], "frame": rows[stays]["frame"] + first, "fix": hold},
            fix={"hold": hold},
        )
    frame = rows[moved]["frame"]
    free = nearest_free([row for key, row in lane if key != moved], frame, rows[moved]["hold"])
    fix: dict[str, Any] = {} if free is None else {"fix": {"frame": free}}
    if free is None:
        return Refused(
            "occupied", _("Frame %(frame)d is taken by another keyframe.") % {"frame": frame + first}
        )
    return Refused(
        "occupied",
        _("Frame %(frame)d is taken by another keyframe. The nearest free one is %(free)d.")
        % {"frame": frame + first, "free": free + first},
        **fix,
    )


def nearest_free(others: list[Row], frame: int, hold: int) -> int | None:
    """
    The frame nearest to `frame` where a keyframe with that hold touches no other; the later one on a tie.
    """
    candidates = {0, frame}
    for row in others:
        candidates |= {row["frame"] - hold, row["frame"] + row["hold"]}
    # The nearest first: a lane of thousands is looked through a few times, not once for each of its keys.
    for place in sorted(candidates, key=lambda place: (abs(place - frame), -place)):
        if 0 <= place <= LAST_FRAME and all(
            place + hold <= row["frame"] or row["frame"] + row["hold"] <= place for row in others
        ):
            return place
    return None
