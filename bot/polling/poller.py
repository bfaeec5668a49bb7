"""The poller: looks at every source when it is due; one that hangs delays no other."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.clock import Clock
from bot.due_work import DueWork
from bot.polling.looking import Looker
from storage import sources
from storage.database import Database
from storage.sources import Source

_AT_ONCE = 5_000


class Poller:
    """Polls until told to stop.

    ``rest`` is how many seconds a source may be due before that is noticed. Asking once a second
    costs less than asking for each of many sources at its own moment.
    """

    def __init__(
        self, database: Database, looker: Looker, clock: Clock, *, rest: float = 1.0
    ) -> None:
        self._database = database
        self._work = DueWork(
            "look at source", self._due, looker.look, clock, at_once=_AT_ONCE, rest=rest
        )

    def sources_changed(self) -> None:
        """Look at the sources again now: some were added, or ``sources.toml`` was read."""
        self._work.ring()

    async def run(self, stopping: asyncio.Event) -> None:
        """Poll until ``stopping`` is set; looks under way are given up for the next start."""
        await self._work.run(stopping)

    async def _due(self, now: datetime, busy: Sequence[int], most: int) -> Sequence[Source]:
        async with self._database.read() as connection:
            return await sources.due(connection, now, busy, most)
