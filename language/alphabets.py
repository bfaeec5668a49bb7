"""In which alphabet a word is written: it says which languages can have such a word."""

import re
from enum import Enum, auto

KAZAKH_LETTERS = "әғқңөұүһі"

_KAZAKH = re.compile(f"[{KAZAKH_LETTERS}]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
# No English, French or Spanish word has q but before u; ğ, ǵ are in none of them either.
_QAZAQ = re.compile("q(?!u)|[ğǵ]")
_LATIN = re.compile("[a-z\u00df-\u024f\u0259\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")


class Alphabet(Enum):
    """The alphabets that are told apart."""

    CYRILLIC = auto()
    """Cyrillic without a letter that Russian lacks: Russian or Kazakh."""

    KAZAKH = auto()
    """Cyrillic with letters of Kazakh that Russian lacks."""

    LATIN = auto()
    """Latin, of any language."""

    QAZAQ = auto()
    """Latin as only Kazakh and a few of its relatives have it."""

    OTHER = auto()
    """Any other."""

    NONE = auto()
    """Without a letter: a number."""


def alphabet_of(normal: str) -> Alphabet:
    """Return the alphabet of a word in its normal form."""
    if _KAZAKH.search(normal):
        return Alphabet.KAZAKH
    if _CYRILLIC.search(normal):
        return Alphabet.CYRILLIC
    if _QAZAQ.search(normal):
        return Alphabet.QAZAQ
    if _LATIN.search(normal):
        return Alphabet.LATIN
    return Alphabet.OTHER if _LETTER.search(normal) else Alphabet.NONE
