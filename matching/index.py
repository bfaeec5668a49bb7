"""All queries at once: which of them does an article satisfy, and where.

``Selector`` brings up what could match, ``verify`` says what does.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from msgspec import Struct

from matching.document import Document, Span
from matching.query import AnalysedQuery
from matching.reading import Reading
from matching.selecting import Selector
from matching.verifying import verify

MAX_SPANS = 100
"""A match carries the first so many of its words; enough to show, whatever the text repeats."""

Verify = Callable[[AnalysedQuery, Reading], Collection[int] | None]

# Whatever a broken query can raise in pure code that looks at trees, sets and numbers.
_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class Match(Struct, frozen=True, gc=False):
    """A query that a document satisfies, with the words that do so, in order."""

    query_id: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What one document cost.

    Attributes:
        queries: how many the index held.
        verified: how many were looked at closely.
        matched: how many were satisfied.
        failed: the ids of those that could not be verified; they count as not satisfied.
    """

    queries: int
    verified: int
    matched: int
    failed: tuple[int, ...] = ()

    def __str__(self) -> str:
        return f"{self.verified:,} of {self.queries:,} queries verified, {self.matched:,} matched"


class Index:
    """The distinct queries that are followed, each under an id of the caller's."""

    def __init__(self, verify: Verify = verify) -> None:
        self._queries: dict[int, AnalysedQuery] = {}
        self._selector = Selector()
        self._verify = verify
        self._work = Work(0, 0, 0)

    def __len__(self) -> int:
        return len(self._queries)

    @property
    def work(self) -> Work:
        """What the latest ``match`` cost."""
        return self._work

    def add(self, query_id: int, query: AnalysedQuery) -> None:
        """Add a query, in place of another under the same id; again, it changes nothing."""
        self.remove(query_id)
        self._selector.file(query_id, query)
        self._queries[query_id] = query

    def remove(self, query_id: int) -> None:
        """Remove a query; one that is not there is no error."""
        query = self._queries.pop(query_id, None)
        if query is not None:
            self._selector.withdraw(query_id, query)

    def match(self, document: Document) -> list[Match]:
        """Return the matches of a document, by ascending query id."""
        reading = Reading(document)
        candidates = self._selector.candidates(reading)
        matches: list[Match] = []
        failed: list[int] = []
        for query_id in candidates:
            try:
                words = self._verify(self._queries[query_id], reading)
            except _FAULTS:
                failed.append(query_id)
                continue
            if words is not None:
                shown = sorted(words)[:MAX_SPANS]
                matches.append(Match(query_id, tuple(map(reading.span, shown))))
        self._work = Work(len(self), len(candidates), len(matches), tuple(failed))
        return matches
