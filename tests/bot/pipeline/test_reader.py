"""The reader: every unread article is read, and none waits for another."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy import select

from bot.clock import SystemClock
from bot.lifecycle import Service
from bot.pipeline.index_keeper import IndexKeeper
from bot.pipeline.publishing import Publisher
from bot.pipeline.reader import Read, Reader
from storage import readings
from storage.database import Database
from storage.readings import ReadText, Unread
from storage.schema import alert
from tests.bot.pipeline.test_publishing import followed, reading, unread


@asynccontextmanager
async def reader_at_work(
    database: Database, read: Read, keeper: IndexKeeper | None = None
) -> AsyncIterator[Reader]:
    clock = SystemClock()
    publisher = Publisher(database, keeper or IndexKeeper(database), clock, lambda: None)
    reader = Reader(database, read, publisher, clock)
    service = Service("reader", reader.run, clock)
    await service.start()
    try:
        yield reader
    finally:
        await service.stop(5)


async def until(database: Database, holds: Callable[[list[str]], bool]) -> None:
    async with asyncio.timeout(10):
        while True:
            async with database.read() as connection:
                left = await readings.unread(connection, SystemClock().now(), [], 1000)
            if holds([one.title for one in left]):
                return
            await asyncio.sleep(0.01)


async def test_one_slow_article_delays_no_other(sqlite_database: Database) -> None:
    await unread(sqlite_database, *(f"News {number}" for number in range(20)))
    let_go = asyncio.Event()

    async def read(article: Unread) -> ReadText:
        if article.title == "News 0":
            await let_go.wait()
        return reading(article.title)

    async with reader_at_work(sqlite_database, read):
        await until(sqlite_database, lambda left: left == ["News 0"])
        let_go.set()
        await until(sqlite_database, lambda left: left == [])


async def test_what_comes_later_is_read_when_the_bell_rings(sqlite_database: Database) -> None:
    async def read(article: Unread) -> ReadText:
        return reading(article.title)

    async with reader_at_work(sqlite_database, read) as reader:
        await unread(sqlite_database, "Late news")
        reader.fresh()
        await until(sqlite_database, lambda left: left == [])


async def test_an_article_that_goes_wrong_is_put_off_and_stops_no_other(
    sqlite_database: Database,
) -> None:
    await unread(sqlite_database, "Odd news", "Good news")
    seen: list[str] = []

    async def read(article: Unread) -> ReadText:
        seen.append(article.title)
        if article.title == "Odd news":
            raise RuntimeError("odd")
        return reading(article.title)

    async with reader_at_work(sqlite_database, read):
        await until(sqlite_database, lambda left: left == [])  # it is due later
    assert sorted(seen) == ["Good news", "Odd news"]


async def test_stopping_leaves_what_is_being_read_unread(sqlite_database: Database) -> None:
    await unread(sqlite_database, "News")
    begun = asyncio.Event()

    async def read(_: Unread) -> ReadText:
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    async with reader_at_work(sqlite_database, read):
        await begun.wait()
    await until(sqlite_database, lambda left: left == ["News"])


async def test_the_index_is_filled_before_the_first_article_comes(
    sqlite_database: Database,
) -> None:
    async def read(_: Unread) -> ReadText:
        raise AssertionError

    keeper = IndexKeeper(sqlite_database)
    async with reader_at_work(sqlite_database, read, keeper):
        async with asyncio.timeout(10):
            while keeper.number < 0:
                await asyncio.sleep(0.01)


async def test_an_article_is_of_the_site_of_its_address(sqlite_database: Database) -> None:
    await followed(sqlite_database, 1, "news site:news.example")
    await followed(sqlite_database, 2, "news site:other.example")
    await unread(sqlite_database, "Good news")

    async def read(article: Unread) -> ReadText:
        return reading(article.title)

    async with reader_at_work(sqlite_database, read):
        await until(sqlite_database, lambda left: left == [])
    async with sqlite_database.read() as connection:
        alerts = await connection.execute(select(alert.c.destination_id))
        assert alerts.scalars().all() == [1]
