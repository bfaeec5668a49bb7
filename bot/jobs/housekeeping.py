"""Daily work: forgetting what nobody will ask for again."""

from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from storage import changes, updates
from storage.database import Database

_UPDATES = timedelta(days=3)  # Telegram repeats an update for 24 hours at most
_CHANGES = 100_000  # behind the last one; the index is never that far behind


@dataclass(frozen=True, slots=True)
class Housekeeping:
    """Forgets handled updates and old entries of the change log."""

    database: Database
    clock: Clock

    async def __call__(self) -> None:
        """Do it once."""
        async with self.database.write(patient=True) as connection:
            await updates.forget(connection, self.clock.now() - _UPDATES)
            await changes.forget(connection, await changes.latest(connection) - _CHANGES)
