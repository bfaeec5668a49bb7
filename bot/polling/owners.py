"""Who added a source hears how it fares: notices, owed in the transaction of the look."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.outcomes import Outcome, SourceNews, encode
from bot.polling.faring import Verdict
from storage import outbox, readdressing, sources, watching
from storage.sources import Source

_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Owners:
    """Owes notices; ``owed`` is called when some are committed.

    ``operators`` are the Telegram user ids of those who hear of common sources.
    """

    operators: frozenset[int]
    owed: Callable[[], None]
    _told: bool = False

    async def tell(
        self, connection: AsyncConnection, now: datetime, source_id: int, news: Outcome
    ) -> None:
        """Owe a notice to each owner of a source."""
        for there in await watching.owners(connection, source_id, self.operators):
            await outbox.owe(connection, now, there.id, "notice", outcome=encode(news))
            self._told = True

    async def hear(
        self, connection: AsyncConnection, now: datetime, source: Source, verdict: Verdict
    ) -> None:
        """Do what a verdict asks for besides saving it: tell, end, let it move."""
        if verdict.news is not None:
            await self.tell(connection, now, source.id, verdict.news)
        if verdict.ended:
            _log.warning("source ended", source=source.name, error=verdict.look.error)
            await sources.end(connection, source.id, verdict.look.error or "")
        if verdict.moved_to:
            await self._move(connection, now, source, verdict.moved_to)

    async def _move(
        self, connection: AsyncConnection, now: datetime, source: Source, url: str
    ) -> None:
        # Who watches it is told of it before they watch the other one.
        news = SourceNews(source.id, "readdressed", url)
        owners = await watching.owners(connection, source.id, self.operators)
        if await readdressing.readdress(connection, source.id, url):
            _log.info("source moved", source=source.name, url=url)
            return
        _log.warning("source moved to one that is watched already", source=source.name, url=url)
        for there in owners:
            await outbox.owe(connection, now, there.id, "notice", outcome=encode(news))
            self._told = True

    def ring(self) -> None:
        """Let notices be sent that are committed by now."""
        if self._told:
            self._told = False
            self.owed()
