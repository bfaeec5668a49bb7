"""Dates as people write them: a day beside a month's name, "вчера", "3 сағат бұрын"."""

import re
from datetime import UTC, datetime, timedelta, tzinfo

from news.dateparts import moment, zone_named
from news.datewords import AGO, DAYS_BACK, MONTHS, ORDINALS, UNITS

_WORD = re.compile(r"\d+|[^\W\d_]+")
_CLOCK = re.compile(
    r"(?<![\d:.])(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?![\d:])(?: ?([ap])\.?m\b\.?)?"
    r"(?: ?\(?(?:utc|gmt)? ?([+-]\d\d:?\d\d|\+\d{1,2})(?![\d:])| ?\(?([a-z]{1,5}|мск)\b)?"
)
_HOUR = re.compile(r"(?<![\d:.])(\d{1,2}) ?([ap])\.?m\b")  # "2 pm"
_DOTTED_CLOCK = re.compile(r"(?<![\d.])([01]?\d|2[0-3])\.([0-5]\d)(?![\d.])")
_YEAR_FIRST = re.compile(r"(?<![\d./-])(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?![\d./-]*\d)")
_YEAR_LAST = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?!\d|[./-]\d)")
_DAY_AND_MONTH = re.compile(r"(?<![\d.])(\d{1,2})\.(\d\d)(?!\.?\d)")
_ONLY_CLOCK = re.compile(r"\W*\d{1,2}:\d\d\W*")

_YEARS = range(1900, 2200)
_MONTHS_A_YEAR = 12
_NOON = 12
_DAY_DIGITS = 2
_SLACK = timedelta(days=1)

_Clock = tuple[int, int, int]
_Date = tuple[int, int, int]
_MIDNIGHT: _Clock = (0, 0, 0)


def read_handwritten(text: str, now: datetime | None, zone: tzinfo) -> datetime | None:
    """Return the moment that a short text in lower case tells, or None.

    Args:
        text: one line.
        now: aware; without it words like "yesterday", and dates without a year, tell nothing.
        zone: of dates that name none.
    """
    clock, own_zone, rest, is_american = _take_clock(text, zone)
    today = None if now is None else now.astimezone(own_zone)
    words = _WORD.findall(rest)
    date = _numeric(rest, is_american) or _named(words, today)
    if date is not None and clock is None and (dotted := _DOTTED_CLOCK.search(rest)):
        clock = (int(dotted.group(1)), int(dotted.group(2)), 0) if _has_month(words) else None
    if date is None and today is not None:
        ago = _ago(words, today) if clock is None else None
        if ago is not None:
            return ago
        date = _seen_from(text, rest, words, today, clock)
    return moment(date, clock or _MIDNIGHT, own_zone) if date else None


def _take_clock(text: str, zone: tzinfo) -> tuple[_Clock | None, tzinfo, str, bool]:
    """Return the time of day, its zone, the text without them, and whether it says am or pm."""
    if match := _CLOCK.search(text):
        hour, minute, second, half, offset, name = match.groups()
        clock = (_on_24(int(hour), half), int(minute), int(second or 0))
        zone = zone_named(offset or name, zone)
    elif match := _HOUR.search(text):
        half = match.group(2)
        clock = (_on_24(int(match.group(1)), half), 0, 0)
    else:
        return None, zone, text, False
    return clock, zone, f"{text[: match.start()]} | {text[match.end() :]}", half is not None


def _on_24(hour: int, half: str | None) -> int:
    if half is None or hour > _NOON:
        return hour
    return hour % _NOON + (_NOON if half == "p" else 0)


def _numeric(text: str, is_american: bool) -> _Date | None:
    """Read 2026-11-25, 25.11.2026, 25/11/26; the month comes first only where it must.

    That is in America, which is where times are told in am and pm, or when only then it is a date.
    """
    if match := _YEAR_FIRST.search(text):
        return int(match.group(1)), int(match.group(3)), int(match.group(4))
    if match := _YEAR_LAST.search(text):
        first, mark, second, year = match.groups()
        day, month = int(first), int(second)
        if mark != "." and ((is_american and day <= _MONTHS_A_YEAR) or month > _MONTHS_A_YEAR):
            day, month = month, day
        return _whole_year(year), month, day
    return None


def _named(words: list[str], today: datetime | None) -> _Date | None:
    """Read a month's name with a day before or after it, and a year anywhere."""
    for at, word in enumerate(words):
        if (month := MONTHS.get(word)) is None:
            continue
        before = at - 1
        while before >= 0 and words[before] in ORDINALS:
            before -= 1
        day = _day(words[before]) if before >= 0 else None
        after = at + 1
        if day is None and after < len(words):
            day, after = _day(words[after]), after + 1
        if day is None:
            continue
        year = next((int(w) for w in words if len(w) == 4 and _is_year(w)), None)  # noqa: PLR2004 (digits)
        if year is None and after < len(words) and len(words[after]) == _DAY_DIGITS:
            year = _whole_year(words[after]) if words[after].isdecimal() else None
        if year is not None:
            return year, month, day
        return _latest(month, day, today) if today else None
    return None


def _has_month(words: list[str]) -> bool:
    return any(word in MONTHS for word in words)


def _day(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) <= _DAY_DIGITS else None


def _is_year(word: str) -> bool:
    return word.isdecimal() and int(word) in _YEARS


def _whole_year(digits: str) -> int:
    return int(digits) if len(digits) > _DAY_DIGITS else 2000 + int(digits)


def _latest(month: int, day: int, today: datetime) -> _Date | None:
    """Return the last such day that is not ahead; a day's slack is for other time zones."""
    this_year = moment((today.year, month, day), _MIDNIGHT, today.tzinfo or UTC)
    is_ahead = this_year is not None and this_year > today + _SLACK
    return today.year - is_ahead, month, day


def _ago(words: list[str], today: datetime) -> datetime | None:
    """Read "5 минут назад", "an hour ago", "3 сағат бұрын"."""
    for at, word in enumerate(words):
        if word in AGO and at > 0 and (unit := UNITS.get(words[at - 1])):
            many = _day(words[at - 2]) if at > 1 else None
            return today - unit * (1 if many is None else many)
    return None


def _seen_from(
    text: str, rest: str, words: list[str], today: datetime, clock: _Clock | None
) -> _Date | None:
    """Read what tells a day only to somebody who knows what day it is."""
    for word in words:
        if (back := DAYS_BACK.get(word)) is not None:
            day = today - timedelta(days=back)
            return day.year, day.month, day.day
    if match := _DAY_AND_MONTH.search(rest):
        return _latest(int(match.group(2)), int(match.group(1)), today)
    if clock is not None and _ONLY_CLOCK.fullmatch(text):
        is_ahead = clock[:2] > (today.hour, today.minute)
        day = today - timedelta(days=is_ahead)
        return day.year, day.month, day.day
    return None
