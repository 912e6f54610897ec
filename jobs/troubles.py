"""
What went wrong, in words for people: what happened, what is kept, what to do.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

WHAT_HAPPENED: dict[str, Promise] = {
    "picture_missing": _("A picture that this segment is drawn from is not there or cannot be read."),
    "too_big": _("There is not enough memory to draw pictures of this size."),
    "engine": _("The method failed between these two poses."),
    "worker_lost": _("The worker that drew this stopped three times."),
    "time_limit": _("This took longer than a worker may spend on it, three times."),
    "storage": _("The drawings could not be saved, three times."),
    "disk_full": _("The disk is full."),
}

_BEFORE_RENDER: dict[str, Promise] = {
    "picture_missing": _("Upload the pose again or choose another one first."),
    "too_big": _("Make the project smaller first."),
    "engine": _("Choose another method first, if it fails again."),
    "time_limit": _("Choose a faster method or move the keyframes closer together first, if it stops again."),
}


def sentence(code: str, done: int, total: int) -> str:
    """
    Return what a person reads about a segment that failed with `done` of `total` drawings.
    """
    parts = [str(WHAT_HAPPENED[code]), _kept(done, total), str(_BEFORE_RENDER.get(code, ""))]
    return " ".join(filter(None, parts))


def waiting_sentence(code: str, done: int, total: int) -> str:
    """
    Return what a person reads about a segment that goes on by itself when the trouble is over.
    """
    rest = gettext("%(done)d of %(total)d drawings are kept; the others are drawn as soon as there is room.")
    return f"{WHAT_HAPPENED[code]} {rest % {'done': done, 'total': total}}"


def _kept(done: int, total: int) -> str:
    left = total - done
    numbers = {"done": done, "total": total, "left": left}
    if not done:
        return gettext("No drawing was finished. Press Render to try again.")
    if not left:
        return gettext("All %(total)d drawings are kept. Press Render to finish.") % numbers
    return (
        ngettext(
            "%(done)d of %(total)d drawings are kept. Press Render to draw the last one.",
            "%(done)d of %(total)d drawings are kept. Press Render to draw the other %(left)d.",
            left,
        )
        % numbers
    )
