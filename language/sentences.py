"""Where sentences begin and end.

When in doubt two sentences stay one: words that belong together must not be torn apart, since a
missed alert costs more than a sentence too long. So a full stop ends a sentence only before what
can begin one, and never after an initial or an abbreviation that leads on.
"""

import re

from language.abbreviations import BEFORE_NUMBERS, LEADING, TRAILING

_CLOSING = "\"'»”’“)\\]"
_OPENING_QUOTES = "\"'«“„‘(["
_OPENING = re.escape(_OPENING_QUOTES)
_NEW_LINES = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
# A run of stops is tried from its first one only, so that no run costs its square.
_BREAK = re.compile(
    rf"(?P<paragraph>[{_NEW_LINES}])\s*"
    rf"|(?<![.!?…。！？])(?P<stop>[.!?…。！？]++)(?P<closed>[{_CLOSING}]*+)(?=\s)[^\S{_NEW_LINES}]*"
)
_NEXT = re.compile(rf"(?P<dash>[-–—]\s*)?[{_OPENING}]*(?P<first>\S)?")
# Enough for any abbreviation.
_LOOK_BACK = 24


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the start and end, in code points, of each sentence, in order.

    Line breaks end a sentence. The spans hold everything but the white space around sentences.
    """
    spans: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for found in _BREAK.finditer(text, start):
        if found["stop"] and not _ends(text, start, found):
            continue
        end = found.end("closed") if found["stop"] else _before_space(text, start, found.start())
        if end > start:
            spans.append((start, end))
        start = found.end()
    end = _before_space(text, start, len(text))
    if end > start:
        spans.append((start, end))
    return spans


def _before_space(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    """Say whether the punctuation that was found ends the sentence that begins at ``start``."""
    following = _NEXT.match(text, found.end())
    first = following["first"] if following else None
    if first is None or not following:
        return True
    if first.islower():
        return False
    if found["closed"] and following["dash"]:
        return False  # «Нет!» — Петров ушёл: who speaks is part of the sentence
    return found["stop"] != "." or _full_stop_ends(text, start, found.start("stop"), first)


def _full_stop_ends(text: str, start: int, stop: int, following: str) -> bool:
    """Say whether a full stop before a capital or a digit can be a sentence's end."""
    written = text[max(start, stop - _LOOK_BACK) : stop].split()
    if not written:
        return True
    word = written[-1].lstrip(_OPENING_QUOTES).lower()
    if word in TRAILING:
        return True
    if word.isdecimal():
        return len(word) < stop - start  # "1. First" numbers a list
    if word in BEFORE_NUMBERS:
        return not following.isdecimal()
    initial = len(word) == 1 and word.isalpha()
    return not (initial or "." in word or word in LEADING)
