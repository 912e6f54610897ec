"""
The engine runs from the command line.
"""

import subprocess
import sys

import cv2
import numpy as np
import pytest

from .drawn import disc, scenery


def run(*words):
    command = [sys.executable, "-m", "jobs.inbetween", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def keys(tmp_path):
    for name, picture in (("a", disc(90)), ("b", disc(110)), ("plate", scenery())):
        cv2.imwrite(str(tmp_path / f"{name}.png"), cv2.cvtColor(picture, cv2.COLOR_RGBA2BGRA))
    return tmp_path


def test_writes_the_drawings_and_prints_the_choice(keys):
    done = run(
        keys / "a.png", keys / "b.png", "--at", "0,0.5", "--ease", "0.2,0,0.8,1", "--out", keys / "out"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("flow: The poses are")
    assert sorted(path.name for path in (keys / "out").iterdir()) == ["00.png", "01.png"]
    written = cv2.imread(str(keys / "out" / "00.png"), cv2.IMREAD_UNCHANGED)
    np.testing.assert_array_equal(cv2.cvtColor(written, cv2.COLOR_BGRA2RGBA), disc(90))


def test_lays_the_drawings_over_a_plate(keys):
    words = ("--frames", 1, "--method", "crossfade", "--plate", keys / "plate.png", "--out", keys / "out")
    assert run(keys / "a.png", keys / "b.png", *words).returncode == 0
    assert cv2.imread(str(keys / "out" / "00.png"), cv2.IMREAD_UNCHANGED)[..., 3].min() == 255


def test_says_what_went_wrong(keys):
    (keys / "text.png").write_text("not a picture")
    for name in ("text.png", "nowhere.png"):
        done = run(keys / name, keys / "b.png", "--out", keys / "out")
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert name in done.stderr
