"""What hubs are answered: confirmations, refusals, and what they push."""

from datetime import timedelta
from random import Random
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.polling.committing import Committed
from news.entry import Listing
from news.kinds import NotReadableError
from news.websub.leases import granted, refusal_pause, renewal
from news.websub.signing import is_signed
from storage import sources, subscriptions
from storage.database import Database
from storage.sources import Source
from storage.subscriptions import LEAVING, Subscription
from web.websub import Intent, Push

_log = structlog.get_logger(__name__)


class Parses(Protocol):
    """What is needed of ``news.parsing.SourceParser``."""

    async def parse(
        self, body: bytes, url: str, content_type: str | None, kind: str | None
    ) -> Listing:
        """Return what a document lists; NotReadableError."""
        ...


class Commits(Protocol):
    """What is needed of ``bot.polling.committing.Committer``."""

    async def pushed(self, source: Source, listing: Listing) -> Committed:
        """Commit what a hub pushed."""
        ...


class Callbacks:
    """Answers hubs (web.websub.Callbacks).

    Args:
        database: where subscriptions stand.
        parser: reads what is pushed, in workers of its own: no look's document is in the way.
        committer: commit 1.
        clock: the time.
        random: spreads renewals.
    """

    def __init__(
        self, database: Database, parser: Parses, committer: Commits, clock: Clock, random: Random
    ) -> None:
        self._database = database
        self._parser = parser
        self._committer = committer
        self._clock = clock
        self._random = random
        self._told: set[int] = set()  # sources at whose callback something came unsigned

    async def confirms(self, path: str, intent: Intent) -> bool:
        """Tell whether we asked for this; the lease is noted, or the subscription forgotten."""
        async with self._database.write() as connection:
            one = await subscriptions.of_path(connection, path)
            if one is None or one.topic != intent.topic:
                return False
            if intent.mode == "unsubscribe" and one.state == LEAVING:
                await subscriptions.forget(connection, one.id)
                _log.info("the hub stops pushing", topic=one.topic)
                return True
            if intent.mode != "subscribe" or not one.is_wanted or one.state == LEAVING:
                return False
            lease, now = granted(intent.lease_seconds), self._clock.now()
            due_at = now + timedelta(seconds=renewal(lease, self._random))
            await subscriptions.verified(connection, path, now + timedelta(seconds=lease), due_at)
        _log.info("the hub will push", topic=one.topic, hub=one.hub, seconds=lease)
        return True

    async def denied(self, path: str, topic: str, reason: str) -> None:
        """Look at the source as usual; the hub is asked again some other day."""
        async with self._database.write() as connection:
            one = await subscriptions.of_path(connection, path)
            if one is None or one.topic != topic:
                return
            now = self._clock.now()
            due_at = now + timedelta(seconds=refusal_pause(self._random))
            await subscriptions.refused(connection, now, path, due_at)
        _log.info("the hub refuses", topic=one.topic, hub=one.hub, why=reason[:200])

    async def knows(self, path: str) -> bool:
        """Tell whether there is such a callback, and its source is looked at."""
        async with self._database.read() as connection:
            one = await subscriptions.of_path(connection, path)
        return one is not None and one.is_wanted

    async def pushed(self, path: str, push: Push) -> None:
        """Commit what is pushed; what is not signed by the hub, or can't be read, has no effect."""
        async with self._database.read() as connection:
            one = await subscriptions.of_path(connection, path)
            source = None if one is None else await sources.find(connection, one.id)
        if one is None or source is None:
            return
        if not is_signed(push.body, push.signature, one.secret):
            self._distrust(one, source)
            return
        try:
            listing = await self._parser.parse(
                push.body, source.url, push.content_type, source.kind
            )
        except NotReadableError as error:
            _log.warning("a push can't be read", source=source.name, error=str(error))
            await self._misses(one)
            return
        await self._committer.pushed(source, listing)

    def _distrust(self, one: Subscription, source: Source) -> None:
        if one.id not in self._told:
            self._told.add(one.id)
            _log.warning("a push is not signed by its hub", source=source.name, hub=one.hub)

    async def _misses(self, one: Subscription) -> None:
        async with self._database.write() as connection:
            await subscriptions.misses(connection, one.id)
