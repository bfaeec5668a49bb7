"""Times as a destination reads them: in its zone, with the date where it is another day."""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from babel.dates import format_skeleton, format_timedelta, get_timezone, get_timezone_location

from views.i18n import Language

_OFFSET = re.compile(r"Etc/GMT([+-])(\d+)")
_SIGNS = {"+": "-", "-": "+"}  # POSIX counts what is missing to Greenwich's time


def zone(name: str) -> tzinfo:
    """Return the zone with this IANA name; UTC if it is unknown."""
    try:
        return get_timezone(name)
    except LookupError:
        return UTC


@lru_cache(maxsize=512)
def place(language: Language, name: str) -> str:
    """Return what readers call the zone with this IANA name: its city, or an offset as UTC+5."""
    offset = _OFFSET.fullmatch(name)
    if offset is not None:
        return f"UTC{_SIGNS[offset[1]]}{offset[2]}"
    # Babel looks names up under the zone's latest id, where some languages have none.
    ids = get_global("zone_aliases")
    latest = ids.get(name, name)
    known = Locale.parse(language.locale).time_zones
    for one in (name, latest, *(old for old, new in ids.items() if new == latest)):
        if "city" in known.get(one, {}):
            return str(known[one]["city"])
    return get_timezone_location(zone(name), locale=language.locale, return_city=True)


def moment(language: Language, at: datetime, now: datetime) -> str:
    """Return the time of day in the zone of ``now``, after the date if it is not today's."""
    local = at.astimezone(now.tzinfo)
    clock = f"{local:%H:%M}"
    if local.date() == now.date():
        return clock
    return f"{format_skeleton('MMMd', local, locale=language.locale)}, {clock}"


def period(language: Language, seconds: float) -> str:
    """Return a length of time in its two shortest words, such as ``2 min``."""
    return format_timedelta(
        timedelta(seconds=round(seconds)), threshold=1.5, format="short", locale=language.locale
    )
