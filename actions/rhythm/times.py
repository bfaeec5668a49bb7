"""Times of the day as people write them.

``9``, ``9:00``, ``09.00``, ``0900``, ``9 am``, ``9 утра`` and ``таңғы 9`` are one time. Words are
expected in lower case.
"""

import re

_HOURS, _MINUTES, _NOON = 24, 60, 12
_AFTERNOON = frozenset(("pm", "p.m.", "вечера", "кешкі"))
_TIME = (
    r"(?:(?:сағат|таңғы|(?P<before{n}>кешкі))\s+)?"
    r"(?P<hour{n}>\d{{1,2}})(?:[:.]?(?P<minute{n}>\d{{2}}))?"
    r"(?:\s*(?P<half{n}>[ap]\.?m\.?|утра|вечера))?"
)
# "Once a week" holds no time, whatever it is counted with.
_INSIDE = re.compile(rf"(?<![\w:.-]){_TIME.format(n=1)}(?![\w:-])(?!\.\d)(?!\s*(?:раз|рет)\b)")
_SPAN = re.compile(
    rf"(?:(?:from|с|со|от)\s+)?{_TIME.format(n=1)}"
    r"\s*(?:[-~\N{HYPHEN}-\N{EM DASH}\N{MINUS SIGN}]|\s(?:to|till|until|до|по)\s|\s)\s*"
    rf"{_TIME.format(n=2)}"
)
_KAZAKH_ENDINGS = re.compile(r"-(?:[дт][ае]н|н[ае]н|[гк]е|[ғқ]а)\b|\s+дейін\b")


def take_time(words: str) -> tuple[str, int | None]:
    """Return the words around a time, and its minute; all words and None without just one."""
    found = list(_INSIDE.finditer(words))
    minute = _minute(found[0]) if len(found) == 1 else None
    if minute is None:
        return words, None
    return words[: found[0].start()] + words[found[0].end() :], minute


def span(words: str) -> tuple[int, int] | None:
    """Return the minutes at which something begins and ends; None if that isn't said."""
    said = _SPAN.fullmatch(_KAZAKH_ENDINGS.sub("", words))
    if said is None:
        return None
    begins, ends = _minute(said, 1), _minute(said, 2)
    return None if begins is None or ends is None else (begins, ends)


def _minute(time: re.Match[str], n: int = 1) -> int | None:
    hour, minute = int(time[f"hour{n}"]), int(time[f"minute{n}"] or 0)
    half = time[f"half{n}"] or time[f"before{n}"]
    if half and 0 < hour <= _NOON:
        hour = hour % _NOON + (_NOON if half.startswith("p") or half in _AFTERNOON else 0)
    if (hour, minute) == (_HOURS, 0):
        hour = 0
    return hour * _MINUTES + minute if hour < _HOURS and minute < _MINUTES else None
