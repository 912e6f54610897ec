"""
Draw in-betweens from the command line: `python -m jobs.inbetween A.png B.png --frames 11 --out drawings`.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from . import (
    EASES,
    METHODS,
    Course,
    Drawer,
    Joints,
    Pair,
    Picture,
    charted,
    choose,
    cover,
    ease,
    lay,
    method,
    place_marks,
    place_on,
)
from .disk import read_joints, read_marks, read_picture, read_pins, write_film, write_json, write_picture
from .marks import Marks, Mask
from .picture import NO_PINS
from .quality.advice import advise
from .quality.gauge import measure
from .rig import RigDrawer


def main() -> None:
    """
    Read two keys, choose a method unless one was named, and write 00.png, 01.png and so on.
    """
    options = _options()
    if not (options.out or options.mp4):
        raise SystemExit("Say where the drawings go: --out with a folder, or --mp4 with a film's name.")
    try:
        _draw(options)
    except (OSError, ValueError) as trouble:
        raise SystemExit(f"Nothing more was drawn. {trouble}") from trouble


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m jobs.inbetween", description="Draw in-betweens of two pictures."
    )
    parser.add_argument("first", type=Path, help="the first key")
    parser.add_argument("last", type=Path, help="the last key")
    parser.add_argument("--out", type=Path, help="the folder to write 00.png, 01.png … to")
    parser.add_argument("--mp4", type=Path, help="a film to write, from key to key")
    parser.add_argument("--report", type=Path, help="a JSON file to write: method, reason, quality, advice")
    parser.add_argument("--plate", type=Path, help="an opaque picture to lay the drawings over")
    parser.add_argument("--method", choices=["auto", *METHODS], default="auto")
    parser.add_argument("--marks-a", type=Path, help="the marks of the first key, as JSON")
    parser.add_argument("--marks-b", type=Path, help="the marks of the last key, as JSON")
    parser.add_argument("--pins", type=Path, help="JSON: a list of [ax, ay, bx, by]")
    parser.add_argument(
        "--breakdown",
        action="append",
        type=_breakdown,
        default=[],
        metavar="u=marks.json",
        help="a pose to pass through",
    )
    parser.add_argument("--arc", type=float, default=0.0, help="how far paths bend to their left, -1 to 1")
    parser.add_argument(
        "--spacing",
        type=_spacing,
        default=_spacing("linear"),
        help=f"{', '.join(EASES)}, a curve x1,y1,x2,y2, or chart:u1,u2,…",
    )
    places = parser.add_mutually_exclusive_group()
    places.add_argument("--at", type=_times, help="times from 0 to 1, such as 0.1,0.2")
    places.add_argument("--frames", type=_count, default=11, help="this many in-betweens, evenly timed")
    return parser.parse_args()


def _draw(options: argparse.Namespace) -> None:
    pair = _pair(options)
    chosen = _chosen(pair, options.method)
    times = options.at or [k / (options.frames + 1) for k in range(1, options.frames + 1)]
    places = [options.spacing(time) for time in times]
    drawn = [chosen.drawer.draw(place) for place in places]
    drawings = [_seen(drawing, pair) for drawing in drawn]
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        for number, drawing in enumerate(drawings):
            write_picture(options.out / f"{number:02}.png", drawing)
    keys = [_seen(pair.first, pair), *drawings, _seen(pair.last, pair)]
    if options.mp4:
        write_film(options.mp4, (_opaque(drawing) for drawing in keys))
    if options.report:
        figures = _figures([pair.first, *drawn, pair.last])
        write_json(options.report, _report(chosen, places, [_opaque(drawing) for drawing in keys], figures))


@dataclass(frozen=True, slots=True)
class _Chosen:
    """
    A method with its drawer, and the reason if it was chosen.
    """

    method: str
    reason: str
    drawer: Drawer


def _chosen(pair: Pair, name: str) -> _Chosen:
    if name != "auto":
        return _Chosen(name, "", method(name).prepare(pair))
    choice = choose(pair)
    print(f"{choice.method}: {choice.reason}")
    return _Chosen(choice.method, choice.reason, choice.drawer)


def _figures(drawings: list[Picture]) -> list[Mask] | None:
    """
    Return where the figure is in cut-outs, which is all that they are; None for opaque pictures.
    """
    cut_out = all(key[..., 3].min() < 255 for key in (drawings[0], drawings[-1]))
    return [np.ascontiguousarray(drawing[..., 3]) for drawing in drawings] if cut_out else None


def _report(
    chosen: _Chosen, places: list[float], keys: list[Picture], figures: list[Mask] | None
) -> dict[str, object]:
    rig = chosen.drawer if isinstance(chosen.drawer, RigDrawer) else None
    alarms = [rig.alarms([place]) for place in places] if rig else None
    quality = measure(keys[0], keys[-1], keys[1:-1], places, figures, alarms=alarms)
    return {
        "method": chosen.method,
        "reason": chosen.reason,
        "places": places,
        "quality": quality.to_json(),
        "advice": [
            {"code": advice.code, "sentence": str(advice)}
            for advice in advise(quality, rig.troubles(0.5) if rig else None)
        ],
    }


def _pair(options: argparse.Namespace) -> Pair:
    """
    Return both keys on the canvas of the first one, and all that was said about them.
    """
    first, last = read_picture(options.first), read_picture(options.last)
    size = first.shape[1], first.shape[0]
    marks_a, marks_b = options.marks_a, options.marks_b
    return Pair(
        first,
        place_on(size, last),
        cover(size, read_picture(options.plate)) if options.plate else None,
        _placed(size, first, marks_a),
        _placed(size, last, marks_b),
        Course(breakdowns=tuple(sorted(_breakdowns(options), key=lambda pose: pose[0])), arc=options.arc),
        read_pins(options.pins) if options.pins else NO_PINS,
    )


def _breakdowns(options: argparse.Namespace) -> Iterator[tuple[float, Joints]]:
    if options.breakdown and not (options.marks_a and options.marks_b):
        raise ValueError("A breakdown moves joints: both keys need their marks, --marks-a and --marks-b.")
    count = len(read_joints(options.marks_a)) if options.breakdown else 0
    for place, path in options.breakdown:
        joints = read_joints(path)
        if len(joints) != count:
            raise ValueError(f"{path}: a breakdown has the {count} joints of the keys; got {len(joints)}.")
        yield place, joints


def _placed(size: tuple[int, int], picture: Picture, path: Path | None) -> Marks | None:
    if path is None:
        return None
    marks = read_marks(path)
    if marks.mask is not None and marks.mask.shape != picture.shape[:2]:
        raise ValueError(f"{path}: its mask and its picture differ in size.")
    return place_marks(size, (picture.shape[1], picture.shape[0]), marks)


def _seen(drawing: Picture, pair: Pair) -> Picture:
    return drawing if pair.plate is None else lay(drawing, pair.plate)


def _opaque(drawing: Picture) -> Picture:
    """
    Return a drawing over white where it has nothing behind it.
    """
    return drawing if drawing[..., 3].min() == 255 else lay(drawing, np.full_like(drawing, 255))


def _numbers(text: str) -> list[float]:
    try:
        return [float(number) for number in text.split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"numbers with commas between are expected; got {text!r}") from None


def _times(text: str) -> list[float]:
    times = _numbers(text)
    if not all(0 <= time <= 1 for time in times):
        raise argparse.ArgumentTypeError(f"a drawing's time lies from 0 to 1; got {text!r}")
    return times


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"at least one in-between is drawn; got {text!r}")
    return int(text)


def _spacing(text: str) -> Callable[[float], float]:
    if text.startswith("chart:"):
        ticks = _numbers(text.removeprefix("chart:"))
        spaced = partial(charted, ticks)
    else:
        spaced = partial(ease, _numbers(text) if "," in text else text)
    try:
        spaced(0.5)
    except ValueError as trouble:
        raise argparse.ArgumentTypeError(str(trouble)) from None
    return spaced


def _breakdown(text: str) -> tuple[float, Path]:
    place, _, path = text.partition("=")
    try:
        return float(place), Path(path)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"a place and a file are expected, as in 0.5=middle.json; got {text!r}"
        ) from None


if __name__ == "__main__":
    cv2.setNumThreads(1)
    main()
