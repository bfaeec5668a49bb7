"""Storage, on both databases: entries that came to nothing, and why."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import dropped, schema
from storage.database import Database
from tests.storage.builders import NOW, watch

DAY = timedelta(days=1)


async def of_source(connection: AsyncConnection, source_id: int, since: datetime) -> dict[str, int]:
    """Return what the table says of one source."""
    table = schema.dropped.c
    statement = select(table.reason, table.entries).where(
        table.source_id == source_id, table.day >= since.timestamp() // DAY.total_seconds()
    )
    found: dict[str, int] = {}
    for row in await connection.execute(statement):
        found[row.reason] = found.get(row.reason, 0) + row.entries
    return found


async def test_reasons_add_up_by_source_and_day(database: Database) -> None:
    async with database.write() as connection:
        one, two = await watch(connection, "https://1.example/feed", "https://2.example/feed")
        await dropped.count(connection, one, NOW, {"old": 3, "no text": 1})
        await dropped.count(connection, one, NOW + timedelta(hours=2), {"old": 2})
        await dropped.count(connection, one, NOW + DAY, {"old": 10})
        await dropped.count(connection, two, NOW, {"repeated": 4})
        assert await of_source(connection, one, NOW) == {"old": 15, "no text": 1}
        assert await of_source(connection, one, NOW + DAY) == {"old": 10}
        assert await dropped.total(connection, NOW) == {"old": 15, "no text": 1, "repeated": 4}


async def test_nothing_dropped_is_nothing_written(database: Database) -> None:
    async with database.write() as connection:
        [one] = await watch(connection)
        await dropped.count(connection, one, NOW, {"old": 0})
        await dropped.count(connection, one, NOW, {})
        assert await of_source(connection, one, NOW) == {}


async def test_old_days_are_forgotten(database: Database) -> None:
    async with database.write() as connection:
        [one] = await watch(connection)
        await dropped.count(connection, one, NOW, {"old": 1})
        await dropped.count(connection, one, NOW + DAY, {"old": 2})
        await dropped.forget(connection, NOW + DAY)
        assert await dropped.total(connection, NOW - DAY) == {"old": 2}
