"""
What is to be said of the pictures of two keys: whether they are two, their sizes, forms and colours.
"""

from django.utils.translation import gettext as _

from editor.timeline.pairs import GOOD, TROUBLE, Check, Keys, level_of
from jobs.inbetween import fitted

ENLARGED = (1.5, 3.0)
FORM = (0.02, 0.25)
PALETTE = (0.2, 0.45)
"""
From where on something is worth a look, and from where it is trouble. (The sample's seven pairs, which are
drawn well, have a palette up to 0.07.)
"""

STILL = 0.3
"""
Levels of difference below which two keys look the same.
"""


def same(keys: Keys) -> Check | None:
    """
    Two equal keys make a frozen clip, unless a breakdown lies between them.
    """
    motion = keys.sheet.motion
    joints_move = motion is not None and motion.first.joints != motion.last.joints
    if keys.found.difference >= STILL or joints_move:
        return None
    numbers = {"difference": round(keys.found.difference, 2)}
    if motion is not None and motion.breakdowns:
        return Check("same", GOOD, numbers, _("Both keys are the same; the breakdowns between them move."))
    return Check(
        "same",
        TROUBLE,
        numbers,
        _("“%(a)s” and “%(b)s” look the same, so nothing will move.") % keys.names,
        _("Choose another pose for one of them, add a breakdown, or use the method Hold."),
        "breakdown",
    )


def size(keys: Keys) -> Check:
    """
    A picture that is enlarged is soft beside one that is not.
    """
    canvas = keys.document.project["width"], keys.document.project["height"]
    scales = [fitted(canvas, (pose["width"], pose["height"])).width / pose["width"] for pose in keys.poses]
    softest = max(scales)
    numbers = {"a": round(scales[0], 3), "b": round(scales[1], 3)}
    apart = softest / min(scales)
    level = level_of(softest, ENLARGED) if apart > ENLARGED[0] or softest > ENLARGED[1] else GOOD
    if level == GOOD:
        return Check("size", GOOD, numbers, _("Both pictures are large enough."))
    which = 0 if scales[0] == softest else 1
    name = keys.poses[which]["name"]
    return Check(
        "size",
        level,
        numbers,
        _("“%(name)s” is enlarged %(times)s times, so it will look softer than the other key.")
        % {"name": name, "times": f"{softest:.1f}"},
        _("Replace it by a larger picture."),
        "replace",
        ((keys.left, keys.right)[which]["pose"],),
    )


def form(keys: Keys) -> Check:
    """
    Pictures of two forms lie differently on the canvas.
    """
    forms = [pose["width"] / pose["height"] for pose in keys.poses]
    apart = max(forms) / min(forms) - 1
    numbers = {"a": round(forms[0], 3), "b": round(forms[1], 3)}
    level = level_of(apart, FORM)
    # Cut-outs bring no edges along: their form shows in nothing but their place and size.
    if all(keys.found.cut_out):
        level = GOOD
    if level == GOOD:
        return Check("form", GOOD, numbers, _("Both pictures have the same form."))
    return Check(
        "form",
        level,
        numbers,
        _("“%(a)s” and “%(b)s” have different forms, so their edges lie elsewhere on the canvas.")
        % keys.names,
        _("Crop one of them to the form of the canvas, or match it to the other."),
        "crop",
        (keys.right["pose"],),
    )


def alpha(keys: Keys) -> Check | None:
    """
    A cut-out and a whole picture are drawn between as two whole pictures.
    """
    first, last = keys.found.cut_out
    if first == last or keys.poses[0]["has_alpha"] == keys.poses[1]["has_alpha"]:
        return None
    return Check(
        "alpha",
        TROUBLE,
        {"a": bool(first), "b": bool(last)},
        _("One of “%(a)s” and “%(b)s” is a cut-out and the other brings its own scenery.") % keys.names,
        _("Cut the figure of the other one out as well: correct its mask, then copy it as a cut-out."),
        "mask",
        (keys.right["pose"] if first else keys.left["pose"],),
    )


def palette(keys: Keys) -> Check | None:
    value = keys.found.palette
    if value is None:
        return None
    numbers = {"distance": round(value, 2)}
    level = level_of(value, PALETTE)
    if level == GOOD:
        return Check("palette", GOOD, numbers, _("The colours go together."))
    return Check(
        "palette",
        level,
        numbers,
        _("The colours of “%(a)s” and “%(b)s” are apart; they will change on the way.") % keys.names,
        _("Colour both by one palette, or add a key where the light changes."),
    )
