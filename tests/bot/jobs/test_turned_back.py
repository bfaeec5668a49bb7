"""The wall clock is turned back while the bot runs, or was while it did not."""

import asyncio
from datetime import datetime, timedelta

from sqlalchemy import select, update

from bot.jobs.turned_back import TurnedBack
from storage.database import Database
from storage.schema import source
from tests.storage.builders import watch
from tests.support.travel import TravellingClock


class TurnedClock(TravellingClock):
    """A clock whose wall time somebody sets."""

    ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self.ahead


async def due_at(database: Database) -> datetime:
    async with database.read() as connection:
        at: datetime = (await connection.execute(select(source.c.due_at))).scalar_one()
        return at


async def set_times(database: Database, at: datetime) -> None:
    async with database.write() as connection:
        await watch(connection)
        await connection.execute(update(source).values(due_at=at, tried_at=at))


async def watching(database: Database, clock: TurnedClock, *turns: float) -> None:
    """Watch the clock for some seconds before each turn, and after all of them."""
    stopping = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(TurnedBack(database, clock).run(stopping))
        for turn in (*turns, 0.0):
            for _ in range(15):
                await asyncio.sleep(0.005)
                await clock.advance(1)
            clock.ahead += timedelta(seconds=turn)
        stopping.set()
        await clock.advance(15)


async def test_what_waits_is_due_when_the_clock_is_turned_back(sqlite_database: Database) -> None:
    clock = TurnedClock()
    in_an_hour = clock.now() + timedelta(hours=1)
    await set_times(sqlite_database, in_an_hour - timedelta(hours=3))
    async with sqlite_database.write() as connection:
        await connection.execute(update(source).values(due_at=in_an_hour))
    await watching(sqlite_database, clock, 3_600, 1, -1, -2)
    assert await due_at(sqlite_database) == in_an_hour, "nothing was turned back by much"
    clock.ahead = timedelta()
    await watching(sqlite_database, clock, -3_600)
    assert await due_at(sqlite_database) <= clock.now()


async def test_a_clock_that_was_ahead_when_the_bot_ended(sqlite_database: Database) -> None:
    clock = TurnedClock()
    await set_times(sqlite_database, clock.now() + timedelta(hours=1))
    await watching(sqlite_database, clock)
    assert await due_at(sqlite_database) <= clock.now()
