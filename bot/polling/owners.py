"""Who added a source hears how it fares: notices, owed in the transaction of the look."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.managing import notify
from actions.outcomes import Outcome, SourceNews
from bot.polling.faring import Verdict
from storage import readdressing, sources, watching
from storage.destinations import Destination
from storage.sources import Source

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Owners:
    """Owes notices; ``owed`` is to be called when some are committed.

    ``operators`` are the Telegram user ids of those who hear of common sources.
    """

    operators: frozenset[int]
    owed: Callable[[], None]

    async def tell(
        self, connection: AsyncConnection, now: datetime, source_id: int, news: Outcome
    ) -> bool:
        """Owe a notice to each owner of a source; return whether there is any."""
        owners = await watching.owners(connection, source_id, self.operators)
        return await _owe(connection, now, owners, news)

    async def hear(
        self, connection: AsyncConnection, now: datetime, source: Source, verdict: Verdict
    ) -> bool:
        """Do what a verdict asks for besides saving it: tell, end, let it move.

        Return whether a notice is owed.
        """
        told = False
        if verdict.news is not None:
            told = await self.tell(connection, now, source.id, verdict.news)
        if verdict.ended:
            _log.warning("source ended", source=source.name, error=verdict.look.error)
            await sources.end(connection, source.id, verdict.look.error or "")
        if verdict.moved_to:
            told |= await self._move(connection, now, source, verdict.moved_to)
        return told

    async def _move(
        self, connection: AsyncConnection, now: datetime, source: Source, url: str
    ) -> bool:
        # Who watches it is told of it, and watches the other one only afterwards.
        owners = await watching.owners(connection, source.id, self.operators)
        if await readdressing.readdress(connection, source.id, url):
            _log.info("source moved", source=source.name, url=url)
            return False
        _log.warning("source moved to one that is watched already", source=source.name, url=url)
        return await _owe(connection, now, owners, SourceNews(source.id, "readdressed", url))


async def _owe(
    connection: AsyncConnection, now: datetime, owners: Sequence[Destination], news: Outcome
) -> bool:
    for there in owners:
        await notify(connection, now, there, news)
    return bool(owners)
