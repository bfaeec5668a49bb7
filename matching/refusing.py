"""Queries that are well written and still no use: whatever matches everything, or nothing."""

from collections.abc import Mapping

from matching.errors import Reason
from matching.faults import Unreadable
from matching.query import All, Either, Group, Language, Node, Not, Phrase, Site


def check(root: Node[str], places: Mapping[Node[str], int]) -> None:
    """Raise ``Unreadable`` for a query that could not tell one article from another.

    Every query asks for at least one word, in each of its alternatives: by that word the index
    knows which articles it might match.
    """
    contradiction = _contradiction(root)
    if contradiction is not None:
        raise Unreadable(Reason.MATCHES_NOTHING, places.get(contradiction, 0))
    if not _asks_for_words(root):
        vague = _vague(root)
        raise Unreadable(_reason(vague), places.get(vague, 0))


def _asks_for_words(node: Node[str]) -> bool:
    match node:
        case Phrase() | Group():
            return True
        case All(parts):
            return any(map(_asks_for_words, parts))
        case Either(parts):
            return all(map(_asks_for_words, parts))
        case _:
            return False


def _vague(node: Node[str]) -> Node[str]:
    """Return what in a node would match nearly everything."""
    match node:
        case All(parts):
            return _vague(max(parts, key=lambda part: isinstance(part, Site)))
        case Either(parts):
            return _vague(next(part for part in parts if not _asks_for_words(part)))
        case _:
            return node


def _reason(vague: Node[str]) -> Reason:
    match vague:
        case Site():
            return Reason.ONLY_SITE
        case Language():
            return Reason.ONLY_LANGUAGE
        case _:
            return Reason.ONLY_EXCLUDES


def _contradiction(node: Node[str]) -> Node[str] | None:
    """Return what a node excludes and asks for at once, if there is such a thing."""
    if not isinstance(node, All | Either):
        return None
    if isinstance(node, All):
        for part in node.parts:
            if isinstance(part, Not) and part.part in node.parts:
                return part
    for part in node.parts:
        if (contradiction := _contradiction(part)) is not None:
            return contradiction
    return None
