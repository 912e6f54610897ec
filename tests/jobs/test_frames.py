"""
Drawings become files, and the files are what they say.
"""

from pathlib import Path

import cv2
import numpy as np
import pytest

from jobs import frames
from jobs.frames import Canvas, PictureMissing
from kfweb.storage import FolderStorage
from tests.jobs.sheets import disc, name, store, stored_sheet

KEY = "ab" + "0" * 62
rng = np.random.default_rng(7)


def noise(width: int, height: int) -> np.ndarray:
    picture = rng.integers(0, 256, (height, width, 4), np.uint8)
    picture[..., 3] = 255
    return picture


def read(folder: Path, level: str) -> np.ndarray:
    return cv2.imread(str(folder / f"frames/ab/{KEY}/0.{level}"), cv2.IMREAD_UNCHANGED)


def test_a_drawing_is_kept_without_loss(folder: Path):
    drawing = noise(70, 50)

    frames.write_drawing(KEY, 0, drawing)

    assert np.array_equal(read(folder, "full.png"), drawing[..., [2, 1, 0]])
    assert np.array_equal(frames.load_drawing(KEY, 0), drawing[..., [2, 1, 0]])


@pytest.mark.parametrize(
    ("size", "view", "thumb"),
    [
        ((1280, 720), (960, 540), (171, 96)),
        ((720, 1280), (540, 960), (54, 96)),
        ((320, 240), (320, 240), (128, 96)),
        ((16, 16), (16, 16), (96, 96)),
    ],
)
def test_the_smaller_levels_have_their_sizes(
    folder: Path, size: tuple[int, int], view: tuple[int, int], thumb: tuple[int, int]
):
    frames.write_drawing(KEY, 0, noise(*size))

    assert read(folder, "view.jpg").shape == (view[1], view[0], 3)
    assert read(folder, "thumb.jpg").shape == (thumb[1], thumb[0], 3)


def cut_out(width: int, height: int) -> np.ndarray:
    picture = disc(width // 2, (width, height))
    picture[0, 0] = (200, 100, 50, 0)  # a colour that hides under nothing
    return picture[..., [2, 1, 0, 3]]


def test_a_cut_out_is_kept_with_its_alpha(folder: Path):
    drawing = cut_out(1280, 720)

    frames.write_drawing(KEY, 0, drawing, cut_out=True)

    assert np.array_equal(frames.load_cut_out(KEY, 0), drawing)
    view, thumb = read(folder, "view.webp"), read(folder, "thumb.webp")
    assert (view.shape, thumb.shape) == ((540, 960, 4), (96, 171, 4))
    whole = cv2.resize(drawing[..., 3], (960, 540), interpolation=cv2.INTER_AREA)
    assert np.array_equal(view[..., 3], whole)  # alpha has no loss
    middle = view[270, 480].astype(int)
    assert abs(middle - (40, 80, 220, 255)).max() <= 6
    assert frames.drawn(KEY) == {0}


def test_the_edge_of_a_cut_out_has_its_own_colour(folder: Path):
    frames.write_drawing(KEY, 0, cut_out(1280, 720), cut_out=True)

    thumb = read(folder, "thumb.webp").astype(int)
    edge = (thumb[..., 3] > 128) & (thumb[..., 3] < 255)
    assert edge.any()
    assert abs(thumb[edge][:, :3] - (40, 80, 220)).max() < 40


def test_an_opaque_drawing_is_read_as_a_cut_out_that_hides_all(folder: Path):
    drawing = noise(30, 20)
    frames.write_drawing(KEY, 0, drawing)

    assert np.array_equal(frames.load_cut_out(KEY, 0), drawing)


@pytest.mark.parametrize("cut_out", [True, False])
def test_only_drawings_that_are_not_whole_are_discarded(folder: Path, *, cut_out: bool):
    for n in range(6):
        frames.write_drawing(KEY, n, noise(20, 20), cut_out=cut_out)
    path = folder / f"frames/ab/{KEY}"
    whole = (path / "1.full.png").read_bytes()
    (path / "1.full.png").write_bytes(whole[: len(whole) // 2])
    (path / "2.full.png").write_bytes(whole[:200] + b"0000" + whole[204:])
    (path / "3.full.png").write_bytes(b"no picture")
    next(path.glob("4.view.*")).write_bytes(b"")
    next(path.glob("5.thumb.*")).unlink()
    frames.discard_broken(KEY)
    frames.discard_broken("cd" + KEY[2:])

    assert frames.drawn(KEY) == {0}
    for n in range(1, 6):
        frames.write_drawing(KEY, n, noise(20, 20), cut_out=cut_out)
    assert all(file.stat().st_size for file in path.iterdir())


def test_a_drawing_counts_only_with_its_last_file(folder: Path):
    for n in (0, 2):
        frames.write_drawing(KEY, n, noise(20, 20))
    (folder / f"frames/ab/{KEY}/2.full.png").unlink()

    assert frames.drawn(KEY) == {0}
    assert frames.drawn("cd" + KEY[2:]) == set()


def test_the_full_level_is_written_last(folder: Path, monkeypatch: pytest.MonkeyPatch):
    written: list[str] = []
    monkeypatch.setattr(FolderStorage, "save", lambda _self, path, _: written.append(path))

    frames.write_drawing(KEY, 3, noise(20, 20))

    assert [path.split(".", 1)[1] for path in written] == ["view.jpg", "thumb.jpg", "full.png"]


def test_a_drawing_written_twice_stays_the_same(folder: Path):
    drawing = noise(30, 30)

    frames.write_drawing(KEY, 0, drawing)
    before = {path: path.read_bytes() for path in folder.rglob("0.*")}
    frames.write_drawing(KEY, 0, drawing)

    assert {path: path.read_bytes() for path in folder.rglob("0.*")} == before
    assert len(before) == 3


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_pictures_of_any_channels_are_rgba(channels: int):
    pixels = rng.integers(0, 256, (9, 11, channels), np.uint8)
    rgba = frames.load_picture(store(pixels.squeeze()))

    assert rgba.shape == (9, 11, 4)
    assert np.array_equal(rgba[..., 0], pixels[..., 0 if channels == 1 else 2])
    assert channels == 4 or (rgba[..., 3] == 255).all()


def test_a_missing_picture_is_named(folder: Path):
    with pytest.raises(PictureMissing, match=name("nowhere")):
        frames.load_picture(name("nowhere"))


@pytest.mark.parametrize("content", [b"", b"no picture"])
def test_a_broken_picture_is_missing(folder: Path, content: bytes):
    sha = store(disc(20))
    (folder / frames.picture_path(sha)).write_bytes(content)

    with pytest.raises(PictureMissing, match="cannot be read"):
        frames.load_picture(sha)


def test_a_pose_is_contained_and_a_plate_covers():
    wide = store(np.full((10, 40, 4), (0, 0, 255, 255), np.uint8))
    canvas = Canvas(40, 40, wide, "#0000ff")

    pose, scenery = canvas.pose(wide), canvas.scenery()

    assert (pose[15:25] == (255, 0, 0, 255)).all()
    assert not pose[:15].any()
    assert not pose[25:].any()
    assert (scenery == (255, 0, 0, 255)).all()


def test_the_ground_shows_through_a_plate_with_holes():
    hollow = store(np.zeros((4, 4, 4), np.uint8))

    assert (Canvas(8, 6, hollow, "#102030").scenery() == (0x10, 0x20, 0x30, 255)).all()
    assert (Canvas(8, 6, None, "#102030").scenery() == (0x10, 0x20, 0x30, 255)).all()


def test_figures_are_laid_over_the_scenery():
    pair, scenery = frames.staged(stored_sheet())

    drawing = frames.over(pair.first, scenery)

    assert (drawing[..., 3] == 255).all()
    assert tuple(drawing[0, 0]) == (0x20, 0x40, 0x60, 255)
    assert tuple(drawing[18, 20]) == (220, 80, 40, 255)
    assert frames.over(scenery, scenery) is scenery


def test_a_cut_out_has_nothing_behind_it():
    pair, scenery = frames.staged(stored_sheet(ground=None))

    assert scenery is None
    assert pair.plate is None
    assert frames.over(pair.first, scenery) is pair.first
