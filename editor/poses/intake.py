"""
Turn whatever a browser sent into plain pixels, or refuse it.

Nothing of an upload survives but its pixels: no metadata, no place where it was taken, no trailing
bytes, no second frame, no file name.  Only three formats are ever decoded; what Pillow could read
beside them is never tried.
"""

import hashlib
import io
import struct
import threading
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from editor.refusals import Refused

FORMATS = ("PNG", "JPEG", "WEBP")
MAX_BYTES = 25 * 2**20
MAX_SIDE = 8192
# The largest canvas has 16.8 million pixels, a camera's picture 24; decoded and turned, that is 0.4 GB.
MAX_PIXELS = 24_000_000
POSTER_SIDE = 960
THUMB_SIDE = 320

decoding = threading.BoundedSemaphore(2)
"""
Held by whoever decodes or makes a whole picture: two at a time, so that many large ones cannot exhaust the
memory.
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """
    A picture as it is kept: its name is the hash of its size and pixels.
    """

    sha256: str
    width: int
    height: int
    has_alpha: bool
    png: bytes
    poster: bytes
    thumb: bytes

    @property
    def byte_size(self) -> int:
        """
        What it takes to keep it.
        """
        return len(self.png) + len(self.poster) + len(self.thumb)


@dataclass(frozen=True, slots=True)
class Mask:
    """
    A mask as it is kept, named by the hash of its size and pixels.
    """

    sha256: str
    width: int
    height: int
    png: bytes


def take_in(upload: bytes) -> Picture:
    """
    Decode an upload to what is kept of it, or raise `Refused` with a sentence for whoever sent it.
    """
    _check_bytes(upload)
    with decoding:
        return plain(_decode(upload))


def take_in_mask(upload: bytes, size: tuple[int, int]) -> Mask:
    """
    Decode an upload to the mask of a picture of some size, or raise `Refused`.

    Where it is transparent anywhere its alpha counts, else how bright it is: white is the figure. It is made
    as large as the picture, if it has its form.
    """
    _check_bytes(upload)
    with decoding:
        image = _decode(upload)
        _check_form(image.size, size)
        clear = image.mode == "RGBA" and image.getchannel("A").getextrema()[0] < 255  # type: ignore[operator]
        grey = image.getchannel("A") if clear else image.convert("L")
        if grey.size != size:
            grey = grey.resize(size, Image.Resampling.BILINEAR)
        if not grey.getbbox():
            raise Refused(
                "empty",
                _("The mask shows no figure: it is black or transparent everywhere. Nothing was kept."),
            )
        return plain_mask(grey)


def plain_mask(grey: Image.Image) -> Mask:
    """
    A mask of exactly these grey pixels.
    """
    pixels = grey.tobytes()
    digest = hashlib.sha256(struct.pack(">II", *grey.size) + pixels).hexdigest()
    return Mask(digest, *grey.size, grey_png(Image.frombytes("L", grey.size, pixels)))


def grey_png(image: Image.Image) -> bytes:
    """
    A grey picture as a file.
    """
    return _encode(image, "PNG", compress_level=6)


def _check_bytes(upload: bytes) -> None:
    check_size(len(upload))
    if not upload:
        raise Refused("empty", _("The file is empty. Choose another, or save it again and upload that."))


def _check_form(mask: tuple[int, int], picture: tuple[int, int]) -> None:
    """
    Refuse a mask that is narrower or wider than the picture, but for what rounding to whole pixels makes.
    """
    off = abs(mask[0] * picture[1] - mask[1] * picture[0])
    if off > max(*mask, *picture):
        raise Refused(
            "form",
            _(
                "The mask has %(mask)s pixels and the picture %(picture)s, which is another form. Make the "
                "mask from the picture itself and upload that."
            )
            % {"mask": f"{mask[0]} × {mask[1]}", "picture": f"{picture[0]} × {picture[1]}"},
        )


def check_size(count: int) -> None:
    """
    Refuse an upload for its bytes alone.
    """
    if count > MAX_BYTES:
        raise Refused(
            "too_large",
            _(
                "The file has %(size)d MB; a picture may have %(most)d MB. Save it smaller "
                "and upload it again."
            )
            % {"size": -(-count // 2**20), "most": MAX_BYTES // 2**20},
            status=413,
        )


def plain(image: Image.Image) -> Picture:
    """
    A picture of exactly these pixels, in RGBA.
    """
    rgba = image.convert("RGBA")
    has_alpha = bool((np.asarray(rgba)[..., 3] < 255).any())
    # Made anew from bare bytes: whatever hung on the image that was decoded stays behind.
    pixels = rgba.tobytes()
    bare = Image.frombytes("RGBA", rgba.size, pixels)
    digest = hashlib.sha256(struct.pack(">II", *rgba.size) + pixels).hexdigest()
    packed = _encode(bare if has_alpha else bare.convert("RGB"), "PNG", compress_level=3)
    poster = _small(bare, POSTER_SIDE, has_alpha=has_alpha)
    thumb = _small(bare, THUMB_SIDE, has_alpha=has_alpha)
    return Picture(digest, *rgba.size, has_alpha, packed, poster, thumb)


def _decode(upload: bytes) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(upload), formats=FORMATS)
        # Only the header has been read so far, and that is where a bomb is told.
        _check_header(image)
        image.load()
    except Refused:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise _too_many_pixels(_("more than 89 million pixels")) from None
    except UnidentifiedImageError:
        raise _not_a_picture(upload) from None
    except Exception:
        # A decoder that meets damage raises whatever it stumbled over; which, is of no use to anybody.
        raise Refused(
            "damaged",
            _("The picture is damaged and cannot be read to its end. Save it again and upload that."),
        ) from None
    return _in_srgb(_upright(_eight_bits(image)))


def _check_header(image: Image.Image) -> None:
    width, height = image.size
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise _too_many_pixels(f"{width} × {height}")
    # Phones put a second, smaller picture behind the first ("MPO"); that is no animation.
    if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
        raise Refused(
            "animated", _("The picture is animated, and a pose is one drawing. Upload its frames one by one.")
        )


def _too_many_pixels(size: str) -> Refused:
    return Refused(
        "too_many_pixels",
        _(
            "The picture is too large (%(size)s). A side may have %(side)d pixels and the "
            "whole %(most)d million. "
            "Save it smaller and upload it again."
        )
        % {"size": size, "side": MAX_SIDE, "most": MAX_PIXELS // 1_000_000},
    )


def _not_a_picture(upload: bytes) -> Refused:
    name = known_format(upload)
    if name == "SVG":
        return Refused(
            "svg",
            _(
                "SVG pictures can carry programs, so they are not taken. Save it as PNG, "
                "JPEG or WebP and upload that."
            ),
        )
    if name:
        return Refused(
            "format",
            _("This is a %(format)s file, which is not taken. Save it as PNG, JPEG or WebP and upload that.")
            % {"format": name},
        )
    return Refused("format", _("The file is not a PNG, JPEG or WebP picture, or it is damaged."))


_STARTS = (
    (b"GIF8", "GIF"),
    (b"8BPS", "Photoshop"),
    (b"%PDF", "PDF"),
    (b"%!PS", "PostScript"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"PK\x03\x04", "ZIP"),
    (b"SIMPLE  =", "FITS"),
    (b"\x1aE\xdf\xa3", "WebM"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\0\0\1\0", "ICO"),
)
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "HEIC"),
    **dict.fromkeys((b"avif", b"avis"), "AVIF"),
    **dict.fromkeys((b"isom", b"iso2", b"mp41", b"mp42", b"M4V ", b"qt  "), "MP4"),
}


def known_format(upload: bytes) -> str:
    """
    The name of a format that is known and not taken, told from its first bytes; else nothing.
    """
    head = upload[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in upload[:65536].lower():
        return "SVG"
    if upload[4:8] == b"ftyp" and upload[8:12] in _BRANDS:
        return _BRANDS[upload[8:12]]
    return next((name for start, name in _STARTS if upload.startswith(start)), "")


def _eight_bits(image: Image.Image) -> Image.Image:
    """
    Grey of 16 bits by its high byte (of colours Pillow keeps the high byte itself); clipping would
    turn all but the darkest white.
    """
    if not image.mode.startswith("I"):
        return image
    deep = np.asarray(image).astype(np.uint32)
    grey = Image.fromarray((deep >> 8).clip(0, 255).astype(np.uint8))
    clear = image.info.get("transparency")
    if isinstance(clear, int):
        grey.putalpha(Image.fromarray(np.where(deep == clear, 0, 255).astype(np.uint8)))
    grey.info = {name: value for name, value in image.info.items() if name in ("icc_profile", "exif")}
    return grey


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:
        # A camera's note that cannot be read says nothing about which side is up.
        return image


def _in_srgb(image: Image.Image) -> Image.Image:
    """
    Colours as screens show them; a profile that cannot be applied is left out.
    """
    packed = image.info.get("icc_profile")
    if image.mode == "P" and image.has_transparency_data:
        image = image.convert("RGBA")
    grey, inks = image.mode in ("1", "L", "LA", "La"), image.mode == "CMYK"
    colours = image if inks else image.convert("L" if grey else "RGB")
    if packed:
        colours = _profiled(colours, packed)
    colours = colours.convert("RGB")
    if image.has_transparency_data:
        colours.putalpha(image.convert("RGBA").getchannel("A"))
    return colours


def _profiled(colours: Image.Image, packed: bytes) -> Image.Image:
    spaces = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(packed))
        if "srgb" in (profile.profile.profile_description or "").lower():
            return colours
        mode = spaces.get(profile.profile.xcolor_space.strip())
        if mode is None or (mode == "CMYK") != (colours.mode == "CMYK"):
            return colours
        turned = ImageCms.profileToProfile(
            colours.convert(mode), profile, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return colours
    return turned or colours


def _small(image: Image.Image, side: int, *, has_alpha: bool) -> bytes:
    small = image.copy()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    return _encode(small if has_alpha else small.convert("RGB"), "WEBP", quality=85, method=3)


def _encode(image: Image.Image, form: str, **options: int) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()
