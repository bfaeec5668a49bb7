"""The poller: looks at every source when it is due, each in a task of its own."""

import asyncio

from bot.bell import Bell
from bot.clock import Clock
from bot.lifecycle import waiting_for
from bot.nursery import Nursery
from bot.polling.looking import Looker
from storage import sources
from storage.database import Database
from storage.sources import Source

_AT_ONCE = 1_000


class Poller:
    """Polls until told to stop. A look that waits for its host or its server delays no other.

    ``rest`` is how many seconds a source may be due before that is noticed. Asking once a second
    costs less than asking for each of many sources at its own moment.
    """

    def __init__(
        self, database: Database, looker: Looker, clock: Clock, *, rest: float = 1.0
    ) -> None:
        self._database = database
        self._looker = looker
        self._clock = clock
        self._rest = rest
        self._bell = Bell()
        self._busy: set[int] = set()
        self._nursery = Nursery()

    def sources_changed(self) -> None:
        """Look at the sources again now: ``sources.toml`` was read."""
        self._bell.ring()

    async def run(self, stopping: asyncio.Event) -> None:
        """Poll until ``stopping`` is set; looks under way are given up for the next start."""
        try:
            while not stopping.is_set():
                await self._step(stopping)
        finally:
            await self._nursery.cancel()

    async def _step(self, stopping: asyncio.Event) -> None:
        async with self._database.read() as connection:
            now = self._clock.now()
            due = await sources.due(connection, now, list(self._busy), _AT_ONCE)
        for source in due:
            self._busy.add(source.id)
            self._nursery.start(self._look(source), f"look at source {source.id}")
        if len(due) < _AT_ONCE:
            await waiting_for(stopping, self._bell.wait(self._rest))

    async def _look(self, source: Source) -> None:
        try:
            await self._looker.look(source)
        finally:
            self._busy.discard(source.id)
