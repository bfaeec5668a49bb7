"""From a query's words to the keys by which the index finds it, and how these are stored."""

from msgspec import MsgspecError
from msgspec.json import Decoder, Encoder

from language import choosing
from matching.errors import OutdatedRulesError
from matching.necessary import rarest
from matching.query import (
    All,
    AnalysedQuery,
    Either,
    Group,
    Keys,
    Node,
    Not,
    Part,
    Phrase,
    Query,
)
from matching.written import asks_beginning, asks_exactly, word_of

RULES_VERSION = 2
"""Raised whenever words, sentences or forms are read in another way than before."""

_encode = Encoder().encode
_decode = Decoder(tuple[int, AnalysedQuery]).decode


def analyse(query: Query) -> AnalysedQuery:
    """Return the query by its keys, under the rules of ``RULES_VERSION``.

    The tree has the same shape as the query's: each node stands where it stood.
    """
    return AnalysedQuery(rarest(query.root), analysed(query.root))


def analysed(node: Node[str]) -> Node[Keys]:
    """Return one node of a query by its keys."""
    match node:
        case All(parts):
            return All(tuple(map(analysed, parts)))
        case Either(parts):
            return Either(tuple(map(analysed, parts)))
        case Not(part):
            return Not(_part(part))
        case part:
            return _part(part)


def dump(query: AnalysedQuery) -> bytes:
    """Return the query as bytes that only ``load`` understands, the rules' version among them."""
    return _encode((RULES_VERSION, query))


def load(stored: bytes) -> AnalysedQuery:
    """Return the query that ``dump`` wrote; raise ``OutdatedRulesError`` for any other bytes."""
    try:
        version, query = _decode(stored)
    except (MsgspecError, RecursionError, UnicodeError):
        raise OutdatedRulesError("the bytes hold no analysis by today's rules") from None
    if version != RULES_VERSION:
        raise OutdatedRulesError(f"the analysis is not of version {RULES_VERSION}")
    return query


def _part(part: Part[str]) -> Part[Keys]:
    match part:
        case Phrase():
            return _phrase(part)
        case Group(phrases, scope, nearness):
            return Group(tuple(map(_phrase, phrases)), scope, nearness)
        case _:
            return part


def _phrase(phrase: Phrase[str]) -> Phrase[Keys]:
    return Phrase(tuple(map(_keys, phrase.words)), phrase.scope, phrase.times)


def _keys(leaf: str) -> Keys:
    if asks_beginning(leaf):
        return Keys(leaf)
    word = word_of(leaf)
    # A word without keys is met by nothing, least of all by everything.
    keys = " ".join(choosing.for_query().query_keys(word)) or word
    return Keys(f"{leaf} {keys}" if asks_exactly(leaf) else keys)
