"""
How much work moving one key of a long shot makes.
"""

from __future__ import annotations

import json
from uuid import uuid4

from tests.bench import pictures
from tests.bench.figure import Figure
from tests.machines import studio
from tests.person import Person, new_shot, place

KEYS, APART = 21, 4


def measure() -> list[Figure]:
    """
    Segments drawn again after one key of 21 has moved by a frame.
    """
    with studio(workers=2) as address, Person(address) as person:
        project = person.arrive()
        names = pictures.poses()
        poses = [person.upload(project, f"{name}.png", data)["id"] for name, data in names.items()]
        shot = str(uuid4())
        made = new_shot(shot, name="Twenty-one keys", order="zz", plate=None, ground="#d9d9d9")
        keys = [place(shot, poses[n % len(poses)], n * APART, method="crossfade") for n in range(KEYS)]
        person.edit(project, *made, *keys)
        first = _render(person, project, shot)
        middle = keys[KEYS // 2]["id"]
        person.edit(
            project, {"do": "set", "on": "keyframe", "id": middle, "to": {"frame": KEYS // 2 * APART + 1}}
        )
        again = _render(person, project, shot)
        person.edit(
            project, {"do": "set", "on": "keyframe", "id": middle, "to": {"frame": KEYS // 2 * APART}}
        )
        back = person.get(f"/projects/{project}")["segments"]
        fresh = sum(back[key["id"]]["state"] == "fresh" for key in keys[:-1])
    return [
        Figure(
            "segments drawn after moving one key of 21",
            again,
            2,
            detail={"segments": KEYS - 1, "of them unlike and drawn at first": first},
        ),
        Figure(
            "segments fresh after putting it back", fresh, KEYS - 1, better="more", detail={"drawn again": 0}
        ),
    ]


def _render(person: Person, project: str, shot: str) -> int:
    """
    Render what is not fresh; answer how many segments were drawn.
    """
    with person.live(project) as socket:
        json.loads(socket.recv(30))
        asked = person.post(f"/projects/{project}/renders", {"shot": shot})
        waiting = {segment["key"] for segment in asked["segments"].values() if segment["state"] != "fresh"}
        drawn = len(waiting)
        while waiting:
            event = json.loads(socket.recv(120))
            if event["type"] == "segment" and event["state"] == "done":
                waiting.discard(event["key"])
    return drawn
