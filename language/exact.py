"""Words that meet in the very form they are written in, whatever the language."""

import unicodedata
from functools import lru_cache

from language.normalising import normalise, visible

# News repeats itself: this many words hold nearly all of a day's text, in some 8 MB.
REMEMBERED = 1 << 15

_POSSESSIVE = "'s"


class Exact:
    """Whole words in their normal form; a possessive ``'s`` may be left away in the query."""

    name = "exact"

    def __init__(self) -> None:
        self.text_keys = lru_cache(REMEMBERED)(_text_keys)

    def query_keys(self, word: str) -> tuple[str, ...]:
        """Return the normal form."""
        normal = normalise(word)
        return (normal,) if normal else ()


def _text_keys(word: str) -> tuple[str, ...]:
    normal = normalise(word)
    if not normal:
        return ()
    owner = normal.removesuffix(_POSSESSIVE)
    return (normal,) if owner == normal else (normal, owner)


@lru_cache(REMEMBERED)
def exact_keys(word: str) -> tuple[str, ...]:
    """Return the key of this very word, in a query and in a text: case, form and script count.

    Only what nobody sees makes no difference: invisible characters and how accents are encoded.
    Empty for no word. Unlike the keys of ``Forms``, it begins with ``=``.
    """
    seen = unicodedata.normalize("NFC", visible(word))
    return (f"={seen}",) if normalise(seen) else ()
