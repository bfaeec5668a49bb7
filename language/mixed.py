"""The words of a text or a query, each read by the languages that its alphabet allows."""

from collections.abc import Mapping
from functools import lru_cache
from sys import intern

from language.alphabets import Alphabet, alphabet_of
from language.forms import Forms
from language.normalising import normalise

REMEMBERED = 1 << 15
"""Words whose keys are kept: news repeats itself, and this many hold nearly all of a day's."""


class Mixed:
    """Forms of several languages at once: a word has the keys of each that can have it."""

    name = "mixed"

    def __init__(self, forms: Mapping[Alphabet, tuple[Forms, ...]]) -> None:
        self._forms = forms
        self.text_keys = lru_cache(REMEMBERED)(self._text_keys)

    def query_keys(self, word: str) -> tuple[str, ...]:
        """Return the keys that a query's word has in each language."""
        keys = [forms.query_keys(word) for forms in self._of(word)]
        return tuple(dict.fromkeys(key for some in keys for key in some))

    def _text_keys(self, word: str) -> tuple[str, ...]:
        keys = [forms.text_keys(word) for forms in self._of(word)]
        return tuple(dict.fromkeys(intern(key) for some in keys for key in some))

    def _of(self, word: str) -> tuple[Forms, ...]:
        return self._forms[alphabet_of(normalise(word))]
