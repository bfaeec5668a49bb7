"""Commit 1: a source's new articles as unread, their sightings, and how the source fares.

Looks, what WebSub pushes and posts of chats that the bot administers come in at this one door.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Protocol

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import SourceMoved
from bot.clock import Clock
from bot.polling.dropping import Dropping
from bot.polling.faring import Faring, Verdict
from bot.polling.newness import Newness, judge_look
from bot.polling.owners import Owners
from bot.polling.reading import Found
from bot.polling.relisting import relisted
from bot.polling.sighting import sighted
from news.discovery.naming import cleaned
from news.entry import Listing
from storage import articles, dropped, legibility, sources
from storage.database import Database
from storage.relisting import said_before
from storage.sources import Source

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Committed:
    """What came of a source's entries.

    Attributes:
        waiting: articles that wait to be read because of them.
        edited: known entries that say something else now, and are read again.
        moved: old entries that appeared together: remembered, and the owners are told.
        noticed: whether somebody is to be told something.
    """

    waiting: int
    edited: int
    moved: int
    noticed: bool = False


class Hubs(Protocol):
    """What hears which hub a source names, and that it pushes; see ``bot.websub.hubs``."""

    async def looked(
        self, connection: AsyncConnection, now: datetime, source: Source, found: Found, fresh: int
    ) -> None:
        """Take what a look found, ``fresh`` entries of which were news."""
        ...

    async def pushed(self, connection: AsyncConnection, source: Source) -> None:
        """Take note that the source's hub pushed."""
        ...


@dataclass(frozen=True, slots=True)
class Committer:
    """Commits what sources list; ``fresh`` is called when articles wait to be read.

    Without ``hubs`` no hub can reach us. When each source last had something to commit is
    remembered: articles that were read since tell of its health.
    """

    database: Database
    clock: Clock
    faring: Faring
    dropping: Dropping
    owners: Owners
    fresh: Callable[[], None]
    hubs: Hubs | None = None
    changed_at: dict[int, datetime] = field(default_factory=dict)

    async def looked(self, source: Source, found: Found) -> Committed:
        """Commit what a look found; ``source`` is as it was before."""
        async with self.database.write(patient=True) as connection:
            committed = await self._commit(connection, source, found.listings, found)
        self._told(source, committed)
        return committed

    async def pushed(self, source: Source, listing: Listing) -> Committed:
        """Commit what a hub pushed. The next look stays as it was."""
        async with self.database.write(patient=True) as connection:
            committed = await self._commit(connection, source, (listing,), None)
            if self.hubs is not None:
                await self.hubs.pushed(connection, source)
        self._told(source, committed)
        return committed

    async def posted(
        self, connection: AsyncConnection, source: Source, listing: Listing
    ) -> Callable[[], None]:
        """Take posts in somebody else's transaction; return what is to be called after it."""
        committed = await self._commit(connection, source, (listing,), None)
        return partial(self._told, source, committed)

    def _told(self, source: Source, committed: Committed) -> None:
        if committed.noticed:
            self.owners.owed()
        self._say(source, committed)

    async def _commit(
        self,
        connection: AsyncConnection,
        source: Source,
        listings: Sequence[Listing],
        found: Found | None,
    ) -> Committed:
        now = self.clock.now()
        ids = [entry.id for listing in listings for entry in listing.entries]
        known = await articles.known(connection, source.id, ids)
        known |= await _relisted(connection, source, listings, known, is_whole=found is not None)
        # What comes by itself has no first look: its history never comes.
        since = source.looked_at if source.host else source.looked_at or now
        newness = judge_look(listings, known, since, was_cut=self.faring.was_cut(source))
        committed = await _store(connection, now, source, newness, known)
        reasons = self._reasons(source, listings, newness, is_look=found is not None)
        await dropped.count(connection, source.id, now, reasons)
        verdict = await self._fare(connection, now, source, found, newness)
        await sources.save(connection, [verdict.look])
        title = cleaned(listings[0].title) if listings and source.title is None else ""
        if title:
            await sources.entitle(connection, source.id, source.url, title)
        noticed = await self.owners.hear(connection, now, source, verdict)
        if committed.moved:
            moved = SourceMoved(source.id, committed.moved)
            noticed |= await self.owners.tell(connection, now, source.id, moved)
        if found is not None and self.hubs is not None:
            await self.hubs.looked(connection, now, source, found, len(newness.fresh))
        return replace(committed, noticed=noticed)

    def _reasons(
        self, source: Source, listings: Sequence[Listing], newness: Newness, *, is_look: bool
    ) -> Mapping[str, int]:
        """Return how many entries came to nothing; what a push leaves out, the next look counts."""
        if source.host:
            counted = listings if is_look else ()
            return self.dropping.reasons(source.id, counted, newness.dropped)
        left_out: Counter[str] = Counter(newness.dropped)
        for listing in listings:
            left_out.update(listing.dropped)
        return left_out

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


async def _relisted(
    connection: AsyncConnection,
    source: Source,
    listings: Sequence[Listing],
    known: Mapping[str, bytes | None],
    *,
    is_whole: bool,
) -> dict[str, bytes]:
    """Return the ids of what the source listed before under others, with what it said."""
    entries = [entry for listing in listings for entry in listing.entries]
    unknown = sighted([entry for entry in entries if entry.id not in known], entries)
    if not unknown or source.looked_at is None:
        return {}
    before = await said_before(connection, source.id, {one.digest for one in unknown})
    return relisted(unknown, before, set(known.values()), is_whole=is_whole)


async def _store(
    connection: AsyncConnection,
    now: datetime,
    source: Source,
    newness: Newness,
    known: Mapping[str, bytes | None],
) -> Committed:
    among = [*newness.fresh, *newness.past, *newness.known]
    waiting = await articles.sight(connection, now, source.id, sighted(newness.fresh, among))
    remembered = await articles.remember(connection, now, source.id, sighted(newness.past, among))
    changed = [
        entry for entry in sighted(newness.known, among) if known[entry.entry_id] != entry.digest
    ]
    edited = await articles.edited(connection, now, source.id, changed) if changed else 0
    # A source whose ids change lists what it has listed before: nothing has moved.
    return Committed(waiting, edited, min(newness.moved, remembered))
