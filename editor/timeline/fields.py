"""
What each property of each kind of row may hold, checked before anything is written.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _n

from editor.timeline import marks
from editor.timeline.checks import (
    LAST_FRAME,
    LONGEST_HOLD,
    Check,
    curve,
    identity,
    one_of,
    or_none,
    pattern,
    prose,
    rate,
    reference,
    several,
    side,
    text,
    whole,
    yes_or_no,
)
from editor.timeline.document import Kind

__all__ = ["FIELDS", "LAST_FRAME", "NEW", "WORDS", "identity"]

EASES = ("linear", "in", "out", "both", "cubic", "chart")
METHODS = ("auto", "rig", "flow", "crossfade", "hold")
ORDER = r"[0-9A-Za-z]{1,60}"
COLOUR = r"#[0-9a-f]{6}"
MARKER_COLOURS = ("key", "ok", "fail", "accent", "machine")
LONGEST_NOTE = 500
MOST_TAGS, LONGEST_TAG = 12, 40
LAST_FIRST_FRAME = 100_000
LAST_SEED = 2**31 - 1

FIELDS: Mapping[Kind, Mapping[str, Check]] = {
    "project": {
        "title": text(_n("The title")),
        "width": side(_n("The width")),
        "height": side(_n("The height")),
        "rate": rate,
        "first_frame": whole(_n("The first frame"), 0, LAST_FIRST_FRAME),
    },
    "shot": {
        "name": text(_n("The name")),
        "order": pattern(_n("The order"), ORDER, '"a0V"'),
        "plate": or_none(reference(_n("The background"))),
        "ground": pattern(_n("The ground"), COLOUR, '"#1b1b1b"'),
        "loop": yes_or_no(_n("The loop")),
    },
    "track": {
        "shot": reference(_n("The shot")),
        "name": text(_n("The name")),
        "order": pattern(_n("The order"), ORDER, '"a0V"'),
        "character": or_none(reference(_n("The character"))),
        "hidden": yes_or_no(_n("The hiding")),
        "locked": yes_or_no(_n("The lock")),
    },
    "character": {
        "name": text(_n("The name")),
        "skeleton": marks.skeleton,
        "colour": or_none(pattern(_n("The colour"), COLOUR, '"#d98a3d"')),
        "card": or_none(reference(_n("The reference card"))),
    },
    "pose": {
        "name": text(_n("The name")),
        "is_plate": yes_or_no("is_plate"),
        "character": or_none(reference(_n("The character"))),
        "joints": or_none(marks.joints),
        "mask": marks.mask,
        "behind": marks.names(_n("The limbs behind the body")),
        "tags": several(_n("The tags"), text(_n("A tag"), LONGEST_TAG), MOST_TAGS),
        "sha256": pattern(_n("The picture"), r"[0-9a-f]{64}", '"9f86d081…", the hash of its pixels'),
    },
    "keyframe": {
        "shot": reference(_n("The shot")),
        "track": reference(_n("The track")),
        "pose": reference(_n("The pose")),
        "frame": whole(_n("The frame"), 0, LAST_FRAME),
        "hold": whole(_n("The hold"), 1, LONGEST_HOLD),
        "method": one_of(_n("The method"), *METHODS),
        "ease": one_of(_n("The ease"), *EASES),
        "curve": curve,
        "exposure": whole(_n("The exposure"), 1, 3),
        "chart": marks.chart,
        "arc": marks.number(_n("The arc"), -1, 1),
        "stop": yes_or_no(_n("The stop")),
        "turns": marks.turns,
        "planted": marks.names(_n("The planted joints")),
        "pins": marks.pins,
        "breakdowns": marks.breakdowns,
        "hint": prose(_n("The hint"), LONGEST_NOTE),
        "note": prose(_n("The note"), LONGEST_NOTE),
        "seed": or_none(whole(_n("The seed"), 0, LAST_SEED)),
        "locked": yes_or_no(_n("The lock")),
    },
    "marker": {
        "shot": reference(_n("The shot")),
        "frame": whole(_n("The frame"), 0, LAST_FRAME),
        "length": whole(_n("The length"), 0, LAST_FRAME),
        "name": text(_n("The name"), empty=True),
        "colour": one_of(_n("The colour"), *MARKER_COLOURS),
    },
}

NEW: Mapping[str, Mapping[str, Any]] = {
    "character": {"colour": None, "card": None},
    "track": {"character": None, "hidden": False, "locked": False},
    "marker": {"length": 0, "name": "", "colour": "key"},
    "shot": {"plate": None, "ground": "#d9d9d9", "loop": False},
    "keyframe": {
        "hold": 1,
        "method": "auto",
        "ease": "linear",
        "curve": None,
        "exposure": 1,
        "chart": None,
        "arc": 0.0,
        "stop": False,
        "turns": {},
        "planted": [],
        "pins": [],
        "breakdowns": [],
        "hint": "",
        "note": "",
        "seed": None,
        "locked": False,
    },
}
"""
What a new row holds where its maker says nothing.
"""

WORDS: Mapping[str, Any] = {
    "title": gettext_lazy("title"),
    "width": gettext_lazy("width"),
    "height": gettext_lazy("height"),
    "rate": gettext_lazy("rate"),
    "name": gettext_lazy("name"),
    "order": gettext_lazy("order"),
    "plate": gettext_lazy("background picture"),
    "ground": gettext_lazy("background colour"),
    "is_plate": gettext_lazy("kind of picture"),
    "shot": gettext_lazy("shot"),
    "pose": gettext_lazy("pose"),
    "frame": gettext_lazy("frame"),
    "hold": gettext_lazy("hold"),
    "method": gettext_lazy("method"),
    "ease": gettext_lazy("ease"),
    "curve": gettext_lazy("curve"),
    "exposure": gettext_lazy("exposure"),
    "loop": gettext_lazy("loop"),
    "skeleton": gettext_lazy("skeleton"),
    "character": gettext_lazy("character"),
    "joints": gettext_lazy("placing of joints"),
    "mask": gettext_lazy("mask"),
    "behind": gettext_lazy("choice of limbs behind the body"),
    "chart": gettext_lazy("chart"),
    "arc": gettext_lazy("arc"),
    "stop": gettext_lazy("stop"),
    "turns": gettext_lazy("turning of bones"),
    "planted": gettext_lazy("choice of planted joints"),
    "pins": gettext_lazy("placing of pins"),
    "breakdowns": gettext_lazy("row of breakdowns"),
    "first_frame": gettext_lazy("number of the first frame"),
    "track": gettext_lazy("track"),
    "hidden": gettext_lazy("hiding"),
    "locked": gettext_lazy("lock"),
    "hint": gettext_lazy("hint"),
    "note": gettext_lazy("note"),
    "seed": gettext_lazy("seed"),
    "length": gettext_lazy("length"),
    "colour": gettext_lazy("colour"),
    "card": gettext_lazy("reference card"),
    "tags": gettext_lazy("choice of tags"),
    "sha256": gettext_lazy("picture"),
}
"""
The properties as sentences name them.
"""
