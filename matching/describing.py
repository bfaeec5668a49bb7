"""How a query was understood, as plain data that a view can put into words."""

from dataclasses import dataclass
from enum import StrEnum

from matching.query import All, Either, Group, Language, Node, Not, Phrase, Query, Scope, Site
from matching.written import asks_beginning, asks_exactly


class Kind(StrEnum):
    """What one part of a query asks for: stable codes, put into words where they are shown."""

    WORD = "word"
    """One word, in any form."""

    BEGINNING = "beginning"
    """One word that begins so."""

    EXACT = "exact"
    """One word, exactly as written."""

    PHRASE = "phrase"
    """Words next to each other, in this order."""

    SENTENCE = "sentence"
    """Words, or phrases, in one sentence."""

    NEAR = "near"
    """Words in one sentence, with at most ``number`` others between them."""

    SITE = "site"
    LANGUAGE = "language"

    NOT = "not"
    """Not the one part."""

    ALL = "all"
    """Each of the parts."""

    ANY = "any"
    """At least one of the parts."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What one part of a query asks for.

    Attributes:
        kind: what it is.
        words: its words, with star and equals sign; small phrases of a sentence, without quotes;
            the host; the language's code.
        scope: where they must stand.
        number: how often at least, or how many other words at most for ``NEAR``.
        parts: for ``NOT``, ``ALL`` and ``ANY``, what they are made of.
    """

    kind: Kind
    words: tuple[str, ...] = ()
    scope: Scope = Scope.ARTICLE
    number: int = 1
    parts: "tuple[Understood, ...]" = ()


def describe(query: Query) -> Understood:
    """Return how a query was understood, in the order of its normal form."""
    return _described(query.root)


def _described(node: Node[str]) -> Understood:
    match node:
        case Phrase(words, scope, times):
            return Understood(_kind(words), words, scope, times)
        case Group(phrases, scope, nearness):
            pieces = tuple(" ".join(phrase.words) for phrase in phrases)
            if nearness is None:
                return Understood(Kind.SENTENCE, pieces, scope)
            return Understood(Kind.NEAR, pieces, scope, nearness)
        case Site(host):
            return Understood(Kind.SITE, (host,))
        case Language(code):
            return Understood(Kind.LANGUAGE, (code,))
        case Not(part):
            return Understood(Kind.NOT, parts=(_described(part),))
        case All(parts):
            return Understood(Kind.ALL, parts=tuple(map(_described, parts)))
        case Either(parts):
            return Understood(Kind.ANY, parts=tuple(map(_described, parts)))


def _kind(words: tuple[str, ...]) -> Kind:
    if len(words) > 1:
        return Kind.PHRASE
    if asks_exactly(words[0]):
        return Kind.EXACT
    return Kind.BEGINNING if asks_beginning(words[0]) else Kind.WORD
