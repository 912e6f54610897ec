import io
import struct
import threading
import tracemalloc
import zipfile
import zlib

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from editor.poses import intake
from editor.poses.intake import take_in
from editor.refusals import Refused
from tests.factories import encoded


def refused(upload):
    with pytest.raises(Refused) as caught:
        take_in(upload)
    assert caught.value.sentence.endswith(".")
    return caught.value


def kept(upload):
    """
    What a picture is kept as.
    """
    return Image.open(io.BytesIO(take_in(upload).png)).convert("RGBA")


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width, height, *, bits=8, colour=6, rows=b"", extra=b""):
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + extra
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


NOISE = Image.effect_noise((64, 64), 50)
RED = Image.new("RGB", (8, 6), (250, 20, 10))


# -- What is taken ------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["PNG", "WEBP", "JPEG"])
def test_the_three_formats_are_taken(form):
    options = {} if form == "JPEG" else {"lossless": True} if form == "WEBP" else {}
    picture = take_in(encoded(RED, form, **options))
    assert (picture.width, picture.height, picture.has_alpha) == (8, 6, False)
    assert (
        np.abs(np.asarray(kept(encoded(RED, form, **options)))[0, 0, :3].astype(int) - (250, 20, 10)).max()
        < 4
    )


def test_the_bytes_decide_and_not_the_name_of_the_file():
    # An upload has no name here at all: a JPEG called drawing.png is a JPEG.
    assert take_in(encoded(RED, "JPEG")).width == 8


def test_pixels_are_kept_as_they_are():
    pixels = np.random.default_rng(1).integers(0, 256, (9, 7, 4), np.uint8)
    assert np.array_equal(np.asarray(kept(encoded(Image.fromarray(pixels), "PNG"))), pixels)


def test_the_same_pixels_have_the_same_name_and_another_shape_has_another():
    flat = Image.new("RGB", (4, 9), "green")
    assert take_in(encoded(flat, "PNG", compress_level=0)).sha256 == take_in(encoded(flat, "PNG")).sha256
    assert (
        take_in(encoded(flat, "PNG")).sha256
        != take_in(encoded(Image.new("RGB", (9, 4), "green"), "PNG")).sha256
    )


def test_transparency_is_kept_and_known():
    half = Image.new("RGBA", (8, 8), (1, 2, 3, 128))
    picture = take_in(encoded(half, "PNG"))
    assert picture.has_alpha
    assert kept(encoded(half, "PNG")).getpixel((0, 0)) == (1, 2, 3, 128)
    assert Image.open(io.BytesIO(picture.thumb)).mode == "RGBA"
    assert not take_in(encoded(Image.new("RGBA", (8, 8), (1, 2, 3, 255)), "PNG")).has_alpha


@pytest.mark.parametrize(
    ("image", "form", "pixel"),
    [
        (Image.new("1", (4, 4), 1), "PNG", (255, 255, 255, 255)),
        (Image.new("L", (4, 4), 90), "PNG", (90, 90, 90, 255)),
        (Image.new("LA", (4, 4), (200, 10)), "PNG", (200, 200, 200, 10)),
        (Image.new("L", (4, 4), 90), "JPEG", (90, 90, 90, 255)),
        (Image.fromarray(np.full((4, 4), 0x80FF, np.uint16)), "PNG", (0x80,) * 3 + (255,)),
        (Image.fromarray(np.full((4, 4), 0xFFFF, np.uint16)), "PNG", (255, 255, 255, 255)),
    ],
)
def test_every_kind_of_grey_becomes_rgba(image, form, pixel):
    assert kept(encoded(image, form)).getpixel((0, 0)) == pixel


@pytest.mark.filterwarnings("error")
def test_a_palette_with_half_clear_colours_keeps_them_without_a_warning():
    image = Image.new("RGBA", (20, 10), (200, 80, 40, 255))
    image.paste((20, 80, 240, 120), (0, 0, 10, 10))
    packed = io.BytesIO()
    image.quantize(8).save(packed, "PNG")
    assert kept(packed.getvalue()).getpixel((2, 2)) == (20, 80, 240, 120)
    assert kept(packed.getvalue()).getpixel((15, 2)) == (200, 80, 40, 255)


def test_a_palette_with_a_clear_colour_becomes_rgba():
    image = Image.new("P", (4, 4), 1)
    image.putpalette([0, 0, 0, 10, 20, 30])
    image.putpixel((0, 0), 0)
    found = kept(encoded(image, "PNG", transparency=0))
    assert found.getpixel((0, 0))[3] == 0
    assert found.getpixel((1, 1)) == (10, 20, 30, 255)


@pytest.mark.parametrize(("colour", "channels"), [(2, 3), (6, 4), (4, 2)])
def test_sixteen_bits_become_eight_by_the_high_byte(colour, channels):
    values = [0x12FF, 0x80FF, 0xFEFF, 0xC0FF][:channels]
    rows = b"".join(b"\0" + struct.pack(f">{channels}H", *values) * 3 for _ in range(2))
    found = kept(png(3, 2, bits=16, colour=colour, rows=rows)).getpixel((0, 0))
    high = [value >> 8 for value in values]
    assert found == {2: (*high, 255), 6: tuple(high), 4: (high[0],) * 3 + (high[-1],)}[colour]


def test_sixteen_bit_grey_with_a_clear_value():
    row = b"\0" + struct.pack(">2H", 0x1234, 0x5678)
    found = kept(png(2, 1, bits=16, colour=0, rows=row, extra=chunk(b"tRNS", struct.pack(">H", 0x1234))))
    assert found.getpixel((0, 0))[3] == 0
    assert found.getpixel((1, 0)) == (0x56, 0x56, 0x56, 255)


def test_inks_become_colours():
    found = kept(encoded(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG", quality=100)).getpixel((0, 0))
    assert found[0] > 240
    assert max(found[1:3]) < 15


def test_a_photo_lies_as_it_was_held():
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = Image.new("RGB", (40, 20), "red")
    turned.paste("blue", (0, 0, 40, 5))
    found = kept(encoded(turned, "JPEG", exif=exif, quality=100))
    assert found.size == (20, 40)
    assert found.getpixel((19, 20))[2] > 200  # the top is on the right now


def test_colours_of_another_space_are_turned_into_those_of_screens():
    # Red and green change places in this profile, so nobody can mistake which was used.
    packed = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    packed = packed.replace(b"s\0R\0G\0B", b"o\0d\0d\0y")
    tags = struct.unpack(">I", packed[128:132])[0]
    for n in range(tags):
        at = 132 + 12 * n
        name = bytes(packed[at : at + 4])
        if name in (b"rXYZ", b"gXYZ"):
            packed[at : at + 4] = b"gXYZ" if name == b"rXYZ" else b"rXYZ"
    found = kept(encoded(Image.new("RGB", (4, 4), (255, 0, 0)), "PNG", icc_profile=bytes(packed))).getpixel(
        (0, 0)
    )
    assert found[1] > 200
    assert found[0] < 60
    clear = Image.new("RGBA", (4, 4), (255, 0, 0, 77))
    assert kept(encoded(clear, "PNG", icc_profile=bytes(packed))).getpixel((0, 0))[3] == 77


@pytest.mark.parametrize(
    "profile", [b"nonsense", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()]
)
def test_a_profile_that_cannot_be_applied_is_left_out(profile):
    assert kept(encoded(RED, "PNG", icc_profile=profile)).getpixel((0, 0)) == (250, 20, 10, 255)


def test_a_profile_of_screens_changes_nothing():
    packed = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pixels = np.random.default_rng(2).integers(0, 256, (9, 7, 3), np.uint8)
    found = np.asarray(kept(encoded(Image.fromarray(pixels), "PNG", icc_profile=packed)))
    assert np.array_equal(found[..., :3], pixels)


def test_a_photo_with_a_second_picture_behind_it_is_a_photo():
    phone = encoded(NOISE.convert("RGB"), "MPO", save_all=True, append_images=[RED.resize((64, 64))])
    assert take_in(phone).width == 64


def test_the_small_copy_keeps_the_shape():
    thumb = Image.open(io.BytesIO(take_in(encoded(Image.new("RGB", (1000, 500), "red"), "PNG")).thumb))
    assert (thumb.format, thumb.size) == ("WEBP", (320, 160))
    poster = Image.open(io.BytesIO(take_in(encoded(Image.new("RGB", (500, 1000), "red"), "PNG")).poster))
    assert (poster.format, poster.size) == ("WEBP", (480, 960))


def test_a_picture_of_4k_is_taken():
    found = take_in(encoded(Image.new("RGB", (3840, 2160), "red"), "PNG"))
    assert (found.width, found.height) == (3840, 2160)


# -- What does not survive ----------------------------------------------------------------------------


def test_nothing_but_the_pixels_survives():
    exif = Image.Exif()
    exif[0x010E] = "SECRET description"
    exif.get_ifd(0x8825)[1] = "N"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("evil.js", "SECRET alert(1)")
    for form in ("JPEG", "PNG", "WEBP"):
        upload = encoded(NOISE.convert("RGB"), form, exif=exif) + archive.getvalue()
        picture = take_in(upload)
        for part in (picture.png, picture.poster, picture.thumb):
            found = Image.open(io.BytesIO(part))
            assert not found.getexif()
            assert not {"icc_profile", "exif", "xmp", "comment"} & set(found.info)
            assert b"SECRET" not in part
            assert not zipfile.is_zipfile(io.BytesIO(part))


def test_text_in_a_png_does_not_survive():
    upload = png(1, 1, rows=b"\0\1\2\3\4", extra=chunk(b"tEXt", b"Comment\0SECRET"))
    assert b"SECRET" not in take_in(upload).png


def test_what_is_kept_can_be_read_by_those_who_draw():
    for image in (RED, Image.new("RGBA", (8, 6), (1, 2, 3, 4)), Image.new("L", (8, 6), 7)):
        pixels = cv2.imdecode(
            np.frombuffer(take_in(encoded(image, "PNG")).png, np.uint8), cv2.IMREAD_UNCHANGED
        )
        assert pixels.dtype == np.uint8
        assert pixels.shape[:2] == (6, 8)


# -- What is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(60_000, 60_000), (8193, 1), (1, 8193), (5000, 5000), (12_000, 8000)])
def test_a_bomb_is_refused_from_its_header(size):
    tracemalloc.start()
    try:
        assert refused(png(*size)).code == "too_many_pixels"
        assert tracemalloc.get_traced_memory()[1] < 4 * 2**20
    finally:
        tracemalloc.stop()


def test_a_text_that_unfolds_to_a_hundred_megabytes_is_refused_or_left_out():
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * (100 * 2**20), 1))
    try:
        take_in(png(1, 1, rows=b"\0\1\2\3\4", extra=text))
    except Refused as refusal:
        assert refusal.code == "damaged"


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_an_animation_is_refused(form):
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    assert refused(encoded(frames[0], form, save_all=True, append_images=frames[1:])).code == "animated"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("part", [0.02, 0.5, 0.9])
def test_a_truncated_picture_is_refused(form, part):
    upload = encoded(NOISE, form)
    assert refused(upload[: int(len(upload) * part)]).code in ("damaged", "format")


def test_a_damaged_picture_is_refused():
    upload = bytearray(encoded(NOISE, "PNG"))
    upload[len(upload) // 2] ^= 0xFF
    assert refused(bytes(upload)).code == "damaged"


def test_an_empty_file_is_refused():
    assert refused(b"").code == "empty"


@pytest.mark.parametrize(
    "upload",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- drawn by hand -->\n<SVG/>",
        b"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x'>\n<svg/>",
    ],
)
def test_svg_is_refused_with_the_reason(upload):
    refusal = refused(upload)
    assert refusal.code == "svg"
    assert "programs" in refusal.sentence


@pytest.mark.parametrize(
    ("upload", "name"),
    [
        (encoded(RED, "GIF"), "GIF"),
        (encoded(RED, "TIFF"), "TIFF"),
        (encoded(RED, "BMP"), "BMP"),
        (encoded(RED, "PDF"), "PDF"),
        (encoded(RED, "EPS"), "PostScript"),
        (encoded(RED, "ICO"), "ICO"),
        (encoded(RED, "AVIF"), "AVIF"),
        (encoded(RED, "JPEG2000"), "JPEG 2000"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
        (b"8BPS\0\1" + b"\0" * 40, "Photoshop"),
        (b"SIMPLE  =                    T" + b" " * 80, "FITS"),
        (b"PK\x03\x04" + b"\0" * 40, "ZIP"),
        (b"\0\0\0\x18ftypisom" + b"\0" * 40, "MP4"),
    ],
)
def test_another_format_is_named(upload, name):
    refusal = refused(upload)
    assert refusal.code == "format"
    assert name in refusal.sentence
    assert "PNG, JPEG or WebP" in refusal.sentence


@pytest.mark.parametrize(
    "upload", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP", b"hello", b"\0" * 100]
)
def test_what_only_begins_like_a_picture_is_refused(upload):
    refused(upload)


def test_too_many_bytes_are_refused_before_they_are_looked_at():
    refusal = refused(b"\x89PNG" * (intake.MAX_BYTES // 4 + 1))
    assert refusal.code == "too_large"
    assert refusal.status == 413
    assert "25 MB" in refusal.sentence


# -- Always -------------------------------------------------------------------------------------------

SEEDS = [encoded(NOISE.resize((9, 7)), form) for form in ("PNG", "JPEG", "WEBP")]


@st.composite
def broken(draw):
    """
    A good picture with some bytes changed, cut or put in.
    """
    upload = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(upload) - 1)))
        match draw(st.integers(0, 2)):
            case 0:
                upload[at : at + 1] = draw(st.binary(min_size=1, max_size=1))
            case 1:
                del upload[at : at + draw(st.integers(1, 20))]
            case _:
                upload[at:at] = draw(st.binary(max_size=20))
    return bytes(upload)


@given(
    st.one_of(
        st.binary(max_size=300), broken(), st.builds(bytes.__add__, st.sampled_from(SEEDS), st.binary())
    )
)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_a_picture_or_refused(upload):
    try:
        picture = take_in(upload)
    except Refused as refusal:
        assert refusal.sentence.endswith(".")
    else:
        assert Image.open(io.BytesIO(picture.png)).size == (picture.width, picture.height)


def test_only_two_are_decoded_at_a_time(monkeypatch):
    inside, most, lock = 0, 0, threading.Lock()
    released, decode = threading.Event(), intake._decode

    def slowly(upload):
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
            if inside == 2:
                released.set()
        assert released.wait(10)
        found = decode(upload)
        with lock:
            inside -= 1
        return found

    monkeypatch.setattr(intake, "_decode", slowly)
    threads = [threading.Thread(target=take_in, args=(encoded(RED, "PNG"),)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2
