"""One look at one source: fetch, parse, commit 1."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

import structlog

from actions.outcomes import SourceMoved, encode
from bot.clock import Clock
from bot.polling.schedule import Schedule
from bot.polling.sighting import sighted
from news import kinds
from news.entry import Listing
from news.fetching import Fetched, Fetcher, FetchError, Validators
from storage import articles, destinations, outbox, sources
from storage.articles import Sighted
from storage.database import Database
from storage.sources import Source

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Looker:
    """Looks at sources; ``fresh`` is called when articles wait to be read, ``owed`` for notices."""

    database: Database
    fetcher: Fetcher
    schedule: Schedule
    clock: Clock
    operators: frozenset[int]
    fresh: Callable[[], None]
    owed: Callable[[], None]

    async def look(self, source: Source) -> None:
        """Look at a source and store what was found, or why it could not be read."""
        validators = Validators(source.etag, source.last_modified)
        try:
            fetched = await self.fetcher.fetch(source.url, validators)
        except FetchError as error:
            await self._failed(source, str(error), None)
            return
        if fetched.status == HTTPStatus.NOT_MODIFIED:
            await self._unchanged(source, fetched)
        elif fetched.status != HTTPStatus.OK:
            await self._failed(source, f"answered {fetched.status}", fetched.retry_after)
        else:
            await self._changed(source, fetched)

    async def _changed(self, source: Source, fetched: Fetched) -> None:
        try:
            listing = await asyncio.to_thread(
                kinds.parse, fetched.body, fetched.url, fetched.content_type, source.kind
            )
        except kinds.NotReadableError as error:
            await self._failed(source, str(error), None)
            return
        waiting, moved = await self._commit(source, fetched.validators, listing)
        if waiting:
            _log.info("new articles", source=source.name, articles=waiting)
            self.fresh()
        if moved:
            _log.warning("old entries appeared and alert nobody", source=source.name, entries=moved)
            self.owed()

    async def _commit(
        self, source: Source, validators: Validators, listing: Listing
    ) -> tuple[int, int]:
        """Commit 1; return how many articles wait to be read, and how many were old news."""
        entries = sighted(listing)
        async with self.database.write() as connection:
            now = self.clock.now()
            unknown = await articles.unknown(connection, source.id, entries)
            first = source.looked_at is None
            moved = not first and _are_old(unknown, len(entries), source.looked_at)
            waiting = await articles.sight(
                connection, now, source.id, unknown, remembered=first or moved
            )
            if moved:
                notice = encode(SourceMoved(source_id=source.id, entries=len(unknown)))
                for operator in self.operators:
                    if (there := await destinations.find(connection, operator)) is not None:
                        await outbox.owe(connection, now, there.id, "notice", outcome=notice)
            await sources.looked(
                connection,
                now,
                source.id,
                self.schedule.after_success(now),
                validators.etag,
                validators.last_modified,
            )
        return waiting, len(unknown) if moved else 0

    async def _unchanged(self, source: Source, fetched: Fetched) -> None:
        async with self.database.write() as connection:
            now = self.clock.now()
            await sources.looked(
                connection,
                now,
                source.id,
                self.schedule.after_success(now),
                fetched.validators.etag,
                fetched.validators.last_modified,
            )

    async def _failed(self, source: Source, error: str, retry_after: float | None) -> None:
        _log.warning("source failed", source=source.name, failures=source.failures + 1, error=error)
        due_at = self.schedule.after_failure(self.clock.now(), source.failures, retry_after)
        async with self.database.write() as connection:
            await sources.failed(connection, source.id, due_at, error)


def _are_old(unknown: list[Sighted], listed: int, looked_at: datetime | None) -> bool:
    raise NotImplementedError
