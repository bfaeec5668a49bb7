"""The poller: looks at every source when it is due; one that hangs delays no other."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.due_work import DueWork
from bot.polling.hosts import Hosts
from bot.polling.ledger import Ledger
from storage import sources
from storage.database import Database
from storage.sources import Source

_AT_ONCE = 500  # documents in memory, at most; many more are waited for when everything is due
_COUNT_EVERY = 60.0


class Looks(Protocol):
    """What looks at a source; see ``bot.polling.looking``."""

    async def look(self, source: Source) -> None:
        """Look, and note what came of it; handle every failure."""


class Poller:
    """Polls until told to stop.

    ``rest`` is how many seconds a source may be due before that is noticed. Asking once a second
    costs less than asking for each of many sources at its own moment. ``at_once_per_host`` looks
    are under way or next in line at one host: enough for a rest, and a host with thousands of
    sources leaves room for the others.
    """

    def __init__(
        self,
        database: Database,
        looker: Looks,
        ledger: Ledger,
        hosts: Hosts,
        clock: Clock,
        *,
        rest: float = 1.0,
        at_once_per_host: int = 3,
    ) -> None:
        self._database = database
        self._looker = looker
        self._ledger = ledger
        self._hosts = hosts
        self._clock = clock
        self._at_once_per_host = at_once_per_host
        self._work = DueWork(
            "look at source", self._due, self._look, clock, at_once=_AT_ONCE, rest=rest
        )
        self._busy: Counter[str] = Counter()
        self._counted_at: float | None = None

    def sources_changed(self) -> None:
        """Look at the sources again now: some were added, or ``sources.toml`` was read."""
        self._counted_at = None
        self._work.ring()

    async def run(self, stopping: asyncio.Event) -> None:
        """Poll until ``stopping`` is set; looks under way are given up for the next start."""
        self._busy.clear()
        try:
            await self._work.run(stopping)
        finally:
            await self._ledger.close()

    async def _due(self, now: datetime, busy: Sequence[int], most: int) -> Sequence[Source]:
        """Return sources that are due, of each host as many as it can soon bear.

        Those of a host that is full wait in the database, where they keep nobody from working.
        """
        most_per_host = self._at_once_per_host
        full = [host for host, looks in self._busy.items() if looks >= most_per_host]
        async with self._database.read() as connection:
            await self._count_hosts(connection)
            found = await sources.due(connection, now, busy, most, most_per_host, full)
        taken: list[Source] = []
        for source in found:
            if self._busy[source.host] < most_per_host:
                self._busy[source.host] += 1
                taken.append(source)
        return taken

    async def _count_hosts(self, connection: AsyncConnection) -> None:
        now = self._clock.monotonic()
        if self._counted_at is None or now - self._counted_at > _COUNT_EVERY:
            self._hosts.count(await sources.per_host(connection))
            self._counted_at = now

    async def _look(self, source: Source) -> None:
        try:
            await self._looker.look(source)
        finally:
            self._busy[source.host] -= 1
            if not self._busy[source.host]:
                del self._busy[source.host]
