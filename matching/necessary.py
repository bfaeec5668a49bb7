"""What an article must hold to satisfy a query, and which of it is rarest.

A clause is a set of leaves of which at least one must be met, as an integer with a bit for each.
A conjunction has the clauses of all its parts, and any one will do; a disjunction joins one clause
of each part. What excludes, or asks who published the article, has none.
"""

from language.commonness import commonness
from matching.query import All, Either, Group, Language, Node, Not, Phrase, Site, leaves_of
from matching.written import asks_beginning, beginning

_ENDINGS = 20
"""A beginning is expected to be that of so many words."""


def rarest(root: Node[str]) -> int:
    """Return the clause that the fewest articles meet, as places in ``leaves_of(root)``.

    0 for a query that asks for no word, which ``parsing.parse`` refuses.
    """
    found = _rarest(root, 0)
    return found[1] if found else 0


def _rarest(node: Node[str], place: int) -> tuple[float, int] | None:
    """Return the rarest clause of a node whose leaves begin at ``place``, with its commonness."""
    match node:
        case Phrase(words):
            return min((_commonness(word), 1 << place + step) for step, word in enumerate(words))
        case Group(parts) | All(parts):
            return min(filter(None, _each(parts, place)), default=None)
        case Either(parts):
            return _joined(_each(parts, place))
        case Not() | Site() | Language():
            return None


def _each(parts: tuple[Node[str], ...], place: int) -> list[tuple[float, int] | None]:
    found = []
    for part in parts:
        found.append(_rarest(part, place))
        place += sum(1 for _ in leaves_of(part))
    return found


def _joined(found: list[tuple[float, int] | None]) -> tuple[float, int] | None:
    clauses = [clause for clause in found if clause is not None]
    if len(clauses) < len(found):
        return None
    return sum(share for share, _ in clauses), sum(clause for _, clause in clauses)


def _commonness(leaf: str) -> float:
    if asks_beginning(leaf):
        return min(_ENDINGS * commonness(beginning(leaf)), 1)
    return commonness(leaf)
