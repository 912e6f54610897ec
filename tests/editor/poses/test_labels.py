import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.poses.labels import LONGEST, file_name, label


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("stand.png", "stand"),
        ("run_2.final.jpeg", "run_2.final"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\jump.PNG", "jump"),
        ("a\0b.png", "a b"),
        ("photo\u202egnp.exe", "photognp"),
        ("x" * 300 + ".png", "x" * LONGEST),
        ("  two \r\n lines .png", "two lines"),
        (".png", "png"),
        ("", "Pose"),
        ("...", "Pose"),
        ("\u200b\u200d", "Pose"),
        ("CON.png", "CON"),
        ("<script>.png", "<script>"),
        ("그림 1.webp", "그림 1"),
    ],
)
def test_a_file_name_becomes_a_harmless_label(name, wanted):
    assert label(name, "Pose") == wanted


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("The girl and the star - Shot 1", "The girl and the star - Shot 1.mp4"),
        ("CON", "_CON.mp4"),
        ("lpt1.x", "_lpt1.x.mp4"),
        ('a/b\\c:d?e*f|g<h>i"j', "a b c d e f g h i j.mp4"),
        ("../..", "film.mp4"),
        ("\u202e evil", "evil.mp4"),
        ("별", "별.mp4"),
    ],
)
def test_a_title_becomes_a_file_name_for_any_system(title, wanted):
    assert file_name(title, "mp4", "film") == wanted


@given(st.text())
def test_no_name_trips_anybody(name):
    for found in (label(name, "Pose"), file_name(name, "mp4", "film")):
        assert 0 < len(found) <= LONGEST + 5
        assert not {"Cc", "Cf", "Cs", "Zl", "Zp"} & {unicodedata.category(char) for char in found}
        assert "\\" not in found
    assert "/" not in label(name, "Pose") + file_name(name, "mp4", "film")
