"""Which hub a source names, and whether it pushes: heard in the transaction of commit 1."""

from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.polling.reading import Found
from bot.websub.naming import Names
from storage import subscriptions
from storage.sources import Source

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Hubs:
    """Subscribes sources to hubs, as far as the database goes (bot.polling.committing.Hubs)."""

    names: Names

    async def looked(
        self, connection: AsyncConnection, now: datetime, source: Source, found: Found, fresh: int
    ) -> None:
        """Take what a look at a source found.

        Another hub or topic means another subscription, and none at all the end of it. A hub
        that let us find something ``fresh`` by ourselves is not relied on.
        """
        known = await subscriptions.of_source(connection, source.id)
        hub, topic = _offered(source, found)
        if not hub:
            if known is not None:
                _log.info("the source names no hub any more", source=source.name)
                await subscriptions.forget(connection, source.id)
        elif known is None or (known.hub, known.topic) != (hub, topic):
            path, secret = self.names.path(), self.names.secret()
            await subscriptions.begin(connection, now, source.id, hub, topic, path, secret)
        elif fresh and source.is_pushed:
            _log.info("the hub left something out", source=source.name, entries=fresh)
            await subscriptions.misses(connection, source.id)

    async def pushed(self, connection: AsyncConnection, source: Source) -> None:
        """Rely on the hub from now on."""
        await subscriptions.pushes(connection, source.id)


def _offered(source: Source, found: Found) -> tuple[str, str]:
    """Return hub and topic: an answer's Link headers go before its document (WebSub, 4)."""
    hints = found.listings[0].hints
    hub = found.answer.hub or hints.hub
    return hub, found.answer.topic or hints.topic or source.url
