"""
Advice: what an animator can do about a segment, in words.

A sentence is a message with places such as `{drawing}` to fill in; `str(advice)` does it in English.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..alarms import MOST_AREA, MOST_FLIPS
from ..sentences import worded
from .gauge import Quality
from .measures import Measures, Part

DOUBLE_FIGURE = worded(
    "The figure shows double at drawing {drawing}. Add a breakdown there, or check its joints and its mask."
)
DOUBLE = worded(
    "The drawing shows double at drawing {drawing}. "
    "Add a breakdown there, or mark the joints so that the rig can move it."
)
DOUBLE_SCENERY = worded(
    "The scenery shows double at drawing {drawing}. "
    "Give the shot a background of its own, or drop pins on what moves in it."
)
FADES = worded(
    "Something fades instead of moving around drawing {drawing}. "
    "Mark the joints so that the rig can move it, or drop pins on what belongs together."
)
FADES_MARKED = worded(
    "Something fades instead of moving around drawing {drawing}. Check the joints, or draw a breakdown there."
)
DISSOLVES = worded(
    "What changes dissolves rather than moves around drawing {drawing}. "
    "Add a breakdown there, or drop pins on what belongs together."
)
STRANGE = worded(
    "Drawing {drawing} shows what neither pose has. Compare it with the poses, and draw a breakdown there if "
    "the character is lost."
)
MISSING = worded(
    "Something of the poses is missing at drawing {drawing}. "
    "Check the mask, or say which limb passes in front and which behind."
)
JUMPS = worded(
    "Hardly anything moves but for a jump at drawing {drawing}. "
    "Choose another method, or spread the spacing, if you do not want a hold."
)
SOFT = worded("Drawing {drawing} is softer than the poses. Check the joints, or draw a breakdown there.")
LIGHT = worded("The light strays around drawing {drawing}. Check that both poses are lit alike.")
FLICKERS = worded("The light flickers around drawing {drawing}. Check that both poses are lit alike.")
TORN = worded(
    "The figure is likely torn around drawing {drawing}. "
    "Check the joints, or say which limb passes behind the body."
)
TORN_LIMB = worded(
    "The {limb} is likely torn around drawing {drawing}. "
    "Check its joints, or say whether it passes behind the body."
)

TORN_PIECES = worded(
    "The figure comes apart around drawing {drawing}. "
    "Mark its joints so that the rig can move it, or drop pins on what belongs together."
)
TORN_PIECES_MARKED = worded(
    "The figure comes apart around drawing {drawing}. Check its joints, or draw a breakdown there."
)

LIMITS: Mapping[str, float] = {
    "ghost": 0.25,
    "fades": 0.08,
    "unexplained": 0.75,
    "drift": 7.5,
    "missing": 8.5,
    "jump": 0.5,
    "torn": 0.003,
    "sharp": 0.8,
    "light": 15.0,
    "flicker": 15.0,
}
"""
From where on a segment's measures are worth a word: true drawings of thirty-seven measured pairs stay within
all of them but what fades, where a few do not: legs that pedal too fast to be followed, for one.
"""

LEAST_SCENERY = 0.1
"""
The part of all change that must lie in the scenery for it to be worth a word.
"""


@dataclass(frozen=True, slots=True)
class Advice:
    """
    One thing to look at: a code that stays the same, a message, and what fills its places.

    `drawing` is an index, from 0; in words drawings are counted from 1.
    """

    code: str
    sentence: str
    limb: str | None = None
    drawing: int | None = None

    def __str__(self) -> str:
        """
        Return the message with its places filled in.
        """
        number = "" if self.drawing is None else self.drawing + 1
        limb = "" if self.limb is None else self.limb.replace("_", " ")
        return self.sentence.format(drawing=number, limb=limb)

    def to_json(self) -> dict[str, Any]:
        """
        Return it as plain values, `limb` and `drawing` only where there are any.
        """
        kept = {"code": self.code, "sentence": self.sentence, "limb": self.limb, "drawing": self.drawing}
        return {name: value for name, value in kept.items() if value is not None}


def advise(quality: Quality, limbs: Mapping[str, float] | None = None) -> list[Advice]:
    """
    Return what there is to say about a segment, the most urgent first; nothing if it is fine.

    `limbs` tells the trouble of each limb by its name, on any one scale, where the geometry knows it.
    """
    if not quality.whole.drawings:
        return []
    return [
        *_torn(quality, limbs or {}),
        *_apart(quality),
        *_doubled(quality),
        *_faded(quality),
        *_moved(quality),
        *_lit(quality),
    ]


def _torn(quality: Quality, limbs: Mapping[str, float]) -> Iterator[Advice]:
    if quality.alarms is None or not quality.alarms.torn:
        return
    drawing = _worst(_tears(quality))
    worst = max(limbs, key=lambda name: limbs[name], default=None)
    if worst is None or not limbs[worst] > 0:
        yield Advice("torn", TORN, drawing=drawing)
    else:
        yield Advice("torn_limb", TORN_LIMB, worst, drawing)


def _apart(quality: Quality) -> Iterator[Advice]:
    """
    Say that the figure is in pieces, unless the geometry has said so or there is more than one of it.
    """
    part = quality.figure or quality.whole
    torn, warned = part.measures.torn, quality.alarms is not None and quality.alarms.torn
    if torn is None or torn <= LIMITS["torn"] or warned or part.measures.ghost > LIMITS["ghost"]:
        return
    sentence = TORN_PIECES if quality.alarms is None else TORN_PIECES_MARKED
    drawing = _worst([each.torn or 0.0 for each in part.drawings])
    yield Advice("torn_pieces", sentence, drawing=drawing)


def _tears(quality: Quality) -> list[float]:
    """
    Return how torn each drawing is; where the geometry was not asked about each, how little it is the figure.
    """
    if quality.alarms_each:
        return [max(each.flips / MOST_FLIPS, each.area / MOST_AREA) for each in quality.alarms_each]
    return [each.drift + each.missing for each in (quality.figure or quality.whole).drawings]


def _doubled(quality: Quality) -> Iterator[Advice]:
    if quality.figure is None or quality.scenery is None:
        yield from _over("double", DOUBLE, "ghost", quality.whole)
        return
    yield from _over("double_figure", DOUBLE_FIGURE, "ghost", quality.figure)
    if quality.scenery.weight > LEAST_SCENERY:
        yield from _over("double_scenery", DOUBLE_SCENERY, "ghost", quality.scenery)


def _faded(quality: Quality) -> Iterator[Advice]:
    """
    Say that something fades on its way, unless all of it does, and shows double.
    """
    part = quality.figure or quality.whole
    if part.measures.ghost <= LIMITS["ghost"]:
        yield from _over("fades", FADES if quality.alarms is None else FADES_MARKED, "fades", part)


def _moved(quality: Quality) -> Iterator[Advice]:
    part = quality.figure or quality.whole
    yield from _over("jumps", JUMPS, "jump", part)
    if all(getattr(part.measures, name) <= LIMITS[name] for name in ("ghost", "fades", "jump")):
        yield from _over("dissolves", DISSOLVES, "unexplained", part)
    yield from _over("strange", STRANGE, "drift", part)
    yield from _over("missing", MISSING, "missing", part)


def _lit(quality: Quality) -> Iterator[Advice]:
    part = quality.figure or quality.whole
    if part.measures.sharp < LIMITS["sharp"]:
        yield Advice("soft", SOFT, drawing=_worst([-each.sharp for each in part.drawings]))
    if quality.flicker > LIMITS["flicker"]:
        yield Advice("flickers", FLICKERS, drawing=_worst(_column("light", quality.whole.drawings)))
    else:
        yield from _over("light", LIGHT, "light", quality.whole)


def _over(code: str, sentence: str, name: str, part: Part) -> Iterator[Advice]:
    if getattr(part.measures, name) > LIMITS[name]:
        yield Advice(code, sentence, drawing=_worst(_column(name, part.drawings)))


def _column(name: str, drawings: Sequence[Measures]) -> list[float]:
    return [getattr(each, name) for each in drawings]


def _worst(values: Sequence[float]) -> int:
    return max(range(len(values)), key=lambda k: values[k])
