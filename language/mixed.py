"""The words of a text or a query, each read by the languages that its alphabet allows."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial

from language.alphabets import Alphabet, alphabet_of
from language.forms import Forms
from language.normalising import normalise

REMEMBERED = 60_000
"""Words whose keys are kept, in some 30 MB, over all languages: news repeats itself."""

_ENDED = re.compile("([a-z0-9\u00df-\u024f]+)'?[\u0400-\u052f]+")
_LED = re.compile(r"\w{1,2}'(\w{3,})")


class Mixed:
    """Forms of several languages at once: a word has the keys of each that can have it."""

    name = "mixed"

    def __init__(self, forms: Mapping[Alphabet, tuple[Forms, ...]]) -> None:
        self._forms = forms
        self.text_keys = partial(_remembered, self)

    def query_keys(self, word: str) -> tuple[str, ...]:
        """Return the keys that a query's word has in each language."""
        keys = [forms.query_keys(word) for forms in self._of(word)]
        return tuple(dict.fromkeys(key for some in keys for key in some))

    def work_out(self, word: str) -> tuple[str, ...]:
        """Return what ``text_keys`` returns, without remembering it."""
        keys = [
            key
            for part in _parts(word)
            for forms in self._of(part)
            for key in forms.text_keys(part)
        ]
        return tuple(dict.fromkeys(keys))

    def _of(self, word: str) -> tuple[Forms, ...]:
        return self._forms[alphabet_of(normalise(word))]


# One memory for all mixtures: those that are read most have most of it.
@lru_cache(REMEMBERED)
def _remembered(mixed: Mixed, word: str) -> tuple[str, ...]:
    return mixed.work_out(word)


def _parts(word: str) -> Iterator[str]:
    """Yield a word, and the one in it that has an ending or a particle.

    The endings are of another alphabet (``iPhone'ом``, ``Facebookтан``), the particles short
    (``l'élection``); what English leaves out (``don't``) is left alone.
    """
    yield word
    normal = normalise(word)
    if ended := _ENDED.fullmatch(normal):
        yield ended[1]
    elif particle := _LED.fullmatch(normal):
        yield particle[1]
