"""One look at one source: read it, and store what was found, or why it could not be read."""

from dataclasses import dataclass

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.polling.committing import Committer
from bot.polling.faring import Faring, Verdict
from bot.polling.ledger import Ledger
from bot.polling.owners import Owners
from bot.polling.reading import Found, LookFailedError, SourceReader
from storage.sources import Source

_log = structlog.get_logger(__name__)

_TOLD_EVERY = 10  # failures


@dataclass(frozen=True, slots=True)
class Looker:
    """Looks at sources."""

    reader: SourceReader
    committer: Committer
    ledger: Ledger
    faring: Faring
    owners: Owners
    clock: Clock

    async def look(self, source: Source) -> None:
        """Look at a source and store what came of it."""
        try:
            await self._look(source)
        except LookFailedError as error:
            await self._failed(source, error)
        except Exception as error:  # noqa: BLE001 (or it would be due again at once, for ever)
            _log.exception("a look went wrong", source=source.name)
            await self._failed(source, LookFailedError(repr(error)))

    async def _look(self, source: Source) -> None:
        found = await self.reader.read(source, self.clock.now())
        if found.listings:
            await self.committer.looked(source, found)
        else:
            await self._unchanged(source, found)
        if source.failures:
            _log.info("source is well again", source=source.name, failures=source.failures)

    async def _unchanged(self, source: Source, found: Found) -> None:
        await self._note(source, self.faring.well(source, self.clock.now(), found, fresh=0))

    async def _failed(self, source: Source, failure: LookFailedError) -> None:
        if source.failures == 0 or (source.failures + 1) % _TOLD_EVERY == 0:
            failures = source.failures + 1
            _log.warning("source fails", source=source.name, failures=failures, error=str(failure))
        await self._note(source, self.faring.badly(source, self.clock.now(), failure))

    async def _note(self, source: Source, verdict: Verdict) -> None:
        async def hear(connection: AsyncConnection) -> None:
            await self.owners.hear(connection, verdict.look.tried_at, source, verdict)

        await self.ledger.note(verdict.look, hear if verdict.is_news else None)
        if verdict.is_news:
            self.owners.owed()
