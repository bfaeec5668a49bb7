"""Keeping the index of queries up to date with the change log."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.pipeline.dictionaries import read_dictionaries
from matching.analysis import RULES_VERSION, analyse, dump, load
from matching.document import Document
from matching.errors import OutdatedRulesError, QueryError
from matching.index import Index, Match
from matching.parsing import parse
from storage import changes, queries
from storage.database import Database
from storage.queries import StoredQuery

_log = structlog.get_logger(__name__)

# A million follows take seconds to fill in: after so many queries everybody else has a turn.
# Analysed anew, which takes longest, they are some 20 ms of work, and stored together.
_AT_ONCE = 200


class IndexKeeper:
    """The index, and the number of the last change that it knows (-1 before it is filled).

    ``prepare`` is awaited before the first query is there to be matched.
    """

    def __init__(
        self, database: Database, prepare: Callable[[], Awaitable[None]] = read_dictionaries
    ) -> None:
        self._database = database
        self._prepare = prepare
        self._index = Index()
        self._turn = asyncio.Lock()
        self.number = -1

    @property
    def is_empty(self) -> bool:
        """Whether nobody follows anything, as of ``number``."""
        return not len(self._index)

    def match(self, document: Document) -> list[Match]:
        """Return which distinct queries the document satisfies, as of ``number``."""
        if self.is_empty:
            return []  # the index would read the document, and for that the dictionaries
        matches = self._index.match(document)
        if failed := self._index.work.failed:
            _log.error("queries could not be verified and matched nothing", queries=failed)
        return matches

    async def catch_up(self) -> None:
        """Fill the index, or follow the change log since the last time."""
        async with self._turn:
            async with self._database.read() as connection:
                # The number is read first: what commits in between comes twice, never not at all.
                number = await changes.latest(connection)
                if number == self.number:
                    return
                changed = await self._changed(connection)
            if changed and not len(self._index):
                await self._prepare()
            for start in range(0, len(changed), _AT_ONCE):
                anew = self._apply(changed[start : start + _AT_ONCE])
                if anew:
                    await self._store(anew)
                await asyncio.sleep(0)
            self.number = number

    async def _changed(self, connection: AsyncConnection) -> Sequence[StoredQuery]:
        if self.number < 0:
            return await queries.wanted(connection)
        ids = await changes.since(connection, self.number)
        found: list[StoredQuery] = []
        for start in range(0, len(ids), 500):
            found.extend(await queries.load(connection, ids[start : start + 500]))
        return found

    def _apply(self, changed: Iterable[StoredQuery]) -> dict[int, bytes]:
        """Bring the index up to date; return the analyses that had to be made anew, by query."""
        anew = {}
        for stored in changed:
            if not stored.wanted:
                self._index.remove(stored.id)
                continue
            try:
                self._index.add(stored.id, load(stored.analysed))
            except OutdatedRulesError:
                if analysed := self._analyse(stored):
                    anew[stored.id] = analysed
        return anew

    def _analyse(self, stored: StoredQuery) -> bytes | None:
        """Index a query by its normal form; return the analysis, None if it can't be read."""
        try:
            analysed = analyse(parse(stored.normal))
        except QueryError:
            _log.exception("a stored query can't be read and matches nothing", query=stored.id)
            return None
        self._index.add(stored.id, analysed)
        return dump(analysed)

    async def _store(self, anew: dict[int, bytes]) -> None:
        async with self._database.write(patient=True) as connection:
            for query_id, analysed in anew.items():
                await queries.store_analysis(connection, query_id, analysed, RULES_VERSION)
