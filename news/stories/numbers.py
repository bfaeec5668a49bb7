"""The numbers of a headline or a text; ``2 млрд`` and ``два миллиарда`` are one."""

import re
from collections.abc import Iterator

DIGITS = re.compile(r"\d+(?:[\u00a0\u202f ]\d{3}(?!\d))+|\d+(?:[.,:]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_BLANKS = re.compile(r"\s")

_WORDS = {
    word: value
    for value, words in {
        1: "один одна одного одной одному одним one бір",
        2: "два две двух двум двое двоих двоим two екі",
        3: "три трех трем трое троих троим three үш",
        4: "четыре четырех четырем четверо четверых four төрт",
        5: "пять пяти пятеро пятерых five бес",
        6: "шесть шести шестеро шестерых six алты",
        7: "семь семи семеро семерых seven жеті",
        8: "восемь восьми восьмерых eight сегіз",
        9: "девять девяти девятерых nine тоғыз",
        10: "десять десяти ten он",
        11: "одиннадцать одиннадцати eleven",
        12: "двенадцать двенадцати twelve",
        15: "пятнадцать пятнадцати fifteen",
        20: "двадцать двадцати twenty жиырма",
        30: "тридцать тридцати thirty отыз",
        40: "сорок сорока forty қырық",
        50: "пятьдесят пятидесяти fifty елу",
        100: "сто ста жүз",
    }.items()
    for word in words.split()
}
# "Он" is a pronoun in Russian, "one" seldom a number in English.
_DOUBTFUL = frozenset({"он", "one", "бір", "один", "одна", "одного", "одной", "одному", "одним"})
_MAGNITUDES = (
    (("тыс", "thousand", "мың"), 10**3),
    (("млн", "миллион", "million"), 10**6),
    (("млрд", "миллиард", "billion"), 10**9),
    (("трлн", "триллион", "trillion"), 10**12),
)
_ROUNDED_FROM = 10_000
_ROUNDED_BY = 1.1
_SHORT_MAGNITUDES = {"k": 10**3, "m": 10**6, "mln": 10**6, "bn": 10**9, "b": 10**9}


def number_of(word: str) -> float | None:
    """Return the value of a number word in normal form; None for other words."""
    return None if word in _DOUBTFUL else _WORDS.get(word)


def value_of(digits: str) -> float:
    """Return the value of digits as a text has them: ``1 000``, ``1,000``, ``4,5``, ``12:30``."""
    plain = _BLANKS.sub("", digits)
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    parts = re.split("[.,:]", plain)
    # A date, a time or a version is told apart from others by all of its digits.
    return float(f"{parts[0]}.{''.join(parts[1:]) or 0}"[:24])


def magnitude(word: str) -> int | None:
    """Return what a word in normal form multiplies the number before it by; None for others."""
    for beginnings, factor in _MAGNITUDES:
        if word.startswith(beginnings):
            return factor
    return _SHORT_MAGNITUDES.get(word)


def numbers_in(text: str) -> Iterator[str]:
    """Yield every number written in digits, in one spelling."""
    return (f"{value_of(found[0]):g}" for found in DIGITS.finditer(text))


def agree(one: float, other: float) -> bool:
    """Say whether two numbers may be one, rounded in one of them: nine million and 8.9 million.

    Small numbers, years and counts of people must be equal.
    """
    if one == other:
        return True
    smaller, larger = sorted((one, other))
    rounded = _is_round(smaller) or _is_round(larger)
    return rounded and smaller >= _ROUNDED_FROM and larger <= smaller * _ROUNDED_BY


def _is_round(value: float) -> bool:
    """Say whether a number has one significant digit."""
    return len(f"{value:.0f}".rstrip("0")) == 1
