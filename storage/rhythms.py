"""How and when a destination wants to be written to: its zone, rhythm, quiet hours and cap."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.schema import destination

NOW: Final = "now"
DAILY: Final = "daily"
WEEKLY: Final = "weekly"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One destination's settings.

    Attributes:
        zone: IANA name of the time zone that times of the day are meant in.
        rhythm: ``now``, ``daily`` or ``weekly``.
        digest_day: the weekday of a weekly digest, 0 for Monday.
        digest_minute: the minute of the day at which digests are due.
        quiet_from: the minute of the day from which on nothing is delivered; None: no such hours.
        quiet_to: the minute of the day at which that ends; before ``quiet_from``: the next day's.
        cap: how many messages about news may come in an hour; None: any number.
        silent: messages about news make no sound.
        context: digests show the passages that matched, and not headlines alone.
        paused_at: since when nothing is delivered, because somebody asked for that.
    """

    zone: str = "Asia/Almaty"
    rhythm: str = NOW
    digest_day: int = 0
    digest_minute: int = 9 * 60
    quiet_from: int | None = None
    quiet_to: int | None = None
    cap: int | None = None
    silent: bool = False
    context: bool = True
    paused_at: datetime | None = None


COLUMNS: Final = tuple(destination.c[name] for name in Rhythm.__dataclass_fields__)


async def get(connection: AsyncConnection, destination_id: int) -> Rhythm:
    """Return a destination's settings. Raises NoResultFound if there is no such destination."""
    statement: Select[*tuple[Any, ...]] = select(*COLUMNS).where(destination.c.id == destination_id)
    return Rhythm(*(await connection.execute(statement)).one())


async def change(connection: AsyncConnection, destination_id: int, rhythm: Rhythm) -> None:
    """Store a destination's settings.

    What is held for it was decided by the old ones: see ``storage.holding.reconsider``.
    """
    values = {column.name: getattr(rhythm, column.name) for column in COLUMNS}
    await connection.execute(
        update(destination).where(destination.c.id == destination_id).values(values)
    )
