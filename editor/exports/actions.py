"""
Films to take home: asked for, written by whoever holds the lease, probed, offered.
"""

import functools
import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from celery import current_app
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from kombu.exceptions import OperationalError

from editor.access import Action, Viewer, can, person
from editor.exports import reel
from editor.exports.models import Export
from editor.projects.models import Project
from editor.refusals import Refused
from editor.timeline import rows, sheet, standing
from jobs import progress
from jobs.inbetween.sentences import worded

WRITE_FILM = "editor.exports.tasks.write_film"
MOST_ATTEMPTS = 3
LONGEST = 60 * 60 * 24  # frames: an hour at 24 a second
State = Export.State
logger = logging.getLogger(__name__)


def film_path(key: str) -> str:
    """
    Where a film lies in the storage: named by all that is in it.
    """
    return f"films/{key[:2]}/{key}.mp4"


def request_export(
    viewer: Viewer, project: Project, *, shot: UUID | None = None, span: tuple[int, int] | None = None
) -> Export:
    """
    Ask for a film of a shot or of the whole project, as it stands now; `span` is a part of a shot, from one
    frame up to another.

    A film that was written already is offered at once, and one that is being written is joined. Who came by a
    link and is nobody may have the whole film, which is one; parts there are as many as one likes.
    """
    if shot is not None:
        person(viewer)
    scenes = _scenes(viewer, project, shot, span)
    start, end = span or (None, None)
    size, rate = (project.width, project.height), (project.rate_num, project.rate_den)
    key = reel.key_of(scenes, size, rate)
    with transaction.atomic():
        Project.objects.select_for_update().get(pk=project.pk)  # a doubled request finds the first
        same = project.exports.filter(key=key, shot=shot, start=start, end=end).exclude(state=State.FAILED)
        for film in same.order_by("-made_at"):
            if film.state != State.READY or default_storage.exists(film_path(key)):
                return film
        film = Export(
            project=project,
            shot_id=shot,
            requested_by=viewer.user,
            key=key,
            reel=scenes,
            start=start,
            end=end,
            frames=reel.length(scenes),
            width=size[0],
            height=size[1],
            rate_num=rate[0],
            rate_den=rate[1],
        )
        if default_storage.exists(film_path(key)):
            film.state, film.done, film.finished_at = State.READY, film.frames, timezone.now()
            film.byte_size = default_storage.size(film_path(key))
        film.save()
        transaction.on_commit(functools.partial(tell, film))
        if film.state == State.QUEUED:
            transaction.on_commit(functools.partial(ring, [film.pk]))
    return film


def _scenes(
    viewer: Viewer, project: Project, shot: UUID | None, span: tuple[int, int] | None
) -> list[reel.Scene]:
    """
    The frozen reel, if all that it shows is drawn.
    """
    document = rows.load(project)
    order = document.shot_order() if shot is None else [str(shot)]
    if shot is not None and str(shot) not in document.live("shot"):
        raise Http404
    stretches = sheet.stretches(document, order)
    known = standing.rows_of(stretches.values())
    takes = {
        key: row.key
        for key, stretch in stretches.items()
        if (row := standing.drawn(stretch, known)) is not None
    }
    scenes = reel.reel(document, order, stretches, takes)
    if span is not None:
        scenes = reel.cut(scenes, *span)
    shown = reel.takes_in(scenes)
    open_ones = [key for key, stretch in stretches.items() if key not in takes and stretch.key in shown]
    if open_ones:
        raise _not_drawn(viewer, project, open_ones)
    if not scenes and span is not None:
        raise Refused(
            "empty",
            _("There is no frame between in and out. Move them, or export the whole shot."),
            status=409,
        )
    if not scenes:
        raise Refused(
            "empty", _("There is no frame to export yet. Place a pose on the timeline first."), status=409
        )
    if reel.length(scenes) > LONGEST:
        raise Refused(
            "too_long",
            _("The film would have %(count)d frames; %(most)d is the most. Export its shots one by one.")
            % {"count": reel.length(scenes), "most": LONGEST},
        )
    return scenes


def _not_drawn(viewer: Viewer, project: Project, keyframes: list[str]) -> Refused:
    """
    What is lacking, and what helps: whoever may not render is not told to.
    """
    count = len(keyframes)
    offer = "render" if can(viewer, Action.RENDER, project) else None
    if offer:
        sentence = ngettext(
            "%(count)d segment is not rendered as it stands now. Press Render, and export when it is drawn.",
            "%(count)d segments are not rendered as they stand now. Press Render, and "
            "export when they are drawn.",
            count,
        )
    else:
        sentence = ngettext(
            "%(count)d segment of this film is not drawn, so there is no file of it yet. Whoever shares "
            "it can render it, and share it again if this is a version of its own.",
            "%(count)d segments of this film are not drawn, so there is no file of it yet. Whoever "
            "shares it can render them, and share it again if this is a version of its own.",
            count,
        )
    more = {"count": count, "keyframes": keyframes, "offer": offer}
    return Refused("not_fresh", sentence % {"count": count}, status=409, **more)


def ring(films: Iterable[UUID]) -> None:
    """
    Wake a worker for films that wait; a broker that is away only delays, for the sweep rings again.
    """
    try:
        for film in films:
            current_app.send_task(WRITE_FILM, args=[str(film)])
    except OperationalError as error:
        logger.warning("The bell for a film was not rung, the sweep will ring it: %s", error)


def claim(film_id: UUID | str) -> Export | None:
    """
    Take the lease on a waiting film, unless it is gone, or the same one is being written for somebody else.
    """
    now = timezone.now()
    with transaction.atomic():
        film = Export.objects.select_for_update().filter(pk=film_id, state=State.QUEUED).first()
        if film is None:
            return None
        busy = Export.objects.filter(key=film.key, state=State.WRITING, lease_until__gte=now)
        if busy.exists():
            return None
        film.state, film.attempt, film.done = State.WRITING, film.attempt + 1, 0
        film.lease_until = now + lease()
        film.save(update_fields=["state", "attempt", "done", "lease_until"])
        transaction.on_commit(functools.partial(tell, film))
    return film


def heartbeat(film: Export, done: int) -> bool:
    """
    Extend the lease and note the frames written; False means that the film is somebody else's now.
    """
    film.done = done
    return bool(_mine(film).update(done=done, lease_until=timezone.now() + lease()))


def finish(film: Export, byte_size: int) -> bool:
    """
    Offer a film that was written and probed, to everybody who asked for the same.
    """
    with transaction.atomic():
        if not _mine(film).select_for_update().exists():
            return False
        same = Export.objects.filter(key=film.key, state__in=[State.QUEUED, State.WRITING])
        offered = list(same)
        same.update(
            state=State.READY,
            done=F("frames"),
            byte_size=byte_size,
            error="",
            lease_until=None,
            finished_at=timezone.now(),
        )
        for one in offered:
            one.state, one.done, one.byte_size = State.READY, one.frames, byte_size
            transaction.on_commit(functools.partial(tell, one))
    return True


def fail(film: Export, sentence: str) -> bool:
    """
    Say why there is no film.
    """
    now = timezone.now()
    failed = _mine(film).update(state=State.FAILED, error=sentence, lease_until=None, finished_at=now)
    if failed:
        film.state, film.error = State.FAILED, sentence
        tell(film)
    return bool(failed)


def sweep() -> int:
    """
    Bring back films whose writer is gone, and ring again for those that wait; say how many were brought back.
    """
    now = timezone.now()
    lapsed = Export.objects.filter(state=State.WRITING, lease_until__lt=now)
    for film in lapsed.filter(attempt__gte=MOST_ATTEMPTS):
        fail(
            film,
            worded("The worker that wrote this film stopped three times. Nothing is lost; ask for it again."),
        )
    back = lapsed.filter(attempt__lt=MOST_ATTEMPTS).update(state=State.QUEUED, lease_until=None)
    # A new film's bell has just been rung; one that waits longer may have lost it.
    waiting = Export.objects.filter(
        Q(made_at__lt=now - timedelta(seconds=10)) | Q(attempt__gt=0), state=State.QUEUED
    )
    ring(waiting.order_by("made_at").values_list("pk", flat=True)[:8])
    return back


def release_all() -> int:
    """
    Bring back every film that is being written. Only for one who knows that no worker lives.
    """
    Export.objects.filter(state=State.WRITING).update(lease_until=timezone.now() - timedelta(seconds=1))
    return sweep()


def latest(project: Project) -> list[Export]:
    """
    The newest film of each shot, of a part of each, and of the whole project.
    """
    found: dict[tuple[UUID | None, bool], Export] = {}
    for film in project.exports.defer("reel").order_by("-made_at")[:200]:
        found.setdefault((film.shot_id, film.start is None), film)
    return list(found.values())


def shown(film: Export) -> dict[str, Any]:
    """
    A film as pages read it.
    """
    ready = film.state == State.READY
    return {
        "id": str(film.pk),
        "shot": str(film.shot_id) if film.shot_id else None,
        "span": None if film.start is None or film.end is None else [film.start, film.end],
        "state": str(film.state),
        "done": film.done,
        "total": film.frames,
        "frames": film.frames,
        "width": film.width,
        "height": film.height,
        "rate": [film.rate_num, film.rate_den],
        "byte_size": film.byte_size,
        "url": f"/projects/{film.project_id}/exports/{film.pk}/film.mp4" if ready else None,
        "error": {"code": "film", "sentence": film.error} if film.error else None,
        "made_at": film.made_at.isoformat(),
    }


def tell(film: Export) -> None:
    """
    Tell a film's project how far it is.
    """
    progress.publish(f"project.{film.project_id}", {"type": "export", **shown(film)})


def lease() -> timedelta:
    """
    How long a writer may be silent: encoding has longer breaths than drawing.
    """
    return timedelta(seconds=4 * settings.LEASE_SECONDS)


def _mine(film: Export) -> Any:
    return Export.objects.filter(pk=film.pk, state=State.WRITING, attempt=film.attempt)
