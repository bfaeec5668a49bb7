"""Kazakh word forms, as the rest of the program asks for them."""

from language.kazakh.latin import is_marked, readings, skeleton
from language.kazakh.peeling import stems
from language.kazakh.sounds import infinitive
from language.kazakh.suffixes import OBLIQUE
from language.normalising import normalise

_MARK = "kk:"
_LATIN_MARK = "kq:"


# A query is reduced to a stem of at least so many letters: a shorter one is too often another.
_SHORTEST_STEM = 4


class Kazakh:
    """Kazakh in Cyrillic.

    A query's word asks for itself, and without the case in which it was copied from a text; a
    text's word answers to every stem that it may have, and for a verb also to the infinitive,
    under which people know it.
    """

    name = "kazakh"

    def query_keys(self, word: str) -> tuple[str, ...]:
        """Return the word itself, and without an unmistakable case."""
        normal = normalise(word)
        return tuple(_MARK + stem for stem in _asked(normal)) if normal else ()

    def text_keys(self, word: str) -> tuple[str, ...]:
        """Return the stems of the word."""
        normal = normalise(word)
        return tuple(_MARK + stem for stem in _possible(normal)) if normal else ()


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
        asked = [stem for reading in readings(normal) for stem in _asked(reading)]
        return _keys([normal, *asked], asked if is_marked(normal) else [])

    def text_keys(self, word: str) -> tuple[str, ...]:
        """Return the stems of all that the word may be in Cyrillic, and their skeletons."""
        normal = normalise(word)
        if not normal:
            return ()
        possible = [stem for reading in readings(normal) for stem in _possible(reading)]
        return _keys([normal, *possible], possible)


def _keys(in_latin: list[str], in_cyrillic: list[str]) -> tuple[str, ...]:
    latin = (_LATIN_MARK + (skeleton(stem) or stem) for stem in in_latin)
    return tuple(dict.fromkeys((*latin, *(_MARK + stem for stem in in_cyrillic))))


def _asked(normal: str) -> list[str]:
    nouns = sorted(stems(normal, OBLIQUE)["noun"])
    return [normal, *(stem for stem in nouns if len(stem) >= _SHORTEST_STEM)]


def _possible(normal: str) -> list[str]:
    found = stems(normal)
    verbs = [infinitive(stem) for stem in found["verb"]]
    return sorted({normal, *found["noun"], *found["verb"], *verbs})
