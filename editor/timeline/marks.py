"""
What marks may hold: places on a picture or a canvas, names of joints and limbs, skeletons.

Places are shares of a width and a height, rounded so that equal marks give equal sheets; a joint may lie a
picture's size outside of it.
"""

import math
import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _n

from editor import quota
from editor.characters.skeletons import skeleton_of
from editor.timeline.checks import Check, invalid, short, text
from jobs.inbetween.skeleton import MOST_JOINTS
from jobs.shares import rounded

LEAST_PLACE, MOST_PLACE = -1, 2
U_DIGITS = 6
MOST_PINS, MOST_BREAKDOWNS = 64, 16
LONGEST_NAME = 60
_SHA = re.compile(r"[0-9a-f]{64}")


def number(name: str, least: float, most: float) -> Check:
    """
    A number within its limits, which need not be whole.
    """

    def check(value: Any) -> float:
        if not _is_number(value):
            raise invalid(
                _("%(name)s is a number; got %(value)r.") % {"name": _(name), "value": short(value)}
            )
        if not least <= value <= most:
            raise invalid(
                _("%(name)s lies between %(least)g and %(most)g; got %(value)s.")
                % {"name": _(name), "least": least, "most": most, "value": short(value)},
                fix={"value": min(max(value, least), most)},
            )
        return rounded(value)

    return check


def joints(value: Any) -> list[list[float]]:
    """
    A place [x, y] for each joint of a skeleton.
    """
    if not isinstance(value, list | tuple) or not 2 <= len(value) <= MOST_JOINTS:
        raise invalid(
            _("The joints are a list of 2 to %(most)d places [x, y]; got %(value)r.")
            % {"most": MOST_JOINTS, "value": short(value)}
        )
    return [_place(_n("A joint"), place, 2) for place in value]


def pins(value: Any) -> list[list[float]]:
    """
    Pairs of places on the canvas: where a thing is on the first key, and where on the last.
    """
    if not isinstance(value, list | tuple) or len(value) > MOST_PINS:
        raise invalid(
            _("The pins are a list of at most %(most)d pairs of places; got %(value)r.")
            % {"most": MOST_PINS, "value": short(value)}
        )
    return [_place(_n("A pin"), pair, 4) for pair in value]


def breakdowns(value: Any) -> list[dict[str, Any]]:
    """
    Poses of the skeleton between two keys, in their order.
    """
    if not isinstance(value, list | tuple) or len(value) > MOST_BREAKDOWNS:
        raise invalid(
            _("A segment has a list of at most %(most)d breakdowns; got %(value)r.")
            % {"most": MOST_BREAKDOWNS, "value": short(value)}
        )
    found = sorted((_breakdown(one) for one in value), key=lambda one: float(one["u"]))
    places = [one["u"] for one in found]
    if len(set(places)) < len(places):
        raise invalid(_("Two breakdowns cannot stand at the same place; got %(value)r.") % {"value": places})
    return found


def _breakdown(value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping) or set(value) != {"u", "joints"}:
        raise invalid(_("A breakdown has a place “u” and “joints”; got %(value)r.") % {"value": short(value)})
    u = value["u"]
    if not _is_number(u) or not 0 < u < 1 or not 0 < _u(u) < 1:
        raise invalid(_("A breakdown lies between its keys, at 0 to 1; got %(value)r.") % {"value": short(u)})
    return {"u": _u(u), "joints": joints(value["joints"])}


def chart(value: Any) -> list[float] | None:
    """
    A place from 0 to 1 for each drawing, none before the one ahead of it; or none at all.
    """
    if value is None:
        return None
    most = quota.INBETWEENS_PER_SEGMENT
    good = isinstance(value, list | tuple) and 1 <= len(value) <= most
    if not good or not all(_is_number(u) and 0 <= u <= 1 for u in value):
        raise invalid(
            _("A chart is a list of 1 to %(most)d places from 0 to 1; got %(value)r.")
            % {"most": most, "value": short(value)}
        )
    found = [_u(u) for u in value]
    if found != sorted(found):
        raise invalid(
            _("The places of a chart never go back; got %(value)r.") % {"value": short(value)},
            fix={"value": sorted(found)},
        )
    return found


def names(name: str) -> Check:
    """
    Some joints or limbs, by their names.
    """

    def check(value: Any) -> list[str]:
        if not isinstance(value, list | tuple) or len(value) > MOST_JOINTS or not all(map(_is_name, value)):
            raise invalid(
                _("%(name)s are a list of at most %(most)d names; got %(value)r.")
                % {"name": _(name), "most": MOST_JOINTS, "value": short(value)}
            )
        return sorted(set(value))

    return check


def turns(value: Any) -> dict[str, int]:
    """
    Which way bones turn, by the joint they end in: 1 is clockwise, -1 the other way.
    """
    good = isinstance(value, Mapping) and len(value) <= MOST_JOINTS
    if not good or not all(
        _is_name(joint) and way in (1, -1) and not isinstance(way, bool) for joint, way in value.items()
    ):
        raise invalid(
            _("The turns are 1, clockwise, or -1, the other way, by joint; got %(value)r.")
            % {"value": short(value)}
        )
    return {joint: int(way) for joint, way in sorted(value.items())}


def mask(value: Any) -> str | None:
    """
    The hash of an uploaded mask, or none.
    """
    if value is None:
        return None
    if not isinstance(value, str) or not _SHA.fullmatch(value):
        raise invalid(
            _("A mask is named by the hash that its upload was answered with; got %(value)r.")
            % {"value": short(value)}
        )
    return value


def skeleton(value: Any) -> dict[str, Any]:
    """
    Joints by name, and what each hangs on.
    """
    if not isinstance(value, Mapping) or not set(value) <= {"names", "parents", "limbs"}:
        raise invalid(
            _("A skeleton has “names”, “parents” and, if need be, “limbs”; got %(value)r.")
            % {"value": short(value)}
        )
    given = value.get("names")
    if not isinstance(given, list | tuple) or len(given) > MOST_JOINTS:
        raise invalid(
            _("A skeleton has a list of 2 to %(most)d names of joints; got %(value)r.")
            % {"most": MOST_JOINTS, "value": short(given)}
        )
    parents, limbs = value.get("parents"), value.get("limbs") or {}
    if not isinstance(parents, Mapping) or not all(one is None or _is_name(one) for one in parents.values()):
        raise invalid(
            _("The parents of a skeleton are names of joints, by joint; got %(value)r.")
            % {"value": short(parents)}
        )
    if not isinstance(limbs, Mapping) or len(limbs) > MOST_JOINTS:
        raise invalid(
            _("The limbs of a skeleton are lists of joints by name; got %(value)r.") % {"value": short(limbs)}
        )
    called = text(_n("The name of a joint or limb"))
    for one in (*given, *limbs):
        if called(one) != one or len(one) > LONGEST_NAME:
            raise invalid(
                _("The name of a joint or limb has at most %(most)d characters; got %(value)r.")
                % {"most": LONGEST_NAME, "value": short(one)}
            )
    for chain in limbs.values():
        if not isinstance(chain, list | tuple) or len(chain) > MOST_JOINTS or not all(map(_is_name, chain)):
            raise invalid(_("A limb is a list of joints; got %(value)r.") % {"value": short(chain)})
    try:
        return skeleton_of(value).to_json()
    except ValueError as error:
        raise invalid(_("This is no skeleton. %(why)s") % {"why": str(error)[:300]}) from None


def _place(name: str, value: Any, count: int) -> list[float]:
    """
    Two or four shares of a picture's sides.
    """
    if (
        not isinstance(value, list | tuple)
        or len(value) != count
        or not all(_is_number(part) and LEAST_PLACE <= part <= MOST_PLACE for part in value)
    ):
        raise invalid(
            _("%(name)s has %(count)d numbers from %(least)d to %(most)d; got %(value)r.")
            % {
                "name": _(name),
                "count": count,
                "least": LEAST_PLACE,
                "most": MOST_PLACE,
                "value": short(value),
            }
        )
    return [rounded(part) for part in value]


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(value, int) or math.isfinite(value)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isprintable()


def _u(value: float) -> float:
    return round(float(value), U_DIGITS) + 0.0
