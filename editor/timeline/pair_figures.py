"""
What is to be said of the figure of two keys: its size and place, how far it goes, and its joints.
"""

from django.utils.translation import gettext as _

from editor.timeline.pairs import GOOD, LEVELS, LOOK, TROUBLE, Check, Keys, level_of

SCALE = (1.14, 1.5)
PLACE = (0.6, 1.5)
TRAVEL = (0.75, 1.1)
TURN = (100.0, 150.0)
OVERLAP = (0.25, 0.08)
"""
From where on something is worth a look, and from where it is trouble. (The sample's seven pairs, which are
drawn well, have a scale up to 1.08, a place up to 0.18, a travel up to 0.58, a turn up to 115 and an overlap
down to 0.34.)
"""


def scale(keys: Keys) -> Check | None:
    value = keys.found.scale
    if value is None or value <= 0:
        return None
    numbers = {"scale": round(value, 3)}
    level = level_of(max(value, 1 / value), SCALE)
    if level == GOOD:
        return Check("scale", GOOD, numbers, _("The figure has the same size in both."))
    larger = value > 1
    sentence = (
        _("The figure is %(percent)d %% larger in “%(b)s” than in “%(a)s”.")
        if larger
        else _("The figure is %(percent)d %% smaller in “%(b)s” than in “%(a)s”.")
    )
    percent = round(abs(value - 1) * 100)
    return Check(
        "scale",
        level,
        numbers,
        sentence % {**keys.names, "percent": percent},
        _("If it does not come nearer or go away, match “%(b)s” to “%(a)s”.") % keys.names,
        "match",
        (keys.right["pose"],),
    )


def place(keys: Keys) -> Check | None:
    value = keys.found.place
    if value is None:
        return None
    numbers = {"heights": round(value, 2)}
    level = level_of(value, PLACE)
    if level == GOOD:
        return Check("place", GOOD, numbers, _("The figure stands near its place."))
    return Check(
        "place",
        level,
        numbers,
        _("The figure goes %(heights)s times its own height across the canvas.")
        % {"heights": f"{value:.1f}"},
        _("If it is not meant to travel, match “%(b)s” to “%(a)s”.") % keys.names,
        "match",
        (keys.right["pose"],),
    )


def far(keys: Keys) -> Check | None:
    """
    Whether the way is so far that two keys do not tell how it goes.
    """
    found = keys.found
    between = len(keys.left["breakdowns"]) + 1
    if found.travel is not None and found.turn is not None:
        travel, turn = found.travel / between, found.turn / between
        level = max(level_of(travel, TRAVEL), level_of(turn, TURN), key=LEVELS.index)
        numbers = {"travel": round(found.travel, 2), "turn": round(found.turn), "limb": found.turning}
        if level == GOOD:
            return Check("far", GOOD, numbers, _("The poses are near enough to each other."))
        return Check(
            "far",
            level,
            numbers,
            _("The poses are far apart: a limb turns by %(turn)d degrees (%(limb)s).")
            % {"turn": round(found.turn), "limb": _limb(found.turning)},
            _("Add a breakdown in the middle: two keys do not say which way it goes."),
            "breakdown",
        )
    if found.overlap is None:
        return None
    level = level_of(-found.overlap, (-OVERLAP[0], -OVERLAP[1]))
    numbers = {"overlap": round(found.overlap, 2)}
    if level == GOOD:
        return Check("far", GOOD, numbers, _("The poses are near enough to each other."))
    return Check(
        "far",
        level,
        numbers,
        _("The poses are far apart: only %(percent)d %% of the figures lie over each other.")
        % {"percent": round(found.overlap * 100)},
        _("Mark the joints of both, or place a pose between them."),
        "joints",
        (keys.left["pose"], keys.right["pose"]),
    )


def _limb(name: str) -> str:
    """
    A limb's name as people read it: those of the skeletons to begin with have words in every language.
    """
    known = {
        "right_arm": _("right arm"),
        "left_arm": _("left arm"),
        "right_leg": _("right leg"),
        "left_leg": _("left leg"),
        "front_right_leg": _("front right leg"),
        "front_left_leg": _("front left leg"),
        "back_right_leg": _("back right leg"),
        "back_left_leg": _("back left leg"),
        "torso": _("torso"),
        "head": _("head"),
        "tail": _("tail"),
    }
    return known.get(name, name.replace("_", " "))


def marks(keys: Keys) -> Check:
    """
    Joints on one key alone are joints on none.
    """
    first, last = keys.poses
    marked = [pose["joints"] is not None for pose in (first, last)]
    numbers = {"a": marked[0], "b": marked[1]}
    if all(marked) and first["character"] == last["character"]:
        return Check("marks", GOOD, numbers, _("Both poses have joints."))
    if all(marked):
        return Check(
            "marks",
            LOOK,
            numbers,
            _("“%(a)s” and “%(b)s” are marked as two characters, so their joints are not used.") % keys.names,
            _("Say of both that they show the same character, if they do."),
            "joints",
            (keys.right["pose"],),
        )
    if any(marked):
        missing = keys.right["pose"] if marked[0] else keys.left["pose"]
        return Check(
            "marks",
            TROUBLE,
            numbers,
            _("“%(name)s” has no joints, so those of the other key are of no use here.")
            % {"name": keys.document.poses[missing]["name"]},
            _("Mark its joints; they can be suggested from the other key."),
            "joints",
            (missing,),
        )
    if keys.left["method"] in ("auto", "rig"):
        return Check(
            "marks",
            LOOK,
            numbers,
            _("Neither pose has joints, so the drawing is followed as it looks."),
            _("For a figure that moves its limbs, mark the joints of both."),
            "joints",
            (keys.left["pose"], keys.right["pose"]),
        )
    return Check("marks", GOOD, numbers, _("This method needs no joints."))
