"""
When an exercise is due: a day, or a day and a time, on the clocks of a class.

Clocks are put forward and back.  A time that comes twice counts when it comes the second time, one that is
left out when the clocks have passed it; a day ends where the next one begins.
"""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from editor.refusals import Refused
from editor.zones import end_of

YEARS = range(2000, 2200)


@dataclass(frozen=True, slots=True)
class Due:
    """
    What people say: a day, and a time or the end of that day.
    """

    date: dt.date
    time: dt.time | None = None


def moment(due: Due, zone: str) -> dt.datetime:
    """
    When that is.
    """
    if due.date.year not in YEARS:
        raise Refused("due", _("That day is too far away. Nothing was changed; choose another."))
    if due.time is None:
        return end_of(due.date, ZoneInfo(zone))
    local = dt.datetime.combine(due.date, due.time, ZoneInfo(zone))
    return max(local.replace(fold=fold).astimezone(dt.UTC) for fold in (0, 1))


def said(at: dt.datetime, zone: str) -> Due:
    """
    How people in the class say a moment.
    """
    before = (at - dt.timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).date()
    if end_of(before, ZoneInfo(zone)) == at:
        return Due(before)
    local = at.astimezone(ZoneInfo(zone))
    return Due(local.date(), local.time())
