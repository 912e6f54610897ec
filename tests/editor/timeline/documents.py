"""
Documents and batches for tests, and strategies that make them.
"""

from dataclasses import replace
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from editor.characters.skeletons import limbs_of
from editor.timeline.document import Document
from editor.timeline.fields import NEW

SHAS = [f"{n:x}" * 64 for n in range(1, 6)]


def ident(number: int) -> str:
    """
    The id with this number.
    """
    return str(UUID(int=number))


SHOTS = [ident(n) for n in range(1, 4)]
TRACKS = [ident(n) for n in range(31, 36)]
MARKERS = [ident(n) for n in range(41, 44)]
POSES = [ident(n) for n in range(11, 15)]
KEYS = [ident(n) for n in range(101, 113)]
CHARACTERS = [ident(n) for n in range(201, 204)]
NEW_ONE = ident(210)
PROJECT = ident(1000)

ARM = {"names": ["root", "elbow", "hand"], "parents": {"elbow": "root", "hand": "elbow"}}
FORK = {
    "names": ["hip", "knee", "foot", "tail"],
    "parents": {"knee": "hip", "foot": "knee", "tail": "hip"},
    "limbs": {"leg": ["knee", "foot"]},
}
MASKS = {"a" * 64: (40, 30), "b" * 64: (40, 30), "c" * 64: (4, 3)}


def places(count: int, x: float = 0.5) -> list[list[float]]:
    """
    Joints one below the other.
    """
    return [[x, round(0.1 * n, 5)] for n in range(count)]


def character(name: str, skeleton: dict[str, Any], **more: Any) -> dict[str, Any]:
    """
    A character's row.
    """
    row = {**NEW["character"], "name": name, "skeleton": skeleton, "limbs": limbs_of(skeleton)}
    return {**row, "deleted": False, **more}


def keyframe(frame: int, shot: str = SHOTS[0], pose: str = POSES[0], **more: Any) -> dict[str, Any]:
    """
    A keyframe's row, on the lowest track of its shot.
    """
    row = {**NEW["keyframe"], "locked_by": "", "locker": None, "take": "", "deleted": False}
    track = TRACKS[SHOTS.index(shot)]
    return {"shot": shot, "track": track, "pose": pose, "frame": frame, **row, **more}


def track(shot: str, order: str = "a0", **more: Any) -> dict[str, Any]:
    """
    A track's row.
    """
    return {"shot": shot, "name": "Keys", "order": order, **NEW["track"], "deleted": False, **more}


def marker(frame: int, shot: str = SHOTS[0], **more: Any) -> dict[str, Any]:
    """
    A marker's row.
    """
    return {"shot": shot, "frame": frame, **NEW["marker"], "deleted": False, **more}


def document(*frames: int, keyframes: dict[str, dict[str, Any]] | None = None) -> Document:
    """
    A document of two shots and a third in the bin, with keyframes on some frames of the first, and of two
    characters and a third in the bin. Each shot has a track; the first has another above it, one in the bin,
    and two markers and one in the bin.
    """
    shot = {**NEW["shot"], "deleted": False}
    pose = {"is_plate": False, "width": 40, "height": 30, "has_alpha": True, "deleted": False}
    pose |= {"character": None, "joints": None, "mask": None, "behind": [], "tags": []}
    return Document(
        PROJECT,
        {"title": "Story", "width": 64, "height": 48, "rate": [24, 1], "first_frame": 1},
        {
            SHOTS[0]: {"name": "One", "order": "a0", **shot},
            SHOTS[1]: {"name": "Two", "order": "a1", **shot},
            SHOTS[2]: {"name": "Three", "order": "a2", **shot, "deleted": True},
        },
        {
            key: {"name": f"Pose {n}", "sha256": SHAS[n], **pose, "deleted": n == 3}
            for n, key in enumerate(POSES)
        },
        keyframes
        if keyframes is not None
        else {key: keyframe(f) for key, f in zip(KEYS, frames, strict=False)},
        {
            CHARACTERS[0]: character("Arm", ARM),
            CHARACTERS[1]: character("Fork", FORK),
            CHARACTERS[2]: character("Gone", ARM, deleted=True),
        },
        MASKS,
        tracks={
            **{key: track(shot) for key, shot in zip(TRACKS, SHOTS, strict=False)},
            TRACKS[3]: track(SHOTS[0], "a1", name="Above"),
            TRACKS[4]: track(SHOTS[0], "a2", name="Gone", deleted=True),
        },
        markers={
            MARKERS[0]: marker(4, name="Beat"),
            MARKERS[1]: marker(8, length=5),
            MARKERS[2]: marker(2, deleted=True),
        },
        versions={key: {SHAS[n]: (40, 30, True), SHAS[4]: (20, 30, False)} for n, key in enumerate(POSES)},
    )


def visible(found: Document) -> dict[str, Any]:
    """
    What people see of a document.
    """
    return {
        "project": dict(found.project),
        **{
            kind: {key: dict(row) for key, row in found.live(kind).items()}
            for kind in ("character", "shot", "track", "pose", "keyframe", "marker")
        },
    }


def setting(key: str, was: dict[str, Any] | None = None, **to: Any) -> dict[str, Any]:
    """
    The operation that sets properties of a keyframe.
    """
    operation = {"do": "set", "on": "keyframe", "id": key, "to": to}
    return operation if was is None else {**operation, "was": was}


_curves = st.one_of(st.none(), st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=4, max_size=4))
_values = {
    "frame": st.integers(0, 40),
    "hold": st.integers(1, 4),
    "exposure": st.integers(1, 3),
    "method": st.sampled_from(["auto", "flow", "hold"]),
    "ease": st.sampled_from(["linear", "in", "both"]),
    "curve": _curves,
    "chart": st.sampled_from([None, [0.5], [0.1, 0.1, 0.9]]),
    "arc": st.sampled_from([0.0, 0.5, -1.0]),
    "stop": st.booleans(),
    "turns": st.sampled_from([{}, {"hand": 1}, {"foot": -1, "knee": 1}]),
    "planted": st.sampled_from([[], ["hand"], ["foot"]]),
    "pins": st.sampled_from([[], [[0.1, 0.2, 0.3, 0.4]]]),
    "breakdowns": st.sampled_from([[], *([{"u": 0.5, "joints": places(count)}] for count in (3, 4))]),
    "pose": st.sampled_from(POSES),
    "shot": st.sampled_from(SHOTS),
    "track": st.sampled_from(TRACKS),
    "hint": st.sampled_from(["", "slowly"]),
    "note": st.sampled_from(["", "mind the\nscarf"]),
    "seed": st.sampled_from([None, 7]),
    "locked": st.booleans(),
}
_laid = {
    "name": st.sampled_from(["A", "B"]),
    "order": st.sampled_from(["a0", "a5", "Zz"]),
    "character": st.sampled_from([None, *CHARACTERS]),
    "hidden": st.booleans(),
    "locked": st.booleans(),
}
_noted = {
    "shot": st.sampled_from(SHOTS),
    "frame": st.integers(0, 40),
    "length": st.integers(0, 9),
    "name": st.sampled_from(["", "A"]),
    "colour": st.sampled_from(["key", "fail"]),
}


_marks = {
    "name": st.sampled_from(["P", "Q"]),
    "character": st.sampled_from([None, *CHARACTERS]),
    "joints": st.sampled_from([None, places(3), places(3, 0.2), places(4)]),
    "mask": st.sampled_from([None, *MASKS]),
    "behind": st.sampled_from([[], ["leg"], ["hand"]]),
    "tags": st.sampled_from([[], ["day"], ["day", "night"]]),
    "sha256": st.sampled_from(SHAS),
}


@st.composite
def operations(draw: Any) -> dict[str, Any]:
    """
    One operation on anything, often one that can be.
    """
    what = draw(
        st.sampled_from(
            [
                *("set", "set", "set", "create", "delete", "restore"),
                *("shot", "project", "pose", "character", "track", "marker"),
            ]
        )
    )
    key = draw(st.sampled_from(KEYS))
    if what == "create":
        to = {"shot": draw(_values["shot"]), "pose": draw(_values["pose"]), "frame": draw(_values["frame"])}
        if draw(st.booleans()):
            to["track"] = draw(_values["track"])
        return {"do": "create", "on": "keyframe", "id": key, "to": to}
    if what in ("delete", "restore"):
        on, ids = draw(
            st.sampled_from(
                [
                    ("keyframe", KEYS),
                    ("track", TRACKS),
                    ("marker", MARKERS),
                    ("shot", SHOTS),
                    ("pose", POSES),
                    ("character", CHARACTERS),
                ]
            )
        )
        return {"do": what, "on": on, "id": draw(st.sampled_from(ids))}
    if what == "shot":
        to = draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "name": st.sampled_from(["A", "B"]),
                    "order": st.sampled_from(["a0", "a5", "Zz"]),
                    "ground": st.sampled_from(["#000000", "#ffffff"]),
                    "plate": st.one_of(st.none(), st.sampled_from(POSES)),
                    "loop": st.booleans(),
                },
            )
        )
        return {"do": "set", "on": "shot", "id": draw(st.sampled_from(SHOTS)), "to": to}
    if what == "project":
        to = draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "title": st.sampled_from(["X", "Y"]),
                    "width": st.just(128),
                    "first_frame": st.sampled_from([0, 1001]),
                },
            )
        )
        return {"do": "set", "on": "project", "id": PROJECT, "to": to}
    if what == "character":
        to = {"name": draw(st.sampled_from(["A", "B"])), "skeleton": draw(st.sampled_from([ARM, FORK]))}
        verb = draw(st.sampled_from(["set", "create"]))
        return {"do": verb, "on": "character", "id": draw(st.sampled_from([*CHARACTERS, NEW_ONE])), "to": to}
    if what == "track":
        if draw(st.booleans()):
            to = draw(st.fixed_dictionaries({}, optional=_laid))
            return {"do": "set", "on": "track", "id": draw(st.sampled_from(TRACKS)), "to": to}
        to = {"shot": draw(st.sampled_from(SHOTS)), "name": "New", "order": draw(_laid["order"])}
        return {"do": "create", "on": "track", "id": NEW_ONE, "to": to}
    if what == "marker":
        verb = draw(st.sampled_from(["set", "create"]))
        must, more = ({}, _noted) if verb == "set" else (_noted, {})
        to = draw(st.fixed_dictionaries(must, optional=more))
        key = draw(st.sampled_from(MARKERS)) if verb == "set" else NEW_ONE
        return {"do": verb, "on": "marker", "id": key, "to": to}
    if what == "pose":
        to = draw(st.fixed_dictionaries({}, optional=_marks))
        return {"do": "set", "on": "pose", "id": draw(st.sampled_from(POSES)), "to": to}
    to = draw(st.fixed_dictionaries({}, optional=_values))
    return {"do": "set", "on": "keyframe", "id": key, "to": to}


batches = st.lists(operations(), min_size=1, max_size=5)


@st.composite
def documents(draw: Any) -> Document:
    """
    A document with some keyframes and some marked poses.
    """
    frames = draw(st.lists(st.integers(0, 12), unique=True, max_size=6))
    keyframes = {
        key: keyframe(frame * 3, pose=draw(st.sampled_from(POSES[:3])))
        for key, frame in zip(KEYS, frames, strict=False)
    }
    found = document(keyframes=keyframes)
    marked = draw(st.sets(st.sampled_from(POSES[:3])))
    poses = {
        key: {**row, "character": CHARACTERS[0], "joints": places(3)} if key in marked else row
        for key, row in found.poses.items()
    }
    return replace(found, poses=poses)
