"""
Projects laid out through the API, for tests that are about what comes after.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.browser.pictures import SIZE, Disc
from tests.person import Person, place

GROUND = "#d6d8d8"
GROUND_RGB = (214, 216, 216)


@dataclass
class Scene:
    """
    One shot of discs on their frames, counted from 0 as the API does.
    """

    person: Person
    project: str
    shot: str
    keys: dict[str, str] = field(default_factory=dict)

    def read(self) -> Any:
        """
        The project as the server has it.
        """
        return self.person.get(f"/projects/{self.project}")

    def frame_of(self, name: str) -> int:
        """
        Where a pose's keyframe stands, as the server has it.
        """
        return next(int(key["frame"]) for key in self.read()["keyframes"] if key["id"] == self.keys[name])

    def segment(self, name: str) -> dict[str, Any]:
        """
        The segment right of a pose's keyframe.
        """
        found: dict[str, Any] = self.read()["segments"][self.keys[name]]
        return found


def lay_out(
    person: Person, at: dict[int, Disc], *, size: tuple[int, int] = SIZE, method: str = "crossfade"
) -> Scene:
    """
    Make a project with these discs on these frames.
    """
    width, height = size
    made = person.post("/projects", {"title": "Discs", "width": width, "height": height, "rate": [12, 1]})
    project = str(made["id"] if "id" in made else made["project"]["id"])
    shot = person.get(f"/projects/{project}")["shots"][0]["id"]
    scene = Scene(person, project, shot)
    operations: list[dict[str, Any]] = [{"do": "set", "on": "shot", "id": shot, "to": {"ground": GROUND}}]
    for frame, disc in at.items():
        file = disc.file()
        pose = person.upload(project, file["name"], file["buffer"])
        key = place(shot, pose["id"], frame, method=method)
        scene.keys[disc.name] = key["id"]
        operations.append(key)
    person.edit(project, *operations)
    return scene
