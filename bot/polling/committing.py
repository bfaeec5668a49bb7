"""Commit 1: a source's new articles as unread, their sightings, and how the source fares.

Looks, what WebSub pushes and posts of chats that the bot administers come in at this one door.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import SourceMoved
from bot.clock import Clock
from bot.polling.dropping import Dropping
from bot.polling.faring import Faring, Verdict
from bot.polling.newness import Newness, judge_look
from bot.polling.owners import Owners
from bot.polling.reading import Found
from bot.polling.sighting import sighted
from news.entry import Listing
from storage import articles, dropped, legibility, sources
from storage.database import Database
from storage.sources import Source

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Committed:
    """What came of a source's entries.

    Attributes:
        waiting: articles that wait to be read because of them.
        edited: known entries that say something else now, and are read again.
        moved: old entries that appeared together: remembered, and the owners are told.
    """

    waiting: int
    edited: int
    moved: int


@dataclass(frozen=True, slots=True)
class Committer:
    """Commits what sources list; ``fresh`` is called when articles wait to be read.

    When each source last had something to commit is remembered: articles that were read since
    tell of its health.
    """

    database: Database
    clock: Clock
    faring: Faring
    dropping: Dropping
    owners: Owners
    fresh: Callable[[], None]
    changed_at: dict[int, datetime] = field(default_factory=dict)

    async def looked(self, source: Source, found: Found) -> Committed:
        """Commit what a look found; ``source`` is as it was before."""
        return await self._commit(source, found.listings, found)

    async def pushed(self, source: Source, listing: Listing) -> Committed:
        """Commit what came without a look: a push, or a post. The next look stays as it was."""
        return await self._commit(source, (listing,), None)

    async def _commit(
        self, source: Source, listings: Sequence[Listing], found: Found | None
    ) -> Committed:
        async with self.database.write(patient=True) as connection:
            now = self.clock.now()
            ids = [entry.id for listing in listings for entry in listing.entries]
            known = await articles.known(connection, source.id, ids)
            # What comes by itself has no first look: its history never comes.
            since = source.looked_at if source.host else source.looked_at or now
            newness = judge_look(listings, known, since, was_cut=self.faring.was_cut(source))
            committed = await _store(connection, now, source, newness, known)
            reasons = self.dropping.reasons(source.id, listings, newness.dropped)
            await dropped.count(connection, source.id, now, reasons)
            verdict = await self._fare(connection, now, source, found, newness)
            await sources.save(connection, [verdict.look])
            await self.owners.hear(connection, now, source, verdict)
            if committed.moved:
                moved = SourceMoved(source.id, committed.moved)
                await self.owners.tell(connection, now, source.id, moved)
        self.owners.ring()
        self._say(source, committed)
        return committed

    async def _fare(
        self,
        connection: AsyncConnection,
        now: datetime,
        source: Source,
        found: Found | None,
        newness: Newness,
    ) -> Verdict:
        if found is None:
            return self.faring.pushed(source, now, len(newness.fresh))
        since = self.changed_at.get(source.id, source.looked_at or now)
        self.changed_at[source.id] = now
        known = [entry.id for entry in newness.known]
        had_text = await legibility.had_text(connection, source.id, known, since) if known else ()
        return self.faring.well(source, now, found, len(newness.fresh), had_text)

    def _say(self, source: Source, committed: Committed) -> None:
        if committed.waiting or committed.edited:
            _log.info(
                "new articles",
                source=source.name,
                articles=committed.waiting,
                edited=committed.edited,
            )
            self.fresh()
        if committed.moved:
            _log.warning(
                "old entries appeared and alert nobody",
                source=source.name,
                entries=committed.moved,
            )


async def _store(
    connection: AsyncConnection,
    now: datetime,
    source: Source,
    newness: Newness,
    known: Mapping[str, bytes | None],
) -> Committed:
    among = [*newness.fresh, *newness.past, *newness.known]
    waiting = await articles.sight(connection, now, source.id, sighted(newness.fresh, among))
    await articles.remember(connection, now, source.id, sighted(newness.past, among))
    changed = [
        entry for entry in sighted(newness.known, among) if known[entry.entry_id] != entry.digest
    ]
    edited = await articles.edited(connection, now, source.id, changed) if changed else 0
    return Committed(waiting, edited, newness.moved)
