"""Words that meet in the very form they are written in, whatever the language."""

import unicodedata

from language.normalising import normalise, visible

_POSSESSIVE = "'s"


class Exact:
    """Whole words in their normal form; a possessive ``'s`` may be left away in the query."""

    name = "exact"

    def query_keys(self, word: str) -> tuple[str, ...]:
        """Return the normal form."""
        normal = normalise(word)
        return (normal,) if normal else ()

    def text_keys(self, word: str) -> tuple[str, ...]:
        """Return the normal form, and that of the owner of something."""
        normal = normalise(word)
        if not normal:
            return ()
        return tuple(dict.fromkeys((normal, normal.removesuffix(_POSSESSIVE) or normal)))


def exact_keys(word: str) -> tuple[str, ...]:
    """Return the key of this very word, in a query and in a text: case, form and script count.

    Only what nobody sees makes no difference: invisible characters and how accents are encoded.
    Empty for no word. Unlike the keys of ``Forms``, it begins with ``=``. Whoever asks often
    remembers.
    """
    seen = unicodedata.normalize("NFC", visible(word))
    return (f"={seen}",) if normalise(seen) else ()
