"""The words of a query as written: bare, tied, beginning so (``stalk*``), exactly so (``=US``)."""

import re
from collections.abc import Iterator

from language import tokens
from language.exact import exact_keys
from language.normalising import normalise
from matching.errors import Reason
from matching.faults import Mending, Unreadable
from matching.query import Phrase

MIN_BEGINNING = 3
"""A beginning of fewer characters would be that of too many words."""

_STAR = "*"
_EXACTLY = "="
_TIES = re.compile(r"[-‐‑–_.&@+]=?|(?<=\d)[,/:](?=\d)")
_STARS = re.compile(r"\*+")


def asks_exactly(leaf: str) -> bool:
    """Say whether a leaf asks for a word exactly so.

    Among its keys the leaf itself is the first; the others are those of the word in any form.
    """
    return leaf.startswith(_EXACTLY)


def word_of(leaf: str) -> str:
    """Return the word of a leaf that asks for one, exactly so or not, in its normal form."""
    return normalise(leaf.removeprefix(_EXACTLY)) if asks_exactly(leaf) else leaf


def asks_beginning(leaf: str) -> bool:
    """Say whether a leaf, which is its own key, asks for all words that begin so."""
    return leaf.endswith(_STAR)


def beginning(leaf: str) -> str:
    """Return how the words begin that such a leaf asks for."""
    return leaf.removesuffix(_STAR)


def asking_beginning(start: str) -> str:
    """Return the leaf and key that asks for all words that begin so."""
    return start + _STAR


def leaves(text: str, start: int, *, exactly: bool = False) -> tuple[str, ...]:
    """Return the leaves that stand in a text, which begins at ``start`` of what was typed."""
    return tuple(leaf for _, leaf in _leaves(text, start, exactly))


def tied(chunk: str, start: int) -> Iterator[Phrase[str]]:
    """Yield the phrases of what was written without a blank: words tied by hyphens and the like."""
    phrase: list[str] = []
    end = 0
    for token, leaf in _leaves(chunk, start, chunk.startswith(_EXACTLY)):
        tie = _TIES.match(chunk, end)
        if phrase and not (tie and tie.end() == token.start):
            yield Phrase(tuple(phrase))
            phrase = []
        phrase.append(leaf)
        end = token.end
    if phrase:
        yield Phrase(tuple(phrase))


def _leaves(text: str, start: int, exactly: bool) -> Iterator[tuple[tokens.Token, str]]:
    found = tokens.tokens(text)
    _check_stars(text, start, found)
    for token in found:
        starred = text.startswith(_STAR, token.end)
        if exactly or _marked(text, token.start):
            if starred:
                raise Unreadable(Reason.MISPLACED_STAR, start + token.end, _starless(text, start))
            for key in exact_keys(token.word):
                yield token, key
        elif leaf := normalise(token.word):
            if starred and len(leaf) < MIN_BEGINNING:
                place = start + token.start
                raise Unreadable(Reason.SHORT_BEGINNING, place, _starless(text, start))
            yield token, leaf + _STAR * starred


def _marked(text: str, at: int) -> bool:
    """Say whether what begins here is marked as exact; ``id=5`` only looks like it."""
    return text[at - 1 : at] == _EXACTLY and not text[at - 2 : at - 1].isalnum()


def _check_stars(text: str, start: int, words: list[tokens.Token]) -> None:
    """Raise ``Unreadable`` for the first star that is not the end of a word's beginning."""
    ends = {token.end for token in words}
    rests = {token.start: token.end for token in words}
    for stars in _STARS.finditer(text):
        place = start + stars.start()
        if stars.start() not in ends:
            alone = not text.strip(_STAR)
            reason = Reason.MATCHES_EVERYTHING if alone else Reason.MISPLACED_STAR
            raise Unreadable(reason, place, _starless(text, start))
        if rest := rests.get(stars.end()):
            rest_of_word = Mending(start + stars.end(), start + rest)
            raise Unreadable(Reason.MISPLACED_STAR, place, rest_of_word)


def _starless(text: str, start: int) -> Mending:
    return Mending(start, start + len(text), text.replace(_STAR, ""))
