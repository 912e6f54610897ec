"""
Days as people in one place of the world mean them.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from editor.refusals import Refused

LONGEST = 64


def zone_of(name: str) -> ZoneInfo:
    """
    The time zone of this name, as browsers know it; another name is refused.
    """
    try:
        if len(name) > LONGEST:
            raise ValueError(name)
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        raise Refused(
            "unknown_zone",
            _("“%(name)s” is no time zone that this studio knows. Nothing was changed; choose another.")
            % {"name": name[:LONGEST]},
        ) from None


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """
    The moment at which a day is over there.
    """
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
