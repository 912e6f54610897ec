"""
Writing one film: frames to a file of its own, a look at the file, and only then an offer.
"""

import errno
import logging
import tempfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage

from editor.exports import actions, reel
from editor.exports.models import Export
from jobs.actions import lost
from jobs.film import Probe, probe, write_film
from jobs.frames import DrawingMissing, PictureMissing
from jobs.inbetween.sentences import worded
from jobs.progress import Throttle, publish

CODEC, PIXELS = "h264", "yuv420p"
logger = logging.getLogger(__name__)


class Overtaken(Exception):
    """
    The lease went to another writer.
    """


class Unfit(Exception):
    """
    The file is not the film that was asked for.
    """


def write(film: Export) -> None:
    """
    Write a film whose lease we hold, and offer it; or say why there is none.
    """
    try:
        size = _put(film)
    except Overtaken:
        return
    except DrawingMissing as error:
        logger.warning("The film %s lacks a drawing: %s", film.pk, error)
        if lost(error.key):
            # No longer fresh, and no event says so: pages look at everything again.
            publish(film.project.topic, {"type": "again"})
        sentence = worded(
            "A drawing of this film is missing. Press Render to have it drawn again, and then export."
        )
        actions.fail(film, sentence)
    except PictureMissing as error:
        logger.warning("The film %s lacks a picture: %s", film.pk, error)
        sentence = worded("A picture of this film is missing. Upload the pose again, and then export.")
        actions.fail(film, sentence)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        logger.exception("The film %s could not be written.", film.pk)
        actions.fail(
            film,
            worded("The studio's disk is full. Your project is safe; export again when there is room.")
            if full
            else worded("The film could not be saved. Your project is safe; export it again."),
        )
    except Exception:
        logger.exception("The film %s failed.", film.pk)
        actions.fail(film, worded("The film could not be written. Your project is safe; export it again."))
    else:
        actions.finish(film, size)


def _put(film: Export) -> int:
    path = actions.film_path(film.key)
    if default_storage.exists(path):
        return default_storage.size(path)
    with tempfile.TemporaryDirectory(prefix="kfweb-film-") as folder:
        draft = Path(folder) / "film.mp4"
        size = film.width, film.height
        write_film(draft, _counted(film, size), Fraction(film.rate_num, film.rate_den), size)
        check(film, probe(draft))
        with draft.open("rb") as file:
            kept = default_storage.save(path, File(file))
        if kept != path:
            default_storage.delete(kept)
        return draft.stat().st_size


def check(film: Export, found: Probe) -> None:
    """
    Compare what was written with what was asked for; `Unfit` says where they differ.
    """
    wanted = Probe(
        frames=film.frames,
        width=film.width,
        height=film.height,
        rate=Fraction(film.rate_num, film.rate_den),
        codec=CODEC,
        pix_fmt=PIXELS,
        faststart=True,
    )
    if found != wanted:
        raise Unfit(f"Asked for {wanted}, and the file holds {found}.")


def _counted(film: Export, size: tuple[int, int]) -> Iterator[reel.Frame]:
    """
    The film's frames, with a heartbeat each second and the news of how far it is.
    """
    beat = Throttle(1.0)
    for done, frame in enumerate(reel.frames(film.reel, size)):
        if beat.ready():
            if not actions.heartbeat(film, done):
                raise Overtaken
            actions.tell(film)
        yield frame
