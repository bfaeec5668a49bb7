"""What times of the day mean: when the next digest is due, and until when it is quiet.

Times are meant on the clock of the destination's zone. Where that clock is set forward over a
time, it counts as the first moment after the gap; where a time comes twice, as the first of both
(RFC 5545, 3.3.5). Instants are aware datetimes in UTC.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from storage.rhythms import WEEKLY, Rhythm

_WEEK = 7


def next_digest(rhythm: Rhythm, which: str, now: datetime) -> datetime:
    """Return when the next daily or weekly digest (``which``) is due, after ``now``."""
    zone = zone_of(rhythm)
    today = now.astimezone(zone).date()
    days = range(_WEEK + 1)
    if which == WEEKLY:
        days = range((rhythm.digest_day - today.weekday()) % _WEEK, 2 * _WEEK, _WEEK)
    times = (_at(zone, today + timedelta(days=day), rhythm.digest_minute) for day in days)
    return next(at for at in times if at > now)


def quiet_until(rhythm: Rhythm, now: datetime) -> datetime | None:
    """Return when the quiet hours that last at ``now`` are over; None if it is not quiet."""
    if rhythm.quiet_from is None or rhythm.quiet_to is None:
        return None
    zone = zone_of(rhythm)
    today = now.astimezone(zone).date()
    over_midnight = rhythm.quiet_to <= rhythm.quiet_from
    for evening in (today - timedelta(days=1), today):
        begins = _at(zone, evening, rhythm.quiet_from)
        ends = _at(zone, evening + timedelta(days=over_midnight), rhythm.quiet_to)
        if begins <= now < ends:
            return ends
    return None


def zone_of(rhythm: Rhythm) -> tzinfo:
    """Return the destination's zone; UTC where nobody knows it any more."""
    try:
        return ZoneInfo(rhythm.zone)
    except (LookupError, ValueError, OSError):
        return UTC


def _at(zone: tzinfo, day: date, minute: int) -> datetime:
    """Return the instant at which the zone's clock shows this minute of that day."""
    shown = datetime.combine(day, time(minute // 60, minute % 60), zone)
    instant = shown.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == shown.replace(tzinfo=None):
        return instant
    # In a gap ``instant`` lies after it, late by as much as was left of it: clocks are set
    # forward by two hours at most.
    return _change_before(zone, instant)


def _change_before(zone: tzinfo, instant: datetime) -> datetime:
    """Return the last instant before at which the zone's offset changed, to the second."""
    wanted = instant.astimezone(zone).utcoffset()
    low, high = instant - timedelta(hours=3), instant
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == wanted:
            high = middle
        else:
            low = middle
    return high.replace(microsecond=0)
