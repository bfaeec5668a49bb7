"""Text from outside, made safe to show: headlines, names of sources, what people typed.

It may hold anything: line breaks, invisible characters, halves of surrogate pairs, overrides
of the writing direction, towers of accents, 5,000 characters. What comes out is one line of
visible text within its limit, which can neither break a message nor turn around the text beside
it or grow over the lines above. It is never cut inside of what a reader sees as one character.

Lengths are in UTF-16 units, as Telegram counts them; spans come in code points.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

Span = tuple[int, int]

ELLIPSIS = "…"
# What joins the parts of an emoji or of a Persian word; every other format character
# (overrides, marks, zero-width spaces) only hides something or turns something around.
_JOINERS = frozenset("\u200c\u200d")
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_FLAG_LETTERS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_REPLACEMENT = "\ufffd"
# Unicode UAX 9: what stands between these cannot reorder what stands around them.
_ISOLATE, _POP = "\u2068", "\u2069"
_WORD_SEARCH = 24
_MARKS_ON_ONE = 4  # more than any script puts on a letter
_LONGEST_CHARACTER = 32  # of those that are joined from several; a family has 7

_Char = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is marked (a word that matched) or is not."""

    text: str
    marked: bool


def line(text: str, limit: int) -> str:
    """Return the text as one visible line of at most ``limit`` units; empty if nothing shows."""
    return "".join(run.text for run in passage(text, (), limit))


def passage(text: str, spans: Iterable[Span], limit: int) -> tuple[Run, ...]:
    """Return the text as one line, in runs; too long a text keeps its first marked word.

    Args:
        text: what to show.
        spans: what to mark, as code points of ``text``, end exclusive; what lies outside of
            the text is ignored.
        limit: the most UTF-16 units of all runs together.

    Returns:
        Runs, none of them empty; a marked run neither begins nor ends with a space. An empty
        tuple when nothing of the text can be seen.
    """
    chars = _tidy(text, _marks(text, spans))
    if not any(_is_visible(char) for char, _ in chars):
        return ()
    isolated = any(unicodedata.bidirectional(char) in {"R", "AL"} for char, _ in chars)
    shown = _shorten(chars, limit - 2 if isolated else limit)
    runs = tuple(
        Run(part, marked and any(map(_is_visible, part)))
        for marked, group in groupby(shown, key=lambda pair: pair[1])
        for part in ["".join(char for char, _ in group)]
    )
    return (Run(_ISOLATE, False), *runs, Run(_POP, False)) if isolated else runs


def _marks(text: str, spans: Iterable[Span]) -> Sequence[bool]:
    marks = [False] * len(text)
    for start, end in spans:
        for place in range(max(start, 0), min(end, len(text))):
            marks[place] = True
    return marks


def _tidy(text: str, marks: Sequence[bool]) -> list[_Char]:
    """Keep what can be seen, and one space wherever there was any kind of space."""
    kept: list[_Char] = []
    space = False
    tower = 0
    for char, marked in zip(text, marks, strict=True):
        category = unicodedata.category(char)
        tower = tower + 1 if category in {"Mn", "Me"} else 0
        if char.isspace() or category == "Cc":
            space = bool(kept)
        elif tower <= _MARKS_ON_ONE and (category != "Cf" or char in _JOINERS):
            if space:
                kept.append((" ", marked and kept[-1][1]))
                space = False
            kept.append((_REPLACEMENT if category == "Cs" else char, marked))
    return kept


def _shorten(chars: Sequence[_Char], limit: int) -> Sequence[_Char]:
    if _size(chars) <= limit:
        return chars
    start = _beginning(chars, limit)
    room = limit - len(ELLIPSIS) - (len(ELLIPSIS) if start else 0)
    end = start
    while end < len(chars) and (room := room - _units(chars[end][0])) >= 0:
        end += 1
    shown = list(chars[start : end if end == len(chars) else _word_end(chars, start, end)])
    before = [(ELLIPSIS, False)] if start else []
    after = [(ELLIPSIS, False)] if end < len(chars) else []
    return [*before, *shown, *after]


def _beginning(chars: Sequence[_Char], limit: int) -> int:
    """Return where to begin so that the first marked word is seen with words before it."""
    first = next((place for place, (_, marked) in enumerate(chars) if marked), 0)
    if _size(chars[:first]) < limit // 2:
        return 0
    start, room = first, limit // 4
    while start > 0 and (room := room - _units(chars[start - 1][0])) >= 0:
        start -= 1
    spaces = (place for place in range(start, first) if chars[place][0] == " ")
    start = next(spaces, start - 1) + 1
    while start < first and _is_inside(chars, start):
        start += 1
    return start


def _word_end(chars: Sequence[_Char], start: int, end: int) -> int:
    """Return the end of the last whole word before ``end``, if there is one near."""
    for place in range(end, max(start, end - _WORD_SEARCH), -1):
        if chars[place][0] == " ":
            return place
    for place in range(end, max(start, end - _LONGEST_CHARACTER), -1):
        if not _is_inside(chars, place):
            return place
    while end > start and chars[end - 1][0] in _JOINERS:
        end -= 1
    return end


def _is_inside(chars: Sequence[_Char], place: int) -> bool:
    """Tell whether a cut before this place would go through one visible character (UAX 29)."""
    if not 0 < place < len(chars):
        return False
    before, after = chars[place - 1][0], chars[place][0]
    if after in _JOINERS or before in _JOINERS or unicodedata.category(after)[0] == "M":
        return True
    if after in _SKIN_TONES:
        return True
    letters = 0  # of flags, which are pairs of them
    while letters < place and chars[place - 1 - letters][0] in _FLAG_LETTERS:
        letters += 1
    return after in _FLAG_LETTERS and letters % 2 == 1


def _size(chars: Iterable[_Char]) -> int:
    return sum(_units(char) for char, _ in chars)


def _units(char: str) -> int:
    return 2 if char > "\uffff" else 1


def _is_visible(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNPS" and char not in _BLANKS
