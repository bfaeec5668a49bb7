"""What people write after ``/digest``, ``/quiet`` and the like, read kindly.

Words are known in every language of the bot and may come in any order; one that isn't known makes
all of it unread, so nothing is set that wasn't meant. A reader gets the settings and the words, in
lower case and with single spaces, and returns the new settings, or None for words that it cannot
read.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from actions.rhythm.days import weekday
from actions.rhythm.times import span, take_time
from storage.rhythms import DAILY, NOW, WEEKLY, Rhythm

MOST_AN_HOUR = 1_000

Reader = Callable[[Rhythm, str], Rhythm | None]

_OFF = frozenset(
    ("off", "no", "none", "0", "false", "выкл", "нет", "откл", "выключить", "жоқ", "өшір", "өшіру")
)
_ON = frozenset(("on", "yes", "1", "true", "вкл", "да", "включить", "иә", "қос", "қосу"))
_NOW = _OFF | {"now", "at once", "immediately", "сразу", "бірден"}
_DAILY = frozenset(("daily", "day", "ежедневно", "ежедневный", "день", "күнделікті", "күн"))
_WEEKLY = frozenset((
    "weekly", "week", "еженедельно", "еженедельный", "неделя", "неделю", "апталық", "апта",
    "аптасына",
))  # fmt: skip
_BARE = frozenset(("headlines", "bare", "заголовки", "тақырыптар"))
_FULL = frozenset(("passages", "context", "full", "отрывки", "контекст", "үзінділер"))
# What stands between the words that count, as in "once a week, on Monday".
_AROUND = frozenset((
    "a", "at", "each", "every", "on", "once", "1", "в", "во", "каждую", "каждое", "каждый", "по",
    "раз", "бір", "күні", "рет", "сайын",
))  # fmt: skip
_COMMAS = re.compile(r"[,;]|:(?!\d)")
_CAP = re.compile(
    r"(?:сағатына\s+)?(\d{1,9})(?:\s*(?:/\s*h|/\s*ч|per hour|an hour|в час))?", re.ASCII
)


def digest(rhythm: Rhythm, words: str) -> Rhythm | None:
    """Read ``off``, or ``daily``, ``weekly``, ``headlines``, ``passages``, a day and a time.

    A day alone means weekly; a time alone is that of the digest there is, else of a daily one.
    """
    if words in _NOW:
        return replace(rhythm, rhythm=NOW)
    around, minute = take_time(DAILY if words in _ON else _COMMAS.sub(" ", words))
    said: dict[str, Any] = {} if minute is None else {"digest_minute": minute}
    for word in around.split():
        meaning = _meaning(word)
        if meaning is None or any(said.get(name, value) != value for name, value in meaning):
            return None
        said.update(meaning)
    if not said or ("digest_day" in said and said.get("rhythm") == DAILY):
        return None
    if "digest_day" in said:
        said["rhythm"] = WEEKLY
    elif minute is not None and rhythm.rhythm == NOW:
        said.setdefault("rhythm", DAILY)
    return replace(rhythm, **said)


def quiet(rhythm: Rhythm, words: str) -> Rhythm | None:
    """Read ``off`` or ``HH:MM-HH:MM``; a day without an hour that is not quiet is none."""
    if words in _OFF:
        return replace(rhythm, quiet_from=None, quiet_to=None)
    hours = span(words)
    if hours is None or hours[0] == hours[1]:
        return None
    return replace(rhythm, quiet_from=hours[0], quiet_to=hours[1])


def cap(rhythm: Rhythm, words: str) -> Rhythm | None:
    """Read ``off`` or a number of messages an hour; 0 may mean none of them, or all: neither."""
    if words in _OFF - {"0"}:
        return replace(rhythm, cap=None)
    said = _CAP.fullmatch(words)
    if said is None or not 0 < int(said[1]) <= MOST_AN_HOUR:
        return None
    return replace(rhythm, cap=int(said[1]))


def silent(rhythm: Rhythm, words: str) -> Rhythm | None:
    """Read ``on`` or ``off``."""
    return replace(rhythm, silent=words in _ON) if words in _ON | _OFF else None


READERS: Mapping[str, Reader] = {"digest": digest, "quiet": quiet, "cap": cap, "silent": silent}


def _meaning(word: str) -> tuple[tuple[str, Any], ...] | None:
    """Return what a word of ``/digest`` sets, often nothing; None if it isn't known."""
    if word in _AROUND:
        return ()
    if word in _DAILY | _WEEKLY:
        return (("rhythm", DAILY if word in _DAILY else WEEKLY),)
    if word in _BARE | _FULL:
        return (("context", word in _FULL),)
    day = weekday(word)
    return None if day is None else (("digest_day", day),)
