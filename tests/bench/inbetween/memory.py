"""
How much memory a whole process takes that draws with the rig.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import cv2
import numpy as np

from jobs.inbetween import Marks, Picture, lay
from tests.bench.inbetween import girl
from tests.bench.inbetween.table import Goal, Row

SIZE = (1920, 1080)
DRAWINGS = 5
STARTER = """
import os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(pid, 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""
Starts the engine from a small process: Linux counts what the starting one holds as its child's, too.
"""


def memory() -> Row:
    """
    The most that `python -m jobs.inbetween` holds at 1920 x 1080: opaque keys, whose scenery it makes itself,
    and cut-outs over a background.
    """
    pair = girl.pair("stand", "reach", SIZE)
    keys = [lay(key, pair.plate) for key in (pair.first, pair.last)]
    masks = [key[..., 3] for key in (pair.first, pair.last)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        marks = [
            _write_marks(folder, letter, own, mask)
            for letter, own, mask in zip("ab", (pair.first_marks, pair.last_marks), masks, strict=True)
        ]
        opaque = [_write(folder / f"opaque-{k}.png", key) for k, key in enumerate(keys)]
        cut_outs = [_write(folder / f"cut-out-{k}.png", key) for k, key in enumerate((pair.first, pair.last))]
        plate = _write(folder / "plate.png", pair.plate)
        given = ["--marks-a", str(marks[0]), "--marks-b", str(marks[1]), "--method", "rig"]
        whole = _peak([*map(str, opaque), *given], folder)
        apart = _peak([*map(str, cut_outs), *given, "--plate", str(plate)], folder)
    return Row(
        "memory of the whole process, 1920 x 1080",
        {"MB": whole},
        {"MB": Goal(most=700)},
        "rig, opaque keys",
        {"rig, cut-outs over a background": {"MB": apart}},
    )


def _write(path: Path, picture: Picture) -> Path:
    cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGBA2BGRA))
    return path


def _write_marks(folder: Path, letter: str, marks: Marks, mask: np.ndarray) -> Path:
    cv2.imwrite(str(folder / f"mask-{letter}.png"), mask)
    path = folder / f"marks-{letter}.json"
    kept = {
        "skeleton": marks.skeleton.to_json(),
        "joints": marks.joints.tolist(),
        "mask": f"mask-{letter}.png",
    }
    path.write_text(json.dumps({**kept, "behind": []}))
    return path


def _peak(arguments: list[str], folder: Path) -> float:
    """
    Return the most megabytes that the engine held when run with these arguments.
    """
    command = [sys.executable, "-m", "jobs.inbetween", *arguments, "--out", str(folder / "out")]
    command += ["--frames", str(DRAWINGS)]
    starter = [sys.executable, "-c", STARTER]
    ran = subprocess.run([*starter, *command], check=False, capture_output=True, text=True)
    if ran.returncode:
        raise RuntimeError(f"The engine gave up: {ran.stderr.strip()[-300:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return int(ran.stdout.split()[-1]) * unit / 1e6
