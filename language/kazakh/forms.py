"""Kazakh word forms, as the rest of the program asks for them."""

from language.kazakh.latin import is_marked, readings, skeleton
from language.kazakh.peeling import stems
from language.kazakh.sounds import infinitive
from language.normalising import normalise

_MARK = "kk:"
_LATIN_MARK = "kq:"


class Kazakh:
    """Kazakh in Cyrillic.

    A query's word asks for itself; a text's word answers to every stem that it may have, and for
    a verb also to the infinitive, under which people know it.
    """

    name = "kazakh"

    def query_keys(self, word: str) -> tuple[str, ...]:
        """Return the word itself."""
        normal = normalise(word)
        return (_MARK + normal,) if normal else ()

    def text_keys(self, word: str) -> tuple[str, ...]:
        """Return the stems of the word."""
        normal = normalise(word)
        return tuple(_MARK + stem for stem in _stems(normal)) if normal else ()


class KazakhLatin:
    """Kazakh in the Latin alphabets.

    Its texts are read in Cyrillic, and so meet what is asked for in Cyrillic. A query in Latin
    letters meets texts in either alphabet if its letters can only be Kazakh (Qazaqstan, Äliev);
    otherwise those in Latin alone, since ``bar`` is a word of other languages too.
    """

    name = "kazakh latin"

    def query_keys(self, word: str) -> tuple[str, ...]:
        """Return the word with its ambiguous letters as one, and in Cyrillic if it is Kazakh."""
        normal = normalise(word)
        if not normal:
            return ()
        cyrillic = readings(normal) if is_marked(normal) else ()
        return (_LATIN_MARK + skeleton(normal), *(_MARK + reading for reading in cyrillic))

    def text_keys(self, word: str) -> tuple[str, ...]:
        """Return the stems of all that the word may be in Cyrillic, and their skeletons."""
        normal = normalise(word)
        if not normal:
            return ()
        found = dict.fromkeys(stem for reading in readings(normal) for stem in _stems(reading))
        skeletons = dict.fromkeys(map(skeleton, (normal, *found)))
        return (*(_LATIN_MARK + one for one in skeletons), *(_MARK + stem for stem in found))


def _stems(normal: str) -> list[str]:
    found = stems(normal)
    verbs = [infinitive(stem) for stem in found["verb"]]
    return sorted({normal, *found["noun"], *found["verb"], *verbs})
