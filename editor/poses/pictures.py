"""
Where pictures are kept: under the hash of their pixels, once for everybody.
"""

import errno

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from editor.poses import intake
from editor.poses.models import Picture
from editor.refusals import Refused
from jobs.frames import picture_path

_FULL = (errno.ENOSPC, errno.EDQUOT)


def thumb_path(sha: str) -> str:
    """
    Where a picture's small copy lies in the storage.
    """
    return picture_path(sha).removesuffix(".png") + ".thumb.webp"


def poster_path(sha: str) -> str:
    """
    Where a picture's copy for cards lies in the storage.
    """
    return picture_path(sha).removesuffix(".png") + ".poster.webp"


def keep(picture: intake.Picture) -> Picture:
    """
    Keep a picture; one that is there already is joined, not written again.

    The files come first: a row never names a picture that is not there.
    """
    files = {
        thumb_path(picture.sha256): picture.thumb,
        poster_path(picture.sha256): picture.poster,
        picture_path(picture.sha256): picture.png,
    }
    known = Picture.objects.filter(pk=picture.sha256).first()
    if known is not None and all(map(default_storage.exists, files)):
        return known
    for path, packed in files.items():
        write(path, ContentFile(packed))
    row, _made = Picture.objects.get_or_create(
        sha256=picture.sha256,
        defaults={
            "width": picture.width,
            "height": picture.height,
            "has_alpha": picture.has_alpha,
            "byte_size": picture.byte_size,
        },
    )
    return row


def write(path: str, content: ContentFile) -> None:  # type: ignore[type-arg]
    """
    Write one file under exactly this name; a full disk is refused with 507.
    """
    try:
        kept = default_storage.save(path, content)
    except OSError as error:
        if error.errno in _FULL:
            raise Refused(
                "disk_full",
                _(
                    "The studio's disk is full. Nothing of what you had is lost; try again "
                    "when there is room."
                ),
                status=507,
            ) from None
        raise
    if kept != path:
        # A storage that never overwrites had these very bytes already.
        default_storage.delete(kept)
