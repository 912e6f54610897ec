"""
What a segment knows of its figure, as the page works it out: both are held to the same vectors.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from editor.timeline.document import Document
from editor.timeline.motion import Marked
from editor.timeline.sheet import stretches
from jobs.inbetween import fitted
from tests.editor.timeline.documents import CHARACTERS, KEYS, POSES, SHOTS, TRACKS, document, keyframe

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "motion.json").read_text())
CANVAS = {"width": 64, "height": 48}
"""
The size of all pictures too, so that shares of a picture are shares of the canvas.
"""


def shot(case: dict[str, Any]) -> Document:
    """
    The document of a case: the skeletons are characters, poses and keys are numbered in their order.
    """
    found = document(
        keyframes={
            name: keyframe(**{**key, "pose": POSES[key["pose"]]})
            for name, key in zip(KEYS, case["keys"], strict=False)
        }
    )
    poses = {
        name: {**found.poses[name], **CANVAS, **pose, "character": character(pose), "deleted": False}
        for name, pose in zip(POSES, case.get("poses", VECTORS["poses"]), strict=True)
    }
    shots = {**found.shots, SHOTS[0]: {**found.shots[SHOTS[0]], "loop": case.get("loop", False)}}
    return replace(found, poses=poses, shots=shots)


def character(pose: dict[str, Any]) -> str | None:
    """
    The character of a numbered pose.
    """
    return None if pose["character"] is None else CHARACTERS[pose["character"]]


def known(document: Document, number: int, *, loop: bool) -> dict[str, Any] | None:
    """
    What the server knows of the motion right of a key, in the vectors' words.
    """
    found = Marked(document).motion(document.lanes()[TRACKS[0]], number, loop=loop)
    if found is None:
        return None
    kept = found.to_json()
    wanted = {name: kept[name] for name in ("before", "after", "stops", "breakdowns")}
    plain: dict[str, Any] = json.loads(json.dumps(wanted))
    return plain


def guidance(case: dict[str, Any]) -> dict[str, Any]:
    """
    What the sheet of a segment with pins and an arc holds, in the vectors' words.
    """
    key = {"method": case["method"], "pins": [[0.1, 0.2, 0.3, 0.4]], "arc": 0.5}
    keys = [{"frame": 0, "pose": 0, **key}, {"frame": 8, "pose": 1}]
    bare = [{"character": None, "joints": None}] * len(POSES)
    found = shot({"keys": keys} if case["marked"] else {"keys": keys, "poses": bare})
    sheet = stretches(found)[KEYS[0]].sheet
    assert sheet is not None
    return {"used": sheet.method, "pins": bool(sheet.pins), "arc": sheet.arc != 0}


@pytest.mark.parametrize("case", VECTORS["shots"], ids=lambda case: case["name"])
def test_segments_know_what_the_page_says_they_know(case):
    found = shot(case)
    loop = case.get("loop", False)
    numbers = range(len(case["keys"]) - 1)
    assert [known(found, number, loop=loop) for number in numbers] == case["motions"]


@pytest.mark.parametrize("case", VECTORS["boxes"], ids=str)
def test_pictures_lie_on_the_canvas_where_the_page_has_them(case):
    assert list(fitted(tuple(case["canvas"]), tuple(case["picture"]))) == case["box"]


@pytest.mark.parametrize("case", VECTORS["guidance"], ids=str)
def test_sheets_hold_the_pins_and_the_arc_that_the_page_says_they_hold(case):
    assert guidance(case).items() <= case.items()
