"""Words and where they stand.

A word is a run of letters, digits and combining marks; an apostrophe between letters belongs to
it (``Qazaqstan's``, ``O'Brien``), a hyphen does not: ``жертва-свидетель`` is two adjacent words.
"""

import re
import unicodedata
from dataclasses import dataclass

from language.normalising import APOSTROPHES, INVISIBLE

_MARKS = "".join(
    chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code)) in {"Mn", "Mc"}
)
_INSIDE = rf"[\w{_MARKS}{INVISIBLE}]*"
_WORD = re.compile(rf"\w{_INSIDE}(?:[{APOSTROPHES}]\w{_INSIDE})*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written, with its code-point offsets in the text; the end is exclusive."""

    word: str
    start: int
    end: int


def words(text: str) -> list[str]:
    """Return the words of a text as written, in order; the n-th belongs to the n-th offset."""
    return _WORD.findall(_without_underscores(text))


def offsets(text: str) -> list[tuple[int, int]]:
    """Return the start and end, in code points, of each of ``words(text)``."""
    return [match.span() for match in _WORD.finditer(_without_underscores(text))]


def tokens(text: str) -> list[Token]:
    """Return the words of a text with their offsets, in order."""
    return [Token(text[start:end], start, end) for start, end in offsets(text)]


def _without_underscores(text: str) -> str:
    # \w takes in the underscore; a blank of the same length keeps every offset.
    return text.replace("_", " ") if "_" in text else text
