"""What people write after ``/digest``, ``/quiet`` and the like, read kindly.

``9``, ``9:00`` and ``09.00`` are one time, any dash stands between two; days and "off" are known
in every language of the bot. A reader gets the settings and the words, and returns the new
settings, or None for words that it cannot read.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from storage.rhythms import DAILY, NOW, WEEKLY, Rhythm

MOST_AN_HOUR = 1_000

Reader = Callable[[Rhythm, str], Rhythm | None]

_OFF = frozenset(("off", "no", "none", "0", "выкл", "нет", "откл", "жоқ", "өшір", "өшіру"))
_ON = frozenset(("on", "yes", "1", "вкл", "да", "иә", "қос", "қосу"))
_NOW = _OFF | {"now", "сразу", "бірден"}
_DAILY = frozenset(("daily", "day", "ежедневно", "день", "күнделікті", "күн"))
_WEEKLY = frozenset(("weekly", "week", "еженедельно", "неделя", "апталық", "апта", "апта сайын"))
_BARE = frozenset(("headlines", "bare", "заголовки", "тақырыптар"))
_FULL = frozenset(("passages", "context", "full", "отрывки", "контекст", "үзінділер"))
# The weekdays from Monday on; a beginning of at least two letters is enough where it is clear.
_DAYS = (
    ("monday", "понедельник", "пн", "дүйсенбі", "дс"),
    ("tuesday", "вторник", "вт", "сейсенбі", "сс"),
    ("wednesday", "среда", "среду", "ср", "сәрсенбі"),
    ("thursday", "четверг", "чт", "бейсенбі", "бс"),
    ("friday", "пятница", "пятницу", "пт", "жұма", "жм"),
    ("saturday", "суббота", "субботу", "сб", "сенбі"),
    ("sunday", "воскресенье", "вс", "жексенбі", "жс"),
)
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
_SPAN = re.compile(r"(\S+?)\s*[-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}]\s*(\S+)")


def digest(rhythm: Rhythm, words: str) -> Rhythm | None:
    """Read ``off``, ``daily [HH:MM]``, ``weekly [DAY] [HH:MM]``, ``headlines`` or ``passages``."""
    kind, *rest = words.split()
    if kind in _BARE | _FULL and not rest:
        return replace(rhythm, context=kind in _FULL)
    if kind in _NOW and not rest:
        return replace(rhythm, rhythm=NOW)
    at = minute_of_day(rest[-1]) if rest else None
    days = rest[:-1] if at is not None else rest
    if at is None:
        at = rhythm.digest_minute
    if kind in _DAILY and not days:
        return replace(rhythm, rhythm=DAILY, digest_minute=at)
    if kind not in _WEEKLY or len(days) > 1:
        return None
    day = weekday(days[0]) if days else rhythm.digest_day
    return None if day is None else replace(rhythm, rhythm=WEEKLY, digest_day=day, digest_minute=at)


def quiet(rhythm: Rhythm, words: str) -> Rhythm | None:
    """Read ``off`` or ``HH:MM-HH:MM``; a day without an hour that is not quiet is none."""
    if words in _OFF:
        return replace(rhythm, quiet_from=None, quiet_to=None)
    span = _SPAN.fullmatch(words)
    if span is None:
        return None
    begins, ends = minute_of_day(span[1]), minute_of_day(span[2])
    if begins is None or ends is None or begins == ends:
        return None
    return replace(rhythm, quiet_from=begins, quiet_to=ends)


def cap(rhythm: Rhythm, words: str) -> Rhythm | None:
    """Read ``off`` or a number of messages an hour."""
    if words in _OFF:
        return replace(rhythm, cap=None)
    if not (words.isascii() and words.isdigit() and 0 < int(words[:9]) <= MOST_AN_HOUR):
        return None
    return replace(rhythm, cap=int(words))


def silent(rhythm: Rhythm, words: str) -> Rhythm | None:
    """Read ``on`` or ``off``."""
    return replace(rhythm, silent=words in _ON) if words in _ON | _OFF else None


READERS: Mapping[str, Reader] = {"digest": digest, "quiet": quiet, "cap": cap, "silent": silent}


def minute_of_day(words: str) -> int | None:
    """Return the minute that a time such as ``9``, ``9:05`` or ``09.05`` means; None for none."""
    time = _TIME.fullmatch(words)
    if time is None:
        return None
    hour, minute = int(time[1]), int(time[2] or 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None  # noqa: PLR2004 (a clock)


def weekday(words: str) -> int | None:
    """Return the day that a name or its beginning means, 0 for Monday; None for none."""
    exact = [day for day, names in enumerate(_DAYS) if words in names]
    begun = [
        day
        for day, names in enumerate(_DAYS)
        if len(words) > 1 and any(name.startswith(words) for name in names)
    ]
    found = exact or begun
    return found[0] if len(found) == 1 else None
