"""The parts that dates are put together from."""

from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from news.datewords import OF_ALMATY, ZONES

Number = str | int

_HOURS_A_DAY = 24
_MOST_HOURS_EAST = 14
_MINUTES = 60


def moment(
    date: tuple[Number, Number, Number],
    clock: tuple[Number | None, Number | None, Number | None],
    zone: tzinfo,
) -> datetime | None:
    """Return an aware time from year, month and day, and hour, minute and second; None if wrong.

    Hour 24 is the next day's start, and a leap second the one before it.
    """
    year, month, day = date
    hour, minute, second = clock
    hours, minutes, seconds = int(hour or 0), int(minute or 0), min(int(second or 0), 59)
    is_next_day = hours == _HOURS_A_DAY
    hours = 0 if is_next_day else hours
    try:
        start = datetime(int(year), int(month), int(day), hours, minutes, seconds, tzinfo=zone)
        return start + timedelta(days=1) if is_next_day else start
    except (ValueError, OverflowError):
        return None


def zone_named(name: str | None, default: tzinfo) -> tzinfo:
    """Return the zone that "+0500", "-07:00", "+6", "MSK" or nothing stands for."""
    if not name:
        return default
    if name[0] not in "+-":
        known = name.lower()
        return almaty() if known in OF_ALMATY else ZONES.get(known, default)
    digits = name[1:].replace(":", "").rjust(2, "0")
    hours, minutes = int(digits[:2]), int(digits[2:4] or 0)
    if hours > _MOST_HOURS_EAST or minutes >= _MINUTES:
        return default
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if name[0] == "-" else offset)


@cache
def almaty() -> ZoneInfo:
    """Return Almaty's zone: UTC+6 until 2024-03-01, UTC+5 since, as all of Kazakhstan.

    It comes from the package, since systems may be older than the change.
    """
    with (files("tzdata") / "zoneinfo" / "Asia" / "Almaty").open("rb") as data:
        return ZoneInfo.from_file(data, key="Asia/Almaty")
