"""
What a page that plays a reel shows before any script runs.
"""

from itertools import groupby
from typing import Any

from django.http import HttpRequest

_LOOKS = {"in-between": "dots", "breakdown": "dots", "missing": "gaps"}
"""
How frames look on the track that are not simply what somebody drew.
"""


def opening(reel: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """
    The frame that the address names, and the track under it.
    """
    frame, length, first = _asked(request, reel), max(1, reel["length"]), reel["first_frame"]
    return {
        "reel": reel,
        "first": next((run for run in reel["runs"] if 0 <= frame - run["start"] < run["frames"]), None),
        "shown": {"first": first, "now": frame + first, "last": length - 1 + first},
        "ticks": [{**key, "at": _share(key["frame"] + 0.5, length)} for key in reel["keys"]],
        "cuts": [_share(shot["start"], length) for shot in reel["shots"][1:]],
        "spans": [
            {"look": look, "from": _share(start, length), "wide": _share(frames, length)}
            for look, start, frames in _looks(reel["runs"])
            if look
        ],
    }


def _asked(request: HttpRequest, reel: dict[str, Any]) -> int:
    """
    The frame that an address asks for, as people count them; else the first.
    """
    text = request.GET.get("frame", "")
    asked = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    return max(0, min(asked - int(reel["first_frame"]), int(reel["length"]) - 1))


def _looks(runs: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    """
    Neighbouring runs that look alike, as one: how, from where, and for how many frames.
    """
    alike = ((look, list(group)) for look, group in groupby(runs, lambda run: _LOOKS.get(run["kind"], "")))
    return [(look, group[0]["start"], sum(run["frames"] for run in group)) for look, group in alike]


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.3f}%"
