"""Daily work: forgetting what nobody will ask for again."""

from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from news.stories import WINDOW
from storage import changes, discoveries, dropped, readings, stories, updates
from storage.database import Database

_UPDATES = timedelta(days=3)  # Telegram repeats an update for 24 hours at most
_DISCOVERIES = timedelta(days=90)  # how long their buttons can be pressed
_DROPPED = timedelta(days=90)
_CHANGES = 100_000  # behind the last one; the index is never that far behind


@dataclass(frozen=True, slots=True)
class Housekeeping:
    """Forgets updates, old changes and discoveries, and what no article needs any more."""

    database: Database
    clock: Clock

    async def __call__(self) -> None:
        """Do it once."""
        now = self.clock.now()
        async with self.database.write(patient=True) as connection:
            await updates.forget(connection, now - _UPDATES)
            await discoveries.forget(connection, now - _DISCOVERIES)
            await stories.forget(connection, now - WINDOW)
            await readings.let_go(connection, now)
            await dropped.forget(connection, now - _DROPPED)
            await changes.forget(connection, await changes.latest(connection) - _CHANGES)
