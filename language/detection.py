"""Which languages a text is written in: declared, detected, and betrayed by letters and words.

The detector is CLD2: 3 MB, and with the rest some 60 µs an article. Measured on sentences of three
languages it was as right as py3langid (96 MB), lingua (91 MB) and fastText (26 MB) where it was
sure, and it says when it is not. A wrong guess loses matches while a language too
many costs next to nothing, so all three are believed, and next to none is ruled out.
"""

import re

import pycld2

from language.alphabets import KAZAKH_LETTERS

KAZAKH_LATIN = "kk-latn"
"""Kazakh in Latin letters; ``kk`` is Kazakh in Cyrillic."""

# What the detector reads of a text: more makes it slower and no better.
_SAMPLE = 600
# Of a smaller part, in percent, the detector is rather wrong than right.
_PART = 10
# Below this share of Kazakh letters (in Kazakh itself it is 0.12) they belong to some names.
_KAZAKH_SHARE = 0.01

# Words that Russian sentences nearly always have and Kazakh ones never.
_RUSSIAN = "в и на по с из для что до об за при как"
_RUSSIAN_WORDS = tuple(f" {word} " for word in _RUSSIAN.split())

_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN_WORDS = re.compile("[a-z]+", re.IGNORECASE)
# Words that only Kazakh has when it is written in Latin letters; a few are enough.
_QAZAQ_WORD = re.compile(r"q(?!u)\w*|[ğǵ]\w*|ñ\w*[äöşūü]\w*", re.IGNORECASE)
_QAZAQ_SHARE = 0.08


def languages(declared: str | None, text: str) -> frozenset[str]:
    """Return the ISO 639-1 codes of the languages that a text may hold; empty when unknown.

    ``declared`` may be a code with a region (``ru-KZ``) or anything else. Never raises.
    """
    codes = _detected(text)
    if declared:
        codes.add(declared.lower().replace("_", "-").split("-")[0])
    lower = f" {text.lower()}"
    if sum(map(lower.count, KAZAKH_LETTERS)) > _KAZAKH_SHARE * len(text):
        codes.add("kk")
    if any(word in lower for word in _RUSSIAN_WORDS):
        codes.add("ru")
    if not _CYRILLIC.search(text) and ("kk" in codes or _is_qazaq(text, codes)):
        codes.add(KAZAKH_LATIN)
    return frozenset(codes)


def _detected(text: str) -> set[str]:
    """Return the languages that the detector is sure of."""
    sample = text[:_SAMPLE].encode("utf-8", "ignore")
    try:
        sure, _, guesses = pycld2.detect(sample, bestEffort=False)
    except pycld2.error:  # control characters and unassigned code points
        return set()
    return {code for _, code, percent, _ in guesses if percent > _PART} if sure else set()


def _is_qazaq(text: str, detected: set[str]) -> bool:
    """Say whether enough of the words in Latin letters can only be Kazakh."""
    if "en" in detected:
        return False  # Qatar and Iraq
    sample = text[:_SAMPLE]
    return len(_QAZAQ_WORD.findall(sample)) > _QAZAQ_SHARE * len(_LATIN_WORDS.findall(sample))
