"""
Draw in-betweens from the command line: `python -m jobs.inbetween A.png B.png --frames 11 --out drawings`.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from . import METHODS, Drawer, Pair, Picture, choose, cover, ease, lay, method, place_on


def main() -> None:
    """
    Read two keys, choose a method unless one was named, and write 00.png, 01.png and so on.
    """
    options = _options()
    try:
        first = _read(options.first)
        size = first.shape[1], first.shape[0]
        plate = cover(size, _read(options.plate)) if options.plate else None
        pair = Pair(first, place_on(size, _read(options.last)), plate)
        drawer = _drawer(pair, options.method)
        options.out.mkdir(parents=True, exist_ok=True)
        for number, t in enumerate(options.at or _spaced(options.frames)):
            figure = drawer.draw(ease(options.ease, t))
            _write(options.out / f"{number:02}.png", figure if plate is None else lay(figure, plate))
    except (OSError, ValueError) as trouble:
        raise SystemExit(f"Nothing more was drawn. {trouble}") from trouble


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m jobs.inbetween", description="Draw in-betweens of two pictures."
    )
    parser.add_argument("first", type=Path, help="the first key")
    parser.add_argument("last", type=Path, help="the last key")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    parser.add_argument("--plate", type=Path, help="an opaque picture to lay the drawings over")
    parser.add_argument("--method", choices=["auto", *METHODS], default="auto")
    parser.add_argument("--ease", type=_ease, default="linear", help="a name, or x1,y1,x2,y2")
    places = parser.add_mutually_exclusive_group()
    places.add_argument("--at", type=_numbers, help="times from 0 to 1, such as 0.1,0.2")
    places.add_argument("--frames", type=int, default=11, help="this many in-betweens, evenly timed")
    return parser.parse_args()


def _numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]


def _ease(text: str) -> str | list[float]:
    return _numbers(text) if "," in text else text


def _spaced(count: int) -> list[float]:
    return [k / (count + 1) for k in range(1, count + 1)]


def _drawer(pair: Pair, name: str) -> Drawer:
    if name != "auto":
        return method(name).prepare(pair)
    choice = choose(pair)
    print(f"{choice.method}: {choice.reason}")
    return choice.drawer


def _read(path: Path) -> Picture:
    read = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_UNCHANGED)
    if read is None or read.dtype != np.uint8:
        raise ValueError(f"{path} is no picture of 8 bits a channel.")
    to_rgba = {2: cv2.COLOR_GRAY2RGBA, 3: cv2.COLOR_BGR2RGBA, 4: cv2.COLOR_BGRA2RGBA}
    return np.asarray(cv2.cvtColor(read, to_rgba[2 if read.ndim == 2 else read.shape[2]]), np.uint8)


def _write(path: Path, picture: Picture) -> None:
    written, encoded = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGBA2BGRA))
    if not written:
        raise OSError(f"{path} could not be encoded.")
    path.write_bytes(encoded.tobytes())


if __name__ == "__main__":
    main()
