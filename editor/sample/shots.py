"""
The sample's two shots as keyframes, from shots.json, which counts in seconds.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, TypedDict

EASES = {"hold": "linear", "smooth": "both", "in": "in", "out": "out"}
"""The data's word for how a key is left -> the timeline's."""


class Key(TypedDict):
    """
    A pose shown on the frames `frame` to `frame + hold - 1`, and how it is left.
    """

    pose: str
    frame: int
    hold: int
    ease: str


class Shot(TypedDict):
    """
    One shot: its name, the name of its backdrop, and its keys in order.
    """

    name: str
    backdrop: str
    keys: list[Key]


@cache
def sheet() -> dict[str, Any]:
    """
    shots.json as it stands.
    """
    text = Path(__file__).with_name("shots.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def plan() -> list[Shot]:
    """
    The shots in order, in frames at the sheet's 24 a second.
    """
    return [
        {"name": shot["name"], "backdrop": shot["backdrop"], "keys": _keys(shot["keys"], sheet()["fps"])}
        for shot in sheet()["shots"]
    ]


def _keys(marks: list[dict[str, Any]], rate: int) -> list[Key]:
    """
    A pose named twice in a row is one key, held.

    It is left at its second mark, so that frame still shows the pose; the last mark of a shot is where the
    shot ends, and as everywhere the end does not count: three seconds are 72 frames.
    """
    keys: list[Key] = []
    for pose, run in groupby(marks, key=lambda mark: mark["pose"]):
        same = list(run)
        first, last = same[0], same[-1]
        start, stop = round(first["seconds"] * rate), round(last["seconds"] * rate)
        hold = stop - start if last is marks[-1] else stop - start + 1
        keys.append({"pose": pose, "frame": start, "hold": max(1, hold), "ease": EASES[last["ease"]]})
    return keys
