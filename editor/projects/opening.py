"""
The pictures that the stage shows when a project is opened, so that a browser can fetch them with the page.
"""

from collections.abc import Iterator, Mapping
from typing import Any


def opening_pictures(snapshot: Mapping[str, Any], name: str = "full.png") -> Iterator[str]:
    """
    The addresses of what makes up the first frame of the first shot: its background, and the keys there.

    `name` is the picture's size: whole, or `thumb.webp`.
    """
    first = min(snapshot["shots"], key=lambda shot: (shot["order"], shot["id"]), default=None)
    if first is None:
        return
    hidden = {track["id"] for track in snapshot["tracks"] if track["hidden"]}
    keys = [
        key
        for key in snapshot["keyframes"]
        if key["shot"] == first["id"] and key["frame"] == 0 and key["track"] not in hidden
    ]
    hashes = {pose["id"]: pose["sha256"] for pose in snapshot["poses"]}
    shown = dict.fromkeys([first["plate"], *(key["pose"] for key in keys)])
    for pose in shown:
        if pose in hashes:
            yield f"/projects/{snapshot['project']['id']}/pictures/{hashes[pose]}/{name}"
