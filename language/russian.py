"""Russian: pymorphy3's dictionary, and its guesses for names that no dictionary holds."""

import re
from functools import cache

from pymorphy3 import MorphAnalyzer

from language.normalising import normalise

_MARK = "ru:"
# The analyzer raises errors at some letters of other alphabets.
_RUSSIAN = re.compile("[а-я]+")


class Russian:
    """A query's word asks for itself and its lemmas; a text's word answers to its lemmas."""

    name = "russian"

    def query_keys(self, word: str) -> tuple[str, ...]:
        """Return the word, which may be a lemma that no dictionary holds, and its lemmas."""
        normal = normalise(word)
        return _keys(normal, *_lemmas(normal)) if normal else ()

    def text_keys(self, word: str) -> tuple[str, ...]:
        """Return the lemmas of every reading of the word."""
        normal = normalise(word)
        return _keys(*_lemmas(normal)) if normal else ()


def _keys(*forms: str) -> tuple[str, ...]:
    return tuple(_MARK + form for form in dict.fromkeys(forms))


@cache
def _analyzer() -> MorphAnalyzer:
    # The dictionary (30 MB) is read when the first word is looked up.
    return MorphAnalyzer()


def _lemmas(normal: str) -> list[str]:
    if not _RUSSIAN.fullmatch(normal):
        return [normal]
    lemmas = (normalise(lemma) for lemma in _analyzer().normal_forms(normal))
    return [lemma for lemma in lemmas if lemma] or [normal]
