"""One look at one source: fetch, parse, commit 1."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import SourceMoved, encode
from bot.clock import Clock
from bot.polling.schedule import Schedule
from bot.polling.sighting import sighted
from news import kinds
from news.addresses import host
from news.entry import Listing
from news.fetching.errors import FetchError
from news.fetching.fetched import Fetched, Validators
from news.fetching.fetcher import Fetcher
from news.fetching.gate import HostGate
from news.oldness import judge
from news.parsing import SourceParser
from storage import articles, destinations, outbox, sources
from storage.database import Database
from storage.sources import Source

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Looker:
    """Looks at sources; ``fresh`` is called when articles wait to be read, ``owed`` for notices."""

    database: Database
    fetcher: Fetcher
    parser: SourceParser
    gate: HostGate
    schedule: Schedule
    clock: Clock
    operators: frozenset[int]
    fresh: Callable[[], None]
    owed: Callable[[], None]

    async def look(self, source: Source) -> None:
        """Look at a source and store what was found, or why it could not be read."""
        try:
            await self._look(source)
        except Exception as error:  # noqa: BLE001 (or it would be due again at once, for ever)
            _log.exception("a look went wrong", source=source.name)
            await self._failed(source, repr(error), None)

    async def _look(self, source: Source) -> None:
        validators = Validators(source.etag, source.last_modified)
        try:
            async with self.gate.turn(host(source.url)):
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
            listing = await self.parser.parse(
                fetched.body, fetched.url, fetched.content_type, source.kind
            )
        except kinds.NotReadableError as error:
            await self._failed(source, str(error), None)
            return
        # The rest of a document that was cut off must not be taken for known.
        validators = fetched.validators if listing.is_whole else Validators()
        waiting, moved = await self._commit(source, validators, listing)
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
        async with self.database.write(patient=True) as connection:
            now = self.clock.now()
            known = await articles.known_ids(
                connection, source.id, [entry.id for entry in listing.entries]
            )
            unknown = [entry for entry in listing.entries if entry.id not in known]
            verdict = judge(unknown, source.looked_at)
            fresh = sighted(verdict.fresh, listing.entries)
            past = sighted(verdict.past, listing.entries)
            waiting = await articles.sight(connection, now, source.id, fresh)
            await articles.remember(connection, now, source.id, past)
            moved = 0 if source.looked_at is None else len(verdict.past)
            if moved:
                await self._tell_operators(connection, now, SourceMoved(source.id, moved))
            await sources.looked(
                connection,
                now,
                source.id,
                self.schedule.after_success(now),
                validators.etag,
                validators.last_modified,
            )
        return waiting, moved

    async def _tell_operators(
        self, connection: AsyncConnection, now: datetime, outcome: SourceMoved
    ) -> None:
        for there in await destinations.open_to_us(connection, self.operators):
            await outbox.owe(connection, now, there.id, "notice", outcome=encode(outcome))

    async def _unchanged(self, source: Source, fetched: Fetched) -> None:
        async with self.database.write(patient=True) as connection:
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
        async with self.database.write(patient=True) as connection:
            await sources.failed(connection, source.id, due_at, error)
