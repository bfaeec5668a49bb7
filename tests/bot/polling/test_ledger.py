"""Looks are written in groups."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.nursery import Nursery
from bot.polling.ledger import Ledger
from storage import sources
from storage.database import Database
from storage.schema import change, source
from storage.sources import Look
from tests.storage.builders import NOW, watch
from tests.support.travel import TravellingClock, settle

URLS = tuple(f"https://{number}.example/feed" for number in range(5))


def look(source_id: int, failures: int = 0) -> Look:
    return Look(
        source_id=source_id,
        kind="feed",
        etag='"1"',
        last_modified=None,
        looked_at=NOW,
        tried_at=NOW,
        due_at=NOW + timedelta(seconds=60),
        interval=60.0,
        failures=failures,
        error=None,
        rhythm=b"r",
        health={"h": 1},
    )


@pytest.fixture
async def ids(sqlite_database: Database) -> list[int]:
    async with sqlite_database.write() as connection:
        return await watch(connection, *URLS)


@pytest.fixture
async def nursery() -> AsyncIterator[Nursery]:
    tasks = Nursery()
    yield tasks
    await tasks.cancel()


async def looked(database: Database) -> int:
    async with database.read() as connection:
        rows = await connection.execute(select(source.c.looked_at))
        return sum(row.looked_at is not None for row in rows)


async def test_looks_of_a_moment_share_one_transaction(
    sqlite_database: Database, ids: list[int]
) -> None:
    clock = TravellingClock()
    ledger = Ledger(sqlite_database, clock, gathering=0.5)
    connections: list[AsyncConnection] = []

    async def besides(connection: AsyncConnection) -> None:
        connections.append(connection)

    noting = asyncio.gather(*(ledger.note(look(one), besides) for one in ids))
    await settle()
    assert await looked(sqlite_database) == 0
    await clock.advance(0.5)
    await noting
    assert await looked(sqlite_database) == len(URLS)
    assert len(set(map(id, connections))) == 1
    assert len(connections) == len(ids)


async def test_what_can_never_be_written_fails_alone(
    sqlite_database: Database, ids: list[int]
) -> None:
    ledger = Ledger(sqlite_database, TravellingClock())

    async def twice(connection: AsyncConnection) -> None:
        for _ in range(2):
            await connection.execute(insert(change).values(number=1, query_id=1))

    works = [ledger.note(look(one), twice if one == ids[1] else None) for one in ids]
    results = await asyncio.gather(*works, return_exceptions=True)
    assert [isinstance(result, Exception) for result in results] == [one == ids[1] for one in ids]
    assert await looked(sqlite_database) == len(ids) - 1


async def test_a_database_that_is_locked_is_asked_again(
    sqlite_database: Database, ids: list[int], nursery: Nursery
) -> None:
    clock = TravellingClock()
    ledger = Ledger(sqlite_database, clock)
    async with sqlite_database.write() as connection:
        await connection.exec_driver_sql("ALTER TABLE source RENAME TO hidden")
    noting = nursery.start(ledger.note(look(ids[0])), "note")
    for _ in range(3):
        await clock.advance(1)
        await asyncio.sleep(0.02)
    assert not noting.done()
    async with sqlite_database.write() as connection:
        await connection.exec_driver_sql("ALTER TABLE hidden RENAME TO source")
    while not noting.done():
        await clock.advance(1)
        await asyncio.sleep(0.01)
    assert await looked(sqlite_database) == 1


async def test_closing_gives_up_what_is_not_written(
    sqlite_database: Database, ids: list[int], nursery: Nursery
) -> None:
    clock = TravellingClock()
    ledger = Ledger(sqlite_database, clock, gathering=0.5)
    noting = nursery.start(ledger.note(look(ids[0])), "note")
    await settle()
    await ledger.close()
    noting.cancel()
    await clock.advance(5)
    assert await looked(sqlite_database) == 0
    again = nursery.start(ledger.note(look(ids[0])), "note")
    await settle()
    await clock.advance(0.5)
    await again
    async with sqlite_database.read() as connection:
        [found] = await sources.due(connection, NOW + timedelta(seconds=60), ids[1:], 10)
    assert (found.rhythm, found.health, found.etag) == (b"r", {"h": 1}, '"1"')
