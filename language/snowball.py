"""The languages that have nothing better here than a stemmer: Snowball's.

A query's language is not known, so its word asks for the stem that each of the stemmers would
make of it: three different ones on average, for twenty-four languages.
"""

from functools import cache

from Stemmer import Stemmer

from language.normalising import normalise

LATIN = {
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hu": "hungarian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "tr": "turkish",
}
"""Algorithms of the languages written in Latin letters, by ISO 639-1 code."""

OTHER = {
    "ar": "arabic",
    "el": "greek",
    "fa": "persian",
    "hi": "hindi",
    "hy": "armenian",
    "ne": "nepali",
    "ta": "tamil",
    "yi": "yiddish",
}
"""Algorithms of the languages in alphabets of their own."""


_SHORTEST = 3


class Snowball:
    """The words of one or, for a query, of several languages, by their stems."""

    def __init__(self, *algorithms: str) -> None:
        self.name = "+".join(algorithms)
        self._algorithms = algorithms

    def query_keys(self, word: str) -> tuple[str, ...]:
        """Return the word and its stems in all the languages."""
        return self.text_keys(word)

    def text_keys(self, word: str) -> tuple[str, ...]:
        """Return the word and its stems in all the languages."""
        normal = normalise(word)
        if not normal:
            return ()
        # Stemming may go too far: Turkish seçim loses what is the stem of seçimler.
        stems = (_stem(algorithm, normal) for algorithm in self._algorithms)
        return tuple(dict.fromkeys((normal, *stems)))


@cache
def _stemmer(algorithm: str) -> Stemmer:
    return Stemmer(algorithm, 0)  # whoever asks remembers


def _stem(algorithm: str, normal: str) -> str:
    stem = normalise(_stemmer(algorithm).stemWord(normal))
    # Less than half a word is no stem but a foreign word cut down.
    return stem if 2 * len(stem) >= len(normal) and len(stem) >= _SHORTEST else normal
