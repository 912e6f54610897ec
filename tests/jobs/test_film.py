"""
Films hold exactly the frames that were put in.
"""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from jobs.film import probe, write_film

RATES = [Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(24000, 1001), Fraction(12), Fraction(60)]


def frames(count: int, size: tuple[int, int]) -> Iterator[np.ndarray]:
    for n in range(count):
        yield np.full((size[1], size[0], 3), (n * 5 % 256, 90, 255 - n), np.uint8)


@pytest.mark.parametrize("rate", RATES, ids=str)
@pytest.mark.parametrize("count", [1, 2, 49])
def test_every_frame_and_the_exact_rate(tmp_path: Path, rate: Fraction, count: int):
    write_film(tmp_path / "film.mp4", frames(count, (64, 36)), rate, (64, 36))

    seen = probe(tmp_path / "film.mp4")

    assert (seen.frames, seen.rate) == (count, rate)
    assert (seen.width, seen.height) == (64, 36)
    assert (seen.codec, seen.pix_fmt, seen.faststart) == ("h264", "yuv420p", True)


def test_an_odd_size_is_made_even(tmp_path: Path):
    write_film(tmp_path / "film.mp4", frames(3, (63, 35)), Fraction(24), (63, 35))

    seen = probe(tmp_path / "film.mp4")

    assert (seen.width, seen.height) == (64, 36)


@pytest.mark.parametrize("colour", [(0, 0, 255), (0, 255, 0), (255, 0, 0), (255, 255, 255), (30, 120, 200)])
def test_colours_stay(tmp_path: Path, colour: tuple[int, int, int]):
    picture = np.full((36, 64, 3), colour, np.uint8)
    write_film(tmp_path / "film.mp4", [picture] * 3, Fraction(24), (64, 36))

    with av.open(str(tmp_path / "film.mp4")) as film:
        decoded = next(film.decode(video=0)).reformat(format="bgr24", src_colorspace="itu709").to_ndarray()

    assert np.abs(decoded.astype(int) - picture).max() <= 6


def test_frames_stand_at_their_times(tmp_path: Path):
    rate = Fraction(30000, 1001)
    write_film(tmp_path / "film.mp4", frames(31, (64, 36)), rate, (64, 36))

    with av.open(str(tmp_path / "film.mp4")) as film:
        times = [frame.pts * frame.time_base for frame in film.decode(video=0)]

    assert times == [n / rate for n in range(31)]


def test_the_same_frames_give_the_same_film(tmp_path: Path):
    for name in ("one.mp4", "two.mp4"):
        write_film(tmp_path / name, frames(9, (64, 36)), Fraction(24), (64, 36))

    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()


def test_a_frame_of_another_size_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="Frame 0 must have the shape"):
        write_film(tmp_path / "film.mp4", frames(1, (32, 32)), Fraction(24), (64, 36))


def test_a_film_with_its_index_at_the_end_is_found_out(tmp_path: Path):
    write_film(tmp_path / "film.mp4", frames(3, (64, 36)), Fraction(24), (64, 36))
    with av.open(str(tmp_path / "film.mp4")) as film, av.open(str(tmp_path / "slow.mp4"), "w") as slow:
        stream = slow.add_stream_from_template(film.streams.video[0])
        for packet in film.demux(video=0):
            if packet.size:
                packet.stream = stream
                slow.mux(packet)

    assert not probe(tmp_path / "slow.mp4").faststart
