"""Russian: pymorphy3's dictionary, and its guesses for names that no dictionary holds."""

import re
from functools import cache

from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse

from language.normalising import normalise

_MARK = "ru:"
# The analyzer raises errors at some letters of other alphabets.
_OF_SURNAMES = ("ов", "ев", "ин", "ын")
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox"})
_RUSSIAN = re.compile("[а-я]+")


class Russian:
    """A query's word asks for itself and its lemmas; a text's word answers to its lemmas."""

    name = "russian"

    def query_keys(self, word: str) -> tuple[str, ...]:
        """Return the word, which may be a lemma that no dictionary holds, and its lemmas."""
        normal = normalise(word)
        return _keys(normal, *_lemmas(normal)) if normal else ()

    def text_keys(self, word: str) -> tuple[str, ...]:
        """Return the lemmas of every reading of the word; what may be a surname is one itself."""
        normal = normalise(word)
        if not normal:
            return ()
        # The dictionary takes Токаев for several bottles of Tokay, and no more.
        own = (normal,) if normal.endswith(_OF_SURNAMES) else ()
        return _keys(*own, *_lemmas(normal))


def is_common(normal: str) -> bool:
    """Say whether a word in normal form is a lemma that the dictionary holds, and no name."""
    return any(
        normalise(reading.normal_form) == normal and _NAMES.isdisjoint(reading.tag.grammemes)
        for reading in _known(normal)
    )


def is_name(normal: str) -> bool:
    """Say whether the dictionary holds a word in normal form as the name of a person or place."""
    return any(
        normalise(reading.normal_form) == normal and not _NAMES.isdisjoint(reading.tag.grammemes)
        for reading in _known(normal)
    )


def _known(normal: str) -> list[Parse]:
    analyzer = _analyzer()
    known = _RUSSIAN.fullmatch(normal) and analyzer.word_is_known(normal)
    return analyzer.parse(normal) if known else []


def _keys(*forms: str) -> tuple[str, ...]:
    return tuple(_MARK + form for form in dict.fromkeys(forms))


@cache
def _analyzer() -> MorphAnalyzer:
    # The dictionary (30 MB) is read when the first word is looked up.
    return MorphAnalyzer()


def _lemmas(normal: str) -> list[str]:
    if not _RUSSIAN.fullmatch(normal):
        return [normal]
    analyzer = _analyzer()
    # The analyzer would also find out which reading is the likeliest, in twice the time.
    known = [
        analyzer.dictionary.build_normal_form(paradigm, form, spelling)
        for spelling, readings in analyzer.dictionary.words.similar_items(
            normal, analyzer.char_substitutes
        )
        for paradigm, form in readings
    ]
    return [lemma.replace("ё", "е") for lemma in known or analyzer.normal_forms(normal)]
