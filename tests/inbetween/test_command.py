"""
The engine runs from the command line.
"""

import json
import subprocess
import sys

import av
import cv2
import numpy as np
import pytest

from jobs.inbetween import HUMANOID

from . import doll
from .drawn import disc, scenery


def run(*words):
    command = [sys.executable, "-m", "jobs.inbetween", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def read(path):
    return cv2.cvtColor(cv2.imread(str(path), cv2.IMREAD_UNCHANGED), cv2.COLOR_BGRA2RGBA)


def marks(joints, **more):
    return json.dumps({"skeleton": HUMANOID.to_json(), "joints": joints.tolist(), "mask": None, **more})


@pytest.fixture
def keys(tmp_path):
    pictures = {
        "a": disc(90),
        "b": disc(110),
        "plate": scenery(),
        "standing": doll.drawn(doll.pose()),
        "raised": doll.drawn(doll.RAISED),
    }
    for name, picture in pictures.items():
        cv2.imwrite(str(tmp_path / f"{name}.png"), cv2.cvtColor(picture, cv2.COLOR_RGBA2BGRA))
    (tmp_path / "standing.json").write_text(marks(doll.pose()))
    (tmp_path / "raised.json").write_text(marks(doll.RAISED))
    return tmp_path


@pytest.fixture
def rigged(keys):
    """
    The words that draw the doll with its marks.
    """
    return (
        *(keys / "standing.png", keys / "raised.png", "--out", keys / "out"),
        *("--marks-a", keys / "standing.json", "--marks-b", keys / "raised.json"),
    )


def test_writes_the_drawings_and_prints_the_choice(keys):
    words = ("--at", "0,0.5", "--spacing", "0.2,0,0.8,1", "--out", keys / "out")
    done = run(keys / "a.png", keys / "b.png", *words)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("flow: The poses are")
    assert sorted(path.name for path in (keys / "out").iterdir()) == ["00.png", "01.png"]
    np.testing.assert_array_equal(read(keys / "out" / "00.png"), disc(90))


def test_lays_the_drawings_over_a_plate(keys):
    words = ("--frames", 1, "--method", "crossfade", "--plate", keys / "plate.png", "--out", keys / "out")
    assert run(keys / "a.png", keys / "b.png", *words).returncode == 0
    assert read(keys / "out" / "00.png")[..., 3].min() == 255


def test_marks_move_the_limbs_and_a_breakdown_leads_them(keys, rigged):
    """
    Halfway the plain way the hand is at the side; the breakdown has it stay down.
    """
    low = doll.pose(left_elbow=(137, 106), left_hand=(151, 133))
    (keys / "low.json").write_text(json.dumps({"joints": low.tolist()}))
    drawings = []
    for words in ((), ("--breakdown", f"0.5={keys / 'low.json'}")):
        done = run(*rigged, "--at", "0.5", "--method", "rig", *words)
        assert done.returncode == 0, done.stderr
        drawings.append(read(keys / "out" / "00.png")[..., 3])
    at_hand = tuple(low[HUMANOID.names.index("left_hand")][::-1].astype(int))
    assert drawings[0][at_hand] == 0
    assert drawings[1][at_hand] == 255


def test_a_chart_spaces_the_drawings(keys, rigged):
    assert run(*rigged, "--frames", "2", "--spacing", "chart:0.1,0.5").returncode == 0
    charted = read(keys / "out" / "01.png")
    assert run(*rigged, "--at", "0.5").returncode == 0
    np.testing.assert_array_equal(read(keys / "out" / "00.png"), charted)


def test_pins_lead_the_flow(keys):
    (keys / "pins.json").write_text("[[90, 60, 110, 60]]")
    words = ("--pins", keys / "pins.json", "--at", "0.5", "--out", keys / "out")
    done = run(keys / "a.png", keys / "b.png", *words)
    assert done.returncode == 0, done.stderr
    assert "pins" in done.stdout


def test_a_film_and_a_report(keys, rigged):
    done = run(*rigged, "--frames", "5", "--mp4", keys / "film.mp4", "--report", keys / "report.json")
    assert done.returncode == 0, done.stderr
    with av.open(str(keys / "film.mp4")) as film:
        assert sum(1 for _ in film.decode(video=0)) == 7
        assert (film.streams.video[0].height, film.streams.video[0].width) == doll.SIZE
    report = json.loads((keys / "report.json").read_text())
    assert report["method"] == "rig"
    assert report["places"] == pytest.approx([k / 6 for k in range(1, 6)])
    assert 0 <= report["quality"]["score"] <= 100


def test_a_mask_lies_beside_its_marks(keys, rigged):
    height, width = doll.SIZE
    cv2.imwrite(str(keys / "mask.png"), np.full((height, width), 255, np.uint8))
    (keys / "standing.json").write_text(marks(doll.pose(), mask="mask.png", behind=["left_arm"]))
    assert run(*rigged, "--at", "0.5").returncode == 0
    cv2.imwrite(str(keys / "mask.png"), np.full((5, 5), 255, np.uint8))
    done = run(*rigged, "--at", "0.5")
    assert done.returncode == 1
    assert "its mask and its picture differ in size" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("standing.json", "{", "is no JSON"),
        ("standing.json", "[]", "holds no marks"),
        ("standing.json", '{"skeleton": {}}', "list of words"),
        ("standing.json", '{"skeleton": {"names": ["a", "b"], "parents": {"b": "a"}}}', "list of places"),
        ("standing.json", marks(np.zeros((3, 2))), "16 joints"),
        ("standing.json", marks(doll.pose(), behind=["tail"]), "no limb 'tail'"),
        ("standing.json", marks(doll.pose(), mask="nowhere.png"), "nowhere.png"),
        ("standing.png", "not a picture", "no picture"),
    ],
)
def test_says_what_is_wrong_with_a_file(keys, rigged, name, content, words):
    (keys / name).write_text(content)
    done = run(*rigged)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert name.split(".")[0] in done.stderr
    assert words in done.stderr


def test_says_what_went_wrong(keys):
    done = run(keys / "nowhere.png", keys / "b.png", "--out", keys / "out")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "nowhere.png" in done.stderr
    assert "--out" in run(keys / "a.png", keys / "b.png").stderr
    done = run(keys / "a.png", keys / "b.png", "--method", "rig", "--out", keys / "out")
    assert "needs joints on both keys" in done.stderr


@pytest.mark.parametrize(
    ("word", "value", "sentence"),
    [
        ("--breakdown", "middle.json", "as in 0.5=middle.json"),
        ("--spacing", "0.5,foo", "numbers with commas"),
        ("--spacing", "chart:0.5,0.4", "rise from 0 to 1"),
        ("--spacing", "bouncy", "An ease is one of"),
        ("--at", "0.5,2", "from 0 to 1"),
        ("--frames", "0", "at least one in-between"),
    ],
)
def test_says_what_is_wrong_with_a_word(keys, word, value, sentence):
    done = run(keys / "a.png", keys / "b.png", "--out", keys / "out", word, value)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert not (keys / "out").exists()
