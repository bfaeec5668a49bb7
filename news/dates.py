"""Dates as programs and people write them, in English, Russian and Kazakh.

``read_date`` is the one door. What programs write (RFC 822, RFC 3339) is read at once; what
people write by ``news.handwritten``. All of it takes time in proportion to the text.
"""

import re
from datetime import UTC, datetime, timedelta, tzinfo
from urllib.parse import urlsplit

from news.dateparts import almaty, zone_named
from news.dateparts import moment as moment_of
from news.datewords import MONTHS
from news.handwritten import read_handwritten

_LONGEST = 200  # characters; a longer text is no date, whatever stands in it
_AHEAD = timedelta(days=1)
_EARLIEST = 1991  # earlier years stand for "no date" in broken documents

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?"
    r" ?([A-Za-z]{1,5}|[+-]\d\d(?::?\d\d)?)?)?"
)
_RFC822 = re.compile(
    r"(?:[A-Za-z]{3,9},? {1,3})?(\d{1,2}) ([A-Za-z]{3,9}) (\d{4})"
    r" (\d{1,2}):(\d\d)(?::(\d\d))?(?: ([A-Za-z]{1,5}|[+-]\d\d:?\d\d))?"
)
_STAMP = re.compile(r"\d{10}(?:\d{3})?")
_OF_KAZAKHSTAN = (".kz", ".қаз", ".xn--80ao21a")


def read_date(text: str, now: datetime | None = None, zone: tzinfo = UTC) -> datetime | None:
    """Return the moment that a text tells, in UTC, or None.

    A date without a time is the start of that day.

    Args:
        text: a date, perhaps between words that are none ("25 қараша 2026, 14:05 | Қоғам").
        now: aware; what "yesterday" and a date without a year are seen from (without it they
            are none). A date more than a day ahead of it is none.
        zone: of dates that name none; see ``zone_of``.
    """
    if len(text) > _LONGEST:
        return None
    moment = _programs(text, zone)
    if moment is None:
        told = " ".join(text.split())
        moment = _programs(told, zone) or read_handwritten(told.lower(), now, zone)
    if moment is None:
        return None
    try:
        moment = moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return moment if is_plausible(moment, now) else None


def is_plausible(moment: datetime, now: datetime | None) -> bool:
    """Tell whether something can have been published then: neither long ago nor ahead."""
    return moment.year >= _EARLIEST and (now is None or moment <= now + _AHEAD)


def zone_of(url: str) -> tzinfo:
    """Return the time of a site's dates without a zone: Almaty's in Kazakhstan, or UTC."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return UTC
    return almaty() if host.endswith(_OF_KAZAKHSTAN) else UTC


def _programs(text: str, zone: tzinfo) -> datetime | None:
    if match := _ISO.fullmatch(text):
        year, number, day, hour, minute, second, offset = match.groups()
        return moment_of((year, number, day), (hour, minute, second), zone_named(offset, zone))
    if match := _RFC822.fullmatch(text):
        day, name, year, hour, minute, second, offset = match.groups()
        month = MONTHS.get(name.lower()) or MONTHS.get(name[:3].lower())
        if month is None:
            return None
        return moment_of((year, month, day), (hour, minute, second), zone_named(offset, zone))
    if _STAMP.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    return None
