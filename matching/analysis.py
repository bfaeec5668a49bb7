"""From a query's words to the keys by which the index finds it, and how these are stored."""

import json

from language import choosing
from matching.errors import OutdatedRulesError
from matching.query import All, AnalysedQuery, Group, Keys, Node, Part, Phrase, Query

RULES_VERSION = 1
"""Raised whenever words, sentences or forms are read in another way than before."""

_PHRASE, _GROUP, _ALL = range(3)


def analyse(query: Query) -> AnalysedQuery:
    """Return the query by its keys, under the rules of ``RULES_VERSION``."""
    if isinstance(query.root, All):
        return AnalysedQuery(All(tuple(_part(part) for part in query.root.parts)))
    return AnalysedQuery(_part(query.root))


def _part(part: Part[str]) -> Part[Keys]:
    if isinstance(part, Group):
        return Group(tuple(_phrase(phrase) for phrase in part.phrases))
    return _phrase(part)


def _phrase(phrase: Phrase[str]) -> Phrase[Keys]:
    forms = choosing.for_query()
    return Phrase(tuple(forms.query_keys(word) for word in phrase.words))


def dump(query: AnalysedQuery) -> bytes:
    """Return the query as bytes that only ``load`` understands, the rules' version among them."""
    plain = [RULES_VERSION, _plain(query.root)]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def load(stored: bytes) -> AnalysedQuery:
    """Return the query that ``dump`` wrote; raise ``OutdatedRulesError`` for any other bytes."""
    try:
        plain = json.loads(stored)
    except (ValueError, RecursionError):
        raise OutdatedRulesError("the bytes hold no analysis") from None
    match plain:
        case [int(version), root] if version == RULES_VERSION:
            return AnalysedQuery(_node(root))
        case _:
            raise OutdatedRulesError(f"the analysis is not of version {RULES_VERSION}")


def _plain(node: Node[Keys]) -> list[object]:
    match node:
        case Phrase(words):
            return [_PHRASE, *(keys[0] if len(keys) == 1 else keys for keys in words)]
        case Group(phrases):
            return [_GROUP, *(_plain(phrase) for phrase in phrases)]
        case All(parts):
            return [_ALL, *(_plain(part) for part in parts)]


def _node(plain: object) -> Node[Keys]:
    match plain:
        case [2, *parts] if parts:
            return All(tuple(_read_part(part) for part in parts))
        case _:
            return _read_part(plain)


def _read_part(plain: object) -> Part[Keys]:
    match plain:
        case [1, *phrases] if phrases:
            return Group(tuple(_read_phrase(phrase) for phrase in phrases))
        case _:
            return _read_phrase(plain)


def _read_phrase(plain: object) -> Phrase[Keys]:
    match plain:
        case [0, *words] if words:
            return Phrase(tuple(_read_keys(word) for word in words))
        case _:
            raise OutdatedRulesError("the bytes hold no analysis")


def _read_keys(plain: object) -> Keys:
    match plain:
        case str(key):
            return (key,)
        case [*keys] if keys and all(isinstance(key, str) for key in keys):
            return tuple(str(key) for key in keys)
        case _:
            raise OutdatedRulesError("the bytes hold no analysis")
