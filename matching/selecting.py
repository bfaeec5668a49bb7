"""Which queries a document could satisfy: may err towards too many, never towards too few.

Every query is filed once, under one necessary clause: keys of which a document must hold at
least one to satisfy it. Of all its necessary clauses the rarest in news is taken, so a document
brings up few queries in vain.
"""

from collections.abc import Iterable, Iterator

from language.commonness import commonness
from matching.query import All, AnalysedQuery, Group, Keys, Node, Phrase


class Selector:
    """The files: under each key the numbers of the queries that it brings up.

    Most keys have one query, so a lone number stands without a set around it.
    """

    def __init__(self) -> None:
        self._files: dict[str, int | set[int]] = {}

    def file(self, query_id: int, query: AnalysedQuery) -> None:
        """File a query under its rarest necessary clause; filing it again changes nothing."""
        for key in rarest(query):
            filed = self._files.get(key)
            if filed is None:
                self._files[key] = query_id
            elif isinstance(filed, set):
                filed.add(query_id)
            elif filed != query_id:
                self._files[key] = {filed, query_id}

    def withdraw(self, query_id: int, query: AnalysedQuery) -> None:
        """Take a query out from where ``file`` put it; one that is not there is no error."""
        for key in rarest(query):
            filed = self._files.get(key)
            if isinstance(filed, set):
                filed.discard(query_id)
                if len(filed) == 1:
                    self._files[key] = filed.pop()
            elif filed == query_id:
                del self._files[key]

    def candidates(self, positions: dict[str, list[int]]) -> list[int]:
        """Return the numbers, ascending, of the queries that a document's keys bring up."""
        found: set[int] = set()
        for key in self._files.keys() & positions.keys():
            filed = self._files[key]
            if isinstance(filed, set):
                found |= filed
            else:
                found.add(filed)
        return sorted(found)


def rarest(query: AnalysedQuery) -> Keys:
    """Return the necessary clause that the fewest articles are expected to meet.

    It depends on nothing but the query, so a query is found again where it was filed.
    """
    return min(_necessary(query.root), key=_expected)


def _expected(clause: Keys) -> tuple[float, Keys]:
    return sum(map(commonness, clause)), clause


def _necessary(node: Node[Keys]) -> Iterator[Keys]:
    """Yield the clauses without which the node cannot be met."""
    match node:
        case Phrase(words):
            yield from words
        case Group(phrases):
            yield from _each(phrases)
        case All(parts):
            yield from _each(parts)


def _each(nodes: Iterable[Node[Keys]]) -> Iterator[Keys]:
    for node in nodes:
        yield from _necessary(node)
