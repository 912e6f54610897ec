"""
The pictures of the built-in lesson: the sample's girl, with in-betweens that our own engine draws.

    python -m editor.lessons.builtin.figures static/img/lesson

Each picture is a strip of frames at equal steps; keys have an amber rim, as on the timeline.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from editor import sample
from editor.sample import DESIGN_SIZE
from jobs.inbetween import HUMANOID, Marks, Pair, Picture, lay, method

SIZE = (640, 360)
CROP = (130, 0, 510, 340)
"""
What is shown of a frame of `SIZE`: left, top, right, bottom.
"""
CELL = (190, 170)
GAP, RIM, KEY, GROUND = 6, 4, "#f0b43c", "#efe9df"
QUARTERS = (0.25, 0.5, 0.75)

Frame = tuple[Picture, bool]
"""
A drawing, and whether it is a key.
"""


def keys() -> Image.Image:
    """
    Two keys, and nothing between them yet.
    """
    first, last = _posed("crouch"), _posed("jump")
    return _strip([(first, True), None, None, None, (last, True)])


def by(name: str, start: str, end: str, *, marked: bool = False) -> Image.Image:
    """
    Two keys and what one method makes of the way between them.
    """
    return _strip(_way(name, (start, end), QUARTERS, marked=marked))


def unanchored() -> Image.Image:
    """
    A long way with keys at its ends alone.
    """
    return _strip(_way("flow", ("stand", "wave"), (1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6)))


def anchored() -> Image.Image:
    """
    The same way with a pose in the middle that a person made: half way up, as the arms really go.
    """
    poses = sample.poses()
    middle = sample.mix(poses["stand"], poses["wave"], 0.5)
    first = _segment("flow", _pair(poses["stand"], middle), (1 / 3, 2 / 3))
    second = _segment("flow", _pair(middle, poses["wave"]), (1 / 3, 2 / 3))
    return _strip([*first, *second[1:]])


FIGURES: Mapping[str, Callable[[], Image.Image]] = {
    "keys": keys,
    "good": lambda: by("rig", "crouch", "jump", marked=True),
    "crossfade": lambda: by("crossfade", "crouch", "jump"),
    "flow": lambda: by("flow", "crouch", "jump"),
    "unanchored": unanchored,
    "anchored": anchored,
}
"""
A picture's name -> what draws it.
"""


def _way(name: str, ends: tuple[str, str], times: tuple[float, ...], *, marked: bool = False) -> list[Frame]:
    poses = sample.poses()
    return _segment(name, _pair(poses[ends[0]], poses[ends[1]], marked=marked), times)


def _segment(name: str, pair: Pair, times: tuple[float, ...]) -> list[Frame]:
    drawer = method(name).prepare(pair)
    between = [(lay(drawer.draw(time), GROUND_PICTURE), False) for time in times]
    return [(_laid(pair.first), True), *between, (_laid(pair.last), True)]


def _pair(first: sample.Pose, last: sample.Pose, *, marked: bool = False) -> Pair:
    pictures = [np.array(sample.figure(pose, SIZE), np.uint8) for pose in (first, last)]
    marks = [_marks(pose) for pose in (first, last)] if marked else [None, None]
    return Pair(pictures[0], pictures[1], None, marks[0], marks[1])


def _marks(pose: sample.Pose) -> Marks:
    places = sample.joints(pose, DESIGN_SIZE)
    scale = SIZE[0] / DESIGN_SIZE[0]
    return Marks(HUMANOID, np.array([places[name] for name in HUMANOID.names]) * scale)


def _posed(name: str) -> Picture:
    return _laid(np.array(sample.figure(sample.poses()[name], SIZE), np.uint8))


def _laid(picture: Picture) -> Picture:
    return lay(picture, GROUND_PICTURE)


GROUND_PICTURE: Picture = np.array(Image.new("RGBA", SIZE, GROUND), np.uint8)


def _strip(frames: list[Frame | None] | list[Frame]) -> Image.Image:
    """
    Frames side by side; a missing one is a dashed box.
    """
    wide = len(frames) * CELL[0] + (len(frames) - 1) * GAP
    strip = Image.new("RGBA", (wide, CELL[1]))
    for place, frame in enumerate(frames):
        strip.paste(_cell(frame), (place * (CELL[0] + GAP), 0))
    return strip


def _cell(frame: Frame | None) -> Image.Image:
    if frame is None:
        cell = Image.new("RGBA", CELL, "#00000000")
        _dashes(ImageDraw.Draw(cell))
        return cell
    picture, is_key = frame
    cell = Image.fromarray(picture).crop(CROP).resize(CELL, Image.Resampling.LANCZOS)
    if is_key:
        ImageDraw.Draw(cell).rectangle((0, 0, CELL[0] - 1, CELL[1] - 1), outline=KEY, width=RIM)
    return cell


def _dashes(draw: ImageDraw.ImageDraw) -> None:
    right, low = CELL[0] - 2, CELL[1] - 2
    for a, b in pairwise([(1, 1), (right, 1), (right, low), (1, low), (1, 1)]):
        steps = max(abs(b[0] - a[0]), abs(b[1] - a[1])) // 12
        at = [(a[0] + (b[0] - a[0]) * n / steps, a[1] + (b[1] - a[1]) * n / steps) for n in range(steps + 1)]
        for start, end in list(pairwise(at))[::2]:
            draw.line((start, end), fill="#8a8a8a", width=2)


def write(folder: Path) -> list[Path]:
    """
    Draw every picture into `folder` as WebP; the files' bytes are the same each time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, picture in FIGURES.items():
        paths.append(folder / f"{name}.webp")
        picture().save(paths[-1], quality=84, method=6)
    return paths


if __name__ == "__main__":
    for path in write(Path(sys.argv[1])):
        sys.stdout.write(f"{path} {path.stat().st_size} bytes\n")
