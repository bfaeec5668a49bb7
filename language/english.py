"""English: simplemma's dictionary, and the regular endings of words that it does not hold."""

import re
from collections.abc import Iterator
from functools import cache

from simplemma import Lemmatizer, is_known

from language.normalising import normalise

_POSSESSIVE = "'s"
_MARK = "en:"
_SYLLABLE = re.compile("[aeiouy]")

# Nouns of their own: a hearing is not that somebody hears, and who follows one wants it alone.
_IN_ING = """
    accounting advertising backing banking bearing beating beginning being blessing booking boxing
    briefing broadcasting building clothing coating crossing dealing drilling dwelling earning
    engineering farming feeling filing finding fishing funding gambling gathering greeting heading
    hearing heating holding housing hunting killing landing learning lending lighting listing
    living manufacturing marketing meaning meeting missing offering opening outing painting parking
    planning policing polling posting pricing proceeding publishing racing rating reading recording
    refining reporting ruling sailing saving saying schooling screening sentencing setting shipping
    shooting shopping showing sitting spelling spending standing suffering surrounding swimming
    teaching testing timing trading training turning understanding undertaking uprising voting
    warning wedding wiring wording writing
"""
_NOUNS_IN_ING = frozenset(_IN_ING.split())
# No English word is a form of a shorter one.
_SHORTEST = 3


class English:
    """A query's word asks for itself and its lemma; a text's word answers to all it may be of."""

    name = "english"

    def query_keys(self, word: str) -> tuple[str, ...]:
        """Return the word and its lemma."""
        normal = normalise(word).removesuffix(_POSSESSIVE)
        if not normal:
            return ()
        if normal in _NOUNS_IN_ING:
            return (_MARK + normal,)
        return _keys(normal, _lemma(normal))

    def text_keys(self, word: str) -> tuple[str, ...]:
        """Return the word, its lemma, and what it would be a regular form of."""
        normal = normalise(word)
        owner = normal.removesuffix(_POSSESSIVE)
        if not owner:
            return _keys(normal) if normal else ()
        return _keys(owner, _lemma(owner), *_regular(owner))


def is_english(normal: str) -> bool:
    """Say whether the dictionary holds a word in normal form."""
    return is_known(normal, lang="en")


def _keys(*forms: str) -> tuple[str, ...]:
    return tuple(_MARK + form for form in dict.fromkeys(forms))


@cache
def _lemmatizer() -> Lemmatizer:
    # Whoever asks remembers; the dictionary (25 MB) is read when the first word is looked up.
    return Lemmatizer(cache_max_size=0)


def _lemma(normal: str) -> str:
    if "'" in normal:
        return normal  # the dictionary makes don of don't
    return normalise(_lemmatizer().lemmatize(normal, lang="en")) or normal


def _regular(word: str) -> Iterator[str]:
    """Yield the words of which this would be the plural, the past or the -ing form."""
    if word.endswith(("ies", "ied")) and len(word) > _SHORTEST + 1:
        yield word[:-3] + "y"
    if word.endswith("es") and word[-3:-2] in {"s", "x", "z", "h", "o"}:
        yield word[:-2]
    if word.endswith("s") and not word.endswith("ss") and len(word) > _SHORTEST:
        yield word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending):
            yield from _verbs(word.removesuffix(ending))


def _verbs(stem: str) -> Iterator[str]:
    """Yield the verbs that may look like this before -ing and -ed."""
    if len(stem) < _SHORTEST or not _SYLLABLE.search(stem):
        return
    yield stem
    yield stem + "e"
    if stem[-1] == stem[-2] or stem.endswith("ck"):
        yield stem[:-1]
