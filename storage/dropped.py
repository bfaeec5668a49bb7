"""Entries that came to nothing, counted by source, day and reason: silence must be explicable."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dialects
from storage.schema import dropped

_DAY = 24 * 60 * 60


async def count(
    connection: AsyncConnection, source_id: int, now: datetime, reasons: Mapping[str, int]
) -> None:
    """Add to the numbers of today (UTC); writes nothing when nothing was dropped."""
    rows = [
        {"source_id": source_id, "day": _day(now), "reason": reason, "entries": entries}
        for reason, entries in sorted(reasons.items())
        if entries > 0
    ]
    if rows:
        await connection.execute(dialects.add_up(connection, dropped, "entries", rows))


async def total(connection: AsyncConnection, since: datetime) -> dict[str, int]:
    """Return how many entries were dropped since that day (UTC), by reason."""
    statement = (
        select(dropped.c.reason, func.sum(dropped.c.entries))
        .where(dropped.c.day >= _day(since))
        .group_by(dropped.c.reason)
    )
    return {str(row[0]): int(row[1]) for row in await connection.execute(statement)}


async def forget(connection: AsyncConnection, before: datetime) -> None:
    """Forget the numbers of all days before that one (UTC)."""
    await connection.execute(delete(dropped).where(dropped.c.day < _day(before)))


def _day(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp() // _DAY)
