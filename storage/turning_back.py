"""The wall clock was turned back: what is due at a time that is far away again is due now.

Times to come were reckoned by the clock as it was. Nothing is due long after: pauses between
tries are short, and what is held is decided anew.
"""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.holding import ANEW, PAUSED
from storage.schema import article, delivery, discovery, hold, source


async def is_ahead(connection: AsyncConnection, now: datetime, tolerance: timedelta) -> bool:
    """Tell whether something happened later than now: a clock was ahead when it did."""
    later = now + tolerance
    for happened in (
        select(source.c.id).where(source.c.state == "active", source.c.tried_at > later),
        select(delivery.c.id).where(delivery.c.state == "pending", delivery.c.created_at > later),
    ):
        if (await connection.execute(happened.limit(1))).first() is not None:
            return True
    return False


async def make_due(connection: AsyncConnection, now: datetime) -> None:
    """Make due now what waits for a time to come, and have it decided anew what is held.

    Left alone are what is paused, and the far future: leases of hubs, second readings.
    """
    for table, waits in (
        (source, source.c.state == "active"),
        (discovery, discovery.c.state == "waiting"),
        (article, article.c.state == "unread"),
        (delivery, delivery.c.state == "pending"),
    ):
        await connection.execute(
            update(table).where(waits, table.c.due_at > now).values(due_at=now)
        )
    await connection.execute(update(hold).where(hold.c.until > now).values(until=now))
    await connection.execute(
        update(delivery)
        .where(delivery.c.state == "held", delivery.c.held_why != PAUSED)
        .values(state="pending", due_at=now, held_why=ANEW)
    )
